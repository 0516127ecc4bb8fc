"""How true a reading is: cells of the tables found against those typeset.

The cell F1 is that of the evaluation script for whole reports: rows aligned in order by dynamic programming, cells of
aligned rows matched without regard to case, space, hyphens and bars. Beyond it, the share of the matching cells whose
text is right to the letter (words put together, nothing glued) and of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench.fidelity.tables import Sheet

Rows = Sequence[Sequence[str]]
WHOLE = 0.95  # cell F1 from which a table counts as read whole


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: headings (empty when the reader knows none) and rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One typeset table against its reading. ``hits``, ``wanted``, ``got`` are numbers of cells, ``exact`` the hits
    that agree to the letter, ``heads`` the share of headings that are right."""

    sheet: Sheet
    reading: Reading | None
    hits: int
    wanted: int
    got: int
    exact: int
    heads: float

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.wanted + self.got) if self.reading else 0.0

    @property
    def whole(self) -> bool:
        return self.f1 >= WHOLE


def squash(text: str) -> str:
    """Text without case, line breaks, hyphens and space."""
    return re.sub(r"[\s\-–—*|]+", "", text.lower())


def overlap(a: Sequence[str], b: Sequence[str]) -> int:
    left, hits = list(b), 0
    for cell in a:
        if cell in left:
            left.remove(cell)
            hits += 1
    return hits


def _best(wanted: Sequence[Sequence[str]], got: Sequence[Sequence[str]]) -> list[list[int]]:
    best = [[0] * (len(got) + 1) for _ in range(len(wanted) + 1)]
    for i, a in enumerate(wanted, 1):
        for j, b in enumerate(got, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + overlap(a, b))
    return best


def cells(rows: Rows) -> list[list[str]]:
    return [[s for cell in row if (s := squash(cell))] for row in rows]


def matches(wanted: Rows, got: Rows) -> int:
    """How many cells agree when the rows are aligned in order as well as they can be."""
    return _best(cells(wanted), cells(got))[-1][-1]


def exact_matches(wanted: Rows, got: Rows) -> int:
    """The same with texts compared to the letter, white space made single."""
    plain = [[[" ".join(c.split()) for c in row if c.strip()] for row in rows] for rows in (wanted, got)]
    return _best(*plain)[-1][-1]


def score(sheet: Sheet, reading: Reading | None) -> Score:
    wanted = sum(map(len, cells(sheet.body)))
    if reading is None:
        return Score(sheet, None, 0, wanted, 0, 0, 0.0)
    heads = overlap([squash(h) for h in sheet.heading], [squash(h) for h in reading.header]) / len(sheet.heading)
    return Score(sheet, reading, matches(sheet.body, reading.rows), wanted, sum(map(len, cells(reading.rows))),
                 exact_matches(sheet.body, reading.rows), heads)


def compare(sheets: Sequence[Sheet], readings: Sequence[Reading]) -> tuple[list[Score], int]:
    """Each sheet against the reading most like it, likest pairs first, each reading used once; and how many readings
    are left over, tables that nobody typeset."""
    pairs = [(score(sheet, reading), s, r) for s, sheet in enumerate(sheets) for r, reading in enumerate(readings)]
    pairs.sort(key=lambda pair: -pair[0].f1)
    out: dict[int, Score] = {}
    used: set[int] = set()
    for found, s, r in pairs:
        if s not in out and r not in used and found.hits:
            out[s] = found
            used.add(r)
    return [out.get(s) or score(sheet, None) for s, sheet in enumerate(sheets)], len(readings) - len(used)
