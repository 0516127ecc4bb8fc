"""Whether the capaian of a row is the one its target and realisasi give.

Reports compute it in several ways (data/scales.yaml, ``capaian_formulas`` and ``capping``): R/T where more is better,
(2T - R)/T (which is the 1 + (1 - R/T) of PermenPANRB 8/2021) or T/R where less is better, and some cut it off at 100,
110, 120 or 150. Which cap a table uses is inferred from its rows before any row is judged; a table most of whose rows
fit no formula computes otherwise and is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple

from lkj_audit.checks.arithmetic import Span, fits, printed, span
from lkj_audit.model import Block, Quantity, Report
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, beside, comparable, less_is_better, rank, results
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued

# "capaian … paling tinggi 120%", "batas tertinggi capaian ialah 120%", "capaian di atas 120% ditulis 120%"
_CAP: Final = Cued(r"\b(?:capaian|realisasi)\b[^.]{0,120}?\b(?:maksimal|maksimum|paling tinggi|"
                   r"setinggi-tingginya|dibatasi)\b[^.%\d]{0,40}(\d{3})\s*(?:%|persen)|"
                   r"\bbatas\s+(?:maksim\w+|tertinggi|atas)\s+(?:nilai\s+)?(?:pen)?capaian\b[^.%\d]{0,60}(\d{3})\s*(?:%|persen)|"
                   r"\bcapaian\b[^.%\d]{0,40}\b(?:melebihi|melampaui|lebih dari|di ?atas)\s+(\d{3})\s*(?:%|persen)"
                   r"[^.\d]{0,60}\b\3\s*(?:%|persen)",
                   "maksim", "paling tinggi", "tertinggi", "setinggi", "dibatasi", "batas", "melebihi", "melampaui",
                   "lebih dari", "di atas", "diatas")
CAPS: Final = (None, Decimal(100), Decimal(110), Decimal(120), Decimal(150))
FEWEST = 3
# "(2 x Target - Realisasi) / Target", "1 + (Target - Realisasi) / Target", "Rencana - (Realisasi - Rencana)",
# "Target / Realisasi"; "1 + (1 - Realisasi / Target)"
_FORMULA: Final = Cued(r"\b2\s*\)?\s*[x×*]?\s*\(?target\b|\btarget\s*[-–]\s*\(?\s*realisasi\b|"
                       r"\b(?:target|rencana)\s*[-–]\s*\(\s*realisasi\b|"
                       r"\b1\s*[-–]\s*\(?\s*realisasi\s*(?:[/:÷]|dibagi(?:\s+dengan)?)\s*target\b|"
                       r"\btarget\s*(?:[/:÷]|dibagi(?:\s+dengan)?)\s*realisasi\b|\bmembagi\s+target\s+dengan\s+realisasi\b",
                       "target", "realisasi")
MOST = Decimal("0.6")
# How sure a misfit is: of a row that is right where more is better, and only its name says that less is; by the rows of
# other tables.
BY_NAME, FROM_OTHERS = 0.75, 0.85


class Method(NamedTuple):
    """How a table computes: its cap, and whether from the figures as printed (``exact``) or from finer ones."""

    cap: Decimal | None
    exact: bool
    sure: bool


class Misfit(NamedTuple):
    """What the capaian of a row should be (None for grades), and how sure the way it is computed is."""

    expected: Decimal | None
    confidence: float


@once
def misfits(plans: Plans) -> dict[int, Misfit]:
    """Rows, also those ``beside`` the reporting year, whose capaian does not fit."""
    by_table: dict[tuple[str, ...], list[Result]] = defaultdict(list)
    out: dict[int, Misfit] = {}
    for r in (*results(plans), *beside(plans)):
        if (wrong := by_grades(r)) is not None:
            if wrong:
                out[r.index] = Misfit(None, 1.0)
        elif _judgeable(r):
            by_table[r.table.id, *r.table.roles].append(r)
    judged = [r for rows in by_table.values() for r in rows]
    stated = stated_cap(plans.report)
    caps = (stated[0],) if stated else CAPS
    whole, reverses = _method(judged, caps), _reverses(plans, judged)
    for rows in by_table.values():
        method = _method(rows, caps) if len(rows) >= FEWEST else whole
        for r in rows:
            turned = reverses and less_is_better(r) is True
            if method is not None and not _fits(r, method, turned):
                named = turned and not (r.target and r.target.operator) and _fits(r, method)
                out[r.index] = Misfit(_expected(r, method), BY_NAME if named else 1.0 if method.sure else FROM_OTHERS)
    return out


def put_right(plans: Plans) -> dict[int, Decimal]:
    """By row the capaian that target and realisasi give, where another is printed: KIN109 says so, and what is told of
    the right ones is no second mistake."""
    return {index: m.expected for index, m in misfits(plans).items() if m.expected is not None}


def _reverses(plans: Plans, rows: Sequence[Result]) -> bool:
    """Whether the report turns the formula round where less is better: it says so, or it does in some row."""
    if any(_FORMULA.over(plans.report.document)):
        return True
    plain = Method(None, False, True)
    return any(less_is_better(r) is True and r.stated and not fits(r.stated, next(_possible(r, False)))
               and _fits(r, plain, True) for r in rows)


def _judgeable(r: Result) -> bool:
    return comparable(r) and bool(r.target and r.target.value and r.stated and r.stated.value is not None)


def by_grades(r: Result) -> bool | None:
    """Whether the capaian of two grades is impossible: below 100 for a better grade, not below for a worse one."""
    a, b, stated = r.target, r.realisasi, r.stated
    if not (a and b and a.grade and b.grade and stated and stated.value is not None):
        return None
    one, other = rank(a.grade), rank(b.grade)
    if one is None or other is None or one[0] != other[0]:
        return None
    return stated.value >= 100 if other[1] < one[1] else stated.value < 100 if other[1] > one[1] else False


def stated_cap(report: Report) -> tuple[Decimal, Block] | None:
    """The highest capaian that the report itself allows, in per cent, and where it says so."""
    return next(((Decimal(next(filter(None, m.groups()))), b) for _, b, m in _CAP.over(report.document)
                 if b.kind == "paragraph"), None)


def _method(rows: Sequence[Result], caps: Sequence[Decimal | None]) -> Method | None:
    """The way in which most of ``rows`` were computed, None when there is none. Of equal ``caps`` the first wins."""
    counts = [(sum(_fits(r, Method(cap, False, True)) for r in rows), -n, cap) for n, cap in enumerate(caps)]
    best, _, cap = max(counts, key=lambda c: c[:2], default=(0, 0, None))
    if not rows or best < MOST * len(rows):
        return None
    exact = [r for r in rows if _fits(r, Method(cap, True, True))]
    telling = sum(bool(r.target and r.realisasi and r.target.value != r.realisasi.value) for r in exact)
    return Method(cap, len(exact) + 1 >= best and telling >= 2, len(rows) >= FEWEST)


def _fits(r: Result, method: Method, reversed_only: bool = False) -> bool:
    """Whether the stated capaian follows by a formula; with ``reversed_only`` by one in which less is better, where
    the two give anything else."""
    stated = r.stated
    assert stated is not None and stated.value is not None
    for low, high in islice(_possible(r, method.exact), 1 if reversed_only else 0, None):
        if method.cap is not None and high >= method.cap:
            if stated.value == method.cap:
                return True
            if low > method.cap:
                continue
        if fits(stated, (low, high)):
            return True
    return False


def _possible(r: Result, exact: bool) -> Iterator[Span]:
    """The span of the capaian by each formula that may be meant."""
    assert r.target and r.realisasi and r.target.value is not None and r.realisasi.value is not None
    target = r.target.value
    low, high = (r.realisasi.value, r.realisasi.value) if exact else span(_given(r.realisasi))
    yield 100 * low / target, 100 * high / target
    if less_is_better(r) is not False:
        yield 100 * (2 * target - high) / target, 100 * (2 * target - low) / target
        if low > 0:
            yield 100 * target / high, 100 * target / low


def _given(realisasi: Quantity) -> Quantity:
    """A realisasi of 100 % is all there was, not something that was rounded to it."""
    if realisasi.unit == "%" and realisasi.value == 100:
        return Quantity(realisasi.raw, realisasi.value, "", Decimal(1))
    return realisasi


def _expected(r: Result, method: Method) -> Decimal:
    assert r.stated is not None
    formulas = list(_possible(r, True))
    low, _ = formulas[1] if len(formulas) > 1 and less_is_better(r) else formulas[0]
    return printed(min(low, method.cap) if method.cap is not None else low, r.stated.step)
