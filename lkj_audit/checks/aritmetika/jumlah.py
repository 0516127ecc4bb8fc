"""ARI101–ARI102: a Jumlah row or column is not the sum of what it closes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import NamedTuple

from lkj_audit.checks.arithmetic import add, fits, legibility
from lkj_audit.checks.aritmetika.totals import NO_SUMS, Closed, close, covered_cells, nested, readings
from lkj_audit.checks.aritmetika.uraian import measured
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Report, TypedTable, Value
from lkj_audit.normalize.tables.totals import blank, figure, is_share, is_total, summable, total_rows

_HEADING = re.compile(r"(?:^|[\s/])(?:jumlah|total|jml)\.?(?:\s+(?:total|seluruh(?:nya)?|keseluruhan))?"
                      r"\s*(?:\([^)]*\))?$|(?<!\w)l(?:aki-laki)?\s*(?:\+|dan|&)\s*p(?:erempuan)?$", re.I)

_CALLED = re.compile(r"\W*(?:jumlah|total|jml)\b", re.I)  # "Jumlah Penghuni": it may well be one
TELLING, FEWEST_TELLING = 10, 3  # a sum of small numbers may be chance, and so may two sums


@rule("ARI101", "jumlah-kolom", "error")
def jumlah_kolom(report: Report) -> Iterator[Outcome]:
    """A Jumlah or Total row is not the sum of the rows it closes."""
    for typed in report.tables:
        if typed.kind in NO_SUMS:
            continue
        covered = covered_cells(report, typed.id)
        found = list(total_rows(typed))
        totals = [row for row, _ in found]
        yield from _subtotals(report, typed, set(totals))
        for row, certain in found:
            silent = {c for c, cell in enumerate(typed.table.rows[row]) if cell.places in covered}
            yield from _total_row(report, typed, row, totals, silent, certain)
    for finding in measured(report):
        yield CHECKED
        if finding:
            yield finding


def _total_row(report: Report, typed: TypedTable, row: int, totals: Sequence[int], silent: set[int],
               certain: bool) -> Iterator[Outcome]:
    """The sums of one total row; ``silent`` columns help to find out what it closes, but are left to other rules."""
    columns = range(len(typed.roles))
    ways = readings(typed, row, totals, report.budget)
    options = [(rows, [s for c in columns if summable(typed, c) and (s := close(typed, row, rows, c))])
               for rows in ways]
    rows, best = max(options, key=lambda o: (sum(s.holds for s in o[1]), bool(o[1])), default=([], []))
    if not best:
        return
    holding = sum(s.holds for s in best)
    if not holding and (not certain or nested(typed, rows, best) or _is_mean(best)):
        return
    trust = 0.97 if holding else 0.85 if len(best) == 1 else 0.5
    shares = [s for c in columns if is_share(typed, c) and (s := close(typed, row, rows, c)) and _is_hundred(s)]
    for s in (*best, *shares):
        if s.column in silent:
            continue
        yield CHECKED
        if not s.holds:
            yield _row_finding(typed, s, trust)


def _subtotals(report: Report, typed: TypedTable, totals: set[int]) -> Iterator[Outcome]:
    """The programmes and other parents of a budget, in the columns that have no rule of their own, such as the budget
    before it was revised: they are what their parts come to where that is so in another column."""
    lines = [x for x in report.budget if x.table == typed.id]
    for parent in dict.fromkeys(x.parent for x in lines if x.parent is not None and x.parent not in totals):
        parts = [x.row for x in lines if x.parent == parent]
        sums = [s for c in range(len(typed.roles)) if summable(typed, c) and (s := close(typed, parent, parts, c))]
        for s in sums if any(s.holds for s in sums) else ():
            if typed.roles[s.column] not in ("pagu", "realisasi", "sisa"):
                yield CHECKED
                if not s.holds:
                    yield _row_finding(typed, s, 0.9)


def _is_mean(sums: Sequence[Closed]) -> bool:
    return any(s.stated.agrees(s.expected / len(s.parts)) for s in sums)


def _is_hundred(s: Closed) -> bool:
    """Whether shares were added up: the total of other percentages is a ratio, not a sum."""
    return (s.stated.value == 100 or s.expected == 100) and s.stated.value is not None and all(
        abs(value - 100) <= 10 for value in (s.stated.value, s.expected))


def _row_finding(typed: TypedTable, s: Closed, trust: float) -> Finding:
    names = [c.text.strip() for c in typed.table.rows[s.row] if c.text.strip()]
    group = [n for n, c in zip(names, typed.table.rows[s.row], strict=False) if c.filled and not is_total(n)]
    label = next((n for n in names if is_total(n)), next((n for n in names if any(map(str.isalpha, n))), names[0]))
    item = " ".join((*(n for n in group[-1:] if n != label), label))
    return _finding("ARI101", typed, typed.value(s.row, s.column), [typed.value(r, s.column) for r in s.parts],
                    s.expected, trust, item, typed.table.header[s.column].strip())


def _finding(code: str, typed: TypedTable, stated: Value, parts: Sequence[Value], expected: Decimal,
             trust: float, item: str, column: str) -> Finding:
    confidence = trust * legibility((stated, *parts))
    given = stated.number or Decimal(0)
    return Finding(
        rule=code, severity=graded("error", confidence), confidence=confidence,
        params={"item": item, "column": column or "-", "stated": given, "expected": expected,
                "difference": abs(given - expected), "table": name_of(typed)},
        evidence=(Evidence("stated", stated), *(Evidence("part", p) for p in parts)), item=item, column=column,
        kind=typed.kind, expected=expected, stated=given, difference=given - expected)


class _RowSum(NamedTuple):
    """The total of one row with the columns it adds up."""

    row: int
    columns: tuple[int, ...]
    expected: Decimal
    holds: bool


def _row_sum(typed: TypedTable, row: int, total: int, columns: Sequence[int]) -> _RowSum | None:
    stated = figure(typed, row, total)
    parts = [(c, q) for c in columns if (q := figure(typed, row, c))]
    if stated is None or not parts or any(
            figure(typed, row, c) is None and not blank(typed.table.rows[row][c]) for c in columns):
        return None
    expected = sum((q.value for _, q in parts if q.value is not None), Decimal(0))
    return _RowSum(row, tuple(c for c, _ in parts), expected, fits(stated, add(q for _, q in parts)))


def _counts(typed: TypedTable, column: int) -> bool:
    """Whether every cell of the column is a figure or blank."""
    return all((q is not None and q.value is not None) or blank(cell)
               for q, cell in zip((row[column] for row in typed.quantities), typed.table.column(column), strict=True))


def _spans(typed: TypedTable, total: int) -> list[list[int]]:
    """The columns that the total column may add up: those on its left back to the text or to the total before it, the
    totals before it, and, where it comes first ("Jumlah, Baik, Rusak"), those on its right."""
    left: list[int] = []
    for c in range(total - 1, -1, -1):
        if is_share(typed, c) and _counts(typed, c):
            continue
        if not summable(typed, c) or not _counts(typed, c):
            break
        left.insert(0, c)
    totals = [c for c in left if _HEADING.search(typed.table.header[c])]
    near = [c for c in left if not totals or c > totals[-1]]
    right = list(takewhile(lambda c: summable(typed, c) and _counts(typed, c) and not _HEADING.search(
        typed.table.header[c]), range(total + 1, len(typed.roles))))
    return [span for span in (near, totals, right) if len(span) > 1]


_SEXES = re.compile(r"(?<!\w)(?:(?P<l>l|laki-laki|pria)|p|perempuan|wanita)$", re.I)


def _by_groups(typed: TypedTable, columns: Sequence[int]) -> bool:
    """Whether the columns are groups of the same people, so that a single row shows what its total adds up."""
    sexes = [m["l"] is not None for c in columns if (m := _SEXES.search(typed.table.header[c].strip()))]
    if len(columns) == 2 and len(set(sexes)) == 2:
        return True
    return len(columns) > 2 and all(typed.roles[c].startswith("jumlah:") for c in columns) and not any(
        typed.roles[c] in ("jumlah:l", "jumlah:p") for c in columns)


def _total_column(typed: TypedTable, total: int) -> Iterator[Outcome]:
    options = [[s for r in range(len(typed.table.rows)) if (s := _row_sum(typed, r, total, span))]
               for span in _spans(typed, total)]
    best = max(options, key=lambda o: sum(s.holds for s in o), default=[])
    holding = sum(s.holds for s in best)
    alone = len(best) == 1 and _by_groups(typed, best[0].columns)
    if best and (2 * holding >= len(best) or alone):
        yield from _judged(typed, total, best, 0.95 if 2 * holding > len(best) else 0.75)


def _unnamed_total(typed: TypedTable, total: int, summed: Sequence[bool]) -> Iterator[Outcome]:
    """A column that is not called a total and is in nearly all rows the sum of those on its left: "Periode Lalu,
    Periode Ini, s.d. Periode". ``summed`` tells the columns of figures that may be added up."""
    left = list(takewhile(lambda c: summed[c], range(total - 1, -1, -1)))
    fitting: Counter[int] = Counter()
    for r in range(len(typed.table.rows) if len(left) > 1 else 0):
        stated, *parts = (q.value if (q := figure(typed, r, c)) and q.value else Decimal(0) for c in (total, *left))
        fitting.update(n for n, value in enumerate(accumulate(parts), 1) if n > 1 and value == stated >= TELLING)
    width = max(fitting, key=lambda n: (fitting[n], -n), default=0)
    if fitting[width] < FEWEST_TELLING:
        return
    sums = [s for r in range(len(typed.table.rows)) if (s := _row_sum(typed, r, total, left[:width][::-1]))]
    most = 4 if _CALLED.match(typed.table.header[total]) else 5  # one row of so many may be wrong
    told = {s.expected for s in sums if s.holds and sum(
        q is not None and bool(q.value) for q in (figure(typed, s.row, c) for c in s.columns)) > 1}
    if len(told) >= FEWEST_TELLING and most * sum(s.holds for s in sums) >= (most - 1) * len(sums):
        yield from _judged(typed, total, sums, 0.9)


def _judged(typed: TypedTable, total: int, sums: Sequence[_RowSum], trust: float) -> Iterator[Outcome]:
    for s in sums:
        yield CHECKED
        if not s.holds:
            label = next((c.text.strip() for c, q in zip(typed.table.rows[s.row], typed.quantities[s.row], strict=True)
                          if (q is None or q.value is None) and any(map(str.isalpha, c.text))), "-")
            yield _finding("ARI102", typed, typed.value(s.row, total),
                           [typed.value(s.row, c) for c in s.columns], s.expected,
                           trust, label, typed.table.header[total].strip())


@rule("ARI102", "jumlah-baris", "error")
def jumlah_baris(report: Report) -> Iterator[Outcome]:
    """A Jumlah or Total column is not the sum of its columns. Rows that mostly add up show which columns it sums, and
    that a column sums others."""
    for typed in report.tables:
        if typed.kind in NO_SUMS:
            continue
        summed = [summable(typed, c) and _counts(typed, c) for c in range(len(typed.roles))]
        for column, heading in enumerate(typed.table.header):
            if _HEADING.search(heading) and summable(typed, column):
                yield from _total_column(typed, column)
            elif summed[column] and typed.roles[column] not in ("pagu", "sisa"):  # which have rules of their own
                yield from _unnamed_total(typed, column, summed)
