"""A document with cells that a person has put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lkj_audit.model import Cell, Correction, Document, Table


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """``document`` with ``corrections`` in its tables. A merged cell is put right wherever it is repeated. A correction
    of a cell that is not there or reads otherwise (the PDF is read in another way by now) is passed over."""
    by_table: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_table.setdefault(correction.table, []).append(correction)
    if not by_table:
        return document
    return replace(document, flow=tuple(
        _table(item, by_table[item.id]) if isinstance(item, Table) and item.id in by_table else item
        for item in document.flow))


def cell_of(table: Table, row: int, column: int) -> Cell | None:
    """The cell in ``row`` (-1: the header) and ``column``; None where there is none."""
    rows = (table.header_cells, *table.rows)
    if row + 1 not in range(len(rows)) or column not in range(len(rows[row + 1])):
        return None
    return rows[row + 1][column]


def _table(table: Table, corrections: Iterable[Correction]) -> Table:
    new: dict[int, str] = {}
    for c in corrections:
        found = cell_of(table, c.row, c.column)
        if found is not None and found.text == c.was:
            new |= {id(cell): c.text for cell in _copies(table, found)}
    header = tuple(new.get(id(cell), text) for cell, text in zip(table.header_cells, table.header, strict=True))
    return replace(table, header=header, header_cells=_mended(table.header_cells, new),
                   rows=tuple(_mended(row, new) for row in table.rows))


def _copies(table: Table, cell: Cell) -> list[Cell]:
    """``cell`` and what repeats it: cells at the same place."""
    return [c for row in (table.header_cells, *table.rows) for c in row
            if c is cell or (c.places and c.places == cell.places and c.text == cell.text)]


def _mended(row: tuple[Cell, ...], new: dict[int, str]) -> tuple[Cell, ...]:
    return tuple(replace(c, text=new[id(c)], confidence=1.0, source="corrected") if id(c) in new else c for c in row)
