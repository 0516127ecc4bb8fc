"""ANG111: "belanja pegawai Rp… atau 57,52 % dari total pagu": which part of the whole budget a line is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.anggaran.kalimat import of_this_year, spot, wholes
from lkj_audit.checks.anggaran.lines import COLUMNS, Column, amount, exact, label, name_key, proof, quantity
from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import BudgetLine, Claim, Finding, Report, Value

SURE: Final = 0.8
_OR: Final = re.compile(r"(?:\W|\b(?:atau|setara|sebesar|yaitu|dengan|persentase|porsi|rp)\b)*", re.I)
_OF: Final = re.compile(r"\s*(?:%|persen\b)?\s*(?:dari|terhadap)\s+(?:total|seluruh|keseluruhan|jumlah)\s+(?:\w+\s+)?"
                        r"(?P<of>pagu|anggaran|alokasi|belanja|realisasi|pendapatan|penerimaan|pajak|retribusi)\b",
                        re.I)
_PAD: Final = re.compile(r" pad ")
_LIMIT: Final = frozenset(("pagu", "anggaran", "alokasi", "belanja"))


def told_part(report: Report, claim: Claim) -> Iterator[Finding | None]:
    """For a percentage of the whole budget right behind an amount of a line that the sentence names, None, or that it
    is this amount's part of no whole that the report knows."""
    place = spot(report, claim)
    part = place.with_it[-1] if place.with_it else None
    after = claim.sentence.partition(claim.value.text)[2]
    of = _OF.match(after)
    if part is None or of is None or part.kind != "amount" or not part.value.number or not _OR.fullmatch(place.clause):
        return
    column: Column = "pagu" if of["of"].casefold() in _LIMIT else "realisasi"
    said = _PAD.sub(" pendapatan asli daerah ", f" {name_key(spot(report, part).clause)} ")
    lines = [x for x in report.budget if f" {name_key(x.name.text)} " in said and any(
        (v := amount(x, c)) and quantity(part.value).agrees(exact(v)) for c in COLUMNS)]
    if not lines or lines[0].level == "total" or not of_this_year(report, place):
        return
    own = {x.table for x in lines}
    tops = [(x, v) for x in wholes(report) if (v := amount(x, column)) and exact(v) > exact(part.value)]
    together = sum({exact(v) for _, v in tops}, Decimal(0))
    shares = [100 * exact(part.value) / w for w in (*(exact(v) for _, v in tops), together) if w]
    right = [(x, v) for x, v in tops if x.table in own]
    if not right:
        return
    yield None
    if not any(quantity(claim.value).agrees(s) for s in shares):
        yield _finding(claim, part.value, lines[0], right[0][1])


def _finding(claim: Claim, part: Value, line: BudgetLine, whole: Value) -> Finding:
    stated = exact(claim.value)
    expected = printed(100 * exact(part) / exact(whole), quantity(claim.value).step)
    sure = SURE * min(claim.value.confidence, part.confidence) * whole.confidence
    return Finding("ANG111", graded("error", sure), sure,
                   {"stated": stated, "expected": expected, "page": claim.value.places[0].page,
                    "realisasi": part.text, "pagu": whole.text},
                   (*proof("stated", (claim.value,)), *proof("part", (part,)), *proof("whole", (whole,))),
                   item=label(line), column="bagian", kind="narasi", expected=expected, stated=stated,
                   difference=stated - expected, variant="hasil")
