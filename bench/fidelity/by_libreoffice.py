"""Books → PDF with LibreOffice Writer, by way of flat ODF text documents."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from bench.fidelity.layouts import Book, Break, Layout, Pair, Text
from bench.fidelity.tables import Row, Sheet, numbering, spans

MARGIN = 56.0
NAME = "LibreOffice"
ALIGN = {"l": "start", "c": "center", "r": "end"}
SECONDS = 180
URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(f'xmlns:{name}="{URN}{space}:1.0"' for name, space in {
    "office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible"}.items())


def missing() -> str:
    """Why this producer cannot be used here; empty when it can."""
    return "" if shutil.which("soffice") else "soffice belum terpasang: apt-get install libreoffice-writer"


def can(layout: Layout) -> bool:
    """Tables side by side would be text boxes: not drawn here."""
    return layout.pair != "beside"


def typeset(book: Book, path: Path) -> None:
    """Write ``book`` to ``path``."""
    typeset_all([(book, path)])


def typeset_all(jobs: Sequence[tuple[Book, Path]]) -> None:
    """Write many books with one start of LibreOffice.

    Raises RuntimeError when a PDF does not come out.
    """
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for book, path in jobs:
            source = Path(folder) / f"{path.stem}.fodt"
            source.write_text(_document(book), encoding="utf-8")
            sources.append(str(source))
        run = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                              "pdf", "--outdir", folder, *sources], capture_output=True, timeout=SECONDS * len(jobs))
        for _, path in jobs:
            made = Path(folder) / f"{path.stem}.pdf"
            if not made.exists():
                raise RuntimeError(f"LibreOffice: {path.stem}: {run.stderr.decode(errors='replace')[-300:]}")
            shutil.move(made, path)


def _document(book: Book) -> str:
    layout = book.layout
    width, height = (841.9, 595.3) if layout.landscape else (595.3, 841.9)
    room = width - 2 * MARGIN
    face = "Liberation Serif" if book.serif else "Carlito"
    body, styles = [], []
    pending_break = False
    for index, item in enumerate(book.items):
        match item:
            case Text():
                style = ("B" if item.bold else "T") + ("C" if item.centred else "") + ("N" if pending_break else "")
                body.append(f'<text:p text:style-name="{style}">{escape(item.text)}</text:p>')
                pending_break = False
            case Break():
                pending_break = True
            case Sheet():
                made, own = _table(item, book, room * layout.squeeze, f"S{index}")
                body.append(made)
                styles.append(own)
            case Pair():
                raise ValueError("LibreOffice books hold no tables side by side")
    texts = "".join(_text_style(name) for name in ("T", "TC", "B", "BC", "TN", "TCN", "BN", "BCN"))
    cells = "".join(_paragraph(bold + side, ALIGN[side], layout.font, bold == "h") for bold in "hd" for side in ALIGN)
    edge = _paragraph("E", "start", 8, False)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles><style:default-style '
        f'style:family="paragraph"><style:text-properties style:font-name="{face}" fo:font-family="{face}" '
        'fo:language="id" fo:country="ID"/></style:default-style></office:styles>'
        f'<office:automatic-styles>{texts}{cells}{edge}{"".join(styles)}<style:page-layout style:name="P">'
        f'<style:page-layout-properties fo:page-width="{width}pt" fo:page-height="{height}pt" '
        f'fo:margin-left="{MARGIN}pt" fo:margin-right="{MARGIN}pt" fo:margin-top="{MARGIN / 2}pt" '
        f'fo:margin-bottom="{MARGIN / 2}pt"/><style:header-style><style:header-footer-properties '
        'fo:min-height="28pt" fo:margin-bottom="10pt"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="28pt" fo:margin-top="10pt"/></style:footer-style>'
        '</style:page-layout></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p text:style-name="E">'
        'Laporan Kinerja Instansi Pemerintah</text:p></style:header><style:footer><text:p text:style-name="E">'
        '<text:page-number/></text:p></style:footer></style:master-page></office:master-styles>'
        f'<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>')


def _text_style(name: str) -> str:
    """B is bold and stays with what follows, C centred, N begins a new page."""
    bold = name[0] == "B"
    more = 'fo:margin-top="5pt" fo:margin-bottom="4pt"' + ' fo:keep-with-next="always"' * bold + \
        ' fo:break-before="page"' * ("N" in name)
    return _paragraph(name, "center" if "C" in name else "justify", 10.5, bold, more)


def _paragraph(name: str, align: str, size: float, bold: bool, more: str = "") -> str:
    weight = "bold" if bold else "normal"
    return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties '
            f'fo:text-align="{align}" {more}/>'
            f'<style:text-properties fo:font-size="{size}pt" fo:font-weight="{weight}"/>'
            '</style:style>')


def _table(sheet: Sheet, book: Book, width: float, name: str) -> tuple[str, str]:
    """The table and its styles."""
    layout = book.layout
    head = [*sheet.head, numbering(len(sheet.weights))] if layout.numbered else list(sheet.head)
    unit = width / sum(sheet.weights)
    side = "left" if layout.pair else "center"
    space = 'fo:margin-top="0pt"' if layout.pair else 'fo:margin-bottom="8pt"'
    styles = [f'<style:style style:name="{name}" style:family="table"><style:table-properties '
              f'style:width="{width:.1f}pt" table:align="{side}" {space}/></style:style>',
              *(f'<style:style style:name="{name}{row}" style:family="table-row"><style:table-row-properties {tint} '
                f'fo:keep-together="{"auto" if layout.split else "always"}"/></style:style>'
                for row, tint in (("r", ""), ("z", 'fo:background-color="#eef3f8"')))]
    columns = []
    for c, weight in enumerate(sheet.weights):
        styles.append(f'<style:style style:name="{name}c{c}" style:family="table-column">'
                      f'<style:table-column-properties style:column-width="{weight * unit:.2f}pt"/></style:style>')
        columns.append(f'<table:table-column table:style-name="{name}c{c}"/>')
    for part, (top, bottom) in {"f": (True, False), "h": (False, False), "l": (False, True), "o": (True, True),
                                "d": (False, False), "e": (False, True)}.items():
        styles.append(_cell_style(f"{name}{part}", book, part not in "de", top, bottom))
    opening, closing = ("<table:table-header-rows>", "</table:table-header-rows>") if layout.repeat else ("", "")
    made = "".join([f'<table:table table:style-name="{name}" table:name="{name}">', *columns, opening,
                    *_rows(head, name, "c" * len(sheet.weights), "h", len(sheet.head)), closing,
                    *_rows(sheet.rows, name, sheet.align, "d", 0, layout.zebra), "</table:table>"])
    return made, "".join(styles)


def _cell_style(name: str, book: Book, head: bool, top: bool, bottom: bool) -> str:
    """Borders by the layout: ``top`` and ``bottom`` say that the cell stands at the end of the header or body."""
    rules = book.layout.rules
    layout = book.layout
    line = f"{2 if layout.line == 'double' else 0.6}pt {layout.line} #{'ffffff' if layout.paint else '000000'}"
    level = rules in ("grid", "rows") or (rules == "levels" and not head)
    sides = {"top": level or (top and rules != "none"), "bottom": level or (bottom and rules != "none"),
             "left": rules in ("grid", "levels", "columns"), "right": rules in ("grid", "levels", "columns")}
    borders = " ".join(f'fo:border-{side}="{line if on else "none"}"' for side, on in sides.items())
    tint = "#ccdbed" if head and layout.shade else "#e6f0fa" if layout.paint else ""
    shade = f' fo:background-color="{tint}"' if tint else ""
    down, beside = layout.padding
    return (f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {borders}{shade} '
            f'fo:padding="{down}pt {beside}pt" style:vertical-align="{"middle" if book.middle else "top"}"/>'
            '</style:style>')


def _rows(rows: Sequence[Row], name: str, align: str, part: str, bold: int, zebra: bool = False) -> list[str]:
    cells = {(s.row, s.col): s for s in spans(rows)}
    out = []
    for r, row in enumerate(rows):
        line = []
        for c in range(len(row)):
            cell = cells.get((r, c))
            if cell is None:
                line.append("<table:covered-table-cell/>")
                continue
            first, last = r == 0, r + cell.rows == len(rows)
            look = ("o" if first and last else "f" if first else "l" if last else "h") if part == "h" else \
                "e" if last else "d"
            style = ("h" if r < bold else "d") + align[c]
            text = "".join(f'<text:p text:style-name="{style}">{escape(t)}</text:p>' for t in cell.text.split("\n"))
            line.append(f'<table:table-cell table:style-name="{name}{look}" table:number-columns-spanned="{cell.cols}" '
                        f'table:number-rows-spanned="{cell.rows}">{text}</table:table-cell>')
        look = "z" if zebra and r % 2 else "r"
        out.append(f'<table:table-row table:style-name="{name}{look}">{"".join(line)}</table:table-row>')
    return out
