"""The working papers as a spreadsheet reads them, and as LibreOffice calculates them."""

from __future__ import annotations

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lkj_audit import engine
from lkj_audit.model import AuditResult, Evidence
from lkj_audit.render.formats import Run
from lkj_audit.render.kertas_kerja import TEMUAN, check_xlsx
from lkj_audit.render.rekalkulasi import how
from lkj_audit.render.workbook import Book
from tests.render.results import failed, finding, result, table_result, value

SAMPLE = Path(__file__).parents[2] / "samples" / "dinas-temuan-2024.pdf"
FORMULA = '=HYPERLINK("http://contoh.example")'
SHEETS = ["Ringkasan", "Temuan", "Uji per aturan", "Tabel", "Peta indikator", "Rekalkulasi temuan",
          "Rekalkulasi anggaran", "Rekalkulasi kinerja"]


def book(*results: AuditResult, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(check_xlsx(Run(results, "id"))), data_only=values)


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_every_sheet_is_there_even_when_there_is_nothing_to_say() -> None:
    assert book(result(findings=()), failed()).sheetnames == SHEETS


def test_findings_can_be_filtered_and_decided_on() -> None:
    sheet = book(result())["Temuan"]
    first = rows(sheet)[0]
    assert (first["Tertulis"], first["Selisih"], first["Tanggapan satker"]) == (4384925985, -2000, None)
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref == "A1:W3"
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert [(str(v.sqref), v.formula1) for v in lists] == [("P2:P3", '"diterima,dijelaskan,tidak relevan"')]
    assert len(TEMUAN) == 23


def test_text_from_the_pdf_is_never_a_formula() -> None:
    made = book(table_result([FORMULA, "Pagu"], [FORMULA, "1.000"]),
                result(path=FORMULA, findings=(finding(item=FORMULA, evidence=(Evidence("stated", value(FORMULA)),)),)))
    kinds = {c.data_type for s in ("Temuan", "Uji per aturan", "Tabel", "Peta indikator")
             for line in made[s].iter_rows() for c in line}
    assert "f" not in kinds


def test_figures_are_numbers_and_those_too_long_for_a_spreadsheet_stay_text() -> None:
    made = table_result(["Uraian", "Pagu"], ["a", "4.384.925.985"], ["b", "12.345.678.901.234.567"], ["c", "521211"])
    cells = [line[5] for line in book(made)["Tabel"].iter_rows(min_row=4, values_only=True)]
    assert cells == [4384925985, "12345678901234567", "521211"]


def test_rules_say_found_clean_or_not_evaluated() -> None:
    assert [(x["Aturan"], x["Diperiksa"], x["Temuan"], x["Hasil"]) for x in rows(book(result())["Uji per aturan"])] == [
        ("ANG104", 1200, 2, "ada temuan"), ("KIN101", 0, 0, "tidak dinilai")]


@pytest.mark.parametrize(("parts", "whole", "expected", "method"), [
    (["10", "20"], None, "30", "sum"), (["661347500"], "684920000", "23572500", "rest"),
    (["2783602426"], "2806906000", "99.17", "share"), (["90", "95"], None, "92.5", "mean"),
    (["10", "20"], None, "31", None)])
def test_formula_is_the_one_that_gives_the_expected_figure(parts: list[str], whole: str | None, expected: str,
                                                           method: str | None) -> None:
    evidence = [Evidence("part", value(p, p)) for p in parts]
    evidence += [Evidence("whole", value(whole, whole))] if whole else []
    way = how(finding(evidence=tuple(evidence), expected=Decimal(expected)))
    assert (way.method if way else None) == method


@pytest.fixture(scope="module")
def sample() -> AuditResult:
    return engine.audit(SAMPLE)


def test_budget_of_a_report_is_worked_out_again(sample: AuditResult) -> None:
    made = load_workbook(io.BytesIO(check_xlsx(Run((sample,), "id"))), data_only=True)
    lines = [[c.value for c in line] for line in made["Rekalkulasi anggaran"].iter_rows(min_row=2)]
    off = [(line[4], line[13]) for line in lines if line[13]]
    assert off == [("Pengelolaan Perpustakaan Daerah", 180000)]  # the only wrong sisa of the sample
    assert not any(line[c] for line in lines for c in (7, 10, 16))


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice Calc")
def test_libreoffice_calculates_the_same(sample: AuditResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = load_workbook(io.BytesIO(check_xlsx(Run((sample,), "id"))), data_only=True)
    kept = Book.formula
    monkeypatch.setattr(Book, "formula", lambda self, sheet, row, col, formula, value, decimals=None: kept(
        self, sheet, row, col, formula, Decimal(-7), decimals))  # what is stored is wrong: only calculating helps
    source, profile = tmp_path / "kertas kerja.xlsx", tmp_path / "profile" / "user"
    source.write_bytes(check_xlsx(Run((sample,), "id")))
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE)
    subprocess.run(["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to", "xlsx",
                    "--outdir", str(tmp_path / "out"), str(source)], check=True, capture_output=True, timeout=120)
    theirs = load_workbook(tmp_path / "out" / source.name, data_only=True)
    formulas = [(sheet.title, cell.coordinate) for sheet in load_workbook(source) for line in sheet.iter_rows()
                for cell in line if cell.data_type == "f"]
    assert len(formulas) > 100
    for sheet, cell in formulas:
        assert theirs[sheet][cell].value == pytest.approx(ours[sheet][cell].value), f"{sheet}!{cell}"
