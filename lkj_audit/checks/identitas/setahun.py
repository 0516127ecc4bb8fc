"""IDN102: "mulai 1 Januari sampai dengan 31 Desember 2016" as the time that the report on 2017 is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.sentences import sentence_at

SURE: Final = 0.8
FAR: Final = 2  # years; what lies further back was not left over from an earlier report
_WHOLE_YEAR: Final = Cued(
    r"\b0?1\s+januari\s+(?:(?P<first>20\d\d)\s+)?(?:sampai(?:\s+dengan)?|s\.?\s?[./]?\s?d\.?|hingga|-|–)\s+"
    r"(?:tanggal\s+)?31\s+desember\s+(?P<year>20\d\d)\b", "januari")
_OF_THE_REPORT: Final = re.compile(r"\b(?:laporan\s+(?:akuntabilitas\s+)?kinerja|l(?:k|a)[kj]?i?p|lkj|tahun\s+anggaran|"
                                   r"pertanggungjawaban|periode\s+pelaporan)\b", re.I)
_OF_OTHERS: Final = re.compile(r"\b(?:kontrak|masa\s+(?:jabatan|berlaku|bakti)|berlaku|keputusan|sk|renstra|"
                               r"tahun\s+(?:lalu|sebelumnya)|triwulan|semester|sewa|hibah)\b", re.I)


def whole_year(report: Report) -> Iterator[Outcome]:
    """Each whole year, from its first to its last day, that a sentence on the report gives as its time."""
    own = report.identity.year or 0
    for _, block, m in _WHOLE_YEAR.over(report.document) if own and not report.identity.interim else ():
        start, end = sentence_at(block.text, m.start())
        said, year = block.text[start:end], int(m["year"])
        if block.kind != "paragraph" or (m["first"] and m["first"] != m["year"]) or _OF_OTHERS.search(said) or (
                not _OF_THE_REPORT.search(said) or cue("pembanding").search(said)):
            continue
        yield CHECKED
        if 0 < abs(year - own) <= FAR:
            value = value_of(block, *m.span("year"))
            sure = round(SURE * min(value.confidence, report.identity.confidence or 1.0), 2)
            yield Finding("IDN102", graded("error", sure), sure,
                          {"tahun": m["year"], "tahun_laporan": str(own), "kalimat": said},
                          (Evidence("stated", value),), item="1 januari 31 desember", column=m["year"])
