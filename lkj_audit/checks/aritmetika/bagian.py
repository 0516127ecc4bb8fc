"""ARI103: a percentage column is not the share of the count column in its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.aritmetika.hasil import BUDGET, row_name, wrong_cell
from lkj_audit.checks.aritmetika.pecahan import told_shares
from lkj_audit.checks.aritmetika.rincian_kalimat import several_shares
from lkj_audit.checks.aritmetika.totals import NO_SUMS, readings
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Finding, Place, Quantity, Report, TypedTable
from lkj_audit.normalize.tables.totals import figure, is_score, is_share, summable, total_rows

# A column is one of shares when this many of its figures are, and twice as many as are not.
ENOUGH = 3


class Share(NamedTuple):
    """A count and its share of ``whole`` in one row; ``total`` is the row that prints the whole, None for a sum."""

    row: int
    exact: Decimal
    stated: Quantity
    whole: Decimal
    total: int | None

    @property
    def holds(self) -> bool:
        return self.stated.agrees(self.exact)


@rule("ARI103", "persen-bagian", "error")
def persen_bagian(report: Report) -> Iterator[Outcome]:
    """A percentage is not the share that its count has in the total of the counts. That a column is one of shares shows
    in its other rows."""
    for typed in report.tables:
        if typed.kind in NO_SUMS or typed.kind in BUDGET:
            continue
        columns = range(len(typed.roles))
        for percent in (c for c in columns if is_share(typed, c)):
            options = [(c, _shares(typed, c, percent)) for c in columns
                       if c != percent and summable(typed, c) and not is_score(typed, c)]
            count, best = max(options, key=lambda o: sum(s.holds for s in o[1]), default=(0, []))
            holding = sum(s.holds for s in best)
            shown = holding >= ENOUGH and holding >= 2 * (len(best) - holding)
            if not shown and not ((_close(best) or _swapped(best)) and _is_whole(typed, percent, best)):
                continue
            for share in best:
                yield CHECKED
                if not share.holds:
                    yield _finding(typed, count, percent, share, best)
            if shown and holding == len(best) and not _is_whole(typed, percent, best):
                yield from _not_whole(typed, count, percent, best)
    seen = set[tuple[Place, ...]]()
    for told in (*told_shares(report), *several_shares(report)):
        yield CHECKED
        if told and told.evidence[0].value.places not in seen:
            seen.add(told.evidence[0].value.places)
            yield told


def _close(shares: Sequence[Share]) -> bool:
    """Whether a few shares add up to 100, or would with the one put right that does not hold."""
    wrong = [s for s in shares if not s.holds]
    if len(wrong) > 1 or len(shares) < 2 or any(s.whole != shares[0].whole for s in shares):
        return False
    step = max(s.stated.step for s in shares)
    now = sum((s.stated.value or Decimal(0) for s in shares), Decimal(0))
    then = now + sum((printed(s.exact, step) - (s.stated.value or Decimal(0)) for s in wrong), Decimal(0))
    slack = step * (len(shares) - 1)
    return abs(then - 100) <= slack and (not wrong or slack < abs(now - 100))


def _swapped(shares: Sequence[Share]) -> bool:
    """Whether all hold but two, each of which has the share of the other."""
    wrong = [s for s in shares if not s.holds]
    return len(wrong) == 2 < len(shares) and all(
        a.stated.agrees(b.exact) for a, b in (wrong, wrong[::-1])) and len({s.whole for s in shares}) == 1


def _not_whole(typed: TypedTable, count: int, percent: int, shares: Sequence[Share]) -> Iterator[Outcome]:
    """The share that is printed beside the whole of ``shares``, where it is neither 100 nor near their printed sum."""
    total, values = shares[0].total, [s.stated.value or Decimal(0) for s in shares]
    stated = figure(typed, total, percent) if total is not None else None
    if total is None or stated is None or stated.value is None or any(s.total != total for s in shares):
        return
    slack = len(shares) * max(s.stated.step for s in shares)
    if abs(sum(values, Decimal(0)) - 100) > slack or abs(stated.value - 100) <= slack:
        return
    yield CHECKED
    whole = Share(total, Decimal(100), stated, shares[0].whole, total)
    yield _finding(typed, count, percent, whole, [])


def _is_whole(typed: TypedTable, percent: int, shares: Sequence[Share]) -> bool:
    """Whether the row that prints the whole says 100 per cent, where it says anything."""
    said = figure(typed, shares[0].total, percent) if shares[0].total is not None else None
    return said is None or said.value == 100


def _shares(typed: TypedTable, count: int, percent: int) -> list[Share]:
    """The shares of all groups of rows, with the whole that most of the group's rows fit."""
    totals = [r for r, _ in total_rows(typed)]
    out: dict[int, Share] = {}
    for total in totals:
        ways = [_group(typed, rows, count, percent, total) for rows in readings(typed, total, totals, ())]
        for share in max(ways, key=lambda w: sum(s.holds for s in w), default=[]):
            out.setdefault(share.row, share)
    if not totals:
        return _group(typed, range(len(typed.table.rows)), count, percent, None)
    return list(out.values())


def _group(typed: TypedTable, rows: Sequence[int], count: int, percent: int, total: int | None) -> list[Share]:
    """The shares of ``rows`` in their printed total or in their sum, whichever more of them fit; none that are zero,
    and none at all when shares without a total do not make up about 100."""
    found = [(r, n.value, p) for r in rows if (n := figure(typed, r, count)) and (p := figure(typed, r, percent))
             and n.value is not None and p.value is not None]
    sum_ = sum((n for _, n, _ in found), Decimal(0))
    if total is None and abs(sum((p.value or Decimal(0) for _, _, p in found), Decimal(0)) - 100) > 2:
        return []
    printed_total = figure(typed, total, count) if total is not None else None
    wholes = [(printed_total.value, total)] if printed_total and printed_total.value else []
    ways = [[Share(r, n * 100 / whole, p, whole, at) for r, n, p in found if n and p.value]
            for whole, at in (*wholes, (sum_, None)) if whole and whole > 0]
    return max(ways, key=lambda w: sum(s.holds for s in w), default=[])


def _finding(typed: TypedTable, count: int, percent: int, share: Share, shares: Sequence[Share]) -> Finding:
    """A share that is one last digit off where the column adds up to 100 was bent to do so: a remark, not an error."""
    expected = printed(share.exact, share.stated.step)
    group = [s for s in shares if (s.total, s.whole) == (share.total, share.whole)]
    closes = sum((s.stated.value or Decimal(0) for s in group), Decimal(0)) == 100
    bent = closes and abs((share.stated.value or Decimal(0)) - expected) <= share.stated.step
    part = typed.value(share.row, count)
    total = typed.value(share.total, count) if share.total is not None else None
    finding = wrong_cell("ARI103", typed, typed.value(share.row, percent), [part], expected, 0.95,
                         row_name(typed, share.row), typed.table.header[percent].strip(),
                         severity="info" if bent else "error", whole=total, count=part.number or 0)
    return replace(finding, params=finding.params | {"whole": share.whole})
