"""IDN102: a year compared with itself: "realisasi tahun 2022 melampaui realisasi tahun 2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

SURE: Final = 0.75
_OF: Final = r"(?:realisasi|capaian|nilai|jumlah|kinerja|indeks|angka|produksi|kunjungan|tingkat|persentase|serapan)"
_SAME: Final = Cued(
    rf"\b(?P<what>{_OF}(?:\s+[^\W\d]+){{0,4}}?)\s+(?:pada\s+|di\s+)?tahun\s+(?P<year>20\d\d)\b"
    r"(?P<between>[^.;:()\d]{0,90}?)\b"
    r"(?:melebihi|melampaui|dibanding(?:kan)?|lebih\s+\w+\s+dari(?:pada)?|"
    r"(?:naik|turun|meningkat|menurun|bertambah|berkurang)\s+dari(?:pada)?)\s+(?:dengan\s+)?"
    rf"(?P<again>(?:[^\W\d]+\s+){{0,6}}?)(?:pada\s+|di\s+)?tahun\s+(?P<second>(?P=year))\b(?!\s*[-–/.,]?\d)"
    r"(?!\s+(?:di|pada|milik|oleh|untuk|se|tingkat|provinsi|kabupaten|kota|nasional)\b)",
    "melebihi", "melampaui", "dibanding", "lebih", "naik", "turun", "meningkat", "menurun", "bertambah", "berkurang")
_OTHER_SIDE: Final = re.compile(r"\b(?:target\w*|rencana|sasaran|nasional|provinsi|rata-rata|standar|triwulan|semester|"
                                r"bulan|awal|akhir|pagu|anggaran)\b", re.I)


def with_itself(report: Report) -> Iterator[Outcome]:
    """Comparisons of the same thing in the same year: one of the two years was meant to be another."""
    for _, block, m in _SAME.over(report.document):
        again, what = plain_words(m["again"]), plain_words(m["what"])
        if block.kind != "paragraph" or _OTHER_SIDE.search(m["between"]) or (again and again != what):
            continue
        yield CHECKED
        value = value_of(block, *m.span("second"))
        sure = round(SURE * min(value.confidence, report.identity.confidence or 1.0), 2)
        start, end = sentence_at(block.text, m.start())
        yield Finding("IDN102", graded("warning", sure), sure,
                      {"tahun": m["year"], "kalimat": block.text[start:end]},
                      (Evidence("stated", value), Evidence("stated", value_of(block, *m.span("year")))),
                      item=" ".join(m["what"].casefold().split()), column=m["year"], variant="sama")


def plain_words(text: str) -> str:
    """The words of ``text`` without those that only lead to a year."""
    return " ".join(w for w in text.casefold().split() if w not in ("pada", "di", "dengan", "dari"))
