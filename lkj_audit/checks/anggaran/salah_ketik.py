"""ANG110 without a line: an amount that stands in no table, but for one digit, or two that changed places, does; and
amounts whose digits are not in threes: "Rp1.234567.000"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lkj_audit.checks.anggaran.kalimat import of_this_year, spot, wording
from lkj_audit.checks.anggaran.lines import exact, proof
from lkj_audit.checks.judging import graded, is_slip
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Claim, Finding, Quantity, Report, TypedTable, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

_SIGNIFICANT = 6  # digits without the zeros at the end: shorter amounts are alike by chance
# A revision, or another year, may change one digit of a round amount.
_CHANGED = re.compile(r"\b(?:semula|awal\w*|revisi\w*|direvisi|menjadi|perubahan|pergeseran|murni|pokok|induk|"
                      r"refocusing|penghematan|efisiensi|\w*blokir\w*|\w*tambah\w*|\w*kurang\w*|naik|turun|"
                      r"\w*ningkat\w*|\w*nurun\w*|sebelumnya|lalu|selisih|\w*banding\w*)\b", re.I)
# Groups behind the first: "1.234567.000" lacks a dot, "1.23.567.000" a digit; sen have two digits.
_NUMERAL = r"(?P<n>\d+(?:[.,]\d+){2,})"
_AMOUNT = Cued(rf"\bRp\.?\s?{_NUMERAL}(?!\s*(?:ribu|juta|mil[iy]ar|tril[iy]un))(?![.,]?\d)", "rp")
_CELL = re.compile(rf"(?:Rp\.?\s?)?{_NUMERAL}(?:,-|\.-)?")
_ENOUGH, _LARGE = 2, 100_000  # so many large figures show that a column holds amounts
_Cells = dict[str, tuple[TypedTable, int, int]]


def misprinted(report: Report, claim: Claim) -> Iterator[Outcome]:
    """What is wrong with ``claim``, where it is the misprint of just one amount of the tables."""
    digits, cells = _digits(claim.value.quantity), _in_tables(report)
    if not digits or claim.value.source == "ocr":
        return
    yield CHECKED
    near = [] if digits in cells or _told(report)[digits] > 1 else [d for d in cells if is_slip(digits, d)]
    if len(near) != 1 or not of_this_year(report, spot(report, claim)) or (
            digits.endswith("000") and _CHANGED.search(claim.sentence)):
        return
    table, row, column = cells[near[0]]
    right = table.value(row, column)
    item = next((c.text for c in table.table.rows[row] if re.search(r"[A-Za-z]{3}", c.text)),
                table.table.header[column])
    sure = round(0.8 * min(claim.value.confidence, right.confidence), 2)
    yield Finding("ANG110", graded("error", sure), sure,
                  {"item": item, "stated": exact(claim.value), "expected": exact(right),
                   "page": claim.value.places[0].page, "table_page": right.places[0].page},
                  (*proof("stated", (claim.value,)), *proof("expected", (right,)), *wording(report, claim)),
                  item=item, column="ketik", kind=table.kind, expected=exact(right), stated=exact(claim.value),
                  difference=exact(claim.value) - exact(right), variant="ketik")


def broken(report: Report) -> Iterator[Outcome]:
    """The amounts in the text, and in the columns of budget tables, with a group of other than three digits."""
    told = [(value_of(block, *m.span()), m["n"]) for _, block, m in _AMOUNT.over(report.document)
            if block.kind != "toc"]
    for value, numeral in (*told, *_unread(report)):
        first, *inner, last = re.split(r"[.,]", numeral)
        sure = 0.85 * value.confidence * (value.source != "ocr")
        if sure and (any(len(g) != 3 for g in inner) or len(last) > 3 or len(first) > 3):
            yield CHECKED
            yield Finding("ANG110", graded("warning", sure), round(sure, 2),
                          {"stated": value.text, "page": value.places[0].page}, proof("stated", (value,)),
                          item=numeral, column="bentuk", kind="narasi", variant="bentuk")


def _unread(report: Report) -> Iterator[tuple[Value, str]]:
    """The cells among amounts that are no figure."""
    for table in {line.table: report.table(line.table) for line in report.budget}.values():
        for column, role in enumerate(table.roles):
            cells = [row[column] for row in table.quantities]
            large = sum(cell is not None and cell.value is not None and cell.value >= _LARGE for cell in cells)
            if role == "kode" or large < _ENOUGH:
                continue
            for row, cell in enumerate(cells):
                printed = table.table.rows[row][column]
                if (cell is None or cell.value is None) and not printed.filled and (
                        m := _CELL.fullmatch(printed.text.strip())):
                    yield table.value(row, column), m["n"]


def _digits(told: Quantity | None) -> str:
    """The digits of a whole amount that is told to the rupiah; "" for others."""
    if told is None or told.value is None or told.value < 10**_SIGNIFICANT or told.step > 1:
        return ""
    digits = f"{told.value.to_integral_value():f}"
    return digits if len(digits.rstrip("0")) >= _SIGNIFICANT else ""


@once
def _in_tables(report: Report) -> _Cells:
    """The amounts of all tables, each with the first cell that holds it."""
    found: _Cells = {}
    for table in report.tables:
        for row, cells in enumerate(table.quantities):
            for column, cell in enumerate(cells):
                if digits := _digits(cell):
                    found.setdefault(digits, (table, row, column))
    return found


@once
def _told(report: Report) -> Counter[str]:
    return Counter(_digits(c.value.quantity) for c in report.claims if c.kind == "amount")
