"""One line for each indicator: every source in its column, differences found, siblings apart."""

from __future__ import annotations

from typing import Any

from lkj_audit.model import Identity, Report
from lkj_audit.normalize import normalize
from lkj_audit.normalize.linking.indicator_map import Line, across, indicator_map
from tests.building import make_document

SERUNI = Identity("KPU Kabupaten Seruni", "kabupaten", year=2023)
PLAN, RESULT = ["Sasaran", "Indikator", "Target"], ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian"]


def table(header: list[str], *rows: tuple[str, ...], caption: str = "") -> dict[str, Any]:
    return {"header": header, "rows": [["Tata kelola", *row] for row in rows], "caption": caption}


def mapped(*flow: Any, identity: Identity = SERUNI) -> tuple[Line, ...]:
    return indicator_map(read(*flow, identity=identity))


def read(*flow: Any, identity: Identity = SERUNI) -> Report:
    return normalize(make_document(flow), identity)


def sources(line: Line) -> list[str]:
    return [e.source for e in line.entries]


FULL = (
    table(PLAN, ("Persentase arsip tertata", "90%"), ("Persentase arsip tidak tertata", "5%"),
          caption="Tabel 2.1 Rencana Kinerja Tahunan 2023"),
    "PERJANJIAN KINERJA TAHUN 2023 KETUA KPU KABUPATEN SERUNI",
    table(PLAN, ("Prosentase arsip tertata KPU Kabupaten Seruni", "90,00%")),
    "PERJANJIAN KINERJA TAHUN 2023 SEKRETARIS KPU KABUPATEN SERUNI",
    table(PLAN, ("Persentase arsip yang tertata", "80%")),
    "PERJANJIAN KINERJA TAHUN 2023 KEPALA SUBBAGIAN HUKUM KPU KABUPATEN SERUNI",
    table(PLAN, ("Persentase arsip tertata", "90%")),
    "BAB III AKUNTABILITAS KINERJA",
    table(RESULT, ("Persentase arsip tertata", "90%", "81%", "90%"),
          ("Persentase arsip tidak tertata", "5%", "4%", "80%"),
          caption="Tabel 3.1 Capaian Kinerja Tahun 2023"),
    "Persentase arsip tertata pada tahun 2023 ditargetkan 90% dengan realisasi sebesar 82%.",
    "BAB IV PENUTUP",
    "Persentase arsip tidak tertata dengan realisasi sebesar 7%.",
)


def test_all_sources_of_an_indicator_stand_in_one_line() -> None:
    tidy, untidy = mapped(*FULL)
    assert sources(tidy) == ["rkt", "pk_head", "pk_deputy", "pk_below", "capaian", "bab3"]
    assert sources(untidy) == ["rkt", "capaian"]  # what stands after Bab III is not Bab III
    assert {n: v.text for n, v in tidy.entries[4].figures.items()} == {
        "target": "90%", "realisasi": "81%", "capaian": "90%"}


def test_what_differs_from_most_sources_is_odd() -> None:
    tidy, untidy = mapped(*FULL)
    assert {(tidy.entries[n].source, figure) for n, figure in tidy.odd} == {
        ("pk_deputy", "target"), ("bab3", "realisasi")}  # 90 % and 90,00 % are the same
    assert untidy.odd == frozenset()
    target, realisasi = tidy.said("target"), tidy.said("realisasi")
    assert target and target.text == "90%" and realisasi and realisasi.text == "81%"


def test_the_link_to_the_first_entry_is_kept() -> None:
    tidy, _ = mapped(*FULL)
    scores = [e.link.score if e.link else None for e in tidy.entries]
    assert scores[0] is None and scores[-1] is None
    assert all(score is not None and score > 0.7 for score in scores[1:-1])


def test_tables_that_are_not_linked_otherwise() -> None:
    line, = mapped(table(["Sasaran", "Indikator", "Target 2022", "Target 2023", "Target 2024"],
                         ("Indeks pelayanan", "70", "75", "80"), caption="Tabel 1 Rencana Strategis 2020-2024"),
                   table(["Sasaran", "Indikator", "Penjelasan"], ("Indeks Pelayanan", "Survei"),
                         caption="Tabel 2 Indikator Kinerja Utama"))
    assert sources(line) == ["iku", "renstra"]
    assert [v.text for v in line.entries[1].figures.values()] == ["75"]  # the target of the reporting year


def test_last_year_stands_beside_and_is_compared_with_nothing() -> None:
    line, = mapped(table(RESULT, ("Indeks pelayanan", "80", "82", "102,5"),
                         caption="Tabel 1 Capaian Kinerja Tahun 2023"),
                   table(["Sasaran", "Indikator", "Realisasi 2022", "Realisasi 2023"], ("Indeks pelayanan", "71", "82"),
                         caption="Tabel 2 Perbandingan realisasi"))
    last = line.entries[-1]
    assert last.source == "last_year" and [v.text for v in last.figures.values()] == ["71"]
    assert line.odd == frozenset()


def test_the_same_indicator_of_several_units() -> None:
    other = Identity("KPU Kota Melati", "kota", year=2023)
    one = mapped(table(PLAN, ("Indeks kepuasan pengguna KPU Kabupaten Seruni", "80"), ("Jumlah rapat", "4"),
                       caption="Tabel 1 Rencana Kinerja Tahunan"))
    two = mapped(table(PLAN, ("Jumlah rapat pleno terbuka tahunan", "2"),
                       ("Indeks kepuasan pengguna KPU Kota Melati", "85"),
                       caption="Tabel 1 Rencana Kinerja Tahunan"), identity=other)
    shown = [[m[0].name if m else None for m in row] for row in across([one, two])]
    assert shown[0] == ["Indeks kepuasan pengguna KPU Kabupaten Seruni", "Indeks kepuasan pengguna KPU Kota Melati"]
    assert sorted(row.count(None) for row in shown) == [0, 1, 1]


def test_a_report_without_indicators() -> None:
    assert mapped("Laporan ini tidak memuat tabel.") == ()
    assert across([(), ()]) == ()
