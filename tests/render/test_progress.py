"""How far a run is: what a terminal and what a log file get."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from lkj_audit.model import AuditResult, Problem
from lkj_audit.render import progress
from tests.render.results import result

FAILED = AuditResult("rusak\x1b[2J.pdf", "", 0, "failed", (Problem(0, "damaged"),))


def test_without_a_terminal_each_file_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress("id", 2) as shown:
        shown.running([Path("lkj.pdf")])
        shown.finished(result(), 1, 2)
        shown.finished(FAILED, 2, 2)
    assert capsys.readouterr().err.splitlines() == [
        "[1/2] lkj.pdf: 1 kesalahan, 1 peringatan, 0 catatan",
        "[2/2] rusak�[2J.pdf: tidak terbaca: rusak atau terpotong"]


def test_what_was_only_read_has_no_findings_to_count(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress("en", 2) as shown:
        shown.finished(AuditResult("lkj.pdf", "", 7, "ok"), 1, 2)
    assert capsys.readouterr().err == "[1/2] lkj.pdf: 7 pages read\n"


def test_a_single_file_is_quiet_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress("en", 1) as shown:
        shown.page(1, 3)
        shown.finished(result(), 1, 1)
    assert capsys.readouterr().err == ""


def test_the_table_shows_what_is_read_what_was_and_how_far_it_is() -> None:
    table = progress._Table("en", 20)
    for n in range(12):
        table.finished(result(path=f"{n}.pdf"), n + 1, 20)
    table.finished(FAILED, 13, 20)
    table.running([Path("berat.pdf"), Path("lambat.pdf")])
    table.running([Path("lambat.pdf")])
    page = io.StringIO()
    Console(width=100, file=page).print(table.drawn())
    drawn = page.getvalue()
    assert "11.pdf" in drawn and "4.pdf" not in drawn and "lambat.pdf" in drawn
    assert "berat.pdf" not in drawn and "not read: damaged" in drawn and "13 of 20 files, 1 not read" in drawn
