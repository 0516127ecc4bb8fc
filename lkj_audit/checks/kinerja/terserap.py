"""KIN119: "all funds were absorbed" where no line of any budget table was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

NEARLY: Final = Decimal("99.5")  # per cent that one may well call all
_ALL: Final = Cued(
    r"\b(?:seluruh|semua|keseluruhan)\s+(?:dana|anggaran|pagu|alokasi)\b[^.;,]{0,50}?\b(?:terserap|terealisasi(?:kan)?|diserap|"
    r"direalisasikan)\b(?!\s+(?:sebesar|sebanyak|dengan|secara|\d|rp))|"
    r"\b(?:dana|anggaran|pagu)\b[^.;,]{0,40}?\b(?:terserap|terealisasi)\s+(?:seluruhnya|sepenuhnya|habis)\b",
    "serap", "realisasi")
_WISH: Final = re.compile(r"\b(?:agar|supaya|diharapkan|akan|harus|belum|tidak|hampir|apabila|jika|bila|dapat|bisa|"
                          r"dari\s+(?:seluruh|semua))\b", re.I)


def fully_absorbed(report: Report) -> Iterator[Outcome]:
    """Claims that all the money was spent, in a report whose budget tables leave something of every line."""
    lines = [(x, x.realisasi, 100 * r / p) for x in report.budget if x.pagu and x.realisasi
             and (p := x.pagu.number) and (r := x.realisasi.number) is not None]
    for _, block, m in _ALL.over(report.document) if lines else ():
        start, end = sentence_at(block.text, m.start())
        if block.kind != "paragraph" or _WISH.search(block.text, start, m.end()) or not of_one_year(
                block.text[start:end], report.identity.year):
            continue
        yield CHECKED
        if all(share < NEARLY for *_, share in lines):
            said = value_of(block, *m.span())
            line, spent, _ = max(lines, key=lambda x: x[2])
            sure = round(0.7 * min(said.confidence, spent.confidence), 2)
            yield Finding("KIN119", graded("error", sure), sure,
                          {"klaim": said.text, "bagian": line.name.text, "realisasi": spent.text,
                           "pagu": line.pagu.text if line.pagu else ""},
                          (Evidence("stated", said), Evidence("expected", spent),
                           *((Evidence("context", line.pagu),) if line.pagu else ())),
                          item="klaim terserap", column="klaim", kind="narasi", variant="terserap")
