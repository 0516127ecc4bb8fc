"""Pieces → PDF with reportlab's platypus: header not repeated, rows cut by the page break."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid

from samples.layout import Contents, Theme, entries, merges, two_passes
from samples.pieces import (
    LEFT,
    UP,
    Bars,
    Chart,
    Cover,
    Heading,
    Items,
    Para,
    Piece,
    Signatures,
    Table,
    Toc,
    Turn,
)

FACE, BOLD = "Times-Roman", "Times-Bold"
ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT, "J": TA_JUSTIFY, "C": TA_CENTER}
WIDTH = A4[0] - 5.5 * cm


def style(size: float, align: str, *, bold: bool = False, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("", fontName=BOLD if bold else FACE, fontSize=size,
                          leading=size * 1.25, alignment=ALIGN[align], **more)


class Anchor(Flowable):  # type: ignore[misc]
    """Marks the page on which heading ``index`` lands."""

    def __init__(self, index: int, seen: dict[int, int]) -> None:
        super().__init__()
        self.index, self.seen = index, seen
        self.width = self.height = 0

    def draw(self) -> None:
        self.seen[self.index] = self.canv.getPageNumber()


class TocLine(Flowable):  # type: ignore[misc]
    """One line of the table of contents with its dot leaders."""

    def __init__(self, indent: float, text: str, page: str, bold: bool) -> None:
        super().__init__()
        self.indent, self.text, self.page, self.face = indent, text, page, BOLD if bold else FACE

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self.width, self.height = width, 17
        return width, 17

    def draw(self) -> None:
        text = self.text
        while stringWidth(text, self.face, 11) > self.width - self.indent - 60:
            text = text.rsplit(" ", 1)[0]
        left = self.indent + stringWidth(text, self.face, 11) + 4
        right = self.width - 22
        self.canv.setFont(self.face, 11)
        self.canv.drawString(self.indent, 4, text)
        dots = "." * int((right - left) / stringWidth(".", self.face, 11))
        self.canv.drawRightString(right, 4, dots)
        self.canv.drawRightString(self.width, 4, self.page)


def _table(table: Table, theme: Theme, width: float) -> list[Flowable]:
    head = [list(row) for row in table.header]
    if table.numbered:
        head.append([f"({i})" for i in range(1, len(table.widths) + 1)])
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, len(head) - 1), "MIDDLE"),
        ("VALIGN", (0, len(head)), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, len(table.header) - 1), colors.Color(*(c / 255 for c in theme.accent))),
        ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    for r, row in enumerate(table.header):
        for c, cell in enumerate(row):
            if cell not in (LEFT, UP):
                right, down = c, r
                while right + 1 < len(row) and row[right + 1] == LEFT:
                    right += 1
                while down + 1 < len(table.header) and table.header[down + 1][c] == UP:
                    down += 1
                if (right, down) != (c, r):
                    look.append(("SPAN", (c, r), (right, down)))
    for a, b in merges(table):
        for c in range(len(table.widths)):
            if table.rows[a + 1][c] is None:
                look.append(("SPAN", (c, len(head) + a), (c, len(head) + b)))
    cells: list[list[Any]] = [[Paragraph(escape(t or ""), style(table.size, "c", bold=r < len(table.header)))
                               if t not in (LEFT, UP) else "" for t in row] for r, row in enumerate(head)]
    for r, row in enumerate(table.rows):
        cells.append([Paragraph(escape(t or "").replace("\n", "<br/>"), style(table.size, a, bold=r in table.bold))
                      for t, a in zip(row, table.align, strict=True)])
    widths = [w * width / sum(table.widths) for w in table.widths]
    grid = Grid(cells, widths, repeatRows=len(head) if theme.repeat else 0, splitByRow=0, splitInRow=1,
                style=look)
    caption = [CondPageBreak(4 * cm),
               Paragraph(f"{table.label} {escape(table.caption)}",
                         style(10, "c", bold=True, spaceBefore=6, spaceAfter=4))]
    return [*(caption if table.caption else []), grid, Spacer(1, 10)]


def _bars(piece: Bars) -> Drawing:
    drawing = Drawing(WIDTH, 190)
    base, step = 30.0, WIDTH / (len(piece.labels) + 1)
    drawing.add(Line(40, base, WIDTH - 20, base, strokeWidth=0.8))
    drawing.add(Line(40, base, 40, 180, strokeWidth=0.8))
    for i, (label, value) in enumerate(zip(piece.labels, piece.values, strict=True)):
        tall = (float(value.rstrip("%").replace(",", ".")) - 80) * 6.5
        x = 60 + i * step
        drawing.add(Rect(x, base, 42, tall, fillColor=colors.HexColor("#4f6d9a"), strokeWidth=0.4))
        drawing.add(String(x + 21, base + tall + 4, value, fontName=FACE, fontSize=9, textAnchor="middle"))
        drawing.add(String(x + 21, base - 14, label, fontName=FACE, fontSize=9, textAnchor="middle"))
    return drawing


def _box(drawing: Drawing, x: float, y: float, wide: float, text: str) -> None:
    drawing.add(Rect(x, y, wide, 44, fillColor=colors.white, strokeWidth=0.8))
    words, lines = text.split(), [""]
    for word in words:
        if stringWidth(f"{lines[-1]} {word}", FACE, 8.5) > wide - 6:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    for i, line in enumerate(lines):
        drawing.add(String(x + wide / 2, y + 20 + 5 * len(lines) - 10 * (i + 1), line, fontName=FACE, fontSize=8.5,
                           textAnchor="middle"))


def _chart(piece: Chart) -> Drawing:
    drawing = Drawing(WIDTH, 220)
    middle, wide = WIDTH / 2, (WIDTH - 24) / len(piece.units)
    for i, head in enumerate(piece.heads):
        _box(drawing, middle - 60, 170 - i * 62, 120, head)
        drawing.add(Line(middle, 170 - i * 62, middle, 152 - i * 62, strokeWidth=0.8))
    bar = 170 - (len(piece.heads) - 1) * 62 - 18
    drawing.add(Line(wide / 2, bar, WIDTH - wide / 2, bar, strokeWidth=0.8))
    for i, name in enumerate(piece.units):
        x = i * (wide + 8)
        drawing.add(Line(x + wide / 2, bar, x + wide / 2, bar - 14, strokeWidth=0.8))
        _box(drawing, x, bar - 58, wide, name)
    return drawing


def _signatures(piece: Signatures) -> list[Flowable]:
    slots = [""] * (2 - len(piece.blocks)) + [
        f"{escape(b[0])},<br/><br/><br/><br/><b>{escape(b[1])}</b>" + "".join(f"<br/>{escape(t)}" for t in b[2:])
        for b in piece.blocks]
    rows = [["", Paragraph(escape(piece.place), style(11, "c"))], [Paragraph(s, style(11, "c")) for s in slots]]
    return [Spacer(1, 14), Grid(rows, [WIDTH / 2] * 2, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])]


def _flow(pieces: Sequence[Piece], theme: Theme, contents: Contents, seen: dict[int, int]) -> list[Flowable]:
    out: list[Flowable] = []
    width, fresh = WIDTH, True
    for index, piece in enumerate(pieces):
        match piece:
            case Cover():
                out += [Spacer(1, 4 * cm),
                        *(Paragraph(t or "&nbsp;", style(20, "c", bold=True, spaceAfter=10)) for t in piece.lines),
                        Spacer(1, 10 * cm), Paragraph(piece.note, style(9, "c"))]
                fresh = False
            case Heading(level=level) if level < 2:
                out += [] if fresh else [PageBreak()]
                out += [Anchor(index, seen), *(Paragraph(escape(t), style(13, "c", bold=True, spaceAfter=8))
                                               for t in (piece.number, piece.text) if t), Spacer(1, 6)]
            case Heading():
                out += [CondPageBreak(5 * cm), Anchor(index, seen),
                        Paragraph(escape(piece.full), style(11.5, "l", bold=True, spaceBefore=10, spaceAfter=5))]
            case Para():
                out.append(Paragraph(escape(piece.text) or "&nbsp;",
                                     style(11, piece.align, bold=piece.bold, spaceAfter=7)))
            case Items():
                out += [Paragraph(escape(t), style(11, "J", leftIndent=22,
                                                          bulletIndent=4, spaceAfter=3, bulletFontName=FACE,
                                                   bulletFontSize=11), bulletText=m)
                        for t, m in zip(piece.items, piece.marks(), strict=True)]
                out.append(Spacer(1, 5))
            case Table():
                out += _table(piece, theme, width)
            case Bars() | Chart():
                out += [_bars(piece) if isinstance(piece, Bars) else _chart(piece),
                        Paragraph(f"{piece.label} {escape(piece.caption)}", style(10, "c", bold=True, spaceAfter=8))]
            case Signatures():
                out += _signatures(piece)
            case Toc():
                out += [TocLine(max(level - 1, 0) * 16.0, text, page, level < 2)
                        for level, text, page in entries(pieces, contents)]
            case Turn():
                out += [NextPageTemplate("lying" if piece.landscape else "standing")]
                width = A4[1] - 5.5 * cm if piece.landscape else WIDTH
    return out


def _once(pieces: Sequence[Piece], path: Path, theme: Theme, contents: Contents) -> dict[int, int]:
    def foot(canvas: Any, doc: Any) -> None:
        if doc.page > 1:
            right = canvas._pagesize[0] - 2.5 * cm
            canvas.setFont("Times-Italic", 9)
            canvas.drawString(3 * cm, 1.4 * cm, theme.footer)
            canvas.drawRightString(right, 1.4 * cm, contents.label(doc.page))
            canvas.line(3 * cm, 1.8 * cm, right, 1.8 * cm)

    def page(name: str, size: tuple[float, float]) -> PageTemplate:
        frame = Frame(3 * cm, 2.2 * cm, size[0] - 5.5 * cm, size[1] - 4.7 * cm, 0, 0, 0, 0)
        return PageTemplate(name, [frame], onPage=foot, pagesize=size)

    seen: dict[int, int] = {}
    doc = BaseDocTemplate(str(path), pagesize=A4, title=theme.title, author="lkj-audit", invariant=1,
                          pageTemplates=[page("standing", A4), page("lying", landscape(A4))])
    doc.build(_flow(pieces, theme, contents, seen))
    return seen


typeset = partial(two_passes, _once)
