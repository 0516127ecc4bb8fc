"""``decide`` and ``diff`` on the command line, from the working papers to the corrected report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from docs import make_schema
from lkj_audit.store.schema import PLACE
from tests import pdfs
from tests.render.filling import fill
from tests.test_cli import Run, run  # noqa: F401  # fixture

# sisa and per cent of two lines are wrong; in the corrected one the first sisa is right, the last line is wrong anew
BEFORE = [[*pdfs.RIGHT[0][:4], "7", "95,00"], [*pdfs.RIGHT[1][:4], "250.000.000", "80,00"], pdfs.RIGHT[2]]
AFTER = [pdfs.RIGHT[0], [*pdfs.RIGHT[1][:4], "260.000.000", "80,00"], [*pdfs.RIGHT[2][:5], "91,00"]]
GIVEN = ("--verdict", "explained", "--reason", "revisi DIPA", "--person", "Ketua Tim")
FILLED = {"decision": "dijelaskan", "reason": "revisi DIPA", "person": "Ketua Tim"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "store.sqlite"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "draf.pdf", BEFORE)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "perbaikan.pdf", AFTER)


Checked = Callable[[Path], Any]


@pytest.fixture
def checked(run: Run) -> Checked:  # noqa: F811
    def checked(pdf: Path) -> Any:
        report, = json.loads(run("check", pdf, "--format", "json").out)["reports"]
        return report

    return checked


def of_rule(report: Any, rule: str, part: str = "findings") -> list[Any]:
    return [f for f in report[part] if f["rule"] == rule]


def test_decided_on_the_papers_read_back_and_kept_for_the_corrected_report(
        old: Path, new: Path, run: Run, checked: Checked) -> None:  # noqa: F811
    papers = old.with_suffix(".xlsx")
    assert run("check", old, "--format", "xlsx", "--output", papers).code == 1
    sheet = load_workbook(papers)["Temuan"]
    rows = {str(sheet.cell(r, 4).value) + str(sheet.cell(r, 8).value): r for r in range(2, sheet.max_row + 1)}
    fill(papers, rows["ANG104250000000"], FILLED)
    ran = run("decide", papers)
    assert (ran.code, ran.out, ran.err) == (0, "1 simpulan disimpan, 0 sudah tersimpan sebelumnya.\n", "")
    assert run("decide", papers).out == "0 simpulan disimpan, 1 sudah tersimpan sebelumnya.\n"

    again = checked(new)
    kept, = of_rule(again, "ANG104", "waived")
    assert kept["values"]["stated"] == "260000000" and kept["decision"]["person"] == "Ketua Tim"
    assert of_rule(again, "ANG104") == [] and of_rule(again, "ANG105") != []

    ran = run("diff", old, new, "--format", "json")
    made, = json.loads(ran.out)["diffs"]
    jsonschema.validate(json.loads(ran.out), make_schema.schema("diff"))
    found = {(c["state"], c["why"], (c["new"] or c["old"])["rule"], (c["new"] or c["old"])["values"]["stated"])
             for c in made["changes"] if "stated" in (c["new"] or c["old"])["values"]}
    assert {("mended", "", "ANG104", "7"), ("remaining", "figures", "ANG104", "260000000")} <= found
    assert [rule for state, _, rule, _ in found if state == "new"] == ["ANG105"]
    assert made["same_report"] and ran.code == 1


def test_lines_that_cannot_be_taken_are_said_with_their_number(old: Path, run: Run) -> None:  # noqa: F811
    papers = old.with_suffix(".xlsx")
    run("check", old, "--format", "xlsx", "--output", papers)
    fill(papers, 2, {**FILLED, "reason": None})
    fill(papers, 3, {**FILLED, "fingerprint": "f" * 16})
    fill(papers, 4, FILLED)
    ran = run("decide", papers)
    assert (ran.code, ran.out) == (2, "1 simpulan disimpan, 0 sudah tersimpan sebelumnya.\n")
    first, second = ran.err.splitlines()
    assert first.startswith("Baris 2 tidak dipakai: Alasan")
    assert second.startswith("Baris 3 tidak dipakai: temuan ffffffffffffffff tidak dikenal")


def test_one_finding_is_decided_on_by_the_beginning_of_its_fingerprint(
        old: Path, run: Run, checked: Checked) -> None:  # noqa: F811
    first, second = of_rule(checked(old), "ANG104")
    assert run("decide", first["fingerprint"][:9], *GIVEN).code == 0
    report = checked(old)
    assert [f["fingerprint"] for f in report["waived"]] == [first["fingerprint"]]
    assert run("decide", first["fingerprint"], "--verdict", "accepted", *GIVEN[2:]).code == 0
    again = checked(old)
    assert not again["waived"] and [f["decision"] and f["decision"]["verdict"] for f in again["findings"] if
                                    f["fingerprint"] in (first["fingerprint"], second["fingerprint"])
                                    ] == ["accepted", None]


def test_decisions_hold_for_their_unit_and_year_alone(old: Path, run: Run, checked: Checked,  # noqa: F811
                                                      tmp_path: Path) -> None:
    first, *_ = of_rule(checked(old), "ANG104")
    other = pdfs.budget_report(tmp_path / "lain.pdf", BEFORE, unit="DINAS PERTANIAN KABUPATEN LUMAJANG")
    assert first["fingerprint"] in [f["fingerprint"] for f in checked(other)["findings"]]
    ran = run("decide", first["fingerprint"], *GIVEN)
    assert ran.code == 2 and "dinas perikanan" in ran.err and "dinas pertanian" in ran.err
    assert run("decide", first["fingerprint"], *GIVEN, "--report", other).code == 0
    assert not checked(old)["waived"] and len(checked(other)["waived"]) == 1


@pytest.mark.parametrize(("arguments", "said"), [
    (("abc",), "--verdict, --reason, --person"), (("abc", *GIVEN), "Tidak ada temuan tersimpan dengan sidik abc"),
    (("tidak-ada.xlsx",), "tidak ada berkas")])
def test_what_cannot_be_decided_on_is_said(old: Path, run: Run, arguments: tuple[str, ...],  # noqa: F811
                                           said: str) -> None:
    run("check", old)
    ran = run("decide", *arguments)
    assert (ran.code, ran.out) == (2, "") and said in ran.err and ran.err.count("\n") == 1


# ---------------------------------------------------------------- two versions

def test_corrected_report_has_everything_mended(old: Path, run: Run, tmp_path: Path) -> None:  # noqa: F811
    right = pdfs.budget_report(tmp_path / "benar.pdf", pdfs.RIGHT)
    ran = run("diff", old, right)
    assert "DIPERBAIKI" in ran.out and "BARU" not in ran.out


def test_html_goes_to_a_file(old: Path, new: Path, run: Run, tmp_path: Path) -> None:  # noqa: F811
    assert run("diff", old, new, "--format", "html").code == 2
    assert run("diff", old, new, "--output", new).code == 2 and new.read_bytes().startswith(b"%PDF")
    assert run("diff", old, new, "--output", tmp_path / "tidak-ada" / "beda.txt").code == 2
    target = tmp_path / 'beda "1" #2.html'
    assert run("diff", old, new, "--format", "html", "--output", target).code == 1
    source = target.read_text(encoding="utf-8")
    assert source.count('class="paper lama1"') == source.count('class="paper baru1"') > 3


def test_folders_and_stored_runs_are_compared_report_by_report(old: Path, new: Path, run: Run,  # noqa: F811
                                                               tmp_path: Path) -> None:
    before, after = tmp_path / "awal", tmp_path / "akhir"
    for folder, rows in ((before, BEFORE), (after, AFTER)):
        folder.mkdir()
        pdfs.budget_report(folder / "ikan.pdf", rows)
        pdfs.budget_report(folder / "tani.pdf", rows, unit="DINAS PERTANIAN KABUPATEN LUMAJANG")
    pdfs.budget_report(after / "lain.pdf", AFTER, unit="DINAS SOSIAL KABUPATEN LUMAJANG")
    ran = run("diff", before, after, "--format", "json")
    names = [(Path(d["old"]["path"]).name, Path(d["new"]["path"]).name) for d in json.loads(ran.out)["diffs"]]
    assert names == [("ikan.pdf", "ikan.pdf"), ("tani.pdf", "tani.pdf")] and "lain.pdf: hanya ada" in ran.err
    stored = run("diff", "1", "2", "--format", "json")
    assert json.loads(stored.out) == json.loads(ran.out)
    assert run("diff", before, after, "--format", "html", "--output", tmp_path / "satu.html").code == 2
    out = tmp_path / "hasil"
    out.mkdir()
    run("diff", before, after, "--format", "html", "--output", out)
    assert {p.name for p in out.iterdir()} == {"ikan.html", "tani.html"}


def test_what_cannot_be_compared_is_said(old: Path, run: Run, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "rusak.pdf").write_text("bukan pdf")
    ran = run("diff", old, tmp_path / "rusak.pdf")
    assert ran.code == 3 and "rusak.pdf: bukan berkas PDF." in ran.err and "DIPERBAIKI" not in ran.out
    for wrong in (tmp_path / "hilang.pdf", "77"):
        ran = run("diff", old, wrong)
        assert (ran.code, ran.out) == (2, "") and ran.err.count("\n") == 1


def test_a_page_that_is_not_the_one_that_was_audited_is_not_shown(old: Path, new: Path, run: Run,  # noqa: F811
                                                                  tmp_path: Path) -> None:
    for pdf in (old, new):
        run("check", pdf)
    shown = []
    for _ in range(2):
        run("diff", "1", "2", "--format", "html", "--output", tmp_path / "beda.html")
        shown.append((tmp_path / "beda.html").read_text("utf-8").count("data:image/webp"))
        pdfs.prose(old)
    assert shown[0] == 2 * shown[1] > 0
