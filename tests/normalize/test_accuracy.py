"""The labelled sets reach what is wanted of them, and are as large and as hard as they should be."""

from __future__ import annotations

import pytest

from bench.accuracy_normalize import Found, Measure, compare, link_pairs, links, measures


@pytest.fixture(scope="module")
def told() -> dict[str, Measure]:
    return {m.name: m for m in measures()}


def test_every_set_is_good_enough(told: dict[str, Measure]) -> None:
    assert [m for m in told.values() if not m.enough] == []


def test_the_link_set_is_large_and_hard(told: dict[str, Measure]) -> None:
    pairs, siblings = told["links: F1"].cases, told["links: hard siblings kept apart"].cases
    assert siblings >= 100 and pairs + siblings >= 400
    assert len({case["unit"] for case in link_pairs()["cases"]}) == 6


def test_siblings_are_never_merged() -> None:
    """Also where the true partner is missing and the sibling is all that is left."""
    assert sum(links(n).merged for n in range(len(link_pairs()["cases"]))) == 0


def test_f1() -> None:
    found = compare(["a", "a", "b"], ["a", "b", "c", "d"])
    assert found == Found(right=2, wrong=1, missed=2) and found.f1 == pytest.approx(4 / 7)
    assert not Measure("x", 0.96, 0.97, 1).enough and Measure("x", 0.5, None, 1).enough
