"""Text that nobody sees is not read: invisible, white, covered, cut off, or a watermark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from lkj_audit.extract import read
from tests.extract.drawing import HEIGHT, ROWS, XS, YS, bar, grids, rules, table, text, words, write

TABLE = [list(row) for row in ROWS]
EXTRA = text(220, 240, "999") + text(360, 262, "7")


@pytest.mark.parametrize("content", [
    pytest.param(table() + "q 1 g " + EXTRA + "Q", id="white"),
    pytest.param("q 1 g " + EXTRA + "Q\n" + table(), id="white-before-the-table"),
    pytest.param(table() + "q 3 Tr " + EXTRA + "Q", id="invisible"),
    pytest.param(EXTRA + "q 1 g " + bar(200, 228, 320, 245) + bar(350, 252, 400, 270) + "Q\n" + table(), id="covered"),
    pytest.param(table() + "q 80 700 100 20 re W n " + EXTRA + "Q", id="cut-off"),
    pytest.param(table() + "q 0.85 g " + text(180, 238, "Rancangan", size=12) + "Q", id="watermark"),
])
def test_what_is_not_seen_is_not_read(content: str, pdf: Path) -> None:
    assert grids(write(pdf, [content])) == [TABLE]


@pytest.mark.parametrize("content", [
    pytest.param("q 0.1 0.2 0.5 rg " + bar(XS[0], YS[0], XS[-1], YS[1]) + "1 g " + words(ROWS[:1]) + "Q\n" + rules()
                 + words(ROWS[1:], ys=YS[1:]), id="white-on-a-coloured-header"),
    pytest.param("q 0.1 0.2 0.5 rg " + bar(0, 0, 595, HEIGHT) + "1 g 1 G " + table() + "Q", id="white-on-a-dark-page"),
    pytest.param("q 0.8 g " + words() + "Q\n" + rules(), id="grey"),
    pytest.param("q 3 Tr " + words() + "Q\n" + rules(), id="nothing-but-unseen-text"),
])
def test_what_is_seen_all_the_same_is_read(content: str, pdf: Path) -> None:
    assert grids(write(pdf, [content])) == [TABLE]


def test_a_text_longer_than_its_cell_in_a_spreadsheet_ends_with_it(pdf: Path) -> None:
    """Each cell cuts its text off, figures are whole or not there."""
    cell = "q {} {} {} 25 re W n " + "{}Q\n"
    name = "Persentase " + "desa yang terlayani " * 5
    long = cell.format(XS[1], HEIGHT - YS[2], XS[2] - XS[1], text(XS[1] + 4, 236, name))
    figure = cell.format(XS[2], HEIGHT - YS[2], XS[3] - XS[2], text(XS[2] + 4, 236, "85,00%"))
    rows = (ROWS[0], ("1", "", ""), ROWS[2])
    found, = grids(write(pdf, [rules() + words(rows) + long + figure]))
    assert found[1][0::2] == ["1", "85,00%"]
    assert found[1][1].startswith("Persentase desa yang terlayani desa yang")


@pytest.mark.parametrize(("opaque", "read_under"), [(True, False), (False, True)])
def test_a_picture_over_a_figure(opaque: bool, read_under: bool, tmp_path: Path) -> None:
    """A figure under a picture is hidden, unless the picture lets it through."""
    path = tmp_path / "gambar.pdf"
    page = canvas.Canvas(str(path), pagesize=A4)
    for i in range(4):
        page.drawString(80, 760 - 14 * i, f"Nilai evaluasi tahun ke-{i + 1} ditetapkan dengan berita acara.")
    page.drawString(80, 600, "77,40")
    image = Image.new("RGBA", (40, 20), (250, 250, 250, 255 if opaque else 60))
    page.drawImage(ImageReader(image), 75, 590, 60, 30, mask="auto")
    page.save()
    assert any("77,40" in b.text for b in read(path).blocks) is read_under


@pytest.mark.parametrize("hair", [0.3, 1.0, 1.6])
def test_what_is_drawn_twice_a_hair_apart_is_read_once(hair: float, pdf: Path) -> None:
    """To look bold, or to throw a shadow: word by word, which makes "11" of the number 1."""
    content = rules() + "".join(
        text(XS[c] + 4 + dx, YS[r] + 11 + dx / 3, cell) for r, row in enumerate(ROWS) for c, cell in enumerate(row)
        for dx in (0, hair))
    assert grids(write(pdf, [content])) == [TABLE]


def test_letters_twice_side_by_side_are_two(pdf: Path) -> None:
    """However narrow they are."""
    rows = (ROWS[0], ("11", "Golongan II dan III", "88"), ("ll", "Bab II", "II"))
    assert grids(write(pdf, [table(rows)])) == [[list(row) for row in rows]]


def test_letters_drawn_as_outlines_over_their_text_are_no_rules(pdf: Path) -> None:
    stems = "".join(f"{x} {HEIGHT - y} m {x} {HEIGHT - y + 6} l S\n" for y in (211, 236, 261)
                    for x in range(126, 200, 5))
    assert grids(write(pdf, ["0.3 w\n" + stems + table()])) == [TABLE]
