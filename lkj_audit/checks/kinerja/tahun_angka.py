"""KIN120: "dibandingkan tahun 2017 sebesar 58,30", where the table gives 58,30 for 2020."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.narrative.past_figures import Kept, Past, kept_of_the_past, told_of_the_past
from lkj_audit.normalize.narrative.roles import readings_of, values_in
from lkj_audit.normalize.narrative.series import told_series
from lkj_audit.normalize.text.plain import plain

TELLING: Final = 3  # digits; a shorter figure may be that of any year


def years_of_figures(report: Report) -> Iterator[Outcome]:
    """The figures that a sentence gives for another year than all tables that have them, where it also names the
    indicator, this year's figure beside them, or the step between."""
    kept = kept_of_the_past(report)
    listed = {v.places for series in told_series(report.document) for v in series.figures.values()}
    for past in told_of_the_past(report) if kept else ():
        if past.value.places in listed:
            continue  # of several years, it may stand between two of them
        yield CHECKED
        values = {q.value for q in readings_of(past.value.text)}
        same = [k for k in kept if k.value.number is not None and k.value.number in values]
        if same and all(k.year != past.year for k in same) and len({k.year for k in same}) == 1:
            near = [k for k in same if _is_meant(past, k)]
            if near:
                yield _finding(past, near[0])


def _is_meant(past: Past, kept: Kept) -> bool:
    """Whether the text is of what the table's row is of: by its figures, and for a short one also by its name."""
    said, here = values_in(past.block.text), kept.value.number
    now = kept.now.number if kept.now else None
    by_figure = now is not None and here is not None and now != here and (now in said or abs(now - here) in said)
    named = plain(kept.name) in plain(past.block.text)
    telling = sum(ch.isdigit() for ch in past.value.text) >= TELLING
    return (by_figure or named) if telling else (by_figure and named)


def _finding(past: Past, kept: Kept) -> Finding:
    sure = round(0.8 * min(past.value.confidence, kept.value.confidence), 2)
    return Finding("KIN120", graded("error", sure), sure,
                   {"lalu": past.value.text, "tahun": past.year, "seharusnya": kept.year, "indikator": kept.name},
                   distinct([Evidence("stated", past.said), Evidence("part", past.value),
                             Evidence("expected", kept.value)]),
                   item=plain(kept.name), column="tahun", kind="narasi", variant="tahun-angka")
