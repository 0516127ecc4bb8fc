"""Whose report it is, and what every other name and year in its text stands for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lkj_audit.model import Document, Identity, Mention
from lkj_audit.normalize.satker.identity import find_mentions, identify
from lkj_audit.normalize.text.sentences import sentences
from tests.building import make_block, make_document

HERE = Path(__file__).parent
REPORT = Identity("Dinas Sosial Kabupaten Demak", "kabupaten", "33.21", "Kabupaten Demak", 2022, (2020, 2024), 0.9)


def load(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def mentions(texts: list[str], identity: Identity, kind: str) -> list[Mention]:
    return [m for m in find_mentions(make_document(texts), identity) if m.kind == kind]


UNITS = [pytest.param(group["identity"], *case, id=case[0][:50])
         for group in load("units.yaml") for case in group["cases"]]


@pytest.mark.parametrize(("identity", "text", "want"), UNITS)
def test_units(identity: dict[str, Any], text: str, want: list[list[str]]) -> None:
    assert [[m.name, m.relation] for m in mentions([text], Identity(**identity), "unit")] == want


YEARS = [pytest.param(case.get("context", []), *case["passage"], id=case["passage"][0][:60]) if isinstance(case, dict)
         else pytest.param([], *case, id=case[0][:60]) for case in load("years.yaml")]


@pytest.mark.parametrize(("context", "text", "want"), YEARS)
def test_years(context: list[str], text: str, want: list[list[Any]]) -> None:
    found = mentions([*context, text], REPORT, "year")
    assert [[int(m.name), m.relation] for m in found if m.block == len(context)] == want


def with_furniture(case: dict[str, Any]) -> Document:
    pages = [*case["flow"], *["Kalimat pengisi."] * 40, *case["body"]] if "body" in case else case["flow"]
    document = make_document(pages)
    return replace(document, furniture=tuple(make_block(text, 0) for text in case.get("furniture", [])))


IDENTITIES = load("identities.yaml")


@pytest.mark.parametrize("name", IDENTITIES)
def test_identities(name: str) -> None:
    want = {key: tuple(v) if isinstance(v, list) else v for key, v in IDENTITIES[name]["want"].items()}
    got = identify(with_furniture(IDENTITIES[name]))
    assert {key: getattr(got, key) for key in want} == want


def test_confidence_falls_when_the_report_names_several_units() -> None:
    clear = ["LAPORAN KINERJA", "KPU KOTA TUAL", "TAHUN 2022"]
    mixed = ["LAPORAN KINERJA", "TAHUN 2022", *["KPU Kota Tual", "KPU Kota Ambon"] * 3]
    assert identify(make_document(clear)).confidence > 0.7 > identify(make_document(mixed)).confidence
    assert identify(make_document(["Teks tanpa nama."])).confidence == 0


@pytest.mark.parametrize(("text", "want"), [
    ("Renstra Dinas Sosial 2021-2026 disusun.", [("2021-2026", "renstra")]),
    ("Rencana Pembangunan Jangka Menengah Daerah (RPJMD) Tahun 2021 – 2026", [("2021-2026", "rpjmd")]),
    ("RPJPN 2005-2025 dan RPJMN 2020 s.d. 2024", [("2005-2025", "rpjpn"), ("2020-2024", "rpjmn")]),
    ("Rencana Pembangunan Jangka Menengah (2014-2020)", [("2014-2020", "rpjm")]),
    ("Visi periode 2020-2024 adalah mandiri.", [("2020-2024", "")]),
    ("Nomor telepon 2024-2020 bukan periode.", []),
])
def test_periods(text: str, want: list[tuple[str, str]]) -> None:
    assert [(m.name, m.relation) for m in mentions([text], REPORT, "period")] == want


@pytest.mark.parametrize(("text", "want"), [
    ("Tahun 2022 merupakan tahun kedua Renstra 2020-2024.", [("2", "2020-2024", "report")]),
    ("Tahun ini adalah tahun ke-3 pelaksanaan RPJMD 2021-2026.", [("3", "2021-2026", "report")]),
    ("Tahun 2021 merupakan tahun kedua Renstra 2020-2024.", [("2", "2020-2024", "comparison")]),
    ("Laporan ini adalah laporan tahun terakhir Renstra 2020-2024.", [("5", "2020-2024", "report")]),
    ("Tahun ketiga pelaksanaan Renstra dijalani dengan baik.", [("3", "2020-2024", "report")]),
    ("Selama tiga tahun terakhir Renstra 2020-2024 berjalan baik.", []),
    ("Tahun pertama pelatihan diikuti 20 orang.", []),
])
def test_ordinals_of_years(text: str, want: list[tuple[str, str, str]]) -> None:
    assert [(m.name, m.code, m.relation) for m in mentions([text], REPORT, "tahun-ke")] == want


def test_the_national_plan_needs_no_period_and_is_not_the_regions() -> None:
    own = Identity(year=2022, renstra=(2018, 2023))
    for text, want in (("Tahun 2022 adalah tahun ketiga RPJMN.", "2020-2024"),
                       ("Tahun 2022 adalah tahun kelima RPJMD.", "2018-2023")):
        assert [m.code for m in mentions([text], own, "tahun-ke")] == [want]


def test_a_name_broken_over_two_blocks_is_one_unit() -> None:
    own = Identity("KPU Kabupaten Demak", "kabupaten", "33.21", year=2022)
    found = mentions(["KETUA KOMISI PEMILIHAN UMUM", "KABUPATEN KUDUS,", "Rahmat"], own, "unit")
    assert [(m.name, m.relation, m.block, m.value.text) for m in found] == [
        ("KPU Kabupaten Kudus", "other", 1, "KABUPATEN KUDUS")]


def test_running_headers_are_read_once_and_stand_in_no_block() -> None:
    document = make_document(["Isi laporan."])
    header = "LKj Dinas Sosial Kabupaten Blora Tahun 2021"
    document = replace(document, furniture=tuple(make_block(f"{header} {page}", 0) for page in (3, 4, 5)))
    found = [(m.kind, m.name, m.relation, m.block) for m in find_mentions(document, REPORT)]
    assert found == [("unit", "Dinas Sosial Kabupaten Blora", "other", -1), ("year", "2021", "other", -1)]


def test_weak_years_of_several_kinds_are_a_comparison() -> None:
    texts = ["Realisasi anggaran tahun 2019 tersaji.", "Bagian lain.", "Realisasi anggaran tahun 2018 tersaji."]
    assert {m.relation for m in mentions(texts, REPORT, "year")} == {"comparison"}


def test_a_mention_knows_its_place() -> None:
    text = "Menurut laporan, Dinas Sosial Kabupaten Blora bekerja."
    found = mentions(["Pembuka.", text], REPORT, "unit")[0]
    assert found.start == text.index("Dinas")
    assert found.value.text == "Dinas Sosial Kabupaten Blora"
    words = make_document(["Pembuka.", text]).blocks[1].words
    assert found.value.places[0].bbox[0] == words[2].bbox[0]
    assert found.value.places[0].bbox[2] == words[5].bbox[2]


@pytest.mark.parametrize(("text", "parts"), [
    ("Pagu Rp. 5.000.000 terserap. Sisanya nihil.", ["Pagu Rp. 5.000.000 terserap.", "Sisanya nihil."]),
    ("Peraturan No. 5 Tahun 2010 berlaku. Demikian.", ["Peraturan No. 5 Tahun 2010 berlaku.", "Demikian."]),
    ("Kepala, M. Yusuf, S.H., M.Si. Pembina Tk. I hadir.", ["Kepala, M. Yusuf, S.H., M.Si. Pembina Tk. I hadir."]),
    ("a.n. Kepala Dinas. Nilai 98,50. Baik", ["a.n. Kepala Dinas.", "Nilai 98,50.", "Baik"]),
    ("1. Meningkatnya layanan. Selesai!", ["1. Meningkatnya layanan.", "Selesai!"]),
    ("   ", []),
])
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == parts


PIECES = st.sampled_from(["KPU", "Dinas", "Kabupaten", "Kota", "Bontang", "(", ")", "Tahun", "2020", "-", "2024", ".",
                          "/", "Rencana Kinerja", "Renstra", "tahun ke", "ke-3", "terakhir", "PN", "Kelas IB",
                          "Sekretariat", "Nomor", "Pemilu", "Provinsi", ",", "Pemerintah", "LAPORAN KINERJA"])
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=1, max_size=14).map(" ".join).filter(str.strip)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_can_be_read(texts: list[str]) -> None:
    document = make_document(texts)
    for m in find_mentions(document, identify(document)):
        assert m.value.places
        text = document.flow[m.block].text  # type: ignore[union-attr]
        assert m.value.text in text and 0 <= m.start < len(text)


@pytest.mark.parametrize("text", [
    "Pada Perjanjian Kinerja Tahun 2021, target 80%. Dibandingkan tahun 2022 terdapat kenaikan.",
    "Perjanjian Kinerja Tahun 2021 memuat target 80%. Perjanjian Kinerja Tahun 2022 memuat target 90%.",
])
def test_a_year_with_its_figures_beside_the_own_one_is_doubtful(text: str) -> None:
    years = [m for m in mentions([text], REPORT, "year") if m.name == "2021"]
    assert all(m.relation == "comparison" or m.confidence < 0.6 for m in years)
