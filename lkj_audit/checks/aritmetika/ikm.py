"""ARI105: the result of a satisfaction survey is the mean of what was rated, times 25 (PermenPANRB 14/2017)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.aritmetika.mutu import FACTOR, RESULT
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Evidence, Finding, Report, Value
from lkj_audit.normalize.figures.surveys import Rated, rated_tables, survey_scores
from lkj_audit.normalize.text.plain import plain

NEAR: Final = 6  # items of the flow between the table and the sentence
LEAST: Final = Decimal("0.3")  # points; less comes of respondents who left a question out
FAR: Final = Decimal(15)  # points; more is another survey, or another measure


def of_the_mean(report: Report) -> Iterator[Finding | None]:
    """For each result that stands below the scores of a table, or in a sentence beside the only such table, None, or
    that it is not their mean."""
    rated = rated_tables(report)
    for table in rated:
        yield from (_compared(table, value) for value in _below(table))
    if len(rated) != 1:
        return
    place = report.document.positions[rated[0].typed.id]
    for value, at in survey_scores(report):
        if abs(at - place) <= NEAR and value.number is not None and not _in_table(rated[0], value):
            yield _compared(rated[0], value)


def _below(rated: Rated) -> Iterator[Value]:
    """The survey's result in a row of its own below the scores."""
    typed = rated.typed
    for r in range(max(rated.rows) + 1, len(typed.table.rows)):
        value = typed.value(r, len(typed.roles) - 1)
        if RESULT.search(plain(" ".join(c.text for c in typed.table.rows[r][:-1]))) and (
                value.number is not None and FACTOR <= value.number <= 100):
            yield value


def _compared(rated: Rated, value: Value) -> Finding | None:
    scores = [v.quantity for v in rated.scores if v.quantity]
    total, n = sum((q.value for q in scores if q.value is not None), Decimal(0)), len(scores)
    stated = value.number or Decimal(0)
    factor = Decimal(1) if stated <= FACTOR else FACTOR  # the index from 1 to 4 itself
    exact = total / n * factor
    weight = printed(1 / Decimal(n), Decimal("0.01"))  # the regulation's, cut to two decimals: 0.11 for nine
    slack = max(LEAST, max(q.step for q in scores) / 2 * FACTOR) * factor / FACTOR
    low, high = min(exact, total * weight * factor) - slack, max(exact, total * weight * factor) + slack
    if low <= stated <= high or abs(stated - exact) > FAR * factor / FACTOR:
        return None
    step = value.quantity.step if value.quantity else Decimal("0.01")
    sure = round(0.7 * min(value.confidence, *(v.confidence for v in rated.scores)), 2)
    return Finding("ARI105", graded("warning", sure), sure,
                   {"table": name_of(rated.typed), "count": n, "expected": printed(exact, step),
                    "stated": value.text},
                   (Evidence("stated", value), *(Evidence("part", v) for v in rated.scores)),
                   item=name_of(rated.typed), column="ikm", kind="skm" if value.table else "narasi",
                   expected=printed(exact, step), stated=stated, difference=stated - printed(exact, step),
                   variant="rata")


def _in_table(rated: Rated, value: Value) -> bool:
    """Whether the table gives the result itself: then its own rows are compared with it."""
    typed = rated.typed
    return any(q is not None and q.value == value.number for row in typed.quantities for q in row)
