"""Pages as reports have them and textbooks do not: turned, stamped, two to a sheet, in strips; drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from lkj_audit.extract import read
from tests.extract.drawing import HEIGHT, PROSE, ROWS, WIDTH, grids, rules, table, text, words, write


def test_bullets_of_symbol_fonts(pdf: Path) -> None:
    found = read(write(pdf, [text(80, 100, "] Menyusun rencana aksi", "L")])).blocks
    assert [b.text for b in found] == ["• Menyusun rencana aksi"]


def test_soft_hyphens_are_not_seen(pdf: Path) -> None:
    rows = (ROWS[0], ("1", "Layanan ter^integrasi", "85,00%"), ("2", "Laporan yang ter^\nverifikasi", "12"))
    path = write(pdf, [rules() + words(rows, font="L")])
    assert [row[1] for row in grids(path)[0][1:]] == ["Layanan terintegrasi", "Laporan yang terverifikasi"]


def stamp(x: float, top: float, way: str, size: int) -> str:
    return f"q 0.8 g BT /B {size} Tf {way} {x} {HEIGHT - top} Tm (SALINAN) Tj ET Q\n"


@pytest.mark.parametrize("stamps", [
    pytest.param([(x, y, "0.8 0.6 -0.6 0.8", 30) for x in (60, 200, 340) for y in (140, 240, 340)], id="small-askew"),
    pytest.param([(80, 330, "0.8 0.6 -0.6 0.8", 90)], id="large-askew"),
    pytest.param([(90, 255, "1 0 0 1", 70)], id="large-level")])
def test_a_watermark_is_not_read(stamps: Sequence[tuple[float, float, str, int]], pdf: Path) -> None:
    path = write(pdf, ["".join(stamp(*s) for s in stamps) + table() + text(80, 320, PROSE)])
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


def test_columns_on_the_next_page(pdf: Path) -> None:
    """The strips of a wide sheet are one table, each cell on its own page; the rows go on below it."""
    def strip(rows: Sequence[Sequence[str]], xs: Sequence[float]) -> str:
        return table(rows, xs, tuple(60 + 25 * i + 7 * (i > 2) for i in range(len(rows) + 1)))

    left = [("No", "Uraian"), *((str(i), f"Belanja bidang {i}") for i in range(1, 8))]
    right = [("Pagu", "Realisasi"), *((f"{i}.500.000", f"{i}.250.000") for i in range(1, 8))]
    wide, narrow = (80, 120, 420), (80, 200, 330)
    pages = [strip(left[:5], wide), strip(right[:5], narrow), strip([left[0], *left[5:]], wide),
             strip([right[0], *right[5:]], narrow)]
    found, = read(write(pdf, pages)).tables
    assert found.header == ("No", "Uraian", "Pagu", "Realisasi")
    whole = [a + b for a, b in zip(left[1:], right[1:], strict=True)]
    assert [tuple(c.text for c in row) for row in found.rows] == whole
    assert [[c.places[0].page for c in row] for row in found.rows] == [[1, 1, 2, 2]] * 4 + [[3, 3, 4, 4]] * 3
    assert found.pages == (1, 2, 3, 4)


def test_pages_of_one_form_are_no_strips(pdf: Path) -> None:
    """Tables of the same shape on successive pages, each with its own title, are tables of their own."""
    pages = [text(80, 180, f"Tabel 3.{n} Target Bidang {n}") + table() for n in (1, 2, 3)]
    assert len(grids(write(pdf, pages))) == 3
