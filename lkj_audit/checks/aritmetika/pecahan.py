"""ARI103 in a sentence: "12 dari 16 kegiatan … atau 85%" gives the share of two counts, and another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.fractions import fractions
from lkj_audit.normalize.text.cues import value_of

_WHOLE_CENT: Final = Decimal(100)


def told_shares(report: Report) -> Iterator[Finding | None]:
    """For each share that a sentence gives of two counts, None, or that it is another one."""
    for block, m in fractions(report.document):
        yield from _judged(block, m)


def _judged(block: Block, m: re.Match[str]) -> Iterator[Finding | None]:
    part, whole = (Decimal(m[name].replace(".", "")) for name in ("part", "whole"))
    stated = parse(m["share"])
    if stated is None or stated.value is None or whole < 2 or part > whole:
        return
    exact = part * _WHOLE_CENT / whole
    yield None
    # the rest may be meant, and the last digit may be cut off
    if any(stated.agrees(s) or abs(stated.value - s) <= stated.step for s in (exact, _WHOLE_CENT - exact)):
        return
    yield _finding(block, m, stated, exact)


def _finding(block: Block, m: re.Match[str], stated: Quantity, exact: Decimal) -> Finding:
    def told(name: str, quantity: Quantity | None = None) -> Value:
        return value_of(block, m.start(name), m.end(name), quantity or parse(m[name], hint="count"))

    expected = printed(exact, stated.step)
    share = told("share", stated)
    sure = round(0.85 * share.confidence, 2)
    return Finding("ARI103", graded("error", sure), sure,
                   {"count": m["part"], "whole": m["whole"], "stated": m["share"], "expected": expected,
                    "page": share.places[0].page if share.places else 0},
                   (Evidence("stated", share), Evidence("part", told("part")), Evidence("whole", told("whole"))),
                   item=f"{m['part']} dari {m['whole']}", column="persen", kind="narasi", expected=expected,
                   stated=stated.value, variant="kalimat")
