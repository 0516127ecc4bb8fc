"""ANG107–ANG109: two tables give the same budget different figures.

Two figures that differ prove nothing by themselves: budgets are revised, and tables show different dates and scopes.
What proves that two rows, or a row and a set of rows, are about the same thing at the same date is that another of
their figures agrees to the rupiah.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from lkj_audit.checks.anggaran.lines import (
    COLUMNS,
    Column,
    amount,
    by_table,
    exact,
    label,
    proof,
    quantity,
    roots,
    same_item,
    same_period,
)
from lkj_audit.checks.anggaran.pendapatan import is_income
from lkj_audit.checks.anggaran.penjumlahan import Sum, sum_of
from lkj_audit.checks.arithmetic import fits, percent, span, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import BudgetLine, Finding, NotEvaluated, Report, Value

_MOST_TABLES = 12
_WITNESS: Final[dict[Column, Column]] = {"pagu": "realisasi", "realisasi": "pagu", "sisa": "pagu"}
_NEAR = Decimal("0.1")


def _twins(report: Report, column: Column) -> Iterator[tuple[BudgetLine, BudgetLine]]:
    """Pairs of lines of different tables about the same item at the same date, by name or code and by another figure
    that agrees, with a figure each in ``column``."""
    with_figure = [line for line in report.budget if amount(line, column)]
    for a, b in combinations(with_figure, 2):
        if a.table != b.table and same_item(a, b) and _agree(a, b, _WITNESS[column]) \
                and is_income(report.table(a.table)) == is_income(report.table(b.table)) \
                and same_period(report.table(a.table).table, report.table(b.table).table) \
                and _same_whole(report, a, b, _WITNESS[column]):
            yield a, b


def _agree(a: BudgetLine, b: BudgetLine, witness: Column) -> bool:
    """Whether the figure that is not in question is the same in both lines, and not zero."""
    one, other = amount(a, witness), amount(b, witness)
    return bool(one and other and exact(one) == exact(other) != 0)


def _same_whole(report: Report, a: BudgetLine, b: BudgetLine, witness: Column) -> bool:
    """Whether the tables of ``a`` and ``b`` cover the same budget. Belanja Modal comes back in every programme's table;
    a programme, a kegiatan or the whole does not."""
    if a.level in ("total", "program", "kegiatan"):
        return True
    wholes = [[exact(v) for line in report.budget if line.table == table and line.parent is None
               and (v := amount(line, witness))] for table in (a.table, b.table)]
    return sum(wholes[0]) == sum(wholes[1])


def _consistent(line: BudgetLine) -> bool:
    """Whether the line's own sisa or percentage confirms its pagu and realisasi."""
    pagu, realisasi, sisa = amount(line, "pagu"), amount(line, "realisasi"), amount(line, "sisa")
    if not (pagu and realisasi and exact(pagu) > 0):
        return False
    if sisa:
        return exact(pagu) - exact(realisasi) == exact(sisa)
    persen = line.persen.quantity if line.persen else None
    return persen is not None and fits(persen, percent(quantity(realisasi), quantity(pagu)))


def _same_figure(one: Value, other: Value) -> bool:
    (low, high), (least, most) = span(quantity(one)), span(quantity(other))
    return low <= most and least <= high


def _between(report: Report, code: str, column: Column) -> Iterator[Outcome]:
    if not report.budget:
        yield NotEvaluated(code, "no-budget-table")
        return
    differ: dict[int, list[BudgetLine]] = {}
    for a, b in _twins(report, column):
        yield CHECKED
        one, other = amount(a, column), amount(b, column)
        if one and other and not _same_figure(one, other):
            key = next((k for k, group in differ.items() if a in group or b in group), len(differ))
            group = differ.setdefault(key, [])
            group.extend(line for line in (a, b) if line not in group)
    for group in differ.values():
        yield _difference(report, code, column, group)


def _difference(report: Report, code: str, column: Column, group: list[BudgetLine]) -> Finding:
    """One finding an item: the figure is wrong that the fewest tables give and its own row does not confirm; failing
    that, the later one. The same figure in thousands is no other figure."""
    figures = [v for line in group if (v := amount(line, column))]
    ranked = sorted(reversed(list(zip(group, figures, strict=True))),
                    key=lambda pair: (sum(_same_figure(pair[1], v) for v in figures), _consistent(pair[0])))
    wrong, stated = ranked[0]
    right, expected = next(pair for pair in reversed(ranked) if not _same_figure(pair[1], stated))
    confidence = 0.95 * sureness(report, figures)
    witness = [amount(line, _WITNESS[column]) for line in (wrong, right)]
    return Finding(
        rule=code, severity=graded("error", confidence), confidence=confidence,
        params={"item": label(right), "stated": exact(stated), "expected": exact(expected),
                "difference": abs(exact(stated) - exact(expected)),
                "page": stated.places[0].page, "other_page": expected.places[0].page},
        evidence=(*proof("stated", (stated,)), *proof("expected", (expected,)), *proof("context", witness)),
        item=label(right), column=column, kind=right.kind,
        expected=exact(expected), stated=exact(stated), difference=exact(stated) - exact(expected))


@rule("ANG107", "pagu-antartabel", "error")
def pagu_antartabel(report: Report) -> Iterator[Outcome]:
    """Two tables give the same item the same realisasi and different pagu."""
    yield from _between(report, "ANG107", "pagu")


@rule("ANG108", "realisasi-antartabel", "error")
def realisasi_antartabel(report: Report) -> Iterator[Outcome]:
    """Two tables give the same item the same pagu and different realisasi."""
    yield from _between(report, "ANG108", "realisasi")


def _runs(report: Report) -> Iterator[tuple[BudgetLine, list[BudgetLine]]]:
    """Each table's whole with the runs of other tables that come nearest to it, if any adds up to it in one column. No
    two of its runs share a table: a summary in thousands that adds up does not vouch for the tables of the programmes.

    A run is a stretch of budget tables one after the other, summarised by the lines that are part of no other.
    """
    tops = [roots(lines) for lines in by_table(report)]
    for w, (whole, *more) in enumerate(tops):
        if more:
            continue
        period = report.table(whole.table).table
        others = [top for i, top in enumerate(tops)
                  if i != w and all(same_period(period, report.table(line.table).table) for line in top)]
        runs = [[line for top in others[start:end] for line in top] for start in range(len(others))
                for end in range(start + 1, min(start + _MOST_TABLES, len(others)) + 1)]
        tried = [(run, list(_sums(whole, run).values())) for run in runs if len(run) > 1]
        taken: set[str] = set()
        for run, _ in sorted((t for t in tried if _same_scope(t[1])), key=lambda t: _distance(t[1])):
            tables = {line.table for line in run}
            if not tables & taken:
                taken |= tables
                yield whole, run


def _distance(found: Sequence[Sum]) -> tuple[int, Decimal]:
    return -sum(f.holds for f in found), sum((abs(f.difference) for f in found if not f.holds), Decimal(0))


def _sums(whole: BudgetLine, parts: Sequence[BudgetLine]) -> dict[Column, Sum]:
    return {c: f for c in COLUMNS if (f := sum_of(whole, parts, c))}


def _same_scope(found: Sequence[Sum]) -> bool:
    """Whether whole and parts cover the same: more columns add up than do not, or as many, the others nearly so, or the
    ceiling does and the two others are out by one amount. Round amounts add up by chance."""
    holding = sum(f.holds for f in found if exact(f.whole))
    failing = [f for f in found if not f.holds]
    near = all(abs(f.difference) <= _NEAR * abs(exact(f.whole)) for f in failing)
    one_error = len({abs(f.difference) for f in failing}) == 1
    return holding > len(failing) or (holding > 0 and near and (holding == len(failing) or one_error))


@rule("ANG109", "total-antartabel", "error")
def total_antartabel(report: Report) -> Iterator[Outcome]:
    """Tables for single programmes add up to the table for the whole unit in one column and not in another."""
    if len(by_table(report)) < 2:
        yield NotEvaluated("ANG109", "one-table" if report.budget else "no-budget-table")
        return
    reported: set[Decimal] = set()
    for whole, parts in _runs(report):
        for column, found in _sums(whole, parts).items():
            yield CHECKED
            # a wrong realisasi makes a wrong sisa: one root
            if not found.holds and abs(found.difference) not in reported:
                reported.add(abs(found.difference))
                yield _apart(report, column, whole, found)


def _apart(report: Report, column: Column, whole: BudgetLine, found: Sum) -> Finding:
    confidence = 0.95 * sureness(report, (found.whole, *found.parts))
    return Finding(
        rule="ANG109", severity=graded("error", confidence), confidence=confidence,
        params={"column": column, "stated": exact(found.whole), "expected": found.expected,
                "count": len(found.parts), "difference": abs(found.difference),
                "page": found.whole.places[0].page},
        evidence=(*proof("stated", (found.whole,)), *proof("part", found.parts)), item=label(whole), column=column,
        kind=whole.kind, expected=found.expected, stated=exact(found.whole), difference=found.difference)
