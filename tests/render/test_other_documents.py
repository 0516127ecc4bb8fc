"""A finding whose evidence stands in two files: every format says in which, and boxes are drawn in the report alone."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
from rich.console import Console

from lkj_audit.model import Evidence
from lkj_audit.pages import Picture
from lkj_audit.render import findings_csv, html, json_, sarif, terminal
from lkj_audit.render.formats import Run
from lkj_audit.render.kertas_kerja import check_xlsx
from lkj_audit.render.pdf_notes import check_pdf
from tests import pdfs
from tests.render.results import finding, result, value

OTHER = "dosir/pk 2024.pdf"
FOUND = finding(evidence=(Evidence("stated", value("88%", page=3)),
                          Evidence("expected", value("92%", page=17), OTHER)))
RESULT = result(findings=(FOUND,), problems=())
RUN = Run((RESULT,), "id", 1.0)


def test_pages_of_a_finding_are_those_of_the_report() -> None:
    assert FOUND.pages == (3,)
    assert [e.value.text for e in FOUND.own] == ["88%"]


def test_json_names_the_document() -> None:
    said = json.loads(json_.check_json([RESULT], 1.0, "id"))["reports"][0]["findings"][0]["evidence"]
    assert [(e["page"], e["document"]) for e in said] == [(3, None), (17, OTHER)]


def test_html_shows_it_in_words_and_draws_only_the_report() -> None:
    images = {n: Picture(b"RIFF", 595.3, 841.9) for n in (3, 17)}
    page = html.report_html(RESULT, images, "id")
    assert "pk 2024.pdf, hlm. 17" in page
    assert page.count('class="sheet"') == 1


def test_terminal_names_the_file() -> None:
    out = io.StringIO()
    terminal.print_audit(Console(file=out, width=110), [RESULT], "id")
    assert "pk 2024.pdf, hlm. 17" in " ".join(out.getvalue().split())


def test_sarif_points_into_the_other_file() -> None:
    found = json.loads(sarif.check_sarif(RUN))["runs"][0]["results"][0]
    (other,) = found["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"] == {"uri": "dosir/pk%202024.pdf"}


def test_working_papers_name_the_file() -> None:
    book = openpyxl.load_workbook(io.BytesIO(check_xlsx(RUN)))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert any("pk 2024.pdf, hlm. 17" in text for text in cells)


def test_csv_gives_the_pages_of_the_report() -> None:
    assert ",3," in findings_csv.check_csv(RUN)


def test_notes_are_put_on_the_report_alone(tmp_path: Path) -> None:
    path = pdfs.prose(tmp_path / "lkj.pdf")  # shorter than the other document
    mine = result(path=str(path), findings=(replace(FOUND, evidence=(
        Evidence("stated", value("88%", page=1)), Evidence("expected", value("92%", page=17), OTHER))),))
    noted = pypdfium2.PdfDocument(check_pdf(Run((mine,), "id", 1.0)))
    assert len(noted) < 17
