"""The records as pandas frames: every record a row, money and percentages Decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lkj_audit import frames
from lkj_audit.model import AuditResult, Identity, Report
from lkj_audit.normalize import normalize
from tests.building import make_document
from tests.render.results import finding

FLOW: list[Any] = [
    "Laporan ini disusun berdasarkan Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.",
    "Pagu anggaran sebesar Rp5.250.000 dengan realisasi sebesar 98,50%. Jumlah pegawai 12 orang. "
    "Serapan naik dari 97% menjadi 98,50% sejak 3 Januari 2023, lihat Tabel 3.1.",
    "Perjanjian Kinerja Tahun 2023",
    {"header": ["Sasaran", "Indikator", "Target"], "rows": [["Arsip tertib", "Persentase arsip tertata", "97,50%"],
                                                            ["Arsip tertib", "Nilai pengawasan arsip", "BB"]]},
    "Capaian Kinerja Tahun 2023",
    {"header": ["Sasaran", "Indikator", "Target", "Realisasi"],
     "rows": [["Arsip tertib", "Persentase arsip yang tertata", "97,50%", "99%"]]},
    "Realisasi Anggaran Tahun 2023",
    {"header": ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
     "rows": [["1", "Program Kearsipan", "5.250.000", "5.171.250", "98,50"]]},
]


@pytest.fixture(scope="module")
def report() -> Report:
    return normalize(make_document(FLOW), Identity("Dinas Kearsipan Kota Melati", "kota", year=2023))


def test_each_record_is_a_row(report: Report) -> None:
    found = report.to_frames()
    assert {name: list(f.columns) for name, f in found.items()} == {
        name: list(columns) for name, columns in frames.COLUMNS.items() if name != "findings"}
    for name in frames.COLUMNS.keys() - {"tables", "findings"}:
        assert len(found[name]) == len(getattr(report, name)) > 0, name
    cells = found["tables"]
    texts = cells[cells.table == "T01"].pivot(index="row", columns="column", values="text")
    assert texts.values.tolist() == FLOW[3]["rows"]


def test_figures_stay_decimals(report: Report) -> None:
    found = report.to_frames()
    assert str(found["indicators"].target[0]) == "97.50" and isinstance(found["indicators"].target[0], Decimal)
    assert found["indicators"].target[1] is None and found["indicators"].target_grade[1] == "BB"
    assert found["budget"].pagu.sum() == Decimal(5250000)
    figures = {"value", "target", "realisasi", "capaian", "pagu"}
    columns = [f[c] for f in found.values() for c in f.columns if c in figures]
    assert {type(v) for column in columns for v in column if v is not None} == {Decimal}


def test_a_link_names_its_indicators(report: Report) -> None:
    link = report.to_frames()["links"].iloc[0]
    indicators = report.to_frames()["indicators"].set_index("indicator")
    assert (indicators.name[link.a], indicators.name[link.b]) == (link.name_a, link.name_b)


def test_an_empty_report_has_all_columns() -> None:
    empty = Report(make_document(["Kosong."]), Identity())
    assert all(len(f) == 0 and list(f.columns) == list(frames.COLUMNS[n]) for n, f in empty.to_frames().items())


def test_a_result_adds_its_findings(report: Report) -> None:
    one = finding(expected=Decimal("10.5"), stated=Decimal("10.0"))
    result = AuditResult("a.pdf", "0", 1, "ok", findings=(one,))
    assert list(result.to_frames()) == ["findings"]
    row = result.to_frames()["findings"].iloc[0]
    assert (row.rule, row.expected, row.page) == (one.rule, Decimal("10.5"), one.evidence[0].place.page)
    assert "budget" in AuditResult("a.pdf", "0", 1, "ok", report=report).to_frames()
