"""The sheets of the working papers that show what was read: all tables one under the other, and the indicator map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lkj_audit.model import AuditResult, TypedTable
from lkj_audit.phrases import phrase
from lkj_audit.render.grid import figure
from lkj_audit.render.map_grid import grid_of
from lkj_audit.render.text import one_line
from lkj_audit.render.workbook import Book

TABEL = (("file", 32), ("table", 8), ("kind", 18), ("page", 8))
WIDTH = 22.0


def tabel(book: Book, results: Sequence[AuditResult], names: Sequence[str]) -> None:
    """All tables: file, table, kind and page in front, then the cells; the filter picks one out."""
    sheet = book.sheet("tables", TABEL, names=len(TABEL))
    row, width = 1, 1
    for result, name in zip(results, names, strict=True):
        for t in result.report.tables if result.report else ():
            row, width = _table(book, sheet, row, name, t), max(width, len(t.table.header))
    sheet.set_column(len(TABEL), len(TABEL) + width - 1, WIDTH)
    book.texts(sheet, 0, [book.say("column", number=c + 1) for c in range(width)], len(TABEL), "head")
    sheet.autofilter(0, 0, max(1, row - 1), len(TABEL) - 1)


def _table(book: Book, sheet: Any, row: int, name: str, t: TypedTable) -> int:
    """Write ``t`` from ``row`` on; gives the row after it."""
    def front(page: int, cells: Sequence[str] = ()) -> None:
        book.texts(sheet, row, [name, t.id, t.kind, str(page)])
        book.height(sheet, row, ((name, TABEL[0][1]), *((text, WIDTH) for text in cells)))

    caption = one_line(t.table.caption or "")
    if caption:
        front(t.table.pages[0])
        book.texts(sheet, row, [caption], len(TABEL), "caption")
        row += 1
    front(t.table.pages[0], t.table.header)
    book.texts(sheet, row, t.table.header, len(TABEL), "bold")
    row += 1
    for line, quantities in zip(t.table.rows, t.quantities, strict=True):
        front(line[0].places[0].page, [cell.text for cell in line])
        for c, (cell, quantity) in enumerate(zip(line, quantities, strict=True), len(TABEL)):
            value = figure(cell.text, quantity)
            if value is None:
                book.texts(sheet, row, [cell.text], c)
            else:
                book.number(sheet, row, c, value)
        row += 1
    return row


def peta(book: Book, results: Sequence[AuditResult]) -> None:
    """One line an indicator, one column a source (or a unit, for several reports)."""
    grid = grid_of(results, book.lang)
    sheet = book.sheet("map", [("", 5), ("", 60), *[("", 16.0)] * (len(grid.header) - 2)], names=2)
    book.texts(sheet, 0, grid.header, look="head")
    for r, (number, name, cells) in enumerate(grid.rows, 1):
        book.number(sheet, r, 0, int(number))
        book.texts(sheet, r, [name], 1)
        book.height(sheet, r, [(name, 60.0), *(("\n".join(p.text for p in cell), 16.0) for cell in cells)])
        for c, cell in enumerate(cells, 2):
            look = "error" if any(p.odd for p in cell) else "text"
            book.texts(sheet, r, ["\n".join(p.text for p in cell)], c, look)
    legend = phrase("map-legend" if grid.rows else "map-empty", book.lang)
    sheet.write_string(len(grid.rows) + 2, 1, legend, book.looks["note"])
