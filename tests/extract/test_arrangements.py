"""Tables and pages arranged as reports have them and textbooks do not. Each is drawn by hand, alone in its file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from lkj_audit.extract import read
from tests.extract.drawing import HEIGHT, ROWS, WIDTH, XS, YS, bar, line, rules, table, text, words, write

PROSE = "Capaian diukur setiap triwulan dan dibahas bersama seluruh bidang pada rapat evaluasi."


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "tata-letak.pdf"


def grids(path: Path) -> list[list[list[str]]]:
    return [[list(t.header), *([c.text for c in row] for row in t.rows)] for t in read(path).tables]


def lines(rows: Sequence[tuple[float, Sequence[str]]], xs: Sequence[float]) -> str:
    """Lines of a table without rules: how far from the top each stands, and its cells."""
    return "".join(text(x, top, cell, "B" if i == 0 else "F") for i, (top, row) in enumerate(rows)
                   for x, cell in zip(xs, row, strict=False) if cell)


# ---- headers

def test_header_levels_without_a_rule_between(pdf: Path) -> None:
    """The title over two columns ends where the line between these begins."""
    xs, ys = (80, 220, 300, 380, 460), (200, 230, 255, 280)
    level = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    upright = "".join(line(x, 214 if x == 300 else 200, x, 280) for x in xs)
    head = text(84, 211, "Uraian", "B") + text(262, 211, "Kinerja 2023", "B") + text(224, 226, "Target", "B") + \
        text(304, 226, "Realisasi", "B") + text(384, 211, "Capaian", "B")
    body = [("Nilai layanan", "80,00", "82,00", "102,50"), ("Jumlah desa", "12", "11", "91,67")]
    said = "".join(text(x + 4, y, cell) for y, row in zip((242, 267), body, strict=True)
                   for x, cell in zip(xs, row, strict=False))
    found, = grids(write(pdf, ["0.6 w\n" + level + upright + head + said]))
    assert found == [["Uraian", "Kinerja 2023 Target", "Kinerja 2023 Realisasi", "Capaian"], *map(list, body)]


def test_header_above_the_first_rule(pdf: Path) -> None:
    """Rules below each row only: the header belongs to the table none the less."""
    under = "0.4 w\n" + "".join(line(80, y, 460, y) for y in (225, 250, 275, 300))
    found, = grids(write(pdf, [under + words((*ROWS, ("3", "Nilai kepuasan", "88,10")), (80, 120, 330, 460),
                                             (205, 230, 255, 280))]))
    assert found == [*map(list, ROWS), ["3", "Nilai kepuasan", "88,10"]]


def test_caption_inside_the_grid(pdf: Path) -> None:
    """The first row of the sheet is its title: a caption and no header."""
    ys = (175, *YS)
    level = "".join(line(XS[0], y, XS[-1], y) for y in ys)
    upright = "".join(line(x, 175 if x in (XS[0], XS[-1]) else 200, x, YS[-1]) for x in XS)
    path = write(pdf, ["0.6 w\n" + level + upright + words() + text(84, 190, "Tabel 2.1 Target Kinerja Tahun 2023")])
    found, = read(path).tables
    assert (found.header, found.caption) == (ROWS[0], "Tabel 2.1 Target Kinerja Tahun 2023")


@pytest.mark.parametrize(("over", "second"), [
    pytest.param("", ("No", "Indikator Kinerja", "Target 2023"), id="said-longer"),
    pytest.param("", ("(1)", "(2)", "(3)"), id="numbers-alone"),
    pytest.param("Lanjutan Tabel 2.1", ("No", "Indikator Kinerja", "Target"), id="said-to-go-on")])
def test_header_repeated_otherwise(over: str, second: Sequence[str], pdf: Path) -> None:
    first = (ROWS[0], ("(1)", "(2)", "(3)"), *ROWS[1:])
    rest = (second, ("3", "Nilai kepuasan masyarakat", "88,10"), ("4", "Indeks inovasi daerah", "60,25"))
    pages = [table(first, ys=(700, 720, 740, 765, 790)), text(80, 60, over) + table(rest, ys=(80, 105, 130, 155))]
    found, = grids(write(pdf, pages))
    assert [row[0] for row in found] == ["No", "1", "2", "3", "4"]


def test_another_table_with_nearly_the_same_header(pdf: Path) -> None:
    """Rows that number from one again begin a new table."""
    other = (("No", "Indikator Kinerja", "Target 2024"), *ROWS[1:])
    assert len(grids(write(pdf, [table(ys=(700, 730, 760, 790)), table(other, ys=(60, 90, 120, 150))]))) == 2


# ---- cells without rules

def painted(gap: float) -> str:
    """Cells in two colours, parted by ``gap`` points of white."""
    g = gap / 2
    return "".join(("0.1 0.3 0.5 rg " if top == YS[0] else "0.85 0.9 0.95 rg ") + bar(a + g, top + g, b - g, bottom - g)
                   for top, bottom in pairwise(YS) for a, b in pairwise(XS))


@pytest.mark.parametrize("gap", [0.0, 1.5])
def test_painted_cells(gap: float, pdf: Path) -> None:
    found, = grids(write(pdf, [f"q {painted(gap)} Q " + words()]))
    assert found == [*map(list, ROWS)]


def test_rows_whose_lines_stand_as_close_as_their_cells(pdf: Path) -> None:
    """Where distances do not tell, keys do; a first cell that wraps is no row."""
    rows = [(200, ("No", "Sasaran", "Indikator", "Target")),
            (212, ("1.", "Meratanya layanan", "Jumlah desa yang", "12")),
            (224, ("", "dasar di semua desa", "terlayani air bersih", "")),
            (236, ("2.", "Tertibnya arsip", "Nilai arsip", "80")),
            (248, ("3.", "Naiknya kepuasan", "Indeks kepuasan", "88")), (260, ("", "masyarakat", "masyarakat", ""))]
    found, = grids(write(pdf, [text(80, 180, "Tabel 3.1 Target") + lines(rows, (80, 110, 230, 380))]))
    assert found[1:] == [["1.", "Meratanya layanan dasar di semua desa", "Jumlah desa yang terlayani air bersih", "12"],
                         ["2.", "Tertibnya arsip", "Nilai arsip", "80"],
                         ["3.", "Naiknya kepuasan masyarakat", "Indeks kepuasan masyarakat", "88"]]


def test_first_cells_that_wrap(pdf: Path) -> None:
    rows = [(200, ("Uraian", "Pagu", "Realisasi")), (212, ("5210 Belanja barang", "12.500.000", "11.250.000")),
            (224, ("untuk operasional", "", "")), (236, ("perkantoran", "", "")),
            (248, ("5320 Belanja modal", "48.000.000", "47.100.000")), (260, ("peralatan", "", ""))]
    found, = grids(write(pdf, [text(80, 180, "Tabel 3.1 Realisasi") + lines(rows, (80, 220, 320))]))
    assert [row[0] for row in found[1:]] == ["5210 Belanja barang untuk operasional perkantoran",
                                             "5320 Belanja modal peralatan"]


def test_rows_far_apart(pdf: Path) -> None:
    """Rows with much air between them, as on a sheet with tall rows."""
    rows = [(200 + 45 * i, row) for i, row in enumerate((*ROWS, ("3", "Nilai kepuasan", "88,10")))]
    found, = grids(write(pdf, [text(80, 180, "Tabel 3.1 Target") + lines(rows, (80, 120, 330))]))
    assert found == [*map(list, ROWS), ["3", "Nilai kepuasan", "88,10"]]


def test_header_repeated_without_rules(pdf: Path) -> None:
    """The rest of a row under a repeated header is the rest of that row, and the header is none of it."""
    xs, head = (80, 120, 330), ROWS[0]
    body = [(str(i), f"Jumlah dokumen bidang {i}", f"{i + 6}") for i in range(1, 7)]
    first = [(640, head), *((660 + 20 * i, row) for i, row in enumerate(body))]
    rest = [(80, head), (92, ("", "yang disahkan")), (112, ("7", "Nilai arsip", "80")), (132, ("8", "Indeks", "60"))]
    found, = grids(write(pdf, [text(80, 620, "Tabel 3.1 Target") + lines(first, xs), lines(rest, xs)]))
    assert [row[0] for row in found] == ["No", *map(str, range(1, 9))]
    assert found[6] == ["6", "Jumlah dokumen bidang 6 yang disahkan", "12"]


# ---- pages

def test_bullets_of_symbol_fonts(pdf: Path) -> None:
    found = read(write(pdf, [text(80, 100, "] Menyusun rencana aksi", "L")])).blocks
    assert [b.text for b in found] == ["• Menyusun rencana aksi"]


def askew(x: float, top: float, word: str) -> str:
    return f"q 0.8 g BT /B 30 Tf 0.8 0.6 -0.6 0.8 {x} {HEIGHT - top} Tm ({word}) Tj ET Q\n"


def test_a_word_printed_askew_over_a_page_is_not_read(pdf: Path) -> None:
    stamps = "".join(askew(x, y, "SALINAN") for x in (60, 200, 340) for y in (140, 240, 340))
    path = write(pdf, [stamps + table() + text(80, 320, PROSE)])
    assert grids(path) == [[*map(list, ROWS)]]
    assert "".join(b.text for b in read(path).blocks) == PROSE


def turned(matrix: str) -> str:
    return f"q {matrix} cm\n{table()}{text(80, 320, PROSE)}{text(80, 350, 'Hal ini dicatat.')}Q\n"


@pytest.mark.parametrize(("matrix", "box"), [
    pytest.param(f"0 1 -1 0 {HEIGHT} 0", (225, 722, 250, 762), id="to-the-left"),
    pytest.param(f"0 -1 1 0 0 {HEIGHT}", (592, 80, 617, 120), id="to-the-right"),
    pytest.param(f"-1 0 0 -1 {HEIGHT} {HEIGHT}", (722, 592, 762, 617), id="on-its-head")])
def test_a_page_whose_text_is_turned(matrix: str, box: tuple[int, ...], pdf: Path) -> None:
    """It is read as a reader would turn it; places are those on the page as shown."""
    path = write(pdf, [turned(matrix)], page=f"/MediaBox [0 0 {HEIGHT} {HEIGHT}]", box=False)
    document = read(path)
    assert grids(path) == [[*map(list, ROWS)]]
    assert [b.text for b in document.blocks] == [PROSE, "Hal ini dicatat."]
    assert document.tables[0].rows[0][0].places[0].bbox == pytest.approx(box, abs=1)


@pytest.mark.parametrize(("upwards", "xs"), [(True, (213, 224)), (False, (224, 213))])
def test_header_cells_set_upright(upwards: bool, xs: tuple[int, int], pdf: Path) -> None:
    """Two lines that run up the page, or down it, are read in their order."""
    matrix, top = ("0 1 -1 0", 262) if upwards else ("0 -1 1 0", 206)
    rows = (("Unit Kerja", "", "Jumlah"), ("Sekretariat", "4", "7"), ("Bidang Data", "2", "5"))
    said = "".join(f"BT /B 9 Tf {matrix} {x} {HEIGHT - top} Tm ({word}) Tj ET\n"
                   for x, word in zip(xs, ("Golongan", "ruang III"), strict=True))
    columns, ys = (80, 200, 235, 300), (200, 270, 295, 320)
    found, = grids(write(pdf, [rules(columns, ys) + words(rows, columns, ys) + said]))
    assert found[0] == ["Unit Kerja", "Golongan ruang III", "Jumlah"]


def two_pages(first: str, second: str) -> list[str]:
    """A sheet with two pages side by side, each half its size."""
    return [f"q 0.7 0 0 0.7 0 0 cm\n{first}Q q 0.7 0 0 0.7 {0.7 * WIDTH} 0 cm\n{second}Q\n"]


def test_two_pages_on_a_sheet(pdf: Path) -> None:
    """The left page is read before the right one, and a table goes on from it."""
    ys = tuple(420 + 20 * i for i in range(19))
    body = [(str(i), f"Jumlah dokumen bidang {i}", f"{i},00") for i in range(1, 19)]
    prose = [" ".join((PROSE, f"Alinea {n}.")) for n in range(4)]
    left = "".join(text(80, 100 + 60 * n, p) for n, p in enumerate(prose)) + table((ROWS[0], *body[:17]), ys=ys)
    right = table((ROWS[0], *body[17:]), ys=(80, 100, 120)) + "".join(
        text(80, 300 + 60 * n, p.replace("Alinea", "Baris")) for n, p in enumerate(prose))
    box = f"/MediaBox [0 0 {1.4 * WIDTH} {0.7 * HEIGHT}]"
    path = write(pdf, two_pages(left, right), page=box, box=False)
    found, = grids(path)
    assert [row[0] for row in found[1:]] == [row[0] for row in body]
    assert [b.text.split()[-2:] for b in read(path).blocks] == [
        *(["Alinea", f"{n}."] for n in range(4)), *(["Baris", f"{n}."] for n in range(4))]
