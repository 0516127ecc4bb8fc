"""The JSON output, field for field: programs rely on it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from docs import make_schema
from lkj_audit import __version__
from lkj_audit.model import Evidence
from lkj_audit.phrases import phrase
from lkj_audit.render.json_ import check_json, extract_json
from tests.render.results import HOSTILE, IDENTITY, failed, finding, result, table_result, value


def check(*results: Any, lang: str = "id") -> Any:
    return json.loads(check_json(list(results), 1.0, lang))


CHECKED = {
    "schema": "lkj-audit/1", "version": __version__,
    "reports": [{
        "path": "lkj.pdf", "sha256": "ab" * 32, "pages": 24, "status": "partial",
        "problems": [{"page": 7, "code": "page-scanned",
                      "message": phrase("page-scanned", "id")}],
        "identity": {"satker": "Dinas Contoh Kabupaten Contoh", "level": "kabupaten", "region": "35.08", "year": 2024,
                     "interim": None},
        "findings": [{
            "rule": "ANG104", "slug": "sisa", "severity": "error", "confidence": 0.98, "title": "Sisa salah",
            "message": "Belanja Modal tidak cocok.",
            "values": {"item": "Belanja Modal", "count": "12345", "part": "penutup", "expected": "4384927985",
                       "stated": "4384925985", "difference": "-2000"},
            "evidence": [
                {"role": "stated", "page": 3, "bbox": [50.0, 100.0, 120.0, 112.0], "text": "4.384.925.985",
                 "value": 4384925985, "source": "table", "table": "T01", "document": None},
                {"role": "part", "page": 5, "bbox": [50.0, 100.0, 120.0, 112.0], "text": "1.250,50",
                 "value": 1250.5, "source": "table", "table": "T01", "document": None}],
            "fingerprint": "0123456789abcdef", "also": [], "decision": None}],
        "waived": [],
        "not_evaluated": [{"rule": "KIN101", "reason": "Tidak ada tabel rencana"}],
        "rules": [{"rule": "ANG104", "checked": 1200, "findings": 2}, {"rule": "KIN101", "checked": 0, "findings": 0}],
    }],
    "stale_waivers": [],
    "summary": {"files": 1, "failed": 0, "findings": {"error": 1, "warning": 0, "info": 0}, "seconds": 1.0},
}

EXTRACTED = {
    "schema": "lkj-audit/1", "version": __version__,
    "reports": [{
        "path": "lkj.pdf", "status": "partial", "problems": [],
        "tables": [{
            "id": "T01", "kind": "anggaran_belanja", "owner": None, "caption": "Tabel 3.1 Realisasi Anggaran",
            "pages": [1], "header": ["Uraian", "Pagu"], "rows": [["a", "1.000"]],
            "cells": [[{"page": 1, "bbox": [50.0, 96.0, 138.0, 112.0]},
                       {"page": 1, "bbox": [140.0, 96.0, 228.0, 112.0]}]],
        }],
    }],
}


def test_check_keeps_its_contract() -> None:
    made = result()
    assert check(replace(made, problems=made.problems[:1], findings=made.findings[:1])) == CHECKED


def test_a_report_on_a_part_of_the_year_says_so() -> None:
    out = check(result(identity=replace(IDENTITY, interim="Semester I")))
    assert out["reports"][0]["identity"]["interim"] == "Semester I"
    for command in (out, CHECKED):
        jsonschema.validate(command, make_schema.schema())
    del out["reports"][0]["identity"]["interim"]  # as an older version has written it
    jsonschema.validate(out, make_schema.schema())


def test_extract_keeps_its_contract() -> None:
    made = replace(table_result(["Uraian", "Pagu"], ["a", "1.000"]), problems=())
    assert json.loads(extract_json([made], "id")) == EXTRACTED


@pytest.mark.parametrize(("number", "printed"), [("4384925985", "4384925985"), ("98.50", "98.5"),
                                                 ("12345678901234.5", "12345678901234.5"), ("1E+9", "1000000000")])
def test_evidence_value_is_a_number_with_the_same_digits(number: str, printed: str) -> None:
    made = result(findings=(finding(evidence=(Evidence("stated", value("x", number)),)),))
    assert f'"value": {printed},' in check_json([made], 1.0, "id")


def test_summary_counts_by_severity_and_failures() -> None:
    assert check(result(), failed())["summary"] == {
        "files": 2, "failed": 1, "findings": {"error": 1, "warning": 1, "info": 0}, "seconds": 1.0}


def test_failed_file_says_why_in_the_language_asked() -> None:
    said = {lang: check(failed(), lang=lang)["reports"][0]["problems"][0]["message"] for lang in ("id", "en")}
    assert "rusak" in said["id"] and "damaged" in said["en"]


def test_text_that_cannot_be_encoded_is_replaced() -> None:
    made = result(path="a\udcff.pdf", findings=(finding(evidence=(Evidence("stated", value(HOSTILE)),)),))
    printed = check_json([made], 1.0, "id")
    printed.encode()
    assert "\x1b" not in printed and "\\u001b" not in printed and "\u202e" not in printed
