"""IDN108: an abbreviation expanded otherwise than its fixed meaning, or in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkj_audit import facts
from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report, Value
from lkj_audit.normalize.cues import value_of

_AFTER = re.compile(r"(?<=[\w.])\s*\(\s*(?P<abbr>[A-Z][A-Za-z0-9]{1,8})\s*\)")
_BEFORE = re.compile(r"\b(?P<abbr>[A-Z][A-Za-z0-9]{1,8})\s*\((?P<words>[A-Za-z][^()\d]{7,90})\)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"dan", "dengan", "yang", "di", "ke", "dari", "pada", "untuk", "atas", "dalam", "serta", "tentang",
                    "of", "and", "the"})


@dataclass(frozen=True, slots=True)
class Expansion:
    """What stands for an abbreviation in one place; ``words`` in small letters, without those that give no letter."""

    abbr: str
    words: tuple[str, ...]
    value: Value


@rule("IDN108", "singkatan", "warning")
def singkatan(report: Report) -> Iterator[Outcome]:
    """The words given for a known abbreviation have its letters but differ from its meaning; those given for another
    one differ in one word between two places."""
    found = [e for _, b in report.document.holding("(") if b.kind != "toc" for e in _expansions(b)]
    if not found:
        yield NotEvaluated("IDN108", "no-abbreviation")
        return
    known = {abbr.casefold(): (abbr, texts) for abbr, texts in facts.abbreviations().items()}
    wrong: dict[tuple[str, ...], list[Expansion]] = {}
    for e in found:
        yield CHECKED
        if e.abbr.casefold() in known and not any(_alike(e.words, _words(t)) for t in known[e.abbr.casefold()][1]):
            wrong.setdefault((e.abbr, *e.words), []).append(e)
    for places in wrong.values():
        abbr, texts = known[places[0].abbr.casefold()]
        near = max(texts, key=lambda t: len(set(_words(t)) & set(places[0].words)))
        if len(set(_words(near)) & set(places[0].words)) * 2 >= len(_words(near)):
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


def _expansions(block: Block) -> Iterator[Expansion]:
    """ "Perjanjian Kinerja (PK)" and "PK (Perjanjian Kinerja)": the words whose initials make the abbreviation."""
    for m in _AFTER.finditer(block.text):
        start = _start_of(block.text[:m.start()], m["abbr"])
        if start is not None:
            yield _expansion(block, m["abbr"], start, m.start(), m.end())
    for m in _BEFORE.finditer(block.text):
        if _start_of(m["words"], m["abbr"]) == 0:
            yield _expansion(block, m["abbr"], m.start("words"), m.end("words"), m.end())


def _expansion(block: Block, abbr: str, start: int, end: int, stop: int) -> Expansion:
    return Expansion(abbr, _words(block.text[start:end]), value_of(block, start, stop))


def _start_of(text: str, abbr: str) -> int | None:
    """Where the words begin whose initials, the small words left out, are the capitals of ``abbr`` and which end
    ``text``; None if there are none."""
    letters = [c.casefold() for c in abbr if c.isupper()]
    if len(letters) < 2:
        return None
    for word in reversed(list(_WORD.finditer(text))):
        if not letters:
            return None
        if word[0].casefold() in _SMALL and word[0][0].casefold() != letters[-1]:
            continue
        if word[0].casefold() in _SMALL and word[0].islower():
            continue
        if word[0][0].casefold() != letters.pop():
            return None
        if not letters:
            return word.start() if word[0][0].isupper() else None
    return None


def _words(text: str) -> tuple[str, ...]:
    return tuple(w for w in (m[0].casefold() for m in _WORD.finditer(text)) if w not in _SMALL)


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
