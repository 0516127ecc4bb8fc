"""Where a figure stands: "Gambar 2.3.1" belongs to section 2.3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lkj_audit.model import Block, Document

# Only a report that numbers its figures by section, as these many show, can have one in the wrong place.
FEWEST = 5
MOSTLY = 0.8
_SECTION = re.compile(r"\d+(?:\.\d+)+")


def sections_of(document: Document) -> list[tuple[Block, frozenset[str]] | None]:
    """For each item of the flow, the heading it stands under and the section numbers that heading has ("2.13 dan 2.14"
    has two)."""
    out: list[tuple[Block, frozenset[str]] | None] = []
    current: tuple[Block, frozenset[str]] | None = None
    for item in document.flow:
        if isinstance(item, Block) and item.kind == "heading" and item.number:
            numbers = frozenset(_SECTION.findall(item.text[:40]))
            current = (item, numbers) if _SECTION.fullmatch(item.number) else None
        out.append(current)
    return out


def misplaced(document: Document, captions: Sequence[tuple[int, str]]) -> dict[int, Block]:
    """For the captions (index in the flow, printed number of three parts) that stand in another section than their
    number says, the heading of that section. Numbers used twice are left out: they are wrong in themselves."""
    sections = sections_of(document)
    times = Counter(number for _, number in captions)
    told = [(i, number, here) for i, number in captions
            if number.count(".") == 2 and times[number] == 1 and (here := sections[i])]
    strange = {i: here[0] for i, number, here in told if number.rpartition(".")[0] not in here[1]}
    return strange if len(told) >= FEWEST and len(strange) <= (1 - MOSTLY) * len(told) else {}
