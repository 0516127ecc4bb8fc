"""The regulations among the facts do not contradict one another: states, successors, amendments, periods, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from lkj_audit import facts
from lkj_audit.normalize.regulations import titles
from lkj_audit.normalize.regulations.keys import entry_key, label

Entry = dict[str, Any]
FIELDS = {"type", "number", "year", "issuer", "title", "title_short", "status", "replaced_by", "since", "amended_by",
          "period", "confidence", "verified", "source", "note"}
REQUIRED = {"type", "number", "year", "issuer", "status", "confidence", "verified"}
ENTRIES = {entry_key(e): e for e in facts.regulations()}
NAMES = facts.regulation_names()
TYPES = {t.get("entry", t["type"]) for t in NAMES["types"]} | set(NAMES["entry_types"])


def offenders(holds: Callable[[Entry], bool]) -> list[str]:
    return [label(e) for e in facts.regulations() if not holds(e)]


def since(entry: Entry) -> date:
    """When ``entry`` was replaced, at the latest."""
    if "since" in entry:
        return date.fromisoformat(entry["since"])
    return date(min(other["year"] for other in entry["replaced_by"]), 12, 31)


def known(entries: list[Entry]) -> list[Entry]:
    return [ENTRIES[k] for k in map(entry_key, entries) if k in ENTRIES]


def test_none_is_listed_twice() -> None:
    assert [k for k, times in Counter(map(entry_key, facts.regulations())).items() if times > 1] == []


def test_fields() -> None:
    assert offenders(lambda e: REQUIRED <= set(e) <= FIELDS) == []
    assert offenders(lambda e: any(c.isalnum() for c in e["number"]) and 1945 <= e["year"] <= 2100) == []
    assert offenders(lambda e: e["status"] in ("berlaku", "dicabut", "diubah")) == []
    assert offenders(lambda e: e["confidence"] in ("high", "medium", "low")) == []


def test_each_has_a_title_or_says_what_it_is_about() -> None:
    assert offenders(lambda e: ("title" in e) != ("title_short" in e)) == []
    assert offenders(lambda e: (t := e.get("title") or e["title_short"]) == " ".join(t.split()).strip(" .,;")) == []


def test_types_are_those_of_citations() -> None:
    def types(entry: Entry) -> set[str]:
        return {e["type"] for e in (entry, *entry.get("replaced_by", ()), *entry.get("amended_by", ()))}

    assert offenders(lambda e: types(e) <= TYPES) == []


def test_what_is_verified_names_its_source() -> None:
    assert offenders(lambda e: e["verified"] is bool(e.get("source"))) == []


def test_only_what_is_revoked_has_a_successor() -> None:
    assert offenders(lambda e: (e["status"] == "dicabut") == bool(e.get("replaced_by"))) == []
    assert offenders(lambda e: e["status"] == "dicabut" or "since" not in e) == []


def test_a_successor_takes_over_when_it_is_made() -> None:
    def in_time(entry: Entry) -> bool:
        years = [other["year"] for other in entry.get("replaced_by", ())]
        return not years or entry["year"] <= min(years) <= since(entry).year <= max(years) + 1

    assert offenders(in_time) == []


def test_a_successor_is_not_revoked_before_it_succeeds() -> None:
    def later(entry: Entry) -> bool:
        return all(o["status"] != "dicabut" or since(o) > since(entry) for o in known(entry.get("replaced_by", [])))

    assert offenders(later) == []


def test_amendments_are_later_and_in_order() -> None:
    def in_order(entry: Entry) -> bool:
        years = [entry["year"], *(other["year"] for other in entry.get("amended_by", ()))]
        return years == sorted(years) and (entry["status"] != "berlaku" or len(years) == 1)

    assert offenders(in_order) == []


def test_an_amendment_is_revoked_with_what_it_amends() -> None:
    def together(entry: Entry) -> bool:
        amendments = [e for e in known(entry.get("amended_by", [])) if e.get("title", "").startswith("Perubahan")]
        return entry["status"] != "dicabut" or all(
            e["status"] == "dicabut" and since(e) == since(entry) for e in amendments)

    assert offenders(together) == []


def test_a_period_is_that_of_the_title() -> None:
    def agrees(entry: Entry) -> bool:
        first, last = period = tuple(entry.get("period", (0, 0)))
        return first <= last and ("period" not in entry or titles.period(entry.get("title", "")) in (None, period))

    assert offenders(agrees) == []


def test_one_plan_of_the_state_follows_another_without_a_gap() -> None:
    plans = sorted(tuple(e["period"]) for e in facts.regulations()
                   if e.get("title", "").startswith("Rencana Pembangunan Jangka Menengah Nasional"))
    assert [later[0] - earlier[1] for earlier, later in pairwise(plans)] == [1] * (len(plans) - 1)
