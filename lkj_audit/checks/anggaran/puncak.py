"""ANG110, ANG111: "serapan terendah pada Program …": the budget line that is said to have the most or the least."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lkj_audit.checks.anggaran.lines import amount, exact, label, name_key, proof, shares
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import BudgetLine, Finding, Report
from lkj_audit.normalize.figures.extremes import Extreme, extremes, goes_on
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_SHARE: Final = re.compile(r"\d\s*(?:%|persen\b)", re.I)
FEWEST: Final = 3  # lines among which one is the first
_SHORT: Final = 8  # letters of a name that is told without more words


def outermost(report: Report, pagu: bool) -> Iterator[Outcome]:
    """Each line that is called the one with the highest or lowest ``pagu``, or else absorption, and the finding where
    none of the tables that have it shows that."""
    for said in extremes(report) if report.budget else ():
        if (said.measure == "pagu") != pagu or said.measure == "capaian":
            continue
        named = ((line, _equals(report, line)) for line in _named(report, said))
        groups = [(line, others) for line, others in named if any(_tells(x, pagu) for x in others)]
        judged = [(line, right) for line, others in groups if len(others) >= FEWEST
                  and (right := _rightly(line, others, said)) is not None]
        if judged and len(judged) == len(groups):
            yield CHECKED
            if all(right is not line for line, right in judged):
                yield _finding(said, *judged[0], pagu)


def _named(report: Report, said: Extreme) -> list[BudgetLine]:
    """The lines of the longest name that stands where it must."""
    behind, before = f"{name_key(said.behind)} ", f" {name_key(said.before)}"
    keys = {name_key(x.name.text) for x in report.budget}
    found = [k for k in keys if len(k) >= _SHORT and (
        behind.startswith(f"{k} ") and not goes_on(behind[len(k):]) if behind.strip() else before.endswith(f" {k}"))]
    longest = max(found, key=len, default="")
    return [x for x in report.budget if longest and name_key(x.name.text) == longest]


def _tells(line: BudgetLine, pagu: bool) -> bool:
    """Whether the table of ``line`` says anything of what is compared: that of the PK knows no realisasi."""
    return amount(line, "pagu") is not None if pagu else bool(shares(line) or amount(line, "realisasi"))


def _equals(report: Report, line: BudgetLine) -> list[BudgetLine]:
    """The lines that ``line`` stands among, without one that sums up the others."""
    mine = [x for x in report.budget if (x.table, x.parent, x.level) == (line.table, line.parent, line.level)]
    spent = {x.row: exact(v) for x in mine if (v := amount(x, "realisasi") or amount(x, "pagu"))}
    return [x for x in mine if 2 * spent.get(x.row, Decimal(0)) != sum(spent.values())]


def _rightly(line: BudgetLine, others: Sequence[BudgetLine], said: Extreme) -> BudgetLine | None:
    """``line`` itself where it is what it is said to be, else the line that is; None where that cannot be told."""
    pick = max if said.most else min
    figures: list[dict[int, Decimal]] = []
    if said.measure == "serapan":
        by_share = {x.row: s[0] for x in others if (s := shares(x))}
        by_amount = {x.row: exact(v) for x in others if (v := amount(x, "realisasi"))}
        figures += [by_amount] if "Rp" in said.figure else [by_share] if _SHARE.search(said.figure) else [
            by_share, by_amount]
    else:
        figures.append({x.row: exact(v) for x in others if (v := amount(x, "pagu"))})
    if any(len(f) < len(others) for f in figures[:1]):
        return None
    if any(len(f) == len(others) and f[line.row] == pick(f.values()) for f in figures):
        return line
    return next(x for x in others if figures[0][x.row] == pick(figures[0].values()))


def _finding(said: Extreme, line: BudgetLine, right: BudgetLine, pagu: bool) -> Finding:
    claim = value_of(said.block, said.start, said.end)
    sure = 0.8 * min(claim.confidence, line.name.confidence, right.name.confidence)
    figures = [x.pagu if pagu else x.persen or x.realisasi for x in (right, line)]
    code = "ANG110" if pagu else "ANG111"
    return Finding(code, graded("error", sure), sure,
                   {"klaim": claim.text, "item": label(line), "lain": label(right), "page": claim.places[0].page},
                   (*proof("stated", (claim,)), *proof("expected", figures),
                    *proof("context", (line.name, right.name))),
                   item=f"{plain(claim.text)} {label(line)}", column="pagu" if pagu else "persen", kind="narasi",
                   variant="teratas")
