"""ANG114: two items carry each other's amounts in two tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from lkj_audit.checks.anggaran.lines import COLUMNS, Column, alike, amount, by_table, exact, label, name_key, proof
from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import BudgetLine, Finding, NotEvaluated, Report, Value

Pair = tuple[BudgetLine, BudgetLine]


def _pairs(here: list[BudgetLine], there: list[BudgetLine], column: Column) -> Iterator[tuple[Pair, Pair, bool]]:
    """Two items of ``here`` with the same two in ``there``, and whether they carry each other's amounts. The amounts
    are the same two, so it is the same budget at the same date."""
    holders: dict[Decimal, list[BudgetLine]] = {}
    for line in there:
        if v := amount(line, column):
            holders.setdefault(exact(v), []).append(line)
    known = [(line, exact(v)) for line in here if line.level != "total" and (v := amount(line, column)) and exact(v)
             and len(holders.get(exact(v), [])) == 1]
    for (a, p), (b, q) in combinations(known, 2):
        if p == q:
            continue
        with_p, with_q = holders[p][0], holders[q][0]
        straight = (alike(a, with_p), alike(b, with_q))
        crossed = (alike(a, with_q), alike(b, with_p))
        if all(straight) and not any(crossed):
            yield (a, b), (with_p, with_q), False
        elif all(crossed) and not any(straight):
            yield (a, b), (with_q, with_p), True


def _support(report: Report, pair: Pair, column: Column) -> int:
    """In how many tables a line like the first of ``pair`` carries its amount, or one like the second its own."""
    return len({x.table for line in pair for x in report.budget if alike(line, x)
                and (v := amount(x, column)) and (w := amount(line, column)) and exact(v) == exact(w)})


@rule("ANG114", "program-tertukar", "error")
def program_tertukar(report: Report) -> Iterator[Outcome]:
    """Two items carry each other's amounts in two tables."""
    tables = by_table(report)
    if len(tables) < 2:
        yield NotEvaluated("ANG114", "one-table" if tables else "no-budget-table")
        return
    reported: set[tuple[str, frozenset[str]]] = set()
    for here, there in combinations(tables, 2):
        for column in COLUMNS:
            for one, other, swapped in _pairs(here, there, column):
                yield CHECKED
                if not swapped:
                    continue
                # the later table is taken to be right where neither has more on its side
                wrong, right = (one, other) if _support(report, one, column) <= _support(report, other, column) \
                    else (other, one)
                key = wrong[0].table, frozenset(name_key(line.name.text) for line in wrong)
                if key not in reported:
                    reported.add(key)
                    yield _finding(report, column, wrong, right)


def _finding(report: Report, column: Column, wrong: Pair, right: Pair) -> Finding:
    stated, expected = ([v for line in pair if (v := amount(line, column))] for pair in (wrong, right))
    confidence = 0.95 * sureness(report, (*stated, *expected))
    names: list[Value] = [line.name for line in (*wrong, *right)]
    return Finding(
        rule="ANG114", severity=graded("error", confidence), confidence=confidence,
        params={"column": column, "first": label(wrong[0]), "second": label(wrong[1]), "amount": exact(stated[0]),
                "other": exact(stated[1]), "page": stated[0].places[0].page, "other_page": expected[0].places[0].page},
        evidence=(*proof("stated", stated), *proof("expected", expected), *proof("context", names)),
        item=f"{label(wrong[0])} / {label(wrong[1])}", column=column, kind=wrong[0].kind)
