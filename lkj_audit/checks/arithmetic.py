"""Arithmetic with printed figures, shared by all rules that add, subtract or divide.

A printed figure stands for every value that rounds or truncates to it, so sums and ratios of printed figures are spans,
and a stated result is wrong only when no value in the span would be printed as it (interval comparison, as in Arelle's
calculations 1.1). Whole rupiah and whole counts stand for themselves alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from lkj_audit.model import Quantity, Report, Value

_BUDGET: Final = frozenset({"anggaran_program", "anggaran_belanja", "sp2d", "pk_anggaran"})
Span = tuple[Decimal, Decimal]


def legibility(values: Iterable[Value | None]) -> float:
    """How sure the reading of the figures is, 0 to 1: that of the worst."""
    return min((v.confidence for v in values if v is not None), default=1.0)


def sureness(report: Report, values: Iterable[Value | None]) -> float:
    """How sure the reading of the figures and the meaning of their tables are, 0 to 1. Doubt about which sort of budget
    table it is does not matter to a sum."""
    given = [v for v in values if v is not None]
    tables = {v.table for v in given if v.table}
    typed = [t.confidence for t in report.tables if t.id in tables and not {t.kind, t.runner_up} <= _BUDGET]
    return min(typed, default=1.0) * legibility(given)


def span(quantity: Quantity) -> Span:
    """The values that ``quantity`` may stand for, lowest and highest. Its value must be known."""
    value, step = quantity.value, quantity.step
    if value is None:
        raise ValueError("a grade has no span")
    if quantity.unit != "%" and (step == 1 or (quantity.unit == "rp" and step < 1)):
        return value, value
    return value - step / 2, value + step


def add(parts: Iterable[Quantity]) -> Span:
    """The span of the sum of ``parts``."""
    spans = [span(q) for q in parts]
    return sum((low for low, _ in spans), Decimal(0)), sum((high for _, high in spans), Decimal(0))


def minus(whole: Quantity, part: Quantity) -> Span:
    """The span of what is left of ``whole`` without ``part``."""
    (low, high), (least, most) = span(whole), span(part)
    return low - most, high - least


def percent(part: Quantity, whole: Quantity) -> Span:
    """The span of ``part`` in ``whole`` in per cent; the whole must be above zero."""
    (low, high), (least, most) = span(part), span(whole)
    return 100 * low / most, 100 * high / max(least, whole.step)


def fits(stated: Quantity, possible: Span) -> bool:
    """Whether some value in the span ``possible`` would be printed as ``stated``."""
    if stated.value is None:
        return False
    low, high = possible
    return low <= stated.value <= high or stated.agrees(low) or stated.agrees(high)


def printed(exact: Decimal, step: Decimal) -> Decimal:
    """``exact`` rounded half up to a multiple of ``step``, as it would have been printed."""
    return (exact / step).to_integral_value(ROUND_HALF_UP) * step


def number(value: Value | None) -> Decimal | None:
    """The number of an optional value."""
    return value.number if value else None
