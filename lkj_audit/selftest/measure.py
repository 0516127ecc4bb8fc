"""Run the rules over clean and planted reports and count what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from statistics import mean, median

from lkj_audit.checks.registry import Rule, rules, run
from lkj_audit.model import Block, Document, Finding, Place, Table
from lkj_audit.normalize import normalize
from lkj_audit.selftest.clean import Draft, report
from lkj_audit.selftest.pieces import Flow, Spot, document
from lkj_audit.selftest.plants import planters

TRIES = 60  # reports looked at for one that has a place for a contradiction
Items = dict[int, Block | Table]
Read = Callable[[Flow], tuple[Document, Items]]


@dataclass(frozen=True, slots=True)
class Plant:
    """A contradiction for rule ``code`` in report ``seed`` and whether it was found; ``seen``: the rules that
    spoke there."""

    code: str
    seed: int
    rounding: bool
    found: bool
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean report and the errors and warnings (false alarms) that it got."""

    seed: int
    rounding: bool
    alarms: tuple[Finding, ...]


@dataclass(slots=True)
class Result:
    """What a selftest measured."""

    clean: list[Clean] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)

    def recall(self, code: str = "", rounding: bool | None = None) -> float | None:
        """The share found of what was planted (for ``code``, with or without rounding); None where nothing was."""
        chosen = [p.found for p in self.plants if p.code.startswith(code) and rounding in (None, p.rounding)]
        return sum(chosen) / len(chosen) if chosen else None

    def alarms(self, rounding: bool | None = None) -> tuple[float, float]:
        """Median and mean of the false alarms of a clean report."""
        counts = [len(c.alarms) for c in self.clean if rounding in (None, c.rounding)]
        return (median(counts), mean(counts)) if counts else (0.0, 0.0)


def measure(reports: int, plants: int, seed: int = 0, read: Read = document) -> Result:
    """``reports`` clean reports and ``plants`` contradictions for each rule that has a planter; every other one with
    rounding. The same arguments give the same result."""
    suite = list(rules().values())
    result = Result()
    for n in range(reports):
        found = _audit(report(seed + n, rounding=n % 2 == 1).flow, suite, read)[0]
        result.clean.append(Clean(seed + n, n % 2 == 1, tuple(f for f in found if f.severity != "info")))
    for code in planters():
        result.plants.extend(_planted(code, plants, seed, suite, read))
    return result


def _planted(code: str, count: int, seed: int, suite: list[Rule], read: Read) -> Iterator[Plant]:
    start = Random(f"{seed}-{code}").randrange(10**6)
    left = count
    for at in range(start, start + TRIES * count):
        if not left:
            return
        rounding = left % 2 == 0
        draft = report(at, rounding=rounding)
        spots = _try(code, draft)
        if not spots:
            continue
        left -= 1
        found, items = _audit(draft.flow, suite, read)
        places = {p for s in spots for p in s.within(items)}
        here = [f for f in found if _touches(f, places)]
        hit = any(code in (f.rule, *f.also) for f in here)
        yield Plant(code, at, rounding, hit, tuple(f.rule for f in here))


def _try(code: str, draft: Draft) -> list[Spot]:
    try:
        return planters()[code](draft)
    except LookupError:
        return []


def _audit(flow: Flow, suite: Iterable[Rule], read: Read) -> tuple[list[Finding], Items]:
    made, items = read(flow)
    return run(normalize(made), suite)[0], items


def _touches(finding: Finding, places: set[Place]) -> bool:
    """Whether the finding shows one of ``places``: a box of its evidence overlaps it."""
    return any(p.page == q.page and p.bbox[0] < q.bbox[2] and q.bbox[0] < p.bbox[2]
               and p.bbox[1] < q.bbox[3] and q.bbox[1] < p.bbox[3]
               for e in finding.evidence for p in e.value.places for q in places)
