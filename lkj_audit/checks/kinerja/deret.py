"""KIN120: a sentence gives an indicator's figure for each of several years, and all but one are those of a table."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.deret import Off, Row, misquoted
from lkj_audit.checks.judging import distinct, far_apart, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding
from lkj_audit.normalize.narrative.past_figures import rows_of_years
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import results
from lkj_audit.normalize.narrative.series import told_series
from lkj_audit.normalize.text.plain import plain


def several_years(plans: Plans) -> Iterator[Outcome]:
    """The figures of such sentences that are not the table's."""
    told = told_series(plans.report.document)
    rows = list(_rows(plans)) if told else []
    for off in misquoted(told, rows) if rows else ():
        yield CHECKED
        if off:
            yield _finding(plans, off)


def _rows(plans: Plans) -> Iterator[Row]:
    """The rows of the indicators, with this year's realisasi where their table stops before it."""
    now = plans.report.identity.year
    this = {plain(r.name): r.row.realisasi for r in results(plans) if r.row.realisasi}
    for table, name, figures in rows_of_years(plans.report):
        own = this.get(plain(name))
        if now is not None and now not in figures and own:
            figures = {**figures, now: own}
        if own or table.col("indikator") is not None:
            yield Row(table, name, figures)


def _finding(plans: Plans, off: Off) -> Finding:
    stated, known = off.series.figures[off.year], off.row.figures[off.year]
    most = 0.5 if far_apart(stated.number, known.number) else 0.85
    sure = round(min(most, stated.confidence, known.confidence), 2)
    others = [v for y, v in off.row.figures.items() if y in off.series.figures and y != off.year]
    return Finding("KIN120", graded("error", sure), sure,
                   {"indikator": off.row.name, "tahun": str(off.year), "narasi": stated.text, "tabel": known.text,
                    "di": name_of(plans.report.table(known.table) if known.table else off.row.table)},
                   distinct([Evidence("stated", stated), Evidence("expected", known),
                             *(Evidence("context", v) for v in others)]),
                   item=plain(off.row.name), column=f"tahun {off.year}", kind="narasi", expected=known.number,
                   stated=stated.number, variant="deret")
