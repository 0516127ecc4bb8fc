"""Results of one row whose indicator is named in the line above."""

from __future__ import annotations

from typing import Any

from lkj_audit.model import Identity, Indicator
from lkj_audit.normalize import normalize
from tests.building import make_document

PLAN: dict[str, Any] = {
    "caption": "Tabel 2.1 Perjanjian Kinerja Tahun 2022", "header": ["No", "Sasaran", "Indikator Kinerja", "Target"],
    "rows": [["1", "Benih unggul", "Persentase benih padi bersertifikat", "80"],
             ["2", "Layanan prima", "Indeks kepuasan petani penangkar", "85"]]}
RESULT: dict[str, Any] = {"header": ["Target", "Realisasi", "Capaian"], "rows": [["80", "76", "95,00"]]}


def of_results(*lines: str, table: dict[str, Any] = RESULT) -> list[Indicator]:
    report = normalize(make_document([PLAN, "BAB III AKUNTABILITAS KINERJA", *lines, table]), Identity(year=2022))
    return [i for i in report.indicators if i.table != report.tables[0].id and i.realisasi]


def test_a_heading_names_it() -> None:
    for line in ("Persentase benih padi bersertifikat", "a. Persentase benih padi bersertifikat",
                 "Capaian Indikator Kinerja 1: “Persentase Benih Padi Bersertifikat” Tahun 2022"):
        (found,) = of_results(line, "Pengujian memakai sampel acak.")
        assert found.key == "persentase benih padi bersertifikat"
        assert (found.source, found.realisasi and found.realisasi.text) == ("capaian_sasaran", "76")


def test_other_lines_name_none() -> None:
    assert not of_results("Persentase benih padi bersertifikat turun karena hama.")
    assert not of_results("Persentase benih jagung bersertifikat")
    assert not of_results("Persentase benih padi bersertifikat", *(f"Ulasan ke-{n} tentang hama." for n in range(4)))


def test_tables_of_several_rows_are_left_as_they_are() -> None:
    two = {**RESULT, "rows": [["80", "76", "95,00"], ["85", "85", "100,00"]]}
    assert not any(i.key.startswith("persentase") for i in of_results("Persentase benih padi bersertifikat", table=two))
