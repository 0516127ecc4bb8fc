"""Rules that are drawn as dots or dashes, each by itself, or as thin images."""

from __future__ import annotations

from pathlib import Path

import pytest

from lkj_audit.extract.page.dashes import dashed
from tests.extract.drawing import ROWS, XS, YS, bar, grids, line, words, write


def pieces(length: float, gap: float, thick: float = 0) -> str:
    """The rules of the table in pieces: bars of some thickness, or else lines."""
    def piece(x0: float, top: float, x1: float, bottom: float) -> str:
        half = thick / 2
        return bar(x0 - half * (x0 == x1), top - half * (top == bottom), x1 + half * (x0 == x1),
                   bottom + half * (top == bottom)) if thick else line(x0, top, x1, bottom)

    def along(first: float, last: float) -> list[tuple[float, float]]:
        count = int((last - first) / (length + gap)) + 1
        return [(at, min(at + length, last)) for i in range(count) if (at := first + i * (length + gap)) < last]

    return "0.5 w\n" + "".join(piece(a, y, b, y) for y in YS for a, b in along(XS[0], XS[-1])) + "".join(
        piece(x, a, x, b) for x in XS for a, b in along(YS[0], YS[-1]))


@pytest.mark.parametrize("content", [
    pytest.param(pieces(1, 1, 1), id="dots"), pytest.param(pieces(1, 2), id="short-lines"),
    pytest.param(pieces(4, 4, 0.5), id="bars-far-apart"), pytest.param(pieces(6, 2), id="dashes")])
def test_pieces_in_a_row_are_a_rule(content: str, pdf: Path) -> None:
    """The second column of the body is empty in one row: without rules it would not be told from a longer text."""
    rows = (ROWS[0], ("1", "Persentase desa\nterlayani", ""), ROWS[2])
    assert grids(write(pdf, [content + words(rows)])) == [
        [list(ROWS[0]), ["1", "Persentase desa terlayani", ""], list(ROWS[2])]]


def test_dots_here_and_there_are_no_rule() -> None:
    """Bullets drawn as squares stand a line apart, dots of a drawing at uneven steps."""
    bullets = [(70.0, 200.0 + 14 * i, 72.0, 202.0 + 14 * i) for i in range(12)]
    uneven = [(at, 300.0, at + 1, 301.0) for at in (10.0, 12, 17, 18.5, 22, 27, 28, 33, 34)]
    assert dashed([*bullets, *uneven]) == ([], set())
