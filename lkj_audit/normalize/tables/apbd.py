"""Budgets of a region: what its income, its spending and its financing, one below the other, are each made up of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from lkj_audit.model import BudgetLine
from lkj_audit.normalize.tables.nesting import adds_up, parts_of_sums
from lkj_audit.normalize.text.plain import plain

_HEAD: Final = re.compile(r"(?:(?:[a-c]|i{1,3}|[1-3]) )?(?:jumlah |total )?(?P<what>pendapatan|belanja|pembiayaan)"
                          r"(?: daerah)?")
_SPENDING: Final = "belanja"


def parts_of_sections(lines: Sequence[BudgetLine]) -> list[int | None] | None:
    """The line that each of ``lines`` is part of, where they are income and spending one below the other; None for
    other tables. A section whose lines do not give its head, in any column, has no known parts."""
    found = {i: m["what"] for i, line in enumerate(lines) if (m := _HEAD.fullmatch(plain(line.name.text)))}
    if len(found) < 2 or len(set(found.values())) < len(found) or _SPENDING not in found.values() or 0 not in found:
        return None
    parents: list[int | None] = [None] * len(lines)
    starts = [*found, len(lines)]
    for head, after in pairwise(starts):
        below = lines[head + 1:after]
        for size in range(len(below), 1, -1):  # behind the last one "Surplus/(Defisit)" may stand
            parts = below[:size]
            nested = parts_of_sums(parts, lines[head])
            if nested or adds_up(parts, lines[head]):
                for i in range(size):
                    parents[head + 1 + i] = head + 1 + nested[i] if i in nested else head
                break
    return parents
