"""KIN114: rows marked "tercapai" or "tidak tercapai" that say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lkj_audit.model import Value
from lkj_audit.normalize.narrative.results import Result, reached
from lkj_audit.normalize.text.plain import plain

_MARK: Final = re.compile(r"(?P<no>tidak |belum )?(?:tercapai|mencapai|terpenuhi|memenuhi|terlampaui|melampaui|"
                          r"melebihi)(?: target)?")
USUAL: Final = 3  # marks that follow from their rows for each one that does not


def marks(rows: Iterable[Result]) -> Iterator[tuple[Result, Value, bool]]:
    """Each row with the mark in its column of categories or remarks, and whether the two agree; only where nearly all
    do, for a mark may stand for another threshold than the target."""
    found = [f for r in rows if (f := _marked(r))]
    wrong = sum(not agrees for *_, agrees in found)
    if USUAL * wrong < len(found):
        yield from found


def _marked(row: Result) -> tuple[Result, Value, bool] | None:
    for role in ("kategori", "keterangan", "status"):
        column = row.table.col(role)
        cell = row.table.value(row.row.row, column) if column is not None else None
        mark = _MARK.fullmatch(plain(cell.text)) if cell else None
        if cell and mark and (done := reached(row)) is not None:
            return row, cell, done == (mark["no"] is None)
    return None
