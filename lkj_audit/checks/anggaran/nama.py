"""ANG118: one programme is named differently in two tables, or has another code there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from lkj_audit.checks.anggaran.lines import alike, amount, exact, label, name_key, proof
from lkj_audit.checks.judging import is_slip
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import BudgetLine, Finding, NotEvaluated, Report
from lkj_audit.normalize.linking.names import compact

_MISSPELT: Final = 90  # likeness in per cent from which two names differ by a slip or by how they were read
_DIGIT = re.compile(r"\d")


def _programmes(report: Report) -> list[BudgetLine]:
    """The lines that stand for a programme and give its own name, not that of a sasaran or indicator."""
    named = {t.id for t in report.tables if t.col("program") is not None or t.col("uraian") is not None
             or t.col("kegiatan") is not None}
    return [line for line in report.budget if line.level == "program" and line.table in named
            and len(name_key(line.name.text)) >= 8]


def _is_one(a: BudgetLine, b: BudgetLine, lines: list[BudgetLine]) -> bool:
    """Whether two lines of different tables are one programme: by code, by a shortened name, or by the very same
    ceiling; a table that has both names has two programmes."""
    if a.table == b.table or any(_same_name(b, x) for x in lines if x.table == a.table) \
            or any(_same_name(a, x) for x in lines if x.table == b.table):
        return False
    if (a.code and b.code) or alike(a, b):
        return alike(a, b)
    return _only_amount(a, b, lines)


def _only_amount(a: BudgetLine, b: BudgetLine, lines: list[BudgetLine]) -> bool:
    """Whether both carry one ceiling that no other programme of their tables has, and the same realisasi if any, and
    the name of either is not given to another programme of the other's table."""
    one, other = amount(a, "pagu"), amount(b, "pagu")
    if not (one and other) or exact(one) != exact(other) or exact(one) < 1_000_000:
        return False
    spent = {exact(v) for line in (a, b) if (v := amount(line, "realisasi"))}
    rivals = [x for x in lines if x.table in (a.table, b.table) and x not in (a, b)]
    return len(spent) < 2 and not any(
        alike(x, a) or alike(x, b) or ((v := amount(x, "pagu")) and exact(v) == exact(one)) for x in rivals)


def _same_name(a: BudgetLine, b: BudgetLine) -> bool:
    """Whether the names are one but for spelling: a word more or less is no slip."""
    one, other = (compact(name_key(x.name.text)) for x in (a, b))
    shortened = one.startswith(other) or other.startswith(one)
    return one == other or (not shortened and fuzz.ratio(one, other) >= _MISSPELT)


@rule("ANG118", "nama-program", "info")
def nama_program(report: Report) -> Iterator[Outcome]:
    """The same programme is named differently in two tables."""
    lines = _programmes(report)
    if len({line.table for line in lines}) < 2:
        yield NotEvaluated("ANG118", "one-table" if report.budget else "no-budget-table")
        return
    reported: set[frozenset[str]] = set()
    for i, a in enumerate(lines):
        for b in lines[i + 1:]:
            if a.table != b.table and _same_name(a, b):
                yield CHECKED
                if _miscoded(a.code, b.code) and not any(x.code == a.code or x.code == b.code for x in lines
                                                         if x is not a and x is not b):
                    yield _coded(a, b)
            elif _is_one(a, b, lines):
                yield CHECKED
                names = frozenset(name_key(x.name.text) for x in (a, b))
                if names not in reported:
                    reported.add(names)
                    yield _finding(lines, a, b)


def _miscoded(one: str, other: str) -> bool:
    """Whether two codes are written alike but for one digit, or two that changed places."""
    return len(one) > 3 and is_slip(one, other) and _DIGIT.sub("0", one) == _DIGIT.sub("0", other)


def _coded(a: BudgetLine, b: BudgetLine) -> Finding:
    return Finding(
        rule="ANG118", severity="info", confidence=0.8, variant="kode",
        params={"name": label(a), "kode": a.code, "page": a.name.places[0].page, "kode_lain": b.code,
                "other_page": b.name.places[0].page},
        evidence=(*proof("expected", (a.name,)), *proof("stated", (b.name,))), item=label(a), column="kode",
        kind=b.kind)


def _finding(lines: list[BudgetLine], a: BudgetLine, b: BudgetLine) -> Finding:
    """The name that fewer tables use is the odd one."""
    groups = [[x for x in lines if _same_name(x, y)] for y in (a, b)]
    odd, usual = sorted(groups, key=len)
    return Finding(
        rule="ANG118", severity="info", confidence=0.85,
        params={"name": label(odd[0]), "other": label(usual[0]), "page": odd[0].name.places[0].page,
                "other_page": usual[0].name.places[0].page},
        evidence=(*proof("stated", (x.name for x in odd)), *proof("expected", (x.name for x in usual))),
        item=label(usual[0]), column="program", kind=odd[0].kind)
