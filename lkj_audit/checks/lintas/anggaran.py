"""LIN106: the LKj's pagu or realisasi are not those of the separate budget document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkj_audit.checks.anggaran.lines import Column, amount, exact, label, quantity, same_item
from lkj_audit.checks.arithmetic import legibility
from lkj_audit.checks.judging import graded
from lkj_audit.checks.lintas.pasangan import evidence, name_of_file
from lkj_audit.checks.registry import CHECKED, Outcome, rule_across
from lkj_audit.model import Batch, BudgetLine, Dossier, Finding, Gist, NotEvaluated, Value

CODE = "LIN106"
_COLUMNS: tuple[Column, ...] = ("pagu", "realisasi")
_CHANGED = 0.55  # a DIPA that was revised afterwards has another pagu by right
_SURE = 0.9
Line = tuple[BudgetLine, Gist]


@rule_across(CODE, "pagu-antardokumen", "error")
def money_between_documents(batch: Batch) -> Iterator[tuple[str, Outcome]]:
    """No table of the LKj has the amount that the budget document gives for the same item."""
    for dossier in batch.dossiers:
        if not dossier.reports:
            continue
        whole = [g for g in dossier.budgets if not g.partial]
        if not whole:
            why = "budget-part-of-year" if dossier.budgets else "no-budget-document"
            yield dossier.path, NotEvaluated(CODE, why)
            continue
        here = [(line, g) for g in dossier.reports for line in g.budget if line.kind != "pk_anggaran"]
        for gist in whole:
            for line in gist.budget:
                yield from _of_line(dossier, (line, gist), [h for h in here if same_item(h[0], line)])


def _of_line(dossier: Dossier, there: Line, here: Sequence[Line]) -> Iterator[tuple[str, Outcome]]:
    """The amounts of one item of the budget document against the lines of the LKj that are the same item."""
    for column in _COLUMNS:
        wanted = amount(there[0], column)
        given = [(h, v) for h in here if (v := amount(h[0], column))]
        if wanted is None or not given:
            continue
        yield dossier.path, CHECKED
        if any(_same(v, wanted) for _, v in given):
            continue
        # a total, or the belanja of one programme or of all, is surely the same only where its other amount is
        named = there[0].level in ("program", "kegiatan")
        sure = [(h, v) for h, v in given if named or _shares_other(h[0], there[0], column)]
        if sure:
            yield sure[0][0][1].path, _finding(column, there, sure[0], wanted)


def _same(a: Value, b: Value) -> bool:
    """Whether one of two amounts is the other, rounded perhaps."""
    return quantity(a).agrees(exact(b)) or quantity(b).agrees(exact(a))


def _shares_other(here: BudgetLine, there: BudgetLine, column: Column) -> bool:
    other: Column = "realisasi" if column == "pagu" else "pagu"
    a, b = amount(here, other), amount(there, other)
    return a is not None and b is not None and _same(a, b)


def _finding(column: Column, there: Line, here: tuple[Line, Value], wanted: Value) -> Finding:
    (line, gist), stated = here
    other, document = there
    sure = _SURE * legibility((stated, wanted))
    if column == "pagu" and gist.budget_revised and not amount(other, "realisasi") and not document.budget_revised:
        sure = min(sure, _CHANGED)
    found = (("stated", stated, gist), ("context", line.name, gist), ("expected", wanted, document),
             ("context", other.name, document))
    return Finding(
        CODE, graded("error", sure), round(sure, 2),
        {"item": label(line), "kolom": column, "stated": exact(stated), "expected": exact(wanted),
         "difference": abs(exact(stated) - exact(wanted)), "dokumen": name_of_file(document),
         "halaman": str(wanted.places[0].page)},
        tuple(evidence(role, value, where, gist.path) for role, value, where in found),
        item=label(line), column=column, kind=other.kind, expected=exact(wanted), stated=exact(stated),
        difference=exact(stated) - exact(wanted))
