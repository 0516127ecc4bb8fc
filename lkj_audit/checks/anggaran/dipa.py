"""ANG116: what several DIPA come to: "pagu DIPA 01 dan DIPA 04 sebesar …" over a budget table for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.anggaran.kalimat import wholes
from lkj_audit.checks.anggaran.lines import COLUMNS, amount, exact, proof, quantity
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import BudgetLine, Claim, Finding, Report, Value

FEWEST: Final = 2
CLOSE: Final = Decimal("0.5")  # of the sum: an amount that misses it by more is another one
_DIPA: Final = re.compile(r"\bDIPA\W{1,3}0?(\d)\b(?!\d)")
_AND: Final = re.compile(r"\bDIPA\W{1,3}0?\d\)?(?:\s*[^.;:,\d]{0,40})(?:,?\s*(?:dan|serta|&)\s*|"
                         r",\s*)(?:DIPA\W{1,3})?0?\d\b")
_PLAIN: Final = re.compile(r"[^.;:\d]*")  # nothing else is counted between the last of them and the amount


def of_several(report: Report) -> Iterator[Outcome]:
    """Each pagu and realisasi that is said to be that of several DIPA with a table of their own each."""
    by_number = _tables(report)
    for claim in report.claims if len(by_number) >= FEWEST else ():
        column = next((c for c in COLUMNS if c == claim.about), None)
        before = claim.sentence.partition(claim.value.text)[0]
        named = list(_AND.finditer(before))
        numbers = set(_DIPA.findall(before)) | ({named[-1][0][-1]} if named else set())
        if claim.kind != "amount" or column is None or not named or len(numbers) < FEWEST or not _PLAIN.fullmatch(
                before, named[-1].end()):
            continue
        lines = [by_number[n] for n in sorted(numbers) if n in by_number]
        sums = [[v for line in lines if (v := amount(line, c))] for c in (column, *COLUMNS)]
        if len(lines) == len(sums[0]) == len(numbers):
            yield CHECKED
            totals = [sum(map(exact, parts), Decimal(0)) for parts in sums]
            if not any(quantity(claim.value).agrees(t) for t in totals) and (
                    abs(exact(claim.value) - totals[0]) <= CLOSE * totals[0]):
                yield _finding(claim, column, sums[0], totals[0])


def _tables(report: Report) -> dict[str, BudgetLine]:
    """The line that sums up the one table that is of a DIPA, by the DIPA's number."""
    found: dict[str, list[BudgetLine]] = {}
    for line in wholes(report):
        caption = set(_DIPA.findall(report.table(line.table).table.caption or ""))
        if len(caption) == 1:
            found.setdefault(caption.pop(), []).append(line)
    return {number: lines[0] for number, lines in found.items() if len(lines) == 1}


def _finding(claim: Claim, column: str, parts: list[Value], total: Decimal) -> Finding:
    stated = exact(claim.value)
    sure = 0.85 * min(v.confidence for v in (claim.value, *parts))
    return Finding("ANG116", graded("error", sure), sure,
                   {"stated": stated, "expected": total, "count": len(parts), "difference": abs(stated - total),
                    "page": claim.value.places[0].page},
                   (*proof("stated", (claim.value,)), *proof("part", parts)), item=f"DIPA {column}", column=column,
                   kind="narasi", expected=total, stated=stated, difference=stated - total)
