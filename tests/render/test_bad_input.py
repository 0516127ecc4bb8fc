"""Every format with what reports should not have in them, and with none or too many findings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2 as pdfium
import pytest
from docx import Document
from openpyxl import load_workbook

from lkj_audit.model import AuditResult, Evidence, Identity, Problem
from lkj_audit.render.formats import FORMATS, Run, written
from tests import pdfs
from tests.render.results import HOSTILE, decided, failed, finding, result, value
from tests.render.test_html import many

STRANGE = "تقرير الأداء 📊 👩🏽‍💼 ‏12,5% \u202etxet\u202c"
COUNT: dict[str, Callable[[Any], int]] = {  # how many findings a file holds
    "json": lambda data: len(json.loads(data)["reports"][0]["findings"]),
    "jsonl": lambda data: sum(json.loads(line)["type"] == "finding" for line in data.splitlines()),
    "csv": lambda data: sum(bool(line["rule"]) for line in csv.DictReader(io.StringIO(data))),
    "sarif": lambda data: len(json.loads(data)["runs"][0]["results"]),
    "junit": lambda data: sum(text.count("[0") for text in ElementTree.fromstring(data).itertext()),
    "xlsx": lambda data: sum(bool(r[0]) for r in load_workbook(io.BytesIO(data), read_only=True)["Temuan"].iter_rows(
        min_row=2, max_col=1, values_only=True)),
    "docx": lambda data: Document(io.BytesIO(data)).element.xml.count("tidak cocok."),
    "checklist": lambda data: Document(io.BytesIO(data)).element.xml.count("ANG104"),
    "pdf": lambda data: notes(data),
}


def notes(data: bytes) -> int:
    import pypdfium2.raw as raw

    with pdfium.PdfDocument(data) as pdf:
        return sum(raw.FPDFPage_GetAnnotCount(page) for page in pdf)


def made(form: str, tmp_path: Path, *results: AuditResult) -> Any:
    (_, data), = written(FORMATS[form], Run(results, "id"), tmp_path / "hasil")
    return data


def at(path: Path, **more: Any) -> AuditResult:
    """A result of a real PDF of five pages."""
    return result(path=str(pdfs.paged(path, list("abcde"))), **more)


def test_all_formats_are_tried() -> None:
    assert set(COUNT) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_no_findings(form: str, tmp_path: Path) -> None:
    assert COUNT[form](made(form, tmp_path, at(tmp_path / "a.pdf", findings=()))) == 0


@pytest.mark.parametrize("form", [f for f in FORMATS if f not in ("docx", "checklist")])
def test_two_thousand_findings(form: str, tmp_path: Path) -> None:
    assert COUNT[form](made(form, tmp_path, at(tmp_path / "a.pdf", findings=many(2000)))) == 2000


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", [STRANGE, HOSTILE, "]]></script><w:t>&amp;\x00\ufffe\ud800", "=1+1", "x" * 40_000],
                         ids=["rtl-emoji", "controls", "markup", "formula", "long"])
def test_text_of_any_kind(form: str, text: str, tmp_path: Path) -> None:
    bad = decided("accepted", item=text, evidence=(Evidence("stated", value(text)),))
    data = made(form, tmp_path, at(tmp_path / "a.pdf", findings=(bad,), identity=Identity(text, year=2024)))
    assert COUNT[form](data) >= 1
    if isinstance(data, str):
        assert "\u202e" not in data and "\x1b" not in data and data.encode()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["LKj \"akhir\" & 'draf' <1> #2 100%.pdf", "laporan 📊 تقرير.pdf", "-rf.pdf"])
def test_file_names_of_any_kind(form: str, name: str, tmp_path: Path) -> None:
    assert COUNT[form](made(form, tmp_path, at(tmp_path / name))) >= 1


@pytest.mark.parametrize("form", FORMATS)
def test_pages_and_files_that_failed(form: str, tmp_path: Path) -> None:
    bad = tuple(Problem(n, "page-unreadable") for n in range(1, 60))
    data = made(form, tmp_path, at(tmp_path / "a.pdf", problems=bad, findings=(finding(),)))
    assert COUNT[form](data) >= 1
    if not FORMATS[form].each:
        assert made(form, tmp_path, failed(), failed(path="lain.pdf"))
