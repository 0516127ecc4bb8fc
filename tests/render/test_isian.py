"""Decisions on the working papers: prefilled, filled in, read back."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import Workbook, load_workbook

from lkj_audit.errors import NoFindingsSheet, NotAWorkbook
from lkj_audit.model import Decision, Identity
from lkj_audit.render.kertas_isian import Filled, Unclear, read, said
from lkj_audit.render.kertas_kerja import COL
from tests.render.filling import fill, papers
from tests.render.results import IDENTITY, decided, finding, result

TODAY = datetime.date(2025, 3, 1)
DATE = datetime.date(2025, 1, 31)
DECISION = Decision(IDENTITY.key, 2024, "0123456789abcdef", "explained", "lihat KKA 12", "Reviewer Contoh", DATE)
CELLS = {"decision": "dijelaskan", "reason": "lihat KKA 12", "person": "Reviewer Contoh", "date": DATE}


@pytest.mark.parametrize(("lang", "word"), [("id", "dijelaskan"), ("en", "explained"), ("id", "  DIJELASKAN ")])
def test_what_is_filled_in_is_read_back(tmp_path: Path, lang: str, word: str) -> None:
    path = fill(papers(tmp_path / "kk.xlsx", result(), lang=lang), 2, {**CELLS, "decision": word}, lang)
    assert read(path, TODAY) == [Filled(2, DECISION)]


def test_nothing_filled_in_is_nothing(tmp_path: Path) -> None:
    assert read(papers(tmp_path / "kk.xlsx", result()), TODAY) == []


@pytest.mark.parametrize(("cell", "date"), [
    (None, TODAY), ("31/01/2025", DATE), ("31-01-2025", DATE), ("2025-01-31", DATE),
    (datetime.datetime(2025, 1, 31, 8, 30), DATE)])
def test_dates_are_read_as_people_write_them(tmp_path: Path, cell: Any, date: datetime.date) -> None:
    line, = read(fill(papers(tmp_path / "kk.xlsx", result()), 2, {**CELLS, "date": cell}), TODAY)
    assert isinstance(line, Filled) and line.decision.date == date


@pytest.mark.parametrize(("cells", "want"), [
    ({"reason": None}, "Baris 3 tidak dipakai: Alasan belum diisi."),
    ({"reason": " ", "person": None}, "Baris 3 tidak dipakai: Alasan, Reviewer belum diisi."),
    ({"decision": None}, "Baris 3 tidak dipakai: Simpulan reviewer belum diisi."),
    ({"fingerprint": None}, "Baris 3 tidak dipakai: Sidik belum diisi."),
    ({"decision": "setuju"}, "Baris 3 tidak dipakai: “setuju” bukan simpulan; pilih diterima, dijelaskan, tidak "
                             "relevan."),
    ({"date": "kemarin"}, "Baris 3 tidak dipakai: “kemarin” bukan tanggal, misalnya 31/01/2025."),
])
def test_lines_filled_in_by_half_are_said_and_the_rest_is_taken(tmp_path: Path, cells: dict[str, Any],
                                                               want: str) -> None:
    path = fill(fill(papers(tmp_path / "kk.xlsx", result()), 2, CELLS), 3, {**CELLS, **cells})
    taken, left = read(path, TODAY)
    assert taken == Filled(2, DECISION) and isinstance(left, Unclear) and said(left, "id") == want


def test_decisions_there_are_stand_on_the_papers_and_come_back_unchanged(tmp_path: Path) -> None:
    made = result(findings=(finding(fingerprint="1" * 16), decided("accepted", fingerprint="2" * 16)),
                  waived=(decided("not-relevant", fingerprint="3" * 16),))
    lines = read(papers(tmp_path / "kk.xlsx", made), TODAY)
    assert [(x.row, x.decision.fingerprint, x.decision.verdict, x.decision.date) for x in lines
            if isinstance(x, Filled)] == [(3, "2" * 16, "accepted", DATE), (4, "3" * 16, "not-relevant", DATE)]


def test_counts_follow_the_decisions(tmp_path: Path) -> None:
    made = result(findings=(finding(), decided("accepted")), waived=(decided("explained"),))
    book = load_workbook(papers(tmp_path / "kk.xlsx", made), data_only=True)
    assert [c.value for c in book["Ringkasan"][5]][5:] == [2, 0, 0, 2, 1]  # errors, warnings, notes, decided, open


def test_sheets_and_columns_are_found_by_their_names(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Kertas kerja Tim II"])
    sheet = book.create_sheet("Hasil reviu")
    sheet.append([None])
    sheet.append(["Reviewer", "ALASAN", "Catatan", "Simpulan reviewer", "Sidik", "Tahun", "Instansi"])
    sheet.append(["Reviewer Contoh", "lihat KKA 12", "", "dijelaskan", DECISION.fingerprint, 2024,
                  IDENTITY.satker.upper()])
    book.save(tmp_path / "kk.xlsx")
    assert read(tmp_path / "kk.xlsx", DATE) == [Filled(3, DECISION)]


def test_reports_without_a_unit_are_known_by_their_file(tmp_path: Path) -> None:
    made = result(path="a/LKj Akhir.pdf", identity=Identity())
    line, = read(fill(papers(tmp_path / "kk.xlsx", made), 2, CELLS), TODAY)
    assert isinstance(line, Filled) and (line.decision.unit, line.decision.year) == (made.unit, None)
    assert made.unit == "lkj akhir.pdf"


def test_what_is_no_working_paper_is_said(tmp_path: Path) -> None:
    (tmp_path / "teks.xlsx").write_text("bukan buku kerja")
    with pytest.raises(NotAWorkbook):
        read(tmp_path / "teks.xlsx", TODAY)
    Workbook().save(tmp_path / "lain.xlsx")
    with pytest.raises(NoFindingsSheet):
        read(tmp_path / "lain.xlsx", TODAY)


def test_links_lead_to_the_html_page_beside(tmp_path: Path) -> None:
    made = (result(path="2024/LKj “akhir” #1.pdf"), result(path="2024/lain.pdf"))
    (tmp_path / "LKj “akhir” #1.html").touch()
    papers(tmp_path / "kk.xlsx", *made)
    sheet = load_workbook(tmp_path / "kk.xlsx")["Temuan"]
    first, other = (sheet.cell(row, COL["page"] + 1) for row in (2, 4))
    assert first.value == "3, 5" and other.value == "3, 5" and other.hyperlink is None
    assert (unquote(first.hyperlink.target), first.hyperlink.location) == ("LKj “akhir” #1.html", "t-0123456789abcdef")
