"""STR113 within a list: an item that the same list has already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import certainty
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Document, Evidence, Finding
from lkj_audit.normalize.outline.skeleton import Skeleton
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

FEWEST: Final = 5  # words of an item; shorter ones are answers and units
Item = tuple[Block, int, int]  # an item and where it stands in its block
_INLINE: Final = re.compile(r"(?<![\w.])\(?(\d{1,2})\)\s*(?=[^\W\d_])")
_NUMBERED: Final = re.compile(r"^\W*\(?(?P<n>\d{1,2})[.)]\s+(?=[^\W\d_])")
_MARKS: Final = " ;,.\t"


def repeated(document: Document, bones: Skeleton) -> Iterator[Outcome]:
    """One finding for each item that stands twice in one list, be it a list in a sentence or one of paragraphs."""
    for items in _lists(document, bones):
        if len(items) < 2:
            continue
        yield CHECKED
        seen: dict[str, Item] = {}
        for block, start, end in items:
            key = plain(block.text[start:end])
            if key not in seen:
                seen[key] = block, start, end
            elif len(key.split()) >= FEWEST:
                evidence = (Evidence("stated", value_of(block, start, end)), Evidence("context", value_of(*seen[key])))
                yield Finding("STR113", "info", certainty(0.9, evidence),
                              {"teks": " ".join(block.text[start:end].split())[:90], "kali": 2}, evidence,
                              item=" ".join(key.split()[:20]), column="butir", variant="butir")


def _lists(document: Document, bones: Skeleton) -> Iterator[list[Item]]:
    """The items of each list, numbered from one on without a gap."""
    run: list[Item] = []
    for i, block in enumerate(document.flow):
        if not isinstance(block, Block) or block.kind != "paragraph" or bones.listed(i):
            continue
        if "1)" in block.text and "2)" in block.text:
            yield from _inline(block)
        m = _NUMBERED.match(block.text)
        if m and int(m["n"]) == len(run) + 1:
            run.append((block, *_trimmed(block.text, m.end(), len(block.text))))
        elif m:
            yield run
            run = [(block, *_trimmed(block.text, m.end(), len(block.text)))] if m["n"] == "1" else []
    yield run


def _inline(block: Block) -> Iterator[list[Item]]:
    marks: list[re.Match[str]] = []
    for m in _INLINE.finditer(block.text):
        if int(m[1]) == len(marks) + 1:
            marks.append(m)
    if len(marks) > 1:
        ends = [*(m.start() for m in marks[1:]), len(block.text)]
        yield [(block, *_trimmed(block.text, m.end(), end)) for m, end in zip(marks, ends, strict=True)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The item without the marks and the "dan" that lead on to the next."""
    item = text[start:end].rstrip(_MARKS)
    last = item.rsplit(maxsplit=1)[-1:]
    return start, start + len(item.removesuffix(last[0]).rstrip(_MARKS) if last in (["dan"], ["serta"]) else item)
