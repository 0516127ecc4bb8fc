"""Rows without upright rules among rows that have them."""

from __future__ import annotations

import pytest

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.grid import find_grids
from lkj_audit.extract.ruled.lumps import part_lumps
from lkj_audit.model import Word

XS = (50.0, 120.0, 190.0, 260.0, 330.0)
HEIGHT = 20.0


def words(rows: list[list[str]]) -> list[Word]:
    return [Word(text, 1, (XS[c] + 5, 100 + r * HEIGHT + 4, XS[c] + 10 + 5 * len(text), 100 + r * HEIGHT + 14))
            for r, row in enumerate(rows) for c, text in enumerate(row) if text]


def rules(rows: int, upright: set[int], level: set[int]) -> list[Rule]:
    """Level rules at ``level`` of the lines between rows, upright ones in the rows ``upright`` and at both sides."""
    out = [Rule("h", (XS[0], 100 + n * HEIGHT, XS[-1], 100 + n * HEIGHT)) for n in level]
    out += [Rule("v", (x, 100, x, 100 + rows * HEIGHT)) for x in (XS[0], XS[-1])]
    return out + [Rule("v", (x, 100 + r * HEIGHT, x, 100 + (r + 1) * HEIGHT)) for r in upright for x in XS[1:-1]]


TABLE = [["Bulan", "Masuk", "Putus", "Sisa"], ["Mei", "12", "10", "2"], ["Juni", "14", "11", "3"],
         ["Juli", "9", "9", "0"], ["Jumlah", "35", "30", "5"]]


@pytest.mark.parametrize("level", [{0, 1, 2, 3, 4, 5}, {0, 2, 3, 4, 5}])
def test_rows_between_are_cut_like_the_others(level: set[int]) -> None:
    upright = {1, 3} if 1 in level else {2, 4}
    (grid,) = find_grids(1, rules(5, upright, level), words(TABLE))
    found = part_lumps(grid)
    assert [[c.text for c in row] for row in found.matrix()] == TABLE
    assert found.ys == pytest.approx([100 + n * HEIGHT for n in range(6)], abs=5)


def test_titles_over_the_columns_stay_whole() -> None:
    rows = [TABLE[0], ["Semester", "I"], TABLE[1], TABLE[2], ["Semester", "II"], TABLE[3]]
    (grid,) = find_grids(1, rules(6, {0, 2, 3, 5}, set(range(7))), words(rows))
    assert part_lumps(grid) is grid


def test_a_row_that_a_page_break_leaves_open_is_read() -> None:
    drawn = [r for r in rules(5, {0, 1, 2, 3}, set(range(6))) if r != Rule("h", (XS[0], 200, XS[-1], 200))]
    (grid,) = find_grids(1, drawn, words(TABLE))
    assert [[c.text for c in row] for row in part_lumps(grid).matrix()] == TABLE


def test_sides_alone_under_the_last_rule_far_off_are_no_row() -> None:
    drawn = [*rules(5, {0, 1, 2, 3, 4}, set(range(6))), *(Rule("v", (x, 200, x, 400)) for x in (XS[0], XS[-1]))]
    (grid,) = find_grids(1, drawn, words([*TABLE, ["", "catatan", "kaki"]]))
    assert [[c.text for c in row] for row in part_lumps(grid).matrix()] == TABLE


def test_rows_beside_a_merged_cell_are_cut_like_the_others() -> None:
    rows = [["Triwulan", *TABLE[0][:3]], ["I", *TABLE[1][:3]], ["", *TABLE[2][:3]], ["", *TABLE[3][:3]]]
    drawn = [Rule("h", (XS[0] if n < 2 or n == 4 else XS[1], 100 + n * HEIGHT, XS[-1], 100 + n * HEIGHT))
             for n in range(5)]
    drawn += [Rule("v", (x, 100, x, 180)) for x in (XS[0], XS[1], XS[-1])]
    drawn += [Rule("v", (x, 100 + r * HEIGHT, x, 120 + r * HEIGHT)) for r in (0, 1, 3) for x in XS[2:-1]]
    (grid,) = find_grids(1, drawn, words(rows))
    assert [[c.text for c in row[1:]] for row in part_lumps(grid).matrix()] == [row[1:] for row in rows]
