"""ANG106 without a table: "dari pagu Rp10 terealisasi Rp12": a sentence in which more is spent than there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lkj_audit.checks.anggaran.lines import amount, exact, proof, quantity
from lkj_audit.checks.arithmetic import span
from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Claim, Finding, Report, Value

# Income, plans for a part of the year, several budgets or years: more than the first figure may be spent there.
_ELSE: Final = re.compile(
    r"\b(?:pendapatan|penerimaan|retribusi|pajak|pnbp|pad|dana\s+perimbangan|target\w*|rencana\w*|semula|awal|revisi\w*|"
    r"perubahan|ditambah\w*|tambahan|penambahan|bertambah|hibah|triwulan|semester|bulan|naik|turun|\w*meningkat\w*|"
    r"\w*menurun\w*|kenaikan|penurunan|\w*banding\w*|sebelumnya|lalu|silpa|investasi|kerugian|per|kumulatif)\b", re.I)
_YEARS: Final = re.compile(r"\b20\d\d\b")


def told_excess(report: Report) -> Iterator[Finding | None]:
    """For each sentence with one pagu and one realisasi that no table knows: None, or that it is exceeded."""
    lines = [x for x in report.budget if amount(x, "pagu")]
    for (index, sentence), group in groupby(report.claims, key=lambda c: (c.block, c.sentence)):
        told = [c for c in group if c.kind == "amount" and c.value.number is not None]
        pair = {c.about: c for c in told}
        if len(told) != 2 or set(pair) != {"pagu", "realisasi"} or not isinstance(report.document.flow[index], Block):
            continue
        pagu, realisasi = pair["pagu"], pair["realisasi"]
        if _ELSE.search(sentence) or len(set(_YEARS.findall(sentence))) > 1 or any(
                _same(pagu, x.pagu) or _same(realisasi, amount(x, "realisasi")) for x in lines):
            continue
        yield None
        if span(quantity(realisasi.value))[0] > span(quantity(pagu.value))[1]:
            yield _finding(pagu, realisasi)


def _same(claim: Claim, value: Value | None) -> bool:
    return value is not None and quantity(claim.value).agrees(exact(value))


def _finding(pagu: Claim, realisasi: Claim) -> Finding:
    sure = 0.8 * min(pagu.value.confidence, realisasi.value.confidence)
    excess = exact(realisasi.value) - exact(pagu.value)
    return Finding("ANG106", graded("error", sure), sure,
                   {"stated": exact(realisasi.value), "pagu": exact(pagu.value), "difference": excess,
                    "page": realisasi.value.places[0].page},
                   (*proof("stated", (realisasi.value,)), *proof("whole", (pagu.value,))),
                   item=f"{realisasi.value.text} / {pagu.value.text}", column="realisasi", kind="narasi",
                   stated=exact(realisasi.value), difference=excess, variant="narasi")
