"""Income: a sentence on it is about the tables of income, whose target and realisasi are read as pagu and realisasi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lkj_audit.checks.anggaran.kalimat import last_clause, spot
from lkj_audit.checks.anggaran.lines import name_key
from lkj_audit.model import BudgetLine, Claim, Report, TypedTable
from lkj_audit.normalize.once import once
from lkj_audit.normalize.tables.budget import budget_lines
from lkj_audit.normalize.text.cues import cue

_INCOME = re.compile(r"\b(?:pendapatan|penerimaan|PAD|retribusi|pajak\s+daerah|PBB(?:-P2)?|BPHTB|PBJT)\b", re.I)
_SPENDING = re.compile(r"\b(?:belanja|pengeluaran|pembiayaan)\b", re.I)
_ALL = re.compile(r"\b(?:pendapatan\s+daerah|(?:total|seluruh|jumlah)\s+pendapatan)\s+(?:\w+\s+){0,3}"
                  r"(?:sebesar|mencapai|terealisasi)\s*$", re.I)
_ALL_NAMED = re.compile(r"(?:jumlah|total)\s+(?:realisasi\s+)?pendapatan(?:\s+daerah)?")
_AS_BUDGET = {"target": "pagu", "target_lain": "pagu_lain", "realisasi_anggaran": "realisasi"}


def ledger(report: Report, claim: Claim) -> Report:
    """``report`` itself, or, where the sentence, or its clause, speaks of income alone before ``claim``, with the lines
    of its income tables in place of its budget."""
    before = claim.sentence.partition(claim.value.text)[0]
    told = any(_INCOME.search(t) and not _SPENDING.search(t) for t in (before, last_clause(before)))
    return of_income(report) if told else report


def all_income(book: Report, clause: str) -> list[BudgetLine]:
    """The lines of ``book`` that sum up all income, where ``clause`` says that it came to the figure behind it."""
    named = _ALL.search(clause) is not None
    return [x for x in book.budget if named and _ALL_NAMED.fullmatch(name_key(x.name.text))]


def is_reached(report: Report, claim: Claim) -> bool:
    """Whether the income is said to have come to the amount of ``claim``."""
    return cue("kata_hasil").search(spot(report, claim).clause[-30:]) is not None


@once
def of_income(report: Report) -> Report:
    """``report`` with the lines of its income tables in place of its budget."""
    return replace(report, budget=budget_lines(tuple(_tables(report, f"tahun:{report.identity.year}"))))


def is_income(typed: TypedTable) -> bool:
    """Whether caption or first headings of a table say that it is of income."""
    return _INCOME.search(" ".join((typed.table.caption or "", *typed.table.header[:3]))) is not None


def _tables(report: Report, this: str) -> Iterator[TypedTable]:
    """``this`` is the role of a column of the reporting year."""
    for typed in report.tables:
        roles = typed.roles
        if "target" not in roles and (limits := [c for c, r in enumerate(roles) if r == "pagu"]):  # murni, perubahan
            roles = tuple("target" if c == limits[-1] else "target_lain" if c in limits else
                          "realisasi_anggaran" if r == "realisasi" else r for c, r in enumerate(roles))
        if "target" in roles and roles.count(this) == 1 and not {"realisasi", "realisasi_anggaran"} & set(roles):
            roles = tuple("realisasi_anggaran" if r == this else r for r in roles)
        if typed.kind == "lain" and {"target", "realisasi_anggaran"} <= set(roles) and is_income(typed):
            yield replace(typed, kind="anggaran_belanja", roles=tuple(_AS_BUDGET.get(r, r) for r in roles))
