"""ARI106: "X naik dari 934 pada tahun 2019 menjadi 1.207", and the row X of the table of those years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.aritmetika.hasil import told_otherwise
from lkj_audit.model import Finding, Quantity, Report, TypedTable, Value
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_N = r"\d{1,3}(?:\.\d{3})+|\d{2,6}"
_ROSE: Final = Cued(
    rf"\bdari\s+(?P<old>{_N})(?:\s+[a-z]+)?\s+(?:pada\s+)?(?:tahun\s+)?\(?(?P<before>20\d\d)\)?\s+menjadi\s+"
    rf"(?P<new>{_N})(?![\d%]|[.,/-]\d|\s*(?:%|persen))(?:(?:\s+[a-z]+)?\s+(?:pada\s+)?(?:tahun\s+)?\(?(?P<now>20\d\d))?",
    "menjadi")
_LEAST = 5  # letters of a name that a sentence does not hold by chance


def risen(report: Report) -> Iterator[Finding | None]:
    """For each pair of years that a sentence gives of a row, None, or which of its two figures is not the row's."""
    tables = [t for t in report.tables if t.col("indikator") is None and sum(":" in r for r in t.roles)]
    for _, block, m in _ROSE.over(report.document) if tables else ():
        start, _ = sentence_at(block.text, m.start())
        said = f" {plain(block.text[start:m.start()])} "
        years = m["before"], m["now"] or str(report.identity.year)
        figures = [value_of(block, *m.span(k), Quantity(m[k], Decimal(m[k].replace(".", "")))) for k in ("old", "new")]
        for typed in tables:
            columns = [_column(typed, year, report.identity.year) for year in years]
            row = _row(typed, said)
            if row is None or None in columns:
                continue
            printed = [typed.value(row, c) for c in columns if c is not None]
            yield from _compare(typed, figures, printed)


def _column(typed: TypedTable, year: str, this: int | None) -> int | None:
    roles = (f"tahun:{year}", f"realisasi:{year}", *(("realisasi",) if year == str(this) else ()))
    return next((c for role in roles if (c := typed.col(role)) is not None), None)


def _row(typed: TypedTable, said: str) -> int | None:
    """The row with the longest name that ``said`` holds."""
    names = [(len(name), r) for r, row in enumerate(typed.table.rows) for cell in row
             if sum(ch.isalpha() for ch in cell.text) >= _LEAST and f" {(name := plain(cell.text))} " in said]
    return max(names)[1] if names else None


def _compare(typed: TypedTable, said: list[Value], printed: list[Value]) -> Iterator[Finding | None]:
    same = [a.number == b.number for a, b in zip(said, printed, strict=True)]
    if any(same) and all(v.number is not None for v in printed):
        yield None
        if not all(same):
            wrong = same.index(False)
            yield told_otherwise(typed, said[wrong], printed[wrong], 0.88, "tahun")
