"""IDN107: which of the four RPJMN of an RPJPN is meant: "RPJMN II", "RPJMN tahap keempat"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

# UU 17/2007 divides the RPJPN 2005-2025 into RPJMN of five years; UU 59/2024 has the RPJPN 2025-2045.
RPJMN: Final = ((2005, 2009), (2010, 2014), (2015, 2019), (2020, 2024), (2025, 2029), (2030, 2034))
STAGES: Final = ("I", "II", "III", "IV")  # of RPJPN 2005-2025; the RPJMN after them are I, II … of the next one
_ORDER: Final = {"I": 0, "II": 1, "III": 2, "IV": 3, "pertama": 0, "kedua": 1, "ketiga": 2, "keempat": 3}
# Only a plan that something rests on must be the one in force; histories name the earlier ones.
_STAGE = Cued(r"(?:\b(?P<rests>sesuai|mengacu|berdasar\w*|berpedoman|mendukung|selaras|sejalan|menurut|amanat)\b"
              r"[^.;\d]{0,60}?)?"
              r"\bRPJM(?:N|\s+Nasional)\)?\s*,?\s*\(?(?:(?:tahap|periode)(?:an)?\s+(?:yang\s+)?)?(?:ke\s*[-–]\s*)?"
              r"(?P<stage>(?-i:IV|I{1,3})|pertama|kedua|ketiga|keempat)\b\)?"
              r"(?:[^.;\d]{0,30}?(?P<first>20\d\d)\s*(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?)\s*(?P<last>20\d\d)\b)?",
              "rpjm")
_PAST = re.compile(r"\b(?:sebelumnya|melanjutkan|lanjutan|kelanjutan|evaluasi|berakhir\w*|terdahulu|yang\s+lalu)\b",
                   re.I)


def stages(report: Report) -> Iterator[Outcome]:
    """An RPJMN is called by the number of another one: than the years it is given are of, or than the one in force in
    the reporting year on which the report says that it rests."""
    year = report.identity.year or 0
    for _, block, m in _STAGE.over(report.document):
        index = _ORDER[m["stage"]] if m["stage"] in _ORDER else _ORDER[m["stage"].lower()]
        if m["first"]:
            meant = next((i for i, p in enumerate(RPJMN) if p == (int(m["first"]), int(m["last"]))), None)
        elif m["rests"] and not _PAST.search(block.text, max(0, m.start() - 60), m.end() + 60):
            meant = next((i for i, (first, last) in enumerate(RPJMN) if first <= year <= last), None)
            if meant is not None and RPJMN[meant][1] == year and index == (meant + 1) % len(STAGES):
                continue  # the last year of a plan prepares the next one
        else:
            continue
        yield CHECKED
        if meant is not None and meant % len(STAGES) != index:
            stated = Evidence("stated", value_of(block, *m.span()))
            sure = round(min(0.9, stated.value.confidence, 1 if m["first"] else report.identity.confidence or 0.9), 2)
            yield Finding("IDN107", graded("error", sure), sure,
                          {"rencana": "RPJMN", "tahap": m["stage"], "periode": "-".join(map(str, RPJMN[index])),
                           "seharusnya": f"{STAGES[meant % len(STAGES)]} ({'-'.join(map(str, RPJMN[meant]))})"},
                          (stated,), item="RPJMN", column=m["stage"], variant="tahap")
