"""What PDFs do that misleads readers of tables. Each trap is drawn by hand, so that it is the only one in its file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from lkj_audit.extract import read
from lkj_audit.model import Document, Table
from tests.extract.drawing import HEIGHT, ROWS, WIDTH, XS, YS, bar, line, rules, table, text, words, write


def only_table(path: Path) -> Table:
    found = read(path).tables
    assert len(found) == 1, [t.header for t in found]
    return found[0]


def texts(found: Table) -> list[list[str]]:
    return [list(found.header), *([c.text for c in row] for row in found.rows)]


def expected(rows: Sequence[Sequence[str]] = ROWS) -> list[list[str]]:
    return [list(row) for row in rows]


def flow_text(document: Document) -> str:
    return " ".join(b.text for b in document.blocks)


def test_plain(pdf: Path) -> None:
    assert texts(only_table(write(pdf, [table()]))) == expected()


@pytest.mark.parametrize("content", [
    pytest.param("".join(bar(XS[0], y - 0.25, XS[-1], y + 0.25) for y in YS)
                 + "".join(bar(x - 0.25, YS[0], x + 0.25, YS[-1]) for x in XS), id="thin-filled-bars"),
    pytest.param("".join(bar(a, y, b, y + 0.5) for y in YS for a, b in pairwise(XS))
                 + "".join(bar(x, a, x + 0.5, b) for x in XS for a, b in pairwise(YS)), id="one-bar-a-cell"),
    pytest.param("0.6 w " + "".join(f"{XS[c]} {HEIGHT - YS[r + 1]} {XS[c + 1] - XS[c]} {YS[r + 1] - YS[r]} re S "
                                    for r in range(3) for c in range(3)), id="one-box-a-cell"),
    pytest.param(rules() + rules([x + 1.6 for x in XS], [y + 1.6 for y in YS]), id="double-lines"),
    pytest.param("[3 2] 0 d\n" + rules(), id="dashed"),
    pytest.param("q 0.9 g " + bar(XS[0], YS[0], XS[-1], YS[1]) + "Q\n" + rules(), id="shaded-header"),
    pytest.param("q 1 1 1 RG 1 1 1 rg\n" + line(200, YS[0], 200, YS[-1]) + bar(260, YS[0], 261, YS[-1]) + "Q\n"
                 + rules(), id="white-lines"),
    pytest.param(rules() + "q 5 w 300 742 m 340 702 l 380 752 l S Q\n", id="a-drawing-near-by"),
])
def test_rules_however_drawn(content: str, pdf: Path) -> None:
    assert texts(only_table(write(pdf, [content + words()]))) == expected()


@pytest.mark.parametrize("matrix", ["1 0 0 1 0 0", "0.8 0 0 0.8 30 60", "1 0 0 1 -20 100"])
def test_table_in_a_form_object(matrix: str, pdf: Path) -> None:
    found = only_table(write(pdf, ["q 1 0 0 1 10 5 cm /X Do Q"], form=table(), form_matrix=matrix))
    assert texts(found) == expected()
    a, _, _, d, e, f = map(float, matrix.split())
    x0, top = found.rows[0][0].places[0].bbox[:2]
    assert x0 == pytest.approx(a * XS[0] + e + 10, abs=1)
    assert top == pytest.approx(HEIGHT - (d * (HEIGHT - YS[1]) + f + 5), abs=1)


@pytest.mark.parametrize(("degrees", "matrix"), [
    (90, f"0 1 -1 0 {HEIGHT} 0"), (180, f"-1 0 0 -1 {WIDTH} {HEIGHT}"), (270, f"0 -1 1 0 0 {WIDTH}")])
def test_page_turned_by_rotate(degrees: int, matrix: str, pdf: Path) -> None:
    width, height = (WIDTH, HEIGHT) if degrees == 180 else (HEIGHT, WIDTH)
    page = f"/Rotate {degrees} /MediaBox [0 0 {width} {height}]"
    path = write(pdf, [f"q {matrix} cm\n{table()}Q"], page=page, box=False)
    found = only_table(path)
    assert texts(found) == expected()
    assert found.rows[0][0].places[0].bbox == pytest.approx((XS[0], YS[1], XS[1], YS[2]), abs=1)
    assert (read(path).pages[0].width, read(path).pages[0].height) == pytest.approx((WIDTH, HEIGHT), abs=1)


@pytest.mark.parametrize("box", ["0 0 595 842", "0 0 842 900", "-100 -50 742 900"])
def test_media_box_of_the_page_tree(box: str, pdf: Path) -> None:
    """A box that the page inherits is the page's box: the boxes of the cells depend on it."""
    path = write(pdf, [table()], tree=f"/MediaBox [{box}]", box=False)
    x0, y0, x1, y1 = map(int, box.split())
    page = read(path).pages[0]
    assert (page.width, page.height) == pytest.approx((x1 - x0, y1 - y0), abs=1)
    top = y1 - (HEIGHT - YS[1])
    assert only_table(path).rows[0][0].places[0].bbox[:2] == pytest.approx((XS[0] - x0, top), abs=1)


def test_crop_box(pdf: Path) -> None:
    """Boxes are those of the page as shown, which begins at the corner of its crop box."""
    found = only_table(write(pdf, [table()], page="/CropBox [50 100 500 800]"))
    assert found.rows[0][0].places[0].bbox[:2] == pytest.approx((XS[0] - 50, YS[1] - (HEIGHT - 800)), abs=1)


def test_ligatures(pdf: Path) -> None:
    """A glyph that stands for two letters gives both, once."""
    rows = (ROWS[0], ("1", "Persentase kegia[an [mbul", "85,00%"), ROWS[2])
    found = only_table(write(pdf, [rules() + words(rows, font="L")]))
    assert found.rows[0][1].text == "Persentase kegiatian timbul"


def test_hyphen_at_a_line_end(pdf: Path) -> None:
    """A word cut at a line end is one word; a reduplication keeps its hyphen."""
    rows = (ROWS[0], ("1", "Pembinaan yang berkesinam-\nbungan", "85,00%"),
            ("2", "Dokumen masing-\nmasing bidang", "12"))
    found = only_table(write(pdf, [table(rows)]))
    assert [row[1].text for row in found.rows] == ["Pembinaan yang berkesinambungan", "Dokumen masing-masing bidang"]


def test_hyphen_in_running_text(pdf: Path) -> None:
    """A cut word is whole again, and the hyphen of a compound is not lost."""
    content = text(80, 100, "Penyusunan laporan ini berpedoman pada arah kebijakan dan memperhatikan kesinam-") + \
        text(80, 113, "bungan program serta peraturan perundang-undangan yang terakhir diubah dengan perundang-") + \
        text(80, 126, "undangan baru, serta penerapan layanan kepegawaian dan pelaporan yang terpadu melalui e-") + \
        text(80, 139, "kinerja.")
    found = flow_text(read(write(pdf, [content])))
    assert "kesinambungan program" in found
    assert found.count("perundang-undangan") == 2
    assert "melalui e-kinerja." in found


def test_text_off_the_page_is_not_read(pdf: Path) -> None:
    hidden = text(-400, 240, "rahasia") + text(100, 2000, "tersembunyi") + text(90, -300, "gaib")
    document = read(write(pdf, [table() + hidden + text(80, 120, "Terlihat jelas oleh pembaca.")]))
    assert texts(document.tables[0]) == expected()
    everything = flow_text(document) + " ".join(b.text for b in document.furniture)
    assert "Terlihat jelas" in everything
    assert not [w for w in ("rahasia", "tersembunyi", "gaib") if w in everything]


def test_empty_cells_are_empty(pdf: Path) -> None:
    """An empty cell stays empty and unfilled; a merged one is filled and says so."""
    rows = (("No", "Sasaran", "Indikator", "Target"), ("1", "Layanan merata", "Indeks layanan", "3,50"),
            ("", "", "Rasio layanan", "12"), ("2", "", "Jumlah layanan", ""))
    xs, ys = (80, 110, 220, 330, 420), (200, 225, 250, 275, 300)
    level = "".join(line(220 if y == 250 else 80, y, 420, y) for y in ys)
    upright = "".join(line(x, 200, x, 300) for x in xs)
    found = only_table(write(pdf, ["0.6 w\n" + level + upright + words(rows, xs, ys)]))
    assert [[c.text for c in row] for row in found.rows] == [
        ["1", "Layanan merata", "Indeks layanan", "3,50"], ["1", "Layanan merata", "Rasio layanan", "12"],
        ["2", "", "Jumlah layanan", ""]]
    assert [[c.filled for c in row] for row in found.rows] == [[False] * 4, [True, True, False, False], [False] * 4]


def long_table(pages: int) -> list[str]:
    """Pages of a table of 29 rows each, with a running header and page numbers."""
    ys = tuple(80 + 22 * i for i in range(31))
    out = []
    for page in range(pages):
        rows = [ROWS[0], *((str(n), f"Indikator ke-{n}", f"{n},25%") for n in range(29 * page + 1, 29 * page + 30))]
        edge = text(80, 40, "Laporan Kinerja Dinas Kelautan") + text(290, 810, f"Halaman {page + 1}")
        out.append(table(rows, XS, ys) + edge)
    return out


def test_running_headers_and_footers_part_no_table(pdf: Path) -> None:
    """A table over three pages is one table; what stands above and below it on each page is furniture."""
    document = read(write(pdf, long_table(3)))
    found, = document.tables
    assert [row[0].text for row in found.rows] == [str(i + 1) for i in range(87)]
    assert found.pages == (1, 2, 3)
    assert flow_text(document) == ""
    assert len(document.furniture) == 6


def test_captions_at_the_tops_of_pages_stay(pdf: Path) -> None:
    """Each page begins with a table of its own: only what has the same number on all of them runs on."""
    pages = [text(80, 60, f"Lampiran II LKj {n}") + text(80, 75, f"Tabel 3.{n}") + text(80, 90, f"Nilai unsur ke-{n}")
             for n in (4, 5, 6)]
    document = read(write(pdf, pages))
    assert flow_text(document).count("Tabel 3.") == 3
    assert "Lampiran" not in flow_text(document)
    same = read(write(pdf, [text(80, 75, "Tabel 3.4 (lanjutan)") for _ in pages]))
    assert flow_text(same) == ""


def test_two_pages_with_headers_and_footers(pdf: Path) -> None:
    """Two pages are too few to see what repeats, but enough for a table over the break."""
    assert len(only_table(write(pdf, long_table(2))).rows) == 58


def test_words_that_touch_across_a_border(pdf: Path) -> None:
    """Figures that fill their columns to the border are two figures."""
    rows = (("Pagu (Rp)", "Realisasi (Rp)", "Sisa"), ("", "", "7"), ("", "", "8"))
    xs = (80, 139, 200, 240)
    content = rules(xs) + words(rows, xs) + text(82.5, 236, "12.345.678.901", size=8) + \
        text(139.5, 236, "11.222.333.444", size=8) + text(82.5, 261, "22.345.678.901", size=8) + \
        text(139.5, 261, "21.222.333.444", size=8)
    assert texts(only_table(write(pdf, [content])))[1:] == [["12.345.678.901", "11.222.333.444", "7"],
                                                            ["22.345.678.901", "21.222.333.444", "8"]]


@pytest.mark.parametrize("layers", [1, 2])
def test_bold_by_drawing_twice(layers: int, pdf: Path) -> None:
    """Some producers make text bold by drawing it again, a hair to the right: string by string, or all at the end."""
    once = words().splitlines(keepends=True)
    again = words(xs=[x + 0.3 for x in XS]).splitlines(keepends=True)
    drawn = once + again if layers == 2 else [part for pair in zip(once, again, strict=True) for part in pair]
    assert texts(only_table(write(pdf, [rules() + "".join(drawn)]))) == expected()


def test_turned_header_cells(pdf: Path) -> None:
    """Headings that run upwards read as words, and their column keeps its figures."""
    xs, ys = (80, 200, 230, 260), (200, 270, 295, 320)
    rows = (("Unit Kerja", "", ""), ("Sekretariat", "4", "3"), ("Bidang Data", "2", "5"))
    turned = "".join(f"BT /B 9 Tf 0 1 -1 0 {x} {HEIGHT - 262} Tm ({name}) Tj ET\n"
                     for x, name in ((218, "Laki-laki"), (248, "Perempuan")))
    found = only_table(write(pdf, [rules(xs, ys) + words(rows, xs, ys) + turned]))
    assert texts(found) == [["Unit Kerja", "Laki-laki", "Perempuan"], *(list(row) for row in rows[1:])]


def test_a_footnote_mark_is_no_digit(pdf: Path) -> None:
    """A raised mark behind a figure does not become part of it."""
    rows = (ROWS[0], ("1", "Persentase desa terlayani", "85"), ROWS[2])
    value = only_table(write(pdf, [table(rows) + text(344.5, YS[1] + 7.5, "1", size=5)])).rows[0][2].text
    assert value != "851"
    assert value.startswith("85")


def test_one_box_is_no_table(pdf: Path) -> None:
    """A frame round a paragraph, or a page border, is not a table."""
    frame = "0.6 w " + f"40 40 {WIDTH - 80} {HEIGHT - 80} re S\n"
    document = read(write(pdf, [frame + text(80, 100, "Pimpinan menyampaikan terima kasih kepada semua pihak.")]))
    assert document.tables == ()
    assert "Pimpinan menyampaikan" in flow_text(document)


def test_table_within_a_page_border(pdf: Path) -> None:
    frame = "0.6 w " + f"40 40 {WIDTH - 80} {HEIGHT - 80} re S\n"
    assert texts(only_table(write(pdf, [frame + table()]))) == expected()


def test_captions_below_the_tables(pdf: Path) -> None:
    pages = []
    for name in ("Tabel 1. Jumlah Pegawai", "Tabel 2. Jumlah Kendaraan"):
        below = YS[-1] + 20
        pages.append("\n".join([table(), text(XS[0], below, name),
                                text(XS[0], below + 40, "Jumlah itu tercatat pada akhir tahun dan tidak berubah.")]))
    assert [t.caption for t in read(write(pdf, pages)).tables] == [
        "Tabel 1. Jumlah Pegawai", "Tabel 2. Jumlah Kendaraan"]


def test_a_reference_at_the_start_of_a_line_is_no_caption(pdf: Path) -> None:
    """"… disajikan pada / Tabel 6." ends its paragraph."""
    lines = ["Nilai kinerja seluruh perspektif pada tahun ini beserta bobot masing-masing disajikan pada", "Tabel 6."]
    found = read(write(pdf, ["".join(text(56, 100 + 14 * i, line) for i, line in enumerate(lines))]))
    assert [b.kind for b in found.blocks] == ["paragraph"]


def test_nor_is_one_that_a_sentence_asks_for_before_the_next_begins(pdf: Path) -> None:
    """"… yang disajikan pada / Tabel 6. Capaian sasaran …" is running text."""
    lines = ["Nilai kinerja seluruh perspektif pada tahun ini beserta bobot masing-masing disajikan pada",
             "Tabel 6. Capaian seluruh perspektif naik."]
    found = read(write(pdf, ["".join(text(56, 100 + 14 * i, line) for i, line in enumerate(lines))]))
    assert [b.kind for b in found.blocks] == ["paragraph"]


def test_an_amount_at_the_start_of_a_line_is_no_numbered_heading(pdf: Path) -> None:
    lines = ("Pagu tahun ini sebesar Rp. 62.687.125.000 dan realisasinya sebesar Rp.", "61.928.684.779 (98,79 persen).")
    found = read(write(pdf, ["\n".join(text(60, 80 + 13 * n, line) for n, line in enumerate(lines))]))
    assert all(b.kind == "paragraph" for b in found.blocks)


def test_header_on_a_coloured_band(pdf: Path) -> None:
    """A table of level rules whose header stands on colour, with a rule below it and none above."""
    xs, said = (80, 140, 330, 420), ""
    bands = "0.1 0.2 0.5 rg " + " ".join(f"{a} {HEIGHT - 225} {b - a} 25 re f" for a, b in pairwise(xs))
    under = " ".join(f"80 {HEIGHT - y} m 420 {HEIGHT - y} l S" for y in (225, 250, 275, 300))
    rows = (*ROWS, ("3", "Nilai kepuasan", "88,10"))
    for row, y in zip(rows, (217, 242, 267, 292), strict=True):
        said += ("1 1 1 rg " if y == 217 else "0 g ") + "".join(
            text(x + 3, y, cell, "B" if y == 217 else "F") for x, cell in zip(xs, row, strict=False))
    found, = read(write(pdf, [f"{bands} {under} {said}"])).tables
    assert found.header == ROWS[0]
    assert [c.text for c in found.rows[0]] == list(ROWS[1])


def test_header_painted_on_top_of_ruled_rows(pdf: Path) -> None:
    """Only the rows are ruled; the header stands in boxes of colour side by side on their upright rules."""
    boxes = "0.1 0.2 0.5 rg " + " ".join(f"{a} {HEIGHT - 225} {b - a} 25 re f" for a, b in pairwise(XS))
    ruled = " ".join([*(f"80 {HEIGHT - y} m 420 {HEIGHT - y} l S" for y in (250, 275, 300)),
                      *(f"{x} {HEIGHT - 225} m {x} {HEIGHT - 300} l S" for x in XS)])
    said = "".join(("1 1 1 rg " if y == 217 else "0 g ") + text(x + 3, y, cell)
                   for row, y in zip((*ROWS, ("3", "Nilai kepuasan", "88,10")), (217, 242, 267, 292), strict=True)
                   for x, cell in zip(XS, row, strict=False))
    found, = read(write(pdf, [f"{boxes} {ruled} {said}"])).tables
    assert (found.header, [c.text for c in found.rows[0]]) == (ROWS[0], list(ROWS[1]))


def test_years_head_columns(pdf: Path) -> None:
    """A heading of bare years, not bold, is a header and no row of figures."""
    xs = (80, 290, 360, 430)
    rows = (("Indikator Kinerja", "2022", "2023"), ("Persentase desa terlayani", "85,00%", "86,00%"),
            ("Jumlah dokumen selesai", "12", "13"))
    plain = "".join(text(x + 4, y + 11, cell) for row, y in zip(rows, YS, strict=False)
                    for x, cell in zip(xs, row, strict=False))
    assert texts(only_table(write(pdf, [rules(xs) + plain]))) == expected(rows)
