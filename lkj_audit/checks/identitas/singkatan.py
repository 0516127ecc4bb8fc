"""IDN108: an abbreviation expanded otherwise than its fixed meaning, or in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit import facts
from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.text.abbreviations import Expansion, expansions, words_of


@rule("IDN108", "singkatan", "warning")
def singkatan(report: Report) -> Iterator[Outcome]:
    """The words given for a known abbreviation have its letters but differ from its meaning; those given for another
    one differ in one word between two places."""
    found = list(expansions(report.document))
    if not found:
        yield NotEvaluated("IDN108", "no-abbreviation")
        return
    known = {abbr.casefold(): (abbr, texts) for abbr, texts in facts.abbreviations().items()}
    wrong: dict[tuple[str, ...], list[Expansion]] = {}
    for e in found:
        yield CHECKED
        if e.abbr.casefold() in known and not any(_alike(e.words, words_of(t)) for t in known[e.abbr.casefold()][1]):
            wrong.setdefault((e.abbr, *e.words), []).append(e)
    for places in wrong.values():
        abbr, texts = known[places[0].abbr.casefold()]
        near = max(texts, key=lambda t: len(set(words_of(t)) & set(places[0].words)))
        if len(set(words_of(near)) & set(places[0].words)) * 2 >= len(words_of(near)):
            yield _finding(abbr, places, [], near, "")
    yield from _two_ways([e for e in found if e.abbr.casefold() not in known])


def _two_ways(found: list[Expansion]) -> Iterator[Finding]:
    """Expansions of one unlisted abbreviation that are the same but for one word."""
    for abbr in dict.fromkeys(e.abbr for e in found):
        mine = [e for e in found if e.abbr == abbr]
        first = mine[0]
        other = [e for e in mine if not _alike(e.words, first.words) and len(e.words) == len(first.words) > 2
                 and sum(not _same_word(a, b) for a, b in zip(e.words, first.words, strict=True)) == 1]
        if other:
            yield _finding(abbr, other[:1], [first], first.value.text.strip(), "dua")


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two expansions are the same but for slips of the pen."""
    return "".join(a) == "".join(b) or (len(a) == len(b) and all(map(_same_word, a, b)))


def _same_word(a: str, b: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return sorted(a) == sorted(b) or Levenshtein.distance(a, b) <= (2 if max(len(a), len(b)) >= 10 else 1)


def _bare(text: str) -> str:
    """The expansion without the abbreviation in brackets after it."""
    return re.sub(r"\s*\(\s*\w+\s*\)?$", "", text.strip())


def _finding(abbr: str, places: list[Expansion], others: list[Expansion], expected: str, variant: str) -> Finding:
    evidence = distinct([*(Evidence("stated", e.value) for e in places),
                         *(Evidence("expected", e.value) for e in others)])
    sure = min(e.value.confidence for e in evidence) * (0.9 if not variant else 0.75)
    if any(e.value.source == "ocr" for e in evidence):
        sure *= 0.6
    return Finding("IDN108", graded("warning", sure), round(sure, 2),
                   {"abbr": abbr, "stated": _bare(places[0].value.text), "expected": _bare(expected)},
                   evidence, item=abbr, column=" ".join(places[0].words), variant=variant)
