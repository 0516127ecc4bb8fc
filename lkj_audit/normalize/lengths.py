"""Blocks as long as people write them: a page without a full stop must not hold up what looks into sentences."""

from __future__ import annotations

from bisect import bisect_left
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
    first, kept = 0, block
    while first < len(block.words):
        start = block.starts[first]
        after = max(bisect_left(block.starts, start + LONGEST + 1), first + 1) if len(block.text) - start > LONGEST \
            else len(block.words)
        end = block.starts[after] if after < len(block.words) else len(block.text)
        kept = replace(kept, text=block.text[start:end].rstrip(), words=block.words[first:after],
                       starts=tuple(s - start for s in block.starts[first:after]))
        yield kept
        first, kept = after, replace(kept, kind="paragraph", number="", label="", level=0)
