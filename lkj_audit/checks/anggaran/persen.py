"""ANG111: a percentage in the text differs from that of the budget line it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.anggaran.bagian import told_part
from lkj_audit.checks.anggaran.hasil_bagi import told_shares
from lkj_audit.checks.anggaran.kalimat import (
    MONEY,
    Spot,
    is_of_whole,
    is_result,
    last_clause,
    named,
    of_this_year,
    spot,
    wholes,
    without_names,
    wording,
)
from lkj_audit.checks.anggaran.lines import COLUMNS, amount, exact, is_telling, label, proof, quantity, shares
from lkj_audit.checks.anggaran.pendapatan import all_income, ledger, of_income
from lkj_audit.checks.anggaran.puncak import outermost
from lkj_audit.checks.anggaran.serempak import serempak
from lkj_audit.checks.anggaran.tersisa import share_left
from lkj_audit.checks.arithmetic import fits, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, BudgetLine, Claim, Finding, NotEvaluated, Quantity, Report, Severity, Table

_WHOLE = re.compile(r"\b(?:penyerapan|serapan|daya serap|terserap|realisasi (?:keuangan|(?:penyerapan )?anggaran)|"
                    r"anggaran\b.*\bkeseluruhan)\b", re.I)
_OF_TARGET = re.compile(r"\s*(?:%|persen\b)?\s*(?:dari|terhadap)\s+(?:\w+\s+)?target\b", re.I)
# a share of something else than the pagu: "83,35 % dari anggaran semula", "terhadap pagu efektif, serapan mencapai …"
_OTHER_BASE = re.compile(
    r"\b(?:dari|terhadap|atas)\s+(?:(?:total|jumlah|seluruh)\s+)?(?:pagu|anggaran|alokasi|dipa|dpa|apbd|belanja)\s+"
    r"(?:anggaran\s+)?(?:\(?setelah (?:blokir|dikurangi)|efektif|semula|awal|murni|mula-mula|sebelum|tanpa|di luar|"
    r"netto?)\b", re.I)
_NEARLY = re.compile(r"\b(?:hampir|sekitar|kurang lebih|kira-kira|lebih dari)\b|±", re.I)
# "Rp2.880.000.000, naik 4,10 % …": how much more it is, and no share; "naik menjadi 96 %" is one.
_GROWN = re.compile(r"\b(?:naik|turun|meningkat|menurun|kenaikan|penurunan|peningkatan|tumbuh|pertumbuhan|bertambah|"
                    r"berkurang)\b(?![^,;]*\bmenjadi\b)[^,;]{0,30}$", re.I)
# "64,42 % dari seluruh realisasi": the part that a programme has in all of them
_OF_ALL = re.compile(r"\s*(?:dari|terhadap)\s+(?:(?:(?:seluruh|total|keseluruhan|jumlah)\s+)+"
                     r"(?:realisasi|belanja|anggaran|pagu|penyerapan|dana|pendapatan|penerimaan|pajak|retribusi|PAD)|"
                     r"realisasi)\b", re.I)
_LEEWAY = Decimal(5)  # "nearly 90 %" may be 85.1, not 98.5


def _with_amounts(report: Report, place: Spot) -> list[BudgetLine]:
    """The lines whose realisasi, or else pagu, is the amount that stands nearest before a percentage."""
    told: list[Quantity] = []
    for mate in reversed(place.with_it):
        if mate.kind == "percent":
            break
        if mate.kind == "amount" and mate.value.number and len(re.sub(r"\D", "", mate.value.text)) > 2:  # no "Rp4,8 M"
            told.append(quantity(mate.value))
    if not told:
        return []
    near: list[BudgetLine] = []
    for column in ("realisasi", "pagu"):
        near = near or [x for x in report.budget if (v := amount(x, column)) and told[0].agrees(exact(v))
                        and is_telling(v, x, place.claim.sentence)]
    if any((v := amount(x, "sisa")) and told[0].agrees(exact(v)) for x in report.budget):
        return []
    both = [x for x in near if all(any(q.agrees(exact(v)) for c in COLUMNS if (v := amount(x, c))) for q in told[:2])]
    return both or near


def _above(report: Report, claim: Claim) -> list[BudgetLine]:
    """The only line of the table that stands right above the claim's paragraph."""
    before = report.document.flow[claim.block - 1] if claim.block else None
    lines = [x for x in report.budget if isinstance(before, Table) and x.table == before.id]
    others = [x for x in wholes(report) if x not in lines and _agrees(claim, x, nearly=False)]
    return [*lines, *others] if len(lines) == 1 else []


def _in_budget_section(report: Report, claim: Claim) -> bool:
    for item in reversed(report.document.flow[:claim.block]):
        if isinstance(item, Block) and item.kind == "heading":
            return re.search(r"anggaran|keuangan", item.text, re.I) is not None
    return False


def _about(report: Report, place: Spot, income: bool) -> tuple[list[BudgetLine], float]:
    """The lines that a percentage may be about, and how sure that is. What is budgeted of ``income`` is a target."""
    claim = place.claim
    after = claim.sentence.partition(claim.value.text)[2]
    if claim.about == "sisa" or _GROWN.search(without_names(place.clause)) or (_OF_TARGET.match(after) and not income):
        return [], 0
    if _OTHER_BASE.search(place.clause) or _OTHER_BASE.match(after.lstrip(" %").removeprefix("persen ")):
        return [], 0
    read = claim.value.confidence
    if (lines := _with_amounts(report, place)) and not _of_another_year(report, place.clause):
        return lines, 0.95 * read
    if not of_this_year(report, place) or not is_result(place.clause):
        return [], 0
    if (income or MONEY.search(claim.sentence)) and (lines := named(report, place)):
        return lines, 0.9 * read
    if income and (lines := all_income(report, place.clause)):
        return lines, 0.85 * read
    if claim.about in ("serapan", "capaian", "realisasi") and not place.with_it and (lines := _above(report, claim)):
        return lines, 0.9 * claim.confidence
    if _is_absorption(report, place):
        return wholes(report), 0.75 * read
    return [], 0


def _of_another_year(report: Report, clause: str) -> bool:
    """Whether the words since the figure before turn to another year: "…, lebih tinggi daripada tahun 2022 sebesar"."""
    named = set(re.findall(r"\b20\d\d\b", clause)) - {str(report.identity.year or "")}
    return bool(named) or re.search(r"\btahun (?:lalu|sebelumnya)\b", clause, re.I) is not None


def _is_absorption(report: Report, place: Spot) -> bool:
    """Whether the figure's own clause is about the absorption of the whole budget."""
    clause = last_clause(place.clause)
    in_section = re.search(r"\brealisasi\b", clause, re.I) and _in_budget_section(report, place.claim)
    return is_of_whole(place) and bool(in_section or _WHOLE.search(clause))


def _agrees(claim: Claim, line: BudgetLine, nearly: bool) -> bool:
    stated = quantity(claim.value)
    if nearly:
        return any(abs(share - exact(claim.value)) <= _LEEWAY for share in shares(line))
    coarser = line.persen.quantity if line.persen else None
    return any(stated.agrees(share) for share in shares(line)) or (
        coarser is not None and fits(coarser, (exact(claim.value), exact(claim.value))))


def _is_of_a_line(report: Report, place: Spot) -> bool:
    """Whether the percentage is that of a line one of whose amounts stands before it: then the other amount is amiss,
    which is for ANG110."""
    told = [quantity(c.value) for c in place.with_it if c.kind == "amount" and c.value.number]
    return any(_agrees(place.claim, x, nearly=False) and any(
        (v := amount(x, c)) and q.agrees(exact(v)) for q in told for c in COLUMNS) for x in report.budget)


def _is_part_of_all(report: Report, claim: Claim) -> bool:
    block = report.document.flow[claim.block]
    return isinstance(block, Block) and _OF_ALL.match(block.text, claim.start + len(claim.value.text)) is not None


def _keeps_limit(place: Spot, share: Decimal) -> bool:
    """Whether the figure is a limit that ``share`` keeps: "serapan di bawah 97 persen"."""
    operator, limit = quantity(place.claim.value).operator, exact(place.claim.value)
    return bool(operator) and (share < limit if operator[0] in "<≤" else limit < share)


@rule("ANG111", "persen-narasi", "error")
def persen_narasi(report: Report) -> Iterator[Outcome]:
    """A percentage in the text is not that of the budget line it is about."""
    percents = [c for c in report.claims if c.kind == "percent" and c.value.number is not None]
    divided, told = list(told_shares(report)), list(outermost(report, pagu=False))
    yield from told
    tables = report.budget or of_income(report).budget
    if not divided and not told and (not tables or not percents):
        yield NotEvaluated("ANG111", "no-claim" if tables else "no-budget-table")
        return
    yield from [CHECKED] * len(divided)
    quotients = {id(c): finding for c, finding in divided}
    for claim in percents:
        place = spot(report, claim)
        yield from serempak(report, place)
        book = ledger(report, claim)
        lines, sure = _about(book, place, book is not report)
        lines = [line for line in lines if shares(line)]
        if id(claim) in quotients and (not lines or quotients[id(claim)] is None):
            wrong = quotients[id(claim)]
            yield from [wrong] if wrong and not _is_of_a_line(report, place) else []
            continue
        parts = list(told_part(book, claim))
        yield from (f or CHECKED for f in parts)
        if not lines:
            yield from (f or CHECKED for f in share_left(book, claim))
        if parts or not lines or (_is_part_of_all(report, claim) and any(line.level != "total" for line in lines)):
            continue
        yield CHECKED
        if any(_keeps_limit(place, share) for line in lines for share in shares(line)):
            continue
        nearly = _NEARLY.search(place.clause) is not None
        if not any(_agrees(claim, line, nearly) for line in lines):
            yield _finding(report, claim, lines[0], sure, nearly)


def _finding(report: Report, claim: Claim, line: BudgetLine, sure: float, nearly: bool) -> Finding:
    share = line.persen if line.persen and line.persen.number is not None else None
    expected = exact(share) if share else round(shares(line)[0], 2)
    confidence = sure * sureness(report, (share,))
    severity: Severity = "warning" if nearly else "error"
    return Finding(
        rule="ANG111", severity=graded(severity, confidence), confidence=confidence,
        variant="hampir" if nearly else "",
        params={"item": label(line), "stated": exact(claim.value), "expected": expected,
                "page": claim.value.places[0].page, "table_page": line.name.places[0].page},
        evidence=(*proof("stated", (claim.value,)), *proof("expected", (share,)),
                  *proof("context", (line.realisasi, line.pagu)), *wording(report, claim)),
        item=label(line), column="persen", kind=line.kind, expected=expected, stated=exact(claim.value),
        difference=exact(claim.value) - expected)
