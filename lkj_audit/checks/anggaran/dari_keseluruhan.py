"""Budget tables without a pagu whose percentages are shares of the whole pagu: "Triwulan I, Rp1,2 miliar, 24,6 %"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lkj_audit.checks.anggaran.kalimat import wholes
from lkj_audit.checks.anggaran.lines import amount, by_table, exact, quantity
from lkj_audit.checks.arithmetic import fits, percent
from lkj_audit.model import BudgetLine, Report, Value

SHOWN: Final = 2  # rows that must bear it out, and twice as many as do not


def of_the_whole(report: Report) -> list[list[BudgetLine]]:
    """The lines of such tables, each with the whole pagu for its own; none where the rows do not bear it out."""
    found = []
    for lines in by_table(report):
        bare = [x for x in lines if amount(x, "realisasi") and x.persen and x.persen.number is not None]
        if len(bare) <= SHOWN or any(amount(x, "pagu") for x in lines):
            continue
        pagus = [p for w in wholes(report) if w.table != lines[0].table and (p := amount(w, "pagu")) and exact(p) > 0]
        pagu = max(pagus, key=lambda p: sum(_holds(x, p) for x in bare), default=None)
        right = sum(_holds(x, pagu) for x in bare) if pagu else 0
        if right >= SHOWN and right >= 2 * (len(bare) - right):
            found.append([replace(x, pagu=pagu) for x in bare])
    return found


def _holds(line: BudgetLine, pagu: Value) -> bool:
    realisasi, persen = amount(line, "realisasi"), line.persen
    return realisasi is not None and persen is not None and fits(
        quantity(persen), percent(quantity(realisasi), quantity(pagu)))
