"""Waivers: findings that a person accepts, kept beside the PDFs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lkj_audit import batch, engine, waivers
from lkj_audit.errors import config as bad
from tests import pdfs
from tests.test_cli import Run, run  # noqa: F401  # fixture

OTHER = "0123456789abcdef"


def entry(fingerprint: str, reason: str = "Sudah dijelaskan dalam KKA 12") -> str:
    return (f'[[waiver]]\nfingerprint = "{fingerprint}"\nreason = "{reason}"\nperson = "Ketua Tim"\n'
            "date = 2025-01-31\n\n")


def waive(folder: Path, *fingerprints: str) -> Path:
    file = folder / waivers.FILE
    file.write_text("".join(map(entry, fingerprints)), encoding="utf-8")
    return file


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "lkj.pdf", pdfs.WRONG)


@pytest.fixture
def prints(pdf: Path) -> list[str]:
    """The fingerprints of all that is wrong in ``pdf``."""
    return [f.fingerprint for f in engine.audit(pdf).findings]


Checked = Callable[..., tuple[Any, Any]]


@pytest.fixture
def checked(run: Run) -> Checked:  # noqa: F811
    def checked(*arguments: str | Path) -> tuple[Any, Any]:
        ran = run("check", *arguments, "--format", "json")
        return ran, json.loads(ran.out)

    return checked


def test_waived_finding_does_not_count_and_is_listed_apart(pdf: Path, checked: Checked) -> None:
    finding, = engine.audit(pdf, select=["ANG104"]).findings
    waive(pdf.parent, finding.fingerprint)
    ran, out = checked(pdf, "--select", "ANG104")
    report, = out["reports"]
    assert (ran.code, report["findings"], out["summary"]["findings"]["error"]) == (0, [], 0)
    waived, = report["waived"]
    assert waived["rule"] == "ANG104" and waived["evidence"]
    assert waived["decision"] == {"verdict": "explained", "reason": "Sudah dijelaskan dalam KKA 12",
                                  "person": "Ketua Tim", "date": "2025-01-31"}


def test_waived_finding_is_shown_with_its_reason(pdf: Path, prints: list[str], run: Run) -> None:  # noqa: F811
    waive(pdf.parent, *prints)
    shown = " ".join(run("check", pdf).out.split())
    assert f"DIKECUALIKAN ({len(prints)})" in shown
    assert "dijelaskan: Sudah dijelaskan dalam KKA 12 (Ketua Tim, 2025-01-31)" in shown


def test_verdict_can_be_given(pdf: Path, prints: list[str]) -> None:
    file = waive(pdf.parent, *prints)
    file.write_text(file.read_text().replace("date =", 'verdict = "accepted"\ndate ='))
    result = engine.audit(pdf)
    assert not result.waived and {f.decision.verdict for f in result.findings if f.decision} == {"accepted"}


def test_fingerprint_to_copy_is_shown_with_the_finding(pdf: Path, run: Run) -> None:  # noqa: F811
    finding, = engine.audit(pdf, select=["ANG104"]).findings
    assert finding.fingerprint in run("check", pdf, "--select", "ANG104").out


def test_other_findings_still_count(pdf: Path) -> None:
    rows = [[*pdfs.RIGHT[0][:4], "7", "95,00"], *pdfs.WRONG[1:]]
    pdfs.budget_report(pdf, rows)
    first, *rest = engine.audit(pdf, select=["ANG104"]).findings
    waive(pdf.parent, first.fingerprint)
    again = engine.audit(pdf, select=["ANG104"])
    assert rest and list(again.findings) == rest and [f.fingerprint for f in again.waived] == [first.fingerprint]


def test_waivers_hold_for_their_own_folder_only(pdf: Path, prints: list[str]) -> None:
    deep = pdf.parent / "2023"
    deep.mkdir()
    other = pdfs.budget_report(deep / "lkj.pdf", pdfs.WRONG)
    waive(pdf.parent, *prints)
    assert not engine.audit(pdf).findings and engine.audit(other).findings


def test_workers_know_waivers(pdf: Path, prints: list[str]) -> None:
    pdfs.budget_report(pdf.parent / "lain.pdf", pdfs.WRONG)
    waive(pdf.parent, *prints)
    assert all(not r.findings and len(r.waived) == len(prints)
               for r in batch.audit_many(batch.find_pdfs(pdf.parent), jobs=2))


# ---------------------------------------------------------------- stale ones


def test_stale_waiver_is_reported_and_changes_no_exit_code(pdf: Path, prints: list[str], checked: Checked) -> None:
    file = waive(pdf.parent, *prints, OTHER)
    ran, out = checked(pdf)
    assert ran.code == 0
    assert out["stale_waivers"] == [{"fingerprint": OTHER, "verdict": "explained", "file": str(file),
                                     "reason": "Sudah dijelaskan dalam KKA 12", "person": "Ketua Tim",
                                     "date": "2025-01-31"}]
    assert ran.err.count("\n") == 1 and OTHER in ran.err and str(file) in ran.err


def test_waiver_that_another_file_of_the_folder_needs_is_not_stale(pdf: Path, prints: list[str],
                                                                   checked: Checked) -> None:
    waive(pdf.parent, *prints)
    pdfs.budget_report(pdf.parent / "benar.pdf", pdfs.RIGHT)
    assert checked(pdf.parent)[1]["stale_waivers"] == []


def test_what_was_not_looked_at_makes_no_waiver_stale(pdf: Path, checked: Checked) -> None:
    waive(pdf.parent, OTHER)
    assert checked(pdf, "--select", "ANG104")[1]["stale_waivers"] == []
    assert checked(pdf, "--ignore", "REG")[1]["stale_waivers"] == []
    (pdf.parent / "lain.pdf").write_text("bukan pdf")
    assert checked(pdf)[1]["stale_waivers"] == []
    assert checked(pdf.parent)[1]["stale_waivers"] == []


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize("key", ["fingerprint", "reason", "person", "date"])
def test_every_key_is_required(pdf: Path, key: str) -> None:
    lines = [line for line in entry(OTHER).splitlines() if not line.startswith(key)]
    (pdf.parent / waivers.FILE).write_text("\n".join(lines))
    with pytest.raises(bad.MissingKey) as caught:
        waivers.beside(pdf)
    assert caught.value.params["key"] == f"waiver[1].{key}"


@pytest.mark.parametrize(("text", "error"), [
    (entry(OTHER, "  "), bad.MissingKey), (entry(OTHER) + 'oleh = "x"', bad.UnknownKey),
    ("waiver = 3", bad.NotAList), ("[[waiver]\n", bad.NotToml),
    (entry(OTHER).replace("2025-01-31", '"kemarin"'), bad.NotADate),
    (entry(OTHER) + 'verdict = "setuju"', bad.NotAChoice),
])
def test_what_is_wrong_exits_2_before_reading(pdf: Path, run: Run, text: str,  # noqa: F811
                                              error: type[bad.BadConfig]) -> None:
    (pdf.parent / waivers.FILE).write_text(text)
    with pytest.raises(error):
        waivers.beside(pdf)
    ran = run("check", pdf)
    assert (ran.code, ran.out) == (2, "") and waivers.FILE in ran.err
