"""KIN110: an indicator's figures in the summary table and in the table of its sasaran."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.hitung import misfits
from lkj_audit.checks.kinerja.sandingan import end_of_quarters, set_beside
from lkj_audit.checks.kinerja.tahun_lain import in_sheets, other_years
from lkj_audit.checks.kinerja.target import apart
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, Value
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.results import Result, results, rounded, twins
from lkj_audit.normalize.narrative.sheets import Sheet
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.plain import plain


class Conflict(NamedTuple):
    """Two rows of the same indicator that differ in ``columns``, the first of which is the root."""

    one: Result
    other: Result
    columns: tuple[str, ...]


@rule("KIN110", "capaian-antartabel", "error")
def between_tables(report: Report) -> Iterator[Outcome]:
    """Target, realisasi or capaian of an indicator differ between two result tables of the year."""
    plans = plans_of(report)
    rows = results(plans)
    if not rows:
        yield NotEvaluated("KIN110", "no-capaian")
        return
    sheets = stories_of(plans).sheets
    sides = [*set_beside(plans), *end_of_quarters(plans), *other_years(report), *in_sheets(plans)]
    yield from sides
    if len({r.table.id for r in rows}) < 2 and not sheets:
        if sides:
            return
        yield NotEvaluated("KIN110", "one-capaian")
        return
    for sheet in sheets:
        yield CHECKED
        yield from _sheet(plans, sheet)
    wrong = misfits(plans)
    for group in twins(plans, rows):
        yield from [CHECKED] * (len(group) - 1)
        for conflict in conflicts(group):
            pair = {conflict.one.index, conflict.other.index}
            if conflict.columns != ("capaian",) or not pair & wrong.keys():  # else KIN109 says which one is wrong
                yield _finding(plans, conflict)
                break


def conflicts(group: list[Result]) -> Iterator[Conflict]:
    """The pairs of ``group`` in two tables that differ."""
    for one, other in combinations(group, 2):
        if one.table.id != other.table.id and (columns := tuple(_differing(one, other))):
            yield Conflict(one, other, columns)


def _differing(one: Result, other: Result) -> Iterator[str]:
    for column in ("target", "realisasi", "capaian"):
        a, b = _cell(one, column), _cell(other, column)
        if a and b and a.quantity and b.quantity and apart(a.quantity, b.quantity):
            p, q = a.quantity, b.quantity
            exact = column == "target" or p.value is None or q.value is None or p.step == q.step
            if exact or not rounded(p, q):
                yield column


def _cell(result: Result, column: str) -> Value | None:
    return {"target": result.row.target, "realisasi": result.row.realisasi, "capaian": result.capaian}[column]


def _finding(plans: Plans, conflict: Conflict) -> Finding:
    one, other = conflict.one, conflict.other
    column = conflict.columns[0]
    a, b = _cell(one, column), _cell(other, column)
    assert a is not None and b is not None
    sure = min(plans.legibility(one.index), plans.legibility(other.index), a.confidence, b.confidence)
    more = [Evidence("context", v) for c in conflict.columns[1:] for r in (one, other) if (v := _cell(r, c))]
    difference = b.number - a.number if a.number is not None and b.number is not None else None
    return Finding("KIN110", graded("error", sure), round(sure, 2),
                   {"indikator": one.name, "kolom": column, "di": name_of(one.table), "nilai": a.text,
                    "di_lain": name_of(other.table), "nilai_lain": b.text},
                   distinct([Evidence("expected", a), Evidence("stated", b), Evidence("context", one.row.name),
                             Evidence("context", other.row.name), *more]),
                   item=one.row.key or plain(one.name), column=column, kind="capaian",
                   expected=a.number, stated=b.number, difference=difference)


# ---------------------------------------------------------------- tables that do not name their one indicator


def _sheet(plans: Plans, sheet: Sheet) -> Iterator[Finding]:
    """The first figure in which a table of one indicator differs from all rows of that indicator."""
    for column in ("target", "realisasi", "capaian"):
        stated = sheet.cells.get(column) or (sheet.cells.get("persen") if column == "capaian" else None)
        known = [v for r in sheet.rows if (v := _cell(r, column)) is not None and v.quantity]
        if stated is None or stated.quantity is None or not known:
            continue
        if all(apart(stated.quantity, v.quantity) and not rounded(stated.quantity, v.quantity)
               for v in known if v.quantity):
            one = sheet.rows[0]
            sure = round(0.85 * min(plans.legibility(one.index), stated.confidence, known[0].confidence), 2)
            yield Finding("KIN110", graded("error", sure), sure,
                          {"indikator": one.name, "kolom": column, "di": name_of(one.table), "nilai": known[0].text,
                           "di_lain": name_of(sheet.table), "nilai_lain": stated.text},
                          distinct([Evidence("expected", known[0]), Evidence("stated", stated),
                                    Evidence("context", one.row.name)]),
                          item=one.row.key or plain(one.name), column=column, kind="capaian",
                          expected=known[0].number, stated=stated.number)
            return
