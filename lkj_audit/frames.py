"""The records of a report as pandas frames, one row a record.

Figures are ``decimal.Decimal`` objects in columns of dtype object and never floats: 97,50 % stays ``Decimal("97.50")``,
an absent figure is None. Each figure ``x`` comes with ``x_text``, the words as printed. ``page`` is where the record
begins. All columns are there when a frame has no rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from lkj_audit.model import (
        AuditResult,
        BudgetLine,
        Change,
        Citation,
        Claim,
        CrossReference,
        DateClaim,
        Indicator,
        Link,
        Mention,
        Report,
        StaffCount,
        TypedTable,
        Value,
    )

Record = Mapping[str, object]
_INDICATOR, _MONEY = ("target", "realisasi", "capaian"), ("pagu", "realisasi", "sisa", "persen")
COLUMNS: Mapping[str, Sequence[str]] = {
    # one row a cell: the texts of a table come back with pivot(index="row", columns="column", values="text")
    "tables": ("table", "kind", "confidence", "owner", "caption", "row", "column", "header", "role", "page", "text",
               "value", "unit", "grade", "filled"),
    "indicators": ("indicator", "source", "owner", "table", "row", "page", "key", "name", "sasaran",
                   *(c for f in _INDICATOR for c in (f, f"{f}_unit", f"{f}_grade", f"{f}_text"))),
    "budget": ("kind", "table", "row", "page", "level", "parent", "code", "name",
               *(c for f in _MONEY for c in (f, f"{f}_text"))),
    "staff": ("dimension", "group", "scope", "count", "set_id", "listed", "table", "page", "text"),
    "claims": ("kind", "about", "value", "unit", "text", "words", "noun", "page", "block", "start", "sentence",
               "confidence"),
    "changes": ("kind", "old", "new", "by", "direction", "word", "old_text", "new_text", "by_text", "page", "sentence"),
    "dates": ("day", "weekday", "text", "table", "page"),
    "references": ("label", "number", "page", "block", "start", "text"),
    "mentions": ("kind", "name", "relation", "code", "page", "block", "start", "text", "sentence", "confidence"),
    "citations": ("type", "number", "year", "issuer", "title", "role", "page", "block", "start", "text", "confidence"),
    "links": ("a", "b", "name_a", "name_b", "method", "score", "runner_up"),
    "findings": ("rule", "severity", "confidence", "item", "column", "kind", "expected", "stated", "difference", "page",
                 "text", "fingerprint"),
}


def of_report(report: Report) -> dict[str, DataFrame]:
    """The frames "tables", "indicators", "budget", "staff", "claims", "changes", "dates", "references",
    "mentions", "citations" and "links", with the columns of ``COLUMNS``; ``a`` and ``b`` of a link are the column
    ``indicator``."""
    return {
        "tables": _frame("tables", (cell for t in report.tables for cell in _cells(t))),
        "indicators": _frame("indicators", (_indicator(n, i) for n, i in enumerate(report.indicators))),
        "budget": _frame("budget", map(_budget, report.budget)),
        "staff": _frame("staff", map(_staff, report.staff)),
        "claims": _frame("claims", map(_claim, report.claims)),
        "changes": _frame("changes", map(_change, report.changes)),
        "dates": _frame("dates", map(_date, report.dates)),
        "references": _frame("references", map(_reference, report.references)),
        "mentions": _frame("mentions", map(_mention, report.mentions)),
        "citations": _frame("citations", map(_citation, report.citations)),
        "links": _frame("links", (_link(k, report.indicators) for k in report.links)),
    }


def of_result(result: AuditResult) -> dict[str, DataFrame]:
    """The frames of the result's report, when it was kept, and "findings"."""
    findings = ({"rule": f.rule, "severity": f.severity, "confidence": f.confidence, "item": f.item, "column": f.column,
                 "kind": f.kind, "expected": f.expected, "stated": f.stated, "difference": f.difference,
                 "page": f.evidence[0].place.page if f.evidence else None,
                 "text": f.evidence[0].value.text if f.evidence else None, "fingerprint": f.fingerprint}
                for f in result.findings)
    return {**(of_report(result.report) if result.report else {}), "findings": _frame("findings", findings)}


def _frame(name: str, records: Iterable[Record]) -> DataFrame:
    """``records`` as they are: dtype object keeps Decimals and None, and whole numbers whole."""
    import pandas

    return pandas.DataFrame.from_records(list(records), columns=list(COLUMNS[name])).astype(object)


def _cells(t: TypedTable) -> Iterator[Record]:
    for r, row in enumerate(t.table.rows):
        for c, cell in enumerate(row):
            quantity = t.quantities[r][c]
            yield {"table": t.id, "kind": t.kind, "confidence": t.confidence, "owner": t.owner,
                   "caption": t.table.caption, "row": r, "column": c, "header": t.table.header[c], "role": t.roles[c],
                   "page": cell.places[0].page, "text": cell.text, "value": quantity.value if quantity else None,
                   "unit": quantity.unit if quantity else None, "grade": quantity.grade if quantity else None,
                   "filled": cell.filled}


def _indicator(number: int, i: Indicator) -> Record:
    figures: dict[str, object] = {}
    for name, value in (("target", i.target), ("realisasi", i.realisasi), ("capaian", i.capaian)):
        quantity = value.quantity if value else None
        figures |= {**_figure(name, value), f"{name}_unit": quantity.unit if quantity else None,
                    f"{name}_grade": quantity.grade if quantity else None}
    return {"indicator": number, "source": i.source, "owner": i.owner, "table": i.table, "row": i.row,
            "page": _page(i.name), "key": i.key, "name": i.name.text, "sasaran": i.sasaran.text if i.sasaran else None,
            **figures}


def _budget(b: BudgetLine) -> Record:
    amounts = {k: v for name, value in (("pagu", b.pagu), ("realisasi", b.realisasi), ("sisa", b.sisa),
                                        ("persen", b.persen)) for k, v in _figure(name, value).items()}
    return {"kind": b.kind, "table": b.table, "row": b.row, "page": _page(b.name), "level": b.level,
            "parent": b.parent, "code": b.code, "name": b.name.text, **amounts}


def _staff(s: StaffCount) -> Record:
    return {"dimension": s.dimension, "group": s.group, "scope": s.scope, "count": s.count, "set_id": s.set_id,
            "listed": s.listed, "table": s.value.table, "page": _page(s.value), "text": s.value.text}


def _claim(c: Claim) -> Record:
    quantity = c.value.quantity
    return {"kind": c.kind, "about": c.about, "value": c.value.number, "unit": quantity.unit if quantity else None,
            "text": c.value.text, "words": c.words.text if c.words else None, "noun": c.noun, "page": _page(c.value),
            "block": c.block, "start": c.start, "sentence": c.sentence, "confidence": c.confidence}


def _change(c: Change) -> Record:
    return {"kind": c.old.kind, **_figure("old", c.old.value), **_figure("new", c.new.value),
            **_figure("by", c.by.value if c.by else None), "direction": c.direction, "word": c.word,
            "page": _page(c.new.value), "sentence": c.new.sentence}


def _date(d: DateClaim) -> Record:
    return {"day": d.day, "weekday": d.weekday, "text": d.text, "table": d.value.table, "page": _page(d.value)}


def _reference(r: CrossReference) -> Record:
    return {"label": r.label, "number": r.number, "page": _page(r.value), "block": r.block, "start": r.start,
            "text": r.value.text}


def _mention(m: Mention) -> Record:
    return {"kind": m.kind, "name": m.name, "relation": m.relation, "code": m.code, "page": _page(m.value),
            "block": m.block, "start": m.start, "text": m.value.text, "sentence": m.sentence,
            "confidence": m.confidence}


def _citation(c: Citation) -> Record:
    return {"type": c.type, "number": c.number, "year": c.year, "issuer": c.issuer, "title": c.title, "role": c.role,
            "page": _page(c.value), "block": c.block, "start": c.start, "text": c.value.text,
            "confidence": c.confidence}


def _link(k: Link, indicators: Sequence[Indicator]) -> Record:
    return {"a": k.a, "b": k.b, "name_a": indicators[k.a].name.text, "name_b": indicators[k.b].name.text,
            "method": k.method, "score": k.score, "runner_up": k.runner_up}


def _figure(name: str, value: Value | None) -> dict[str, object]:
    return {name: value.number if value else None, f"{name}_text": value.text if value else None}


def _page(value: Value) -> int | None:
    return value.places[0].page if value.places else None
