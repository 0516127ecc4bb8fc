"""KIN114: the scale of categories that the report prints, and the categories it hands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.hitung import misfits
from lkj_audit.checks.kinerja.kategori import sakip_grades, told_categories
from lkj_audit.checks.kinerja.tercapai import marks
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.results import Result, ratio, results
from lkj_audit.normalize.narrative.scales import (
    FEWEST,
    GRADE,
    Class,
    fitting,
    names_of,
    own_scale,
    printed_scales,
    right_label,
)
from lkj_audit.normalize.text.plain import plain


@rule("KIN114", "skala-kategori", "warning")
def scales(report: Report) -> Iterator[Outcome]:
    """The printed scale has gaps or overlaps, or a stated category is not the one of the scale; where none is printed,
    that of the project's settings holds."""
    plans = plans_of(report)
    printed = printed_scales(report)
    known = printed or own_scale(report)
    rows = results(plans)
    marked = list(marks(rows))
    graded_by_sakip = list(sakip_grades(report))
    if not known and not marked and not graded_by_sakip:
        yield NotEvaluated("KIN114", "no-scale")
        return
    for row, mark, agrees in marked:
        yield CHECKED
        if not agrees and (figure := row.capaian or row.row.realisasi):
            yield replace(_wrong(plans, row, figure, mark, ""), variant="tercapai")
    for scale in printed:
        yield CHECKED
        yield from _joints(scale, rows)
    for r in rows:
        yield from _category(plans, printed, known, r)
    yield from told_categories(report, known, rows)
    yield from graded_by_sakip


# ---------------------------------------------------------------- gaps and overlaps


def _joints(scale: Sequence[Class], rows: Sequence[Result]) -> Iterator[Finding]:
    """The first overlap or gap between neighbouring classes. A gap of one printed unit, as in 76-90, 91-100, is a note
    unless a capaian of the report falls into it; a shared edge says nothing."""
    ordered = sorted(scale, key=lambda c: (c.low if c.low is not None else Decimal(-1)))
    small: list[tuple[Class, Class]] = []
    for below, above in pairwise(ordered):
        if below.high is None or above.low is None:
            continue
        gap = above.low - below.high
        step = min(below.step, above.step)
        if gap < 0:
            yield _broken(below, above, "tumpang", "warning", [])
            return
        inside = [r for r in rows if r.stated and r.stated.value is not None
                  and below.high < r.stated.value < above.low]
        if gap > step or (gap > 0 and inside):
            yield _broken(below, above, "celah", "warning", inside)
            return
        if gap == step >= 1:
            small.append((below, above))
    if small:
        yield _broken(*small[-1], "celah", "info", [])


def _broken(below: Class, above: Class, variant: str, severity: str, inside: list[Result]) -> Finding:
    sure = round(0.9 * min(below.value.confidence, above.value.confidence), 2)
    return Finding("KIN114", graded("warning", sure) if severity == "warning" else "info", sure,
                   {"bawah": below.value.text, "label_bawah": below.label, "atas": above.value.text,
                    "label_atas": above.label},
                   distinct([Evidence("stated", above.value), Evidence("stated", below.value),
                             *(Evidence("context", r.capaian) for r in inside if r.capaian)]),
                   item=f"skala {below.label} {above.label}", column="skala", kind="skala", variant=variant)


# ---------------------------------------------------------------- stated categories


def _category(plans: Plans, printed: Sequence[Sequence[Class]], known: Sequence[Sequence[Class]],
              r: Result) -> Iterator[Outcome]:
    """The category that a row gives its own capaian; one that the row's target and realisasi would have is KIN109's."""
    column = next((c for role in ("kategori", "status") if (c := r.table.col(role)) is not None), None)
    stated = r.stated
    if column is None or stated is None or stated.value is None or stated.unit not in ("%", ""):
        return
    yield CHECKED
    category = r.table.value(r.row.row, column)
    exact = ratio(r) == stated.value
    right = right_label(known, stated.value, category.text, exact)
    if len(printed) == 1 and _is_foreign(printed[0], r.table, r.row.row, column):
        right = next((c.label for c in fitting(printed[0], stated.value, exact)), None)
    if right is None or r.capaian is None:
        return
    misfit = misfits(plans).get(r.index)
    if misfit is None or misfit.expected is None or right_label(known, misfit.expected, category.text) is not None:
        yield _wrong(plans, r, r.capaian, category, right)


def _is_foreign(scale: Sequence[Class], table: TypedTable, row: int, column: int) -> bool:
    """Whether the category in ``row`` alone of its column is none of ``scale``."""
    known = {name for c in scale for name in names_of(c)}
    said = [plain(c.text) for c in table.table.column(column) if c.text.strip() and not c.filled]
    own = plain(table.table.rows[row][column].text)
    return own not in known and GRADE.fullmatch(own) is not None and len(said) > FEWEST and sum(
        name not in known for name in said) == 1


def _wrong(plans: Plans, r: Result, capaian: Value, category: Value, right: str) -> Finding:
    sure = round(min(plans.legibility(r.index), capaian.confidence, category.confidence), 2)
    return Finding("KIN114", graded("warning", sure), sure,
                   {"indikator": r.name, "di": name_of(r.table), "capaian": capaian.text, "kategori": category.text,
                    "seharusnya": right},
                   distinct([Evidence("stated", category), Evidence("part", capaian), Evidence("context", r.row.name)]),
                   item=r.row.key or plain(r.name), column="kategori", kind="capaian")
