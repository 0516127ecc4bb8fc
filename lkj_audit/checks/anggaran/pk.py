"""ANG113: the budget of the Perjanjian Kinerja differs from the pagu reported, or from that of another PK."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from lkj_audit.checks.anggaran.kalimat import spot
from lkj_audit.checks.anggaran.lines import alike, amount, by_table, exact, label, proof, quantity, roots
from lkj_audit.checks.arithmetic import span, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, BudgetLine, Claim, Finding, NotEvaluated, Report, Severity, Table, Value
from lkj_audit.normalize.text.cued import Cued

_REVISED = Cued(
    r"\b(?:pagu|anggaran|dipa|dpa|apbd|apbn)\b[^.]{0,80}\b(?:revisi\w*|perubahan|pergeseran|refocus+ing|(?:di|ber)kurang\w*|"
    r"[mp]engurang\w*|[mp]emotong\w*|dipotong|penambahan|bertambah|blokir\w*|pemblokiran)\b|"
    r"\b(?:revisi|refocus+ing|pergeseran|perubahan|pemotongan|pengurangan|mengurangi|penambahan|blokir)\b[^.]{0,40}"
    r"\b(?:pagu|anggaran|dipa|dpa)\b|\bpagu (?:revisi|akhir|perubahan)\b|\bsetelah (?:revisi|perubahan)\b",
    "revisi", "perubahan", "pergeseran", "refocus", "urang", "otong", "ambah", "blokir", "pagu akhir")
_AGREEMENT = re.compile(r"\bperjanjian\s+kinerja\b", re.I)
_BUDGET = re.compile(r"\W*(?:(?:jumlah|total|pagu)\s+)?anggaran\b[^.;\d]{0,160}(?=Rp)", re.I)
_FIRST = re.compile(r"\b(?:pagu|anggaran|dipa|dpa)\b[^.;]{0,20}\b(?:awal|semula)\b|\b(?:semula|awal)\b[^.;]{0,20}"
                    r"\b(?:pagu|anggaran)\b", re.I)
_CHANGED = re.compile(r"\b(?:perubahan|revisi)\b", re.I)
_LATER = re.compile(rf"{_CHANGED.pattern}|\bawal\b", re.I)
NEAR: Final = Decimal("0.8")  # of the PK's budget: what the text calls the first one is rarely further off
_HEADS: Final = (None, "Kepala", "Ketua", "Rektor")
_PEERS: Final = (*_HEADS, "Sekretaris")  # the secretary of a commission promises the same budget as its chairman
Difference = tuple[BudgetLine, BudgetLine]
Excess = tuple[BudgetLine, list[BudgetLine]]


def _pagu(line: BudgetLine) -> Value:
    found = amount(line, "pagu")
    if found is None:
        raise ValueError(f"{label(line)} has no pagu")
    return found


def _same(a: BudgetLine, b: BudgetLine) -> bool:
    (low, high), (least, most) = (span(q) for v in (_pagu(a), _pagu(b)) if (q := v.quantity))
    return low <= most and least <= high


def _matches(line: BudgetLine, others: Sequence[BudgetLine]) -> list[BudgetLine]:
    """The lines of other tables about the same: the whole for the whole, a programme for a programme."""
    if line.level == "total":
        return [x for x in others if x.level == "total" and x.parent is None]
    return [x for x in others if x.level != "total" and x.level == line.level and alike(line, x)]


def _tables(report: Report) -> tuple[list[list[BudgetLine]], list[BudgetLine]]:
    """The lines of each PK with a pagu, and the lines of all tables that also report a realisasi."""
    tables = [[x for x in lines if amount(x, "pagu")] for lines in by_table(report)]
    plans = [lines for lines in tables if lines and lines[0].kind == "pk_anggaran"]
    reported = [x for lines in tables if any(amount(x, "realisasi") for x in lines) for x in lines
                if x.kind != "pk_anggaran"]
    return plans, reported


def _together(line: BudgetLine, others: Sequence[BudgetLine]) -> bool:
    """Whether the amount is that of several tables together, as of the two DIPA of one court."""
    return sum({exact(_pagu(x)) for x in others}, Decimal(0)) == exact(_pagu(line))


def _carries_anothers(line: BudgetLine, others: Sequence[BudgetLine]) -> bool:
    """Whether the amount is that of another item of the same level: exchanged, not changed."""
    return any(x.level == line.level and not alike(line, x) and _same(line, x) for x in others)


def _is_share(line: BudgetLine, others: Sequence[BudgetLine]) -> bool:
    """Whether the whole of a PK is one kind of spending that the report shows apart: belanja langsung alone goes to
    programmes."""
    return line.level == "total" and any(x.level == "belanja" and _same(line, x) for x in others)


def _against_report(plans: list[list[BudgetLine]], reported: list[BudgetLine]) -> Iterator[Difference | None]:
    """Each PK line with the reported line it differs from, or None where it agrees with one. An item that another PK
    has right, and a total that differs because its parts do, are left out."""
    kept = [line for lines in plans for line in lines if any(_same(line, x) for x in _matches(line, reported))]
    for lines in plans:
        found: list[Difference] = []
        for line in lines:
            there = _matches(line, reported)
            if not there or _carries_anothers(line, reported) or _is_share(line, reported):
                continue
            yield None
            if not any(_same(line, x) for x in there) and not _together(line, there) and not _matches(line, kept):
                found.append((line, min(there, key=lambda x: abs(exact(_pagu(x)) - exact(_pagu(line))))))
        parts = [d for d in found if d[0].level != "total"]
        yield from parts or found


def _in_text(report: Report, reported: list[BudgetLine]) -> Iterator[Difference | None]:
    """The budget that a sentence on the Perjanjian Kinerja gives, where no table has that amount: as the line of a
    plan, with the whole that is reported."""
    wholes = [x for x in reported if x.level == "total" and x.parent is None]
    known = [quantity(v) for line in report.budget if (v := amount(line, "pagu"))]
    amounts = [c for c in report.claims if c.kind == "amount"]
    for claim in amounts:
        alone = not any((c.block, c.sentence) == (claim.block, claim.sentence) for c in amounts if c is not claim)
        before = claim.sentence.partition(claim.value.text)[0]
        promised = _AGREEMENT.search(before) or _is_below_agreement(report, claim)
        if claim.about != "pagu" or not claim.value.number or not alone or not promised:
            continue
        near = [x for x in wholes if exact(_pagu(x)) < 2 * exact(claim.value) < 4 * exact(_pagu(x))]
        if near:
            yield None
        if near and not any(quantity(claim.value).agrees(q.value) for q in known if q.value is not None):
            yield replace(near[0], pagu=claim.value, kind="pk_anggaran"), near[0]


def _is_below_agreement(report: Report, claim: Claim) -> bool:
    """Whether ``claim`` is what the line right below the indicators of a PK gives as the budget."""
    flow = report.document.flow
    item, block = flow[max(claim.block - 1, 0)], flow[claim.block]
    return isinstance(item, Table) and report.table(item.id).kind == "pk" and isinstance(
        block, Block) and _BUDGET.match(block.text) is not None


def _first_told(report: Report) -> Value | None:
    """The budget that the text calls the first one, where it tells but one."""
    told = [c for c in report.claims if c.kind == "amount" and c.value.number and _FIRST.search(spot(report, c).clause)]
    return told[0].value if len({exact(c.value) for c in told}) == 1 else None


def _against_first(report: Report, first: Value, plans: list[list[BudgetLine]]) -> Iterator[Difference | None]:
    """The whole of each PK with the ``first`` budget, where it has neither this nor any other budget of the report."""
    for lines, top in ((lines, roots(lines)) for lines in plans):
        apart = exact(first) / exact(_pagu(top[0])) if len(top) == 1 and exact(_pagu(top[0])) else 0
        if not NEAR < apart < 1 / NEAR:
            continue
        yield None
        known = [quantity(first), *(quantity(v) for x in report.budget if x not in lines and (v := amount(x, "pagu")))]
        if not any(q.agrees(exact(_pagu(top[0]))) for q in known):
            yield top[0], replace(top[0], pagu=first)


def _is_before_no_revision(report: Report, plan: BudgetLine, first: Value) -> bool:
    """Whether the whole of a PK that is not called a revised one has another budget than the ``first``: then what was
    revised since does not explain it."""
    table, printed = report.table(plan.table).table, _pagu(plan).table
    told = [table.caption or "", *table.context[-1:]] if printed else [
        c.sentence for c in report.claims if c.value is _pagu(plan)]
    whole = plan.level == "total" or not printed or sum(x.table == plan.table for x in report.budget) == 1
    near = NEAR < exact(first) / exact(_pagu(plan)) < 1 / NEAR
    return whole and near and not _CHANGED.search(" ".join(told)) and not quantity(first).agrees(exact(_pagu(plan)))


def _between_plans(report: Report, plans: list[list[BudgetLine]]) -> Iterator[Difference | None]:
    """Items to which two PKs of the unit's heads give different amounts. PKs before and after a revision may differ."""
    for one, other in combinations(plans, 2):
        tables = report.table(one[0].table), report.table(other[0].table)
        owners = {t.owner for t in tables}
        alone = len(owners) == 1 or (owners <= set(_PEERS) and ("Sekretaris" not in owners or "Ketua" in owners))
        told = " ".join(text for t in tables for text in (t.table.caption or "", *t.table.context[-3:]))
        if not alone or _LATER.search(told):
            continue
        for line in one:
            there = _matches(line, other)
            if there:
                yield None
            if there and not any(_same(line, x) for x in there) and not _carries_anothers(line, other):
                yield line, there[0]


def _over_superior(report: Report, plans: list[list[BudgetLine]]) -> Iterator[Excess | None]:
    """Items for which the PKs of the subordinates of one rank promise more together than the head's. Where one of them
    names the whole amount they all do, and none of them means a share."""
    owner = {lines[0].table: report.table(lines[0].table).owner for lines in plans}
    heads = [lines for lines in plans if owner[lines[0].table] in _HEADS[1:]]
    ranks: dict[str, dict[str, list[BudgetLine]]] = {}
    for lines in plans:
        name = owner[lines[0].table]
        if name and name not in _PEERS:
            ranks.setdefault(name.split()[0], {})[name] = lines
    for line in (x for lines in heads[:1] for x in lines):
        for rank in ranks.values():
            shares = [x for lines in rank.values() for x in _matches(line, lines)[:1]]
            if not shares or any(_same(line, x) for x in shares):
                continue
            yield None
            if sum((exact(_pagu(x)) for x in shares), Decimal(0)) > exact(_pagu(line)):
                yield line, shares


@rule("ANG113", "pagu-pk", "warning")
def pagu_pk(report: Report) -> Iterator[Outcome]:
    """The budget of the PK differs from the pagu reported or from that of another PK, and no revision explains it."""
    plans, reported = _tables(report)
    said = list(_in_text(report, reported))
    if not plans and not said:
        yield NotEvaluated("ANG113", "no-pk-budget")
        return
    between = list(_between_plans(report, plans))
    against = [*_against_report(plans, reported), *said]
    first = _first_told(report)
    if first and not any(against):
        against = [*against, *_against_first(report, first, plans)]
    over = list(_over_superior(report, plans))
    yield from (CHECKED for found in (*between, *against, *over) if found is None)
    apart = [d for d in between if d]
    if apart:
        yield _difference(report, apart, "antar-pk")
    told = {_pagu(x).places for d in apart for x in d}
    rest = [d for d in against if d and _pagu(d[0]).places not in told]
    early = [(d[0], replace(d[1], pagu=first)) for d in rest if first and _is_before_no_revision(report, d[0], first)]
    if rest:
        yield _difference(report, early or rest, "revisi" if _revised(report) and not early else "")
    yield from (_excess(report, *found) for found in over if found)


def _revised(report: Report) -> bool:
    return any(_REVISED.over(report.document)) or any(_REVISED.search(h) for t in report.tables for h in t.table.header)


def _difference(report: Report, found: list[Difference], variant: str) -> Finding:
    """One finding for all items: they come from one plan that was not kept up. The largest speaks for them."""
    found.sort(key=lambda d: -abs(exact(_pagu(d[0])) - exact(_pagu(d[1]))))
    plan, other = found[0]
    stated, expected = _pagu(plan), _pagu(other)
    rest = {v.places: v for d in found[1:] for v in map(_pagu, d) if v.places not in (stated.places, expected.places)}
    confidence = 0.85 * sureness(report, (stated, expected))
    usual: Severity = "info" if variant == "revisi" else "warning"
    items = {label(d[1]) for d in found}
    return Finding(
        rule="ANG113", severity=graded(usual, confidence), confidence=confidence, variant=variant,
        params={"item": label(plan), "stated": exact(stated), "expected": exact(expected), "count": len(items),
                "difference": abs(exact(stated) - exact(expected)), "page": stated.places[0].page,
                "other_page": expected.places[0].page},
        evidence=(*proof("stated", (stated,)), *proof("expected", (expected,)), *proof("context", rest.values())),
        item=label(plan), column="pagu", kind=plan.kind, expected=exact(expected), stated=exact(stated),
        difference=exact(stated) - exact(expected))


def _excess(report: Report, whole: BudgetLine, parts: list[BudgetLine]) -> Finding:
    values = [_pagu(x) for x in parts]
    total, most = sum((exact(v) for v in values), Decimal(0)), _pagu(whole)
    confidence = 0.8 * sureness(report, (most, *values))
    return Finding(
        rule="ANG113", severity=graded("warning", confidence), confidence=confidence, variant="berjenjang",
        params={"item": label(whole), "stated": total, "expected": exact(most), "count": len(parts),
                "difference": total - exact(most), "page": most.places[0].page,
                "other_page": values[0].places[0].page},
        evidence=(*proof("part", values), *proof("expected", (most,))),
        item=label(whole), column="pagu", kind=whole.kind, expected=exact(most), stated=total,
        difference=total - exact(most))
