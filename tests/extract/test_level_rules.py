"""Level rules that part no head from its rows: the edges of shaded rows."""

from __future__ import annotations

from itertools import pairwise

from lkj_audit.extract.drawn import Rule
from lkj_audit.extract.missing_rules import missing_rules
from lkj_audit.extract.tiles import header_rules
from lkj_audit.model import Word

XS = (60.0, 250.0, 330.0, 410.0)


def words(rows: list[list[str]]) -> list[Word]:
    out = []
    for r, row in enumerate(rows):
        for at, cell in zip(XS, row, strict=True):
            x = at
            for part in cell.split():
                out.append(Word(part, 1, (x, 100 + 20 * r, x + 6 * len(part), 110 + 20 * r)))
                x += 6 * (len(part) + 1)
    return out


def level(*rows: float) -> list[Rule]:
    return [Rule("h", (50.0, 95 + 20 * r, 500.0, 95 + 20 * r)) for r in rows]


ROWS = [["Indikator", "Target", "Realisasi", "Capaian"], ["Rata-rata lama sekolah", "6,83", "6,85", "100,29"],
        ["Harapan lama sekolah", "11,80", "11,78", "99,83"]]


def test_a_rule_under_the_head_gives_columns() -> None:
    assert {r.bbox[0] for r in missing_rules(level(0, 1, 2, 3), words(ROWS)) if r.orientation == "v"} >= {50.0, 500.0}


def test_a_rule_under_the_first_row_does_not() -> None:
    assert missing_rules(level(0, 2, 3), words(ROWS)) == []


def test_nor_does_one_above_the_last_row_alone() -> None:
    more = [*ROWS, ["Usia harapan hidup", "72,05", "72,11", "100,08"], ["Jumlah", "90,68", "90,74", "300,20"]]
    assert missing_rules(level(0, 4, 5), words(more)) == []


def test_nor_does_one_above_the_last_row_of_a_column_of_counts() -> None:
    more = [[a, "", "", d] for a, *_, d in [
        ["Unit", "", "", "Jumlah"], ["Seksi Data", "", "", "4"], ["Seksi Survei", "", "", "15"],
        ["Seksi Layanan", "", "", "3"], ["Total", "", "", "22"]]]
    assert missing_rules(level(0, 1, 4, 5), words(more)) == []


def test_a_last_row_that_no_rule_closes_is_of_the_table() -> None:
    added = missing_rules(level(0, 1, 2), words(ROWS))
    assert Rule("h", (50.0, 155.0, 500.0, 155.0)) in added
    assert max(r.bbox[3] for r in added if r.orientation == "v") == 155.0


def test_a_paragraph_below_the_last_rule_is_not() -> None:
    more = [*ROWS[:2], ["Capaian naik", "sebesar", "dua", "persen"]]
    assert not [r for r in missing_rules(level(0, 1, 2), words(more)) if r.bbox[3] > 140]


def test_columns_part_where_the_boxes_of_the_header_do() -> None:
    """Titles to the left, figures to the right: no gap runs through both."""
    sides = (50.0, 200.0, 350.0, 500.0)
    said = [Word(t, 1, (x, y, x + 40, y + 10)) for y, row in ((100, (52, 202, 352)), (120, (52, 305, 455)),
                                                             (140, (52, 305, 455)))
            for t, x in zip(("Nama", "31", "412") if y > 100 else ("Nama", "Jumlah", "Nilai"), row, strict=True)]
    boxes = [(a, 95.0, b, 115.0) for a, b in pairwise(sides)]
    found = {r.bbox[0] for r in missing_rules(level(0, 1, 2, 3), said, boxes) if r.orientation == "v"}
    assert found == set(sides)


def test_a_header_in_colour_has_rules_of_its_own() -> None:
    """Boxes of two levels over rows with level rules below each: rules above, within and below the header; none at the
    shaded row that follows."""
    header = [(50.0, 75.0, 200.0, 115.0), (200.0, 75.0, 400.0, 95.0), (200.0, 95.0, 300.0, 115.0),
              (300.0, 95.0, 400.0, 115.0), (400.0, 75.0, 500.0, 115.0)]
    shaded = [(a, 135.0, b, 155.0) for a, b in pairwise((50.0, 200.0, 300.0, 400.0, 500.0))]
    found = {r.bbox for r in header_rules([*header, *shaded], level(2, 3, 4))}
    assert found == {(50.0, 75.0, 500.0, 75.0), (50.0, 115.0, 500.0, 115.0), (200.0, 95.0, 400.0, 95.0)}


PEOPLE = [["1", "Rahmat Hidayat", "Pembina", "Sekretaris"], ["2", "Intan Permata", "Penata", "Kepala Subbagian"],
          ["3", "Bagas Wiratama", "Penata Muda", "Bendahara"], ["4", "Sri Lestari", "Pengatur", "Arsiparis"]]


def test_nor_does_one_close_a_row_that_bears_the_next_number() -> None:
    assert max(r.bbox[3] for r in missing_rules(level(0, 1, 2, 3), words(PEOPLE))) > 170


def test_but_a_line_with_another_number_is_text() -> None:
    other = [*PEOPLE[:3], ["9", *PEOPLE[3][1:]]]
    assert max(r.bbox[3] for r in missing_rules(level(0, 1, 2, 3), words(other))) == 155.0


def test_nor_does_one_close_a_total_over_two_columns() -> None:
    sums = [["1", "Banggae", "312", "31.420"], ["2", "Pamboang", "171", "17.233"], ["3", "Sendana", "180", "16.874"]]
    whole = words([*sums, ["Jumlah", "", "663", "65.527"]])
    assert max(r.bbox[3] for r in missing_rules(level(0, 1, 2, 3), whole)) > 170
    part = words([*sums, ["Jumlah pemilih naik", "", "", "dari tahun lalu"]])
    assert max(r.bbox[3] for r in missing_rules(level(0, 1, 2, 3), part)) == 155.0
