"""Books → PDF with WeasyPrint, by way of HTML."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.fidelity.layouts import Book, Break, Item, Layout, Pair, Text
from bench.fidelity.tables import Row, Sheet, numbering, spans

MARGIN = 56.0
NAME = "WeasyPrint"
ALIGN = {"l": "left", "c": "center", "r": "right"}
RULES = {
    "grid": "th, td { border: LINE }",
    "levels": "th { border-left: LINE; border-right: LINE } thead, td { border: LINE }",
    "rows": "th, td { border-top: LINE; border-bottom: LINE }",
    "three": "thead { border-top: LINE; border-bottom: LINE } tbody { border-bottom: LINE }",
    "columns": "th, td { border-left: LINE; border-right: LINE } thead, tbody { border: LINE }",
    "none": "",
}


def missing() -> str:
    """Why this producer cannot be used here; empty when it can."""
    try:
        import weasyprint  # type: ignore[import-untyped,unused-ignore]  # noqa: F401
    except (ImportError, OSError):  # OSError: without pango
        return "WeasyPrint belum terpasang: pip install weasyprint"
    return ""


def can(layout: Layout) -> bool:
    return True


def typeset(book: Book, path: Path) -> None:
    """Write ``book`` to ``path``."""
    from weasyprint import HTML  # type: ignore[import-untyped,unused-ignore]

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    HTML(string=_page(book)).write_pdf(str(path))


def _page(book: Book) -> str:
    layout = book.layout
    face = "Liberation Serif, serif" if book.serif else "Carlito, Liberation Sans, sans-serif"
    line = f"{2 if layout.line == 'double' else 0.6}pt {layout.line} {'white' if layout.paint else 'black'}"
    style = f"""
        @page {{ size: A4 {"landscape" if layout.landscape else "portrait"}; margin: {MARGIN}pt;
          @top-left {{ content: "Laporan Kinerja Instansi Pemerintah"; font: 8pt sans-serif }}
          @bottom-center {{ content: counter(page); font: 8pt sans-serif }} }}
        body {{ font: 10.5pt {face}; margin: 0 }}
        p {{ margin: 5pt 0; text-align: justify }} .bold {{ font-weight: bold; break-after: avoid; text-align: left }}
        .centred {{ text-align: center }} .break {{ break-before: page }}
        table {{ border-collapse: collapse; table-layout: fixed; font-size: {layout.font}pt; line-height: 1.2;
          width: {100 * layout.squeeze:.0f}%; margin: {"0" if layout.pair else "0 auto 8pt"} }}
        thead {{ {"" if layout.repeat else "display: table-row-group"} }}
        th, td {{ padding: {layout.padding[0]}pt {layout.padding[1]}pt; overflow-wrap: anywhere;
          vertical-align: {"middle" if book.middle else "top"} }}
        th {{ text-align: center; {"background: #ccdbed" if layout.shade else ""} }} td.number {{ text-align: center }}
        tr {{ break-inside: {"auto" if layout.split else "avoid"} }}
        .beside {{ display: flex; justify-content: space-between; break-inside: avoid }} .beside div {{ width: 48% }}
        {"tbody tr:nth-child(even) { background: #eef3f8 }" if layout.zebra else ""}
        {"th { background: #b3ccea } td { background: #e6f0fa }" if layout.paint else ""}
        {RULES[layout.rules].replace("LINE", line)}"""
    return f"<html><style>{style}</style><body>{''.join(_items(book.items, layout))}</body></html>"


def _items(items: Sequence[Item], layout: Layout) -> list[str]:
    out, broken = [], False
    for item in items:
        match item:
            case Text():
                kinds = f"{'bold ' * item.bold}{'centred ' * item.centred}{'break ' * broken}"
                out.append(f'<p class="{kinds}">{escape(item.text)}</p>')
                broken = False
            case Break():
                broken = True
            case Sheet():
                out.append(_table(item, layout))
            case Pair():
                out.append(f'<div class="beside"><div>{_table(item.left, layout)}</div>'
                           f'<div>{_table(item.right, layout)}</div></div>')
    return out


def _table(sheet: Sheet, layout: Layout) -> str:
    unit = 100 / sum(sheet.weights)
    columns = "".join(f'<col style="width:{w * unit:.3f}%">' for w in sheet.weights)
    width = len(sheet.weights)
    numbers = _rows([numbering(width)] if layout.numbered else [], "td", "c" * width)
    return (f"<table>{columns}<thead>{_rows(sheet.head, 'th', '')}{numbers}</thead>"
            f"<tbody>{_rows(sheet.rows, 'td', sheet.align)}</tbody></table>")


def _rows(rows: Sequence[Row], tag: str, align: str) -> str:
    lines = [""] * len(rows)
    for cell in spans(rows):
        side = f' style="text-align:{ALIGN[align[cell.col]]}"' if align else ""
        text = "<br>".join(map(escape, cell.text.split("\n")))
        lines[cell.row] += f'<{tag} rowspan="{cell.rows}" colspan="{cell.cols}"{side}>{text}</{tag}>'
    return "".join(f"<tr>{line}</tr>" for line in lines)
