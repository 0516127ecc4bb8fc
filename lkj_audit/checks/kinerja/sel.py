"""KIN127: text that was pasted into the wrong column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lkj_audit.checks.judging import distinct, graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.text.plain import plain

OWN_WORDS = ("hambatan", "kendala", "tindak_lanjut")
FEWEST_WORDS = 4
FEWEST_COPIES = 3


@rule("KIN127", "sel-tertukar", "warning")
def pasted(report: Report) -> Iterator[Outcome]:
    """A cell of hambatan, kendala or tindak lanjut is, word for word, an indicator or a sasaran; or the keterangan of
    a plan are the follow-ups of another table."""
    plans = plans_of(report)
    columns = [(t, c) for t in report.tables for c, role in enumerate(t.roles) if role in OWN_WORDS]
    if not columns:
        yield NotEvaluated("KIN127", "no-obstacles")
        return
    stated: dict[str, Value] = {}
    for row in report.indicators:
        for value in (row.name, row.sasaran):
            if value is not None and len(plain(value.text).split()) >= FEWEST_WORDS:
                stated.setdefault(plain(value.text), value)
    told: set[tuple[str, int]] = set()
    for table, column in columns:
        for r in range(len(table.table.rows)):
            cell = table.value(r, column)
            yield CHECKED
            if plain(cell.text) in stated and not cell.filled and (table.id, r) not in told:
                told.add((table.id, r))
                yield _finding(plans, table, r, column, stated[plain(cell.text)])
    yield from _keterangan(report, columns)


def _finding(plans: Plans, table: TypedTable, row: int, column: int, twin: Value) -> Finding:
    cell = table.value(row, column)
    sure = round(min(cell.confidence, twin.confidence, table.confidence), 2)
    neighbours = [table.value(row, c) for c in range(len(table.roles))
                  if c != column and table.roles[c] in OWN_WORDS and table.table.rows[row][c].text.strip()]
    return Finding("KIN127", graded("warning", sure), sure,
                   {"isi": cell.text, "kolom": table.table.header[column], "di": name_of(table),
                    "asal": name_of(plans.tables[twin.table or ""])},
                   distinct([Evidence("stated", cell), Evidence("expected", twin),
                             *(Evidence("context", v) for v in neighbours)]),
                   item=plain(cell.text), column=table.roles[column], kind=table.kind)


def _keterangan(report: Report, columns: list[tuple[TypedTable, int]]) -> Iterator[Outcome]:
    """The column Keterangan of a plan that holds the cells of a table of obstacles."""
    source: dict[str, Value] = {}
    for table, column in columns:
        for r in range(len(table.table.rows)):
            value = table.value(r, column)
            if not value.filled and len(plain(value.text).split()) >= FEWEST_WORDS:
                source.setdefault(plain(value.text), value)
    for table in report.of_kind("iku", "rkt", "pk"):
        if (column_ := table.col("keterangan")) is None:
            continue
        yield CHECKED
        copies: dict[str, list[Value]] = defaultdict(list)
        for r in range(len(table.table.rows)):
            value = table.value(r, column_)
            if (twin := source.get(plain(value.text))) is not None and not value.filled:
                copies[twin.table or ""] += [value, twin]
        for other, values in copies.items():
            if len(values) >= 2 * FEWEST_COPIES:
                sure = round(min(v.confidence for v in values), 2)
                yield Finding("KIN127", "info", sure,
                              {"jumlah": len(values) // 2, "kolom": table.table.header[column_], "di": name_of(table),
                               "asal": name_of(report.table(other))},
                              distinct([*(Evidence("stated", v) for v in values), whereabouts(table, "keterangan")]),
                              item="keterangan", column="keterangan", kind=table.kind, variant="keterangan")
