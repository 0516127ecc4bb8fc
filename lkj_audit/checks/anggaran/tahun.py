"""The report's own year in tables of several years, whether the years are columns or rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.model import Report, TypedTable, Value

_NAMES = ("uraian", "indikator", "sasaran", "program", "kegiatan")
_YEARS = re.compile(r"tahun(?:\s+anggaran)?|t\.?\s?a\.?", re.I)


def year_column(table: TypedTable) -> int | None:
    """The column that gives the year of each row, in a table with rows for two years or more."""
    for c, heading in enumerate(table.table.header):
        if _YEARS.fullmatch(heading.strip()) and len(
                {y for cell in table.table.column(c) for y in re.findall(r"\b20\d\d\b", cell.text)}) > 1:
            return c
    return None


def this_year(report: Report, table: TypedTable) -> Iterator[tuple[Value, Value]]:
    """Name and figure of each cell of ``table`` that belongs to the report's year."""
    yield from of_year(report.identity.year or 0, table)


def of_year(which: int, table: TypedTable) -> Iterator[tuple[Value, Value]]:
    """The same for the year ``which``, 0 for none."""
    year = str(which or "")
    roles = {f"{role}:{year}" for role in ("tahun", "realisasi", "persen")}
    columns = [c for c, role in enumerate(table.roles) if year and role in roles]
    name = next((c for role in _NAMES if (c := table.col(role)) is not None), None)
    if name is not None and len(columns) == 1:
        for r in range(len(table.table.rows)):
            figure = table.value(r, columns[0])
            if figure.number is not None and not figure.filled:
                yield table.value(r, name), figure
    years = year_column(table)
    if years is not None and year:
        for r, row in enumerate(table.table.rows):
            if re.search(rf"\b{year}\b", row[years].text):
                for c, cell in enumerate(table.table.header_cells):
                    figure = table.value(r, c)
                    if c != years and table.roles[c] != "no" and figure.number is not None:
                        yield Value(cell.text, cell.places, source=cell.source, table=table.id), figure
