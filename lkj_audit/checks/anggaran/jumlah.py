"""ANG101–ANG103: the parts of a budget do not add up to their stated whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.anggaran.lines import COLUMNS, Column, amount, by_table, exact, label, proof
from lkj_audit.checks.anggaran.penjumlahan import Sum, sum_of
from lkj_audit.checks.anggaran.surplus import is_balance, left
from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, BudgetLine, Claim, Finding, NotEvaluated, Report, TypedTable, Value

_ANNOUNCES = re.compile(r"\b(?:pe)?rinci\w*|\bberikut\b|\btabel\b|\bterdiri\b", re.I)


def _groups(whole: BudgetLine, parts: list[BudgetLine]) -> list[list[BudgetLine]]:
    """The ways ``parts`` break the whole down: all together, or, where a table breaks it down twice (by programme and
    by jenis belanja), each level by itself."""
    by_level: dict[str, list[BudgetLine]] = {}
    for part in parts:
        by_level.setdefault(part.level, []).append(part)
    if len(by_level) == 1:
        return [parts]
    for column in COLUMNS:
        together = sum_of(whole, parts, column)
        if together and together.holds:
            return [parts]
        apart = [sum_of(whole, level, column) for level in by_level.values()]
        if any(s and s.holds for s in apart):
            return [level for level in by_level.values() if len(level) > 1]
    return [parts]


def _adds_up(whole: BudgetLine, parts: list[BudgetLine]) -> bool:
    """Whether ``parts`` give the whole in every column that both have."""
    sums = [s for column in COLUMNS if (s := sum_of(whole, parts, column))]
    return bool(sums) and all(s.holds for s in sums)


def _trust(whole: BudgetLine, parts: list[BudgetLine]) -> float:
    """How sure it is that ``parts`` are the parts of ``whole``: another column where they add up proves it; several
    columns where they never do speak against it."""
    sums = [s for column in COLUMNS if (s := sum_of(whole, parts, column))]
    if any(s.holds for s in sums):
        return 0.98
    return 0.85 if len(sums) == 1 else 0.55


def _of_a_larger_whole(by_row: dict[int, BudgetLine], whole: BudgetLine, found: Sum, column: Column) -> bool:
    """Whether the parts are those of a row above ``whole``: the kinds of spending of the unit below its programmes."""
    while whole.parent is not None:
        whole = by_row[whole.parent]
        larger = amount(whole, column)
        if larger and exact(larger) == found.expected:
            return True
    return False


def _in_table(report: Report, code: str, column: Column, lines: list[BudgetLine]) -> Iterator[Outcome]:
    children: dict[int, list[BudgetLine]] = {}
    for line in lines:
        if line.parent is not None:
            children.setdefault(line.parent, []).append(line)
    by_row = {line.row: line for line in lines}
    loose = [line for line in lines if line.parent is None and line.level != "total"]
    broken: dict[int, tuple[Sum, float]] = {}
    for row, parts in children.items():
        if by_row[row].level == "total" and _adds_up(by_row[row], loose):
            yield CHECKED
            continue  # "A. Belanja Tidak Langsung", "B. Belanja Langsung" over its programmes, "Jumlah (A+B)"
        for group in _groups(by_row[row], parts):
            found = sum_of(by_row[row], group, column)
            if found is None:
                continue
            yield CHECKED
            if not found.holds and not _of_a_larger_whole(by_row, by_row[row], found, column):
                broken[row] = found, _trust(by_row[row], group)
    for row, (found, trust) in broken.items():
        # A wrong subtotal breaks the sum it closes and, the other way round, the sum it is part of: one root.
        below = [by_row[r] for r in broken if by_row[r].parent == row and broken[r][0].difference == -found.difference]
        if not below:
            above = by_row[row].parent
            context = broken[above][0].whole if above in broken and broken[above][0].difference == -found.difference \
                else None
            yield _finding(report, code, column, label(by_row[row]), by_row[row].kind, found, trust, "", context)


def _finding(report: Report, code: str, column: Column, item: str, kind: str, found: Sum, trust: float,
             variant: str, context: Value | None = None) -> Finding:
    confidence = trust * sureness(report, (found.whole, *found.parts))
    return Finding(
        rule=code, severity=graded("error", confidence), confidence=confidence, variant=variant,
        params={"item": item, "stated": exact(found.whole), "expected": found.expected,
                "difference": abs(found.difference), "count": len(found.parts)},
        evidence=(*proof("stated", (found.whole,)), *proof("part", found.parts), *proof("context", (context,))),
        item=item, column=column, kind=kind,
        expected=found.expected, stated=exact(found.whole), difference=found.difference)


def _announcement(report: Report, table: TypedTable) -> int | None:
    """The index in the flow of the paragraph that leads into ``table``, past its caption."""
    flow = report.document.flow
    at = next(i for i, item in enumerate(flow) if item is table.table)
    for i in range(at - 1, max(at - 3, -1), -1):
        item = flow[i]
        if not isinstance(item, Block) or item.kind in ("toc", "heading"):
            return None
        if item.kind == "paragraph":
            return i
    return None


def _announced(report: Report, column: Column, lines: list[BudgetLine]) -> Claim | None:
    """The total that the sentence leading into a table without a total row states for ``column``."""
    block = _announcement(report, report.table(lines[0].table))
    claims = [c for c in report.claims if c.block == block and c.kind == "amount" and _ANNOUNCES.search(c.sentence)]
    last = [c for c in claims if c.sentence == claims[-1].sentence]
    named = [c for c in last if c.about == column]
    if not named and column == "pagu" and all(amount(line, "realisasi") is None for line in lines):
        named = [c for c in last if not c.about]
    return named[0] if len(named) == 1 else None


def _in_text(report: Report, code: str, column: Column, lines: list[BudgetLine]) -> Iterator[Outcome]:
    parts = tuple(v for line in lines if (v := amount(line, column)))
    if len(parts) < 2 or len(parts) < len(lines) or any(line.parent is not None for line in lines) or is_balance(lines):
        return
    claim = _announced(report, column, lines)
    if claim is None or claim.value.number is None:
        return
    yield CHECKED
    found = Sum(claim.value, parts)
    if not found.holds:
        # far off, the sentence may be about more than the table lists
        near = abs(found.difference) <= exact(claim.value) / 5
        yield _finding(report, code, column, "Jumlah", lines[0].kind, found,
                       (0.9 if near else 0.5) * claim.confidence, "narasi")


def _check(report: Report, code: str, column: Column) -> Iterator[Outcome]:
    if not report.budget:
        yield NotEvaluated(code, "no-budget-table")
        return
    for lines in by_table(report):
        yield from _in_table(report, code, column, lines)
        if column != "sisa":
            yield from _in_text(report, code, column, lines)
    if column != "sisa":
        yield from left(report, code, column)


@rule("ANG101", "jumlah-pagu", "error")
def jumlah_pagu(report: Report) -> Iterator[Outcome]:
    """The pagu of the parts do not add up to the pagu of the whole."""
    yield from _check(report, "ANG101", "pagu")


@rule("ANG102", "jumlah-realisasi", "error")
def jumlah_realisasi(report: Report) -> Iterator[Outcome]:
    """The realisasi of the parts do not add up to the realisasi of the whole."""
    yield from _check(report, "ANG102", "realisasi")


@rule("ANG103", "jumlah-sisa", "error")
def jumlah_sisa(report: Report) -> Iterator[Outcome]:
    """The sisa of the parts do not add up to the sisa of the whole."""
    yield from _check(report, "ANG103", "sisa")
