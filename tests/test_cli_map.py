"""``lkj-audit map`` from end to end."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lkj_audit import cli

SAMPLES = Path(__file__).parents[1] / "samples"
REPORT = SAMPLES / "kpu-temuan-2023.pdf"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["lkj-audit", "map", *map(str, arguments)])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_one_report_in_the_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, REPORT, "--scores") == 0
    out = capsys.readouterr().out
    assert "Capaian" in out and "≠" in out and "[1,00]" in out


def test_several_reports_as_csv(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, REPORT, SAMPLES / "dinas-temuan-2024.pdf", "--format", "csv") == 0
    header, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert len(header) == 4 and len(rows) > 5
    assert all(any(row[2:]) for row in rows)


def test_a_workbook_needs_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run(monkeypatch, REPORT, "--format", "xlsx") == 2
    assert run(monkeypatch, REPORT, "--format", "xlsx", "--output", tmp_path / "peta.xlsx") == 0
    sheet = load_workbook(tmp_path / "peta.xlsx").active
    assert sheet is not None and sheet.max_column == 11 and sheet.max_row > 5


def test_a_missing_file_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "tidak-ada.pdf") == 2
    assert "tidak-ada.pdf" in capsys.readouterr().err
