"""The rules across documents in a whole run: on the command line, from the store, with decisions and selections."""

from __future__ import annotations

import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lkj_audit.cli import app
from lkj_audit.engine import audit
from lkj_audit.lintas import across, gathered
from lkj_audit.model import AuditResult

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = ("kpu-temuan-2023", "kpu-bitung-pk-2023", "kpu-bitung-omspan-2023", "kpu-bitung-2022")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dosir")
    for name in NAMES:
        shutil.copy(SAMPLES / f"{name}.pdf", made)
    return made


@pytest.fixture(scope="module")
def results(folder: Path) -> list[AuditResult]:
    return [audit(folder / f"{name}.pdf") for name in NAMES]


def rules(result: AuditResult) -> list[str]:
    return sorted({f.rule for f in result.findings if f.rule.startswith("LIN")})


def check(folder: Path, *options: str) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["check", str(folder), "--format", "json", "--fail-on", "never", *options])
    assert done.exit_code == 0, done.output
    return {Path(r["path"]).stem: r for r in json.loads(done.stdout)["reports"]}


def test_a_folder_is_compared_also_when_nothing_is_read_again(folder: Path) -> None:
    for _ in range(2):  # the second time from the store
        report = check(folder)["kpu-temuan-2023"]
        found = {f["rule"]: f for f in report["findings"]}
        assert {"LIN101", "LIN102", "LIN103", "LIN105", "LIN106"} <= set(found)
        assert {Path(e["document"]).name for e in found["LIN106"]["evidence"] if e["document"]} == {
            "kpu-bitung-omspan-2023.pdf"}
        assert found["LIN106"]["evidence"][0]["document"] is None
        assert {r["rule"] for r in report["rules"]} >= {f"LIN10{n}" for n in range(1, 8)}


def test_findings_come_gravest_first_among_the_others(results: list[AuditResult]) -> None:
    report = across(results)[0]
    order = [("error", "warning", "info").index(f.severity) for f in report.findings]
    assert order == sorted(order)
    assert rules(report) == ["LIN101", "LIN102", "LIN103", "LIN105", "LIN106"]


def test_gists_are_let_go(results: list[AuditResult]) -> None:
    assert all(r.gist for r in results) and not any(r.gist for r in across(results))


def test_rules_are_selected_as_others_are(results: list[AuditResult]) -> None:
    report = across(results, ignore=["LIN101", "target-turun"])[0]
    assert rules(report) == ["LIN102", "LIN103", "LIN106"]
    assert rules(across(results, select=["LIN106"])[0]) == ["LIN106"]
    assert rules(across(results, select=["ANG"])[0]) == []


def test_settings_of_a_folder_hold(results: list[AuditResult], folder: Path) -> None:
    file = folder / "lkj-audit.toml"
    file.write_text('ignore = ["LIN102"]\n[severities]\nLIN106 = "warning"\n[tolerances]\nLIN101 = 0\n',
                    encoding="utf-8")
    try:
        report = across(results)[0]
    finally:
        file.unlink()
    assert "LIN102" not in rules(report)
    assert {f.severity for f in report.findings if f.rule == "LIN106"} == {"warning"}


def test_a_finding_can_be_waived(results: list[AuditResult], folder: Path) -> None:
    (finding,) = [f for f in across(results)[0].findings if f.rule == "LIN106"]
    file = folder / "lkj-audit-waivers.toml"
    file.write_text(f'[[waiver]]\nfingerprint = "{finding.fingerprint}"\nreason = "rekonsiliasi"\nperson = "Tim"\n'
                    f"date = {datetime.date(2025, 1, 31)}\n", encoding="utf-8")
    try:
        report = across(results)[0]
    finally:
        file.unlink()
    assert "LIN106" not in rules(report)
    assert [f.rule for f in report.waived] == ["LIN106"]


def test_a_file_that_was_not_read_is_passed_over(results: list[AuditResult]) -> None:
    broken = AuditResult("rusak.pdf", "", 0, "failed")
    assert across([broken, *results])[0] == broken


def test_one_report_alone_says_what_it_lacks(results: list[AuditResult]) -> None:
    (alone,) = across(results[:1])
    said = {n.rule: n.reason for n in alone.not_evaluated if n.rule.startswith("LIN")}
    assert said == {"LIN101": "no-plan-document", "LIN102": "no-last-year", "LIN103": "no-last-year",
                    "LIN104": "one-unit", "LIN105": "no-last-year", "LIN106": "no-budget-document",
                    "LIN107": "one-document"}


def test_the_same_file_under_two_names(results: list[AuditResult]) -> None:
    assert results[0].gist
    again = replace(results[0], path="salinan.pdf")
    assert {r.path: rules(r) for r in across([results[0], again])} == {
        results[0].path: ["LIN107"], "salinan.pdf": ["LIN107"]}
    assert [d.path for d in gathered([results[0], again]).dossiers] == [results[0].path, "salinan.pdf"]


def test_rules_on_what_an_lkj_must_contain_are_not_run_on_a_plan(results: list[AuditResult]) -> None:
    plan = results[1]
    assert {n.reason for n in plan.not_evaluated if n.rule.startswith("STR")} == {"not-a-report"}
    assert not [f for f in plan.findings if f.rule.startswith("STR")]


def test_index_compares_with_the_last_run(folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = CliRunner().invoke(app, ["check", str(folder), "--format", "html", "--output", str(tmp_path / "hasil"),
                                        "--fail-on", "never"])
        assert done.exit_code == 0, done.output
    page = (tmp_path / "hasil" / "index.html").read_text(encoding="utf-8")
    assert "<strong>0</strong> baru" in page and "<strong>0</strong> sudah diperbaiki" in page
    assert (tmp_path / "hasil" / "index.xlsx").exists()
    assert "kpu-bitung-omspan-2023.pdf, hlm. 1" in (tmp_path / "hasil" / "kpu-temuan-2023.html").read_text("utf-8")
