"""The index over a batch: what stands in it, in which order, and that neither format can be made to do anything."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import openpyxl
import pytest

from lkj_audit.model import AuditResult, Problem
from lkj_audit.render import indeks
from lkj_audit.render.indeks_xlsx import index_xlsx
from lkj_audit.since import Since, since
from tests.render.results import HOSTILE, IDENTITY, failed, finding, result

# openpyxl knows no data bars; it says so for each
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
CHROMIUM = Path("/usr/bin/chromium")


def unit(name: str, *rules: str) -> AuditResult:
    return result(path=f"{name}.pdf", identity=replace(IDENTITY, satker=name), problems=(), status="ok",
                  findings=tuple(finding(rule=r, fingerprint=f"{n:016x}") for n, r in enumerate(rules)))


BATCH = [unit("Dinas A", "ANG104"), unit("Dinas B", "ANG104", "ANG104", "KIN101"), unit("Dinas C"),
         failed("damaged", "r1.pdf"), failed("encrypted", "r2.pdf"), failed("damaged", "r3.pdf")]
SINCE = Since(datetime(2025, 3, 1, tzinfo=UTC),
              {"Dinas B.pdf": {"new": 2, "remaining": 1, "mended": 4, "unchecked": 0}}, ("Dinas A.pdf",), ("lama.pdf",))


def names(results: list[AuditResult]) -> dict[str, str]:
    return {r.path: f"{Path(r.path).stem}.html" for r in results}


def index(results: list[AuditResult] = BATCH, last: Since | None = None) -> indeks.Index:
    return indeks.index_of(results, names(results), "id", last)


def test_reports_come_gravest_first_and_the_unread_last() -> None:
    assert [line.result.path for line in index().lines] == [
        "Dinas B.pdf", "Dinas A.pdf", "Dinas C.pdf", "r1.pdf", "r2.pdf", "r3.pdf"]


def test_rules_are_counted_by_reports_and_findings() -> None:
    assert [(r.code, r.reports, r.findings) for r in index().rules] == [("ANG104", 2, 3), ("KIN101", 1, 1)]


def test_a_rule_is_counted_by_how_grave_its_findings_are() -> None:
    noted = [replace(unit("Dinas D"), findings=(finding(severity="info"), finding(severity="info"))),
             replace(unit("Dinas E"), findings=(finding(severity="info"), finding(severity="warning")))]
    assert [(r.code, r.severity, r.reports, r.findings) for r in index(noted).rules] == [
        ("ANG104", "warning", 1, 1), ("ANG104", "info", 2, 3)]


def test_a_file_without_tables_is_not_one_without_errors() -> None:
    blank = replace(unit("Dinas F"), problems=(Problem(0, "no-tables"),))
    found = index([*BATCH, blank])
    assert found.spread[0] == ("0", 1)
    assert [line.result.path for line in found.causes["no-tables"]] == ["Dinas F.pdf"]


def test_unread_files_are_gathered_by_cause() -> None:
    assert {cause: [line.result.path for line in lines] for cause, lines in index().causes.items()} == {
        "damaged": ["r1.pdf", "r3.pdf"], "encrypted": ["r2.pdf"]}


def test_spread_counts_every_report_that_was_read_once() -> None:
    assert index().spread[:3] == (("0", 1), ("1–2", 1), ("3–5", 1))
    many = [unit(f"Dinas {n}", *["ANG104"] * n) for n in range(30)]
    assert sum(n for _, n in index(many).spread) == 30
    assert index(many).spread[-1] == ("21+", 9)


@pytest.mark.parametrize(("largest", "end", "marks"), [
    (0, 1, (0, 1)), (1, 1, (0, 1)), (5, 5, (0, 1, 2, 3, 4, 5)), (6, 6, (0, 2, 4, 6)), (18, 20, (0, 5, 10, 15, 20)),
    (430, 500, (0, 100, 200, 300, 400, 500))])
def test_axis_has_round_marks_and_holds_the_largest(largest: int, end: int, marks: tuple[int, ...]) -> None:
    assert indeks.scale(largest) == (end, marks)


def test_page_tells_what_became_of_it_since_the_last_run() -> None:
    page = indeks.index_html(BATCH, names(BATCH), "id", SINCE)
    assert "Sejak pemeriksaan 01-03-2025" in page
    for said in ("<strong>2</strong> baru", "<strong>1</strong> tetap ada", "<strong>4</strong> sudah diperbaiki",
                 "1 laporan belum ada waktu itu"):
        assert said in page
    assert "Sejak pemeriksaan" not in indeks.index_html(BATCH, names(BATCH), "id")


def test_page_leads_to_each_report_that_was_read() -> None:
    page = indeks.index_html(BATCH, names(BATCH), "id")
    assert 'href="Dinas%20B.html"' in page and 'href="index.xlsx"' in page
    assert 'href="r1.html"' not in page


@pytest.mark.parametrize("results", [[], [failed()], [unit("Dinas C")]], ids=["none", "unread", "clean"])
def test_a_batch_may_have_nothing_to_show(results: list[AuditResult]) -> None:
    assert "<main" in indeks.index_html(results, names(results), "en", None)
    assert openpyxl.load_workbook(io.BytesIO(index_xlsx(results, names(results), "en")))


def test_nothing_of_a_pdf_is_markup_or_formula() -> None:
    bad = unit('=HYPERLINK("x")<script>alert(1)</script>' + HOSTILE, "ANG104")
    page = indeks.index_html([bad], {bad.path: 'a"><img src=x>.html'}, "id")
    assert "<script>alert" not in page and "<img" not in page and "\x1b" not in page and "\u202e" not in page
    sheet = openpyxl.load_workbook(io.BytesIO(index_xlsx([bad], {bad.path: "a.html"}, "id"))).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s" and str(cell.value).startswith("=HYPERLINK") and "\x1b" not in str(cell.value)


def test_workbook_holds_what_the_page_shows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(index_xlsx(BATCH, names(BATCH), "id", SINCE)))
    assert book.sheetnames == ["Laporan", "Aturan", "Kelompok aturan", "Tidak terbaca"]
    reports = list(book["Laporan"].iter_rows(values_only=True))
    assert reports[0][4:10] == ("Kesalahan", "Peringatan", "Catatan", "Baru", "Tetap ada", "Sudah diperbaiki")
    assert reports[1][0] == "Dinas B" and reports[1][4:10] == (3, 0, 0, 2, 1, 4)
    assert book["Laporan"]["L2"].hyperlink.target == "Dinas%20B.html"
    assert [row[0] for row in book["Tidak terbaca"].iter_rows(min_row=2, values_only=True)] == [
        "rusak atau terpotong", "rusak atau terpotong", "terkunci"]
    assert len(book["Aturan"]._charts) == 1


def test_since_compares_each_report_with_itself() -> None:
    old = [unit("Dinas A", "ANG104", "KIN101"), unit("Dinas D", "ANG104"), failed(path="Dinas E.pdf")]
    new = [unit("Dinas A", "ANG104"), unit("Dinas E", "ANG104")]
    found = since(SINCE.started, old, new)
    assert set(found.changes) == {"Dinas A.pdf"}
    assert (found.total("remaining"), found.total("new")) == (1, 0)
    assert (found.added, found.gone) == (("Dinas E.pdf",), ("Dinas D.pdf",))


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def large() -> Iterator[str]:
    results = [unit(f"Dinas {n}", *["ANG104", "KIN101", "STR104"][: n % 4] * (n % 7)) for n in range(60)] + BATCH
    yield indeks.index_html(results, names(results), "id", SINCE)


@pytest.mark.skipif(not (find_spec("playwright") and CHROMIUM.exists()), reason="needs playwright and chromium")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_and_needs_no_script(scheme: Literal["light", "dark"], large: str, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    (tmp_path / "index.html").write_text(large, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
        page = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 800}).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto((tmp_path / "index.html").as_uri())
        found = Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert said == []
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto((tmp_path / "index.html").as_uri())
        assert plain.locator("table.files tbody tr").count() == 66
        assert not plain.locator("form.filter").is_visible()
        browser.close()
