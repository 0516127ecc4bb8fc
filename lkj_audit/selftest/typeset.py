"""A made-up report as a PDF, read again: what the extraction makes of it stands for the document."""

from __future__ import annotations

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lkj_audit import extract
from lkj_audit.model import Block, Document, Table
from lkj_audit.selftest.pieces import Flow, Grid, Line


def through_pdf(flow: Flow) -> tuple[Document, dict[int, Block | Table]]:
    """``flow`` typeset with reportlab and read from the PDF, and what became of each piece as far as it was found."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "selftest.pdf"
        typeset(flow, path)
        document = extract.read(path)
    return document, _found(flow, document)


def typeset(flow: Flow, path: Path) -> None:
    """Lines as paragraphs, grids as ruled tables whose header repeats."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    body = ParagraphStyle("", fontName="Times-Roman", fontSize=11, leading=14)
    bold = ParagraphStyle("", fontName="Times-Bold", fontSize=12, leading=15)
    story: list[Any] = []
    for piece in flow:
        if isinstance(piece, Grid):
            story += [Paragraph(escape(piece.caption), body)] if piece.caption else []
            story += [Spacer(0, 3), _ruled(piece), Spacer(0, 8)]
            continue
        breaks = piece.tag in ("chapter", "preface-head", "summary-head", "toc-head", "annex-head") or (
            piece.tag.endswith("-title"))
        story += [PageBreak()] if breaks and story else []
        heads = piece.bold or (piece.text.isupper() and not piece.text.isdigit())
        story += [Paragraph(escape(piece.text), bold if heads else body), Spacer(0, 5)]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)


def _ruled(grid: Grid) -> Any:
    from reportlab.lib.colors import black
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as Ruled

    small = ParagraphStyle("", fontName="Times-Roman", fontSize=8, leading=9.5)
    lines: list[list[str | None]] = [list(grid.header), *grid.rows]
    if grid.numbering:
        lines.insert(1, list(grid.numbering))
    head = len(lines) - len(grid.rows)
    spans = []
    for c in range(len(grid.header)):
        start = 0
        for r in range(1, len(grid.rows) + 1):
            if r == len(grid.rows) or grid.rows[r][c] is not None:
                spans += [("SPAN", (c, head + start), (c, head + r - 1))] if r - start > 1 else []
                start = r
    longest = [max(len(row[c] or "") for row in lines) for c in range(len(grid.header))]
    shares = [min(30, max(7, n)) for n in longest]
    widths = [470 * s / sum(shares) for s in shares]
    cells = [[Paragraph(escape(text or ""), small) for text in row] for row in lines]
    return Ruled(cells, colWidths=widths, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, black),
                                                               ("VALIGN", (0, 0), (-1, -1), "TOP"), *spans])


def _found(flow: Flow, document: Document) -> dict[int, Block | Table]:
    """The block that holds a line's words, at best nothing else, and the table that shares most cells with a grid; of
    several the one with its caption."""
    out: dict[int, Block | Table] = {}
    blocks = [(_bare(b.text), b) for b in document.blocks if b.kind != "toc" or len(b.text) < 200]
    for piece in flow:
        if isinstance(piece, Line):
            text = _bare(piece.text)
            near = [b for t, b in blocks if text in t or (len(t) > 8 and t in text)]
            if near:
                out[id(piece)] = max(near, key=lambda b: (_bare(b.text) == text, len(b.text)))
            continue
        cells = {_bare(c) for row in piece.rows for c in row if c}
        scored = [(len(cells & {_bare(c.text) for row in t.rows for c in row}),
                   _bare(t.caption or "") == _bare(piece.caption), -abs(len(t.rows) - len(piece.rows)), t)
                  for t in document.tables]
        best = max(scored, key=lambda s: s[:3], default=None)
        if best and best[0] * 2 > len(cells):
            out[id(piece)] = best[3]
    return out


def _bare(text: str) -> str:
    return "".join(text.split())
