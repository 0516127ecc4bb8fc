"""ANG117: "pagu tahun 2019 meningkat 8,65 % dibandingkan tahun 2018", against a table with a row for each year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.anggaran.lines import exact, proof, quantity
from lkj_audit.checks.anggaran.tahun import of_year
from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import Finding, Report, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

SURE: Final = 0.8
LEAST: Final = 1_000_000  # rupiah; what is less is no budget
_GROWN: Final = Cued(
    r"\b(?P<what>pagu|anggaran|realisasi)(?:\s+(?:anggaran|belanja))?\s+(?:pada\s+)?tahun\s+(?P<year>20\d\d)\s+"
    r"(?:mengalami\s+)?(?P<way>naik|meningkat|bertambah|kenaikan|peningkatan|turun|menurun|berkurang|penurunan)\s+"
    r"(?:sebesar\s+)?(?P<by>\d{1,3}(?:[.,]\d+)?\s?(?:%|persen\b))\s*,?\s*(?:jika\s+|apabila\s+|bila\s+)?"
    r"(?:dibanding\w*|terhadap|dari(?:pada)?)\s+(?:dengan\s+)?(?:\w+\s+)?tahun\s+(?P<before>20\d\d)\b",
    "naik", "ningkat", "bertambah", "turun", "nurun", "berkurang")
_DOWN: Final = re.compile(r"turun|kurang", re.I)


def told_growth(report: Report) -> Iterator[Finding | None]:
    """For each growth of the budget by so many per cent, None, or that no table of years shows it."""
    for _, block, m in _GROWN.over(report.document):
        by = parse(m["by"], hint="percent")
        pairs = list(_pairs(report, m["what"].casefold(), int(m["year"]), int(m["before"])))
        if by is None or by.value is None or not pairs or block.kind != "paragraph":
            continue
        yield None
        changes = [100 * (exact(new) - exact(old)) / exact(old) for new, old in pairs]
        stated = -by.value if _DOWN.search(m["way"]) else by.value
        if not any(by.agrees(abs(c)) and c * stated >= 0 for c in changes):
            value = value_of(block, *m.span("by"), by)
            new, old = pairs[0]
            sure = round(SURE * min(v.confidence for v in (value, new, old)), 2)
            yield Finding("ANG117", graded("error", sure), sure,
                          {"old": old.text, "new": new.text, "said": value.text,
                           "expected": printed(changes[0], by.step), "unit": "%", "page": value.places[0].page},
                          (*proof("stated", (value,)), *proof("context", (old, new))), item=" ".join(m[0].split())[:80],
                          column=m["way"].casefold(), kind="narasi", expected=printed(changes[0], by.step),
                          stated=by.value, difference=by.value - abs(printed(changes[0], by.step)),
                          variant="perubahan")


def _pairs(report: Report, what: str, year: int, before: int) -> Iterator[tuple[Value, Value]]:
    """The amounts of both years in the columns, or rows, that are called ``what``."""
    for table in report.tables:
        then, now = ({name.text: v for name, v in of_year(y, table) if what in name.text.casefold()}
                     for y in (before, year))
        for name in then.keys() & now.keys():
            if min(exact(then[name]), exact(now[name])) >= LEAST and quantity(now[name]).unit != "%":
                yield now[name], then[name]
