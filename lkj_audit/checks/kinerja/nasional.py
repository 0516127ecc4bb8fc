"""KIN119: "rata-rata nasional tercatat 79,79 %, sehingga capaian unit ini di bawahnya", where the table has more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, rounded
from lkj_audit.normalize.narrative.roles import FIGURE, is_no_figure
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

FAR: Final = 5  # times as large: hardly the same measure
_BESIDE: Final = re.compile(
    r"\b(?P<below>di\s?bawah|lebih\s+rendah\s+d\w+|kurang\s+dari)|"
    r"\b(?:di\s?atas|melampaui|melebihi|lebih\s+tinggi\s+d\w+)", re.I)
_OF_ALL: Final = re.compile(r"\bnasional\b[^;]{0,160}$", re.I)
_OTHER: Final = re.compile(r"\b(?:target|standar|tidak|bukan|jika|apabila|agar|peringkat|urutan|akan)\b", re.I)


def beside_the_nation(plans: Plans) -> Iterator[Outcome]:
    """The sentences that set an indicator below or above the one figure they give for the nation, and those that the
    realisasi of the result table contradicts."""
    names, year = stories_of(plans).names, plans.report.identity.year
    for _, block in plans.report.document.holding("nasional"):
        bare = names.bare(block.text) if block.kind == "paragraph" else ""
        for m in _BESIDE.finditer(bare):
            start, end = sentence_at(block.text, m.start())
            if _OTHER.search(bare, start, end) or not of_one_year(bare[start:end], year):
                continue
            figures = [f for f in FIGURE.finditer(bare, start, end) if not is_no_figure(bare, f)]
            if len(figures) != 1 or not _OF_ALL.search(bare, start, figures[0].start()):
                continue
            for row in (names.of(block.text[start:end]) or ())[:1]:
                yield CHECKED
                if found := _refuted(block, m, figures[0], row):
                    yield found


def _refuted(block: Block, m: re.Match[str], figure: re.Match[str], row: Result) -> Finding | None:
    nation, own = parse(figure["number"], hint="index"), row.row.realisasi
    a, b = row.realisasi.value if row.realisasi else None, nation.value if nation else None
    if nation is None or own is None or row.realisasi is None or not a or not b or rounded(row.realisasi, nation):
        return None
    shares = (row.realisasi.unit == "%") == bool(figure["share"]) or not row.realisasi.unit
    if not shares or max(a, b) > Decimal(FAR) * min(a, b) or (a < b) == (m["below"] is not None):
        return None
    claim, value = value_of(block, *m.span()), value_of(block, *figure.span("number"), nation)
    sure = round(0.75 * min(claim.confidence, value.confidence, own.confidence), 2)
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": " ".join(m[0].split()), "indikator": row.name, "di": name_of(row.table),
                    "realisasi": own.text, "lain": value.text},
                   (Evidence("stated", claim), Evidence("part", value), Evidence("expected", own)),
                   item=row.row.key or plain(row.name), column="banding", kind="narasi", variant="nasional")
