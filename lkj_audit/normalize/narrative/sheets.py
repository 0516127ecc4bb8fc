"""The small tables that are about one indicator without naming it: one row, or a row each for target and realisasi, of
the year or of several."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lkj_audit.model import TypedTable, Value
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.text.plain import plain

_SIDE: Final = re.compile(r"(target|realisasi)(?: (?:kinerja|iku|tahun\w*|20\d\d))*")
_UNIT: Final = re.compile(r"\([^()]*\)")
_OF_YEAR: Final = re.compile(r"tahun:(20\d\d)")
# The column of the whole year beside those of its parts: "Y-2023", "2023", "s.d. TW IV".
_YEAR: Final = re.compile(r"y(?: ?20\d\d)?|(?:tahun )?20\d\d|setahun|tahunan|s d (?:q4|tw iv|triwulan iv|desember|b12)")


class Sheet(NamedTuple):
    """A table about the indicator of ``rows``: its caption, or the title above it, says so. ``cells`` by role."""

    rows: tuple[Result, ...]
    table: TypedTable
    cells: dict[str, Value]


def is_turned(table: TypedTable) -> bool:
    """Whether target and realisasi are rows, and the columns parts of the year, or years."""
    return len(table.table.rows) > 1 or bool(_sides(table))


def cells_of(table: TypedTable, year: int | None = None) -> dict[str, Value]:
    """What ``table`` gives one indicator for ``year``, by role, and "realisasi:2021" and the like for years before it;
    nothing where it is no table of one indicator."""
    if several := _of_several_years(table, year):
        return several
    if not is_turned(table):
        other = {"indikator", "pagu", "uraian"} & set(table.roles)
        found = {role: table.value(0, c) for c, role in enumerate(table.roles) if role} if table.table.rows else {}
        return found if not other and {"realisasi", "target"} & set(table.roles) else {}
    years = [c for c, heading in enumerate(table.table.header) if c and _YEAR.fullmatch(plain(heading))]
    sides = _sides(table)
    if len(years) != 1 or len(sides) != 2 or len(table.table.header) < 4:
        return {}
    return {side: table.value(r, years[0]) for side, r in sides.items()}


def _sides(table: TypedTable) -> dict[str, int]:
    """The rows that are called target and realisasi and no more."""
    return {m[1]: r for r, row in enumerate(table.table.rows)
            if row and (m := _SIDE.fullmatch(plain(_UNIT.sub(" ", row[0].text))))}


def _of_several_years(table: TypedTable, year: int | None) -> dict[str, Value]:
    """The cells of a table with a row of realisasi, and perhaps one of targets, whose columns are years."""
    columns = {int(m[1]): c for c, role in enumerate(table.roles)
               if (m := _OF_YEAR.fullmatch(role)) and "target" not in table.table.header[c].casefold()}
    sides = _sides(table)
    if year not in columns or len(columns) < 2 or "realisasi" not in sides or len(table.table.rows) > len(sides) + 1:
        return {}
    found = {side: table.value(r, columns[year]) for side, r in sides.items()}
    found |= {f"realisasi:{y}": table.value(sides["realisasi"], c) for y, c in columns.items() if y < year}
    return {role: v for role, v in found.items() if v.number is not None}
