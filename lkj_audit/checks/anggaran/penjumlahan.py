"""A stated whole of a budget column and the parts that must add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from lkj_audit.checks.anggaran.lines import Column, amount, exact, quantity
from lkj_audit.checks.arithmetic import add, fits
from lkj_audit.model import BudgetLine, Value


class Sum(NamedTuple):
    """A stated whole and its parts in one column, all of them numbers."""

    whole: Value
    parts: tuple[Value, ...]

    @property
    def expected(self) -> Decimal:
        return sum((exact(p) for p in self.parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """How much the whole is above the sum of its parts."""
        return exact(self.whole) - self.expected

    @property
    def holds(self) -> bool:
        return fits(quantity(self.whole), add(quantity(p) for p in self.parts))


def sum_of(whole: BudgetLine, parts: Sequence[BudgetLine], column: Column) -> Sum | None:
    """The sum to check, or None where a figure is missing: an empty cell is not a zero."""
    stated, values = amount(whole, column), [amount(p, column) for p in parts]
    given = tuple(v for v in values if v is not None)
    return Sum(stated, given) if stated and given and len(given) == len(values) else None
