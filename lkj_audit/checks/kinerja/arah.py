"""KIN120: "turun dari 151,33 menjadi 146,84": which way a bare figure is said to have gone, and which way it went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.model import Evidence, Finding, Report, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.roles import NUMBER, readings_of
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_NUMBER: Final = NUMBER + r"(?!\s*(?:%|persen|juta|ribu|mili?[ay]r|triliun))"
_WAY: Final = (r"(?P<way>(?P<up>naik|meningkat|bertambah|(?:mengalami|terjadi) (?:kenaikan|peningkatan))|"
               r"turun|menurun|berkurang|(?:mengalami|terjadi) penurunan)\b")
_NO_WAY: Final = r"(?:(?!\b(?:naik|turun|(?:me|ke|pe)(?:ningkat|nurun|naik)\w*|target\w*|dan|serta)\b)[^.;:\d])"
_WHEN: Final = r"(?:\s*\(?\s*(?:pada |di )?(?:tahun )?20\d\d\s*\)?)?"
# "dari 3 kasus menjadi 5", but no percentages and amounts: those are claims, whose changes are known already
_MOVED: Final = Cued(
    rf"(?<!tidak )(?<!bukan )(?<!belum )(?<!atau )\b{_WAY}{_NO_WAY}{{0,40}}?\b(?:dari|semula)"
    rf"{_NO_WAY}{{0,30}}?{_WHEN}{_NO_WAY}{{0,20}}?(?P<old>{_NUMBER}){_WHEN}{_NO_WAY}{{0,30}}?\bmenjadi\s+"
    rf"(?:sebesar\s+|sebanyak\s+)?(?P<new>{_NUMBER})", "menjadi")
# Where the smaller is the better, or the plan speaks.
_OTHER: Final = re.compile(r"\b(?:peringkat|ranking|rangking|urutan|posisi|level|kelas|akan|diharapkan|"
                           r"(?:di)?target\w*|rencana|menjadi\s+\d+\s+(?:tahun|bulan|hari))\b", re.I)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def moves(report: Report) -> Iterator[tuple[Value, Finding | None]]:
    """Each figure that such a sentence ends with, and the finding where it went the other way."""
    for _, block, m in _MOVED.over(report.document):
        count = m["old"].isdigit() or m["new"].isdigit()  # 1.207 beside 934 is no index
        old, new = ([parse(m[g], hint="count")] if count else readings_of(m[g]) for g in ("old", "new"))
        if block.kind != "paragraph" or _OTHER.search(block.text, max(0, m.start() - 60), m.end()) or any(
                _YEAR.fullmatch(m[g]) for g in ("old", "new")):
            continue
        steps = [b.value - a.value for a in old for b in new
                 if a and b and a.value is not None and b.value is not None]
        if steps:
            now = value_of(block, *m.span("new"), new[0])
            wrong = all(step < 0 if m["up"] else step > 0 for step in steps)
            yield now, turned(value_of(block, *m.span("old"), old[0]), now, m) if wrong else None


def turned(before: Value, now: Value, m: re.Match[str]) -> Finding:
    """The finding that what ``m`` says went the other way than its group ``way`` tells."""
    sure = round(0.82 * min(before.confidence, now.confidence), 2)
    return Finding("KIN120", graded("error", sure), sure, {"arah": m["way"], "lalu": before.text, "kini": now.text},
                   (Evidence("stated", now), Evidence("part", before)), item=plain(m[0])[:80], column="arah",
                   kind="narasi", stated=now.number, variant="arah")
