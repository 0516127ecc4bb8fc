"""The formats for programs: JSON schema, JSON Lines, CSV, SARIF, JUnit; and the table of formats itself."""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import jsonschema
import pytest

from docs import make_schema
from lkj_audit import cli
from lkj_audit.model import AuditResult, Evidence
from lkj_audit.render.findings_csv import check_csv
from lkj_audit.render.formats import FORMATS, Run, written
from lkj_audit.render.json_ import of_run
from lkj_audit.render.jsonl import check_jsonl
from lkj_audit.render.junit import check_junit
from lkj_audit.render.sarif import check_sarif
from tests.render.results import HOSTILE, decided, failed, finding, result, value

FORMULA = '=HYPERLINK("http://contoh.example")'


def run(*results: AuditResult) -> Run:
    return Run(results or (result(waived=(decided(),)), failed(path="rusak & 'aneh'.pdf")), "id")


def test_command_line_offers_the_formats_there_are() -> None:
    assert set(FORMATS) < set(get_args(cli.CheckFormat))


@pytest.mark.parametrize("command", make_schema.FILES)
def test_schema_is_up_to_date(command: str) -> None:
    assert make_schema.FILES[command].read_text(encoding="utf-8") == make_schema.text(command), "run “make docs”"


def test_json_fits_its_schema_and_the_schema_refuses_what_does_not() -> None:
    made = json.loads(of_run(run()))
    jsonschema.validate(made, make_schema.schema())
    made["reports"][0]["findings"][0]["severity"] = "berat"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, make_schema.schema())


def test_json_lines_say_of_every_file_what_became_of_it() -> None:
    lines = [json.loads(line) for line in check_jsonl(run()).splitlines()]
    assert [(x["type"], x["path"]) for x in lines] == [
        ("report", "lkj.pdf"), ("finding", "lkj.pdf"), ("finding", "lkj.pdf"), ("waived", "lkj.pdf"),
        ("not_evaluated", "lkj.pdf"), ("report", "rusak & 'aneh'.pdf")]
    assert lines[-1]["status"] == "failed" and lines[3]["decision"]["person"] == "Reviewer Contoh"


def test_csv_has_exact_figures_decisions_and_unread_files() -> None:
    lines = list(csv.DictReader(io.StringIO(check_csv(run()))))
    assert [x["severity"] for x in lines] == ["error", "warning", "error", "failed"]
    assert (lines[0]["stated"], lines[0]["difference"], lines[0]["pages"]) == ("4384925985", "-2000", "3 5")
    assert [lines[2][k] for k in ("decision", "reason", "person", "date")] == [
        "explained", "lihat KKA 12", "Reviewer Contoh", "2025-01-31"]
    assert "rusak" in lines[3]["message"]


def test_csv_defuses_formulas() -> None:
    made = result(findings=(finding(evidence=(Evidence("stated", value(FORMULA)),)),))
    assert next(csv.DictReader(io.StringIO(check_csv(run(made)))))["evidence"] == f"'{FORMULA}"


def test_sarif_fits_the_schema_of_2_1_0() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

        Sarif.model_validate_json(check_sarif(run()))


def test_sarif_keeps_places_fingerprints_decisions_and_what_was_not_looked_at() -> None:
    made = result(findings=(finding(), decided("accepted")), waived=(decided("not-relevant"),))
    log = json.loads(check_sarif(run(made, failed())))["runs"][0]
    first = log["results"][0]
    assert first["locations"][0]["properties"] == {"page": 3, "bbox": [50.0, 100.0, 120.0, 112.0]}
    assert first["partialFingerprints"] == {"lkjAudit/v1": "0123456789abcdef"}
    assert log["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert [("suppressions" in r, r.get("properties", {}).get("decision", {}).get("verdict")) for r in log["results"]
            ] == [(False, None), (False, "accepted"), (True, "not-relevant")]
    notes = log["invocations"][0]["toolExecutionNotifications"]
    assert {"id": "KIN101"} in [n.get("associatedRule") for n in notes]
    assert not log["invocations"][0]["executionSuccessful"]


@pytest.mark.parametrize(("path", "uri"), [("a b/100%.pdf", "a%20b/100%25.pdf"), ("/tmp/a.pdf", "file:///tmp/a.pdf")])
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    assert json.loads(check_sarif(run(result(path=path))))["runs"][0]["artifacts"][0]["location"]["uri"] == uri


def test_junit_fails_on_errors_skips_what_was_not_evaluated_and_counts() -> None:
    first, second = ElementTree.fromstring(check_junit(run()))
    assert [first.get(k) for k in ("tests", "failures", "errors", "skipped")] == ["2", "1", "0", "1"]
    assert [second.get(k) for k in ("tests", "failures", "errors", "skipped")] == ["1", "0", "1", "0"]
    assert first.find("testcase/system-out") is not None  # the warning


def test_junit_takes_any_text() -> None:
    made = result(path=HOSTILE, findings=(finding(item=HOSTILE),))
    assert ElementTree.fromstring(check_junit(run(made)))[0].get("tests") == "2"


def test_several_reports_get_a_file_each_unless_unread(tmp_path: Path) -> None:
    made = Run((result(path="a/lkj.pdf"), failed(), result(path="b/lkj.pdf")), "id")
    names = [file.name for file, _ in written(FORMATS["docx"], made, tmp_path) if file]
    assert names == ["lkj-catatan.docx", "2-lkj-catatan.docx"]
    assert list(written(FORMATS["docx"], Run((failed(),), "id"), tmp_path / "x.docx")) == []
