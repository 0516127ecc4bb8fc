"""Pieces → PDF with fpdf2: header repeated after a page break, rows kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from fpdf import FPDF, FontFace

from samples.layout import BUILT, Contents, Theme, entries, merges, two_passes
from samples.pieces import LEFT, UP, Bars, Chart, Cover, Heading, Items, Para, Piece, Signatures, Table, Toc, Turn

ALIGN = {"l": "L", "c": "C", "r": "R"}
LINE = 5.6  # millimetres from line to line of running text


class Book(FPDF):
    """A document with the theme's running footer."""

    def __init__(self, theme: Theme, contents: Contents) -> None:
        super().__init__(format="A4")
        self.theme, self.contents = theme, contents
        self.set_creation_date(BUILT)
        self.set_title(theme.title)
        self.set_margins(28, 24, 24)
        self.set_auto_page_break(True, 24)
        self.face = "Times"
        if theme.fonts:
            self.face = "Sampel"
            for kind, path in theme.fonts:
                self.add_font(self.face, kind, path)

    def footer(self) -> None:
        if self.page_no() == 1:
            return
        self.set_y(-17)
        self.set_font(self.face, "I", 8.5)
        self.cell(self.epw - 20, 6, self.theme.footer, border="T")
        self.cell(20, 6, f"Halaman {self.contents.label(self.page_no())}", border="T", align="R")


def _table(pdf: Book, piece: Table, theme: Theme) -> None:
    if piece.caption:
        pdf.set_font(pdf.face, "B", 10)
        if pdf.will_page_break(32):
            pdf.add_page()
        pdf.multi_cell(0, LINE, f"{piece.label} {piece.caption}", align="C", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1)
    pdf.set_font(pdf.face, "", piece.size)
    heads = len(piece.header) + piece.numbered
    spans = {a: b - a + 1 for a, b in merges(piece)}
    with pdf.table(col_widths=piece.widths, line_height=piece.size * 0.46, padding=1.2, num_heading_rows=heads,
                   repeat_headings=1 if theme.repeat else 0, text_align="LEFT", v_align="T",
                   headings_style=FontFace(emphasis="BOLD", fill_color=theme.accent)) as grid:
        for r, row in enumerate(piece.header):
            line = grid.row()
            for c, text in enumerate(row):
                if text in (LEFT, UP):
                    continue
                wide = 1
                while c + wide < len(row) and row[c + wide] == LEFT:
                    wide += 1
                tall = 1
                while r + tall < len(piece.header) and piece.header[r + tall][c] == UP:
                    tall += 1
                line.cell(text or "", align="C", colspan=wide, rowspan=tall, v_align="M")
        if piece.numbered:
            line = grid.row()
            for i in range(len(piece.widths)):
                line.cell(f"({i + 1})", align="C", style=FontFace(emphasis="", fill_color=(255, 255, 255)))
        for r, cells in enumerate(piece.rows):
            line = grid.row(style=FontFace(emphasis="BOLD") if r in piece.bold else None)
            for c, text in enumerate(cells):
                if text is not None:
                    merged = r in spans and piece.rows[r + 1][c] is None
                    line.cell(text, align=ALIGN[piece.align[c]], rowspan=spans[r] if merged else 1)
    pdf.ln(4)


def _box(pdf: Book, x: float, y: float, wide: float, text: str) -> None:
    pdf.rect(x, y, wide, 15)
    pdf.set_xy(x + 1, y + 2)
    pdf.multi_cell(wide - 2, 3.8, text, align="C")


def _chart(pdf: Book, piece: Chart) -> None:
    if pdf.will_page_break(80):
        pdf.add_page()
    pdf.set_font(pdf.face, "", 8)
    left, top, middle = pdf.l_margin, pdf.get_y() + 2, pdf.l_margin + pdf.epw / 2
    for i, head in enumerate(piece.heads):
        _box(pdf, middle - 22, top + 21 * i, 44, head)
        pdf.line(middle, top + 21 * i + 15, middle, top + 21 * i + 21)
    bar = top + 21 * len(piece.heads)
    step = pdf.epw / len(piece.units)
    pdf.line(left + step / 2, bar, left + pdf.epw - step / 2, bar)
    for i, name in enumerate(piece.units):
        pdf.line(left + step * (i + 0.5), bar, left + step * (i + 0.5), bar + 5)
        _box(pdf, left + step * i + 1, bar + 5, step - 2, name)
    pdf.set_xy(left, bar + 23)


def _bars(pdf: Book, piece: Bars) -> None:
    if pdf.will_page_break(75):
        pdf.add_page()
    pdf.set_font(pdf.face, "", 9)
    left, base = pdf.l_margin + 10, pdf.get_y() + 58
    pdf.line(left, base, left + 130, base)
    pdf.line(left, base, left, base - 55)
    pdf.set_fill_color(95, 140, 120)
    for i, (label, value) in enumerate(zip(piece.labels, piece.values, strict=True)):
        tall = (float(value.rstrip("%").replace(",", ".")) - 80) * 2.3
        x = left + 10 + i * 30
        pdf.rect(x, base - tall, 15, tall, style="DF")
        pdf.set_xy(x - 5, base - tall - 5)
        pdf.cell(25, 4, value, align="C")
        pdf.set_xy(x - 5, base + 1)
        pdf.cell(25, 4, label, align="C")
    pdf.set_fill_color(255)
    pdf.set_xy(pdf.l_margin, base + 8)


def _figure(pdf: Book, piece: Bars | Chart) -> None:
    if isinstance(piece, Chart):
        _chart(pdf, piece)
    else:
        _bars(pdf, piece)
    pdf.set_font(pdf.face, "B", 10)
    pdf.multi_cell(0, LINE, f"{piece.label} {piece.caption}", align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def _signatures(pdf: Book, piece: Signatures) -> None:
    if pdf.will_page_break(58):
        pdf.add_page()
    pdf.set_font(pdf.face, "", 11)
    half, left = pdf.epw / 2, pdf.l_margin
    pdf.set_xy(left + half, pdf.get_y() + 5)
    pdf.cell(half, LINE, piece.place, align="C", new_x="LMARGIN", new_y="NEXT")
    top = pdf.get_y() + 1
    for i, block in enumerate(piece.blocks):
        x = left + half * (i + 2 - len(piece.blocks))
        pdf.set_xy(x, top)
        pdf.set_font(pdf.face, "", 11)
        pdf.multi_cell(half, LINE, f"{block[0]},", align="C")
        for j, text in enumerate(block[1:]):
            pdf.set_xy(x, top + 28 + LINE * j)
            pdf.set_font(pdf.face, "" if j else "B", 11)
            pdf.cell(half, LINE, text, align="C")
    pdf.set_xy(left, top + 45)


def _toc(pdf: Book, pieces: Sequence[Piece]) -> None:
    for level, title, page in entries(pieces, pdf.contents):
        pdf.set_font(pdf.face, "B" if level < 2 else "", 10.5)
        indent, text = max(level - 1, 0) * 6, title
        while pdf.get_string_width(text) > pdf.epw - indent - 22:
            text = text.rsplit(" ", 1)[0]
        used = pdf.get_string_width(text) + indent + 3
        dots = "." * int((pdf.epw - 9 - used) / pdf.get_string_width("."))
        pdf.set_x(pdf.l_margin + indent)
        pdf.cell(pdf.epw - indent - 9, 5.9, f"{text} {dots}")
        pdf.cell(9, 5.9, page, align="R", new_x="LMARGIN", new_y="NEXT")


def _heading(pdf: Book, piece: Heading) -> None:
    if piece.level < 2:
        pdf.set_font(pdf.face, "B", 13)
        for text in (piece.number, piece.text):
            if text:
                pdf.multi_cell(0, 7, text, align="C", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
        return
    if pdf.will_page_break(50):
        pdf.add_page()
    pdf.ln(2)
    pdf.set_font(pdf.face, "B", 11.5)
    pdf.multi_cell(0, LINE + 0.6, piece.full, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1)


def _text(pdf: Book, piece: Para | Items) -> None:
    pdf.set_font(pdf.face, "B" if isinstance(piece, Para) and piece.bold else "", theme_size(pdf))
    if isinstance(piece, Para):
        pdf.multi_cell(0, LINE, piece.text, align=piece.align, new_x="LMARGIN", new_y="NEXT")
    else:
        for mark, text in zip(piece.marks(), piece.items, strict=True):
            pdf.cell(8, LINE, mark)
            pdf.multi_cell(0, LINE, text, align="J", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(0.8)
    pdf.ln(2.4)


def theme_size(pdf: Book) -> float:
    """Points of running text: the embedded face runs wide."""
    return 9.5 if pdf.theme.fonts else 11.5


def _cover(pdf: Book, piece: Cover) -> None:
    pdf.add_page()
    pdf.set_y(60)
    pdf.set_font(pdf.face, "B", 20)
    for line in piece.lines:
        pdf.multi_cell(0, 11, line, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(255)
    pdf.set_font(pdf.face, "", 8.5)
    pdf.cell(0, 5, piece.note, align="C")


def _once(pieces: Sequence[Piece], path: Path, theme: Theme, contents: Contents) -> dict[int, int]:
    pdf = Book(theme, contents)
    seen: dict[int, int] = {}
    lying = False
    for index, piece in enumerate(pieces):
        if isinstance(piece, Heading) and piece.level < 2:
            pdf.add_page(orientation="L" if lying else "P")
        match piece:
            case Cover():
                _cover(pdf, piece)
            case Heading():
                _heading(pdf, piece)
                seen[index] = pdf.page_no()
            case Para() | Items():
                _text(pdf, piece)
            case Table():
                _table(pdf, piece, theme)
            case Bars() | Chart():
                _figure(pdf, piece)
            case Signatures():
                _signatures(pdf, piece)
            case Toc():
                _toc(pdf, pieces)
            case Turn():
                lying = piece.landscape
    pdf.output(str(path))
    return seen


typeset = partial(two_passes, _once)
