"""The generated pages are those of the rules as they are, and the guide speaks of what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from docs import make_rules
from lkj_audit import cli, config, dossiers, waivers
from lkj_audit.checks import messages, registry

DOCS = Path(__file__).parents[1] / "docs"
GUIDE = (DOCS / "panduan.md").read_text(encoding="utf-8")


def test_rule_pages_are_up_to_date(tmp_path: Path) -> None:
    make_rules.write(tmp_path)
    made, kept = ({p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()} for folder in
                  (tmp_path, DOCS / "rules"))
    stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert not stale, f"run “make docs”: {stale}"


def test_pages_that_no_rule_has_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "XYZ999.md").write_text("lama")
    make_rules.write(tmp_path)
    assert {p.stem for p in tmp_path.iterdir()} == {"README", *registry.rules()}


@pytest.mark.parametrize("code", registry.rules())
def test_page_says_all_in_both_languages(code: str) -> None:
    page = make_rules.page(registry.rules()[code])
    for lang in messages.LANGUAGES:
        entry = messages.entry(code, lang)
        for field in ("title", *make_rules.FIELDS):
            assert make_rules._safe(getattr(entry, field)) in page


def test_text_cannot_become_markup() -> None:
    assert make_rules._safe("a | b *c* <d>\n_e_") == r"a \| b \*c\* \<d\> \_e\_"


@pytest.mark.parametrize("page", [DOCS / "panduan.md", DOCS / "rules" / "README.md", DOCS.parent / "README.md",
                                  DOCS / "pengembangan.md"],
                         ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_guide_names_only_commands_and_options_that_there_are() -> None:
    import typer

    commands = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    options = {o for c in commands.values() for p in c.params for o in p.opts} | {"--help", "--version"}
    named = set(re.findall(r"lkj-audit ([a-z]+)\b", GUIDE))
    assert named and named <= set(commands)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", GUIDE)) <= options


def test_examples_of_the_guide_are_valid(tmp_path: Path) -> None:
    first, second, third = re.findall(r"```toml\n(.*?)```", GUIDE, flags=re.DOTALL)
    (tmp_path / config.FILE).write_text(first, encoding="utf-8")
    (tmp_path / waivers.FILE).write_text(second, encoding="utf-8")
    read = config.load(tmp_path / config.FILE)
    assert [f.name for f in fields(read) if getattr(read, f.name) == getattr(config.Config(), f.name)] == []
    assert len(waivers.beside(tmp_path / "lkj.pdf")) == 1
    (tmp_path / dossiers.FILE).write_text(third, encoding="utf-8")
    for name in re.findall(r'file = "(.*?)"', third):
        (tmp_path / name).touch()
    assert len(dossiers.corrections(tmp_path)) == 3
