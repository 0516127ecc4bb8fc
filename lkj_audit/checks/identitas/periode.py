"""IDN107: a period of national planning that never existed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.identitas.lampau import outdated
from lkj_audit.checks.identitas.selaras import follows_another
from lkj_audit.checks.identitas.tahap import RPJMN, stages
from lkj_audit.checks.identitas.tahun import speaks_of
from lkj_audit.checks.identitas.versi import shown, versions
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Place, Report
from lkj_audit.normalize.satker.institutions import find_units, local_body
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

RPJPN: Final = ((2005, 2025), (2025, 2045))
_YEARS = (r"(?P<gap>[^.;\d]{0,40}?)\(?\b(?P<first>(?:19|20)\d\d)\s*(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?)\s*"
          r"(?P<last>(?:19|20)\d\d)\b")
_MEDIUM = Cued(r"\b(?:RPJMN|RPJM(?:\s+Nasional)?|Rencana\s+Pembangunan\s+Jangka\s+Menengah)\b" + _YEARS,
               "rpjm", "menengah")
_LONG = Cued(r"\b(?:RPJPN|RPJP(?:\s+Nasional)?|Rencana\s+Pembangunan\s+Jangka\s+Panjang)\b" + _YEARS, "rpjp", "panjang")
_OF_A_REGION = Cued(r"\bRPJ[MP]D\b|\bjangka\s+(?:menengah|panjang)\s+daerah\b", "rpj", "jangka")
_NATIONAL = re.compile(r"\bRPJ[MP]N|\bnasional\b", re.I)
_REGIONAL = re.compile(r"\b(?:daerah|RPJMD|RPJPD|provinsi|kabupaten|kota|desa)\b", re.I)
_OTHER_PLAN = re.compile(r"\b(?:renstra|rencana\s+strategis|RPJ\w+|rencana\s+(?:kerja|pembangunan))\b", re.I)


@rule("IDN107", "periode-rencana", "error")
def no_such_period(report: Report) -> Iterator[Outcome]:
    """The years of an RPJMN or RPJPN are not those of any that there was, or of another one than its number. Plans of a
    region have their own years and are not meant."""
    looked = False
    # Where plans of the region are spoken of, "rencana pembangunan jangka menengah" may well be the region's.
    regional = any(_OF_A_REGION.over(report.document))
    for plan, pattern, periods in (("RPJMN", _MEDIUM, RPJMN), ("RPJPN", _LONG, RPJPN)):
        for _, block, m in pattern.over(report.document):
            if _REGIONAL.search(m["gap"]) or _OTHER_PLAN.search(m["gap"]):
                continue
            if regional and not _NATIONAL.search(m[0]):
                continue
            looked = True
            yield CHECKED
            if (int(m["first"]), int(m["last"])) not in periods:
                yield _finding(block, m, plan, _nearest(int(m["first"]), report.identity.year, periods))
    told = set[tuple[Place, ...]]()  # where a period was found wrong: why is said once
    for outcome in (*_renstra(report), *_counted(report), *stages(report), *versions(report),
                    *outdated(report, _is_central(report)), *follows_another(report)):
        looked = True
        if isinstance(outcome, Finding):
            if outcome.evidence[0].value.places in told:
                continue
            told.add(outcome.evidence[0].value.places)
        yield outcome
    if not looked:
        yield NotEvaluated("IDN107", "no-period")


def _renstra(report: Report) -> Iterator[Outcome]:
    """A period of the Renstra that begins with the one most often named, and ends in another year. The plans of the
    centre and its branches run with the RPJMN, so that a period of theirs that begins a year earlier is none."""
    told = [m for m in report.mentions if m.kind == "period" and m.relation == "renstra"]
    periods = [tuple(map(int, m.name.split("-"))) for m in told]
    central = next((p for p in RPJMN if _is_central(report) and p[0] <= (report.identity.year or 0) <= p[1]), None)
    known = central or max(periods, key=periods.count, default=(0, 0))
    if (periods.count(known) < 2 and not central) or not known[0] <= (report.identity.year or 0) <= known[1]:
        return
    for mention, period in zip(told, periods, strict=True):
        yield CHECKED
        same = period[0] == known[0]
        rare = central or 2 * periods.count(period) <= periods.count(known)
        early = [p for p in RPJMN if central and period == (p[0] - 1, p[1])]
        if (same or early) and period != known and rare and not shown(report, mention):
            first, last = early[0] if early else known
            sure = round(0.8 * min(mention.confidence, mention.value.confidence), 2)
            yield Finding("IDN107", graded("error", sure), sure,
                          {"rencana": "Renstra", "periode": mention.name, "seharusnya": f"{first}-{last}"},
                          (Evidence("stated", mention.value),), item="Renstra", column=mention.name)


def _counted(report: Report) -> Iterator[Outcome]:
    """"Tahun 2021 merupakan tahun ketiga Renstra 2015-2019": the year is in no year of that plan."""
    year, own = report.identity.year, report.identity.renstra
    for m in report.mentions if year and own and own[0] <= year <= own[1] else ():
        first, _, last = m.code.partition("-")
        if m.kind != "tahun-ke" or m.relation == "comparison" or not (first.isdigit() and last.isdigit()):
            continue
        yield CHECKED
        if year and own and speaks_of(m, year) and not int(first) <= year <= int(last):
            sure = round(0.85 * min(m.confidence, m.value.confidence, report.identity.confidence), 2)
            yield Finding("IDN107", graded("error", sure), sure,
                          {"rencana": "Renstra", "periode": m.code, "seharusnya": f"{own[0]}-{own[1]}",
                           "tahun": str(year)},
                          (Evidence("stated", m.value),), item="Renstra", column=m.code, variant="luar")


def _is_central(report: Report) -> bool:
    """Whether the report is that of a ministry or agency, or of a branch of one."""
    units = find_units(report.identity.satker)
    return report.identity.level == "pusat" or any(
        not local_body(u.kind) and u.kind not in ("pemda", "dprd", "sekretariat") for u in units[:1])


def _nearest(first: int, year: int | None, periods: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The period that covers the reporting year, or else the one that begins nearest to ``first``."""
    covering = [p for p in periods if year is not None and p[0] <= year <= p[1]]
    return covering[-1] if covering else min(periods, key=lambda p: abs(p[0] - first))


def _finding(block: Block, match: re.Match[str], plan: str, meant: tuple[int, int]) -> Finding:
    stated = f"{match['first']}-{match['last']}"
    value = value_of(block, *match.span())
    sure = min(value.confidence, 0.95)
    return Finding("IDN107", graded("error", sure), round(sure, 2),
                   {"rencana": plan, "periode": stated, "seharusnya": f"{meant[0]}-{meant[1]}"},
                   (Evidence("stated", value),), item=plan, column=stated)
