"""IDN107: a region's Renstra in another period than the RPJMD that the same paragraph says it follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lkj_audit.checks.identitas.versi import is_own
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Mention, Report

OVERLAP: Final = 2  # years that the plans of one term of office share at least
_FOLLOWS: Final = re.compile(r"\b(?:\w*jabar\w*|(?:meng)?acu\w*|(?:ber|mem)?pedoman\w*|selaras\w*|"
                             r"menyelaraskan|turunan|mendukung|(?:ber)?dasar\w*|sesuai|mengikuti|merujuk|operasional\w*)\b",
                             re.I)


def follows_another(report: Report) -> Iterator[Outcome]:
    """A Renstra and the RPJMD that it is said to follow, both in force, whose years are not the same: by UU 23/2014 and
    Permendagri 86/2017 they are those of the head of the region's term."""
    told = [m for m in report.mentions if m.kind == "period" and m.relation in ("renstra", "rpjmd")]
    for _, group in groupby(told, key=lambda m: (m.block, m.sentence)):
        mentions = list(group)
        plans = {m.relation: m for m in mentions}
        if len(mentions) != 2 or len(plans) != 2 or not _FOLLOWS.search(mentions[0].sentence) or not all(
                is_own(report, m) for m in mentions):
            continue  # the RPJMD of the province has its own years
        renstra, rpjmd = plans["renstra"], plans["rpjmd"]
        (a, b), (c, d) = (tuple(map(int, m.name.split("-"))) for m in (renstra, rpjmd))
        year = report.identity.year or 0
        if a <= year <= b and c <= year <= d and min(b, d) - max(a, c) >= OVERLAP:
            yield CHECKED
            if renstra.name != rpjmd.name:
                # one that begins a year later may well be so
                yield _finding(renstra, rpjmd, 0.7 if a == c else 0.5)


def _finding(renstra: Mention, rpjmd: Mention, most: float) -> Finding:
    sure = round(most * min(renstra.value.confidence, rpjmd.value.confidence), 2)
    return Finding("IDN107", graded("warning", sure), sure, {"periode": renstra.name, "lain": rpjmd.name},
                   (Evidence("stated", renstra.value), Evidence("expected", rpjmd.value)), item="Renstra",
                   column=f"{renstra.name} {rpjmd.name}", variant="selaras")
