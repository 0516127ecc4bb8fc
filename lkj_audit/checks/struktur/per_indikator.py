"""STR101: the comparison with earlier years is there, but of hardly any indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import completeness, graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Finding, Report
from lkj_audit.normalize.narrative.compared import compared
from lkj_audit.normalize.narrative.plans import plans_of

PART: Final = "perbandingan-tahun-sebelumnya"
FEWEST: Final = 6  # indicators
SHARE: Final = 5  # of so many one may be compared
SURE: Final = 0.55  # a note: indicators may be new, and what was compared may be named in other words


def uncompared(report: Report) -> Iterator[Outcome]:
    """A report that compares something with earlier years, such as its budget, but hardly one of its indicators."""
    told = compared(plans_of(report))
    tables = report.of_kind("capaian")
    if len(told) < FEWEST or report.identity.year is None or not tables:
        return
    yield CHECKED
    if sum(told.values()) * SHARE <= len(told):
        sure = round(min(SURE, tables[0].confidence) * completeness(report.document), 2)
        yield Finding("STR101", graded("info", sure), sure,
                      {"part": PART, "jumlah": len(told), "ada": sum(told.values()), "di": name_of(tables[0])},
                      (whereabouts(tables[0], "indikator"),), item=f"{PART} indikator", variant="per-indikator")
