"""KIN103, KIN106, KIN107, KIN108: one indicator, two targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from lkj_audit.checks.judging import completeness, distinct, graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Indicator, NotEvaluated, Quantity, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.text.plain import plain

FEWEST_ALIKE: Final = 3  # indicators that two prints of one plan share
ENOUGH_OF_PLAN: Final = 5  # indicators of the Renstra, at least four fifths of which agree
FEWEST_OF_PLAN: Final = 3  # … and all but one of fewer, for a note: a plan may well have changed one of three
# How often each falls in a year: 12 bulan, 4 triwulan and 1 tahun are the same target.
PER_YEAR: Final = {"bulan": 12, "bln": 12, "triwulan": 4, "tw": 4, "kuartal": 4, "semester": 2, "tahun": 1, "thn": 1}


@rule("KIN103", "target-pk-rkt", "error")
def pk_and_rkt(report: Report) -> Iterator[Outcome]:
    """PK and RKT give the same indicator different targets."""
    plans = plans_of(report)
    valid = [r for r in plans.rows("pk", own=True) if not plans.superseded(r)]
    found = list(_differing(plans, "KIN103", valid, plans.rows("rkt"), ("no-pk", "no-rkt")))
    others = list(_strategic(plans, valid or plans.rows("rkt")))
    yield from (f for f in found if not others or not isinstance(f, NotEvaluated))
    yield from others


@rule("KIN106", "target-capaian-pk", "error")
def capaian_and_pk(report: Report) -> Iterator[Outcome]:
    """The target in the Capaian is in no PK of the unit."""
    plans = plans_of(report)
    yield from _differing(plans, "KIN106", plans.rows("capaian"), plans.rows("pk", own=True), ("no-capaian", "no-pk"))


@rule("KIN107", "target-capaian-rkt", "error")
def capaian_and_rkt(report: Report) -> Iterator[Outcome]:
    """The target in the Capaian is in no RKT."""
    plans = plans_of(report)
    yield from _differing(plans, "KIN107", plans.rows("capaian"), plans.rows("rkt"), ("no-capaian", "no-rkt"))


@rule("KIN108", "target-antar-rkt", "error")
def two_rkts(report: Report) -> Iterator[Outcome]:
    """Two RKT tables give the same indicator different targets, or have different indicators."""
    plans = plans_of(report)
    tables = list(dict.fromkeys(plans[r].table for r in plans.rows("rkt")))
    if len(tables) < 2:
        yield NotEvaluated("KIN108", "one-rkt" if tables else "no-rkt")
        return
    for a, b in combinations(tables, 2):
        left, right = ([r for r in plans.rows("rkt") if plans[r].table == t] for t in (a, b))
        yield from _differing(plans, "KIN108", right, left, ("no-rkt", "no-rkt"))
        yield from _other_indicators(plans, left, right)


def apart(a: Quantity, b: Quantity) -> bool:
    """Whether two targets cannot be the same. A grade and a figure, or a figure and a phrase, are not compared."""
    if plain(a.raw) == plain(b.raw):
        return False
    if a.grade and b.grade:
        return a.grade != b.grade
    if a.value is None or b.value is None or a.grade or b.grade:
        return False
    if a.unit in PER_YEAR and b.unit in PER_YEAR:
        return a.value * PER_YEAR[b.unit] != b.value * PER_YEAR[a.unit]
    if (a.unit == "%") != (b.unit == "%") and {a.unit, b.unit} <= {"%", ""} and min(a.value, b.value) <= 1:
        small, large = sorted((a.value, b.value))
        return large not in (small, small * 100)
    return a.value != b.value


def _differing(plans: Plans, code: str, rows: Sequence[int], among: Sequence[int],
               absent: tuple[str, str]) -> Iterator[Outcome]:
    """A finding for each indicator of ``rows`` whose target agrees with none of its partners in ``among``."""
    for found, reason in zip((rows, among), absent, strict=True):
        if not found:
            yield NotEvaluated(code, reason)
            return
    for group in plans.same(rows):
        pairs = []
        for row in group:
            partners = [p for p in plans.partners(row, among) if _figures(plans[row], plans[p])]
            if not partners:
                continue
            yield CHECKED
            wrong = [p for p in partners if (q := _figures(plans[row], plans[p])) and apart(*q)]
            if len(wrong) == len(partners) or (code == "KIN106" and (wrong := _in_a_copy(plans, wrong, partners))):
                pairs.append((row, wrong))
        if pairs:
            yield _finding(plans, code, pairs)


def _strategic(plans: Plans, rows: Sequence[int]) -> Iterator[Outcome]:
    """The few targets of ``rows`` that are not those of the Renstra for this year, where nearly all others are: so they
    were taken from there, and not revised as a whole."""
    view = {t.id: _of_year(plans, t) for t in plans.report.of_kind("renstra")}
    judged: list[tuple[int, int, Value, bool]] = []
    for group in plans.same(rows):
        linked = [(r, p, v) for r in group for p in plans.partners(r, plans.rows("renstra"))
                  if (column := view[plans[p].table]) is not None
                  and (v := plans.table_of(p).value(plans[p].row, column)).quantity is not None
                  and plans[r].target is not None]
        if linked:
            other = [x for x in linked if (t := plans[x[0]].target) and t.quantity and x[2].quantity
                     and apart(t.quantity, x[2].quantity) and t.text.split()[0] != x[2].text.split()[0]]
            judged.append((*(other or linked)[0], len(other) == len(linked)))
    few = len(judged) < ENOUGH_OF_PLAN
    if len(judged) < FEWEST_OF_PLAN or sum(w for *_, w in judged) > (1 if few else len(judged) // 5):
        return
    for row, partner, planned, wrong in judged:
        yield CHECKED
        if wrong:
            yield _against_renstra(plans, row, partner, planned, 0.55 if few else 0.8)


def _of_year(plans: Plans, table: TypedTable) -> int | None:
    """The column of the reporting year's targets in a table of several years."""
    year = plans.report.identity.year
    return next((c for role in (f"tahun:{year}", f"target:{year}") if (c := table.col(role)) is not None), None)


def _against_renstra(plans: Plans, row: int, partner: int, planned: Value, most: float) -> Finding:
    one = plans[row]
    assert one.target
    sure = round(min(most, plans.certainty(row, partner), one.target.confidence, planned.confidence), 2)
    return Finding("KIN103", graded("warning", sure), sure,
                   {"indikator": one.name.text, "di": name_of(plans.table_of(row)), "target": one.target.text,
                    "di_lain": name_of(plans.table_of(partner)), "target_lain": planned.text},
                   distinct([*_cells(one, "stated"), Evidence("expected", planned),
                             Evidence("context", plans[partner].name)]),
                   item=one.key or plain(one.name.text), column="target", kind=one.source, expected=planned.number,
                   stated=one.target.number, variant="renstra")


def _in_a_copy(plans: Plans, wrong: Sequence[int], partners: Sequence[int]) -> list[int]:
    """Those of ``wrong`` that stand in another print of the plan that the others stand in, say in its annex: not in an
    older one, and not in another person's."""
    right = [p for p in partners if p not in wrong]
    if any(plans.revised(r) for r in plans.rows("pk")):  # of the others it is not known which came first
        wrong = [w for w in wrong if plans.revised(w)]
    return [w for w in wrong if any(_copies(plans, w, r) for r in right)]


def _copies(plans: Plans, wrong: int, right: int) -> bool:
    a, b = plans.table_of(wrong), plans.table_of(right)
    if a.id == b.id or (a.owner and b.owner and a.owner != b.owner):
        return False
    theirs = [i for i, row in enumerate(plans.report.indicators) if row.table == b.id]
    linked = [(i, p) for i, row in enumerate(plans.report.indicators) if row.table == a.id
              for p in [p for p in theirs if plans[p].key == row.key][:1]]
    figures = [q for i, p in linked if (q := _figures(plans[i], plans[p]))]
    same = sum(not apart(*q) for q in figures)
    return len(figures) >= FEWEST_ALIKE and same * 5 >= len(figures) * 3 and abs(len(theirs) - len(linked)) <= 1


def _figures(a: Indicator, b: Indicator) -> tuple[Quantity, Quantity] | None:
    """The two targets, where both are printed."""
    if a.target and b.target and a.target.quantity and b.target.quantity:
        return a.target.quantity, b.target.quantity
    return None


def _finding(plans: Plans, code: str, pairs: list[tuple[int, list[int]]]) -> Finding:
    row, partners = pairs[0]
    one, other = plans[row], plans[partners[0]]
    assert one.target and other.target
    sure = min(min(plans.certainty(r, p), t.confidence) for r, ps in pairs for p in ps
               for t in (plans[r].target, plans[p].target) if t)
    changed = [p for r, _ in pairs for p in plans.partners(r, plans.rows("pk", own=True)) if plans.revised(p)]
    if (code == "KIN103" and any(plans.revised(r) for r, _ in pairs)) or (code == "KIN107" and changed):
        sure = min(sure, 0.55)  # a plan changed during the year may well differ from the plan before it
    evidence = [e for r, ps in pairs for e in _cells(plans[r], "stated")]
    evidence += [e for _, ps in pairs for p in ps for e in _cells(plans[p], "expected")]
    difference = _difference(one, other)
    return Finding(code, graded("error", sure), round(sure, 2),
                   {"indikator": one.name.text, "di": name_of(plans.table_of(row)), "target": one.target.text,
                    "di_lain": name_of(plans.table_of(partners[0])), "target_lain": other.target.text},
                   distinct(evidence), item=one.key or plain(one.name.text), column="target", kind=one.source,
                   expected=other.target.number, stated=one.target.number, difference=difference)


def _cells(row: Indicator, role: str) -> list[Evidence]:
    """The cell of the target, and the name it belongs to."""
    return [Evidence(role, v) for v in (row.target,) if v] + [Evidence("context", row.name)]


def _difference(one: Indicator, other: Indicator) -> Decimal | None:
    a, b = (r.target.quantity if r.target else None for r in (one, other))
    if a is None or b is None or a.value is None or b.value is None or a.unit != b.unit:
        return None
    return a.value - b.value


def _other_indicators(plans: Plans, left: Sequence[int], right: Sequence[int]) -> Iterator[Outcome]:
    """Indicators that only one of two RKT tables has. Tables that share less than half are parts of one plan, or plans
    of two people; so are tables of different owners."""
    only_left = [r for r in left if not plans.partners(r, right)]
    only_right = [r for r in right if not plans.partners(r, left)]
    shared = len(left) - len(only_left)
    if plans[left[0]].owner != plans[right[0]].owner or shared * 2 < min(len(left), len(right)):
        return
    yield CHECKED
    if not only_left and not only_right:
        return
    a, b = (plans.table_of(rows[0]) for rows in (left, right))
    missing = [*only_left, *only_right]
    sure = round(min(plans.legibility(r) for r in missing) * completeness(plans.report.document), 2)
    yield Finding("KIN108", graded("error", sure), sure,
                  {"di": name_of(a), "di_lain": name_of(b), "jumlah": len(missing),
                   "daftar": "; ".join(plans[r].name.text for r in missing)},
                  distinct([*(Evidence("stated", plans[r].name) for r in missing),
                            whereabouts(a, "indikator"), whereabouts(b, "indikator")]),
                  item="indikator", column="indikator", kind="rkt", variant="indikator")
