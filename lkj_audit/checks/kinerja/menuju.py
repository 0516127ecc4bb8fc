"""KIN109: "Terhadap target akhir Renstra sebesar 82,50, realisasi tahun ini mencapai 93,64 persen": the way there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.arithmetic import fits, percent, printed
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Quantity
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, results
from lkj_audit.normalize.narrative.roles import readings_of
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_NUMBER: Final = r"(?<![\w.,/-])\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|[.,]\d+)?(?![\w/]|[.,]\d)"
_PLAN: Final = r"(?:renstra|rpjm\w*|rencana strategis|jangka menengah)"
_OF_YEAR: Final = re.compile(r"(?:target|tahun):20\d\d")
_TOWARDS: Final = Cued(
    rf"\b(?:terhadap|dibanding\w*(?:\s+dengan)?|dari)\s+target\s+(?:akhir\s+)?(?:periode\s+)?{_PLAN}\b[^.;:\d]{{0,40}}?"
    rf"(?:20\d\d\b[^.;:\d]{{0,30}}?){{0,2}}(?:sebesar|yaitu|yakni|adalah)\s+(?P<t>{_NUMBER})(?:\s*(?:%|[^\W\d]+))?\s*,\s*"
    rf"(?:maka\s+)?(?:(?:realisasi|capaian)(?:nya)?|nilai|indeks|persentase)\b[^.;:,\d]{{0,60}}?(?:20\d\d\b[^.;:,\d]{{0,20}}?)?"
    rf"\b(?:mencapai|adalah|sebesar|baru)\s+(?P<c>{_NUMBER})\s*(?:%|persen\b)",
    "renstra", "rpjm", "strategis", "menengah")


def towards(plans: Plans) -> Iterator[Outcome]:
    """Each share of the target at the end of the plan that a paragraph on one indicator gives. A figure that is the
    result itself is no share."""
    stories = stories_of(plans).every
    alone = Counter(id(s.block) for s in stories)
    by_block = {id(s.block): s for s in stories if alone[id(s.block)] == 1}
    for _, block, m in _TOWARDS.over(plans.report.document):
        story = by_block.get(id(block))
        target, stated = parse(m["t"] + " %"), parse(m["c"] + " %")
        rows = story.rows if story else _with_target(plans, m["t"])
        figures = [q for r in rows if (q := r.realisasi) and q.value]
        if not target or not stated or not target.value or stated.value is None or not figures:
            continue
        yield CHECKED
        known = {q.value for r in rows for q in (r.realisasi, r.stated) if q}
        if stated.value in known or any(_gives(stated, a, b) for a in figures for b in readings_of(m["t"])):
            continue
        yield _finding(block, m, next(r for r in rows if r.realisasi), stated)


def _with_target(plans: Plans, said: str) -> tuple[Result, ...]:
    """The results of the only indicator that a table gives the target ``said`` for the end of the plan."""
    values, year = {q.value for q in readings_of(said)}, str(plans.report.identity.year)
    named: set[str] = set()
    for t in plans.report.tables if values else ():
        name = t.col("indikator")
        later = [c for c, role in enumerate(t.roles)
                 if role == "target_akhir" or (_OF_YEAR.fullmatch(role) and role[-4:] > year)]
        named |= {plain(row[name].text) for row, figures in zip(t.table.rows, t.quantities, strict=True)
                  if name is not None and any((q := figures[c]) is not None and q.value in values for c in later)}
    return tuple(r for r in results(plans) if plain(r.name) in named) if len(named) == 1 else ()


def _gives(stated: Quantity, result: Quantity, target: Quantity) -> bool:
    """Whether ``stated`` is the one in per cent of the other, whichever way round the indicator is meant."""
    if not result.value or not target.value:
        return True
    share = percent(result, target)
    return any(fits(stated, s) for s in (share, percent(target, result), (200 - share[1], 200 - share[0])))


def _finding(block: Block, m: re.Match[str], row: Result, stated: Quantity) -> Finding:
    assert row.row.realisasi is not None and row.realisasi is not None and stated.value is not None
    said, target = value_of(block, *m.span("c"), stated), value_of(block, *m.span("t"))
    share = percent(row.realisasi, readings_of(m["t"])[0])
    expected = printed((share[0] + share[1]) / 2, stated.step)
    sure = round(0.75 * min(said.confidence, target.confidence, row.row.realisasi.confidence), 2)
    return Finding("KIN109", graded("error", sure), sure,
                   {"target": m["t"], "realisasi": row.row.realisasi.text, "capaian": f"{m['c']}%",
                    "seharusnya": expected},
                   (Evidence("stated", said), Evidence("part", row.row.realisasi), Evidence("whole", target),
                    Evidence("context", row.row.name)), item=row.row.key or plain(row.name), column="akhir",
                   kind="narasi", expected=expected, stated=stated.value, difference=stated.value - expected,
                   variant="kalimat")
