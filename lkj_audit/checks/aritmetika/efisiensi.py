"""ARI107: a column of efficiency that is capaian − absorption in the other rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import fits, minus
from lkj_audit.checks.aritmetika.hasil import row_name, wrong_cell
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Quantity, TypedTable
from lkj_audit.normalize.tables.totals import figure

FINE: Final = Decimal("0.01")  # to which the figures are printed, so that one row may show what the heading says


def _of_100(capaian: Quantity, share: Quantity) -> Decimal:
    """The efficiency by the other formula, which near 100 % gives the same."""
    return 100 - 100 * (share.value or Decimal(0)) / (capaian.value or Decimal(1))


def efficiencies(typed: TypedTable) -> Iterator[Outcome]:
    """Each row of such a table, and those that do not follow what most, or one of two, do."""
    capaian, share, column = (typed.col(role) for role in ("capaian", "persen", "efisiensi"))
    if capaian is None or share is None or column is None:
        return
    rows = [(r, a, b, c) for r in range(len(typed.table.rows)) if (a := figure(typed, r, capaian))
            and (b := figure(typed, r, share)) and (c := figure(typed, r, column)) and c.value is not None]
    right = [row for row in rows if fits(row[3], minus(row[1], row[2]))]
    wrong = [row for row in rows if row not in right]
    if not any(c.step <= FINE and a.value != b.value and not c.agrees(_of_100(a, b)) for _, a, b, c in right) or len(
            wrong) > len(right):
        return
    yield from [CHECKED] * len(right)
    for r, a, b, _ in wrong:
        yield CHECKED
        expected = (a.value or Decimal(0)) - (b.value or Decimal(0))
        heads = [typed.table.header[c].strip() for c in (capaian, share)]
        yield wrong_cell("ARI107", typed, typed.value(r, column), [typed.value(r, share)], expected, 0.85,
                         row_name(typed, r), typed.table.header[column].strip(), severity="warning",
                         whole=typed.value(r, capaian), formula=" − ".join(heads), rows=len(right))
