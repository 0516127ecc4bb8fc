"""Framed stamps over tables, and titles set askew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import HEIGHT, PROSE, ROWS, XS, YS, grids, rules, table, text, words, write

TABLE = [list(row) for row in ROWS]


@pytest.mark.parametrize(("x", "top"), [(300, 214), (390, 232), (150, 262)])
def test_a_framed_stamp_over_a_table(x: float, top: float, pdf: Path) -> None:
    stamp = f"q 0 0 1 RG 0 0 1 rg 1 w {x} {HEIGHT - top - 32} 90 32 re S\n" + text(
        x + 4, top + 14, "TELAH DIREVIU", size=7) + text(x + 4, top + 26, "APIP 2023", size=7) + "Q"
    assert grids(write(pdf, [table() + stamp])) == [TABLE]


def test_a_box_whose_corners_meet_rules_is_one_of_cells(pdf: Path) -> None:
    """The last column, drawn as a box of its own in the middle of the others."""
    box = f"0.6 w {XS[2]} {HEIGHT - YS[2]} {XS[3] - XS[2]} 25 re S\n"
    assert grids(write(pdf, [table() + box])) == [TABLE]


def test_titles_set_askew_belong_to_the_columns_they_begin_in(pdf: Path) -> None:
    ys = (200, 260, 285, 310)
    slanted = "".join(f"BT /B 9 Tf 0.7 0.7 -0.7 0.7 {x} {HEIGHT - 252} Tm ({t}) Tj ET\n"
                      for x, t in ((130, "Indikator Kinerja"), (345, "Target")))
    rows = (("No", "", ""), *ROWS[1:])
    assert grids(write(pdf, [text(80, 150, PROSE) + slanted + words(rows, XS, ys) + rules(XS, ys)])) == [TABLE]


def test_a_watermark_is_no_title(pdf: Path) -> None:
    rows = (("No", "Indikator Kinerja", ""), *ROWS[1:])
    mark = f"BT /B 40 Tf 0.7 0.7 -0.7 0.7 100 {HEIGHT - 300} Tm (RANCANGAN) Tj ET\n"
    assert grids(write(pdf, [table(rows) + mark])) == [[list(row) for row in rows]]


def test_titles_letter_under_letter(pdf: Path) -> None:
    ys = (200, 290, 315, 340)
    rows = (("No", "Indikator Kinerja", "\n".join("Target")), *ROWS[1:])
    assert grids(write(pdf, [table(rows, XS, ys)])) == [TABLE]


def test_grades_under_each_other_stay_apart(pdf: Path) -> None:
    rows = (ROWS[0], ("1", "Kategori dari tahun ke tahun", "\n".join("ABAB")), ROWS[2])
    found, = grids(write(pdf, [table(rows, XS, (200, 225, 290, 315))]))
    assert found[1][2] == "A B A B"
