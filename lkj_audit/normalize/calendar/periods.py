"""Periods of plans in running text: "Renstra 2020-2024", "RPJMD Tahun 2021 s.d. 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Block, Document, Mention, Value
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import any_of, value_of
from lkj_audit.normalize.text.sentences import sentence_at

PERIOD = re.compile(r"((?:19|20)(?<!\d..)\d\d)(?:\s*[-–—]\s*|\s*(?:s\s?[./]?\s?d\.?|sampai(?:\s+dengan)?|hingga)\s*)"
                    r"(?:tahun\s+)?((?:19|20)\d\d)(?!\d)", re.I)
_OF_A_PLAN = Cued(r"\b(?P<plan>renstra|rencana\s+strategis|rpj\w*)\b[^.;\d]{0,60}?\(?" + PERIOD.pattern, "renstra",
                  "strategis", "rpj")


@cache
def plans() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each kind of plan is called: "renstra" → "Renstra", "Rencana Strategis" …"""
    return tuple((name, any_of(words)) for name, words in facts.cues()["rencana_periode"].items())


def rpjmn(year: int) -> tuple[int, int]:
    """The period of the national medium-term plan that holds ``year``: they are of five years each, since 2005."""
    first = year - year % 5
    return (first, first + 4) if year >= 2005 else (0, 0)


def periods(block: Block, index: int) -> Iterator[Mention]:
    """Periods such as "2020-2024": ``relation`` names the plan before them ("renstra", "rpjmn" …, "" if none)."""
    text, last = block.text, 0
    for m in PERIOD.finditer(text):
        if m[1] >= m[2]:
            continue
        start, end = sentence_at(text, m.start())
        left = text[max(start, last, m.start() - 130):m.start()]
        nouns = [(n.end(), n.end() - n.start(), name) for name, p in plans() for n in p.finditer(left)]
        yield Mention("period", f"{m[1]}-{m[2]}", value_of(block, m.start(), m.end()), text[start:end], index,
                      m.start(), max(nouns)[2] if nouns else "")
        last = m.end()


def backwards(document: Document) -> Iterator[tuple[str, Value]]:
    """Each plan with a period, as the text names them, whose last year is before its first: "Renstra", "2020-2014"."""
    for _, block, m in _OF_A_PLAN.over(document):
        if block.kind != "toc" and m[2] > m[3]:
            yield m["plan"], value_of(block, m.start(2), m.end(3))
