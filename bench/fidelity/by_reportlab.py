"""Books → PDF with reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bench.fidelity.layouts import Book, Break, Layout, Pair, Text
from bench.fidelity.tables import Row, Sheet, numbering, spans

MARGIN = 56.0
NAME = "reportlab"
ALIGN = {"l": 0, "c": 1, "r": 2}


def missing() -> str:
    """Why this producer cannot be used here; empty when it can."""
    try:
        import reportlab  # noqa: F401
    except ImportError:
        return "reportlab belum terpasang"
    return ""


def can(layout: Layout) -> bool:
    """reportlab loses the line under a repeated header when it splits the row below it."""
    return not (layout.split and layout.repeat)


def typeset(book: Book, path: Path) -> None:
    """Write ``book`` to ``path``."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    size = landscape(A4) if book.layout.landscape else A4
    width = size[0] - 2 * MARGIN

    def furniture(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, size[1] - 34, "Laporan Kinerja Instansi Pemerintah")
        canvas.drawCentredString(size[0] / 2, 28, str(canvas.getPageNumber()))

    story: list[Any] = []
    for item in book.items:
        story += _flowables(item, book, width)
    SimpleDocTemplate(str(path), pagesize=size, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
                      bottomMargin=MARGIN, invariant=True).build(story, onFirstPage=furniture, onLaterPages=furniture)


def _flowables(item: object, book: Book, width: float) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Spacer
    from reportlab.platypus import Table as Flowable

    match item:
        case Text():
            face = ("Times-Bold" if item.bold else "Times-Roman") if book.serif else (
                "Helvetica-Bold" if item.bold else "Helvetica")
            style = ParagraphStyle("t", fontName=face, fontSize=10.5, leading=14, alignment=1 if item.centred else 4,
                                   spaceBefore=6, spaceAfter=4, keepWithNext=item.bold)
            return [Paragraph(escape(item.text), style)]
        case Break():
            return [PageBreak()]
        case Pair():
            half = width / 2 - 8
            sides = [_table(side, book, half * book.layout.squeeze) for side in (item.left, item.right)]
            return [Flowable([[sides[0], "", sides[1]]], colWidths=[half, 16, half], style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0)]), Spacer(1, 8)]
        case Sheet():
            touching = book.layout.pair == "touching"
            room = [] if touching else [CondPageBreak(90)]
            return [*room, _table(item, book, width * book.layout.squeeze), *([] if touching else [Spacer(1, 8)])]
    return []


def _table(sheet: Sheet, book: Book, width: float) -> Any:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as Flowable

    layout = book.layout
    faces = ("Times-Roman", "Times-Bold") if book.serif else ("Helvetica", "Helvetica-Bold")
    head = [*sheet.head, numbering(len(sheet.weights))] if layout.numbered else list(sheet.head)
    drawn = [*head, *sheet.rows]
    data: list[list[Any]] = [[""] * len(sheet.weights) for _ in drawn]
    down, beside = layout.padding
    commands: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if book.middle else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), beside), ("RIGHTPADDING", (0, 0), (-1, -1), beside),
        ("TOPPADDING", (0, 0), (-1, -1), down), ("BOTTOMPADDING", (0, 0), (-1, -1), down)]
    for row, cell in [*((s.row, s) for s in spans(head)), *((s.row + len(head), s) for s in spans(sheet.rows))]:
        top = row < len(head)
        style = ParagraphStyle("c", fontName=faces[top and row < len(sheet.head)], fontSize=layout.font,
                               leading=layout.font * 1.2, alignment=1 if top else ALIGN[sheet.align[cell.col]])
        data[row][cell.col] = [Paragraph(escape(t), style) for t in cell.text.split("\n")] if cell.text else ""
        last = (cell.col + cell.cols - 1, row + cell.rows - 1)
        if last != (cell.col, row):
            commands.append(("SPAN", (cell.col, row), last))
    commands += _rules(layout, head)
    if layout.shade:
        commands.append(("BACKGROUND", (0, 0), (-1, len(sheet.head) - 1), colors.Color(0.8, 0.86, 0.93)))
    if layout.zebra:
        commands += [("BACKGROUND", (0, r), (-1, r), colors.Color(0.93, 0.95, 0.97))
                     for r in range(len(head) + 1, len(drawn), 2)]
    if layout.paint:
        commands += [("BACKGROUND", (s.col, s.row + first), (s.col + s.cols - 1, s.row + first + s.rows - 1), colour)
                     for first, rows, colour in ((0, head, colors.Color(0.7, 0.8, 0.92)),
                                                 (len(head), sheet.rows, colors.Color(0.9, 0.94, 0.98)))
                     for s in spans(rows)]
    unit = width / sum(sheet.weights)
    return Flowable(data, colWidths=[w * unit for w in sheet.weights], style=commands,
                    hAlign="LEFT" if layout.pair else "CENTER",
                    repeatRows=len(head) if layout.repeat else 0, splitByRow=1, splitInRow=int(layout.split))


def _rules(layout: Layout, titles: Sequence[Row]) -> list[tuple[Any, ...]]:
    from reportlab.lib import colors

    dash = {"dashed": (3, 2), "dotted": (0.6, 1.4)}.get(layout.line)
    head = len(titles)
    pen = (1.2, colors.white) if layout.paint else (0.6, colors.black)
    line = *pen, None, dash, None, 2 if layout.line == "double" else 1, 1.2
    whole = (0, 0), (-1, -1), *line
    under_head = "LINEBELOW", (0, head - 1), (-1, head - 1), *line
    match layout.rules:
        case "grid":
            return [("GRID", *whole)]
        case "levels":
            beside = [("LINEAFTER", (s.col + s.cols - 1, s.row), (s.col + s.cols - 1, s.row + s.rows - 1), *line)
                      for s in spans(titles)]
            return [("GRID", (0, head), (-1, -1), *line), ("BOX", (0, 0), (-1, head - 1), *line), *beside]
        case "rows":
            return [("LINEBELOW", *whole), ("LINEABOVE", (0, 0), (-1, 0), *line)]
        case "three":
            return [("LINEABOVE", (0, 0), (-1, 0), *line), under_head, ("LINEBELOW", (0, -1), (-1, -1), *line)]
        case "columns":
            return [("BOX", *whole), ("LINEAFTER", *whole), under_head]
        case "none":
            return []
