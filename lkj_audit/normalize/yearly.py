"""Tables that set years side by side, read as the table of one of these years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lkj_audit.model import TypedTable
from lkj_audit.normalize.columns import SILENT

_DATED = re.compile(r":(\d{4})$")
_NAMES = SILENT | {"satuan"}


def years_in(table: TypedTable) -> Iterator[tuple[str, TypedTable]]:
    """Each year other than the reporting year that has columns of its own ("realisasi:2021"), and ``table`` as seen in
    that year: its figures alone keep a role, without the year."""
    for year in sorted({found[1] for role in table.roles if (found := _DATED.search(role))}):
        roles = tuple(role[:-5] if role.endswith(f":{year}") else role if role in _NAMES else ""
                      for role in table.roles)
        yield year, of_year(replace(table, roles=roles))


def of_year(table: TypedTable) -> TypedTable:
    """``table``, if it compares years, with the kind that the columns of the one year at hand make it."""
    if table.kind != "multi_tahun":
        return table
    have = set(table.roles)
    kind = "anggaran_program" if {"pagu", "realisasi"} <= have else \
        "capaian" if {"indikator", "target", "realisasi", "capaian"} <= have else table.kind
    return replace(table, kind=kind)
