"""Titles of columns that stand otherwise than usual, in tables with few rules or none, and what is no table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lkj_audit import extract
from lkj_audit.extract import read
from lkj_audit.extract.page.drawn import RawPage
from lkj_audit.extract.page.pdfium import read_page
from lkj_audit.extract.scanned import ocr
from tests.extract.drawing import grids, line, text, write

CAPTION = text(80, 180, "Tabel 3.1 Realisasi Anggaran")


def lines(rows: Sequence[tuple[float, Sequence[str]]], xs: Sequence[float]) -> str:
    """Lines of a table: how far from the top each stands, and its cells."""
    return "".join(text(x, top, cell, "B" if i == 0 else "F") for i, (top, row) in enumerate(rows)
                   for x, cell in zip(xs, row, strict=False) if cell)


def test_titles_that_nearly_touch(pdf: Path) -> None:
    """Closer than columns stand, but farther apart than words: the titles say where columns part."""
    xs = (80, 100, 250, 284, 332)
    rows = [(195, ("No", "Indikator", "Target", "Realisasi", "Capaian")),
            (215, ("1", "Jumlah desa terlayani", "12", "11", "91,67")),
            (235, ("2", "Nilai mutu air sungai", "80", "82", "102,50")),
            (255, ("3", "Indeks sanitasi dasar", "70", "70", "100,00"))]
    under = "0.5 w\n" + "".join(line(78, y, 370, y) for y in (201, 221, 241, 261))
    found, = grids(write(pdf, [under + lines(rows, xs)]))
    assert found == [list(row) for _, row in rows]


def test_years_over_columns_are_titles(pdf: Path) -> None:
    """A year is no figure of the first row: the titles below it belong to the header still."""
    xs = (80, 100, 260, 296, 350, 386, 440)
    title = text(286, 208, "2023", "B") + text(378, 208, "2024", "B")
    rows = [(228, ("No", "Indikator", "Target", "Realisasi", "Target", "Realisasi", "Ket")),
            (248, ("1", "Jumlah desa terlayani", "12,00", "11,00", "14,00", "14,00", "naik")),
            (268, ("2", "Nilai mutu air sungai", "80,00", "82,00", "84,00", "83,00", "naik")),
            (288, ("3", "Indeks sanitasi dasar", "70,00", "70,00", "75,00", "76,00", "naik"))]
    found, = grids(write(pdf, [text(80, 185, "Tabel 3.2 Perbandingan") + title + lines(rows, xs)]))
    assert found[1:] == [list(row) for _, row in rows[1:]]
    assert found[0][2:6] == [f"{year} {name}" for year in (2023, 2024) for name in ("Target", "Realisasi")]


def test_a_title_that_begins_above_the_others(pdf: Path) -> None:
    """Titles set to the middle of their height: that of two lines begins and ends beside those of one."""
    xs = (80, 120, 300, 400)
    above = text(400, 194, "Capaian", "B") + text(406, 206, "(%)", "B")
    rows = [(200, ("No", "Indikator", "Target")), (225, ("1", "Jumlah desa terlayani", "12", "91,67")),
            (245, ("2", "Nilai mutu air", "80", "102,50")), (265, ("3", "Indeks sanitasi", "70", "100,00"))]
    found, = grids(write(pdf, [CAPTION.replace("180", "170") + above + lines(rows, xs)]))
    assert found[0] == ["No", "Indikator", "Target", "Capaian (%)"]


def test_a_total_set_over_two_columns(pdf: Path) -> None:
    rows = [(200, ("No", "Uraian", "Pagu")), (220, ("1", "Belanja pegawai", "12.500.000")),
            (240, ("2", "Belanja barang", "48.000.000")), (260, ("3", "Belanja modal", "7.000.000"))]
    found, = grids(write(pdf, [CAPTION + lines(rows, (80, 105, 300)) + text(90, 280, "Jumlah") +
                               text(300, 280, "67.500.000")]))
    assert found[1:4] == [list(row) for _, row in rows[1:]]
    assert found[4][1:] == ["Jumlah", "67.500.000"]


def test_rupiah_signs_have_the_title_of_their_amounts(pdf: Path) -> None:
    rows = [(200, ("Uraian", "Pagu", "", "Realisasi", "")),
            (220, ("Belanja pegawai", "Rp", "12.500.000", "Rp", "12.000.000")),
            (240, ("Belanja barang", "Rp", "48.000.000", "Rp", "47.100.000")),
            (260, ("Belanja modal", "Rp", "7.000.000", "Rp", "6.900.000"))]
    found, = grids(write(pdf, [CAPTION + lines(rows, (80, 220, 260, 340, 380))]))
    assert found[0] == ["Uraian", "Pagu", "Pagu", "Realisasi", "Realisasi"]


def test_the_lines_behind_a_chart_are_no_table(pdf: Path) -> None:
    grid = "0.5 w\n" + "".join(line(100, y, 400, y) for y in range(200, 341, 35)) + "".join(
        line(x, 200, x, 340) for x in range(100, 401, 60))
    said = "".join(text(120 + 60 * i, 330 - 31 * i, f"{40 + 12 * i},50%") for i in range(4))
    assert read(write(pdf, [grid + said])).tables == ()


def test_text_in_two_columns_is_no_table(pdf: Path) -> None:
    """Nor where the blanks of its lines are wide, and the words those of a header."""
    left = "kewajiban    pelaporan    kinerja", "atas pelaksanaan program kegiatan", "dan anggaran menurut indikatornya"
    right = "sasaran    indikator    target", "pada setiap bidang yang dilaporkan", "setiap triwulan kepada pimpinan"
    body = "".join(text(x, 200 + 12 * i + 8 * (i // 3), said)
                   for i in range(12) for x, said in ((60, left[i % 3]), (310, right[i % 3])))
    found = read(write(pdf, [body + text(60, 420, "Tabel 3.1 disajikan pada bab berikutnya.")]))
    assert found.tables == ()


def test_a_scanned_table_without_rules(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found like a printed one, though no box of its words is where it should be."""
    below = text(120, 212, "Kinerja", "B") + text(400, 212, "(%)", "B")
    rows = [(200, ("No", "Indikator", "Target", "Capaian")), (232, ("1", "Jumlah desa yang", "12", "91,67")),
            (244, ("", "terlayani air", "", "")),
            (264, ("2", "Nilai mutu air", "80", "102,50")), (284, ("3", "Indeks sanitasi", "70", "100,00")),
            (296, ("", "dasar", "", ""))]
    path = write(pdf, [CAPTION + below + lines(rows, (80, 120, 300, 400))])

    def scan(page: Any, number: int) -> RawPage:
        raw = read_page(page, number)
        shift = itertools.cycle((0.0, 0.5, -0.4, 0.3, -0.5))
        return replace(raw, words=tuple(replace(w, confidence=0.98, bbox=(
            w.bbox[0] + next(shift), w.bbox[1] + next(shift), w.bbox[2] + next(shift), w.bbox[3] + next(shift)))
            for w in raw.words))

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(extract, "_is_picture", lambda *_: True)
    monkeypatch.setattr(extract, "read_scan", scan)
    found, = grids(path)
    assert found == [["No", "Indikator Kinerja", "Target", "Capaian (%)"],
                     ["1", "Jumlah desa yang terlayani air", "12", "91,67"], ["2", "Nilai mutu air", "80", "102,50"],
                     ["3", "Indeks sanitasi dasar", "70", "100,00"]]
