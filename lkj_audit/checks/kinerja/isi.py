"""KIN116, KIN121: a row of a plan or result table that says too little, or says it twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lkj_audit.checks.judging import graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Indicator, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import plans_of
from lkj_audit.normalize.text.plain import plain

COMPARED = ("rkt", "pk", "capaian")
# A column that is empty in more rows than this was never meant to be filled, or was not read.
MOSTLY = 0.7
_BLANK = re.compile(r"[\s.\-–—_/]*")


@rule("KIN116", "nilai-kosong", "warning")
def empty_value(report: Report) -> Iterator[Outcome]:
    """An indicator has no target or no realisasi, though the other rows of its table have."""
    plans = plans_of(report)
    rows = plans.rows(*COMPARED)
    if not rows:
        yield NotEvaluated("KIN116", "no-plan")
        return
    for table_id, members in groupby(rows, key=lambda r: plans[r].table):
        table, indices = plans.tables[table_id], list(members)
        for role in ("target", "realisasi"):
            if (col := table.col(role)) is None:
                continue
            cells = [(plans[r], table.value(plans[r].row, col)) for r in indices]
            filled = sum(not _BLANK.fullmatch(v.text) for _, v in cells)
            yield from [CHECKED] * len(cells)
            if filled < MOSTLY * len(cells):
                continue
            for indicator, value in cells:
                if _BLANK.fullmatch(value.text) and not _whole_row_empty(table, indicator):
                    yield _empty(table, indicator, role, value)


def _whole_row_empty(table: TypedTable, indicator: Indicator) -> bool:
    """A group heading, or a line that a page break cut off, has a name and nothing else."""
    columns = [i for i, role in enumerate(table.roles) if role in ("target", "realisasi", "capaian", "satuan")]
    return len(columns) > 1 and all(_BLANK.fullmatch(table.table.rows[indicator.row][i].text) for i in columns)


def _empty(table: TypedTable, indicator: Indicator, role: str, value: Value) -> Finding:
    sure = round(min(value.confidence, indicator.name.confidence, table.confidence), 2)
    return Finding("KIN116", graded("warning", sure), sure,
                   {"indikator": indicator.name.text, "di": name_of(table), "kolom": role},
                   (Evidence("stated", value), Evidence("context", indicator.name), whereabouts(table, role)),
                   item=indicator.key or plain(indicator.name.text), column=role, kind=indicator.source)


@rule("KIN121", "indikator-ganda", "warning")
def twice(report: Report) -> Iterator[Outcome]:
    """The same indicator stands twice in one table, under the same sasaran."""
    plans = plans_of(report)
    rows = plans.rows("iku", *COMPARED)
    if not rows:
        yield NotEvaluated("KIN121", "no-plan")
        return
    seen: dict[tuple[str, str, str], Indicator] = {}
    for r in rows:
        row = plans[r]
        yield CHECKED
        if row.name.filled:
            continue
        key = (row.table, plain(row.sasaran.text) if row.sasaran else "", plain(row.name.text))
        if key not in seen:
            seen[key] = row
            continue
        first, table = seen[key], plans.table_of(r)
        sure = round(min(plans.legibility(r), first.name.confidence), 2)
        yield Finding("KIN121", graded("warning", sure), sure, {"indikator": row.name.text, "di": name_of(table)},
                      (Evidence("stated", row.name), Evidence("context", first.name), whereabouts(table, "indikator")),
                      item=row.key or plain(row.name.text), column="indikator", kind=row.source)
