"""ANG101, ANG102: what a region's income, spending and financing leave: surplus, net financing and SiLPA."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit.checks.anggaran.lines import Column, amount, by_table, exact, label, proof
from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import BudgetLine, Finding, Report
from lkj_audit.normalize.text.plain import plain

_ROWS: Final = {name: re.compile(rf"(?:(?:[a-f]|[ivx]+|\d) )?(?:jumlah |total )?(?:{pattern})") for name, pattern in {
    "pendapatan": r"pendapatan(?: daerah)?", "belanja": r"belanja(?: daerah)?(?: dan transfer)?",
    "surplus": r"(?:surplus|defisit)(?: (?:atau )?defisit)?(?: anggaran)?",
    "penerimaan": r"penerimaan pembiayaan(?: daerah)?", "pengeluaran": r"pengeluaran pembiayaan(?: daerah)?",
    "neto": r"pembiayaan (?:netto|neto|bersih)(?: daerah)?",
    "silpa": r"(?:silpa|sisa lebih pembiayaan anggaran)(?: tahun (?:berkenaan|berjalan))?(?: silpa)?"}.items()}


class _Balance(NamedTuple):
    """The row ``of`` is ``first`` less ``second``, or both together."""

    of: str
    first: str
    second: str
    sign: int


_BALANCES: Final = (_Balance("surplus", "pendapatan", "belanja", -1), _Balance("neto", "penerimaan", "pengeluaran", -1),
                    _Balance("silpa", "surplus", "neto", 1))


def _named(lines: Iterable[BudgetLine]) -> dict[str, BudgetLine]:
    """The only line of each of these names."""
    found = {name: [x for x in lines if pattern.fullmatch(plain(label(x)))] for name, pattern in _ROWS.items()}
    return {name: those[0] for name, those in found.items() if len(those) == 1}


def is_balance(lines: Iterable[BudgetLine]) -> bool:
    """Whether ``lines`` hold income beside spending, or what is left of them: they are no parts of one sum."""
    return len(_named(lines).keys() - {"belanja"}) > 1


def left(report: Report, code: str, column: Column) -> Iterator[Outcome]:
    """Each of these rows of the tables that have all three; a deficit may stand without its sign."""
    for lines in by_table(report):
        rows = {name: line for name, line in _named(lines).items() if amount(line, column)}
        for b in _BALANCES:
            if {b.of, b.first, b.second} <= rows.keys():
                yield CHECKED
                yield from _wrong(report, code, column, b, rows)


def _is_deficit(rows: dict[str, BudgetLine], column: Column) -> bool:
    income, spending = (amount(rows[name], column) if name in rows else None for name in ("pendapatan", "belanja"))
    return income is not None and spending is not None and exact(income) < exact(spending)


def _wrong(report: Report, code: str, column: Column, b: _Balance, rows: dict[str, BudgetLine]) -> Iterator[Finding]:
    stated, first, second = (amount(rows[name], column) for name in (b.of, b.first, b.second))
    assert stated is not None and first is not None and second is not None
    unsigned = b.first == "surplus" and _is_deficit(rows, column) and exact(first) > 0
    expected = (-1 if unsigned else 1) * exact(first) + b.sign * exact(second)
    slack = sum((v.quantity.step for v in (stated, first, second) if v.quantity and v.quantity.step > 1), Decimal(0))
    off = exact(stated) - expected
    if abs(off) <= slack or abs(exact(stated)) == abs(expected):
        return
    confidence = 0.9 * sureness(report, (stated, first, second))
    shown = (*proof("part", (second,)), *proof("whole", (first,))) if b.sign < 0 else proof("part", (first, second))
    yield Finding(
        rule=code, severity=graded("error", confidence), confidence=confidence, variant="sisa",
        params={"item": label(rows[b.of]), "stated": exact(stated), "expected": expected, "difference": abs(off),
                "rumus": f"{label(rows[b.first])} {'−' if b.sign < 0 else '+'} {label(rows[b.second])}"},
        evidence=(*proof("stated", (stated,)), *shown), item=label(rows[b.of]), column=column, kind=rows[b.of].kind,
        expected=expected, stated=exact(stated), difference=off)
