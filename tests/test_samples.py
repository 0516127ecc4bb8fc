"""The sample reports: what is planted in them is reported, nothing else, and the PDFs are what their script makes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from lkj_audit.engine import audit
from lkj_audit.lintas import across
from lkj_audit.model import AuditResult, Finding
from samples.make_samples import HERE, SAMPLES, crossings, findings, make

PLANTED = [pytest.param(name, planted, id=f"{name}-{planted['rule']}")
           for name in SAMPLES for planted in findings(name)]


@cache
def audited(path: Path) -> AuditResult:
    return audit(path)


def grave(result: AuditResult) -> list[Finding]:
    return [f for f in result.findings if f.severity != "info"]


def explains(planted: dict[str, Any], finding: Finding) -> bool:
    return (finding.rule in (planted["rule"], *planted.get("also", ()))
            and any(planted["text"] in e.value.text for e in finding.evidence))


def shown(found: list[Finding]) -> list[tuple[str, str, list[str]]]:
    return [(f.rule, f.item, [e.value.text for e in f.evidence]) for f in found]


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize(("name", "planted"), PLANTED)
def test_planted_contradiction_is_reported_on_its_page(name: str, planted: dict[str, Any]) -> None:
    result = audited(HERE / f"{name}.pdf")
    hits = [f for f in grave(result) if f.rule == planted["rule"] and explains(planted, f)]
    assert hits, planted["note"]
    assert any(planted["text"] in e.value.text and place.page == planted["page"]
               for f in hits for e in f.evidence for place in e.value.places), shown(hits)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_else_is_reported(name: str) -> None:
    found = grave(audited(HERE / f"{name}.pdf"))
    assert not shown([f for f in found if not any(explains(p, f) for p in findings(name))])


@pytest.mark.parametrize("name", [name for name in SAMPLES if findings(name)])
def test_without_its_plants_a_sample_is_clean(name: str, tmp_path: Path) -> None:
    assert not shown(grave(audit(make(name, tmp_path, planted=False))))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_what_the_script_makes(name: str, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, again = make(name, tmp_path), make(name, tmp_path / "again")
    assert first.read_bytes() == again.read_bytes()
    # Another version of a typesetter writes other bytes, never other pages.
    assert pages(first) == pages(HERE / f"{name}.pdf")


# ---------------------------------------------------------------- between the documents of one unit


def between(results: list[AuditResult]) -> list[tuple[str, Finding]]:
    return [(Path(r.path).stem, f) for r in across(results, select=["LIN"]) for f in grave(r)
            if f.rule.startswith("LIN")]


def test_contradictions_between_documents_are_reported_with_evidence_in_both() -> None:
    found = between([audited(HERE / f"{name}.pdf") for name in SAMPLES])
    assert sorted(f.rule for _, f in found) == sorted(c["rule"] for c in crossings()), shown([f for _, f in found])
    for planted in crossings():
        report, finding = next(x for x in found if x[1].rule == planted["rule"])
        assert report == planted["report"]
        assert any(e.value.text == planted["stated"] and e.place.page == planted["page"] for e in finding.own)
        assert any(e.value.text == planted["other"] and Path(e.document).stem == planted["document"]
                   for e in finding.evidence), shown([finding])


def test_without_their_plants_the_documents_agree(tmp_path: Path) -> None:
    names = {c[side] for c in crossings() for side in ("report", "document")}
    assert not between([audit(make(name, tmp_path, planted=False)) for name in names])
