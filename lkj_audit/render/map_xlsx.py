"""``map --format xlsx``: the indicator map on one sheet, cells that differ from the other sources in red."""

from __future__ import annotations

import io

from lkj_audit.phrases import phrase
from lkj_audit.render.map_grid import Grid
from lkj_audit.render.text import safe


def map_xlsx(grid: Grid, lang: str) -> bytes:
    """The map as a workbook; all cells are text, the header and the names stay in sight."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        look = {"text_wrap": True, "valign": "top", "border": 1}
        bold, wrap = book.add_format({**look, "bold": True}), book.add_format(look)
        odd = book.add_format({**look, "bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"})
        sheet = book.add_worksheet(phrase("map-sheet", lang))
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, len(grid.header) - 1, 16)
        sheet.freeze_panes(1, 2)
        for c, text in enumerate(grid.header):
            sheet.write_string(0, c, safe(text), bold)
        for r, (number, name, cells) in enumerate(grid.rows, 1):
            sheet.write_number(r, 0, int(number), wrap)
            sheet.write_string(r, 1, safe(name), wrap)
            for c, cell in enumerate(cells, 2):
                style = odd if any(p.odd for p in cell) else wrap
                sheet.write_string(r, c, safe("\n".join(p.text for p in cell)), style)
        sheet.write_string(len(grid.rows) + 2, 1, phrase("map-legend", lang))
    return out.getvalue()
