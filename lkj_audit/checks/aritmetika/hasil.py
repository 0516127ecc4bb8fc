"""How the arithmetic of a table is reported: one wrong cell with the cells that show it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import legibility
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Evidence, Finding, Severity, TypedTable, Value

BUDGET: Final = frozenset({"anggaran_program", "anggaran_belanja", "sp2d", "pk_anggaran"})


def wrong_cell(code: str, typed: TypedTable, stated: Value, parts: Sequence[Value], expected: Decimal, trust: float,
               item: str, column: str, severity: Severity = "error", variant: str = "", whole: Value | None = None,
               **more: str | int | Decimal) -> Finding:
    """``stated`` is not the ``expected`` value that follows from ``parts`` (of the ``whole``, where it is a share);
    ``trust`` (0–1) is how sure it is that it should; ``more`` are further parameters of the sentence."""
    wholes = (whole,) if whole else ()
    confidence = trust * legibility((stated, *parts, *wholes))
    given = stated.number or Decimal(0)
    params: dict[str, str | int | Decimal] = {
        "item": item, "column": column or "-", "stated": given, "expected": expected,
        "difference": abs(given - expected), "table": name_of(typed)}
    return Finding(
        rule=code, severity=graded(severity, confidence), confidence=confidence,
        params=params | more,
        evidence=(Evidence("stated", stated), *(Evidence("part", p) for p in parts),
                  *(Evidence("whole", w) for w in wholes)), item=item, column=column,
        kind=typed.kind, expected=expected, stated=given, difference=given - expected, variant=variant)


def told_otherwise(typed: TypedTable, stated: Value, expected: Value, trust: float, column: str) -> Finding:
    """A figure of the text, ``stated``, is not the one of the table that it repeats (ARI106)."""
    given, right = stated.number or Decimal(0), expected.number or Decimal(0)
    confidence = trust * min(stated.confidence, expected.confidence)
    return Finding(
        "ARI106", graded("error", confidence), confidence,
        {"name": name_of(typed), "stated": given, "expected": right, "page": stated.places[0].page,
         "other_page": expected.places[0].page, **cell_of(typed, expected)},
        (Evidence("stated", stated), Evidence("expected", expected)), item=name_of(typed), column=column,
        kind="narasi", expected=right, stated=given, difference=given - right, variant="tabel")


def cell_of(typed: TypedTable, value: Value) -> dict[str, str | int | Decimal]:
    """The row and the column that ``value`` stands in, as parameters of a sentence."""
    at = next(((r, c) for r, row in enumerate(typed.table.rows) for c, cell in enumerate(row)
               if cell.places == value.places), None)
    row, column = (row_name(typed, at[0]), typed.table.header[at[1]].strip()) if at else ("", "")
    return {"item": row or "-", "column": column or "-"}


def row_name(typed: TypedTable, row: int) -> str:
    """What a row is about: its group, if it has one, and its first words; without words, its number."""
    words = [c for c, q in zip(typed.table.rows[row], typed.quantities[row], strict=True)
             if any(ch.isalpha() for ch in c.text) and (q is None or (q.value is None and not q.grade))]
    group = [c.text.strip() for c in words if c.filled][-1:]
    own = [c.text.strip() for c in words if not c.filled][:1]
    return " ".join(dict.fromkeys((*group, *own))) or f"{row + 1}"
