"""The index over a batch: which reports have most findings, which rules find most, what could not be read and why, and
what became of it since the last run. ``indeks_xlsx`` is the same as a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import quote

from lkj_audit.checks import messages
from lkj_audit.model import AuditResult, Severity
from lkj_audit.phrases import phrase
from lkj_audit.render.html import own, page, problems_of
from lkj_audit.render.html_view import family
from lkj_audit.render.text import whose
from lkj_audit.render.totals import SEVERITIES, severities, unjudged
from lkj_audit.since import Since
from lkj_audit.versions import State

WORKBOOK = "index.xlsx"
MOST = 15                                    # bars of a chart: more are in the tables
MAP = 40                                     # rows of the map of families
STEPS = (0, 1, 3, 6, 11, 21)                 # where each bar of the spread begins
SHOWN: tuple[State, ...] = ("new", "remaining", "mended")


@dataclass(frozen=True, slots=True)
class Line:
    """One report: ``link`` is its page, ``problems`` pages and sentence of what could not be read, ``since`` what
    became of its findings, None where it was not there before."""

    result: AuditResult
    name: str
    link: str
    counts: Mapping[Severity, int]
    families: Mapping[str, int]
    problems: Sequence[tuple[str, str]]
    since: Mapping[State, int] | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one rule found of one severity: in how many reports, and how often."""

    code: str
    title: str
    severity: Severity
    reports: int
    findings: int


@dataclass(frozen=True, slots=True)
class Index:
    """What the index shows of a batch. ``lines`` are in the order of their gravity, those that could not be read or
    judged are in ``causes`` by the slug of the cause; ``spread`` says how many of the others have how many errors
    (label, count)."""

    lines: tuple[Line, ...]
    rules: tuple[RuleLine, ...]
    causes: Mapping[str, Sequence[Line]]
    spread: tuple[tuple[str, int], ...]
    counts: Mapping[Severity, int]
    families: tuple[str, ...]
    since: Since | None

    @property
    def read(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.result.status != "failed")

    @property
    def worst(self) -> tuple[Line, ...]:
        """The reports of the chart."""
        return tuple(line for line in self.read if line.total)[:MOST]

    @property
    def mapped(self) -> tuple[Line, ...]:
        """The reports of the map of families."""
        return tuple(line for line in self.read if line.total)[:MAP]

    @property
    def highest(self) -> int:
        """The most findings that one report has of one family."""
        return max((n for line in self.read for n in line.families.values()), default=0)


def index_of(results: Sequence[AuditResult], names: Mapping[str, str], lang: str, since: Since | None = None) -> Index:
    """What the index shows; ``names`` are the files of the pages by the reports' paths."""
    lines = [Line(r, whose(r), quote(names[r.path]), severities([r]), Counter(family(f.rule) for f in r.findings),
                  problems_of(r, lang), since.changes.get(r.path) if since else None) for r in results]
    lines.sort(key=lambda line: (line.result.status == "failed", [-n for n in line.counts.values()], line.result.path))
    causes: dict[str, list[Line]] = {}
    for line in lines:
        if line.result.status == "failed":
            causes.setdefault(line.result.problems[0].code, []).append(line)
        elif unjudged(line.result):
            causes.setdefault("no-tables", []).append(line)
    rules = tuple(_rules(results, lang))
    return Index(tuple(lines), rules, dict(sorted(causes.items(), key=lambda c: -len(c[1]))),
                 tuple(_spread([line.counts["error"] for line in lines
                                if line.result.status != "failed" and not unjudged(line.result)])),
                 severities(results), tuple(sorted({family(rule.code) for rule in rules})), since)


def index_html(results: Sequence[AuditResult], names: Mapping[str, str], lang: str, since: Since | None = None) -> str:
    """The index as a page, with charts that need no script; ``names`` and ``since`` as in ``index_of``."""
    from markupsafe import Markup

    return page("index.html.j2", "index.js", lang, title=phrase("html-index", lang), states=SHOWN, workbook=WORKBOOK,
                index=index_of(results, names, lang, since), scale=scale, look=Markup(own("index.css")))


def scale(largest: int) -> tuple[int, tuple[int, ...]]:
    """The end of an axis for values up to ``largest``, and its marks: at most five, on round figures."""
    step = next(s for power in range(12) for s in (10**power, 2 * 10**power, 5 * 10**power) if s * 5 >= largest)
    end = max(1, ceil(largest / step)) * step
    return end, tuple(range(0, end + 1, step))


def _rules(results: Sequence[AuditResult], lang: str) -> list[RuleLine]:
    """The rules that found anything, the gravest findings first and then those of most reports."""
    found = Counter((f.rule, f.severity) for r in results for f in r.findings)
    reports = Counter(of for r in results for of in {(f.rule, f.severity) for f in r.findings})
    lines = [RuleLine(code, messages.entry(code, lang).title, grave, reports[code, grave], n)
             for (code, grave), n in found.items()]
    return sorted(lines, key=lambda r: (SEVERITIES.index(r.severity), -r.reports, -r.findings, r.code))


def _spread(errors: Sequence[int]) -> list[tuple[str, int]]:
    """How many of ``errors`` fall into each step."""
    out = []
    for low, after in zip(STEPS, (*STEPS[1:], None), strict=True):
        label = f"{low}+" if after is None else str(low) if after == low + 1 else f"{low}–{after - 1}"
        out.append((label, sum(low <= n and (after is None or n < after) for n in errors)))
    return out
