"""ARI104: a Rata-rata row is not the mean of the rows it closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkj_audit.checks.arithmetic import Span, add, fits, printed
from lkj_audit.checks.aritmetika.hasil import BUDGET, wrong_cell
from lkj_audit.checks.aritmetika.totals import NO_SUMS
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Quantity, Report, TypedTable
from lkj_audit.normalize.tables.totals import blank, figure, is_total

_MEAN = re.compile(r"(?:nilai|jumlah|total|indeks|skor)?\s*(?:rata\W*rata|rerata|mean|nrr)(?:[\s/]+(?:nilai|skor|"
                   r"indeks|index|capaian|kinerja|total|keseluruhan|seluruh\w*|tertimbang|per|unsur|ikm|skm|persentase|"
                   r"realisasi|responden|layanan|unit|pelayanan|tahun|\d{4}|\([^)]*\)))*\s*[:.]?", re.I)
_NO_MEAN = re.compile(r"\b(?:no|nomor|kode|tahun)\b", re.I)


class Mean(NamedTuple):
    """The mean row's figure in one column and the rows it would be the mean of."""

    column: int
    stated: Quantity
    parts: tuple[int, ...]
    exact: Decimal
    holds: bool


@rule("ARI104", "rata-rata-kolom", "error")
def rata_rata_kolom(report: Report) -> Iterator[Outcome]:
    """A Rata-rata row is not the mean of the rows it closes; those of the tables of indicators are KIN113's."""
    for typed in report.tables:
        if typed.kind in NO_SUMS or typed.kind in BUDGET:
            continue
        closing = [r for r in range(len(typed.table.rows)) if _closes(typed, r)]
        for row in closing:
            if is_mean_row(typed, row):
                yield from _mean_row(typed, row, closing)


def is_mean_row(typed: TypedTable, row: int) -> bool:
    """Whether the row is labelled as a mean and as nothing else: "Rata-rata lama sekolah" is the name of something."""
    number = typed.col("no")
    if number is not None and not blank(typed.table.rows[row][number]) and not _MEAN.fullmatch(
            typed.table.rows[row][number].text.strip()):
        return False
    return any(_MEAN.fullmatch(c.text.strip()) for c in typed.table.rows[row] if not c.filled)


def _closes(typed: TypedTable, row: int) -> bool:
    return is_mean_row(typed, row) or any(is_total(c.text) for c in typed.table.rows[row])


def _mean_row(typed: TypedTable, row: int, closing: Sequence[int]) -> Iterator[Outcome]:
    """The mean of the rows since the last total or mean, or of all rows above: the reading that more columns fit."""
    above = [r for r in range(row) if r not in closing]
    last = max((r for r in closing if r < row), default=-1)
    ways = [w for w in ([r for r in above if r > last], above) if len(w) > 1]
    read = [[m for c in range(len(typed.roles)) if (m := _mean(typed, row, w, c))] for w in ways]
    best = max(read, key=lambda means: sum(m.holds for m in means), default=[])
    trust = 0.95 if any(m.holds for m in best) else 0.8
    for m in best:
        yield CHECKED
        if not m.holds:
            heading = typed.table.header[m.column].strip()
            label = next(c.text.strip() for c in typed.table.rows[row] if _MEAN.fullmatch(c.text.strip()))
            yield wrong_cell("ARI104", typed, typed.value(row, m.column), [typed.value(r, m.column) for r in m.parts],
                             printed(m.exact, min(m.stated.step, Decimal("0.01"))), trust, label, heading,
                             count=len(m.parts))


def _mean(typed: TypedTable, row: int, rows: Sequence[int], column: int) -> Mean | None:
    """The mean of ``rows`` in ``column``; None where a row has no figure of the same kind."""
    stated = figure(typed, row, column)
    if stated is None or stated.value is None or typed.roles[column] == "no" or _NO_MEAN.search(
            typed.table.header[column]):
        return None
    parts = [(r, q) for r in rows if (q := figure(typed, r, column))]
    unread = [r for r in rows if figure(typed, r, column) is None and not blank(typed.table.rows[r][column])]
    if len(parts) < 2 or unread or len({q.unit for _, q in parts} - {""}) > 1:
        return None
    exact = sum((q.value for _, q in parts if q.value is not None), Decimal(0)) / len(parts)
    possible = [*_means([q for _, q in parts], len(rows)), *_weighted(typed, column, parts)]
    return Mean(column, stated, tuple(r for r, _ in parts), exact, any(fits(stated, span) for span in possible))


def _means(parts: Sequence[Quantity], rows: int) -> Iterator[Span]:
    """The mean of the figures, of all rows with empty ones as zero, and with the weight 1/n rounded to two or three
    decimals, as PermenPANRB 14/2017 does (nine unsur of 0,11)."""
    low, high = add(parts)
    for n in {len(parts), rows}:
        yield low / n, high / n
    for step in (Decimal("0.01"), Decimal("0.001")):
        weight = printed(Decimal(1) / len(parts), step)
        yield low * weight, high * weight


def _weighted(typed: TypedTable, column: int, parts: Sequence[tuple[int, Quantity]]) -> Iterator[Span]:
    """The means weighted by each other column that has a number in all the rows."""
    for other in range(len(typed.roles)):
        weights = [q.value for r, _ in parts if (q := figure(typed, r, other)) and q.value is not None and q.value >= 0]
        if other == column or typed.roles[other] == "no" or len(weights) < len(parts) or not sum(weights):
            continue
        total = sum(((q.value or Decimal(0)) * w for (_, q), w in zip(parts, weights, strict=True)), Decimal(0))
        yield total / sum(weights), total / sum(weights)
