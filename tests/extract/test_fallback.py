"""A page that pdfium gives up on is read by pdfplumber; one that nobody can read is a problem."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from lkj_audit import extract
from lkj_audit.extract.page.drawn import RawPage
from lkj_audit.extract.page.fallback import read_with_pdfplumber
from lkj_audit.extract.page.pdfium import read_page
from lkj_audit.extract.unruled.second_columns import columns_seen
from tests import pdfs


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> None:
        raise pdfium.PdfiumError("no")

    monkeypatch.setattr(extract, "read_page", give_up)


@pytest.mark.usefixtures("broken")
def test_the_table_is_read_all_the_same(tmp_path: Path) -> None:
    document = extract.read(pdfs.budget_report(tmp_path / "a.pdf", pdfs.RIGHT))
    table, = document.tables
    assert [[c.text for c in row] for row in table.rows] == pdfs.RIGHT
    assert not document.problems


@pytest.mark.usefixtures("broken")
def test_what_nobody_reads_is_said_and_soon_no_longer_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr(extract, "read_with_pdfplumber", lambda data, number, password: tried.append(number))
    document = extract.read(pdfs.paged(tmp_path / "a.pdf", ["satu"] * (extract.PATIENCE + 2)))
    assert [p.code for p in document.problems] == ["page-unreadable"] * (extract.PATIENCE + 2)
    assert len(tried) == extract.PATIENCE


def test_a_page_that_needs_too_much_memory_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said so, and no parser that needs still more is tried on it."""
    def heavy(page: object, number: int) -> RawPage:
        if number == 2:
            raise MemoryError
        return read_page(page, number)

    monkeypatch.setattr(extract, "read_page", heavy)
    monkeypatch.setattr(extract, "read_with_pdfplumber", lambda *_: pytest.fail("tried"))
    document = extract.read(pdfs.paged(tmp_path / "a.pdf", ["satu", "dua", "tiga"]))
    assert [(p.page, p.code) for p in document.problems] == [(2, "page-out-of-memory")]
    assert [p.kind for p in document.pages] == ["digital", "failed", "digital"]


def test_both_parsers_see_the_same_words_and_boxes(tmp_path: Path) -> None:
    path = pdfs.budget_report(tmp_path / "a.pdf", pdfs.RIGHT)
    second = read_with_pdfplumber(path.read_bytes(), 1, None)
    assert second is not None
    document = extract.read(path)
    cell = document.tables[0].rows[0][2]
    word = next(w for w in second.words if w.text == cell.text)
    assert word.bbox[0] >= cell.places[0].bbox[0] - 1 and word.bbox[3] <= cell.places[0].bbox[3] + 1


def test_garbage_is_no_page() -> None:
    assert read_with_pdfplumber(b"%PDF-1.4 nothing", 1, None) is None


def test_what_the_second_parsers_think_of_a_damaged_file_is_kept_to_themselves(
        tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    data = pdfs.budget_report(tmp_path / "a.pdf", pdfs.RIGHT).read_bytes().replace(b"startxref", b"startXref")
    read_with_pdfplumber(data, 1, None)
    list(columns_seen(1, data, None, 842.0))
    assert capfd.readouterr() == ("", "") and not caplog.records
