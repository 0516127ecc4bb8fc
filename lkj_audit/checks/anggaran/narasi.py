"""ANG110–ANG111: an amount or percentage in the text differs from the budget line it is about.

A figure is tied to a line by the amounts it stands with, by the line's name right before it, or by standing alone below
a table of one row. Where it is tied to several lines (one programme in three tables), it is wrong only when it agrees
with none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lkj_audit.checks.anggaran.lines import COLUMNS, Column, amount, exact, label, name_key, proof, quantity, roots
from lkj_audit.checks.arithmetic import fits, percent, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, BudgetLine, Claim, Finding, NotEvaluated, Report, Severity, Table, Value

# Words after which a figure is a wish, a rule, a comparison or a change, not this year's result.
_NOT_A_RESULT = re.compile(
    r"\b(?:target\w*|minimal|maksimal|paling|apabila|jika|bila|bilamana|harus|wajib|agar|naik|turun|\w*meningkat\w*|"
    r"\w*menurun\w*|kenaikan|penurunan|peningkatan|selisih|\w*banding\w*|sebelumnya|lalu|rata-rata|standar|nasional|"
    r"sisa\w*|hibah|semula|awal|revisi\w*|blokir\w*|triwulan|semester|bulan)\b", re.I)
_BOTH = re.compile(r"\b(?:realisasi dan target|target dan realisasi)\b", re.I)
_MONEY = re.compile(r"\b(?:anggaran|belanja|\w*serap\w*|pagu|dana|dipa|keuangan)\b", re.I)
_WHOLE = re.compile(r"\b(?:penyerapan|serapan|daya serap|terserap|realisasi (?:keuangan|(?:penyerapan )?anggaran)|"
                    r"anggaran\b.*\bkeseluruhan)\b", re.I)
# What may stand between an item's name and its figure.
_LINK = re.compile(r"(?:\W|\b(?:sebesar|senilai|sejumlah|adalah|yaitu|yakni|mencapai|\w*realisasi\w*|\w*serap\w*|"
                   r"dengan|capaian|per?sentase|prosentase|presentase|telah|dapat|rp|atau|hingga|sampai|tahun|anggaran|ta|"
                   r"20\d\d|pada)\b)*", re.I)
_CLAUSE = re.compile(r"[,;]\s|\b(?:sehingga|sedangkan|sementara|namun|serta)\b", re.I)
_OTHER = re.compile(r"\b(?:kinerja|indikator|output|keluaran|fisik|efisien\w*|ikpa|program|kegiatan|belanja|"
                    r"bidang|seksi|bagian)\b", re.I)
_PART = re.compile(r"\b(?:[Pp]rogram|[Kk]egiatan|[Bb]idang|[Ss]eksi) [A-Z]")
_NEARLY = re.compile(r"\b(?:hampir|sekitar|kurang lebih|kira-kira|lebih dari)\b|±", re.I)
_LEEWAY = Decimal(5)  # "nearly 90 %" may be 85.1, not 98.5
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim in its sentence: ``before`` is the sentence up to it, ``clause`` what follows the figure before it;
    ``with_it`` the other claims of the sentence that stand before it, nearest last."""

    claim: Claim
    before: str
    clause: str
    with_it: tuple[Claim, ...]


def _place(report: Report, claim: Claim) -> _Place:
    block = report.document.flow[claim.block]
    text = block.text if isinstance(block, Block) else claim.sentence
    start = max(text.rfind(claim.sentence, 0, claim.start + len(claim.sentence)), 0)
    mates = sorted((c for c in report.claims if c.block == claim.block and start <= c.start < claim.start),
                   key=lambda c: c.start)
    after = mates[-1].start + len(mates[-1].value.text) if mates else start
    return _Place(claim, text[start:claim.start], text[after:claim.start], tuple(mates))


def _of_this_year(report: Report, place: _Place) -> bool:
    """Whether the last year named before the figure, if any, is the report's."""
    years = _YEAR.findall(place.before)
    return not years or report.identity.year is None or int(years[-1]) == report.identity.year


def _named(report: Report, place: _Place) -> list[BudgetLine]:
    """The lines whose name stands right before the figure; the longest name counts."""
    clause = " " + name_key(place.clause) + " "
    best: list[BudgetLine] = []
    length = 0
    for line in report.budget:
        key = name_key(line.name.text)
        if len(key) < 10 or " " not in key or len(key) < length:
            continue
        at = clause.rfind(f" {key} ")
        if at >= 0 and _LINK.fullmatch(clause[at + len(key) + 1:]):
            best = [line] if len(key) > length else [*best, line]
            length = len(key)
    return best


def _with_amounts(report: Report, place: _Place) -> list[BudgetLine]:
    """The lines whose realisasi, or else pagu, is the amount that stands nearest before a percentage."""
    amounts: list[Decimal] = []
    for mate in reversed(place.with_it):
        if mate.kind == "percent":
            break
        if mate.kind == "amount" and mate.value.number:
            amounts.append(mate.value.number)
    if not amounts:
        return []
    near: list[BudgetLine] = []
    for column in ("realisasi", "pagu"):
        near = near or [x for x in report.budget if (v := amount(x, column)) and v.number == amounts[0]]
    if any((v := amount(x, "sisa")) and v.number == amounts[0] for x in report.budget):
        return []
    both = [x for x in near if {v.number for c in COLUMNS if (v := amount(x, c))} >= set(amounts[:2])]
    return both or near


def _above(report: Report, claim: Claim) -> list[BudgetLine]:
    """The only line of the table that stands right above the claim's paragraph."""
    before = report.document.flow[claim.block - 1] if claim.block else None
    lines = [x for x in report.budget if isinstance(before, Table) and x.table == before.id]
    return lines if len(lines) == 1 else []


def _in_budget_section(report: Report, claim: Claim) -> bool:
    for item in reversed(report.document.flow[:claim.block]):
        if isinstance(item, Block) and item.kind == "heading":
            return re.search(r"anggaran|keuangan", item.text, re.I) is not None
    return False


def _wholes(report: Report) -> list[BudgetLine]:
    tables = dict.fromkeys(line.table for line in report.budget)
    tops = [roots(line for line in report.budget if line.table == t) for t in tables]
    return [top[0] for top in tops if len(top) == 1]


def _about(report: Report, place: _Place) -> tuple[list[BudgetLine], float]:
    """The lines that a percentage may be about, and how sure that is."""
    claim = place.claim
    if claim.about == "sisa":
        return [], 0
    read = claim.value.confidence
    if lines := _with_amounts(report, place):
        return lines, 0.95 * read
    if not _of_this_year(report, place) or _NOT_A_RESULT.search(_BOTH.sub("realisasi", place.clause)):
        return [], 0
    if _MONEY.search(claim.sentence) and (lines := _named(report, place)):
        return lines, 0.9 * read
    if claim.about in ("serapan", "capaian", "realisasi") and not place.with_it and (lines := _above(report, claim)):
        return lines, 0.9 * claim.confidence
    if _is_of_the_whole(report, place):
        return _wholes(report), 0.75 * read
    return [], 0


def _is_of_the_whole(report: Report, place: _Place) -> bool:
    """Whether the figure's own clause is about the absorption of the whole budget, and not of a part or of something
    else that is measured in per cent."""
    clause = _CLAUSE.split(place.clause)[-1]
    if _OTHER.search(clause) or _PART.search(place.before):
        return False
    in_section = re.search(r"\brealisasi\b", clause, re.I) and _in_budget_section(report, place.claim)
    return bool(in_section or _WHOLE.search(clause))


def _shares(line: BudgetLine) -> list[Decimal]:
    """The absorption of ``line`` in per cent: as printed and as it follows from its amounts."""
    pagu, realisasi = amount(line, "pagu"), amount(line, "realisasi")
    found = [line.persen.number] if line.persen and line.persen.number is not None else []
    if pagu and realisasi and exact(pagu) > 0:
        found.append(percent(quantity(realisasi), quantity(pagu))[0])
    return found


def _agrees(claim: Claim, line: BudgetLine, nearly: bool) -> bool:
    stated = quantity(claim.value)
    shares = _shares(line)
    if nearly:
        return any(abs(share - exact(claim.value)) <= _LEEWAY for share in shares)
    coarser = line.persen.quantity if line.persen else None
    return any(stated.agrees(share) for share in shares) or (
        coarser is not None and fits(coarser, (exact(claim.value), exact(claim.value))))


@rule("ANG111", "persen-narasi", "error")
def persen_narasi(report: Report) -> Iterator[Outcome]:
    """A percentage in the text is not that of the budget line it is about."""
    percents = [c for c in report.claims if c.kind == "percent" and c.value.number is not None]
    if not report.budget or not percents:
        yield NotEvaluated("ANG111", "no-claim" if report.budget else "no-budget-table")
        return
    for claim in percents:
        place = _place(report, claim)
        lines, sure = _about(report, place)
        lines = [line for line in lines if _shares(line)]
        if not lines:
            continue
        yield CHECKED
        nearly = _NEARLY.search(place.clause) is not None
        if not any(_agrees(claim, line, nearly) for line in lines):
            yield _percent_finding(report, claim, lines[0], sure, nearly)


def _percent_finding(report: Report, claim: Claim, line: BudgetLine, sure: float, nearly: bool) -> Finding:
    share = line.persen if line.persen and line.persen.number is not None else None
    expected = exact(share) if share else round(_shares(line)[0], 2)
    confidence = sure * sureness(report, (share,))
    severity: Severity = "warning" if nearly else "error"
    return Finding(
        rule="ANG111", severity=graded(severity, confidence), confidence=confidence,
        variant="hampir" if nearly else "",
        params={"item": label(line), "stated": exact(claim.value), "expected": expected,
                "page": claim.value.places[0].page, "table_page": line.name.places[0].page},
        evidence=(*proof("stated", (claim.value,)), *proof("expected", (share,)),
                  *proof("context", (line.realisasi, line.pagu))),
        item=label(line), column="persen", kind=line.kind, expected=expected, stated=exact(claim.value),
        difference=exact(claim.value) - expected)


def _partners(report: Report, claim: Claim, column: Column) -> list[BudgetLine]:
    """The lines one of whose other figures stands in the claim's sentence as what it is there."""
    mates = [c for c in report.claims if c.block == claim.block and c.sentence == claim.sentence and c is not claim
             and c.kind == "amount" and c.value.number]
    if sum(c.about == column for c in mates):
        return []  # two figures for one column: a revision, or two items
    return [line for line in report.budget if amount(line, column) and any(
        m.about == other and (v := amount(line, other)) and v.number == m.value.number
        for m in mates for other in COLUMNS if other != column)]


def _column(claim: Claim) -> Column | None:
    return next((c for c in COLUMNS if c == claim.about), None)


@rule("ANG110", "nominal-narasi", "error")
def nominal_narasi(report: Report) -> Iterator[Outcome]:
    """An amount in the text is not that of the budget line it is about."""
    amounts = [c for c in report.claims if c.kind == "amount" and c.value.number is not None]
    if not report.budget or not amounts:
        yield NotEvaluated("ANG110", "no-claim" if report.budget else "no-budget-table")
        return
    for claim in amounts:
        column = _column(claim)
        if column is None:
            continue
        place, sure = _place(report, claim), 0.93
        lines = _partners(report, claim, column)
        if not lines and column != "pagu" and _of_this_year(report, place) and not _NOT_A_RESULT.search(place.clause):
            lines, sure = [x for x in _named(report, place) if amount(x, column)], 0.85
        if not lines:
            continue
        yield CHECKED
        figures = [v for line in lines for c in COLUMNS if (v := amount(line, c))]
        if not any(quantity(claim.value).agrees(exact(v)) for v in figures):
            yield _amount_finding(report, claim, lines[0], column, sure)


def _amount_finding(report: Report, claim: Claim, line: BudgetLine, column: Column, sure: float) -> Finding:
    value = amount(line, column)
    if value is None:
        raise ValueError(f"{label(line)} has no {column}")
    confidence = sure * claim.confidence * sureness(report, (claim.value, value))
    others: list[Value | None] = [amount(line, c) for c in COLUMNS if c != column]
    return Finding(
        rule="ANG110", severity=graded("error", confidence), confidence=confidence,
        params={"item": label(line), "column": column, "stated": exact(claim.value), "expected": exact(value),
                "difference": abs(exact(claim.value) - exact(value)), "page": claim.value.places[0].page,
                "table_page": value.places[0].page},
        evidence=(*proof("stated", (claim.value,)), *proof("expected", (value,)), *proof("context", others)),
        item=label(line), column=column, kind=line.kind, expected=exact(value), stated=exact(claim.value),
        difference=exact(claim.value) - exact(value))
