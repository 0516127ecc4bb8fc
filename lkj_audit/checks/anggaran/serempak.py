"""ANG111, second part: one percentage for two things ("realisasi anggaran dan kegiatan 99 %") that a table of several
years keeps apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.anggaran.kalimat import Spot, of_this_year, wording
from lkj_audit.checks.anggaran.lines import exact, name_key, proof, quantity
from lkj_audit.checks.anggaran.tahun import this_year
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Finding, Report, Value

_BRACKETS = re.compile(r"\([^)]*\)")


def serempak(report: Report, place: Spot) -> Iterator[Outcome]:
    """Whether the percentage, said of two rows of one table at once, is that of both."""
    if not of_this_year(report, place):
        return
    said = " " + name_key(place.before) + " "
    for table in report.of_kind("multi_tahun"):
        rows = [(name_key(_BRACKETS.sub(" ", name.text)), name, value)
                for name, value in this_year(report, table) if value.quantity and value.quantity.unit == "%"]
        for a, _, one in rows:
            for b, name, other in rows:
                if a != b and _both(a, b) in said:
                    yield CHECKED
                    stated = quantity(place.claim.value)
                    if stated.agrees(exact(one)) and not stated.agrees(exact(other)):
                        yield _finding(report, place, name, other)


def _both(a: str, b: str) -> str:
    """"realisasi anggaran", "realisasi kegiatan" → " realisasi anggaran dan kegiatan ", as a sentence would say it."""
    first, second = a.split(), b.split()
    shared = 0
    while shared < min(len(first), len(second)) - 1 and first[shared] == second[shared]:
        shared += 1
    return f" {a} dan {' '.join(second[shared:])} "


def _finding(report: Report, place: Spot, name: Value, other: Value) -> Finding:
    stated, page = place.claim.value, place.claim.value.places[0].page
    return Finding(
        rule="ANG111", severity="info", confidence=0.85 * stated.confidence * other.confidence, variant="serempak",
        params={"item": name.text, "stated": exact(stated), "expected": exact(other), "page": page,
                "table_page": other.places[0].page},
        evidence=(*proof("stated", (stated,)), *proof("expected", (other,)), *proof("context", (name,)),
                  *wording(report, place.claim)),
        item=name.text, column="persen", kind="multi_tahun", expected=exact(other), stated=exact(stated),
        difference=exact(stated) - exact(other))
