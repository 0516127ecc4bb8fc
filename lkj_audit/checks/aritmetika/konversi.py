"""ARI105 in a paragraph: "indeks 3,61 … setara dengan nilai konversi 90,25": the one is 25 times the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.aritmetika.mutu import FACTOR
from lkj_audit.checks.judging import graded
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

_CONVERTED: Final = Cued(r"(?:\b(?:nilai\s+)?(?:hasil\s+)?(?:di)?konversi\w*\b[^.;\d]{0,40}?|\bsetara\b[^.;\d]{0,25}?|"
                         r"[x×*]\s*25\s*=\s*)"
                         r"(?P<n>(?<![\d.,])(?:[3-9]\d|100)[.,]\d{1,2})(?![\d%]|[.,]\d|\s*%)",
                         "konversi", "setara", "25")
_INDEX: Final = re.compile(r"(?<![\d.,])[1-4][.,]\d{2,3}(?![\d%]|[.,]\d|\s*(?:%|persen|poin|menit|jam|hari))")
_FAR: Final = Decimal("10")  # points between a score and what another index gives


def converted(report: Report) -> Iterator[Finding | None]:
    """Each score that a paragraph calls converted, with the indices of 1 to 4 that it names before; nothing where none
    of them can be meant."""
    for _, block, m in _CONVERTED.over(report.document):
        stated = parse(m["n"])
        before = [(i, q) for i in _INDEX.finditer(block.text, 0, m.start())
                  if (q := parse(i[0], hint="index")) and q.value]
        if block.kind != "paragraph" or stated is None or stated.value is None or not before:
            continue
        exact = [(i, q.value * FACTOR, q.step * FACTOR / 2) for i, q in before if q.value is not None]
        if any(abs(stated.value - e) <= slack + stated.step for _, e, slack in exact):
            yield None
            continue
        index, right, _ = min(exact, key=lambda e: abs(e[1] - (stated.value or 0)))
        if abs(right - stated.value) < _FAR:
            said = value_of(block, *m.span("n"), stated)
            given = value_of(block, *index.span(), parse(index[0], hint="index"))
            sure = round(0.8 * min(said.confidence, given.confidence), 2)
            yield Finding("ARI105", graded("error", sure), sure,
                          {"ni": index[0], "expected": printed(right, stated.step), "stated": m["n"]},
                          (Evidence("stated", said), Evidence("part", given)), item=index[0], column="konversi",
                          kind="narasi", expected=right, stated=stated.value, difference=stated.value - right,
                          variant="kalimat")
