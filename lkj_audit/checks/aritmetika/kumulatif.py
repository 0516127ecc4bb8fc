"""ARI107: a column "Kumulatif" that adds up another from row to row, but for one row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import fits
from lkj_audit.checks.aritmetika.hasil import row_name, wrong_cell
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import TypedTable
from lkj_audit.normalize.tables.totals import figure, is_share, total_rows
from lkj_audit.normalize.text.plain import plain

_RUNNING: Final = re.compile(r"\b(?:kumulatif|akumulasi|akumulatif|s d|sampai dengan)\b")
_SHOWN: Final = 3  # rows that add up, the first aside


def running_sums(typed: TypedTable) -> Iterator[Outcome]:
    """Each row of such a column, and the one that is not the sum so far."""
    totals = {r for r, _ in total_rows(typed)}
    rows = [r for r in range(len(typed.table.rows)) if r not in totals]
    for c, heading in enumerate(typed.table.header):
        if len(rows) <= _SHOWN or not _RUNNING.search(plain(heading)) or is_share(typed, c):
            continue
        for a in (a for a in range(len(typed.roles)) if a != c and typed.roles[a] not in ("no", "kode", "tahun")):
            added = [figure(typed, r, a) for r in rows]
            shown = [figure(typed, r, c) for r in rows]
            if is_share(typed, a) or any(q is None or q.value is None for q in (*added, *shown)):
                continue
            so_far, wrong = Decimal(0), list[tuple[int, Decimal]]()
            for r, one, total in zip(rows, added, shown, strict=True):
                assert one is not None and total is not None
                so_far += one.value or Decimal(0)
                if not fits(total, (so_far, so_far)):
                    wrong.append((r, so_far))
            right = len(rows) - 1 - len(wrong)
            if right < _SHOWN - 1 or len(wrong) > 1 or (wrong and wrong[0][0] == rows[0]):
                continue
            yield from [CHECKED] * right
            for r, expected in wrong:
                before = [typed.value(i, a) for i in rows if i <= r]
                yield wrong_cell("ARI107", typed, typed.value(r, c), before, expected, 0.85, row_name(typed, r),
                                 heading.strip(), "warning", formula=f"Σ {typed.table.header[a].strip()}", rows=right)
            break
