"""Rows that are the sum of the rows below them, where neither codes nor names say so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkj_audit.model import BudgetLine, Value


def parts_of_sums(lines: Sequence[BudgetLine], whole: BudgetLine) -> dict[int, int]:
    """For each of ``lines`` that is part of a sum among them, the index of that sum; nothing where the sums do not
    themselves add up to ``whole``, or all lines do. One column in which they do is enough: the other may be the one
    with the error."""
    if adds_up(lines, whole):
        return {}
    parents: dict[int, int] = {}
    heads: list[BudgetLine] = []
    at = 0
    while at < len(lines):
        size = _size(lines, at)
        heads.append(lines[at])
        parents |= dict.fromkeys(range(at + 1, at + 1 + size), at)
        at += 1 + size
    closed = len(heads) > 1 and adds_up(heads, whole)
    return parents if closed else {}


def _size(lines: Sequence[BudgetLine], head: int) -> int:
    """How many lines after ``head`` add up to it; 0 where none do."""
    for size in range(1, len(lines) - head):
        if adds_up(lines[head + 1:head + 1 + size], lines[head]):
            return size
    return 0


def adds_up(parts: Sequence[BudgetLine], whole: BudgetLine) -> bool:
    """Whether the pagu of ``parts`` give that of ``whole``, or their realisasi do."""
    return (_gives([line.pagu for line in parts], whole.pagu)
            or _gives([line.realisasi for line in parts], whole.realisasi))


def _gives(parts: Sequence[Value | None], whole: Value | None) -> bool:
    numbers = [v.number for v in parts if v is not None and v.number is not None]
    return whole is not None and bool(whole.number) and len(numbers) == len(parts) and (
        sum(numbers, Decimal(0)) == whole.number)
