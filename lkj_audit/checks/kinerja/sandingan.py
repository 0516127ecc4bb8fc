"""KIN110: this year's realisasi once more, in a table beside a standard, another unit or a later target; and the target
of the year, at the end of its quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.target import apart
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import RESULTS, Result, results, rounded, twins
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.plain import plain

KINDS: Final = ("lain", "multi_tahun", *RESULTS)  # those beside the Renstra's target are no results of the year
_PART: Final = re.compile(r"\b(?:triwulan|tw|semester|bulan\w*|kabupaten kota|kecamatan)\b")
_QUARTER: Final = re.compile(r"^(?:target )?(?:triwulan|tw) ?(?:iv|i{1,3}|[1-4])$")
FEWEST: Final = 3  # rows whose last quarter is the year
_YEAR: Final = re.compile(r"\b20\d\d\b")


def set_beside(plans: Plans) -> Iterator[Outcome]:
    """The rows of such tables whose realisasi is not that of the result table; none of a table that agrees with it in
    no row, or in fewer than it does not: that one gives something else."""
    known = {r.table.id for r in results(plans)}
    alike = {r.index: group for group in twins(plans, results(plans)) for r in group}
    for table in plans.report.of_kind(*KINDS):
        column, name = table.col("realisasi"), table.col("indikator")
        if table.id in known or column is None or name is None or not _of_this_year(plans, table, column):
            continue
        pairs = [(cell, result) for r in range(len(table.table.rows))
                 if (cell := table.value(r, column)).quantity and (result := _twin(plans, table.value(r, name)))]
        wrong = [(cell, result) for cell, result in pairs  # where one of the tables agrees, the other is wrong
                 if all(_differs(cell, r) for r in alike.get(result.index, (result,)))]
        yield from [CHECKED] * len(pairs)
        for cell, result in wrong if 2 * len(wrong) < len(pairs) or len(wrong) == 1 < len(pairs) else ():
            yield _finding(plans, table, cell, result)


def end_of_quarters(plans: Plans) -> Iterator[Outcome]:
    """The targets of the last quarter in a table of nothing but targets by quarter: where they are those of the year in
    all rows but one, that one is not."""
    known = {r.table.id for r in results(plans)}
    for table in plans.report.of_kind("lain", "rkt", "pk"):
        name = table.col("indikator")
        quarters = [c for c, h in enumerate(table.table.header) if _QUARTER.search(plain(h))]
        title = plain(table.table.caption or "")
        if table.id in known or name is None or len(quarters) != 4 or "target" not in title or "realisasi" in title:
            continue
        pairs = [(cell, result) for r in range(len(table.table.rows)) if (cell := table.value(r, quarters[-1])).quantity
                 and (result := _twin(plans, table.value(r, name))) and result.target is not None]
        wrong = [(cell, r) for cell, r in pairs if cell.quantity and r.target and apart(cell.quantity, r.target)]
        yield from [CHECKED] * len(pairs)
        if len(wrong) == 1 and len(pairs) > FEWEST:
            yield _finding(plans, table, *wrong[0], column="target")


def _of_this_year(plans: Plans, table: TypedTable, column: int) -> bool:
    """Whether neither heading nor caption speaks of another time or place alone."""
    said = plain(f"{table.table.caption or ''} {table.table.header[column]}")
    years = set(_YEAR.findall(said))
    return not _PART.search(said) and (not years or str(plans.report.identity.year) in years)


def _twin(plans: Plans, label: Value) -> Result | None:
    """The result row of the indicator so named."""
    found = stories_of(plans).names.all.get(plain(label.text), ())
    return found[0] if len({r.row.realisasi.text for r in found if r.row.realisasi}) == 1 else None


def _differs(cell: Value, result: Result) -> bool:
    a, b = cell.quantity, result.realisasi
    if a is None or b is None or a.value is None or b.value is None or {a.unit, b.unit} == {"%", "rp"}:
        return False
    stated = result.stated
    return apart(a, b) and not rounded(a, b) and not (stated is not None and rounded(a, stated))


def _finding(plans: Plans, table: TypedTable, cell: Value, result: Result, column: str = "realisasi") -> Finding:
    known = result.row.target if column == "target" else result.row.realisasi
    assert known is not None
    sure = round(0.9 * min(plans.legibility(result.index), cell.confidence, known.confidence), 2)
    return Finding("KIN110", graded("error", sure), sure,
                   {"indikator": result.name, "kolom": column, "di": name_of(result.table), "nilai": known.text,
                    "di_lain": name_of(table), "nilai_lain": cell.text},
                   distinct([Evidence("expected", known), Evidence("stated", cell),
                             Evidence("context", result.row.name)]),
                   item=result.row.key or plain(result.name), column=column, kind=table.kind,
                   expected=known.number, stated=cell.number)
