"""ANG117: this year's figure in a table of several years is not that of the year's own table, or a rise or fall in the
text does not fit its two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.anggaran.kalimat import MONEY, wholes, wording
from lkj_audit.checks.anggaran.lines import Column, amount, exact, label, proof, quantity, shares
from lkj_audit.checks.anggaran.tahun import this_year, year_column
from lkj_audit.checks.anggaran.tumbuh import told_growth
from lkj_audit.checks.arithmetic import Span, fits, printed, span, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import BudgetLine, Change, Claim, Finding, NotEvaluated, Report, Value

_ABSORBED = re.compile(r"\b(?:penyerapan|serapan|realisasi|capaian|daya serap)|"
                       r"(?:\bpersentase\b|%).*\b(?:anggaran|pagu|belanja|keuangan|dipa)\b|"
                       r"\b(?:anggaran|pagu|belanja|keuangan|dipa)\b.*(?:\bpersentase\b|%)", re.I)
_PART = re.compile(r"\b(?:program|kegiatan|belanja (?:pegawai|barang|modal|operasi)|fisik|output|kinerja|target|sisa|"
                   r"pendapatan|triwulan|semester|efisiensi|hibah|pnbp)\b", re.I)
_HUNDRED: Final = Decimal(100)


@rule("ANG117", "serapan-antartahun", "error")
def serapan_antartahun(report: Report) -> Iterator[Outcome]:
    """This year in a table of several years differs from the year's own table, or a change from its two figures."""
    looked = False
    grown = (f or CHECKED for f in told_growth(report))
    for outcome in (*_tables(report), *_changes(report), *grown):
        looked = True
        yield outcome
    if not looked:
        yield NotEvaluated("ANG117", "no-years")


# ---------------------------------------------------------------- tables


def _tables(report: Report) -> Iterator[Outcome]:
    lines = [x for x in wholes(report) if amount(x, "realisasi")]
    for table in report.tables:
        by_row = year_column(table) is not None
        if table.kind != "multi_tahun" and not (by_row and table.kind in ("anggaran_program", "anggaran_belanja")):
            continue
        for name, figure in this_year(report, table):
            told = f"{name.text} {table.table.caption or ''}" if by_row else name.text
            if lines and MONEY.search(f"{told} {table.table.caption or ''}") and not _PART.search(told):
                yield from _compare(report, name, figure, lines)


def _compare(report: Report, name: Value, figure: Value, lines: list[BudgetLine]) -> Iterator[Outcome]:
    """``figure`` against the year's own tables: a percentage against the absorption, rupiah against their column."""
    unit = quantity(figure).unit
    if unit == "%" or "%" in name.text or re.search(r"\bper?sen", name.text, re.I):
        if not _ABSORBED.search(name.text):
            return
        yield CHECKED
        if not any(quantity(figure).agrees(s) or _coarser(line, figure) for line in lines for s in shares(line)):
            yield _of_table(report, name, figure, lines[0], "persen", lines[0].persen, round(shares(lines[0])[0], 2))
        return
    column: Column | None = "realisasi" if re.search(r"realisasi|serap", name.text, re.I) else \
        "pagu" if re.search(r"\bpagu\b|\balokasi\b|^anggaran$", name.text.strip(), re.I) else None
    values = [v for line in lines if column and (v := amount(line, column))
              and exact(v) < 2 * exact(figure) < 4 * exact(v)]  # else the whole of something smaller
    if column is None or not values or exact(figure) < 1_000_000:
        return
    yield CHECKED
    if not any(quantity(figure).agrees(exact(v)) for v in values):
        yield _of_table(report, name, figure, lines[0], column, values[0], exact(values[0]))


def _coarser(line: BudgetLine, figure: Value) -> bool:
    printed_ = line.persen.quantity if line.persen else None
    return printed_ is not None and fits(printed_, (exact(figure), exact(figure)))


def _of_table(report: Report, name: Value, figure: Value, line: BudgetLine, column: str, own: Value | None,
              expected: Decimal) -> Finding:
    confidence = 0.9 * sureness(report, (figure, own))
    unit = "%" if column == "persen" else ""
    return Finding(
        rule="ANG117", severity=graded("error", confidence), confidence=confidence,
        params={"item": name.text, "stated": exact(figure), "expected": expected, "unit": unit,
                "year": str(report.identity.year), "page": figure.places[0].page,
                "other_page": line.name.places[0].page},
        evidence=(*proof("stated", (figure,)), *proof("expected", (own,)),
                  *proof("context", (name, line.realisasi, line.pagu))),
        item=f"{name.text} / {label(line)}", column=column, kind="multi_tahun", expected=expected, stated=exact(figure),
        difference=exact(figure) - expected)


# ---------------------------------------------------------------- changes in the text


def _changes(report: Report) -> Iterator[Outcome]:
    """Sentences on money that say "dari a menjadi b" and by how many per cent."""
    for change in report.changes:
        of_money = change.old.kind == "amount" or (change.old.kind == "percent" and MONEY.search(change.old.sentence))
        if change.direction and of_money:
            yield CHECKED
            yield from _change(report, change)


def _change(report: Report, change: Change) -> Iterator[Finding]:
    old, new, by = change.old, change.new, change.by
    a, b = exact(old.value), exact(new.value)
    if (b < a) if change.direction == "up" else (b > a):
        yield _of_change(report, change, new, b - a, "arah")
    elif by and by.kind in ("percent", "amount") and a and not _explained(old, new, by):
        relative = by.kind == "percent" and old.kind == "amount"
        expected = abs(b - a) / a * _HUNDRED if relative else abs(b - a)
        yield _of_change(report, change, by, printed(expected, quantity(by.value).step), "perubahan")


def _explained(old: Claim, new: Claim, by: Claim) -> bool:
    """Whether the change is the difference (in percentage points or rupiah) or its share of the old figure."""
    (low, high), (least, most) = span(quantity(old.value)), span(quantity(new.value))
    apart: Span = (least - high, most - low) if exact(new.value) >= exact(old.value) else (low - most, high - least)
    if by.kind == old.kind and fits(quantity(by.value), apart):
        return True
    return by.kind == "percent" and low > 0 and fits(
        quantity(by.value), (apart[0] / high * _HUNDRED, apart[1] / low * _HUNDRED))


def _of_change(report: Report, change: Change, wrong: Claim, expected: Decimal, variant: str) -> Finding:
    old, new = change.old, change.new
    confidence = 0.85 * min(c.value.confidence for c in (old, new, wrong))
    stated = exact(wrong.value)
    context = (old.value,) if wrong is new else (old.value, new.value)
    return Finding(
        rule="ANG117", severity=graded("error", confidence), confidence=confidence, variant=variant,
        params={"old": old.value.text, "new": new.value.text, "said": wrong.value.text, "expected": expected,
                "unit": "%" if wrong.kind == "percent" else "",
                "page": wrong.value.places[0].page},
        evidence=(*proof("stated", (wrong.value,)), *proof("context", context), *wording(report, wrong)),
        item=old.sentence[:80], column="naik" if change.direction == "up" else "turun", kind="narasi",
        expected=None if variant == "arah" else expected, stated=None if variant == "arah" else stated,
        difference=None if variant == "arah" else stated - expected)
