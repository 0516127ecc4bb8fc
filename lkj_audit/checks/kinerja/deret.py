"""KIN120: a sentence gives a figure for each of several years, and all but one are those of a table's row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.checks.judging import distinct, far_apart, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, TypedTable, Value
from lkj_audit.normalize.narrative.past_figures import rows_of_years
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import results, rounded
from lkj_audit.normalize.narrative.roles import readings_of
from lkj_audit.normalize.narrative.series import Series, told_series
from lkj_audit.normalize.text.plain import plain

ENOUGH: Final = 2  # figures that agree
TELLING: Final = 3  # digits; a shorter figure may be that of any row


class _Row(NamedTuple):
    """A row of a table of several years, with its figures."""

    table: TypedTable
    name: str
    figures: dict[int, Value]


def several_years(plans: Plans) -> Iterator[Outcome]:
    """The one figure of such a sentence that is not the row's; nothing where the sentence repeats another row wholly,
    or does not tell which row it repeats."""
    told = told_series(plans.report.document)
    rows = list(_rows(plans)) if told else []
    for series in told if rows else ():
        yield CHECKED
        off = [(row, [y for y, v in series.figures.items() if y in row.figures and not _same(v, row.figures[y])])
               for row in rows if len(series.figures.keys() & row.figures.keys()) > ENOUGH]
        if any(not wrong for _, wrong in off):
            continue
        near = [(row, wrong[0]) for row, wrong in off if len(wrong) == 1 and _is_meant(series, row, wrong[0])]
        named = [(row, year) for row, year in near if _is_named(series, row)]
        chosen = named or near
        if len({(plain(row.name), year) for row, year in chosen}) == 1:
            yield _finding(plans, series, *chosen[0])


def _rows(plans: Plans) -> Iterator[_Row]:
    """The rows of the tables of several years, with this year's realisasi where the table stops before it."""
    now = plans.report.identity.year
    this = {plain(r.name): r.row.realisasi for r in results(plans) if r.row.realisasi}
    for table, name, figures in rows_of_years(plans.report):
        if now is not None and now not in figures and (own := this.get(plain(name))):
            figures = {**figures, now: own}
        yield _Row(table, name, figures)


def _same(said: Value, printed: Value) -> bool:
    q = printed.quantity
    return q is not None and any(rounded(a, q) for a in readings_of(said.text))


def _is_named(series: Series, row: _Row) -> bool:
    return len(plain(row.name)) > TELLING and f" {plain(row.name)} " in f" {plain(series.said)} "


def _is_meant(series: Series, row: _Row, wrong: int) -> bool:
    """Whether the sentence repeats the row: names it, or gives the same figures, such as hardly two rows have."""
    agreed = [v for y, v in series.figures.items() if y in row.figures and y != wrong]
    telling = {v.number for v in agreed if sum(map(str.isdigit, v.text)) >= TELLING and v.number != 100}
    return len(agreed) >= ENOUGH and (_is_named(series, row) or len(telling) == len(agreed))


def _finding(plans: Plans, series: Series, row: _Row, year: int) -> Finding:
    stated, known = series.figures[year], row.figures[year]
    most = 0.5 if far_apart(stated.number, known.number) else 0.85
    sure = round(min(most, stated.confidence, known.confidence, row.table.confidence + 0.2), 2)
    others = [v for y, v in row.figures.items() if y in series.figures and y != year]
    return Finding("KIN120", graded("error", sure), sure,
                   {"indikator": row.name, "tahun": year, "narasi": stated.text, "tabel": known.text,
                    "di": name_of(plans.report.table(known.table) if known.table else row.table)},
                   distinct([Evidence("stated", stated), Evidence("expected", known),
                             *(Evidence("context", v) for v in others)]),
                   item=plain(row.name), column=f"tahun {year}", kind="narasi", expected=known.number,
                   stated=stated.number, variant="deret")
