"""What reviewers concluded, in the store that the commands use too: who decides second is told what the first did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from lkj_audit.model import Decision, Verdict
from lkj_audit.store.results import Store

VERDICTS: tuple[Verdict, ...] = ("accepted", "explained", "not-relevant")
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision to be made by somebody who has seen ``seen`` earlier ones on the same finding."""

    decision: Decision
    seen: int


def on(store: Path, reports: Iterable[tuple[str, int | None]]) -> dict[tuple[str, int | None, str], list[Decision]]:
    """All decisions on the findings of ``reports`` (unit and year), the oldest first, by unit, year and fingerprint."""
    with Store.open(store) as opened:
        return {key: mine for unit, year in set(reports) for key, mine in _by_finding(opened, unit, year)}


def decide(store: Path, wishes: Iterable[Wish]) -> list[tuple[Wish, list[Decision]]]:
    """Make the decisions, but those that somebody has made otherwise in the meantime: these are given back, each with
    all decisions on its finding."""
    late: list[tuple[Wish, list[Decision]]] = []
    with _lock, Store.open(store) as opened:
        made: list[Decision] = []
        for wish in wishes:
            d = wish.decision
            before = _of(opened, d)
            if before and before[-1] == d:
                continue  # the same form sent twice
            if len(before) > wish.seen:
                late.append((wish, before))
            else:
                made.append(d)
        opened.decide(made)
    return late


def _of(store: Store, decision: Decision) -> list[Decision]:
    known: Mapping[tuple[str, int | None, str], list[Decision]] = dict(_by_finding(store, decision.unit, decision.year))
    return known.get((decision.unit, decision.year, decision.fingerprint), [])


def _by_finding(store: Store, unit: str, year: int | None,
                ) -> Iterator[tuple[tuple[str, int | None, str], list[Decision]]]:
    found: dict[str, list[Decision]] = {}
    for decision in store.all_decisions(unit, year):
        found.setdefault(decision.fingerprint, []).append(decision)
    return (((unit, year, fingerprint), mine) for fingerprint, mine in found.items())
