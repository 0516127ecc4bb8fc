"""Tables whose rows are told by colour: every other one painted, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.grid import find_grids
from lkj_audit.extract.ruled.missing_rules import missing_rules
from lkj_audit.model import BBox, Word

XS = (60.0, 90.0, 230.0, 400.0, 480.0)
HEIGHT = 24.0
HEAD = ["No", "Sasaran", "Indikator", "Target"]
BODY = [["1", "Tertibnya aset", "Persentase barang", "91,20%"], ["", "", "Jumlah laporan", "14"],
        ["2", "Naiknya mutu", "Indeks kepuasan", "3,41"], ["3", "Cepatnya izin", "Rata-rata hari", "5"]]


def words(rows: Sequence[Sequence[str]], top: float = 100.0) -> list[Word]:
    out = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            x = XS[c] + 4
            for part in text.split():
                out.append(Word(part, 1, (x, top + HEIGHT * r + 3, x + 5 * len(part), top + HEIGHT * r + 13)))
                x += 5 * len(part) + 3
    return out


def painted(rows: Sequence[int], top: float = 100.0, first: int = 0) -> list[BBox]:
    """Cells of ``rows``, from column ``first`` on."""
    return [(XS[c], top + HEIGHT * r, XS[c + 1], top + HEIGHT * (r + 1)) for r in rows for c in range(first, 4)]


def read(said: Sequence[Word], boxes: Sequence[BBox], rules: Sequence[Rule] = ()) -> list[list[list[str]]]:
    added = missing_rules(rules, said, boxes)
    return [[[c.text for c in row] for row in g.matrix()] for g in find_grids(1, [*rules, *added], said)]


MERGED = [HEAD, BODY[0], ["1", "Tertibnya aset", *BODY[1][2:]], *BODY[2:]]


def test_rows_end_where_colours_do_and_merged_cells_by_their_texts() -> None:
    """The header, and rows 2 and 4 of the body; the cells merged over rows 1 and 2, and the last row, are white."""
    assert read(words([HEAD, *BODY]), painted([0, 4]) + painted([2], first=2)) == [MERGED]


def test_a_last_row_that_is_not_painted_is_of_the_table_and_a_paragraph_is_not() -> None:
    below = words([["Uraian", "lebih lanjut mengenai capaian ini", "terdapat pada bagian yang berikut", "nanti saja"]],
                  top=100 + 5 * HEIGHT + 20)
    table = [HEAD, *BODY[2:], ["4", "Lengkapnya arsip", "Persentase arsip", "77"]]
    assert read([*words(table), *below], painted([0, 2])) == [table]


def test_a_header_in_bold_may_be_white() -> None:
    head = [Word(w.text, 1, w.bbox, bold=True) for w in words([HEAD])]
    table = [*BODY[2:], ["4", "Lengkapnya arsip", "Persentase arsip", "77"]]
    found = read([*head, *words(table, top=100 + HEIGHT)], painted([1, 3]))
    assert found == [[HEAD, *table]]


def test_a_caption_between_two_tables_parts_them() -> None:
    table = [HEAD, *BODY[2:]]
    caption = [Word(t, 1, (200 + 40 * i, 208, 230 + 40 * i, 218)) for i, t in enumerate(("Tabel", "2.2", "Rencana"))]
    said = [*words(table), *caption, *words(table, top=240)]
    assert read(said, painted([0, 2]) + painted([0, 2], top=240)) == [table, table]


def test_a_band_in_one_piece_says_nothing_of_columns() -> None:
    boxes = [(XS[0], 100 + HEIGHT * r, XS[-1], 100 + HEIGHT * (r + 1)) for r in (0, 2, 4)]
    assert missing_rules([], words([HEAD, *BODY]), boxes) == []


def test_a_table_that_is_ruled_as_well_is_left_as_drawn() -> None:
    rules = [Rule("v", (x, 100.0, x, 100 + 5 * HEIGHT)) for x in XS]
    rules += [Rule("h", (XS[0], 100 + HEIGHT * r, XS[-1], 100 + HEIGHT * r)) for r in range(6)]
    assert missing_rules(rules, words([HEAD, *BODY]), painted([0, 2, 4])) == []
