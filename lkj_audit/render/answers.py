"""Answers of the store: as a table on the terminal, as CSV, as Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from lkj_audit.errors import ExtraNeeded
from lkj_audit.phrases import phrase
from lkj_audit.render.grid import defused
from lkj_audit.render.text import one_line, plain

if TYPE_CHECKING:
    from rich.console import Console

Rows = Sequence[Sequence[object]]
SHORT = 16  # characters of a text that stay on one line


def print_answer(console: Console, header: Sequence[str], rows: Rows, lang: str) -> None:
    """The answer as a table; figures stand at the right, and where there is little room long texts give way."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0)
    said = [[one_line(_said(value, lang)) for value in row] for row in rows]
    for n, heading in enumerate(header):
        figures = any(isinstance(row[n], int | float | Decimal) for row in rows)
        words = [*heading.split(), *(row[n] for row in said if len(row[n]) <= SHORT)]
        table.add_column(Text(heading), justify="right" if figures else "left", overflow="fold",
                         min_width=max(map(len, words)))
    for line in said:
        table.add_row(*map(Text, line))
    console.print(table if rows else Text(phrase("query-empty", lang)))


def answer_csv(columns: Sequence[str], rows: Rows) -> str:
    """The answer as CSV, with a header and figures as plain digits."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(v) if isinstance(v, Decimal) else defused(v) if isinstance(v, str) else v for v in row]
                     for row in rows)
    return out.getvalue()


def answer_parquet(columns: Sequence[str], rows: Rows) -> bytes:
    """The answer as Parquet: whole numbers as int64, decimals as decimal128, a column of both kinds and text as text.

    Raises ExtraNeeded without pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExtraNeeded(extra="parquet") from error
    table = pyarrow.table({name: pyarrow.array(_of_one_kind([row[n] for row in rows]))
                           for n, name in enumerate(columns)})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def _of_one_kind(values: list[object]) -> list[object]:
    if len({type(v) for v in values if v is not None}) < 2:
        return values
    return [v if v is None else plain(v) if isinstance(v, Decimal) else str(v) for v in values]


def _said(value: object, lang: str) -> str:
    """A figure in the reader's way of writing; years and numbers that are no amounts are as they are."""
    if value is None:
        return ""
    if isinstance(value, int) and abs(value) >= 1_000_000:
        said = f"{value:,}"
    elif isinstance(value, Decimal):
        said = f"{value:,f}"
    else:
        return str(value)
    return said if lang == "en" else said.translate(str.maketrans(",.", ".,"))
