"""The Renstra of the ministry whose report was copied: "mengacu pada Rencana Strategis Kementerian PANRB"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Report
from lkj_audit.normalize.foreign.regions import Named
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

SURE: Final = 0.7
_MINISTRY: Final = r"Pendayagunaan\s+Aparatur\s+Negara|PAN\s*-?\s*(?:dan\s+|&\s*)?RB"
_ITS_PLAN: Final = Cued(rf"\b(?:Renstra|Rencana\s+Strategis)\s+(?P<who>Kemen(?:terian\s+)?(?:{_MINISTRY})"
                        r"(?:\s+dan\s+Reformasi\s+Birokrasi)?)(?!\w)", "renstra", "rencana")
_THIS_REPORT: Final = re.compile(r"\b(?:Laporan\s+(?:Akuntabilitas\s+)?Kinerja|LKj(?:IP)?|LKIP|LAKIP)\b", re.I)
_RESTS: Final = re.compile(r"\b(?:mengacu|berpedoman|disusun|penyusunan|berdasar\w*|merujuk)\b", re.I)


def copied(report: Report) -> Iterator[Named]:
    """Sentences that rest this report on the Renstra of the ministry that tells all others how to report."""
    if not report.identity.satker or re.search(_MINISTRY, report.identity.satker):
        return
    for index, block, m in _ITS_PLAN.over(report.document):
        start, end = sentence_at(block.text, m.start())
        before = block.text[start:m.start()]
        if block.kind == "paragraph" and _THIS_REPORT.search(before) and _RESTS.search(before):
            yield Named(" ".join(m["who"].split()), value_of(block, *m.span("who")), block.text[start:end], index, SURE)
