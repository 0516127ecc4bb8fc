"""``AuditResult.save`` and the example of the guide."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from lkj_audit.errors import OutputIsInput, UnknownForm, UnwritableOutput
from lkj_audit.model import AuditResult
from lkj_audit.render.files import ENDS
from lkj_audit.render.formats import FORMATS
from tests import pdfs
from tests.render.results import result

STARTS = {"html": b"<!DOCTYPE html>", "json": b'{"schema"', "jsonl": b'{"type": "report"', "csv": b"path,satker",
          "xlsx": b"PK", "docx": b"PK", "checklist": b"PK", "pdf": b"%PDF", "sarif": b'{"$schema"', "junit": b"<?xml"}


@pytest.fixture
def made(tmp_path: Path) -> AuditResult:
    return result(path=str(pdfs.paged(tmp_path / "lkj.pdf", ["satu", "dua", "tiga", "empat", "lima"])))


def test_every_format_can_be_saved() -> None:
    assert set(ENDS.values()) == {*FORMATS, "html"} == set(STARTS)


@pytest.mark.parametrize("end", ENDS)
def test_the_end_of_the_name_says_the_format(made: AuditResult, tmp_path: Path, end: str) -> None:
    target = tmp_path / f'hasil "Q1" 2024{end}'
    made.save(str(target))
    assert target.read_bytes().startswith(STARTS[ENDS[end]])


def test_forms_are_told_apart(made: AuditResult, tmp_path: Path) -> None:
    from docx import Document

    for name, title in (("a.docx", "CATATAN HASIL REVIU"), ("a-checklist.docx", "FORMULIR CHECKLIST")):
        made.save(tmp_path / name)
        assert title in Document(str(tmp_path / name)).paragraphs[0].text


def test_language(made: AuditResult, tmp_path: Path) -> None:
    made.save(tmp_path / "a.html", lang="en")
    assert '<html lang="en">' in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.html", "a.xlsx", "a.json", "a.pdf"])
def test_place_that_cannot_be_written(made: AuditResult, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnwritableOutput):
        made.save(tmp_path / "tidak-ada" / name)


def test_unknown_ending(made: AuditResult, tmp_path: Path) -> None:
    with pytest.raises(UnknownForm, match=r"\.xlsx"):
        made.save(tmp_path / "a.doc")


def test_the_report_itself_is_never_overwritten(made: AuditResult) -> None:
    before = Path(made.path).read_bytes()
    with pytest.raises(OutputIsInput):
        made.save(made.path)
    assert Path(made.path).read_bytes() == before


def test_example_of_the_guide_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(Path(__file__).parents[2] / "docs" / "contoh_api.py"))
    said = capsys.readouterr().out
    assert "KPU Kota Bitung 2023" in said and "kertas-kerja.xlsx" in said and "'mended': 2" in said
