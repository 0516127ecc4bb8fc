"""KIN119 without a table: "sebesar 88,95, masih di bawah rata-rata nasional sebesar 83,24"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Report
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.levels import is_below, told_levels
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

FAR: Final = 5  # times as large: hardly the same measure


def comparisons(report: Report) -> Iterator[Outcome]:
    """Sentences that put a figure below one that is smaller, above one that is larger, or below the one and above the
    other of two between which nothing lies."""
    for block, m in told_levels(report.document):
        yield CHECKED
        sizes = _sizes(m)
        if sizes is None:
            continue
        if "first" in m.groupdict():
            a_below, b_below = (is_below(m[g]) for g in ("first", "second"))
            upper, lower = sizes if a_below else sizes[::-1]
            if a_below != b_below and upper <= lower:
                yield _finding(block, m, "antara")
        elif sizes[0] > sizes[1] if m["below"] else sizes[0] < sizes[1]:
            yield replace(_finding(block, m, "banding"), variant="lebih" if m["below"] else "kurang")


def _sizes(m: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The two figures, where they can be of one measure: both percentages or neither, and not far apart."""
    a, b = (parse(m[g]) for g in ("a", "b"))
    if a is None or b is None or not a.value or not b.value or bool(m["ua"].strip()) != bool(m["ub"].strip()):
        return None
    return None if max(a.value, b.value) > FAR * min(a.value, b.value) else (a.value, b.value)


def _finding(block: Block, m: re.Match[str], variant: str) -> Finding:
    figures = [value_of(block, *m.span(g)) for g in ("b", "a")]
    sure = round(0.8 * min(v.confidence for v in figures), 2)
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": " ".join(block.text[m.start():m.end()].split()), "nilai": m["a"], "lain": m["b"]},
                   (Evidence("stated", figures[0]), Evidence("part", figures[1])), item=plain(m[0])[:80],
                   column=variant, kind="narasi", variant=variant)
