"""Tables as CSV and as a workbook."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from lkj_audit.render.csv_ import extract_csv
from lkj_audit.render.grid import defused
from lkj_audit.render.xlsx import extract_xlsx
from tests.render.results import failed, table_result

FORMULA = '=HYPERLINK("http://contoh.example","klik")'


@pytest.mark.parametrize("text", [FORMULA, "+cmd|' /C calc'!A0", "-1+1|x", "@SUM(A1)", "\t=1+1", "\n=1+1", "＝1+1"])
def test_formulas_are_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1.250.000", "+3,5 %", "- 2.000", "Belanja = Modal", "", "98,5%"])
def test_figures_and_prose_are_left_alone(text: str) -> None:
    assert defused(text) == text


def test_csv_has_a_line_for_each_row_and_says_where_it_stands() -> None:
    lines = list(csv.DictReader(io.StringIO(extract_csv([table_result(["Uraian", "Pagu"], ["a", "1.000"]), failed()]))))
    assert [(x["row"], x["col1"], x["col2"]) for x in lines] == [("0", "Uraian", "Pagu"), ("1", "a", "1.000")]
    assert {(x["table"], x["kind"], x["page"]) for x in lines} == {("T01", "anggaran_belanja", "1")}


def test_workbook_has_amounts_as_numbers_and_names_of_digits_as_text() -> None:
    made = table_result(["Uraian", "Pagu", "Kode"], ["a", "4.384.925.985", "521211"], [FORMULA, "1.250,50", "06"])
    sheet = load_workbook(io.BytesIO(extract_xlsx([made], "id")))["T01"]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["Uraian", "Pagu", "Kode"], ["a", 4384925985, "521211"], [FORMULA, 1250.5, "06"]]
    assert sheet["A3"].data_type == "s"


def test_workbook_index_names_every_table() -> None:
    one = table_result(["Uraian"], ["a"])
    book = load_workbook(io.BytesIO(extract_xlsx([one, failed(), one], "id")))
    assert book.sheetnames == ["Daftar", "1-T01", "3-T01"]
    assert [c.value for c in book["Daftar"][2]][:4] == ["1-T01", "lkj.pdf", "T01", "anggaran_belanja"]
