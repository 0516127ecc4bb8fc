"""ANG110: an amount in the text differs from that of the budget line it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.anggaran.kalimat import (
    claims_by_block,
    is_of_whole,
    is_result,
    named,
    of_this_year,
    spot,
    wholes,
    wording,
)
from lkj_audit.checks.anggaran.lines import COLUMNS, Column, amount, exact, is_telling, label, proof, quantity
from lkj_audit.checks.anggaran.pendapatan import is_reached, ledger
from lkj_audit.checks.anggaran.puncak import outermost
from lkj_audit.checks.anggaran.salah_ketik import broken, misprinted
from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import BudgetLine, Claim, Finding, NotEvaluated, Report, Value

_CHANGED = re.compile(r"\b(?:menjadi|(?:setelah|sesudah) perubahan)\b", re.I)  # what stands before was another pagu
_CUT = re.compile(r"\b(?:penghematan|efisiensi)\b.*\b(?:menjadi|pagu akhir|direvisi)\b", re.I)  # no rest: a revision
_ALL_OF_IT = re.compile(r"\b(?:seluruhnya|keseluruhan)\b", re.I)
_SISA = re.compile(r"\bsisa\w*", re.I)
# How sure it is that an amount is meant to be the line's: by another amount of the line beside it; by the line's name;
# for the whole budget, by two digits at most that differ, or by the column alone. Another ceiling may be an earlier
# one, which proves nothing.
_BESIDE, _BY_NAME, _MISPRINT, _SPENT, _CEILING = 0.93, 0.85, 0.84, 0.7, 0.0


def _of_own_item(claim: Claim, mates: list[Claim]) -> list[Claim]:
    """Of a sentence that gives several items one after the other, the nearest pagu before the claim, if it stands after
    the item before."""
    before = sorted((c for c in mates if c.start < claim.start), key=lambda c: c.start)
    return before[-1:] if before and before[-1].about == "pagu" else []


def _partners(report: Report, claim: Claim, column: Column) -> list[BudgetLine]:
    """The lines one of whose other figures stands in the claim's sentence as what it is there."""
    mates = [c for c in claims_by_block(report)[claim.block]
             if c.sentence == claim.sentence and c is not claim and c.kind == "amount" and c.value.number]
    if any(c.about == column for c in mates):
        if column != "realisasi":
            return []  # two figures for one column: a revision, or two items
        mates = _of_own_item(claim, mates)
    return [line for line in report.budget
            if (own := amount(line, column)) and not any(quantity(m.value).agrees(exact(own)) for m in mates) and any(
                m.about == other and (v := amount(line, other)) and quantity(m.value).agrees(exact(v))
                and is_telling(v, line, claim.sentence)
                for m in mates for other in COLUMNS if other != column)]


def _lines(report: Report, claim: Claim, column: Column) -> tuple[list[BudgetLine], float]:
    """The lines that the amount may be about, likeliest first, and how sure that is."""
    place = spot(report, claim)
    if column == "sisa" and _CUT.search(claim.sentence):
        return [], 0
    own = [x for x in named(report, place) if amount(x, column)]
    lines = _partners(report, claim, column)
    if _ALL_OF_IT.search(place.clause):
        lines = [x for x in lines if x in wholes(report)]
    if lines and (not own or any(x in lines for x in own)):
        told = _SISA.sub("", place.clause) if column == "sisa" else place.clause
        return (lines, _BESIDE) if is_result(told) else ([], 0)
    if not of_this_year(report, place) or not is_result(place.clause):
        return [], 0
    if column != "pagu" and own:
        return own, _BY_NAME
    lines = [x for x in wholes(report) if (v := amount(x, column)) and exact(v) < 2 * exact(claim.value) < 4 * exact(v)]
    beside = [m.value for m in place.with_it if m.kind == "amount" and m.value.number and not (
        m.about == column == "pagu" and _CHANGED.search(place.clause))]
    if beside:  # the other amount may be a misprint too
        lines = [x for x in lines if (other := amount(x, "pagu")) and _misprint(claim.value, amount(x, column))
                 and all(quantity(v).agrees(exact(other)) or _misprint(v, other) for v in beside)]
    if not lines or column == "sisa" or not is_of_whole(place):
        return [], 0
    lines.sort(key=lambda x: _misprint(claim.value, amount(x, column)), reverse=True)
    if _misprint(claim.value, amount(lines[0], column)):
        return lines, _MISPRINT
    return lines, _SPENT if column == "realisasi" else _CEILING


def _misprint(stated: Value, right: Value | None) -> bool:
    """Whether the two amounts, neither of them round, are written alike but for one or two digits: no revision makes
    that."""
    one, other = (f"{exact(v).normalize():f}" if v else "" for v in (stated, right))
    significant = min(len(one.rstrip("0")), len(other.rstrip("0")))
    return len(one) == len(other) and significant > 4 and 0 < sum(map(str.__ne__, one, other)) <= 2


@rule("ANG110", "nominal-narasi", "error")
def nominal_narasi(report: Report) -> Iterator[Outcome]:
    """An amount in the text is not that of the budget line it is about."""
    amounts = [c for c in report.claims if c.kind == "amount" and c.value.number]
    told = [*outermost(report, pagu=True), *broken(report)]
    yield from told
    if not report.budget or not (amounts or told):
        yield NotEvaluated("ANG110", "no-claim" if report.budget else "no-budget-table")
        return
    for claim in amounts:
        book = ledger(report, claim)
        column = next((c for c in COLUMNS if c == claim.about), None)
        if book is not report and not claim.about and is_reached(report, claim):
            column = "realisasi"
        lines, sure = _lines(book, claim, column) if column else ([], 0)
        if column is None or not lines or (book is not report and sure == _SPENT):
            yield from misprinted(report, claim)  # what else came in need not be in the table of income
            continue
        related = lines if sure >= _BY_NAME else book.budget
        figures = [v for line in related for c in COLUMNS if (v := amount(line, c))]
        right = any(quantity(claim.value).agrees(exact(v)) for v in figures)
        if right or sure:
            yield CHECKED
        if sure and not right:
            yield _finding(report, claim, lines[0], column, sure)
        elif not right:
            yield from misprinted(report, claim)


def _finding(report: Report, claim: Claim, line: BudgetLine, column: Column, sure: float) -> Finding:
    value = amount(line, column)
    if value is None:
        raise ValueError(f"{label(line)} has no {column}")
    meant = claim.value.confidence if sure == _MISPRINT else claim.confidence
    confidence = sure * meant * sureness(report, (claim.value, value))
    others: list[Value | None] = [amount(line, c) for c in COLUMNS if c != column]
    return Finding(
        rule="ANG110", severity=graded("error", confidence), confidence=confidence,
        params={"item": label(line), "column": column, "stated": exact(claim.value), "expected": exact(value),
                "difference": abs(exact(claim.value) - exact(value)), "page": claim.value.places[0].page,
                "table_page": value.places[0].page},
        evidence=(*proof("stated", (claim.value,)), *proof("expected", (value,)), *proof("context", others),
                  *wording(report, claim)),
        item=label(line), column=column, kind=line.kind, expected=exact(value), stated=exact(claim.value),
        difference=exact(claim.value) - exact(value))
