"""Decisions on findings: what they do, which of several holds, and whom they must never come to hold for."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from lkj_audit.checks.registry import fingerprinted
from lkj_audit.decisions import applied
from lkj_audit.model import Decision, Evidence, Finding, Verdict
from tests.render.results import finding, result, value


def decision(fingerprint: str, verdict: Verdict = "explained", day: int = 1, person: str = "Ketua Tim") -> Decision:
    return Decision("dinas contoh", 2024, fingerprint, verdict, "lihat KKA 12", person, datetime.date(2025, 1, day))


def twin(stated: int) -> Finding:
    evidence = (Evidence("stated", value(str(stated), str(stated))),)
    return finding(stated=Decimal(stated), evidence=evidence, fingerprint="")


@pytest.mark.parametrize(("verdict", "count"), [("accepted", 1), ("explained", 0), ("not-relevant", 0)])
def test_what_is_explained_or_not_relevant_does_not_count(verdict: Verdict, count: int) -> None:
    made = applied(result(findings=(finding(),)), [decision(finding().fingerprint, verdict)])
    assert (len(made.findings), len(made.waived)) == (count, 1 - count)
    found, = made.all_findings
    assert found.decision and found.decision.verdict == verdict and replace(found, decision=None) == finding()


def test_the_latest_holds_and_taking_all_back_gives_what_was_found() -> None:
    found = result(findings=(finding(), finding(severity="info", fingerprint="f")), waived=())
    first, second = decision(finding().fingerprint, day=1), decision(finding().fingerprint, "accepted", day=2)
    assert applied(found, [second, first]).findings[0].decision == second
    same_day = replace(second, date=first.date)
    assert applied(found, [first, same_day]).findings[0].decision == same_day
    assert applied(applied(found, [first]), []) == found


def test_findings_that_are_alike_are_told_apart_by_their_figures() -> None:
    first, second, third = fingerprinted([twin(5), twin(6), twin(6)])
    base = first.fingerprint.partition("-")[0]
    assert second.fingerprint.startswith(f"{base}-") and second.fingerprint != first.fingerprint
    assert third.fingerprint == f"{second.fingerprint}-2"
    assert [f.fingerprint for f in fingerprinted([twin(6), twin(5)])] == [second.fingerprint, first.fingerprint]
    assert [f.fingerprint for f in fingerprinted([twin(7)])] == [base]


def test_a_decision_never_comes_to_hold_for_another_finding() -> None:
    first, _ = fingerprinted([twin(5), twin(6)])
    decided = [decision(first.fingerprint)]
    left, = fingerprinted([twin(6)])  # the first is mended
    assert applied(result(findings=(left,)), decided).findings == (left,)
    kept, = fingerprinted([twin(5)])  # the second is mended
    assert applied(result(findings=(kept,)), decided).waived[0].decision == decided[0]
