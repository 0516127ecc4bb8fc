"""``extract --format xlsx``: an index, then one sheet a table. Text is written as text and never as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lkj_audit.model import AuditResult, TypedTable
from lkj_audit.phrases import phrase
from lkj_audit.render.grid import figure
from lkj_audit.render.text import one_line, safe
from lkj_audit.render.workbook import LONGEST

INDEX = ("sheet", "path", "table", "kind", "owner", "caption", "pages", "rows")


def extract_xlsx(results: Sequence[AuditResult], lang: str) -> bytes:
    """The tables of ``results`` as a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        cents = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        index = book.add_worksheet(phrase("index-sheet", lang))
        index.set_column(0, len(INDEX) - 1, 18)
        _write(index, 0, INDEX, bold)
        sheets = [(n, r, t) for n, r in enumerate(results, 1) if r.report for t in r.report.tables]
        for line, (number, result, table) in enumerate(sheets, 1):
            name = f"{number}-{table.id}" if len(results) > 1 else table.id
            caption = one_line(table.table.caption or "")
            pages = ", ".join(map(str, table.table.pages))
            path = Path(result.path).name
            _write(index, line, (name, path, table.id, table.kind, table.owner or "", caption, pages), wrap)
            index.write_number(line, len(INDEX) - 1, len(table.table.rows), wrap)
            index.write_url(line, 0, f"internal:'{name}'!A1", string=name)
            _sheet(book.add_worksheet(name), table, bold, wrap, (whole, cents))
    return out.getvalue()


def _sheet(sheet: Any, t: TypedTable, bold: Any, wrap: Any, amounts: tuple[Any, Any]) -> None:
    sheet.set_column(0, len(t.table.header) - 1, 22)
    sheet.freeze_panes(1, 0)
    _write(sheet, 0, t.table.header, bold)
    for r, row in enumerate(t.table.rows):
        for c, cell in enumerate(row):
            value = figure(cell.text, t.quantities[r][c])
            if value is None:
                sheet.write_string(r + 1, c, safe(cell.text)[:LONGEST], wrap)
            else:
                sheet.write_number(r + 1, c, value, amounts[value != value.to_integral_value()])


def _write(sheet: Any, line: int, texts: Sequence[str], style: Any) -> None:
    for c, text in enumerate(texts):
        sheet.write_string(line, c, safe(text)[:LONGEST], style)
