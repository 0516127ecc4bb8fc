"""Blocks as long as people write them: a page without a full stop must not hold up what looks into sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lkj_audit.model import Block, Document, Table

LONGEST: Final = 3000  # characters; a page has about as many


def parted(document: Document) -> Document:
    """``document`` with each longer block as several, cut between its words; the rest of one is a paragraph."""
    if all(isinstance(item, Table) or len(item.text) <= LONGEST for item in document.flow):
        return document
    return replace(document, flow=tuple(piece for item in document.flow for piece in (
        _pieces(item) if isinstance(item, Block) else (item,))))


def _pieces(block: Block) -> Iterator[Block]:
    first, piece = 0, block
    while first < len(block.words):
        start = block.starts[first]
        fits = bisect_right(block.starts, start + LONGEST + 1) - 1  # the blank before the next word is cut off
        after = len(block.words) if len(block.text) - start <= LONGEST else max(fits, first + 1)
        end = block.starts[after] if after < len(block.words) else len(block.text)
        piece = replace(piece, text=block.text[start:end].rstrip(), words=block.words[first:after],
                        starts=tuple(s - start for s in block.starts[first:after]))
        yield piece
        first, piece = after, replace(piece, kind="paragraph", number="", label="", level=0)
