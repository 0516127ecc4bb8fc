"""What stands beside or below a table without rules, or is the rest of one: other tables, their captions, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from lkj_audit.extract import read
from lkj_audit.model import Block
from tests.extract.drawing import HEIGHT, PROSE, grids, line, rules, table, text, write

RANKS = (("Golongan", "Pria", "Wanita", "Jumlah"), ("Golongan III", "7", "9", "16"), ("Golongan II", "4", "2", "6"),
         ("Golongan I", "1", "3", "4"))
SCHOOLS = (("Pendidikan", "Jumlah"), ("Sarjana", "15"), ("Diploma", "8"), ("SLTA", "3"))


def bare(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float = 200) -> str:
    return "".join(text(x, top + 18 * r, cell, "F" if r else "B")
                   for r, row in enumerate(rows) for x, cell in zip(xs, row, strict=True))


def as_lists(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in rows]


def test_two_tables_side_by_side(pdf: Path) -> None:
    """Names follow again after figures, and are counted under the same title."""
    content = text(80, 170, "Tabel 1.1 Pegawai menurut golongan dan pendidikan", "B") + bare(
        RANKS, (80, 160, 205, 255)) + bare(SCHOOLS, (340, 440))
    assert grids(write(pdf, [content])) == [as_lists(RANKS), as_lists(SCHOOLS)]


def test_each_of_two_tables_has_the_caption_above_it(pdf: Path) -> None:
    content = text(80, 170, "Tabel 1.1 Golongan", "B") + text(340, 170, "Tabel 1.2 Pendidikan", "B") + bare(
        RANKS, (80, 160, 205, 255)) + bare(SCHOOLS, (340, 440))
    found = read(write(pdf, [content])).tables
    assert [t.caption for t in found] == ["Tabel 1.1 Golongan", "Tabel 1.2 Pendidikan"]
    assert [t.header for t in found] == [RANKS[0], SCHOOLS[0]]


def test_names_after_a_target_are_of_the_same_table(pdf: Path) -> None:
    rows = (("Sasaran", "Target", "Program", "Pagu"), ("Panen naik", "85", "Penyuluhan tani", "125.000.000"),
            ("Irigasi baik", "70", "Perbaikan saluran", "480.000.000"), ("Benih baik", "12", "Pangan", "75.000.000"))
    content = text(80, 170, "Tabel 2.1 Sasaran dan program", "B") + bare(rows, (80, 190, 280, 430))
    assert grids(write(pdf, [content])) == [as_lists(rows)]


def test_figures_with_captions_side_by_side(pdf: Path) -> None:
    found = read(write(pdf, [text(80, 170, "Gambar 2.1 Panen") + text(340, 170, "Gambar 2.2 Irigasi")]))
    assert [(b.kind, b.number) for b in found.blocks] == [("caption", "2.1"), ("caption", "2.2")]


@pytest.mark.parametrize("rows", [
    (("Program", "Anggaran"), ("1. Penyuluhan Pertanian", "Rp 1.250.000.000")),
    (("Kegiatan", "Pagu (Rp)", "Keterangan"), ("Penyuluhan Pertanian", "1.250.000.000", "APBD"),
     ("Perbaikan Irigasi", "840.500.000", "DAK"))], ids=["one", "two"])
def test_amounts_below_the_targets_of_an_agreement(rows: Sequence[Sequence[str]], pdf: Path) -> None:
    """The list of programmes and their budget has neither rules nor caption, and perhaps but one row."""
    found = grids(write(pdf, [table() + bare(rows, (80, 300, 420), 320) if len(rows[0]) == 3 else
                              table() + bare(rows, (80, 300), 320)]))
    assert found[1:] == [as_lists(rows)]


def test_a_sentence_on_the_budget_is_no_table(pdf: Path) -> None:
    content = text(80, 320, "Program dan Anggaran", "B") + text(80, 338, "Pagu tahun ini Rp 1.250.000.000 menurut DPA.")
    assert read(write(pdf, [content])).tables == ()


XS = (80, 120, 330, 420)
TOP = (("No", "Uraian", "Pagu"), ("1", "Belanja pegawai", "12.500.000"), ("2", "Belanja barang", "48.000.000"))


def test_a_total_alone_on_the_next_page(pdf: Path) -> None:
    """Its label is merged over two columns, so that it has fewer lines than the table it closes."""
    first = table(TOP, XS, (750, 770, 790, 810))
    rest = rules((80, 330, 420), (60, 80)) + text(84, 72, "Jumlah") + text(334, 72, "60.500.000")
    found, = grids(write(pdf, [first, rest]))
    assert found == [*as_lists(TOP), ["Jumlah", "Jumlah", "60.500.000"]]


def test_the_words_of_a_row_that_makes_no_table_are_not_lost(pdf: Path) -> None:
    content = rules((80, 330, 420), (60, 80)) + text(84, 72, "Dokumen resmi") + text(334, 72, "Rahasia") + text(
        80, 200, PROSE)
    document = read(write(pdf, [content]))
    assert document.tables == ()
    assert [b.text for b in document.flow if isinstance(b, Block)] == ["Dokumen resmi", "Rahasia", PROSE]


def test_a_caption_close_above_a_header_without_a_rule(pdf: Path) -> None:
    """The header stands on a colour that is no path; the first rule is the one below it."""
    xs = (80, 250, 340)
    rows = [("Uraian", "Pagu", "Realisasi"), ("Belanja pegawai", "12.500.000", "12.000.000"),
            ("Belanja barang", "48.000.000", "47.100.000"), ("Belanja modal", "7.000.000", "6.900.000")]
    drawn = "0.6 w\n" + "".join(line(76, y, 420, y) for y in (206, 226, 246, 266))
    said = "".join(text(x, 200 + 20 * r, cell) for r, row in enumerate(rows) for x, cell in zip(xs, row, strict=True))
    document = read(write(pdf, [drawn + said + text(250, 184, "Tabel 3.1 Belanja", "B")]))
    found, = document.tables
    assert (found.caption, found.header) == ("Tabel 3.1 Belanja", rows[0])


def test_a_note_on_the_source_is_no_row(pdf: Path) -> None:
    note = text(80, 272, "Sumber: Subbagian Umum")
    content = text(80, 170, "Tabel 1.1 Pegawai", "B") + bare(SCHOOLS, (80, 240)) + note
    assert grids(write(pdf, [content])) == [as_lists(SCHOOLS)]


def test_a_row_of_units_belongs_to_the_header(pdf: Path) -> None:
    rows = (("No", "Uraian", "Pagu"), ("", "", "(Rp)"), *TOP[1:])
    found, = grids(write(pdf, [table(rows, XS, (200, 220, 240, 260, 280))]))
    assert found == [["No", "Uraian", "Pagu (Rp)"], *as_lists(TOP[1:])]


def test_a_table_within_a_cell(pdf: Path) -> None:
    """Its frame stands a few points off the rules of the cell: both are read, and nothing is lost."""
    inner = "".join(rules((254.5, 330, 405.5), (y, y + 20, y + 40)) + text(258, y + 13, "Triwulan") + text(
        334, y + 13, "Hasil") + text(258, y + 33, "I") + text(334, y + 33, f"{y / 10}") for y in (230, 310))
    outer = rules((80, 110, 250, 410), (200, 220, 295, 375)) + text(84, 213, "No") + text(114, 213, "Sasaran") + text(
        254, 213, "Rincian") + "".join(text(84, y, n) + text(114, y, s) for y, n, s in (
            (240, "1", "Panen naik"), (320, "2", "Irigasi baik")))
    found = grids(write(pdf, [outer + inner]))
    assert [[row[0] for row in t] for t in found] == [["No", "1", "2"], ["Triwulan", "I"], ["Triwulan", "I"]]


def test_boxes_that_a_line_joins_are_no_table(pdf: Path) -> None:
    """Of a chart of an organisation: one above the other, and beside each other, all joined."""
    def box(x: float, y: float, name: str) -> str:
        return f"{x} {HEIGHT - y - 30} 100 30 re S\n" + text(x + 6, y + 18, name)

    joined = line(60, 190, 400, 190) + "".join(
        line(x + 50, 190, x + 50, 200) + line(x + 50, 230, x + 50, 245) for x in (60, 180, 300))
    boxes = "".join(box(x, 200, f"BIDANG {n}") + box(x, 245, f"SEKSI {n}") for n, x in enumerate((60, 180, 300), 1))
    assert read(write(pdf, [joined + boxes])).tables == ()
