"""The selftest's own bars, on a small seed: few false alarms on clean reports, nearly every contradiction found."""

from __future__ import annotations

from lkj_audit.checks.registry import rules
from lkj_audit.selftest import measure as measuring
from lkj_audit.selftest.clean import report
from lkj_audit.selftest.measure import Result, measure
from lkj_audit.selftest.pieces import Grid, document
from lkj_audit.selftest.plants import planters

SHARE = 2  # every second planter, by turns of the seed


def test_every_rule_of_a_single_report_has_a_planter() -> None:
    assert set(planters()) == {code for code, r in rules().items() if not r.across}


def test_the_same_seed_gives_the_same_report() -> None:
    assert document(report(7).flow)[0] == document(report(7).flow)[0]
    assert document(report(7).flow)[0] != document(report(8).flow)[0]


def test_reports_differ_in_unit_and_layout() -> None:
    drafts = [report(seed) for seed in range(12)]
    assert len({d.world.unit.split()[0] for d in drafts}) > 3
    assert len({tuple(p.tag for p in d.flow if isinstance(p, Grid)) for d in drafts}) > 8


def test_reports_differ_in_what_rules_must_tell_apart() -> None:
    drafts = [report(seed) for seed in range(60)]
    worlds = [d.world for d in drafts]
    assert {w.cap for w in worlds} >= {None, 100, 110, 120}
    assert {w.above.split()[0] for w in worlds} >= {"Bupati", "Gubernur", "Menteri", "Ketua"}
    assert {w.inverse for w in worlds if any(m.less for m in w.measures)} == {True, False}
    assert {d.layout.amended for d in drafts} == {True, False}
    assert len({d.line("staff").text.replace(d.world.unit, "")[:12] for d in drafts}) > 2


def test_clean_reports_are_hardly_alarming() -> None:
    median, mean = measure(12, 0, seed=40).alarms()
    assert median == 0
    assert mean <= 0.3


def test_planted_contradictions_are_found() -> None:
    chosen = dict(list(planters().items())[::SHARE])
    suite = list(rules().values())
    result = Result()
    for code in chosen:
        result.plants.extend(measuring._planted(code, 1, 5, suite, document))
    assert len(result.plants) >= 40
    recall = result.recall()
    assert recall is not None and recall >= 0.95, [p for p in result.plants if not p.found]
