"""Tables read as tables of another kind: of one of several years, or of results that are no indicators'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lkj_audit.model import TypedTable
from lkj_audit.normalize.tables.columns import SILENT

_DATED = re.compile(r":(\d{4})$")
_NAMES = SILENT | {"satuan"}
_RESULT = ("target", "realisasi", "capaian")
_NAMED = frozenset(("indikator", "kegiatan", "program", "uraian"))


def years_in(table: TypedTable) -> Iterator[tuple[str, TypedTable]]:
    """Each year other than the reporting year that has columns of its own ("realisasi:2021"), and ``table`` as seen in
    that year: its figures alone keep a role, without the year."""
    for year in sorted({found[1] for role in table.roles if (found := _DATED.search(role))}):
        roles = tuple(role[:-5] if role.endswith(f":{year}") else role if role in _NAMES else ""
                      for role in table.roles)
        view = replace(table, roles=roles)
        yield year, _typed_anew(view) if table.kind in ("multi_tahun", "lain") else view


def of_year(table: TypedTable) -> TypedTable:
    """``table``, if it compares years, with the kind that the columns of the reporting year make it."""
    return _typed_anew(table) if table.kind == "multi_tahun" else table


def _typed_anew(table: TypedTable) -> TypedTable:
    have = set(table.roles)
    kind = "anggaran_program" if {"pagu", "realisasi"} <= have else \
        "capaian" if {"indikator", *_RESULT} <= have else table.kind
    return replace(table, kind=kind)


def as_results(table: TypedTable) -> TypedTable:
    """``table``, if it gives target, realisasi and a percentage of what is no indicator (goods, places, income), as a
    result table."""
    roles = list(table.roles)
    for role, instead in (("realisasi_anggaran", "realisasi"), ("persen", "capaian")):
        if role in roles and instead not in roles:
            roles[roles.index(role)] = instead
    words = [c for c, role in enumerate(roles) if role == "" and _wordy(table, c)]
    if not _NAMED & set(roles) and words:
        roles[words[0]] = "uraian"
    if table.kind != "lain" or not {*_RESULT} <= set(roles) or not _NAMED & set(roles):
        return table
    return replace(table, kind="capaian", roles=tuple(roles))


def _wordy(table: TypedTable, column: int) -> bool:
    return sum(any(ch.isalpha() for ch in c.text) for c in table.table.column(column)) * 2 > len(table.table.rows)
