"""ANG112: a figure and its spelling in words differ, or the words spell no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Quantity, Report, Severity, Value
from lkj_audit.normalize.figures.terbilang import from_words
from lkj_audit.normalize.text.cues import value_of

# "empat (4) provinsi": words first, and no decimal, year or reference in the brackets
_IN_BRACKETS: Final = re.compile(r"\((?P<figure>\d{1,3})\)(?!\s*%)")
_NO_WORDS: Final = re.compile(r"[^\w -]|[\d_]")
_MOST: Final = 8  # words that spell a number
_REACH: Final = 240  # characters that they fill at the most


class Spelled(NamedTuple):
    """A figure and the words that spell it."""

    figure: Value
    words: Value
    kind: str


@rule("ANG112", "terbilang", "error")
def terbilang(report: Report) -> Iterator[Outcome]:
    """An amount, count or percentage and its words in brackets are different numbers."""
    spelled = [*_figures_first(report), *_words_first(report)]
    if not spelled:
        yield NotEvaluated("ANG112", "no-words")
        return
    for one in spelled:
        yield CHECKED
        if one.words.number is None or one.words.number != one.figure.number:
            yield _finding(one)


def _figures_first(report: Report) -> Iterator[Spelled]:
    for claim in report.claims:
        if claim.words is not None and claim.value.number is not None:
            yield Spelled(claim.value, claim.words, claim.kind)


def _words_first(report: Report) -> Iterator[Spelled]:
    for _, block in report.document.holding("("):
        for m in _IN_BRACKETS.finditer(block.text) if block.kind != "toc" else ():
            before = block.text[max(0, m.start() - _REACH):m.start()].rstrip()
            said = _NO_WORDS.split(before)[-1].replace("-", " ").split(" ")[-_MOST:]
            starts = [n for n in range(len(said)) if from_words(" ".join(said[n:])) is not None]
            if not starts:
                continue
            words = " ".join(said[starts[0]:])
            quantity = Quantity(m["figure"], Decimal(m["figure"]))
            end, spelled = len(block.text[:m.start()].rstrip()), Quantity(words, from_words(words))
            yield Spelled(value_of(block, m.start("figure"), m.end("figure"), quantity),
                          value_of(block, end - len(words), end, spelled), "count")


def _finding(one: Spelled) -> Finding:
    spelled, figure = one.words.number, one.figure.number
    usual: Severity = "warning" if spelled is None else "error"
    confidence = 0.97 * min(one.figure.confidence, one.words.confidence)
    digits = one.figure.text.partition("(")[0].strip() or one.figure.text  # of "57 (lima puluh enam) orang"
    params: dict[str, str | int | Decimal] = {"figure": digits, "words": one.words.text,
                                              "page": one.figure.places[0].page}
    return Finding(
        rule="ANG112", severity=graded(usual, confidence), confidence=confidence,
        params=params if spelled is None else params | {"spelled": spelled},
        evidence=(Evidence("stated", one.words), Evidence("expected", one.figure)),
        item=f"{one.figure.text} ({one.words.text})", column=one.kind, kind="narasi",
        expected=None if spelled is None else figure, stated=spelled,
        difference=None if spelled is None or figure is None else spelled - figure,
        variant="bukan-bilangan" if spelled is None else "")
