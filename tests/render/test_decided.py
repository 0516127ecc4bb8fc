"""Every format shows what reviewers decided: what is accepted with the finding, what does not count apart."""

from __future__ import annotations

import ctypes
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from docx import Document
from openpyxl import load_workbook
from rich.console import Console

from lkj_audit.model import AuditResult, Finding, Verdict
from lkj_audit.render import html, terminal
from lkj_audit.render.formats import FORMATS, Run, written
from tests import pdfs
from tests.render.results import decided, result


def made(path: Path) -> AuditResult:
    def because(verdict: Verdict, reason: str) -> Finding:
        f = decided(verdict, fingerprint=reason * 16)
        assert f.decision
        return replace(f, decision=replace(f.decision, reason=f"sebab {reason}"))

    return result(path=str(pdfs.paged(path / "a.pdf", list("abcde"))), findings=(because("accepted", "a"),),
                  waived=(because("explained", "b"),))


def text_of(form: str, data: Any) -> str:
    if form == "xlsx":
        return str([c.value for row in load_workbook(io.BytesIO(data))["Temuan"].iter_rows() for c in row])
    if form == "docx":
        return str(Document(io.BytesIO(data)).element.xml)
    if form == "pdf":
        return "".join(notes(data))
    return str(data)


def notes(data: bytes) -> list[str]:
    found = []
    with pdfium.PdfDocument(data) as pdf:
        for page in pdf:
            for n in range(raw.FPDFPage_GetAnnotCount(page)):
                note = raw.FPDFPage_GetAnnot(page, n)
                text = ctypes.create_string_buffer(9999)
                raw.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(text, ctypes.POINTER(raw.FPDF_WCHAR)), 9999)
                raw.FPDFPage_CloseAnnot(note)
                found.append(text.raw.decode("utf-16-le", "replace").partition("\0")[0])
    return found


@pytest.mark.parametrize("form", [f for f in FORMATS if f != "checklist"])
def test_formats(form: str, tmp_path: Path) -> None:
    (_, data), = written(FORMATS[form], Run((made(tmp_path),), "id"), tmp_path / "hasil")
    text = text_of(form, data)
    assert "sebab a" in text and ("sebab b" in text) == (form != "pdf") and "Reviewer Contoh" in text


def test_page_and_terminal(tmp_path: Path) -> None:
    report, out = made(tmp_path), io.StringIO()
    terminal.print_audit(Console(file=out, width=100), [report], "id")
    for text in (html.report_html(report, {}, "id"), out.getvalue()):
        assert "diterima: sebab a (Reviewer Contoh, 2025-01-31)" in text
        assert "dijelaskan: sebab b (Reviewer Contoh, 2025-01-31)" in text
