"""Result tables of one indicator that is named in the lines above: "Target | Realisasi | Capaian" under its heading."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lkj_audit.model import Block, Document, Indicator, TypedTable, Value
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.text.cues import value_of

LINES: Final = 4  # above a table that may name its indicator
SHORTEST, LONGEST = 12, 260  # characters of a name, of a line that is one
_UNNAMED: Final = frozenset(("lain", "capaian", "capaian_sasaran"))
_NAMES: Final = frozenset(("indikator", "kegiatan", "program", "uraian", "sasaran", "kode"))
_BEFORE: Final = re.compile(
    r"(?:tabel\s+[\w.-]+\s*[.:]?\s*)?(?:\(?\w{1,3}[.)]\s*|[-•▪●*]\s*|\d+(?:\.\d+)+\.?\s*)?"
    r"(?:(?:target\s+dan\s+)?(?:realisasi|(?:pen)?capaian|pengukuran|perbandingan|analisis)\s+(?:kinerja\s+)?"
    r"(?:atas\s+|dari\s+|untuk\s+|pada\s+)?)?(?:(?:indikator(?:\s+kinerja(?:\s+(?:utama|kegiatan|program))?)?|iku|ikk|ikp)"
    r"\s*(?:ke\s?-?\s?)?(?:\d+(?:\.\d+)*)?\s*[:.–-]?\s*)?[\"“”']?", re.I)
_BEHIND: Final = re.compile(r"[\"“”']?\s*(?:(?:pada\s+)?tahun\s+20\d\d)?[\s.:;]*$", re.I)


def named_above(document: Document, tables: Sequence[TypedTable], found: Sequence[Indicator],
                ) -> tuple[tuple[TypedTable, ...], tuple[Indicator, ...]]:
    """``tables`` and ``found`` with the results of one row that bear no name: the line above that is, word for word,
    the name of an indicator of another table says whose they are."""
    known = {i.key for i in found if len(i.key) >= SHORTEST}
    wanted = {t.id: t for t in tables if _is_unnamed(t)} if known else {}
    if not wanted:
        return tuple(tables), tuple(found)
    named: dict[str, Indicator] = {}
    above: deque[Block] = deque(maxlen=LINES)
    for item in document.flow:
        if isinstance(item, Block):
            if item.kind == "heading" and item.level == 1:
                above.clear()
            above.append(item)
            continue
        typed = wanted.get(item.id)
        if typed and (name := next((n for b in reversed(above) if (n := _name(b, known))), None)):
            named[typed.id] = _row(typed, *name)
        above.clear()
    order = {t.id: n for n, t in enumerate(tables)}
    rows = sorted((*found, *named.values()), key=lambda i: order[i.table])
    return tuple(replace(t, kind="capaian_sasaran") if t.id in named else t for t in tables), tuple(rows)


def _is_unnamed(typed: TypedTable) -> bool:
    """Whether the table gives one target and realisasi and no name to them."""
    roles = {role.partition(":")[0] for role in typed.roles}
    figures = [q is not None for q, role in zip(typed.quantities[0], typed.roles, strict=True)
               if role in ("target", "realisasi")] if len(typed.table.rows) == 1 else []
    return typed.kind in _UNNAMED and len(figures) == 2 and all(figures) and not roles & _NAMES


def _name(block: Block, known: set[str]) -> tuple[Value, str] | None:
    """The indicator that the line names and nothing else."""
    if len(block.text) > LONGEST:
        return None
    lead, end = _BEFORE.match(block.text), _BEHIND.search(block.text)
    begins = {0, lead.end() if lead else 0}
    for start in sorted(begins):
        stop = end.start() if end and end.start() > start else len(block.text)
        key = normalize_name(block.text[start:stop])
        if key in known:
            return value_of(block, start, stop), key
    return None


def _row(typed: TypedTable, name: Value, key: str) -> Indicator:
    def at(role: str) -> Value | None:
        column = typed.col(role)
        return typed.value(0, column) if column is not None else None

    return Indicator("capaian_sasaran", typed.id, 0, name, key, target=at("target"), realisasi=at("realisasi"),
                     capaian=at("capaian"), owner=typed.owner)
