"""The facts are there, and hold what the code relies on."""

from __future__ import annotations

from collections import Counter

from lkj_audit import facts


def test_regions_are_the_provinces_and_their_parts() -> None:
    regions = facts.regions()
    assert Counter(r.level for r in regions) == {1: 38, 2: 514}
    assert len({r.code for r in regions}) == len(regions)
    provinces = {r.code: r.name for r in regions if r.level == 1}
    assert all(provinces[r.province_code] == r.province for r in regions)
    assert all(r.name.lower().startswith(r.type) for r in regions if r.level == 2)


def test_every_regulation_can_be_cited() -> None:
    for regulation in facts.regulations():
        assert regulation["type"] and str(regulation["number"]) and 1945 <= int(regulation["year"]) <= 2100
        assert regulation["status"] in ("berlaku", "dicabut", "diubah")


def test_every_part_of_the_outline_has_words() -> None:
    assert all(part["part"] and part["words"] for part in facts.outline()["parts"])


def test_no_unit_has_two_canonical_names() -> None:
    aliases = facts.units()["aliases"]
    names = [name for unit, others in aliases.items() for name in {unit, *others}]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_facts_are_read_once() -> None:
    assert facts.vocabulary() is facts.vocabulary()
    assert facts.scales() is facts.scales()
