"""Cells put right by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

from lkj_audit.extract.corrected import cell_of, corrected
from lkj_audit.model import Cell, Correction, Document, Place, Table


def cell(text: str, x: float, row: float, filled: bool = False) -> Cell:
    return Cell(text, (Place(1, (x, row, x + 9, row + 9)),), filled, 0.6, "ocr")


MERGED = cell("Program A", 0, 10)
TABLE = Table("T01", (1,), ("Program", "Pagu"), (cell("Program", 0, 0), cell("Pagu", 20, 0)),
              ((MERGED, cell("1OO", 20, 10)), (replace(MERGED, filled=True), cell("200", 20, 20))))
DOCUMENT = Document("a.pdf", "", (), (TABLE,))


def mend(row: int, column: int, was: str, text: str, table: str = "T01") -> Correction:
    return Correction(table, row, column, was, text, "Sari", datetime.date(2025, 1, 31))


def test_a_cell_reads_as_it_was_put_right() -> None:
    table, = corrected(DOCUMENT, [mend(0, 1, "1OO", "100")]).tables
    changed = table.rows[0][1]
    assert (changed.text, changed.source, changed.confidence) == ("100", "corrected", 1.0)
    assert changed.places == TABLE.rows[0][1].places and table.rows[1] == TABLE.rows[1]


def test_a_merged_cell_is_put_right_wherever_it_is_repeated() -> None:
    table, = corrected(DOCUMENT, [mend(1, 0, "Program A", "Program B")]).tables
    assert [row[0].text for row in table.rows] == ["Program B", "Program B"]


def test_a_header_can_be_put_right() -> None:
    table, = corrected(DOCUMENT, [mend(-1, 1, "Pagu", "Realisasi")]).tables
    assert table.header == ("Program", "Realisasi") and table.header_cells[1].text == "Realisasi"


def test_what_does_not_fit_is_passed_over() -> None:
    wrong = [mend(0, 1, "100", "1"), mend(9, 0, "x", "y"), mend(0, 9, "x", "y"), mend(0, 1, "1OO", "1", "T02")]
    assert corrected(DOCUMENT, wrong) == DOCUMENT
    assert cell_of(TABLE, -2, 0) is None
