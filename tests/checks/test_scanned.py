"""What a misread scan may account for is a note; what is plain on a scan, and all that is digital, stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

import pytest

from lkj_audit.checks.scanned import doubted
from lkj_audit.model import Document, Evidence, Finding, Identity, Page, Place, Quantity, Report, Value
from lkj_audit.normalize import normalize
from tests.building import make_document


def read(text: str, top: int, confidence: float = 0.999, step: str = "1", table: str | None = None) -> Value:
    number = Decimal(text.replace(".", "").replace(",", ".")) if text[-1].isdigit() else None
    quantity = Quantity(text, number, step=Decimal(step)) if number is not None else None
    return Value(text, (Place(1, (10.0, top, 90.0, top + 12.0)),), quantity, "ocr", table, confidence)


def total(stated: Value, *parts: Value) -> Finding:
    expected = sum((v.number or Decimal(0) for v in parts), Decimal(0))
    assert stated.number is not None
    return Finding("ARI101", "error", 0.97, {}, (Evidence("stated", stated), *(Evidence("part", p) for p in parts)),
                   "Jumlah", expected=expected, stated=stated.number, difference=stated.number - expected)


def wordings(rule: str, stated: str, expected: str) -> Finding:
    return Finding(rule, "warning", 0.9, {}, (Evidence("stated", read(stated, 10)),
                                              Evidence("expected", read(expected, 40))), "x")


def on_scan(flow: Sequence[str | dict[str, Any]]) -> Report:
    document = replace(make_document(flow), pages=(Page(1, 595, 842, "scanned"),))
    return normalize(document, Identity(year=2023))


NOTHING = on_scan([])


@pytest.mark.parametrize(("finding", "severity"), [
    (total(read("66", 50), read("41", 10), read("19", 30)), "error"),  # 6 too many, all of it plainly read
    (total(read("60", 50), read("41", 10), read("13", 30, 0.97)), "error"),  # no digit looks like it
    (total(read("60", 50), read("41", 10), read("16", 30, 0.97)), "error"),
    (total(read("68", 50), read("41", 10), read("22", 30, 0.97)), "error"),
    (total(read("63", 50), read("41", 10), read("27", 30, 0.97)), "error"),
    (total(read("66", 50), read("41", 10), read("28", 30, 0.97)), "error"),
    (total(read("64", 50), read("41", 10), read("28", 30, 0.97)), "info"),  # 23 taken for 28
    (total(read("64", 50), read("41", 10), read("28", 30, 0.999)), "error"),
    (total(read("52", 50), read("41", 10), read("1", 30, 0.98)), "info"),  # 11 of which one was lost
    (total(read("99,50", 50, step="0.01"), read("4975", 10), read("49,75", 30, step="0.01")), "info"),  # a lost mark
    (total(read("66", 50), read("41", 10), read("19", 30, 0.7)), "info"),  # hardly legible
    (wordings("KIN112", "90 Nitai", "92 Nilai"), "info"),
    (wordings("KIN112", "90 Dokumen", "92 Nilai"), "warning"),
    (wordings("IDN101", "Dinas Sosial Kabupaten Sigi", "Dinas Sosial Kabupaten Sign"), "info"),
    (wordings("IDN101", "Dinas Sosial Kabupaten Sigi", "Dinas Sosial Kabupaten Poso"), "warning"),
])
def test_what_a_misreading_may_account_for_is_a_note(finding: Finding, severity: str) -> None:
    assert doubted(finding, NOTHING).severity == severity
    printed = replace(finding, evidence=tuple(replace(e, value=replace(e.value, source="table"))
                                              for e in finding.evidence))
    assert doubted(printed, NOTHING) == printed


def column(report: Report, at: int) -> list[Value]:
    typed = report.tables[0]
    return [replace(typed.value(r, at), source="ocr", confidence=0.999) for r in range(len(typed.table.rows))
            if typed.table.rows[r][at].text]


def test_parts_that_fall_short_where_a_cell_is_empty_were_perhaps_not_read() -> None:
    header, rows = ["Jabatan", "Orang"], [["Kepala", "1"], ["Seksi", "6"], ["Penata", ""], ["Staf", "9"], ["", "21"]]
    *parts, stated = column(report := on_scan([{"header": header, "rows": rows}]), 1)
    assert doubted(total(stated, *parts), report).severity == "info"

    rows[2][1] = "3"
    *parts, stated = column(report := on_scan([{"header": header, "rows": rows}]), 1)
    assert doubted(total(stated, *parts), report).severity == "error"


def test_the_first_part_may_be_the_one_that_was_not_read() -> None:
    """Where the row has figures beside it; a row without any is a title."""
    header = ["Jabatan", "Pria", "Wanita", "Jumlah"]
    for first, severity in ((["Kepala", "1", "0", ""], "info"), (["Struktural", "", "", ""], "error")):
        rows = [first, ["Seksi", "4", "2", "6"], ["Penata", "3", "1", "4"], ["Staf", "5", "4", "9"],
                ["Total", "13", "7", "20"]]
        *parts, stated = column(report := on_scan([{"header": header, "rows": rows}]), 3)
        assert doubted(total(stated, *parts), report).severity == severity


def test_parts_that_fall_short_where_the_numbers_skip_a_row_were_perhaps_not_read() -> None:
    for numbers, severity in (("2345", "info"), ("1245", "info"), ("1234", "error")):
        rows = [[n, name, figure] for n, name, figure in zip(
            numbers, ("Promosi", "Pelatihan", "Sarana", "Gaji"), ("4", "6", "3", "9"), strict=True)]
        *parts, stated = column(report := on_scan([{"header": ["No", "Kegiatan", "Jumlah Peserta"],
                                                    "rows": [*rows, ["", "Jumlah", "27"]]}]), 2)
        assert doubted(total(stated, *parts), report).severity == severity


def test_a_figure_in_a_title_shows_that_a_table_was_torn() -> None:
    rows = [["Listrik", "74.300.000"], ["Gaji", "9.100.000"], ["Jumlah", "98.400.000"]]
    for title, severity in (("Pagu 15.000.000", "info"), ("Pagu", "error")):
        *parts, stated = column(report := on_scan([{"header": ["Uraian", title], "rows": rows}]), 1)
        assert doubted(total(stated, *parts), report).severity == severity


def test_two_figures_in_a_cell_show_that_a_table_was_torn() -> None:
    for second, severity in ((" 1.250.000", "info"), ("", "error")):
        rows = [["Listrik", "74.300.000", f"73.050.000{second}"], ["Gaji", "9.100.000", f"9.000.000{second}"],
                ["Jumlah", "98.400.000", "82.050.000"]]
        *parts, stated = column(report := on_scan([{"header": ["Uraian", "Pagu", "Realisasi"], "rows": rows}]), 1)
        assert doubted(total(stated, *parts), report).severity == severity


@pytest.mark.parametrize(("kinds", "severity"), [
    ("ssssssssss", "info"), ("dsssdddddd", "info"), ("ddddddddss", "error"), ("dddddsdddd", "error"),
    ("dddddddddd", "error")])
def test_no_part_is_missed_in_a_body_that_was_scanned(kinds: str, severity: str) -> None:
    full: dict[str, Literal["digital", "scanned"]] = {"s": "scanned", "d": "digital"}
    pages = tuple(Page(n, 595, 842, full[k]) for n, k in enumerate(kinds, 1))
    heading = Value("BAB III", (Place(1, (0.0, 0.0, 90.0, 12.0)),))
    missing = Finding("STR101", "error", 0.85, {}, (Evidence("context", heading),), "penutup")
    assert doubted(missing, replace(NOTHING, document=Document("a.pdf", "", pages, ()))).severity == severity


def test_an_indicator_that_has_nearly_the_same_name_elsewhere_is_not_missing() -> None:
    names = ["Persentase jalan mantap", "Indeks ketahanan diri remaja"]
    report = on_scan([{"caption": "Tabel 2.1 Perjanjian Kinerja", "header": ["Sasaran", "Indikator Kinerja", "Target"],
                       "rows": [["Layanan baik", name, "60"] for name in names]}])
    for name, severity in (("Indeks ketahanan diti remaja", "info"), ("Indeks kepuasan masyarakat", "error"),
                           ("Indeks ketahanan diri remaja", "error"),  # there, but not in the table that lacks it
                           ("Terwujudnya pemuda tangguh Indeks ketahanan diri remaja", "info")):
        missing = Finding("KIN101", "error", 0.9, {}, (Evidence("stated", read(name, 40, table="T09")),), name)
        assert doubted(missing, report).severity == severity


@pytest.mark.parametrize(("below", "severity"), [("", "info"), ("Indeks kepuasan masyarakat", "error")])
def test_a_name_over_a_row_without_one_may_be_two_names(below: str, severity: str) -> None:
    report = on_scan([{"caption": "Tabel 2.1 Perjanjian Kinerja", "header": ["Sasaran", "Indikator Kinerja", "Target"],
                       "rows": [["Layanan baik", "Persentase jalan mantap Persentase irigasi baik", "60"],
                                ["Layanan baik", below, "75"]]}])
    name = replace(report.tables[0].value(0, 1), source="ocr", confidence=0.999)
    assert doubted(Finding("KIN101", "error", 0.9, {}, (Evidence("stated", name),), name.text),
                   report).severity == severity


@pytest.mark.parametrize(("minister", "severity"), [("Kesehata", "info"), ("Pertanian", "error")])
def test_a_minister_nearly_known_may_be_misread(minister: str, severity: str) -> None:
    report = on_scan([f"Peraturan Menteri {minister} Nomor 25 Tahun 2016 tentang Rencana Kerja Balai."])
    cited = replace(report.citations[0].value, source="ocr", confidence=0.999)
    assert doubted(Finding("REG103", "error", 0.9, {}, (Evidence("stated", cited),), "x"), report).severity == severity
