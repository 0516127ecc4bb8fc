"""ANG104–ANG106: the figures of one row of a budget table contradict each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lkj_audit.checks.anggaran.dari_keseluruhan import of_the_whole
from lkj_audit.checks.anggaran.lines import amount, by_table, exact, label, of_other_years, proof, quantity
from lkj_audit.checks.anggaran.melampaui import told_excess
from lkj_audit.checks.anggaran.pendapatan import of_income
from lkj_audit.checks.anggaran.tersisa import left_over
from lkj_audit.checks.arithmetic import fits, minus, percent, printed, span, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import BudgetLine, Finding, NotEvaluated, Report, Table, Value
from lkj_audit.normalize.text.plain import plain

Row = Callable[[Report, BudgetLine], Iterator[Outcome]]

_INCOME = re.compile(r"\b(?:pendapatan|penerimaan|retribusi|pajak|pnbp|pad)\b", re.I)
_SPENDING = re.compile(
    r"\W*(?:(?:[a-d]|[ivx]+|\d[\d.]*)[.)\s]+)?(?:(?:jumlah|total)\s+)?(?:surplus|defisit|silpa|sikpa|sisa lebih|"
    r"pembiayaan (?:netto|neto|bersih)|penerimaan|pendapatan|pajak daerah|retribusi daerah|"
    r"lain-lain (?:pad|pendapatan)|dana (?:perimbangan|alokasi|bagi hasil|transfer))\b", re.I)
_SPENDING = re.compile(r"\b(?:belanja|pengeluaran|pagu)\b", re.I)
# Rows of a region's budget that are no spending: income, what comes of it, and how it is financed.
_NO_LIMIT = re.compile(r"(?:jumlah |total )?(?:pendapatan|penerimaan|pembiayaan|surplus|defisit|silpa|sisa lebih|"
                       r"transfer)\b")
_TARGET = re.compile(r"\b(?:target|rencana)\b", re.I)
_LIMIT = re.compile(r"\b(?:pagu|anggaran|alokasi|dipa|dpa)\b", re.I)


def _each_row(report: Report, code: str, check: Row, also: Sequence[list[BudgetLine]] = ()) -> Iterator[Outcome]:
    """``check`` over all rows, those of a year beside the reporting year, and those of ``also``. Where most rows of a
    table seem wrong, what is doubtful is how its columns were read."""
    tables = [*by_table(report), *of_other_years(report), *also]
    if not tables:
        yield NotEvaluated(code, "no-budget-table")
    for lines in tables:
        outcomes = [o for line in lines for o in check(report, line)]
        findings = sum(isinstance(o, Finding) for o in outcomes)
        rows = len(outcomes) - findings
        doubt = 0.5 if rows >= 3 and 2 * findings > rows else 1.0
        for o in outcomes:
            if isinstance(o, Finding):
                confidence = o.confidence * doubt
                o = replace(o, confidence=confidence, severity=graded(o.severity, confidence))
            yield o


def _finding(report: Report, code: str, line: BudgetLine, column: str, stated: Value, parts: tuple[Value, ...],
             whole: Value, expected: Decimal | None, difference: Decimal,
             params: dict[str, str | int | Decimal]) -> Finding:
    confidence = 0.98 * sureness(report, (stated, *parts, whole))
    given = params | {"item": label(line), "stated": exact(stated), "difference": abs(difference)}
    return Finding(
        rule=code, severity=graded("error", confidence), confidence=confidence,
        params=given if expected is None else given | {"expected": expected},
        evidence=(*proof("stated", (stated,)), *proof("part", parts), *proof("whole", (whole,))),
        item=label(line), column=column, kind=line.kind, expected=expected, stated=exact(stated), difference=difference)


def _sisa(report: Report, line: BudgetLine) -> Iterator[Outcome]:
    pagu, realisasi, sisa = amount(line, "pagu"), amount(line, "realisasi"), amount(line, "sisa")
    if not (pagu and realisasi and sisa):
        return
    yield CHECKED
    if fits(quantity(sisa), minus(quantity(pagu), quantity(realisasi))):
        return
    expected = exact(pagu) - exact(realisasi)
    yield _finding(report, "ANG104", line, "sisa", sisa, (realisasi,), pagu, expected,
                   exact(sisa) - expected, {"pagu": exact(pagu), "realisasi": exact(realisasi)})


def _persen(report: Report, line: BudgetLine) -> Iterator[Outcome]:
    pagu, realisasi, persen = amount(line, "pagu"), amount(line, "realisasi"), line.persen
    if not (pagu and realisasi and persen and persen.quantity and persen.number is not None) or exact(pagu) <= 0:
        return
    yield CHECKED
    share = percent(quantity(realisasi), quantity(pagu))
    as_fraction = not persen.quantity.unit and fits(persen.quantity, (share[0] / 100, share[1] / 100))
    if fits(persen.quantity, share) or as_fraction:
        return
    expected = printed(100 * exact(realisasi) / exact(pagu), persen.quantity.step)
    found = _finding(report, "ANG105", line, "persen", persen, (realisasi,), pagu, expected,
                     persen.number - expected, {"pagu": exact(pagu), "realisasi": exact(realisasi)})
    yield replace(found, variant="target") if _is_target(report.table(line.table).table, line) else found


def _melebihi(report: Report, line: BudgetLine) -> Iterator[Outcome]:
    pagu, realisasi = amount(line, "pagu"), amount(line, "realisasi")
    if not (pagu and realisasi):
        return
    table = report.table(line.table).table
    named = " ".join((label(line), table.caption or "", *table.header))
    if (_INCOME.search(named) and not _SPENDING.search(named)) or any(
            _NO_LIMIT.match(plain(label(x))) for x in _above(report, line)):
        return  # income above its target is good news
    if _is_target(table, line):
        return  # what was to be spent by a date is no limit
    yield CHECKED
    excess = span(quantity(realisasi))[0] - span(quantity(pagu))[1]
    if excess > 0:
        yield _finding(report, "ANG106", line, "realisasi", realisasi, (), pagu, None,
                       exact(realisasi) - exact(pagu), {"pagu": exact(pagu)})


def _above(report: Report, line: BudgetLine) -> Iterator[BudgetLine]:
    """``line`` and what it is part of, in its table."""
    yield line
    lines = {x.row: x for x in report.budget if x.table == line.table} if line.parent is not None else {}
    while line.parent is not None and (whole := lines.pop(line.parent, None)):
        line = whole
        yield line


def _is_target(table: Table, line: BudgetLine) -> bool:
    """Whether the column that the pagu of ``line`` stands in is headed as a target and not as money there is."""
    heads = [head for cell, head in zip(table.rows[line.row], table.header, strict=True)
             if line.pagu and cell.places == line.pagu.places]
    return bool(heads) and all(_TARGET.search(h) and not _LIMIT.search(h) for h in heads)


@rule("ANG104", "sisa", "error")
def sisa(report: Report) -> Iterator[Outcome]:
    """Pagu minus realisasi is not the stated sisa, in a row or in the text."""
    yield from _each_row(report, "ANG104", _sisa)
    for told in left_over(report):
        yield CHECKED
        if told:
            yield told


@rule("ANG105", "persen-serapan", "error")
def persen_serapan(report: Report) -> Iterator[Outcome]:
    """Realisasi / pagu, or income / its target, × 100 is not the stated percentage."""
    yield from _each_row(report, "ANG105", _persen, [*by_table(of_income(report)), *of_the_whole(report)])


@rule("ANG106", "realisasi-melebihi-pagu", "error")
def realisasi_melebihi_pagu(report: Report) -> Iterator[Outcome]:
    """More was spent than there was to spend, in a row or in a sentence of the text."""
    sentences = list(told_excess(report))
    yield from (o for o in _each_row(report, "ANG106", _melebihi) if not (sentences and isinstance(o, NotEvaluated)))
    for told in sentences:
        yield CHECKED
        if told:
            yield told
