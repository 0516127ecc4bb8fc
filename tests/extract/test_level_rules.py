"""Level rules that part no head from its rows: the edges of shaded rows."""

from __future__ import annotations

from lkj_audit.extract.drawn import Rule
from lkj_audit.extract.missing_rules import missing_rules
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
