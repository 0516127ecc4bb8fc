"""The terminal report: what a reader must find on it, and what a PDF must not be able to do to it."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.console import Console

from lkj_audit.checks import registry
from lkj_audit.model import AuditResult, Evidence, Identity, Problem
from lkj_audit.render import terminal
from lkj_audit.render.text import whose
from tests.render.results import HOSTILE, IDENTITY, failed, finding, result, value


def shown(*results: AuditResult, lang: str = "id", color: bool = False) -> str:
    page = io.StringIO()
    terminal.print_audit(Console(file=page, width=100, force_terminal=color), list(results), lang)
    return page.getvalue()


def test_findings_stand_under_their_severity_with_pages() -> None:
    text = shown(result())
    assert text.index("KESALAHAN (1)") < text.index("ANG104") < text.index("PERINGATAN (1)")
    assert "hlm. 3, 5" in text and "“1.250,50”" in text


def test_a_report_on_a_part_of_the_year_is_called_so() -> None:
    half = result(identity=replace(IDENTITY, interim="Semester I"))
    assert "tahun 2024 · Semester I ·" in shown(half)
    assert whose(half) == "Dinas Contoh Kabupaten Contoh Semester I 2024"
    assert (whose(result()), whose(result(identity=Identity()))) == ("Dinas Contoh Kabupaten Contoh 2024", "lkj.pdf")


def test_arithmetic_is_aligned_and_in_the_readers_format() -> None:
    want = {"id": ("4.384.925.985", "4.384.927.985", "−2.000,5"), "en": ("4,384,925,985", "4,384,927,985", "−2,000.5")}
    for lang, (stated, expected, difference) in want.items():
        text = shown(result(findings=(finding(difference=Decimal("-2000.50")),)), lang=lang)
        lines = [line.rstrip() for line in text.splitlines()]
        start = next(i for i, line in enumerate(lines) if line.split()[-1:] == [stated + want[lang][2][-2] + "0"])
        assert [line.split()[-1] for line in lines[start:start + 3]] == [
            stated + difference[-2] + "0", expected + difference[-2] + "0", difference]
        assert len({len(line) for line in lines[start:start + 3]}) == 1


def test_a_file_without_tables_is_not_called_right() -> None:
    blank = result(findings=(), problems=(Problem(0, "no-tables"),))
    assert "Tidak ada kontradiksi" in shown(result(findings=()))
    assert "Tidak ada kontradiksi" not in shown(blank) and "Tidak ada tabel yang ditemukan" in shown(blank)


def test_unsure_finding_says_how_sure() -> None:
    assert "keyakinan 60 %" in shown(result())
    assert "keyakinan" not in shown(result(findings=(finding(),)))


def test_pages_of_one_problem_are_one_line() -> None:
    assert "hlm. 7–9, 12: " in shown(result())


def test_rules_not_evaluated_are_named_with_the_reason() -> None:
    text = shown(result())
    assert "KIN101" in text.split("Tidak dinilai")[1]


def test_nothing_found_is_said() -> None:
    assert "Tidak ada kontradiksi" in shown(result(findings=()))


def test_several_files_end_with_a_sum() -> None:
    last = shown(result(), failed()).strip().splitlines()[-1]
    assert last == "2 berkas, 1 gagal dibaca; 1 kesalahan, 1 peringatan, 0 catatan."


def test_failed_file_has_its_sentence() -> None:
    assert "rusak.pdf: PDF rusak" in shown(failed())


@pytest.mark.parametrize("where", ["evidence", "path", "satker"])
def test_a_pdf_cannot_steer_the_terminal(where: str) -> None:
    made = result()
    if where == "evidence":
        made = result(findings=(finding(evidence=(Evidence("stated", value(HOSTILE)),)),))
    elif where == "path":
        made = result(path=HOSTILE)
    else:
        made = result(identity=made.identity.__class__(HOSTILE))
    text = shown(made)
    assert "\x1b" not in text and "\u202e" not in text
    assert "[bold]" in text  # shown as it stands, not obeyed


def test_every_rule_can_be_listed_and_explained() -> None:
    page = io.StringIO()
    console = Console(file=page, width=100)
    for lang in ("id", "en"):
        terminal.print_rules(console, lang)
        for rule in registry.rules().values():
            terminal.print_rule(console, rule, lang)
    assert all(page.getvalue().count(code) >= 4 for code in registry.rules())
