"""The facts are there, and hold what the code relies on."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from lkj_audit import facts
from lkj_audit.normalize.satker.places import by_code, places, squash


def test_regions_are_the_provinces_and_their_parts() -> None:
    regions = facts.regions()
    assert Counter(r.level for r in regions) == {1: 38, 2: 514}
    assert len({r.code for r in regions}) == len(regions)
    provinces = {r.code: r.name for r in regions if r.level == 1}
    assert all(provinces[r.province_code] == r.province for r in regions)
    assert all(r.name.lower().startswith(r.type) for r in regions if r.level == 2)


def test_the_provinces_of_papua_are_those_of_2022() -> None:
    parts = Counter(r.province for r in facts.regions() if r.level == 2 and r.province.startswith("Papua"))
    assert parts == {"Papua": 9, "Papua Barat": 7, "Papua Selatan": 4, "Papua Tengah": 8, "Papua Pegunungan": 8,
                     "Papua Barat Daya": 6}


@pytest.mark.parametrize(("former", "today"), [
    ("Toba Samosir", "Kabupaten Toba"), ("Maluku Tenggara Barat", "Kabupaten Kepulauan Tanimbar"),
    ("Mamuju Utara", "Kabupaten Pasangkayu"), ("Yapen Waropen", "Kabupaten Kepulauan Yapen"),
    ("Kepulauan Siau Tagulandang Biaro", "Kabupaten Kep. Siau Tagulandang Biaro"),
    ("OKU Selatan", "Kabupaten Ogan Komering Ulu Selatan"), ("OKU Timur", "Kabupaten Ogan Komering Ulu Timur"),
    ("Padang Sidempuan", "Kota Padangsidimpuan"), ("PALI", "Kabupaten Penukal Abab Lematang Ilir"),
    ("Mahulu", "Kabupaten Mahakam Ulu"), ("Selayar", "Kabupaten Kepulauan Selayar"),
    ("Tidore", "Kota Tidore Kepulauan"),
])
def test_former_and_short_names_are_of_a_region_of_today(former: str, today: str) -> None:
    assert [by_code()[code].name for code in places()[squash(former)]] == [today]


def test_other_names_are_of_regions_that_exist() -> None:
    institutions = facts.institutions()
    assert {*institutions["alias_wilayah"], *map(str, institutions["kedudukan"].values())} <= set(by_code())


def test_the_steps_of_each_scale_follow_one_another() -> None:
    grades = facts.scales()["predikat_akip_88_2021"]["rows"]
    assert [low for low, *_ in grades[:-1]] == [high for _, high, *_ in grades[1:]]
    for name in ("skm_14_2017", "ikm_25_2004"):
        rows = facts.scales()[name]["rows"]
        assert [round(Decimal(str(later[2])) - Decimal(str(row[3])), 2) for row, later in pairwise(rows)] == [
            Decimal("0.01")] * 3
        assert [row[4] for row in rows] == list("DCBA")


def test_every_part_of_the_outline_has_words() -> None:
    assert all(part["part"] and part["words"] for part in facts.outline()["parts"])


def test_no_unit_has_two_canonical_names() -> None:
    aliases = facts.units()["aliases"]
    names = [name for unit, others in aliases.items() for name in {unit, *others}]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_facts_are_read_once() -> None:
    assert facts.vocabulary() is facts.vocabulary()
    assert facts.scales() is facts.scales()


class Strict(yaml.CSafeLoader):
    """Takes no key twice in a mapping, where YAML lets the last one win without a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, times in Counter(map(str, keys)).items() if times > 1]
        assert not twice, (node.start_mark, twice)
        return super().construct_mapping(node, deep)


def test_no_file_says_the_same_thing_twice() -> None:
    root = Path(__file__).parent
    files = [*root.rglob("*.yaml"), *(root.parent / "lkj_audit").rglob("*.yaml")]
    assert all(yaml.load(f.read_text(encoding="utf-8"), Strict) for f in files)
