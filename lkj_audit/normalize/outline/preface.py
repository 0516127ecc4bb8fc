"""The preface of a report, and where it ends."""

from __future__ import annotations

import re
from typing import Final

from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once

_PREFACE: Final = re.compile(r"^\W*(?:kata\s+pengantar|pengantar|prakata|kata\s+sambutan)\W*$", re.I)
_THANKS: Final = re.compile(r"^\W*(?:(?:dengan|alhamdul\w+|segala)\b.{0,60}?)?\b(?:puji|puja)\b|^\W*alhamdul", re.I)
_NEXT: Final = re.compile(r"^\W*(?:daftar|ringkasan|ikhtisar|bab|executive|eksekutif|pernyataan|lembar|pendahuluan|"
                   r"tim|lampiran|perjanjian)\b", re.I)
LONG: Final = 110  # characters; a paragraph, not a line of a signature
_PAGES, _FRONT = 3, 6


@once
def preface(document: Document) -> list[Block]:
    """The blocks of the preface, without its heading; [] if there is none. Where the heading is a picture, or missing,
    the preface begins with its thanks."""
    blocks = [b for b in document.blocks if b.kind != "toc"]
    starts = [(i, i + 1) for i, b in enumerate(blocks) if _PREFACE.match(b.text)]
    front = ((i, b) for i, b in enumerate(blocks) if b.page <= _FRONT)
    starts += [(i, i) for i, b in front if len(b.text) > LONG and _THANKS.match(b.text)]
    for heading, first in starts:
        rest = blocks[first:]
        ends = (n for n, b in enumerate(rest) if _NEXT.match(b.text) or b.page >= blocks[heading].page + _PAGES)
        end = next(ends, len(rest))
        if end:
            return rest[:end]
    return []
