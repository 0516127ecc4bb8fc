"""What tables are taken for: kind, column roles and owner, over many agencies (kinds_cases.yaml)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit.model import Identity, TypedTable
from lkj_audit.normalize.tables.kinds import type_tables
from tests.building import make_document

# BaseLoader: every scalar is text ("No" is a heading, not false)
CASES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("kinds_cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def typed(flow: list[Any], **identity: Any) -> tuple[TypedTable, ...]:
    return type_tables(make_document(flow), Identity(**identity))


@pytest.mark.parametrize("name", CASES)
def test_kind_roles_owner(name: str) -> None:
    case = CASES[name]
    identity = case.get("identity", {})
    (table,) = typed([*case["before"], case["table"]], **{k: int(v) if k == "year" else v for k, v in identity.items()})
    assert table.kind == case["kind"], (table.kind, table.runner_up, table.roles)
    if "roles" in case:
        assert list(table.roles) == case["roles"]
    if "owner" in case:
        assert table.owner == (case["owner"] or None)


def test_small_table_of_one_sasaran_is_part_of_the_large_one() -> None:
    header = ["No", "Sasaran", "Indikator", "Target", "Realisasi"]
    rows = [
        [str(i), f"Sasaran {w}", f"Persentase {w}", "100%", "90%"]
        for i, w in enumerate(("arsip", "aset", "gaji", "surat"), 1)
    ]
    large, small = typed(
        [
            "Pengukuran Kinerja",
            {"header": header, "rows": rows},
            "Sasaran arsip",
            {"header": header[2:], "rows": [rows[0][2:]]},
        ]
    )
    assert (large.kind, small.kind) == ("capaian", "capaian_sasaran")


def test_tables_of_single_sasaran_alone_stay_capaian() -> None:
    header = ["Indikator", "Target", "Realisasi"]
    kinds = [
        t.kind
        for t in typed(
            [
                "Sasaran 1",
                {"header": header, "rows": [["Persentase arsip", "100%", "90%"]]},
                "Sasaran 2",
                {"header": header, "rows": [["Persentase aset", "100%", "80%"]]},
            ]
        )
    ]
    assert kinds == ["capaian", "capaian"]


def test_budget_under_a_pk_takes_its_owner() -> None:
    tables = typed(
        [
            "PERJANJIAN KINERJA TAHUN 2023 SEKRETARIS KPU KABUPATEN SERUNI",
            {
                "header": ["No", "Sasaran", "Indikator", "Target"],
                "rows": [["1", "Tertib", "Persentase tertib", "100%"]],
            },
            {"header": ["Program", "Anggaran"], "rows": [["1. Dukungan Manajemen", "Rp 2.768.000.000"]]},
        ]
    )
    assert [(t.kind, t.owner) for t in tables] == [("pk", "Sekretaris"), ("pk_anggaran", "Sekretaris")]


def test_quantities_follow_the_style_of_their_column() -> None:
    (table,) = typed(
        [
            "Realisasi anggaran",
            {
                "header": ["Program", "Pagu", "Realisasi", "%"],
                "rows": [
                    ["Program A", "1,234,567,890", "1,000,000,000", "81.00"],
                    ["Program B", "10,000", "5,000", "50.00"],
                ],
            },
        ]
    )
    assert [q.value for q in table.quantities[1][1:] if q] == [Decimal(10000), Decimal(5000), Decimal(50)]
    assert table.value(0, 1).number == Decimal(1234567890)


def test_one_year_in_the_headings_changes_nothing() -> None:
    (table,) = typed(
        [
            "Capaian kinerja",
            {
                "header": ["Indikator", "Target Tahun 2022", "Realisasi Tahun 2022"],
                "rows": [["Nilai SAKIP", "70", "72"]],
            },
        ],
        year=2022,
    )
    assert table.roles == ("indikator", "target", "realisasi")


def test_doubt_shows_in_the_confidence() -> None:
    (clear,) = typed(
        [
            {
                "caption": "Tabel 2.2 Rencana Kinerja Tahunan",
                "header": ["Sasaran", "Indikator", "Target"],
                "rows": [["A", "Jumlah surat", "5"]],
            }
        ]
    )
    (vague,) = typed([{"header": ["Sasaran", "Indikator", "Target"], "rows": [["A", "Jumlah surat", "5"]]}])
    assert clear.kind == "rkt" and clear.confidence > vague.confidence


def test_goods_beside_a_table_of_indicators_are_no_indicators() -> None:
    indicators = {"header": ["Indikator Kinerja", "Target", "Realisasi", "Capaian"],
                  "rows": [["Nilai tukar petani", "101", "102", "100,99%"], ["Persentase panen", "80%", "80%", "100%"]]}
    goods = {"header": ["Komoditas", "Target", "Realisasi", "Capaian"],
             "rows": [["Jahe", "1.500", "1.800", "120,00%"], ["Kunyit", "2.000", "1.000", "50,00%"]]}
    kinds = [t.kind for t in typed(["Capaian kinerja", indicators, "Produksi", goods])]
    assert kinds == ["capaian", "lain"]


def test_indicators_under_another_heading_are_indicators() -> None:
    plan = {"header": ["Sasaran", "Indikator Kinerja", "Target"],
            "rows": [["Petani sejahtera", "Nilai tukar petani", "101"], ["Panen naik", "Persentase panen", "80%"]]}
    rows = [["Nilai tukar petani", "101", "102", "100,99%"], ["Persentase panen", "80%", "80%", "100%"]]
    told = {"header": ["Uraian", "Target", "Realisasi", "Capaian"], "rows": rows}
    part = {"header": ["Indikator Kinerja", "Target", "Realisasi", "Capaian"], "rows": rows[1:]}
    tables = typed(["Perjanjian Kinerja", plan, "Capaian kinerja", told, "Sasaran panen", part])
    assert tables[1].kind == "capaian"
