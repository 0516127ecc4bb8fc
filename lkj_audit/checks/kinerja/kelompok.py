"""KIN113: rows that close a group of indicators with its value ("Nilai SK4"), whatever they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from lkj_audit.model import TypedTable, Value
from lkj_audit.normalize.narrative.results import capaian_column

SHOWN: Final = 2  # groups whose value is their mean, for one whose is not
IsMean = Callable[[Value, Sequence[Value], Sequence[Decimal | None]], bool]


def closed_groups(table: TypedTable, right: Mapping[tuple[str, int], Decimal],
                  is_mean: IsMean) -> tuple[int, list[tuple[Value, list[Value]]]]:
    """How many groups of two rows and more have their mean as their value, and the value and capaian of the one that
    has not; none where the others do not show that means are meant. ``right`` are the capaian that should stand where
    another one is printed, by table and row."""
    column, target, realisasi = capaian_column(table), table.col("target"), table.col("realisasi")
    if column is None or target is None or realisasi is None or column in (target, realisasi):
        return 0, []
    fitting, wrong, since = 0, [], 0
    for r in range(len(table.table.rows)):
        stated = table.value(r, column)
        measured = any(table.value(r, c).text.strip() not in ("", "-") and not table.value(r, c).filled
                       for c in (target, realisasi))
        if stated.number is None or stated.quantity is None or measured:
            continue
        rows = range(since, r)
        parts = [table.value(i, column) for i in rows]
        since = r + 1
        if len(parts) < 2 or any(p.number is None for p in parts):
            continue
        if is_mean(stated, parts, ()) or is_mean(stated, parts, [right.get((table.id, i)) for i in rows]):
            fitting += 1
        else:
            wrong.append((stated, parts))
    return fitting, wrong if fitting >= SHOWN and len(wrong) == 1 else []
