"""Level rules that part no head from its rows: the edges of shaded rows."""

from __future__ import annotations

from itertools import pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.missing_rules import missing_rules
from lkj_audit.extract.ruled.tiles import header_rules
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


def test_a_title_that_goes_on_beside_the_rule_under_a_group_is_of_one_column() -> None:
    """"Realisasi" over "2023", beside "Tahun 2024" with a rule between it and its two columns."""
    sides = (50.0, 150.0, 200.0, 290.0, 370.0, 430.0, 500.0)
    texts = [("Uraian", 60, 100), ("Satuan", 155, 100), ("Realisasi", 215, 100), ("Tahun", 340, 100),
             ("2024", 376, 100), ("Target", 440, 100), ("2023", 232, 114), ("Renstra", 440, 114),
             ("Target", 312, 119), ("Nyata", 385, 119)]
    texts += [(t, x, y) for y in (142, 162) for t, x in (
        ("Ekspor", 60), ("Ton", 155), ("31,25", 225), ("33,00", 315), ("34,18", 385), ("40,00", 445))]
    said = [Word(t, 1, (x, y, x + 6 * len(t), y + 8)) for t, x, y in texts]
    boxes = [(a, 95.0, b, 135.0) for a, b in (*pairwise(sides[:4]), sides[5:])]
    boxes += [(290.0, 95.0, 430.0, 112.0), *((a, 112.0, b, 135.0) for a, b in pairwise(sides[3:6]))]
    added = missing_rules([*level(0, 2, 3, 4), Rule("h", (290.0, 112.0, 430.0, 112.0))], said, boxes)
    assert {r.bbox[0] for r in added if r.orientation == "v" and r.bbox[1] <= 115 < 130 <= r.bbox[3]} == set(sides)
    assert not [r for r in added if r.orientation == "h"]


def test_a_paragraph_that_ends_above_the_table_is_no_header() -> None:
    above, x = [], 52.0
    said = "Kedua belah pihak sepakat memakai daftar berikut ini sebagai dasar penilaian pada akhir tahun"
    for part in said.split():
        above.append(Word(part, 1, (x, 78, x + 4 * len(part), 88)))
        x += 4 * len(part) + 6
    added = missing_rules(level(0, 1, 2, 3), [*above, *words(ROWS)])
    assert min(r.bbox[1] for r in added) == 95.0


def test_the_rule_under_a_title_above_the_first_one_shows_how_far_it_reaches() -> None:
    """"Tahun 2024" over three columns of eight; nothing is ruled above the header, whose titles stand at its foot."""
    texts = [("Tahun", 295, 76), ("2024", 328, 76), ("Nyata", 206, 93), ("Capai", 356, 93), ("Akhir", 406, 93)]
    texts += [(t, x, 104) for t, x in (("Uraian", 60), ("Satuan", 156), ("2023", 209), ("Target", 256), ("Nyata", 306),
                                       ("(%)", 362), ("2026", 409), ("Nilai", 456))]
    texts += [(t, x, y) for y in (122, 142, 162) for t, x in (
        ("Ekspor", 60), ("Ton", 156), ("31,25", 206), ("33,00", 256), ("34,18", 306), ("103,5", 356), ("40,00", 406),
        ("Baik", 456))]
    said = [Word(t, 1, (x, y, x + 6 * len(t), y + 9)) for t, x, y in texts]
    added = missing_rules([*level(1, 2, 3, 4), Rule("h", (250.0, 90.0, 400.0, 90.0))], said)
    under = next(r.bbox for r in added if r.orientation == "h" and 86 <= r.bbox[1] <= 94)
    assert 235 < under[0] < 260 and 385 < under[2] < 410


def test_a_header_after_an_empty_space_begins_another_table() -> None:
    second = [["", "", "", ""], ["Uraian program", "Kode", "Sumber", "Anggaran"],
              ["Layanan umum", "satu", "APBD", "25.000"], ["Layanan data dan informasi", "dua", "APBN", "17.500"]]
    added = missing_rules(level(0, 1, 2, 3, 4, 5, 6, 7), words([*ROWS, *second]))
    spans = {(r.bbox[1], r.bbox[3]) for r in added if r.orientation == "v" and r.bbox[0] == 50.0}
    assert spans == {(95.0, 155.0), (175.0, 235.0)}


def test_a_row_without_words_does_not() -> None:
    rows = [*ROWS, ["", "", "", ""], ["Usia harapan hidup", "72,05", "72,11", "100,08"]]
    added = [r.bbox for r in missing_rules(level(0, 1, 2, 3, 4, 5), words(rows)) if r.orientation == "v"]
    assert (50.0, 95.0, 50.0, 195.0) in added
