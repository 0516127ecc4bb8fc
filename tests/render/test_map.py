"""The indicator map in every format: differences have a sign, scores on demand, nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.console import Console

from lkj_audit.model import AuditResult, Identity
from lkj_audit.normalize import normalize
from lkj_audit.render.map_csv import map_csv
from lkj_audit.render.map_grid import Grid, grid_of
from lkj_audit.render.map_terminal import print_map
from lkj_audit.render.map_xlsx import map_xlsx
from tests.building import make_document

NAME = "=Persentase arsip tertata"
FLOW: list[Any] = [
    {"caption": "Tabel 1 Indikator Kinerja Utama", "header": ["Sasaran", "Indikator", "Penjelasan"],
     "rows": [["Arsip", NAME, "Hitungan"], ["Arsip", "Jumlah surat", "Hitungan"]]},
    "PERJANJIAN KINERJA TAHUN 2023 KEPALA SUBBAGIAN UMUM KPU KABUPATEN SERUNI",
    {"header": ["Sasaran", "Indikator", "Target"], "rows": [["Arsip", NAME, "80%"]]},
    {"caption": "Tabel 3 Capaian Kinerja Tahun 2023", "header": ["Sasaran", "Indikator", "Target", "Realisasi"],
     "rows": [["Arsip", "Prosentase arsip yang tertata", "90%", "85%"]]},
]


def result(satker: str = "KPU Kabupaten Seruni", path: str = "seruni.pdf") -> AuditResult:
    report = normalize(make_document(FLOW), Identity(satker, year=2023))
    return AuditResult(path, "0", 1, "ok", identity=report.identity, report=report)


def cells(grid: Grid) -> list[dict[str, str]]:
    return [dict(row) for row in csv.DictReader(io.StringIO(map_csv(grid)))]


def shown(grid: Grid, lang: str = "id") -> str:
    page = io.StringIO()
    print_map(Console(file=page, width=140), grid, lang)
    return page.getvalue()


def test_csv() -> None:
    first, second = cells(grid_of([result()], "id"))
    assert first["Indikator"] == f"'{NAME}"
    assert (first["IKU"], first["Renstra"], first["PK Kasubbag"]) == ("✓", "", "(Kasubbag Umum); T 80%")
    assert first["Capaian"] == "T 90% ≠; R 85%; ≈"
    assert second["IKU"] == "✓" and second["Capaian"] == ""


def test_scores_on_demand() -> None:
    first, *_ = cells(grid_of([result()], "id", scores=True))
    assert first["PK Kasubbag"].endswith("[1,00]") and first["Capaian"].count("[") == 1 and "[" not in first["IKU"]


def test_terminal_names_the_sources_that_are_missing() -> None:
    text = shown(grid_of([result()], "id", scores=True))
    assert "KPU Kabupaten Seruni 2023" in text and "T 90% ≠" in text
    assert "Tidak ada di laporan: Renstra, RKT, PK Ketua, PK Sekretaris, Bab III, Tahun lalu." in text
    assert "Not in the report" in shown(grid_of([result()], "en"), "en")


def test_differences_are_coloured_in_the_workbook() -> None:
    sheet = load_workbook(io.BytesIO(map_xlsx(grid_of([result()], "id"), "id"))).active
    assert sheet is not None
    by_name = {str(c.value): c.column for c in sheet[1]}
    name, odd, plain = (sheet.cell(2, by_name[n]) for n in ("Indikator", "Capaian", "PK Kasubbag"))
    assert (name.value, name.data_type) == (NAME, "s")
    assert odd.fill.bgColor.rgb != plain.fill.bgColor.rgb or odd.fill.fgColor.rgb != plain.fill.fgColor.rgb
    assert "≠" in str(odd.value) and "≠" not in str(plain.value)


def test_several_reports_are_columns() -> None:
    grid = grid_of([result(), result("KPU Kota Melati", "melati.pdf")], "id", scores=True)
    assert grid.header[2:] == ("KPU Kabupaten Seruni 2023", "KPU Kota Melati 2023")
    first, second = cells(grid)
    assert first["KPU Kabupaten Seruni 2023"] == "T 80% ≠; R 85%"
    assert first["KPU Kota Melati 2023"] == "T 80% ≠; R 85%; [1,00]" and second["KPU Kota Melati 2023"] == "✓; [1,00]"


def test_units_of_one_name_are_told_apart_by_their_files() -> None:
    grid = grid_of([result(), result(path="x/salinan.pdf")], "id")
    assert grid.header[2:] == ("KPU Kabupaten Seruni 2023 (seruni.pdf)", "KPU Kabupaten Seruni 2023 (salinan.pdf)")


@pytest.mark.parametrize("results", [[], [replace(result(), report=None, status="failed")]], ids=["none", "failed"])
def test_nothing_read(results: list[AuditResult]) -> None:
    grid = grid_of(results, "id")
    assert grid.rows == () and "Tidak ada indikator" in shown(grid)
    assert len(map_csv(grid).splitlines()) == 1
