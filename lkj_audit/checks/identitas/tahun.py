"""IDN102, IDN105: another year where the reporting year belongs, and the count of years in a plan period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from lkj_audit.checks.identitas.diri import with_itself
from lkj_audit.checks.identitas.isi_tahun import by_content
from lkj_audit.checks.identitas.judul_tabel import captions
from lkj_audit.checks.identitas.masa import other_parts
from lkj_audit.checks.identitas.setahun import whole_year
from lkj_audit.checks.judging import SURE_ENOUGH, distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Mention, NotEvaluated, Report
from lkj_audit.normalize.text.plain import plain

_PERIOD = re.compile(r"((?:19|20)\d\d)\s*(?:-|–|—|s\.?d\.?|sampai(?: dengan)?)\s*((?:19|20)\d\d)", re.I)
_THIS_YEAR = re.compile(r"\btahun\s+(?P<year>20\d\d)\s+(?:merupakan|adalah|menjadi|ialah)\s+tahun\b", re.I)


@rule("IDN102", "tahun-lain", "error")
def other_year(report: Report) -> Iterator[Outcome]:
    """A year that is not the reporting year stands where that belongs: one finding for each passage and year."""
    year = report.identity.year
    if year is None:
        yield NotEvaluated("IDN102", "no-year")
        return
    years = [m for m in report.mentions if m.kind == "year"]
    if not years:
        yield NotEvaluated("IDN102", "no-year")
        return
    yield from [CHECKED] * len(years)
    told = [(m, found) for m, found in by_content(report) if found]
    known = {(m.block, m.name) for m in years if m.relation == "other" and m.confidence >= SURE_ENOUGH}
    told = [(m, found) for m, found in told if (m.block, m.name) not in known]
    yield from (found for _, found in told)
    shown = {(m.block, m.name) for m, _ in told}
    strange = [m for m in years if m.relation == "other" and m.name != str(year) and (m.block, m.name) not in shown]
    for (_, name), group in groupby(strange, key=lambda m: (m.block, m.name)):
        mentions = list(group)
        sure = round(min(max(m.confidence for m in mentions), report.identity.confidence or 1.0), 2)
        own = sorted((m for m in years if m.name == str(year)), key=lambda m: abs(m.block - mentions[0].block))[:1]
        evidence = [Evidence("stated", m.value) for m in mentions] + [Evidence("expected", m.value) for m in own]
        yield Finding("IDN102", graded("error", sure), sure,
                      {"tahun": name, "tahun_laporan": str(year), "kalimat": mentions[0].sentence},
                      distinct(evidence), item=_topic(mentions[0]), column=name)
    yield from other_parts(report)
    yield from (o for o in whole_year(report) if not _is_told(o, strange))
    yield from (o for o in captions(report) if not _is_told(o, strange))
    yield from with_itself(report)


@rule("IDN105", "tahun-ke", "error")
def nth_year(report: Report) -> Iterator[Outcome]:
    """ "Tahun kedua Renstra 2020-2024" does not fit the reporting year, or the one that the sentence says it of: year −
    first year + 1 is another number."""
    year = report.identity.year
    if year is None:
        yield NotEvaluated("IDN105", "no-year")
        return
    counted = [(m, int(m.name), int(p[1]), int(p[2])) for m in report.mentions
               if m.kind == "tahun-ke" and m.name.isdigit() and (p := _PERIOD.search(m.code))]
    if not counted:
        yield NotEvaluated("IDN105", "no-nth-year")
        return
    own = report.identity.renstra
    for mention, stated, first, last in counted:
        yield CHECKED
        of = year
        if mention.relation == "comparison":  # a sentence on another year counts from that one
            if not (said := _THIS_YEAR.search(mention.sentence)):
                continue
            of = int(said["year"])
        if not first <= of <= last:  # that is for IDN107; the count may still be that of the period in force
            if own is None or not own[0] <= of <= own[1] or not speaks_of(mention, year):
                continue
            first, last = own
        expected = of - first + 1
        # an RPJMD 2018-2023 begins and ends within a year: its first full year is 2019
        right = (expected, expected - 1) if last - first == 5 else (expected,)
        if stated in right:
            continue
        sure = round(min(mention.confidence, report.identity.confidence or 1.0), 2)
        yield Finding("IDN105", graded("error", sure), sure,
                      {"tulis": str(stated), "seharusnya": str(expected), "periode": f"{first}-{last}",
                       "tahun": str(of)},
                      (Evidence("stated", mention.value),), item=f"{first}-{last}", column=_topic(mention),
                      expected=Decimal(expected), stated=Decimal(stated), difference=Decimal(stated - expected))


def speaks_of(mention: Mention, year: int) -> bool:
    """Whether the sentence of a "tahun-ke" says of ``year`` which year of a plan it is."""
    said = _THIS_YEAR.search(mention.sentence)
    return said is not None and said["year"] == str(year)


def _is_told(outcome: Outcome, strange: list[Mention]) -> bool:
    """Whether the year of a finding is among those found ``strange`` already."""
    return isinstance(outcome, Finding) and any(m.name == outcome.column and (
        m.sentence == outcome.params["kalimat"] or m.value.places == outcome.evidence[0].value.places) for m in strange)


def _topic(mention: Mention) -> str:
    """The sentence without figures: what the passage is about, on whichever page it stands."""
    return re.sub(r"\d+", "", plain(mention.sentence))[:120]
