"""How letters are set: raised, apart, broken, as ligatures. Each case is drawn by hand, alone in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from lkj_audit.extract import read
from tests.extract.drawing import ROWS, YS, grids, rules, table, text, words, write


def marked(mark: str, rise: float, apart: float) -> str:
    """The table of figures with ``mark`` at the end of the last, raised by ``rise`` and ``apart`` from it (points)."""
    return table() + text(334 + 10.01 + apart, YS[2] + 11 - rise, mark, size=6)


@pytest.mark.parametrize(("apart", "rise", "said"), [
    pytest.param(0.0, 3.5, "12¹⁾", id="close"), pytest.param(2.5, 3.5, "12¹⁾", id="beside"),
    pytest.param(2.5, 0.0, "12 1)", id="on-the-line")])
def test_the_mark_of_a_note_is_no_digit(apart: float, rise: float, said: str, pdf: Path) -> None:
    """12¹ is not 121."""
    found, = grids(write(pdf, [marked("1)", rise, apart)]))
    assert found[2][2] == said


def test_a_raised_figure_after_a_letter_is_a_unit(pdf: Path) -> None:
    found = read(write(pdf, [text(80, 100, "Luas lahan yang ditanami 12 km") + text(203.6, 96.5, "2", size=6)]))
    assert found.blocks[0].text.endswith("12 km2")


def test_titles_with_letters_set_apart(pdf: Path) -> None:
    """By letter spacing, or with blanks typed between; the words of the title are told from each other."""
    spaced = "BT /B 12 Tf 5 Tc 80 742 Td (BAB II PERENCANAAN) Tj 0 Tc ET\n"
    found = read(write(pdf, [spaced + text(80, 130, "L A P O R A N   K I N E R J A", "B", 12)]))
    assert [b.text for b in found.blocks] == ["BAB II PERENCANAAN", "LAPORAN KINERJA"]


def test_letters_in_columns_stay_apart(pdf: Path) -> None:
    rows = (("No", "Indikator", "A", "B", "C", "D"), ("1", "Nilai", "a", "b", "c", "d"))
    xs = (80, 120, 300, 340, 380, 420, 460)
    found, = grids(write(pdf, [rules(xs, YS[:3]) + words(rows, xs, YS)]))
    assert found == [*map(list, rows)]


def test_hyphens_and_ligatures_of_other_kinds(pdf: Path) -> None:
    rows = (ROWS[0], ("1", "Pembinaan yang berkesinam`\nbungan", "85,00%"), ("2", "Ak{vitas masing`\nmasing", "12"))
    found, = grids(write(pdf, [rules() + words(rows, font="L")]))
    assert [row[1] for row in found[1:]] == ["Pembinaan yang berkesinambungan", "Aktivitas masing-masing"]


def test_an_amount_broken_within_its_last_group(pdf: Path) -> None:
    """Three digits make a group: where one or two end a line, the rest stands on the next."""
    rows = (("No", "Uraian", "Pagu"), ("1", "Belanja barang", "12.345.678.9\n00"), ("2", "Tanah", "4.500.00\n0"))
    found, = grids(write(pdf, [table(rows, (80, 120, 300, 460))]))
    assert [row[2] for row in found[1:]] == ["12.345.678.900", "4.500.000"]
