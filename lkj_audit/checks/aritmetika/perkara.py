"""ARI107 by what the columns are called: cases left, come in, decided and left over; those that did and did not.

The headings say which column follows from which, so that fewer rows need show it than where only the figures do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.aritmetika.hasil import row_name, wrong_cell
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import TypedTable
from lkj_audit.normalize.tables.totals import figure, is_share
from lkj_audit.normalize.text.plain import plain

SHOWN: Final = 2  # rows that must bear the reading out, and more than those that do not
_LEFT: Final = re.compile(r"\bsisa\b")
_COME: Final = re.compile(r"\b(?:masuk|diterima|penerimaan|tambahan)\b")
_ALL: Final = re.compile(r"\b(?:jumlah|beban|total)\b")
_DONE: Final = re.compile(r"\b(?:putus|diputus|putusan|selesai|diselesaikan|penyelesaian|minutasi|dicabut|dikirim)\b")
_NOT: Final = re.compile(r"^(?:tidak|belum|tanpa|non)\s+(?=\w)|(?<=\w )(?:tidak|belum)\s+(?=\w)")
Term = tuple[int, int]  # a column and its sign


def by_headings(typed: TypedTable) -> Iterator[tuple[int, tuple[Term, ...]]]:
    """Columns and what they are, by their headings, the sum of: ((beban, 1), (putus, -1))."""
    heads = [plain(h) for h in typed.table.header]
    counts = [c for c in range(len(heads)) if not is_share(typed, c) and typed.roles[c] not in ("no", "kode")]
    for c in counts:
        done = [d for d in counts if d < c and _DONE.search(heads[d]) and not _LEFT.search(heads[d])]
        if _LEFT.search(heads[c]) and done:
            before = [b for b in counts if b < done[0]]
            whole = [(b, 1) for b in before if _ALL.search(heads[b])][-1:] or [
                (b, 1) for b in before if _LEFT.search(heads[b]) or _COME.search(heads[b])]
            if whole and (len(whole) > 1 or _ALL.search(heads[whole[0][0]])):
                yield c, (*whole, *((d, -1) for d in done))
                if len(done) > 1:
                    yield c, (*whole, (done[0], -1))
        if (positive := _NOT.sub("", heads[c])) != heads[c]:
            for b in counts:
                if heads[b] and b != c and (heads[b].endswith(positive) or positive.endswith(heads[b])):
                    yield from ((c, ((w, 1), (b, -1))) for w in counts if w not in (b, c) and w < max(b, c))


def by_name(typed: TypedTable) -> Iterator[Outcome]:
    """The rows that break what the headings say and most other rows bear out, each column's once."""
    told: set[int] = set()
    for c, terms in by_headings(typed):
        right: list[tuple[int, Decimal]] = []
        wrong: list[tuple[int, Decimal]] = []
        for r in range(len(typed.table.rows)):
            stated = figure(typed, r, c)
            given = [sign * q.value for t, sign in terms if (q := figure(typed, r, t)) and q.value is not None]
            if stated is None or stated.value is None or len(given) < len(terms):
                continue
            total = sum(given, Decimal(0))
            (right if total == stated.value else wrong).append((r, total))
        if c in told or len(right) < SHOWN or len(right) <= len(wrong):
            continue
        told.add(c)
        yield from [CHECKED] * len(right)
        for r, total in wrong:
            yield CHECKED
            added, taken = ([t for t, s in terms if s == sign] for sign in (1, -1))
            whole = typed.value(r, added[0]) if len(added) == 1 else None
            parts = [typed.value(r, t) for t in (*(added if whole is None else ()), *taken)]
            formula = " − ".join(" + ".join(typed.table.header[t].strip() for t in side) for side in (added, taken))
            yield wrong_cell("ARI107", typed, typed.value(r, c), parts, total, 0.85, row_name(typed, r),
                             typed.table.header[c].strip(), severity="warning", whole=whole, formula=formula,
                             rows=len(right))
