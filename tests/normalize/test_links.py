"""Which indicators of two tables are one: wording variants link, siblings do not (links_cases.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit.model import Identity, Indicator, Link
from lkj_audit.normalize.linking.indicators import indicators
from lkj_audit.normalize.linking.links import link_indicators
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.tables.kinds import type_tables
from tests.building import make_document

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("links_cases.yaml").read_text(encoding="utf-8"))
UNITS = {name: Identity(**unit) for name, unit in CASES["units"].items()}


def linked(
    promised: list[str], reported: list[str], identity: Identity = UNITS["kpu"]
) -> tuple[tuple[Indicator, ...], tuple[Link, ...]]:
    flow: list[Any] = [
        "Perjanjian Kinerja Tahun 2023",
        {"header": ["Sasaran", "Indikator", "Target"], "rows": [["S", n, "1"] for n in promised]},
        "Capaian Kinerja",
        {"header": ["Sasaran", "Indikator", "Target", "Realisasi"], "rows": [["S", n, "1", "1"] for n in reported]},
    ]
    found = indicators(type_tables(make_document(flow), identity))
    return found, link_indicators(found, identity)


@pytest.mark.parametrize(("unit", "one", "other"), CASES["same"])
def test_same_indicator(unit: str, one: str, other: str) -> None:
    _, links = linked([one, "Jumlah dokumen perencanaan"], [other, "Jumlah dokumen perencanaan"], UNITS[unit])
    assert (0, 2) in {(k.a, k.b) for k in links}


@pytest.mark.parametrize(("unit", "one", "other"), CASES["different"])
def test_different_indicators(unit: str, one: str, other: str) -> None:
    _, links = linked([one, "Jumlah dokumen perencanaan"], [other, "Jumlah dokumen perencanaan"], UNITS[unit])
    assert {(k.a, k.b) for k in links} == {(1, 3)}


def test_siblings_find_each_their_own() -> None:
    names = [
        "Persentase partisipasi pemilih dalam Pemilu",
        "Persentase partisipasi pemilih perempuan dalam Pemilu",
        "Persentase partisipasi pemilih disabilitas dalam Pemilu",
    ]
    shuffled = [
        "Partisipasi pemilih disabilitas pada Pemilu (persentase)",
        "Presentase Partisipasi Pemilih Perempuan pada Pemilu",
        "Prosentase Partisipasi Pemilih pada Pemilu",
    ]
    _, links = linked(names, shuffled)
    pairs = {(k.a, k.b) for k in links}
    assert {(0, 5), (1, 4)} <= pairs and (2, 3) in pairs and len(pairs) == 3


def test_each_row_has_one_partner() -> None:
    _, links = linked(["Persentase arsip tertata", "Persentase arsip tertata"], ["Persentase arsip tertata"])
    assert len(links) == 1


def test_evidence_of_a_link() -> None:
    _, links = linked(
        ["Nilai Hasil Evaluasi Akuntabilitas Kinerja", "Jumlah surat"],
        ["Hasil Nilai Evaluasi Akuntabilitas Kinerja", "Jumlah surat"],
    )
    by_method = {k.method: k for k in links}
    assert by_method["exact"].score == 1.0
    assert 0.7 < by_method["assigned"].score <= 1.0 and by_method["assigned"].runner_up < by_method["assigned"].score


def test_the_plans_of_one_owner_are_not_compared_with_each_other() -> None:
    table = {"header": ["Sasaran", "Indikator", "Target"], "rows": [["S", "Persentase arsip tertata", "1"]]}
    identity = UNITS["kpu"]
    flow: list[Any] = [
        "PERJANJIAN KINERJA TAHUN 2023 SEKRETARIS KPU KABUPATEN SERUNI",
        table,
        "PERJANJIAN KINERJA TAHUN 2023 KETUA KPU KABUPATEN SERUNI",
        table,
    ]
    both = indicators(type_tables(make_document(flow), identity))
    assert len(link_indicators(both, identity)) == 1
    flow[2] = flow[0]
    same = indicators(type_tables(make_document(flow), identity))
    assert link_indicators(same, identity) == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Prosentase  Partisipasi\nPemilih", "persentase partisipasi pemilih"),
        ("KPU Kab. Seruni yang tertib", "unitini yang tertib"),
        ("Sekretariat KPU Kabupaten Seruni", "unitini"),
        ("KPU Provinsi/Kabupaten/Kota", "kpu provinsi kabupaten kota"),
        ("minimal 97,5%", "minimal 97,5"),
    ],
)
def test_normalize_name(text: str, key: str) -> None:
    assert normalize_name(text, UNITS["kpu"]) == key
