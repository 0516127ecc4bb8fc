"""ANG104: what the text says is left of a budget, against the budget line whose realisasi stands before it; ANG111:
which share of the budget that is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.anggaran.kalimat import is_result, of_this_year, spot, wholes, wording
from lkj_audit.checks.anggaran.lines import amount, exact, label, proof, quantity
from lkj_audit.checks.arithmetic import printed, sureness
from lkj_audit.checks.judging import graded
from lkj_audit.model import BudgetLine, Claim, Finding, Report

_REST = re.compile(r"\b(?:ter)?sisa\w*", re.I)
_FUND = re.compile(r"\bhibah\b", re.I)
_OR = re.compile(r"(?:\W|,00|\b(?:atau|setara|sebesar|yaitu|dengan|persentase)\b)*", re.I)
_CUT = re.compile(r"\b(?:penghematan|efisiensi|lelang|kontrak|kas|hibah|silpa|uang)\b", re.I)  # of something else
SURE = 0.85


def left_over(report: Report) -> Iterator[Finding | None]:
    """For each rest told right after a line's realisasi, None, or that it is not what is left of the line's pagu."""
    known = {exact(v) for x in report.budget for v in (amount(x, "sisa"),) if v} | {
        exact(p) - exact(r) for x in report.budget if (p := amount(x, "pagu")) and (r := amount(x, "realisasi"))}
    for claim in report.claims if known else ():
        if claim.kind != "amount" or claim.about != "sisa" or not claim.value.number:
            continue
        place = spot(report, claim)
        line = _line(report, claim)
        told = _REST.sub("", place.clause)
        if line is None:
            line, told = _fund(report, claim), _FUND.sub("", told)
        if line is None or _CUT.search(told) or not is_result(told) or not of_this_year(report, place):
            continue
        yield None
        if not any(quantity(claim.value).agrees(rest) for rest in known):
            yield _finding(report, claim, line)


def _line(report: Report, claim: Claim) -> BudgetLine | None:
    """The line whose realisasi is the amount that stands nearest before ``claim`` in its paragraph; what its table
    prints as left is for ANG110."""
    before = [c for c in report.claims if c.block == claim.block and c.start < claim.start and c.kind == "amount"
              and c.value.number]
    if not before:
        return None
    nearest = max(before, key=lambda c: c.start)
    return next((x for x in report.budget if amount(x, "pagu") and not amount(x, "sisa")
                 and (r := amount(x, "realisasi")) and exact(r) and quantity(nearest.value).agrees(exact(r))), None)


def _fund(report: Report, claim: Claim) -> BudgetLine | None:
    """The line that sums up the table of a grant, where the text tells its pagu as that of the grant, and the rest is
    said to be the grant's."""
    if not _FUND.search(spot(report, claim).clause):
        return None
    told = [c for c in report.claims if c.kind == "amount" and c.value.number and _FUND.search(c.sentence)]
    for line in wholes(report):
        pagu, realisasi = amount(line, "pagu"), amount(line, "realisasi")
        titled = _FUND.search(report.table(line.table).table.caption or "")
        if pagu and realisasi and titled and not amount(line, "sisa") and any(
                quantity(c.value).agrees(exact(pagu)) for c in told):
            return line
    return None


def share_left(report: Report, claim: Claim) -> Iterator[Finding | None]:
    """For a percentage right behind what is left of some line ("sisa Rp9 atau 3 % dari pagu"), None, or that it is no
    such line's share of its pagu."""
    place = spot(report, claim)
    rest = place.with_it[-1] if place.with_it else None
    if rest is None or rest.kind != "amount" or not rest.value.number or not _OR.fullmatch(place.clause):
        return
    if not _REST.search(spot(report, rest).clause):
        return
    lines = [x for x in report.budget if (p := amount(x, "pagu")) and (r := amount(x, "realisasi")) and exact(p) > 0
             and quantity(rest.value).agrees(exact(p) - exact(r))]
    shares = [100 * exact(rest.value) / exact(p) for x in lines if (p := amount(x, "pagu"))]
    if not lines:
        return
    yield None
    if not any(quantity(claim.value).agrees(s) for s in shares):
        line, pagu = lines[0], amount(lines[0], "pagu")
        assert pagu is not None
        stated, expected = exact(claim.value), printed(shares[0], quantity(claim.value).step)
        sure = SURE * min(claim.value.confidence, rest.value.confidence) * sureness(report, (pagu,))
        yield Finding("ANG111", graded("error", sure), sure,
                      {"stated": stated, "expected": expected, "page": claim.value.places[0].page,
                       "realisasi": rest.value.text, "pagu": pagu.text},
                      (*proof("stated", (claim.value,)), *proof("part", (rest.value,)), *proof("whole", (pagu,))),
                      item=label(line), column="persen", kind="narasi", expected=expected, stated=stated,
                      difference=stated - expected, variant="hasil")


def _finding(report: Report, claim: Claim, line: BudgetLine) -> Finding:
    pagu, realisasi = amount(line, "pagu"), amount(line, "realisasi")
    assert pagu is not None and realisasi is not None
    stated, expected = exact(claim.value), exact(pagu) - exact(realisasi)
    confidence = SURE * claim.value.confidence * sureness(report, (pagu, realisasi))
    return Finding(
        rule="ANG104", severity=graded("error", confidence), confidence=confidence,
        params={"item": label(line), "pagu": exact(pagu), "realisasi": exact(realisasi), "expected": expected,
                "stated": stated, "difference": abs(stated - expected), "page": claim.value.places[0].page},
        evidence=(*proof("stated", (claim.value,)), *proof("part", (realisasi,)), *proof("whole", (pagu,)),
                  *wording(report, claim)),
        item=label(line), column="sisa", kind="narasi", expected=expected, stated=stated, difference=stated - expected,
        variant="narasi")
