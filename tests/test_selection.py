"""Which rules are run on which file: command line, configuration, preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lkj_audit import batch, config, errors
from lkj_audit.checks import registry
from tests import pdfs
from tests.test_cli import Run, run, wrong  # noqa: F401  # fixtures
from tests.test_config import audited, ran, written


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return pdfs.budget_report(tmp_path / "salah.pdf", pdfs.WRONG)


CHOICES = [  # file, select and ignore of the command line, in, out
    ('select = ["ANG"]', [], [], "ANG104", "KIN101"),
    ('select = ["ANG"]\nignore = ["ANG104"]', [], [], "ANG105", "ANG104"),
    ('select = ["ANG104"]\nignore = ["ANG"]', [], [], "ANG104", "ANG105"),
    ('select = ["KIN"]', ["ANG"], [], "ANG104", "KIN101"),
    ('ignore = ["ANG104"]', ["ANG104"], [], "ANG104", "ANG105"),
    ('select = ["ANG"]', [], ["ANG104"], "ANG105", "ANG104"),
    ('select = ["ANG104", "KIN"]', [], ["ANG"], "KIN101", "ANG104"),
    ('ignore = ["ANG104"]', [], ["ANG105"], "ANG106", "ANG104"),
    ('per-file-ignores = {"salah.pdf" = ["ANG104"]}', [], [], "ANG105", "ANG104"),
    ('per-file-ignores = {"*.pdf" = ["ANG104"]}', ["ANG"], [], "ANG105", "ANG104"),
    ('per-file-ignores = {"lain.pdf" = ["ANG104"]}', [], [], "ANG104", ""),
]


@pytest.mark.parametrize(("text", "select", "ignore", "inside", "outside"), CHOICES)
def test_selection_has_the_precedence_of_ruff(pdf: Path, text: str, select: list[str], ignore: list[str], inside: str,
                                              outside: str) -> None:
    rules = ran(audited(pdf, text, select=select, ignore=ignore))
    assert inside in rules and outside not in rules


def test_per_file_ignores_know_folders() -> None:
    own = config.Config(per_file_ignores={"lama/*.pdf": ("ANG",)})
    assert own.ignored(Path("arsip/lama/a.pdf")) and not own.ignored(Path("arsip/baru/a.pdf"))


def test_each_file_has_its_own_configuration(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        pdfs.budget_report(tmp_path / name / "lkj.pdf", pdfs.WRONG)
    written(tmp_path / "a", 'select = ["ANG104"]')
    written(tmp_path / "b", 'select = ["ANG105"]')
    results = batch.audit_many(sorted(tmp_path.rglob("*.pdf")), jobs=2)
    assert {Path(r.path).parent.name: ran(r) for r in results} == {"a": {"ANG104"}, "b": {"ANG105"}}


# ---------------------------------------------------------------- preview


@pytest.fixture
def in_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._RULES, "ANG104", replace(registry.rules()["ANG104"], preview=True))


@pytest.mark.usefixtures("in_preview")
def test_preview_rules_are_off_unless_asked_for(pdf: Path) -> None:
    assert "ANG104" not in ran(audited(pdf, 'select = ["ANG"]'))
    assert "ANG104" in ran(audited(pdf, 'select = ["ANG"]\npreview = true'))
    assert "ANG104" in ran(audited(pdf, preview=True))
    with pytest.raises(errors.RuleInPreview):
        audited(pdf, select=["ANG104"])


@pytest.mark.usefixtures("in_preview")
def test_preview_rules_are_shown_as_such(run: Run, wrong: Path) -> None:  # noqa: F811
    line, = [x for x in run("rules").out.splitlines() if x.startswith("ANG104")]
    assert "pratinjau" in line and run("rules").out.count("pratinjau") == 1 + sum(r.preview for r in others())
    assert run("check", wrong, "--select", "ANG104").code == 2
    assert run("check", wrong, "--select", "ANG104", "--preview").code == 1


def others() -> list[registry.Rule]:
    return [r for r in registry.rules().values() if r.code != "ANG104"]


def test_a_rule_registers_as_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_RULES", {})
    registry.rule("ANG999", "contoh", "info", preview=True)(lambda report: iter(()))
    assert registry._RULES["ANG999"].preview
