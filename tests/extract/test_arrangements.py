"""Tables arranged as reports have them and textbooks do not. Each is drawn by hand, alone in its file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from lkj_audit.extract import read
from tests.extract.drawing import PROSE, ROWS, XS, YS, bar, grids, line, table, text, words, write


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


def test_counts_under_each_other_without_rules_between(pdf: Path) -> None:
    """Rules at the top, under the header and round the total only; the rows stand as close as lines of one cell."""
    rows = [("Bagian", "Orang"), ("Umum", "7"), ("Survei", "4"), ("Layanan", "12"), ("Jumlah", "23")]
    level = "0.6 w\n" + "".join(line(80, y, 460, y) for y in (200, 218, 263, 282))
    said = "".join(text(82, y, a) + text(440, y, b) for y, (a, b) in zip((213, 230, 244, 258, 276), rows, strict=True))
    found, = grids(write(pdf, [text(80, 190, "Tabel 1 Pegawai menurut Bagian") + level + said]))
    assert found == list(map(list, rows))


def test_signatures_below_a_table_without_rules(pdf: Path) -> None:
    """They stand in two columns of their own and as close as rows do."""
    rows = [(213.0, ("No", "Indikator Kinerja", "Satuan", "Target")),
            (230.0, ("1", "Persentase desa terlayani", "%", "85,00")),
            (244.0, ("2", "Jumlah dokumen selesai", "Dokumen", "12")),
            (258.0, ("3", "Nilai kepuasan", "Poin", "88,10"))]
    said = text(80, 190, "Tabel 1 Target Kinerja") + lines(rows, (80, 110, 320, 420))
    signed = [(282.0, ("Pihak Kedua,", "Ambarawa, 6 Januari 2017")), (294.0, ("", "Pihak Pertama,"))]
    found, = grids(write(pdf, [said + lines([(0, ()), *signed], (80, 250))]))
    assert [row[-1] for row in found] == ["Target", "85,00", "12", "88,10"]


def test_figure_with_a_point_at_the_start_of_a_line(pdf: Path) -> None:
    """It is no number of a section where the sentence goes on."""
    said = text(80, 200, f"{PROSE} Nilainya sebesar") + text(80, 212, "94.35 poin dan lebih tinggi.")
    assert len(read(write(pdf, [said])).flow) == 1


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


def test_a_painted_header_is_not_the_table(pdf: Path) -> None:
    """Two rows in colour over rows between level rules: all of it is the table."""
    xs = (80, 140, 330, 400, 470)
    paint = "0.7 0.8 0.95 rg " + bar(330, 200, 470, 215) + "".join(
        bar(a, y, b, y + 15) for a, b in pairwise(xs) for y in (200, 215) if y > 200 or b < 400) + "0 g\n"
    head = (("No", "Indikator", "     Kinerja 2023", ""), ("", "", "Target", "Capaian"))
    body = [("1", "Persentase desa terlayani", "85,00", "86,00"), ("2", "Jumlah dokumen selesai", "12", "13"),
            ("3", "Nilai kepuasan", "88,10", "87,05")]
    said = "".join(text(x + 3, y, cell, "B") for y, row in zip((211, 226), head, strict=True)
                   for x, cell in zip(xs, row, strict=False)) + "".join(
        text(x + 3, 247 + 25 * i, cell) for i, row in enumerate(body) for x, cell in zip(xs, row, strict=False))
    level = "0.6 w\n" + "".join(line(80, y, 470, y) for y in (230, 255, 280, 305))
    found, = grids(write(pdf, [paint + level + said]))
    assert found == [["No", "Indikator", "Kinerja 2023 Target", "Kinerja 2023 Capaian"], *map(list, body)]


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


def test_texts_that_run_up_to_the_next_column(pdf: Path) -> None:
    """No more than a space parts them, but they begin where the others of their column do."""
    rows = [(200, ("No", "Sasaran", "Indikator", "Target"))]
    names = "Meratanya layanan dasar", "Tertibnya arsip dinamis daerah", "Naiknya mutu data", "Terbukanya informasi"
    for i, name in enumerate(names):
        rows.append((220 + 30 * i, (f"{i + 1}.", name, f"Jumlah dokumen bidang {i + 1} selesai", f"{i + 7}")))
    found, = grids(write(pdf, [text(80, 180, "Tabel 3.1 Target") + lines(rows, (80, 110, 236, 420))]))
    assert [row[1:3] for row in found[1:]] == [list(row[1:3]) for _, row in rows[1:]]


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


# ---- rows cut by the page break

SPANS = ("Sasaran", "Nomor", "Indikator", "Target")


def merged_first(rows: Sequence[Sequence[str]], top: float, *, cut: bool = False) -> str:
    """A table whose first column is one merged cell below its header; with ``cut`` its first row has no header."""
    xs, step = (80, 200, 250, 400, 460), 25
    ys = [top + step * i for i in range(len(rows) + 1)]
    level = "".join(line(xs[0] if i in (0, 1 - cut, len(rows)) else xs[1], y, xs[-1], y) for i, y in enumerate(ys))
    return "0.6 w\n" + level + "".join(line(x, ys[0], x, ys[-1]) for x in xs) + "".join(
        text(x + 4, y + 11 + 10 * i, part, "B" if y == top and not cut else "F")
        for y, row in zip(ys, rows, strict=False) for x, cell in zip(xs, row, strict=False)
        for i, part in enumerate(cell.split("\n")))


@pytest.mark.parametrize("rest", [
    pytest.param((("desa terpencil", "", "sungai bersih", ""), ("", "1.3", "Indeks sanitasi", "70")), id="with-a-row"),
    pytest.param((("desa terpencil", "1.3", "Indeks sanitasi", "70"),), id="alone")])
def test_a_merged_name_that_the_page_break_cuts(rest: Sequence[Sequence[str]], pdf: Path) -> None:
    """It is whole in each row that it covers, on either page."""
    first = (SPANS, ("Meratanya layanan di", "1.1", "Jumlah desa terlayani", "12"), ("", "1.2", "Nilai mutu air", "80"))
    document = read(write(pdf, [merged_first(first, 700), merged_first(rest, 60, cut=True)]))
    found, = document.tables
    assert [[row[0].text, row[1].text] for row in found.rows] == [
        ["Meratanya layanan di desa terpencil", n] for n in ("1.1", "1.2", "1.3")]
    assert found.rows[1][2].text == ("Nilai mutu air sungai bersih" if len(rest) == 2 else "Nilai mutu air")
    assert [row[0].filled for row in found.rows] == [False, True, True]


def test_a_number_that_the_page_break_cuts(pdf: Path) -> None:
    """It is whole again where it then looks like those above it."""
    head = ("No", "Nama", "NIP")
    body = [(str(i), f"Pegawai Contoh {i}", f"19850101201001{1000 + i}") for i in range(1, 5)]
    last = ("5", "Pegawai", "1985010120"), ("", "Contoh Lima", "10011005")
    pages = [table((head, *body, last[0]), ys=tuple(640 + 25 * i for i in range(7))),
             table((last[1], ("6", "Pegawai Contoh 6", "198501012010011006")), ys=(60, 85, 110))]
    found, = grids(write(pdf, pages))
    assert found[5] == ["5", "Pegawai Contoh Lima", "198501012010011005"]
    assert [row[0] for row in found[1:]] == list("123456")


def test_a_bold_header_as_close_as_the_lines_of_a_cell(pdf: Path) -> None:
    """Rows stand no farther apart than the lines of a cell: bold parts the header, keys and figures part the rows."""
    at = (70, 95, 230, 480)
    heads = "".join(text(x, 200, cell, "B") for x, cell in zip(at, ("No", "Sasaran", "Indikator Kinerja", "Target"),
                                                               strict=True))
    rows = [(213, ("1", "Layanan air bersih", "Jumlah sambungan rumah yang terpasang pada", "850")),
            (226, ("", "makin merata", "wilayah pegunungan", "")), (241, ("", "", "Jumlah sumur yang diuji", "40")),
            (254, ("2", "Limbah makin terkelola", "Jumlah bank sampah yang dibina", "25"))]
    body = "".join(text(x, y, cell) for y, row in rows for x, cell in zip(at, row, strict=True) if cell)
    found, = grids(write(pdf, [text(80, 180, "Tabel 2.1 Perjanjian Kinerja") + heads + body]))
    assert found[0] == ["No", "Sasaran", "Indikator Kinerja", "Target"]
    assert [row[2:] for row in found[1:]] == [
        ["Jumlah sambungan rumah yang terpasang pada wilayah pegunungan", "850"], ["Jumlah sumur yang diuji", "40"],
        ["Jumlah bank sampah yang dibina", "25"]]


def test_a_short_caption_between_two_tables(pdf: Path) -> None:
    """It parts them, though it is no wider than a line of a cell."""
    def rows(top: int, names: Sequence[str]) -> str:
        given = [("Uraian", "Target", "Capaian"), *((name, str(12 + i), "90,50") for i, name in enumerate(names))]
        return lines([(top + 18 * i, row) for i, row in enumerate(given)], (90, 300, 400))

    page = (text(90, 182, "Tabel 3.1 Hasil Uji") + rows(200, ("Sumur gali", "Sumur bor", "Mata air")) +
            text(90, 292, "Tabel 3.2 Bank Sampah") + rows(310, ("Bank induk", "Bank unit", "Bank sekolah")))
    assert [len(table) for table in grids(write(pdf, [page]))] == [4, 4]
