"""Which rows and columns are totals, and which figures they close.

What a total closes is not printed; it is inferred by coverage (Jiang, Vitagliano, Naumann: AggreCol, 2023): of all
readings of a Jumlah row, the one under which most columns add up is meant, and a column where it fails is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, combinations, islice
from typing import Final, NamedTuple

from lkj_audit.checks.arithmetic import add, fits
from lkj_audit.model import BudgetLine, Place, Quantity, Report, TypedTable
from lkj_audit.normalize.tables.totals import blank, figure, is_score, is_share, is_total

# Tables in which "Jumlah …" begins the name of an indicator, or which hold no sums at all.
NO_SUMS: Final = frozenset({"rkt", "pk", "iku", "renstra", "capaian", "capaian_sasaran", "hambatan", "toc",
                            "sdm_daftar_pns", "sdm_daftar_ppnpn"})
MOST_WHOLES = 8  # figures that are sums of others, of which each may be left out of the total
_NUMBERING = re.compile(r"\(?([A-Z]{1,4}|[a-z]|\d+)((?:\.\w+)*)[.)]*(?=\s|$)")


class Closed(NamedTuple):
    """A total in one column with the rows it closes; ``parts`` are those of them that have a figure."""

    row: int
    column: int
    stated: Quantity
    parts: tuple[int, ...]
    expected: Decimal
    holds: bool


def close(typed: TypedTable, total: int, rows: Sequence[int], column: int) -> Closed | None:
    """The total in ``column``, were it the sum of ``rows``; None where that is no sum of figures of one kind."""
    stated = figure(typed, total, column)
    parts = [(r, q) for r in rows if (q := figure(typed, r, column))]
    unread = [r for r in rows if figure(typed, r, column) is None and not blank(typed.table.rows[r][column])]
    if stated is None or stated.value is None or len(parts) < 2 or unread:
        return None
    if len({q.unit for _, q in parts} - {""}) > 1:
        return None
    expected = sum((q.value for _, q in parts if q.value is not None), Decimal(0))
    broken = is_share(typed, column) or is_score(typed, column)  # also "34" under "%"
    rounded = [replace(q, unit="%") if broken else q for _, q in parts]
    return Closed(total, column, stated, tuple(r for r, _ in parts), expected, fits(stated, add(rounded)))


def readings(typed: TypedTable, total: int, totals: Sequence[int], budget: Sequence[BudgetLine]) -> list[list[int]]:
    """What the total row may close, likeliest first: its parts in the budget's hierarchy; its group; the rows since the
    last total; all plain rows above; the totals above; the rows of the first numbering; and, on top, those below."""
    plain = [r for r in range(len(typed.table.rows)) if r not in totals]
    last = max((t for t in totals if t < total), default=-1)
    above = [r for r in plain if r < total]
    options = [[x.row for x in budget if x.table == typed.id and x.parent == total], _group(typed, total, above),
               [r for r in above if r > last], above, [t for t in totals if t < total], _first_numbering(typed, above)]
    if not above:
        below = [r for r in plain if r > total]
        options += [below, _first_numbering(typed, below)]
    return [o for i, o in enumerate(options) if len(o) > 1 and o not in options[:i]]


def _group(typed: TypedTable, total: int, above: Sequence[int]) -> list[int]:
    """The rows just above that share a merged cell with the total row."""
    shared = [c for c, cell in enumerate(typed.table.rows[total]) if cell.filled and not is_total(cell.text)]
    rows = []
    for r in reversed(above):
        if not shared or any(typed.table.rows[r][c].text != typed.table.rows[total][c].text for c in shared):
            break
        rows.append(r)
    return rows[::-1]


def _first_numbering(typed: TypedTable, rows: Sequence[int]) -> list[int]:
    """The rows numbered in the style of the first ("A, B" among "A, 1, 2, B, 1"; "1, 2" among "1, 1.1, 2")."""
    styles = [_style(typed.table.rows[r][0].text) for r in rows]
    return [r for r, style in zip(rows, styles, strict=True) if style and style == styles[0]]


def _style(text: str) -> str:
    """How a row is numbered: roman, capital, small letter or digits, and how deep; "" where it is not."""
    found = _NUMBERING.match(text.strip())
    if not found:
        return ""
    head = found[1]
    sort = "0" if head.isdigit() else "a" if head.islower() else "I" if re.fullmatch("[IVX]+", head) else "A"
    return sort + "." * found[2].count(".")


def nested(typed: TypedTable, rows: Sequence[int], sums: Sequence[Closed]) -> bool:
    """Whether some of the rows may be parts of others: they are numbered in more than one style, or a figure is the sum
    of the figures right after it."""
    numbered = _first_numbering(typed, rows)
    if 0 < len(numbered) < len(rows):
        return True
    return not _in_one_count(typed, rows) and any(_has_subtotal(typed, s) for s in sums)


def _in_one_count(typed: TypedTable, rows: Sequence[int]) -> bool:
    """Whether the rows are numbered 1, 2, 3 … without a break: none of them is another's part."""
    numbers = [typed.table.rows[r][0].text.strip(" .)") for r in rows]
    return numbers == [str(n) for n in range(1, len(rows) + 1)]


def _has_subtotal(typed: TypedTable, closed: Closed) -> bool:
    """Whether some figures are the sums of those right after them, and the total comes nearer without what is counted
    twice then: small numbers are such sums by chance."""
    values = [q.value for r in closed.parts if (q := figure(typed, r, closed.column)) and q.value is not None]
    wholes = [value for i, value in enumerate(values)
              if value and value in islice(accumulate(values[i + 1:]), 1, None)]
    stated = closed.stated.value
    if len(wholes) > MOST_WHOLES or stated is None:
        return bool(wholes)
    off = abs(closed.expected - stated)
    return any(abs(closed.expected - sum(some) - stated) < off
               for n in range(1, len(wholes) + 1) for some in combinations(wholes, n))


def covered_cells(report: Report, table: str) -> set[tuple[Place, ...]]:
    """The places of the budget totals of ``table`` that the budget rules check against their parts."""
    lines = [line for line in report.budget if line.table == table]
    wholes = {line.parent for line in lines}
    values = [v for x in lines if x.row in wholes for v in (x.pagu, x.realisasi, x.sisa)]
    return {v.places for v in values if v is not None}
