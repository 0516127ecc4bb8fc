"""Records of the model as rows of the tables in ``migrations``, for questions in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from lkj_audit.model import AuditResult, BudgetLine, Evidence, Finding, Indicator, Value

Row = tuple[object, ...]
_BIGGEST = 2**63  # of SQLite's integers


def exact(number: Decimal | None) -> int | str | None:
    """``number`` as SQLite keeps it without loss: a whole one as an integer, another as text."""
    if number is None or (number == number.to_integral_value() and abs(number) < _BIGGEST):
        return None if number is None else int(number)
    return f"{number:f}"


def finding(number: int, f: Finding) -> Row:
    """The row of the ``number``-th finding of a result, without its audit."""
    page = f.evidence[0].place.page if f.evidence else None
    return (number, f.rule, f.severity, f.confidence, f.fingerprint, f.item, f.column, f.kind, page,
            exact(f.expected), exact(f.stated), exact(f.difference))


def evidence(pieces: Iterable[Evidence]) -> Iterator[Row]:
    """One row for each box of ``pieces``: a cell that a page break cuts has two."""
    boxes = ((e, place) for e in pieces for place in e.value.places)
    for number, (e, place) in enumerate(boxes):
        yield (number, e.role, place.page, *place.bbox, e.value.text, exact(e.value.number), e.value.source,
               e.value.table)


def indicators(result: AuditResult) -> tuple[Row, ...]:
    """The rows of the indicators that ``result.report`` has, without their audit."""
    return tuple(_indicator(n, i) for n, i in enumerate(result.report.indicators if result.report else ()))


def budget(result: AuditResult) -> tuple[Row, ...]:
    """The rows of the budget lines that ``result.report`` has, without their audit."""
    return tuple(_budget(n, b) for n, b in enumerate(result.report.budget if result.report else ()))


def _indicator(number: int, i: Indicator) -> Row:
    return (number, i.source, i.owner, i.table, i.row, _page(i.name), i.key, i.name.text, _text(i.sasaran),
            *(part for v in (i.target, i.realisasi, i.capaian) for part in (_exact(v), _text(v))))


def _budget(number: int, b: BudgetLine) -> Row:
    return (number, b.kind, b.table, b.row, _page(b.name), b.level, b.parent, b.code, b.name.text,
            _exact(b.pagu), _exact(b.realisasi), _exact(b.sisa), _exact(b.persen))


def _exact(value: Value | None) -> int | str | None:
    return exact(value.number) if value else None


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def _page(value: Value) -> int | None:
    return value.places[0].page if value.places else None
