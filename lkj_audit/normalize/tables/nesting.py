"""Rows that are the sum of the rows below them, where neither codes nor names say so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkj_audit.model import BudgetLine

ROLES = ("pagu", "realisasi")


def parts_of_sums(lines: Sequence[BudgetLine], whole: BudgetLine) -> dict[int, int]:
    """For each of ``lines`` that is part of a sum among them, the index of that sum; nothing where the sums do not
    themselves add up to ``whole``, or all lines do. One column in which they do is enough: the other may be the one
    with the error."""
    if any(adds_up(lines, whole, role) for role in ROLES):
        return {}
    parents: dict[int, int] = {}
    heads: list[BudgetLine] = []
    at = 0
    while at < len(lines):
        size = _size(lines, at)
        heads.append(lines[at])
        parents |= dict.fromkeys(range(at + 1, at + 1 + size), at)
        at += 1 + size
    closed = len(heads) > 1 and any(adds_up(heads, whole, role) for role in ROLES)
    return parents if closed else {}


def _size(lines: Sequence[BudgetLine], head: int) -> int:
    """How many lines after ``head`` add up to it; 0 where none do."""
    for size in range(1, len(lines) - head):
        if any(adds_up(lines[head + 1:head + 1 + size], lines[head], role) for role in ROLES):
            return size
    return 0


def adds_up(parts: Sequence[BudgetLine], whole: BudgetLine, role: str) -> bool:
    """Whether the amounts of ``parts`` in the column ``role`` give that of ``whole``."""
    wanted = _amount(whole, role)
    found = [_amount(part, role) for part in parts]
    return bool(wanted) and None not in found and sum((f for f in found if f is not None), Decimal(0)) == wanted


def _amount(line: BudgetLine, role: str) -> Decimal | None:
    value = line.pagu if role == "pagu" else line.realisasi
    return value.number if value is not None else None
