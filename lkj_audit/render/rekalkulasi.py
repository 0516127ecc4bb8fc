"""The recalculation sheets: each printed figure beside a live formula that works it out again, and the difference.

A difference below one unit of the last printed digit is rounding and shown as 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from lkj_audit.model import AuditResult, BudgetLine, Finding, Indicator, Value
from lkj_audit.render.text import one_line
from lkj_audit.render.workbook import Book, decimals_of

TEMUAN = (("no", 5), ("file", 18), ("rule", 9), ("page", 8), ("item", 40), ("printed", 18), ("recalculated", 18),
          ("difference", 16), ("method", 24), ("whole", 18))
ANGGARAN = (("file", 18), ("table", 8), ("page", 6), ("code", 16), ("item", 44),
            ("pagu", 18), ("recalculated", 18), ("difference", 14), ("realisasi", 18), ("recalculated", 18),
            ("difference", 14), ("sisa", 18), ("recalculated", 18), ("difference", 14), ("persen", 10),
            ("recalculated", 12), ("difference", 10))
KINERJA = (("file", 18), ("table", 8), ("page", 6), ("item", 60), ("target", 14), ("realisasi", 14), ("capaian", 12),
           ("recalculated", 12), ("difference", 10), ("method", 24))
FIRST_PART = len(TEMUAN)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Sum:
    """How a figure follows from others: ``method`` names it, ``formula`` has {parts} and {whole} for their cells."""

    method: str
    formula: str
    value: Decimal


def rekalkulasi(book: Book, results: Sequence[AuditResult], names: Sequence[str]) -> None:
    """The three sheets: the findings' own arithmetic, the budget tables, the capaian of the indicators."""
    own = book.sheet("recalc-findings", TEMUAN, names=5)
    budget = book.sheet("recalc-budget", ANGGARAN, names=5)
    indicators = book.sheet("recalc-results", KINERJA, names=4)
    row, line, here, number, most = 0, 1, 1, 0, 0
    for result, name in zip(results, names, strict=True):
        for f in result.all_findings:  # numbered as on the sheet of findings
            number += 1
            if (way := how(f)) and f.stated is not None:
                row += 1
                most = max(most, _finding(book, own, row, number, name, f, way, f.stated))
        if report := result.report:
            for table in dict.fromkeys(b.table for b in report.budget):
                line = _budget(book, budget, line, name, [b for b in report.budget if b.table == table])
            for i in report.indicators:
                here += _indicator(book, indicators, here, name, i)
    own.set_column(FIRST_PART, FIRST_PART + max(0, most - 1), 18)
    book.texts(own, 0, [book.say("part", number=c + 1) for c in range(most)], FIRST_PART, "head")
    for sheet, columns, last in ((own, (7,), row), (budget, (7, 10, 13, 16), line), (indicators, (8,), here)):
        for c in columns:
            _mark(book, sheet, c, last)


def _mark(book: Book, sheet: Any, col: int, last: int) -> None:
    """Differences other than 0 in red."""
    cell = f"{_letter(col)}2"
    sheet.conditional_format(1, col, max(1, last), col, {
        "type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<>0)", "format": book.looks["wrong"]})


def _letter(col: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(col))


def _beside(book: Book, sheet: Any, row: int, col: int, printed: Decimal, formula: str, value: Decimal) -> None:
    """Printed figure, live formula and difference in three columns from ``col`` on."""
    decimals = decimals_of(printed)
    book.number(sheet, row, col, printed)
    exact = decimals_of(value.normalize()) <= decimals
    book.formula(sheet, row, col + 1, formula, value, decimals if exact else decimals + 2)
    off = (printed - value).quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN) + 0  # + 0: no negative zero
    # ROUND first: 98.5 - 98.4 is 0.0999… in binary
    difference = f"=TRUNC(ROUND({_letter(col)}{row + 1}-{_letter(col + 1)}{row + 1},{decimals + 4}),{decimals})"
    book.formula(sheet, row, col + 2, difference, off, decimals)


# ---------------------------------------------------------------- the findings' own arithmetic


def how(f: Finding) -> Sum | None:
    """How the expected figure of ``f`` follows from its evidence: the first way that gives it; None when none does."""
    parts, whole = figures(f, "part"), figures(f, "whole")
    twin = figures(f, "expected")
    ways = []
    if parts:
        total = sum(parts, Decimal(0))
        ways.append(Sum("sum", "=SUM({parts})", total))
        ways.append(Sum("mean", "=AVERAGE({parts})", total / len(parts)))
        if whole:
            ways.append(Sum("rest", "={whole}-SUM({parts})", whole[0] - total))
            if whole[0]:
                ways.append(Sum("share", "=SUM({parts})/{whole}*100", total / whole[0] * HUNDRED))
    if twin:
        ways.append(Sum("twin", "={parts}", twin[0]))
    return next((w for w in ways if f.expected is not None and _gives(w, f.expected)), None)


def figures(f: Finding, role: str) -> list[Decimal]:
    return [e.value.number for e in f.evidence if e.role == role and e.value.number is not None]


def _gives(way: Sum, expected: Decimal) -> bool:
    """Sums must be exact, quotients to the last digit of ``expected``."""
    slack = Decimal(1).scaleb(-decimals_of(expected)) if way.method in ("mean", "share") else Decimal(0)
    return abs(way.value - expected) <= slack


def _finding(book: Book, sheet: Any, row: int, number: int, name: str, f: Finding, way: Sum, stated: Decimal) -> int:
    """One line; gives how many parts it has."""
    parts = figures(f, "expected")[:1] if way.method == "twin" else figures(f, "part")
    whole = figures(f, "whole")
    book.number(sheet, row, 0, number)
    book.texts(sheet, row, [name, f.rule, str(f.evidence[0].place.page), one_line(f.item)], 1)
    book.texts(sheet, row, [book.say(f"method-{way.method}")], 8)
    book.number(sheet, row, 9, whole[0] if whole and way.method in ("rest", "share") else None)
    for c, part in enumerate(parts, FIRST_PART):
        book.number(sheet, row, c, part)
    first, last = f"{_letter(FIRST_PART)}{row + 1}", f"{_letter(FIRST_PART + len(parts) - 1)}{row + 1}"
    formula = way.formula.format(parts=first if len(parts) == 1 else f"{first}:{last}", whole=f"J{row + 1}")
    _beside(book, sheet, row, 5, stated, formula, way.value)
    return len(parts)


# ---------------------------------------------------------------- the budget tables


def _budget(book: Book, sheet: Any, row: int, name: str, lines: Sequence[BudgetLine]) -> int:
    """The lines of one table from ``row`` on: sums of the parts, rest and share; gives the row after them."""
    at = {line.row: row + n for n, line in enumerate(lines)}
    for n, line in enumerate(lines):
        here = row + n
        look = "bold" if line.level == "total" else "text"
        item = one_line(line.name.text)
        book.texts(sheet, here, [name, line.table, str(line.name.places[0].page), line.code, item], look=look)
        book.height(sheet, here, [(item, 44.0), (line.code, 16.0)])
        parts = [p for p in lines if p.parent == line.row and p.row != line.row]
        for col, field in ((5, "pagu"), (8, "realisasi")):
            _total(book, sheet, here, col, _number(getattr(line, field)),
                   [(at[p.row], _number(getattr(p, field))) for p in parts])
        pagu, realisasi = _number(line.pagu), _number(line.realisasi)
        sisa, persen = _number(line.sisa), _number(line.persen)
        if pagu is not None and realisasi is not None:
            if sisa is not None:
                _beside(book, sheet, here, 11, sisa, f"=F{here + 1}-I{here + 1}", pagu - realisasi)
            if persen is not None and pagu:
                _beside(book, sheet, here, 14, persen, f"=I{here + 1}/F{here + 1}*100", realisasi / pagu * HUNDRED)
    return row + len(lines) + 1


def _number(value: Value | None) -> Decimal | None:
    return value.number if value else None


def _total(book: Book, sheet: Any, row: int, col: int, printed: Decimal | None,
           parts: Sequence[tuple[int, Decimal | None]]) -> None:
    """A figure, and the sum of its parts where all of them are known."""
    values = [v for _, v in parts if v is not None]
    book.number(sheet, row, col, printed)
    if printed is None or not parts or len(values) < len(parts):
        return
    cells = ",".join(f"{_letter(col)}{r + 1}" for r, _ in parts)
    _beside(book, sheet, row, col, printed, f"=SUM({cells})" if len(parts) < 250 else "=" + cells.replace(",", "+"),
            sum(values, Decimal(0)))


# ---------------------------------------------------------------- the capaian of the indicators


def _indicator(book: Book, sheet: Any, row: int, name: str, i: Indicator) -> int:
    """The line of ``i`` where target, realisasi and capaian are figures; gives how many lines were written.

    Of the usual formulas the one that gives the printed capaian is shown, realisasi / target when none does.
    """
    target, realisasi, capaian = _number(i.target), _number(i.realisasi), _number(i.capaian)
    if target is None or realisasi is None or capaian is None or not target:
        return 0
    here = row + 1
    ways = [Sum("direct", f"=F{here}/E{here}*100", realisasi / target * HUNDRED),
            Sum("lower-better", f"=(2*E{here}-F{here})/E{here}*100", (2 * target - realisasi) / target * HUNDRED)]
    if realisasi:
        ways.append(Sum("inverse", f"=E{here}/F{here}*100", target / realisasi * HUNDRED))
    step = Decimal(1).scaleb(-decimals_of(capaian))
    way = next((w for w in ways if abs(w.value - capaian) < step), ways[0])
    book.texts(sheet, row, [name, i.table, str(i.name.places[0].page), one_line(i.name.text)])
    book.height(sheet, row, [(one_line(i.name.text), 60.0)])
    book.number(sheet, row, 4, target)
    book.number(sheet, row, 5, realisasi)
    _beside(book, sheet, row, 6, capaian, way.formula, way.value)
    book.texts(sheet, row, [book.say(f"method-{way.method}")], 9)
    return 1
