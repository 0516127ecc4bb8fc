"""Tables → the indicators of plans and results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lkj_audit.model import Indicator, TypedTable, Value
from lkj_audit.normalize.figures.units import known_units
from lkj_audit.normalize.linking.names import is_average, is_total, normalize_name
from lkj_audit.normalize.text.plain import plain

INDICATOR_KINDS = ("iku", "renstra", "rkt", "pk", "capaian", "capaian_sasaran")
FIGURES = ("target", "realisasi", "capaian", "tahun")
GROUP = re.compile(r"(?:tujuan|sasaran(?: strategis| kegiatan| program)?|perspektif|program|misi) (?:\d|[ivx]+\b)")
NOT_NAMES = frozenset(("target", "realisasi", "capaian", "jumlah", "keterangan", "persentase", "nihil", "dst"))
# A row that sums up the others: an indicator only where it has a target of its own.
SCORE_OF_ALL = re.compile(r"(?:nilai kinerja organisasi(?: nko)?|nko|(?:nilai|total) capaian kinerja(?: organisasi)?)"
                          r"(?: tahun \d+)?$")
UNIT_BEHIND = re.compile(r"\s*\(([^()\d]{1,14})\)\s*$")
# What a row across the table says of those below it: "Sasaran 2: Menurunnya …", "SP1 Meningkatnya …"
SASARAN_ROW = re.compile(r"(?:sasaran\b[^:]{0,25}:\s*|(?:sasaran(?: \w+)?|[A-Z]{1,4})[ .-]?\d[\d.]*[\s:.–-]+|"
                         r"\d{1,2}[.)]\s+)?(?P<name>(?:me|ter|ber)\w+nya\s.+)", re.I | re.S)
BULLET = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[a-z][.)]|[-•])\s+", re.I)


def indicators(tables: Sequence[TypedTable]) -> tuple[Indicator, ...]:
    """The rows of all IKU, Renstra, RKT, PK and Capaian tables that are indicators, in reading order; rows that are
    totals, means, group headings or empty are left out."""
    return tuple(ind for t in tables if t.kind in INDICATOR_KINDS for ind in _table_indicators(t))


def _table_indicators(table: TypedTable) -> Iterable[Indicator]:
    name_col = _indicator_column(table)
    if name_col is None:
        return
    above: Value | None = None  # the sasaran that a row across the table gives those below it
    for r, row in enumerate(table.table.rows):
        text = row[name_col].text.strip()
        labels = [c.text for c in row[:name_col + 1] if any(ch.isalpha() for ch in c.text)]
        summary = any(is_total(t) or is_average(t) for t in (*labels[:1], *labels[-1:]))
        group = _is_group(table, r, name_col)
        if group and table.col("sasaran") is None:
            named = SASARAN_ROW.fullmatch(text)
            above = replace(table.value(r, name_col), text=named["name"]) if named else None
        if len(plain(text)) < 3 or plain(text) in NOT_NAMES or summary or group:
            continue

        def at(role: str, r: int = r) -> Value | None:
            col = table.col(role)
            return table.value(r, col) if col is not None and col != name_col else None

        measured = any((v := at(role)) and v.quantity for role in ("target", "realisasi"))
        if SCORE_OF_ALL.match(plain(text)) and not measured:
            continue
        key = normalize_name(_without_unit(BULLET.sub("", text), at("satuan")))
        yield Indicator(table.kind, table.id, r, table.value(r, name_col), key, at("sasaran") or above, at("no"),
                        at("target"), at("realisasi"), at("capaian"), table.owner)


def _indicator_column(table: TypedTable) -> int | None:
    """The column that names what is measured; of several that do, the first that gives each row a name of its own."""
    averages = table.kind == "capaian_sasaran"
    order = ("indikator", "sasaran") if averages else ("indikator", "kegiatan", "program", "uraian")
    found = [c for role in order for c, r in enumerate(table.roles) if r == role]
    if not found or table.roles[found[0]] == "indikator":
        return next(iter(found), None)
    return next((c for c in found if not any(row[c].filled for row in table.table.rows)), found[0])


def _without_unit(name: str, unit: Value | None) -> str:
    """The name without the unit that some tables put in brackets behind it: "Luas kawasan yang dikelola (ha)"."""
    bracket = UNIT_BEHIND.search(name)
    if bracket is None:
        return name
    word = bracket[1].strip().casefold()
    known = word in known_units() or word == "%" or (unit is not None and word == unit.text.strip().casefold())
    return name[:bracket.start()] if known else name


def _is_group(table: TypedTable, row: int, name_col: int) -> bool:
    """A row whose cells all say the same, whose name reaches over target and realisasi, or that names a group
    ("Sasaran 1: …") and has no figure."""
    cells = [c.text.strip() for c in table.table.rows[row]]
    filled = {t for t in cells if t}
    if len(cells) > 2 and len(filled) == 1 and sum(bool(t) for t in cells) > 1:
        return True
    figures = [c for c, role in enumerate(table.roles) if role.partition(":")[0] in FIGURES]
    measured = [c for c, role in enumerate(table.roles) if role in ("target", "realisasi")]
    if len(measured) > 1 and all(cells[c] == cells[name_col] for c in measured):
        return True
    return bool(figures and GROUP.match(plain(cells[name_col]))) and not any(cells[c] for c in figures)
