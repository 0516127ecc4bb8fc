"""KIN111: how far from its target a result is said to be, and the target and realisasi of the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.narrative.distances import Distance, distances
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, comparable
from lkj_audit.normalize.text.plain import plain

_TELLING: Final = 10  # a smaller whole figure may be anybody's


def from_target(report: Report, plans: Plans, rows: Sequence[Result]) -> Iterator[Outcome]:
    """Each distance to a target, told of the only indicator whose realisasi, or else whose target, stands beside it."""
    for told in distances(report):
        mine = _meant(told, [r for r in rows if comparable(r)])
        if len({plain(r.name) for r in mine}) == 1:
            yield CHECKED
            if not any(_fits(told, value) for r in mine for value in _possible(r)):
                yield _finding(plans, told, mine[0])


def _meant(told: Distance, rows: Sequence[Result]) -> list[Result]:
    for figures, of in ((told.beside, "realisasi"), (told.before if told.refers else (), "realisasi"),
                        (told.beside, "target")):
        found = [r for r in rows if (q := getattr(r, of)) is not None and q.value in figures
                 and (q.step < 1 or abs(q.value) >= _TELLING)]
        if found:
            return found
    return []


def _possible(row: Result) -> Iterator[Decimal]:
    """What may be meant: the difference, also in per cent of the target or of the capaian; and the figures themselves,
    for "melampaui target sebesar 90%" tells the target."""
    assert row.target and row.realisasi and row.target.value is not None and row.realisasi.value is not None
    difference = abs(row.realisasi.value - row.target.value)
    yield from (difference, row.target.value, row.realisasi.value)
    if row.target.value:
        yield 100 * difference / abs(row.target.value)
    if row.stated is not None and row.stated.value is not None:
        yield from (abs(row.stated.value - 100), row.stated.value)


def _fits(told: Distance, value: Decimal) -> bool:
    return any(q.agrees(value) or (q.value is not None and q.step < 1 and abs(q.value - value) <= q.step)
               for q in told.readings)


def _finding(plans: Plans, told: Distance, row: Result) -> Finding:
    figures = [v for v in (row.row.target, row.row.realisasi) if v]
    sure = round(min(0.75, told.size.confidence, plans.legibility(row.index), *(v.confidence for v in figures)), 2)
    expected = next(_possible(row))
    return Finding("KIN111", graded("error", sure), sure,
                   {"indikator": row.name, "narasi": told.size.text, "di": name_of(row.table),
                    "target": figures[0].text, "realisasi": figures[-1].text},
                   distinct([Evidence("stated", told.size), *(Evidence("expected", v) for v in figures),
                             Evidence("context", row.row.name)]),
                   item=f"jarak {row.row.key or plain(row.name)}", column="selisih", kind="narasi", expected=expected,
                   stated=told.readings[0].value if told.readings else None, variant="jarak")
