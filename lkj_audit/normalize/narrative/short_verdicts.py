""" "Redistribusi tanah belum tercapai": a verdict on the indicator that its subject, however short, is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from lkj_audit.model import Block
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.narrative.chapter import chapter_of
from lkj_audit.normalize.narrative.indicator_names import Names
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.recognition import meant
from lkj_audit.normalize.narrative.results import Result, results
from lkj_audit.normalize.narrative.roles import Told
from lkj_audit.normalize.narrative.stories import Story, stories_of
from lkj_audit.normalize.narrative.verdicts import HEDGED, NEAR, NOT_THIS_TARGET
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_VERDICT: Final = Cued(
    r"(?:\b(?:belum|tidak|gagal|kegagalan|ketidak\w+)(?: (?:dapat|bisa|berhasil|sepenuhnya))? )?\b(?:"
    r"(?:mencapai|memenuhi|melampaui|melebihi)(?: (?:atau|dan) (?:mencapai|memenuhi|melampaui|melebihi))? target|"
    r"tercapai|terpenuhi|terlampaui)\b(?!\s*(?:(?:sebesar|sebanyak|hingga|sampai|dengan(?! (?:sangat )?baik)|"
    r"seluruhnya)\b|[\d(]))", "target", "tercapai", "terpenuhi", "terlampaui")
# Where the subject of a verdict begins, and what may stand between the two.
_CUT: Final = re.compile(r"[,;:(]\s|\b(?:sedangkan|sementara|namun|tetapi|yaitu|yakni|sehingga|bahwa|dimana|adalah|"
                         r"hanya|dari(?=\s+(?:\d|\w+\s+indikator)))\b", re.I)
_BETWEEN: Final = re.compile(r"(?:\b(?:sebesar|yaitu|sebanyak)\s+\d[\d.,]*\s*(?:%|[^\W\d]+)?)?"
                            r"(?:[\s,]|\b(?:telah|sudah|masih|juga|dapat|berhasil|dinyatakan|dinilai|ini|tersebut|yang|"
                            r"pun)\b)*$", re.I)
# "IKU 4", "indikator kinerja ke-7": by the number that its row has.
_BY_NUMBER: Final = re.compile(r"(?:target |capaian |realisasi )?(?:indikator(?: kinerja)?(?: utama)?|IK[UKS]K?)\s*"
                               r"(?:(?:ke|nomor|no)\b[\s.-]*)?(\d{1,2})", re.I)
_REASON: Final = re.compile(r"[,.;]|\b(?:karena|akibat|sebab|disebabkan|sehingga|dengan|namun|tetapi|dan)\b", re.I)
# "… indikator yang belum tercapai, yaitu …", with figures that are part of a name: "PBB-P2"
_OF_INDICATORS: Final = re.compile(r"\b(?:indikator|IK[UKPS]K?|sisanya)\b", re.I)
_NAMES: Final = re.compile(
    r"(?:\s+(?:ada|sebanyak|berjumlah)\s+\w+(?:\s+indikator)?)?[\s,:]*"
    r"\b(?:adalah|ialah|yaitu|yakni|meliputi|antara lain)[\s:]+(?P<all>(?:[^.;:()\d]|(?<=[^\W\d])\d){8,300}?)"
    r"(?=[.;:()]|(?<![^\W\d])\d|$|\s(?:dengan|karena|sebesar|akibat|yang (?:masih|baru|hanya))\b)", re.I)
_AND: Final = re.compile(r",?\s+(?:dan|serta)\s+|,\s+", re.I)
_LONGEST: Final = 120  # characters of a subject


@once
def named_shortly(plans: Plans) -> tuple[Story, ...]:
    """The verdicts of preface, summary and results on an indicator of the result tables that few words name."""
    return tuple(_named_shortly(plans, results(plans)))


def _named_shortly(plans: Plans, rows: tuple[Result, ...]) -> Iterator[Story]:
    chapter, report = chapter_of(plans), plans.report
    own = frozenset(plain(report.identity.satker).split())
    for index, block, m in _VERDICT.over(report.document):
        if block.kind != "paragraph" or not (index in chapter.front or chapter.start <= index < chapter.end):
            continue
        start, end = sentence_at(block.text, m.start())
        if not of_one_year(block.text[start:end], report.identity.year):
            continue
        before = _subject(block, start, m.start(), m.end(), rows, own, stories_of(plans).names)
        for subject in [before] if before else _listed(block, start, m, end, rows, own):
            yield Story(subject, block, (), (), (Told("verdict", value_of(block, *m.span()), False, m[0]),))


def _listed(block: Block, start: int, m: re.Match[str], end: int, rows: tuple[Result, ...],
            own: Collection[str]) -> Iterator[tuple[Result, ...]]:
    """The rows of each indicator that is listed behind a verdict: "Indikator yang belum tercapai adalah …"."""
    names = _NAMES.match(block.text, m.end(), end)
    clause = max((cut.end() for cut in _CUT.finditer(block.text, start, m.start())), default=start)
    if names and _OF_INDICATORS.search(block.text, clause, m.start()) and not HEDGED.search(
            block.text, clause, m.start()) and not NOT_THIS_TARGET.search(block.text, clause, names.start("all")):
        yield from filter(None, (meant(name, rows, own) for name in _AND.split(names["all"])))


def _subject(block: Block, start: int, at: int, end: int, rows: tuple[Result, ...], own: Collection[str],
             names: Names) -> tuple[Result, ...]:
    """The rows that the words right before the verdict mean, which must not be a wish or of another target."""
    gap = _BETWEEN.search(block.text, start, at)
    stop = gap.start() if gap else at
    start = max((cut.end() for cut in _CUT.finditer(block.text, start, stop)), default=start)
    reason = _REASON.search(block.text, end, end + NEAR)
    if stop - start > _LONGEST or HEDGED.search(block.text, start, at) or NOT_THIS_TARGET.search(
            block.text, start, reason.start() if reason else end + NEAR):
        return ()
    phrase = block.text[start:stop].strip()
    if numbered := _BY_NUMBER.fullmatch(phrase):
        return names.numbered(int(numbered[1]))
    return meant(phrase, rows, own) or names.alone(phrase) or ()

