"""Sentences that repeat the row of a table of several years, with one figure that is not the row's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from lkj_audit.model import TypedTable, Value
from lkj_audit.normalize.narrative.results import rounded
from lkj_audit.normalize.narrative.roles import readings_of
from lkj_audit.normalize.narrative.series import Series
from lkj_audit.normalize.text.plain import plain

ENOUGH: Final = 2  # figures that agree
TELLING: Final = 3  # digits; a shorter figure may be that of any row


class Row(NamedTuple):
    """A row of a table of several years, with its figures."""

    table: TypedTable
    name: str
    figures: dict[int, Value]


class Off(NamedTuple):
    """The ``year`` whose figure in ``series`` is not that of ``row``."""

    series: Series
    row: Row
    year: int


def misquoted(told: Iterable[Series], rows: Sequence[Row]) -> Iterator[Off | None]:
    """For each of ``told``, None, or where it is off; nothing wrong where it repeats another row wholly, or does not
    tell which row it repeats."""
    for series in told:
        off = [(row, [y for y, v in series.figures.items() if y in row.figures and not _same(v, row.figures[y])])
               for row in rows if len(series.figures.keys() & row.figures.keys()) > ENOUGH]
        near = [Off(series, row, wrong[0]) for row, wrong in off
                if len(wrong) == 1 and _is_meant(series, row, wrong[0])]
        chosen = [o for o in near if _is_named(series, o.row)] or near
        sure = all(wrong for _, wrong in off) and len({(plain(o.row.name), o.year) for o in chosen}) == 1
        yield chosen[0] if sure else None


def _same(said: Value, printed: Value) -> bool:
    q = printed.quantity
    return q is not None and any(rounded(a, q) for a in readings_of(said.text))


def _is_named(series: Series, row: Row) -> bool:
    return len(plain(row.name)) > TELLING and f" {plain(row.name)} " in f" {plain(series.said)} "


def _is_meant(series: Series, row: Row, wrong: int) -> bool:
    """Whether the sentence repeats the row: names it, or gives the same figures, such as hardly two rows have."""
    agreed = [v for y, v in series.figures.items() if y in row.figures and y != wrong]
    telling = {v.number for v in agreed if sum(map(str.isdigit, v.text)) >= TELLING and v.number != 100}
    return len(agreed) >= ENOUGH and (_is_named(series, row) or len(telling) == len(agreed))
