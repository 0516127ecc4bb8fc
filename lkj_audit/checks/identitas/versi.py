"""IDN107: one plan of the unit or its region given in two periods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lkj_audit.checks.identitas.tahap import RPJMN
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Mention, Report, Table
from lkj_audit.normalize.calendar.periods import backwards

PLANS: Final = {"renstra": "Renstra", "rpjmd": "RPJMD", "rpjmn": "RPJMN", "rpd": "RPD"}
OWNED: Final = ("renstra", "rpjmd")  # of which every unit and region has its own
USUAL: Final = (4, 5)  # from the first to the last year of a plan
OVERLAP: Final = 2  # years that one plan and the next never share
_THAT: Final = re.compile(r"\bperiode\s+(?:tahun\s+)?$", re.I)
_IT: Final = re.compile(r"\W*(?:ini|tersebut|dimaksud)\b", re.I)
_PLAN: Final = re.compile(r"\b(?:renstra|rencana\s+strategis|rpjmd|daerah)\b", re.I)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_PLAIN: Final = {"tahun", "periode", "perangkat", "daerah", "opd", "skpd", "rpjmd", "renstra", "perubahan"}
_SHORT: Final = 2  # letters that abbreviate nothing
_SMALL: Final = frozenset(("dan", "serta", "di", "pada", "untuk"))
_OF_OTHERS: Final = re.compile(r"\W{0,3}(?:provinsi|kabupaten|kota|kementerian|nasional|dinas|badan)\b", re.I)


def versions(report: Report) -> Iterator[Outcome]:
    """A period ends before it begins; or a plan is named with one period and "periode … ini" after it is another; or it
    is now and then given a period other than it mostly has, though both run in the reporting year and longer together
    than two plans can."""
    for plan, period in backwards(report.document):
        yield CHECKED
        sure = round(0.9 * period.confidence, 2)
        yield Finding("IDN107", graded("error", sure), sure, {"rencana": plan, "periode": period.text},
                      (Evidence("stated", period),), item=plan, column=period.text, variant="terbalik")
    told = [m for m in report.mentions if m.kind == "period"]
    for before, m in pairwise(told):
        block = report.document.flow[m.block] if m.block >= 0 else None
        if before.block != m.block or before.relation not in PLANS or m.relation or not isinstance(block, Block):
            continue
        if _THAT.search(block.text, 0, m.start) and _IT.match(block.text, m.start + len(m.value.text)):
            yield CHECKED
            if before.name != m.name:
                yield _finding(report, m, before, before.relation)
    for plan in OWNED:
        yield from _rare(report, plan, [m for m in told if m.relation == plan and is_own(report, m)])


def _rare(report: Report, plan: str, told: list[Mention]) -> Iterator[Outcome]:
    often = Counter(m.name for m in told)
    national = {f"{first}-{last}" for first, last in RPJMN}  # with which the plans of the centre run
    usual, count = max(often.items(), key=lambda x: (x[1], _is_usual(x[0]), x[0] in national)) if often else ("", 0)
    for m in told if len(told) > 1 else ():
        yield CHECKED
        rare = 2 * often[m.name] <= count or len(told) == 2
        # one more that begins with the usual one is told of the Renstra by itself, where that is named often
        other = m.name[:4] != usual[:4] or (m.name != usual and (plan != "renstra" or len(told) == 2))
        if rare and other and _both_run(report, m.name, usual) and not shown(report, m):
            yield _finding(report, m, next(o for o in told if o.name == usual), plan)


def shown(report: Report, mention: Mention) -> bool:
    """Whether the period stands above a table whose titles go from its first year to its last: a caption may name the
    years of the plan that are shown, and not all of them."""
    after = report.document.flow[mention.block + 1:mention.block + 2] if mention.block >= 0 else ()
    years = [year for x in after if isinstance(x, Table) for title in x.header for year in _YEAR.findall(title)]
    return bool(years) and f"{min(years)}-{max(years)}" == mention.name


def _is_usual(period: str) -> bool:
    """Whether a period is as long as that of a plan."""
    first, last = map(int, period.split("-"))
    return last - first in USUAL


def is_own(report: Report, mention: Mention) -> bool:
    """Whether nothing between the plan's name and its years, or behind them, says whose it is, but the unit itself."""
    block = report.document.flow[mention.block] if mention.block >= 0 else None
    if not isinstance(block, Block):
        return False
    name = [m.end() for m in _PLAN.finditer(block.text, 0, mention.start)][-1:]
    own = f"{report.identity.satker} {report.identity.region_name}".casefold().split()
    initials = "".join(word[0] for word in own if word not in _SMALL)
    between = re.findall(r"[^\W\d_]+", block.text[name[0]:mention.start].casefold()) if name else ["?"]
    strange = [w for w in between if w not in own and w not in _PLAIN and not (
        len(w) > _SHORT and initials.startswith(w))]  # BPKPD
    return not strange and not _OF_OTHERS.match(block.text, mention.start + len(mention.value.text))


def _both_run(report: Report, one: str, other: str) -> bool:
    (a, b), (c, d) = (map(int, p.split("-")) for p in (one, other))
    year = report.identity.year or 0
    return a <= year <= b and c <= year <= d and min(b, d) - max(a, c) >= OVERLAP


def _finding(report: Report, mention: Mention, other: Mention, plan: str) -> Finding:
    sure = round(0.8 * min(mention.confidence, mention.value.confidence, other.value.confidence), 2)
    return Finding("IDN107", graded("error", sure), sure,
                   {"rencana": PLANS[plan], "periode": mention.name, "seharusnya": other.name},
                   (Evidence("stated", mention.value), Evidence("expected", other.value)), item=PLANS[plan],
                   column=mention.name, variant="dua")
