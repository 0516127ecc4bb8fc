"""The catalogue: every rule says what it means, in both languages, and every finding can be put into words."""

from __future__ import annotations

import string
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit.checks import messages
from lkj_audit.checks.registry import rules
from lkj_audit.model import Finding, NotEvaluated
from tests.building import run_case

CASES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_every_rule_has_an_entry_and_every_entry_a_rule(lang: str) -> None:
    entries = messages.entries(lang)
    assert set(entries) == set(rules())
    for code, entry in entries.items():
        empty = [f.name for f in fields(entry) if not getattr(entry, f.name)]
        assert not empty, (code, empty)
        assert all(isinstance(getattr(entry, f.name), str) for f in fields(entry) if f.name != "message"), code


def test_languages_say_the_same() -> None:
    for code, entry in messages.entries("id").items():
        other = messages.entry(code, "en")
        assert set(entry.message) == set(other.message), code
        for variant, text in entry.message.items():
            assert placeholders(text) == placeholders(other.message[variant]), (code, variant)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_every_finding_of_the_cases_can_be_said(path: Path) -> None:
    said: dict[str, Finding] = {}
    for case in yaml.safe_load(path.read_text(encoding="utf-8")).values():
        findings, skipped = run_case(path.stem, case)
        said |= {f.variant: f for f in findings}
        for lang in messages.LANGUAGES:
            for finding in findings:
                title, message = messages.sentence(finding, lang)
                assert title and "{" not in message
            assert all(messages.reason(s, lang) for s in skipped)
    assert set(said) == set(messages.entry(path.stem, "id").message), "each variant needs a fail_ case, and no other"


def finding(**params: Any) -> Finding:
    return Finding("ANG106", "error", 1.0, params, (), "Belanja Modal")


def test_numbers_are_printed_in_the_readers_language() -> None:
    found = finding(item="Belanja Modal", stated=Decimal(75400000), pagu=75000000, difference=Decimal("400000.50"))
    assert messages.sentence(found, "id")[1] == (
        "Belanja Modal: realisasi 75.400.000 melebihi pagunya 75.000.000 sebesar 400.000,50.")
    assert messages.sentence(found, "en")[1] == (
        "Belanja Modal: realisation 75,400,000 exceeds its ceiling 75,000,000 by 400,000.50.")


def test_a_string_is_printed_as_it_is() -> None:
    assert "2022" in messages.sentence(finding(item="2022", stated=1, pagu=1, difference=0), "id")[1]


def test_a_missing_parameter_is_an_error() -> None:
    with pytest.raises(KeyError):
        messages.sentence(finding(item="x"), "id")


def test_reasons_are_the_same_in_both_languages() -> None:
    folder = Path(messages.__file__).with_name("catalogue")
    slugs = [set(yaml.safe_load((folder / lang / "reasons.yaml").read_text())) for lang in messages.LANGUAGES]
    assert slugs[0] == slugs[1]
    with pytest.raises(KeyError):
        messages.reason(NotEvaluated("ANG101", "unheard-of"), "id")
