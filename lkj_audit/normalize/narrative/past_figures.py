"""Figures of earlier years: those that the text gives with the year, and those in the tables of several years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.model import Block, Report, TypedTable, Value
from lkj_audit.normalize.narrative.roles import NUMBER, readings_of
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

_MEASURED: Final = re.compile(r"(?:realisasi\w*|tahun|capaian|sisa|persen):(20\d\d)")
_YEAR: Final = re.compile(r"\s*(20\d\d)\s*")
_PLANNED: Final = re.compile(r"\btarget\b", re.I)
# What is said of a year to come, or of another measure than the one that the year is beside.
_ASIDE: Final = r"(?:target|renstra|rencana|rpjm|menjadi|nasional|provinsi|nomor|triwulan|semester)"
_OF_YEAR: Final = Cued(rf"\btahun\s+(?:anggaran\s+)?(?P<year>20\d\d)\b(?P<gap>(?:(?!\b{_ASIDE})[^.;:\d]){{0,60}}?)"
                       rf"(?P<figure>{NUMBER})", "tahun")
_IN_YEAR: Final = Cued(rf"(?P<figure>{NUMBER})(?:\s*%|\s+[^\W\d]+){{0,2}}\s+(?:pada|di|dalam|untuk)\s+tahun\s+"
                       r"(?:anggaran\s+)?(?P<year>20\d\d)\b", "tahun")


class Past(NamedTuple):
    """A figure that the text gives for ``year``, which is ``said`` so."""

    year: int
    said: Value
    value: Value
    block: Block


class Kept(NamedTuple):
    """A figure that a table gives for ``year``: ``name`` is the row, or the column where rows are years; ``now`` the
    figure of the reporting year."""

    year: int
    name: str
    value: Value
    now: Value | None


@once
def told_of_the_past(report: Report) -> tuple[Past, ...]:
    """The figures of the paragraphs that are said to be of another year than the reporting year."""
    return tuple(_told(report))


def _told(report: Report) -> Iterator[Past]:
    for pattern in (_OF_YEAR, _IN_YEAR):
        for _, block, m in pattern.over(report.document):
            year = int(m["year"])
            if block.kind != "paragraph" or year == report.identity.year or not (readings := readings_of(m["figure"])):
                continue
            yield Past(year, value_of(block, *m.span("year")), value_of(block, *m.span("figure"), readings[0]), block)


@once
def kept_of_the_past(report: Report) -> tuple[Kept, ...]:
    """The figures that tables give for the years before the reporting year, and what they give beside them for it."""
    return tuple(_kept(report))


def _kept(report: Report) -> Iterator[Kept]:
    this = report.identity.year
    for table in _measuring(report) if this else ():
        yield from _by_column(table, this)
        yield from _by_row(table, this)


def rows_of_years(report: Report) -> Iterator[tuple[TypedTable, str, dict[int, Value]]]:
    """The rows of the tables of several years, or their columns where the rows are years: the name, and what was
    measured of it in each year."""
    for table in _measuring(report):
        sorts: dict[str, dict[int, int]] = {}
        for c, year in _year_columns(table).items():
            sorts.setdefault(table.roles[c].partition(":")[0], {})[year] = c
        cells = [(_name(table, r), {y: table.value(r, c) for y, c in years.items()})
                 for years in sorts.values() if len(years) > 1 for r in range(len(table.table.rows))]
        years = _year_rows(table)
        cells += [(heading, {y: table.value(r, c) for y, r in years.items()})
                  for c, heading in enumerate(table.table.header) if c and len(years) > 1]
        yield from ((table, name, {y: v for y, v in figures.items() if v.number is not None and not v.filled})
                    for name, figures in cells)


def _measuring(report: Report) -> Iterator[TypedTable]:
    return (t for t in report.tables if t.kind not in ("renstra", "iku", "rkt", "pk"))


def _year_columns(table: TypedTable) -> dict[int, int]:
    return {c: int(m[1]) for c, role in enumerate(table.roles)
            if (m := _MEASURED.fullmatch(role)) and not _PLANNED.search(table.table.header[c])}


def _year_rows(table: TypedTable) -> dict[int, int]:
    return {int(m[1]): r for r, row in enumerate(table.table.rows) if row and (m := _YEAR.fullmatch(row[0].text))}


def _name(table: TypedTable, row: int) -> str:
    """What a row is called: by the column for it, else by the first words."""
    named = _name_columns(table)
    cells = table.table.rows[row]
    return cells[named[0]].text if named else next((c.text for c in cells if any(map(str.isalpha, c.text))), "")


def _name_columns(table: TypedTable) -> list[int]:
    return [c for role in ("indikator", "uraian", "program") if (c := table.col(role)) is not None]


def _by_column(table: TypedTable, this: int | None) -> Iterator[Kept]:
    years, names = _year_columns(table), _name_columns(table)
    now = next((c for c, year in years.items() if year == this), table.col("realisasi"))
    for r, row in enumerate(table.table.rows) if names else ():
        for c, year in years.items():
            if year != this and not row[c].filled and (value := table.value(r, c)).number is not None:
                yield Kept(year, row[names[0]].text, value, table.value(r, now) if now is not None else None)


def _by_row(table: TypedTable, this: int | None) -> Iterator[Kept]:
    rows = _year_rows(table)
    for year, r in rows.items() if len(rows) > 1 else ():
        for c in range(1, len(table.table.header)):
            if year != this and (value := table.value(r, c)).number is not None:
                yield Kept(year, table.table.header[c], value, table.value(rows[this], c) if this in rows else None)
