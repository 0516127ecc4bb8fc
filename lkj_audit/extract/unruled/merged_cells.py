"""Cells without rules that reach over several rows: which of the rows, that are known, and which lines of their column
each of them has."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from lkj_audit.extract.unruled.pieces import FIGURE, KEY
from lkj_audit.extract.words.joining import completes_group, text_lines
from lkj_audit.model import Word, union

Side = Literal["top", "middle", "foot"]
SIDES: tuple[Side, ...] = ("middle", "top", "foot")
OFF = 1.5  # points by which texts of a row may stand off each other
ROOM = 2.5  # … and a text over several rows off their middle
# Points off that are as bad as a cell left blank, one that begins with a small letter, and one row more in a cell
BLANK, SMALL, MERGED = 3.0, 1.5, 0.5
BESIDE = 0.35  # of the height of a line: rules beside a text may be as thick
CLOSE = 1.25  # of the distance of lines in a cell: those that stand farther are of two
_DASH = re.compile(r"[-–]+|n/a|N/A")


class Strip(NamedTuple):
    """One line of a cell."""

    words: list[Word]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


class Span(NamedTuple):
    """Which rows (end exclusive) a cell has, and which lines of its column."""

    row: int
    row_end: int
    first: int
    end: int


def strips_of(words: Sequence[Word]) -> list[Strip]:
    """The lines that the words of one column make up."""
    boxes = [(line, union(w.bbox for w in line)) for line in text_lines(words)]
    return [Strip(line, box[1], box[3]) for line, box in boxes]


def is_value(strip: Strip) -> bool:
    """Whether a line is a figure, a key or a dash."""
    text = strip.text
    return any(pattern.fullmatch(text) for pattern in (FIGURE, KEY, _DASH))


def step_of(columns: Collection[Sequence[Strip]]) -> float:
    """How far apart the lines of a cell stand, in points: the least distance of two lines of a column."""
    heights = [s.bottom - s.top for own in columns for s in own]
    steps = [b.bottom - a.bottom for own in columns for a, b in pairwise(own)]
    return min((s for s in steps if s > 0.6 * min(heights)), default=min(heights))


def broken(a: Strip, b: Strip) -> bool:
    """Whether a figure ``a`` goes on in the next line ``b``, its column being narrow."""
    return completes_group(a.text, b.text) or b.text == "%" or (
        re.search(r"\d[.,]\d?$", a.text) is not None and re.fullmatch(r"\d{1,3}\s*%?", b.text) is not None)


def two_values(a: Strip, b: Strip) -> bool:
    """Whether two lines are values of two cells."""
    return is_value(a) and is_value(b) and not broken(a, b)


def place(strips: Sequence[Strip], side: Side) -> float:
    """Where the lines of a cell stand that keeps to one ``side`` of its row: the height, in points, of the figures."""
    if side == "middle":
        return (strips[0].top + strips[-1].bottom) / 2
    return strips[0 if side == "top" else -1].middle


def parts_of(words: Sequence[Word], ys: Sequence[float], centred: bool, lead: float,
             keys: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which rows (first, end), of those between ``ys``, the cells of a column reach over whose ``words`` these are and
    between which nothing is drawn; ``keys`` are those of the column to its left. They stand ``lead`` points below
    the middle of their rows, or else begin so far below the top. Empty where the words do not tell."""
    strips = strips_of(words)
    if not strips:
        return []
    step = step_of([strips])
    if centred:
        edges = [y + lead for y in ys]
        found = (_best(strips, edges, step, set(keys)) if keys else None) or _best(strips, edges, step, None)
    else:
        off = BESIDE * (strips[0].bottom - strips[0].top)
        found = _hanging(strips, [y + lead for y in ys[:-1]], off, step, {a for a, _ in keys})
    return [(s.row, s.row_end) for s in found or ()]


def over_rows(strips: Sequence[Strip], levels: Sequence[float], extents: Sequence[tuple[float, float]],
              side: Side | None, off: float, step: float, keys: Sequence[Span]) -> list[Span] | None:
    """The cells of a column that reach over several rows, which have figures at ``levels`` and texts between
    ``extents``; ``keys`` are the cells of the column to its left. Lines of a cell stand ``step`` points from each
    other."""
    begun = {s.row for s in keys} if len(keys) < len(levels) else set()
    ways: list[list[Span] | None] = []
    if side in (None, "middle"):
        ways.append(_centred(strips, levels, extents, step, keys))
    if side in (None, "top"):
        ways.append(_hanging(strips, levels, off, step, begun))
    if side == "foot":
        ways.append(_standing(strips, levels, off, step))
    return max((found for found in ways if found), key=len, default=None)


def _edges(levels: Sequence[float], extents: Sequence[tuple[float, float]]) -> list[float]:
    """Where rows part whose texts stand in their middles: each edge is as far above a level as the next is below. What
    is left open is settled so that texts have as much room above the rows as below."""
    signs, shifts = [1.0], [0.0]
    for y in levels:
        signs.append(-signs[-1])
        shifts.append(2 * y - shifts[-1])
    low, high = float("-inf"), float("inf")
    for i, (sign, shift) in enumerate(zip(signs, shifts, strict=True)):
        limits = ([extents[i - 1][1]] if i else []), ([extents[i][0]] if i < len(extents) else [])
        for least in limits[0]:  # shift + sign * e >= least
            low, high = (max(low, least - shift), high) if sign > 0 else (low, min(high, shift - least))
        for most in limits[1]:
            low, high = (low, min(high, most - shift)) if sign > 0 else (max(low, shift - most), high)
    if low > high + 2 * OFF:
        return []
    start = (low + high) / 2
    return [shift + sign * start for sign, shift in zip(signs, shifts, strict=True)]


def _centred(strips: Sequence[Strip], levels: Sequence[float],
             extents: Sequence[tuple[float, float]], step: float, keys: Sequence[Span]) -> list[Span] | None:
    """The cells of a column that stand in the middle of one row or several, of the same as the ``keys`` to their left
    where they can."""
    edges = _edges(levels, extents)
    if not edges:
        return None
    same = {(s.row, s.row_end) for s in keys}
    return (_best(strips, edges, step, same) if same else None) or _best(strips, edges, step, None)


def _best(strips: Sequence[Strip], edges: Sequence[float], step: float,
          rows: set[tuple[int, int]] | None) -> list[Span] | None:
    """The lines of a column as cells that stand nearest to the middles of the rows between ``edges``, of one or more of
    them, or of one of ``rows`` each."""
    count = len(edges) - 1
    best: dict[tuple[int, int], tuple[float, tuple[Span, ...]]] = {(0, 0): (0.0, ())}
    for row in range(count):
        for first in range(len(strips) + 1):
            if (row, first) not in best:
                continue
            cost, spans = best[row, first]
            _keep(best, (row + 1, first), cost + BLANK, (*spans, Span(row, row + 1, first, first)))
            for end in range(first + 1, len(strips) + 1):
                if end > first + 1 and (
                        strips[end - 1].bottom - strips[end - 2].bottom > CLOSE * step + 0.5 or (
                        two_values(strips[end - 2], strips[end - 1]))):
                    break
                middle = place(strips[first:end], "middle")
                small = SMALL if first and strips[first].text[:1].islower() else 0.0
                for to in range(row + 1, count + 1):
                    if rows is not None and (row, to) not in rows:
                        continue
                    away = (edges[row] + edges[to]) / 2 - middle
                    if away > ROOM:
                        break
                    if abs(away) <= ROOM and edges[row] < strips[first].top + OFF and (
                            strips[end - 1].bottom < edges[to] + OFF):
                        _keep(best, (to, end), cost + abs(away) + small + MERGED * (to - row - 1),
                              (*spans, Span(row, to, first, end)))
    found = best.get((count, len(strips)))
    return [s for s in found[1] if s.end > s.first] if found else None


def _keep(best: dict[tuple[int, int], tuple[float, tuple[Span, ...]]], state: tuple[int, int], cost: float,
          spans: tuple[Span, ...]) -> None:
    if state not in best or cost < best[state][0]:
        best[state] = cost, spans


def _hanging(strips: Sequence[Strip], levels: Sequence[float], off: float, step: float,
             begun: set[int]) -> list[Span] | None:
    """The cells of a column that begin at the top of their first row: of one of those ``begun`` by a key, if any is."""
    rows = [next((r for r, y in enumerate(levels) if abs(y - s.middle) <= off), -1) for s in strips]
    starts = []
    for i, (strip, row) in enumerate(zip(strips, rows, strict=True)):
        apart = i == 0 or strip.bottom - strips[i - 1].bottom > 1.1 * step + 0.5
        if row < 0 and apart:
            return None
        if row >= 0 and (apart or row in begun or not (begun or strip.text[:1].islower())):
            starts.append(i)
    if not starts or rows[starts[0]]:
        return None
    return [Span(rows[a], rows[b] if b < len(strips) else len(levels), a, b)
            for a, b in pairwise([*starts, len(strips)])]


def _standing(strips: Sequence[Strip], levels: Sequence[float], off: float, step: float) -> list[Span] | None:
    """The cells of a column that end at the foot of their last row."""
    rows = [next((r for r, y in enumerate(levels) if abs(y - s.middle) <= off), -1) for s in strips]
    ends = []
    for i, row in enumerate(rows):
        last = i + 1 == len(strips)
        apart = last or strips[i + 1].bottom - strips[i].bottom > 1.1 * step + 0.5
        if row < 0 and apart:
            return None
        if row >= 0 and (apart or not strips[i + 1].text[:1].islower()):
            ends.append(i + 1)
    if not ends or rows[-1] != len(levels) - 1:
        return None
    return [Span(rows[a - 1] + 1 if a else 0, rows[b - 1] + 1, a, b) for a, b in pairwise([0, *ends])]
