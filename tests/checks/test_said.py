"""What a reader is told: the sentences of findings whose parts come from different places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lkj_audit.checks import messages
from lkj_audit.checks.registry import Rule, run
from lkj_audit.model import Evidence, Finding, Place, Value
from tests.building import make_report, run_case

OFFICE = {"satker": "Dinas Perikanan Kabupaten Buru", "level": "kabupaten", "region": "81.04",
          "region_name": "Kabupaten Buru", "year": 2023}
ROWS = [["Konsumsi ikan per kapita", "48,00", "50,40", "105,00"],
        ["Jumlah nelayan yang dilatih", "120", "126", "105,00"],
        ["Nilai pelayanan perizinan", "80,00", "82,00", "102,50"]]
RESULTS = {"caption": "Tabel 3.1 Capaian Kinerja Tahun 2023",
           "header": ["Indikator Kinerja", "Target 2023", "Realisasi 2023", "Capaian (%)"], "rows": ROWS}
YEARS = {"caption": "Tabel 3.2 Perbandingan Realisasi Tahun 2022 dan 2023",
         "header": ["Indikator Kinerja", "Realisasi 2022", "Realisasi 2023"],
         "rows": [["Konsumsi ikan per kapita", "46,90", "50,40"], ["Jumlah nelayan yang dilatih", "110", "126"],
                  ["Nilai pelayanan perizinan", "79,15", "82,00"]]}
UNNUMBERED = {"header": ["No", "Uraian", "Laki-laki", "Perempuan", "Jumlah"], "rows": [
    ["1", "Sinjai Utara", "31", "24", "55"], ["2", "Sinjai Timur", "18", "17", "35"],
    ["3", "Bulupoddo", "12", "19", "34"], ["4", "Tellulimpoe", "22", "20", "42"]]}


def said(code: str, lang: str, *flow: Any) -> list[str]:
    findings, _ = run_case(code, {"identity": OFFICE, "flow": list(flow)})
    return [messages.sentence(f, lang)[1] for f in findings]


@pytest.mark.parametrize(("code", "flow", "told"), [
    ("IDN103", ["PK Tahun 2023 antara kepala dinas dan bupati ditetapkan pada tanggal 10 Januari 2024 di Namlea."],
     "Perjanjian Kinerja tahun 2023 bertanggal 10 Januari 2024, ketika tahun itu sudah atau hampir berakhir."),
    ("IDN105", ["Tahun 2023 merupakan tahun keempat pelaksanaan Renstra 2022-2026."],
     "Tahun 2023 disebut tahun ke-4, padahal dalam periode 2022-2026 tahun itu tahun ke-2."),
    ("KIN113", ["BAB III AKUNTABILITAS KINERJA", RESULTS, "Rata-rata capaian kinerja tahun 2023 adalah 109,17%."],
     "Narasi menyebut rata-rata capaian 109,17%, sedangkan rata-rata 3 indikator dalam Capaian (Tabel 3.1) adalah "
     "104,17%."),
    ("KIN120", ["BAB III AKUNTABILITAS KINERJA", RESULTS, YEARS,
                "Realisasi nilai pelayanan perizinan tahun 2022 sebesar 78,15 sedangkan tahun 2023 mencapai 82,00."],
     "Narasi menyebut angka tahun lalu \"Nilai pelayanan perizinan\" 78,15, sedangkan Tabel 3.2 mencatat 79,15."),
    ("ANG112", ["Dinas ini didukung oleh 57 (lima puluh enam) orang pegawai."],
     "Angka 57 (hal. 1) diikuti terbilang \"lima puluh enam\", yang berarti 56."),
    ("REG103", ["Dasar hukum laporan ini adalah Undang-Undang Nomor 32 Tahun 2014 tentang Pemerintahan Daerah."],
     "Undang-Undang Nomor 32 Tahun 2014 bukan peraturan tentang \"Pemerintahan Daerah\"; judul itu milik UU 23/2014."),
])
def test_the_sentence_tells_what_stands_where(code: str, flow: list[Any], told: str) -> None:
    assert said(code, "id", *flow) == [told]


def test_a_table_without_a_number_is_named_by_its_page() -> None:
    [indonesian], [english] = said("ARI102", "id", UNNUMBERED), said("ARI102", "en", UNNUMBERED)
    assert indonesian.startswith("Tabel (hal. 1), baris Bulupoddo:")
    assert english.startswith("Tabel (p. 1), row Bulupoddo:")


def test_a_period_that_never_was_is_told_once() -> None:
    flow = ["Renstra Kejaksaan Negeri Sampang Tahun 2020-2024 memuat tiga tujuan.",
            "Tujuan pertama dalam Renstra 2020-2024 adalah penegakan hukum.",
            "Renstra Tahun 2019-2024 menjadi acuan penyusunan rencana kerja."]
    findings, _ = run_case("IDN107", {"identity": {"satker": "Kejaksaan Negeri Sampang", "level": "kabupaten",
                                                   "region": "35.27", "year": 2023}, "flow": flow})
    assert [f.params["periode"] for f in findings] == ["2019-2024"]


def test_what_the_text_says_twice_is_told_once_with_both_places() -> None:
    def told(kind: str, page: int) -> Finding:
        value = Value("88,00", (Place(page, (50.0, 100.0, 90.0, 112.0)),))
        return Finding("KIN999", "error", 0.9, {"narasi": "88,00"}, (Evidence("stated", value),), "nilai", kind=kind,
                       stated=Decimal(88))

    outcomes = [told(kind, page) for kind in ("narasi", "capaian") for page in (3, 5)]
    every = Rule("KIN999", "dua-kali", "error", lambda _: iter(outcomes))
    findings, _, [count] = run(make_report({"identity": OFFICE, "flow": ["Penutup"]}), [every])
    assert [(f.kind, f.pages) for f in findings] == [("narasi", (3, 5)), ("capaian", (3,)), ("capaian", (5,))]
    assert count.findings == 3
