"""Every rule against its YAML cases: ``pass_*`` report nothing, ``fail_*`` report what ``expect`` lists, ``skip_*`` are
not evaluated.

``expect`` is a list with one mapping for each finding, in any order; each key given must agree: ``stated``,
``expected``, ``difference`` (compared as decimals), ``item`` (part of the finding's item, without case), ``text`` (a
piece of evidence that must be among its evidence texts), ``severity``, ``variant``, ``column``.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit.checks.registry import rules, run
from lkj_audit.model import Finding
from tests.building import make_report, run_case

CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))


def load() -> list[Any]:
    out = []
    for path in CASES:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        out += [pytest.param(path.stem, case, name, id=f"{path.stem}-{name}") for name, case in data.items()]
    return out


def agrees(want: dict[str, Any], got: Finding) -> bool:
    for key, value in want.items():
        if key in ("stated", "expected", "difference"):
            have = getattr(got, key)
            if have is None or have != Decimal(str(value)):
                return False
        elif key == "item":
            if str(value).casefold() not in got.item.casefold():
                return False
        elif key == "text":
            if not any(str(value) in e.value.text for e in got.evidence):
                return False
        elif getattr(got, key) != value:
            return False
    return True


@pytest.mark.parametrize(("code", "case", "name"), load())
def test_case(code: str, case: dict[str, Any], name: str) -> None:
    findings, skipped = run_case(code, case)
    shown = [(f.item, f.variant, f.stated, f.expected, [e.value.text for e in f.evidence]) for f in findings]
    if name.startswith("skip_"):
        assert not findings, shown
        assert [s.rule for s in skipped] == [code]
        return
    assert not skipped, skipped
    wanted = case.get("expect", [])
    assert bool(wanted) == name.startswith("fail_"), "fail_ cases need expect, pass_ cases must not have it"
    assert len(findings) == len(wanted), shown
    for want in wanted:
        assert any(agrees(want, f) for f in findings), (want, shown)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_rule_breaks_on_the_cases_of_another(path: Path) -> None:
    suite = [r for r in rules().values() if r.check]
    for name, case in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        if "flow" in case:
            _, skipped, _ = run(make_report(case), suite)
            assert not [s.rule for s in skipped if s.reason == "internal-error"], name


def test_every_rule_has_enough_cases() -> None:
    for code in rules():
        path = Path(__file__).with_name("cases") / f"{code}.yaml"
        names = list(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else []
        have = [sum(n.startswith(p) for n in names) for p in ("fail_", "pass_", "skip_")]
        assert have[0] >= 3 and have[1] >= 3 and have[2] >= 1, (code, have)
