"""LIN104 in a batch that is large enough to learn the template from."""

from __future__ import annotations

from random import Random

import pytest

from lkj_audit.checks.registry import rules, run_across
from lkj_audit.dossiers import batch
from lkj_audit.model import Finding, Gist, Identity, Part, Passage, Place

WORDS = [f"{a}{b}{c}" for a in ("ka", "me", "su", "ti", "ro") for b in ("la", "ri", "no", "pu", "be") for c in "nst"]


def text(seed: str, words: int = 70) -> str:
    random = Random(seed)
    return " ".join(random.choice(WORDS) for _ in range(words))


def gist(unit: str, texts: list[str], year: int = 2023) -> Gist:
    passages = tuple(Passage(t, (Place(n, (50.0, 50.0, 500.0, 90.0)),)) for n, t in enumerate(texts, 1))
    who = Identity(f"KPU {unit}", "kota", unit, unit, year, confidence=1.0)
    return Gist(f"{unit}-{year}.pdf", unit, who, (Part("lkj", 1, len(texts)),), passages=passages)


def found(gists: list[Gist]) -> dict[str, list[Finding]]:
    judged = run_across(batch(gists), {g.path: [rules()["LIN104"]] for g in gists}, {})
    return {path: findings for path, (findings, _, _) in judged.items() if findings}


def units(count: int, template: list[str], own: int = 6) -> list[Gist]:
    return [gist(f"Kota {n}", [*template, *(text(f"{n}-{k}") for k in range(own))]) for n in range(count)]


def test_what_all_units_have_is_no_copy() -> None:
    template = [text(f"t{k}") for k in range(10)]
    assert not found(units(12, template))


def test_what_each_unit_fills_in_differently_is_no_copy() -> None:
    filled = [gist(f"Kota {n}", [text(f"t{k}").replace("kalan", f"{1000 + 37 * n * k:,}".replace(",", "."))
                                 + f" Kota {n}" for k in range(10)]) for n in range(12)]
    assert not found(filled)


def test_passages_of_two_units_are_told_to_both() -> None:
    gists = units(12, [text(f"t{k}") for k in range(5)])
    shared = [text(f"s{k}") for k in range(4)]
    gists[3] = gist("Kota 3", [text("t0"), *shared, text("3-a"), text("3-b")])
    gists[7] = gist("Kota 7", [text("7-a"), text("t1"), *shared])
    told = found(gists)
    assert set(told) == {"Kota 3-2023.pdf", "Kota 7-2023.pdf"}
    (finding,) = told["Kota 3-2023.pdf"]
    assert finding.params["unit"] == "KPU Kota 7" and finding.params["jumlah"] == 4
    assert finding.params["halaman"] == "2, 3, 4, 5"
    assert finding.params["bagian"] == "57"  # 280 of 490 words
    assert {e.place.page for e in finding.own} == {2, 3, 4, 5}
    assert {e.document for e in finding.evidence} == {"", "Kota 7-2023.pdf"}


@pytest.mark.parametrize(("copied", "expected"), [(2, 0), (3, 2)])
def test_few_passages_are_chance(copied: int, expected: int) -> None:
    gists = units(10, [])
    shared = [text(f"s{k}") for k in range(copied)]
    gists[:2] = [gist(f"Kota {n}", [*shared, text(f"{n}-x")]) for n in range(2)]
    assert len(found(gists)) == expected


def test_another_year_of_another_unit_is_found_and_ones_own_is_not() -> None:
    shared = [text(f"s{k}") for k in range(4)]
    gists = [*units(10, []), gist("Kota 1", shared, 2022), gist("Kota 2", shared, 2022)]
    assert set(found(gists)) == {"Kota 1-2022.pdf", "Kota 2-2022.pdf"}
    gists = [*units(10, []), gist("Kota 1", shared, 2022), gist("Kota 1", shared, 2021)]
    assert not found(gists)


def test_what_three_of_many_units_share_is_template() -> None:
    shared = [text(f"s{k}") for k in range(4)]
    gists = [*units(12, [])[3:], *(gist(f"Kota {n}", shared) for n in range(3))]
    assert not found(gists)


def test_words_may_be_changed() -> None:
    shared = [text(f"s{k}") for k in range(4)]
    changed = [" ".join("diganti" if n % 20 == 10 else w for n, w in enumerate(t.split())) for t in shared]
    gists = units(10, [])
    gists[:2] = [gist("Kota 0", shared), gist("Kota 1", changed)]
    assert len(found(gists)) == 2
