"""The Word files and the annotated PDF."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from docx import Document

from lkj_audit import facts
from lkj_audit.checks import registry
from lkj_audit.errors import BadTemplate
from lkj_audit.model import Evidence, Place, RuleCount
from lkj_audit.phrases import phrase
from lkj_audit.render.catatan import check_docx
from lkj_audit.render.formats import Run
from lkj_audit.render.formulir import answer, check_checklist
from lkj_audit.render.pdf_notes import check_pdf
from tests.render.results import finding, result, value

SAMPLE = Path(__file__).parents[2] / "samples" / "dinas-temuan-2024.pdf"
ITEM = {"n": 1, "text": "…", "auto": "full", "decides": ["ANG104"], "shows": ["KIN"]}


def word(data: bytes) -> tuple[str, list[list[list[str]]]]:
    document = Document(io.BytesIO(data))
    return ("\n".join(p.text for p in document.paragraphs),
            [[[c.text for c in row.cells] for row in t.rows] for t in document.tables])


def test_notes_of_the_review_have_every_finding_and_what_was_not_looked_at() -> None:
    text, tables = word(check_docx(Run((result(),), "id")))
    assert "Dinas Contoh Kabupaten Contoh" in text and "rusak" not in text
    assert [row[0] for t in tables[:2] for row in t[1:]] == ["1", "2"]
    assert "ANG104" in tables[0][1][1] and tables[0][1][2] == "3, 5"
    assert tables[2][1] == ["Tidak ada tabel rencana", "KIN101"]
    assert phrase("page-scanned", "id") in text


def test_no_findings_is_said() -> None:
    text, _ = word(check_docx(Run((result(findings=()),), "id")))
    assert phrase("nothing-found", "id") in text


def template(path: Path) -> Path:
    made = Document()
    made.add_paragraph("INSPEKTORAT CONTOH")
    made.add_paragraph("Kepada {{sat").add_run("ker}}")  # Word splits words over runs
    made.add_paragraph("{{isi}}")
    made.add_paragraph("Tembusan")
    made.save(str(path))
    return path


@pytest.mark.parametrize("make", [check_docx, check_checklist])
def test_template_keeps_its_head_and_foot_and_gets_the_content(make: Any, tmp_path: Path) -> None:
    data = make(Run((result(),), "id", template=template(tmp_path / "kop.docx")))
    paragraphs = [p.text for p in Document(io.BytesIO(data)).paragraphs]
    assert paragraphs[:2] == ["INSPEKTORAT CONTOH", "Kepada Dinas Contoh Kabupaten Contoh"]
    assert paragraphs[-1] == "Tembusan" and "{{isi}}" not in paragraphs and len(paragraphs) > 5


def test_template_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "kop.docx").write_text("bukan Word")
    with pytest.raises(BadTemplate):
        check_docx(Run((result(),), "id", template=tmp_path / "kop.docx"))


def test_form_has_the_23_items_in_three_groups() -> None:
    _, tables = word(check_checklist(Run((result(),), "id")))
    assert [row[0] for row in tables[0][1:] if row[0].isdigit()] == [str(n) for n in (*range(1, 7), *range(1, 8),
                                                                                      *range(1, 11))]
    assert sum(len(set(row)) == 1 for row in tables[0]) == 3


def test_form_names_rules_and_parts_that_there_are() -> None:
    parts = {p["part"] for p in facts.outline()["parts"]}
    for item in (i for group in facts.checklist().values() for i in group):
        assert set(item.get("decides", ())) <= set(registry.rules())
        assert set(item.get("parts", ())) <= parts
        assert all(any(code.startswith(s) for code in registry.rules()) for s in item.get("shows", ()))


def test_errors_answer_no_with_the_evidence() -> None:
    made = answer(ITEM, result(), "id")
    assert made.yes is False and "ANG104" in made.notes[0] and "hlm. 3" in made.notes[0]


def test_notes_and_evidence_alone_do_not_answer_no() -> None:
    checked = (RuleCount("ANG104", 3, 0),)
    assert answer(ITEM, result(findings=(finding(severity="info"),), rules=checked), "id").yes is True
    shown = answer(ITEM, result(findings=(finding(rule="KIN106"),), rules=checked), "id")
    assert shown.yes is True and any("KIN106" in note for note in shown.notes)


def test_what_was_not_looked_at_is_left_to_the_reviewer() -> None:
    assert answer(ITEM, result(findings=(), rules=(RuleCount("ANG104", 0, 0),)), "id").yes is None


@pytest.mark.parametrize("auto", ["partial", "manual"])
def test_what_the_document_cannot_decide_is_never_answered(auto: str) -> None:
    assert answer({**ITEM, "auto": auto}, result(), "id").yes is None


def notes(page: Any) -> list[tuple[str, tuple[float, ...]]]:
    found: list[tuple[str, tuple[float, ...]]] = []
    for n in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, n)
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, rect)
        size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        text = ctypes.create_string_buffer(size)
        raw.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(text, ctypes.POINTER(raw.FPDF_WCHAR)), size)
        raw.FPDFPage_CloseAnnot(note)
        found.append((text.raw.decode("utf-16-le").rstrip("\0"), (rect.left, rect.bottom, rect.right, rect.top)))
    return found


def test_pdf_gets_notes_and_keeps_its_bytes() -> None:
    made = check_pdf(Run((result(path=str(SAMPLE)),), "id"))
    assert made.startswith(SAMPLE.read_bytes())
    with pdfium.PdfDocument(made) as pdf:
        height = pdf[2].get_height()
        (text, box), _ = notes(pdf[2])
        assert "ANG104" in text and "Belanja Modal tidak cocok." in text and "hlm. 5" in text
        assert box == pytest.approx((50.04, height - 112, 120, height - 100), abs=0.01)
        assert len(notes(pdf[4])) == 2 and notes(pdf[0]) == []


@pytest.mark.parametrize(("turn", "box"), [(90, (20, 10, 40, 30)), (180, (170, 20, 190, 40)),
                                           (270, (60, 270, 80, 290))])
def test_notes_stand_right_on_turned_pages(turn: int, box: tuple[float, ...], tmp_path: Path) -> None:
    pdf = pdfium.PdfDocument.new()
    pdf.new_page(100 if turn == 270 else 200, 300).set_rotation(turn)
    pdf.save(tmp_path / "putar.pdf")
    placed = value("1.000", "1000")
    placed = type(placed)(placed.text, (Place(1, (10, 20, 30, 40)),), placed.quantity)
    made = check_pdf(Run((result(path=str(tmp_path / "putar.pdf"),
                                 findings=(finding(evidence=(Evidence("stated", placed),)),)),), "id"))
    with pdfium.PdfDocument(made) as turned:
        assert notes(turned[0])[0][1] == pytest.approx(box)
