"""Books → PDF with fpdf2."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.fidelity.layouts import Book, Break, Layout, Pair, Text
from bench.fidelity.tables import Sheet, numbering, spans

MARGIN = 56.0
NAME = "fpdf2"
ALIGN = {"l": "L", "c": "C", "r": "R"}


def missing() -> str:
    """Why this producer cannot be used here; empty when it can."""
    try:
        import fpdf  # noqa: F401
    except ImportError:
        return "fpdf2 belum terpasang"
    return ""


def can(layout: Layout) -> bool:
    """fpdf2 keeps rows whole, draws one table after the other and all rules as plain lines."""
    return not (layout.split or layout.pair == "beside" or layout.line != "solid" or layout.zebra or layout.paint)


def typeset(book: Book, path: Path) -> None:
    """Write ``book`` to ``path``."""
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", "", 8)
            self.text(MARGIN, 34, "Laporan Kinerja Instansi Pemerintah")

        def footer(self) -> None:
            self.set_font("Helvetica", "", 8)
            self.text(self.w / 2, self.h - 28, str(self.page_no()))

    pdf = Paper(orientation="L" if book.layout.landscape else "P", unit="pt", format="A4")
    pdf.core_fonts_encoding = "windows-1252"  # it has the bullet
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.set_creation_date(datetime(2024, 1, 2, tzinfo=UTC))
    pdf.add_page()
    face = "Times" if book.serif else "Helvetica"
    for item in book.items:
        match item:
            case Text():
                if item.bold and pdf.will_page_break(90):
                    pdf.add_page()
                pdf.set_font(face, "B" if item.bold else "", 10.5)
                pdf.multi_cell(0, 14, item.text, align="C" if item.centred else "J", new_x="LMARGIN", new_y="NEXT")
                pdf.ln(5)
            case Break():
                pdf.add_page()
            case Sheet():
                pdf.set_font(face, "", book.layout.font)
                _table(pdf, item, book)
                pdf.ln(0 if book.layout.pair else 10)
            case Pair():
                raise ValueError("fpdf2 draws no tables side by side")
    pdf.output(str(path))


def _table(pdf: Any, sheet: Sheet, book: Book) -> None:
    from fpdf import FontFace
    from fpdf.enums import VAlign

    layout = book.layout
    head = [*sheet.head, numbering(len(sheet.weights))] if layout.numbered else list(sheet.head)
    look = FontFace(emphasis="BOLD", fill_color=(204, 219, 237) if layout.shade else None)
    with pdf.table(col_widths=sheet.weights, width=pdf.epw * layout.squeeze, line_height=layout.font * 1.2,
                   padding=layout.padding, num_heading_rows=len(head), repeat_headings=int(layout.repeat),
                   borders_layout=_borders(layout), headings_style=look,
                   align="L" if layout.pair else "C", v_align=VAlign.M if book.middle else VAlign.T) as grid:
        for first, rows in ((0, head), (len(head), sheet.rows)):
            lines = [grid.row() for _ in rows]
            for cell in spans(rows):
                plain = FontFace(emphasis="") if first == 0 and cell.row >= len(sheet.head) else None
                lines[cell.row].cell(cell.text, align="C" if first == 0 else ALIGN[sheet.align[cell.col]],
                                     colspan=cell.cols, rowspan=cell.rows, style=plain)


def _borders(layout: Layout) -> Any:
    """Which sides of each cell fpdf2 rules."""
    from fpdf.enums import TableBordersLayout, TableCellStyle

    class Borders(TableBordersLayout):
        def cell_style_getter(self, row_idx: int, col_idx: int, col_pos: int, num_heading_rows: int, num_rows: int,
                              num_col_idx: int, num_col_pos: int) -> Any:
            ends = row_idx in (num_heading_rows - 1, num_rows - 1)
            upright = layout.rules in ("grid", "levels", "columns")
            level = layout.rules in ("grid", "rows") or (layout.rules == "levels" and row_idx >= num_heading_rows)
            return TableCellStyle(upright, ends or level, upright, row_idx == 0 or level)

    return TableBordersLayout.NONE if layout.rules == "none" else Borders()
