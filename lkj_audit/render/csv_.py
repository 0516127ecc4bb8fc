"""``extract --format csv``: all tables in one file, one line a row, with where it comes from in front."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from lkj_audit.model import AuditResult, TypedTable
from lkj_audit.render.grid import defused

COLUMNS = ("path", "table", "kind", "owner", "caption", "page", "row")


def extract_csv(results: Sequence[AuditResult]) -> str:
    """The tables of ``results``: the columns ``COLUMNS``, then the cells. Row 0 is the header of its table."""
    tables = [(r.path, t) for r in results if r.report for t in r.report.tables]
    width = max((len(t.table.header) for _, t in tables), default=0)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *(f"col{n}" for n in range(1, width + 1))])
    for path, table in tables:
        writer.writerows([defused(str(field)) for field in line] for line in _lines(path, table))
    return out.getvalue()


def _lines(path: str, t: TypedTable) -> list[list[object]]:
    front = [path, t.id, t.kind, t.owner or "", t.table.caption or ""]
    header = [*front, t.table.pages[0], 0, *t.table.header]
    rows = enumerate(t.table.rows, 1)
    return [header, *([*front, row[0].places[0].page, number, *(c.text for c in row)] for number, row in rows)]
