"""KIN117: the same indicator, or the same sasaran, in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.judging import distinct, name_of
from lkj_audit.checks.kinerja.bab3 import OTHER
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, Value
from lkj_audit.normalize.linking.names import CODE, fold
from lkj_audit.normalize.narrative.chapter import Chapter, chapter_of, nearest
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

COMPARED = ("iku", "rkt", "pk", "capaian")
# Below this likeness two sasaran are two sasaran, not one in other words.
SAME_SASARAN = 70
_PLACEHOLDER = "xx"
# "SP1 Meningkatnya …", "3. Persentase …"
_NUMBERED = re.compile(r"^\s*(?:(?:SS|SP|SK|SKP|S)[ .-]?\d{1,2}\b[\s.:–-]*|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=[^\W\d])")


@rule("KIN117", "redaksi-indikator", "info")
def reworded(report: Report) -> Iterator[Outcome]:
    """The same indicator, or its sasaran, is worded differently in two tables."""
    plans = plans_of(report)
    groups = [g for g in plans.same(plans.rows(*COMPARED)) if len(g) > 1]
    chapter = chapter_of(plans)
    if not groups and not chapter.sections:
        yield NotEvaluated("KIN117", "no-pair")
        return
    told: set[frozenset[str]] = set()
    for group in groups:
        yield CHECKED
        names = _versions([(r, plans[r].name) for r in group], report)
        if len(names) > 1:
            sure = min(plans.certainty(a, b) for a in group for b in plans.partners(a, group))
            yield _finding(plans, names, "indikator", sure)
        sasaran = _versions([(r, s) for r in group if (s := plans[r].sasaran) and s.text.strip()], report)
        if len(sasaran) > 1 and frozenset(sasaran) not in told and _alike(list(sasaran)):
            told.add(frozenset(sasaran))
            yield _finding(plans, sasaran, "sasaran", 0.9)
    yield from _in_text(plans, chapter)


def _in_text(plans: Plans, chapter: Chapter) -> Iterator[Outcome]:
    """Headings and announced indicators of Bab III that no table words so. Headings count only among siblings that are
    sasaran word for word, else a heading on some subject may merely sound like one."""
    exact = [s for s in chapter.sections if s.exact]
    for section in chapter.sections:
        yield CHECKED
        siblings = [s for s in exact if s.heading.level == section.heading.level]
        if len(siblings) >= 2 and not section.exact:
            yield from _said(plans, "judul", of_block(section.heading), section.title,
                             [v for r in section.rows if (v := plans[r].sasaran)])
    told: set[str] = set()
    for named in chapter.named:
        yield CHECKED
        if named.score > OTHER:
            own = [plans[r] for r in named.section.rows] if named.section else []
            _, near = max(nearest(named.value.text, own), (named.score, named.near), key=lambda found: found[0])
            if near is None or plain(near.name.text) in told:
                continue
            told.add(plain(near.name.text))
            alike = [r.name for r in chapter.indicators if plain(r.name.text) == plain(near.name.text)]
            yield from _said(plans, "narasi", named.value, named.value.text, alike)


def _said(plans: Plans, variant: str, where: Value, text: str, tables: list[Value]) -> Iterator[Finding]:
    """A finding when ``text`` is in none of the wordings of ``tables``."""
    if not tables or _folded(text, plans.report) in {_folded(v.text, plans.report) for v in tables}:
        return
    once = list({plain(v.text): v for v in tables}.values())
    yield Finding("KIN117", "info", round(min(where.confidence, *(v.confidence for v in once)) * 0.9, 2),
                  {"satu": text, "di": name_of(plans.tables[once[0].table or ""]), "lain": once[0].text},
                  distinct([Evidence("stated", where), *(Evidence("expected", v) for v in once)]),
                  item=plain(text), column="indikator" if variant == "narasi" else "sasaran", kind="narasi",
                  variant=variant)


def _versions(cells: list[tuple[int, Value]], report: Report) -> dict[str, tuple[int, Value]]:
    """The first row and cell of each wording. Capitals, punctuation, spaces, the spellings of persentase and how the
    unit names itself make no difference."""
    out: dict[str, tuple[int, Value]] = {}
    for row, cell in cells:
        out.setdefault(_folded(cell.text, report), (row, cell))
    return out


def _folded(text: str, report: Report) -> str:
    """``text`` without what makes no difference."""
    own, region = plain(report.identity.satker), plain(report.identity.region_name)
    bare = region.split(" ", 1)[-1]
    words = f" {plain(CODE.sub('', fold(_NUMBERED.sub('', text))))} "
    for name in (own, own.replace(region, bare) if region else "", region, bare):
        if name:
            words = words.replace(f" {name} ", f" {_PLACEHOLDER} ")
    return "".join(w for w in words.split() if w not in (_PLACEHOLDER, "di"))


def _alike(wordings: list[str]) -> bool:
    from rapidfuzz import fuzz

    return all(fuzz.ratio(wordings[0], w) >= SAME_SASARAN for w in wordings[1:])


def _finding(plans: Plans, versions: dict[str, tuple[int, Value]], what: str, sure: float) -> Finding:
    (row, one), (other_row, other), *_ = versions.values()
    return Finding("KIN117", "info", round(sure, 2),
                   {"satu": one.text, "di": name_of(plans.table_of(row)),
                    "lain": other.text, "di_lain": name_of(plans.table_of(other_row))},
                   distinct(Evidence("stated" if i else "expected", v) for i, (_, v) in enumerate(versions.values())),
                   item=plain(one.text), column=what, kind=plans[row].source, variant=what)
