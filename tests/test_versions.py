"""Two versions of a report: which findings are the same, and what must not be called mended."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lkj_audit.model import AuditResult, Evidence, Finding, Identity, NotEvaluated, Problem, RuleCount
from lkj_audit.versions import diff, reports
from tests.render.results import IDENTITY, decided, finding, result, value

RULES = (RuleCount("ANG104", 9, 1), RuleCount("ANG112", 9, 1), RuleCount("ANG105", 9, 1))


def version(*findings: Finding, **more: Any) -> AuditResult:
    return result(**{"findings": findings, "rules": RULES, "problems": (), "not_evaluated": (), **more})


def row(item: str, stated: int = 5, print_: str = "a" * 16, page: int = 3, **more: Any) -> Finding:
    return finding(item=item, stated=Decimal(stated), expected=Decimal(9), fingerprint=print_,
                   evidence=(Evidence("stated", value(str(stated), str(stated), page=page)),), **more)


def states(old: AuditResult, new: AuditResult) -> list[tuple[str, str, str]]:
    return [(c.state, c.finding.item, c.why) for c in diff(old, new).changes]


def test_mended_remaining_and_new() -> None:
    old = version(row("tetap", print_="a"), row("diperbaiki", print_="b"))
    new = version(row("tetap", print_="a", page=7), row("baru", print_="c"))
    assert states(old, new) == [("new", "baru", ""), ("remaining", "tetap", ""), ("mended", "diperbaiki", "")]


def test_the_same_contradiction_with_other_figures_remains() -> None:
    assert states(version(row("x", 5)), version(row("x", 6))) == [("remaining", "x", "figures")]


def test_twins_belong_together_by_their_figures() -> None:
    old = version(row("x", 5, "a" * 16), row("x", 6, "a" * 16 + "-2"), row("x", 7, "a" * 16 + "-3"))
    new = version(row("x", 7, "a" * 16), row("x", 8, "a" * 16 + "-2"))
    found = [(c.state, *(f.stated if f else None for f in (c.old, c.new))) for c in diff(old, new).changes]
    assert found == [("remaining", Decimal(7), Decimal(7)), ("remaining", Decimal(5), Decimal(8)),
                     ("mended", Decimal(6), None)]


@pytest.mark.parametrize(("before", "after", "same"), [
    ("Rp13.265.628.931 … Rp 107.905.482", "Rp13.265.628.999 … Rp 107.905.482", True),
    ("capaian 98,5% dari target", "capaian 97,25% dari target", True),
    ("Gambar 2.3.4", "Gambar 2.8.1", False), ("UU 15/2011", "UU 15/2017", False), ("sasaran 1", "sasaran 2", False),
    ("tahun 2023 Rp 1.000.000", "tahun 2021 Rp 2.000.000", False),
    ("Rp 1.000.000 untuk belanja pegawai", "Rp 2.000.000 dari hibah provinsi", False)])
def test_an_item_may_differ_in_its_figures_only(before: str, after: str, same: bool) -> None:
    found = states(version(row(before, print_="a")), version(row(after, print_="b", page=4)))
    assert [state for state, _, _ in found] == (["remaining"] if same else ["new", "mended"])


def test_figures_far_away_are_another_matter() -> None:
    old, new = version(row("Rp 1.000.000", print_="a")), version(row("Rp 2.000.000", print_="b", page=40))
    assert [c.state for c in diff(old, new).changes] == ["new", "mended"]


def test_what_was_told_along_with_another_finding_is_not_new() -> None:
    part = Evidence("context", value("80,00", "80"))
    root = row("Jumlah", print_="a", also=("ANG105",))
    root = replace(root, evidence=(*root.evidence, part))
    left = finding(rule="ANG105", item="Belanja", fingerprint="b", evidence=(replace(part, role="stated"),))
    assert [c.state for c in diff(version(root), version(left)).changes] == ["remaining"]
    assert [c.state for c in diff(version(left), version(root)).changes] == ["remaining"]


@pytest.mark.parametrize("more", [
    {"rules": ()}, {"rules": (RuleCount("ANG104", 0, 0),)},
    {"not_evaluated": (NotEvaluated("ANG104", "internal-error"),)}])
def test_a_rule_that_was_not_evaluated_mends_nothing(more: dict[str, Any]) -> None:
    assert states(version(row("x")), version(**more)) == [("unchecked", "x", "rule")]
    assert states(version(**more), version(row("x"))) == [("new", "x", "rule")]


@pytest.mark.parametrize(("pages", "problem", "state"), [
    (24, Problem(3, "page-unreadable"), "unchecked"), (24, Problem(4, "page-unreadable"), "mended"),
    (26, Problem(5, "page-scanned"), "unchecked"), (22, Problem(1, "page-scanned"), "unchecked"),
    (22, Problem(4, "page-scanned"), "mended"), (24, Problem(2, "page-limit"), "unchecked"),
    (24, Problem(4, "page-limit"), "mended"), (24, Problem(0, "no-tables"), "mended")])
def test_a_page_that_was_not_read_mends_nothing(pages: int, problem: Problem, state: str) -> None:
    """The finding stands on page 3 of 24; pages may have been added or taken out before it."""
    assert [s for s, _, _ in states(version(row("x")), version(pages=pages, problems=(problem,)))] == [state]


def test_decided_findings_are_compared_too() -> None:
    old, new = version(finding()), version(waived=(decided("not-relevant"),))
    change, = diff(old, new).changes
    assert change.state == "remaining" and change.finding.decision


def test_versions_of_other_reports_are_told_apart() -> None:
    assert diff(version(), version()).same_report
    assert not diff(version(), version(identity=replace(IDENTITY, year=2023))).same_report


def test_reports_are_matched_by_unit_and_year_then_by_name() -> None:
    other = Identity("Dinas Lain", year=2024)
    a, b, c = (version(path=p) for p in ("1/a.pdf", "1/b.pdf", "1/c.pdf"))
    a2, b2, lain = version(path="2/a.pdf"), version(path="2/b.pdf"), version(path="2/lain.pdf", identity=other)
    pairs, lone = reports([a, b, c], [b2, a2, lain])
    assert [(x.path, y.path) for x, y in pairs] == [("1/b.pdf", "2/b.pdf"), ("1/a.pdf", "2/a.pdf")]
    assert [r.path for r in lone] == ["1/c.pdf", "2/lain.pdf"]
    assert reports([a], [lain]) == ([(a, lain)], [])


def test_thousands_of_findings_are_compared_quickly() -> None:
    many = [row(f"Rp {n}.000", print_=f"{n:016x}") for n in range(2000)]
    assert {s for s, _, _ in states(version(*many), version(*many[::-1]))} == {"remaining"}
