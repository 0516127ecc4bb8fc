"""The row that numbers the columns, and what looks like it."""

from __future__ import annotations

import pytest

from lkj_audit.extract.ruled.grid import GridCell
from lkj_audit.extract.whole.headers import is_numbering


@pytest.mark.parametrize(("row", "numbers"), [
    (("1", "2", "3", "4"), True), (("(1)", "(2)", "(3)"), True), (("1", "2", "3", "4 = 3:2"), True),
    (("1", "", "3", "4", "5"), True), (("1", "", "2 3", "4", "5"), True), (("1 2", "3", "4 5", "6"), True),
    (("1", "Seksi", "3", "4", "5"), False), (("1", "", "3", "5", "6"), False), (("2", "", "3", "4", "5"), False),
    (("1", "", "3"), False), (("1", "12", "3", "4"), False)])
def test_numbers_of_columns(row: tuple[str, ...], numbers: bool) -> None:
    """On a scan one may be lost, or stand in a cell with the next."""
    cells = [GridCell((30.0 * i, 0, 30.0 * i + 30, 12), 0, i, 1, i + 1, text) for i, text in enumerate(row)]
    assert is_numbering(cells) is numbers
