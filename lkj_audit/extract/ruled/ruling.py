"""Ruling lines → whole lines, their crossings, the cells between them, and the cells that make one table.

Each step gives what that of pdfplumber's table finder gives. To import those costs as much time as to read ten pages,
since pdfminer comes with them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, Literal

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.model import BBox

SNAP = 3.0  # rules closer than this (points) are one rule drawn twice
LINE = 6.0  # points: rules closer than this have no line of text between them
ROW = 120.0  # points: no row is higher that has words in several columns and no upright rules
MOST = 3_000  # more rules than this on a page are a drawing, not a table
# Each way that rules run, and which side of their box says on what line; the other is where they start, the end 2 on.
_WAYS: Final[tuple[tuple[Literal["h", "v"], int], ...]] = (("h", 1), ("v", 0))
Point = tuple[float, float]


def merge_rules(rules: Sequence[Rule]) -> list[Rule]:
    """``rules`` with those that nearly lie on one line moved to its mean, those drawn in pieces, cell by cell, made
    whole, and those drawn twice made one."""
    if len(rules) > MOST:
        return list(rules)
    return [Rule(way, box) for way, line in _WAYS
            for box in _joined(_snapped([r.bbox for r in rules if r.orientation == way], line), line)]


def _snapped(boxes: Sequence[BBox], line: int) -> Iterator[BBox]:
    values = sorted({box[line] for box in boxes})
    firsts = [value for before, value in pairwise((float("-inf"), *values)) if value > before + SNAP]
    near: dict[int, list[BBox]] = {}
    for box in boxes:
        near.setdefault(bisect_right(firsts, box[line]), []).append(box)
    for group in near.values():
        mean = sum(box[line] for box in group) / len(group)
        for x0, top, x1, bottom in group:
            yield (x0, top + (mean - top), x1, bottom + (mean - top)) if line else (
                x0 + (mean - x0), top, x1 + (mean - x0), bottom)


def _joined(boxes: Iterable[BBox], line: int) -> Iterator[BBox]:
    start, end = 1 - line, 3 - line
    for _, along in groupby(sorted(boxes, key=itemgetter(line, start)), key=itemgetter(line)):
        last, *rest = along
        for box in rest:
            if box[start] > last[end] + SNAP:
                yield last
                last = box
            elif box[end] > last[end]:
                last = (*last[:2], box[2], last[3]) if line else (*last[:3], box[3])
        yield last


def closed(rules: Sequence[Rule]) -> list[Rule]:
    """``rules`` and the sides that are not drawn: where three rules or more end on one line and none runs along it,
    as at a row that a page break cuts, or in tables that are open to the left and right; and where one runs along a
    part of it, as beside the header alone."""
    out = list(rules)
    for (way, line), (cross, side) in (_WAYS[::-1], _WAYS):
        ending, crossing = ([r.bbox for r in rules if r.orientation == w] for w in (way, cross))
        for end in (side, side + 2):
            for at in lines_of(box[end] for box in ending):
                own = [box for box in ending if abs(box[end] - at) <= SNAP]
                along = [box for box in crossing if abs(box[side] - at) <= SNAP]
                if len(own) >= 3:
                    out += [Rule(cross, (first, at, last, at) if side else (at, first, at, last))
                            for first, last in _open(own, at, line, along, ending, crossing)]
    return [*out, *_between_levels(rules), *_between_sides(rules)]


def _open(own: Sequence[BBox], at: float, line: int, along: Sequence[BBox], ending: Sequence[BBox],
          crossing: Sequence[BBox]) -> Iterator[tuple[float, float]]:
    """From where to where the side ``at`` is open, on which the rules ``own`` of the ``ending`` end. ``along`` are
    those of the ``crossing`` rules that run on it; if there are any, a row is open that a longer one parts: two tables
    may stand there, or one with cells over several columns, or boxes that a line joins."""
    ends = lines_of(box[line] for box in own)
    side = 1 - line
    if not any(box[line] < ends[-1] + SNAP and box[line + 2] > ends[0] - SNAP for box in along):
        within = any(box[side] < at - SNAP and box[side + 2] > at + SNAP for box in ending)
        passing = [] if within else [box for box in crossing if box[line] <= ends[-1] + SNAP and (
            box[line + 2] >= ends[0] - SNAP) and any(o[side] - SNAP <= box[side] <= o[side + 2] + SNAP for o in own)]
        yield _farthest([box[line] for box in passing], ends[0], min), _farthest(
            [box[line + 2] for box in passing], ends[-1], max)
        return
    low, high = min(box[side] for box in own), max(box[side + 2] for box in own)
    beside = lines_of(box[line] for box in ending if box[side] - SNAP <= at <= box[side + 2] + SNAP)
    for first, last in pairwise(beside):
        drawn = any(box[line] < last - SNAP and box[line + 2] > first + SNAP for box in along)
        if not drawn and any(abs(end - y) <= SNAP for end in ends for y in (first, last)) and any(
                box[line] <= first + SNAP and box[line + 2] >= last - SNAP and low + SNAP < box[side] < high - SNAP
                and box[line + 2] - box[line] > last - first + 2 * SNAP for box in crossing):
            yield first, last


def _farthest(ends: Sequence[float], drawn: float, most: Callable[[Iterable[float]], float]) -> float:
    """Where a side ends that is open with the one next to it: where two of the rules across it end, or more, and else
    where it is ``drawn``."""
    far = most((drawn, *ends))
    return far if sum(abs(end - far) <= SNAP for end in ends) >= 2 else drawn


def _between_levels(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rule under a title over several columns that are parted below it only: from the upright rule that passes on
    its left to the one on its right, where none is drawn."""
    upright, level = ([r.bbox for r in rules if r.orientation == way] for way in "vh")
    for x, top, _, bottom in upright:
        if any(abs(b[1] - top) < LINE and b[0] - SNAP <= x <= b[2] + SNAP for b in level) or bottom - top < 2 * LINE:
            continue
        passing = [b[0] for b in upright if b[1] < top - LINE and b[3] > top + LINE]
        left, right = max((p for p in passing if p < x), default=x), min((p for p in passing if p > x), default=x)
        above = any(b[1] < top and b[0] <= x <= b[2] for b in level)
        if left < x < right and above:
            yield Rule("h", (left, top, right, top))


def _between_sides(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rule above or below a row that a page break cuts and no upright rule parts: from side to side of the table,
    where both run on as far beyond the rules between its rows."""
    upright, level = ([r.bbox for r in rules if r.orientation == way] for way in "vh")
    sides: dict[tuple[int, int], list[BBox]] = {}
    for box in sorted(upright):
        sides.setdefault((round(box[1] / SNAP), round(box[3] / SNAP)), []).append(box)
    for (left, top, _, bottom), *_, (right, *_) in (own for own in sides.values() if len(own) > 1):
        rows = [b[1] for b in level if b[0] <= left + SNAP and b[2] >= right - SNAP
                and top - SNAP <= b[1] <= bottom + SNAP]
        for end in (top, bottom):
            if len(rows) > 1 and LINE < min(abs(y - end) for y in rows) < ROW:
                yield Rule("h", (left, end, right, end))


def lines_of(values: Iterable[float]) -> tuple[float, ...]:
    """Sorted coordinates with near equals made one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return tuple(out)


def cells_of(rules: Sequence[Rule]) -> list[BBox]:
    """The smallest rectangle that ``rules`` draw from each crossing to the right and down."""
    across, down = _crossings(rules)
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(across):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)

    def smallest(x: float, y: float) -> BBox | None:
        rights = [r for r in rows[y] if r > x and across[x, y] & across[r, y]]
        lows = (b for b in columns[x] if b > y and down[x, y] & down[x, b])
        return next(((x, y, r, b) for b in lows for r in rights
                     if (r, b) in across and down[r, b] & down[r, y] and across[r, b] & across[x, b]), None)

    return [box for x, y in sorted(across) if (box := smallest(x, y))]


def _crossings(rules: Sequence[Rule]) -> tuple[dict[Point, set[BBox]], dict[Point, set[BBox]]]:
    """The rules that meet at each point: those that run across the page, and those that run down."""
    across: dict[Point, set[BBox]] = {}
    down: dict[Point, set[BBox]] = {}
    flat, upright = ([r.bbox for r in rules if r.orientation == way] for way, _ in _WAYS)
    for pole in upright:
        x, top, _, bottom = pole
        for bar in flat:
            left, y, right, _ = bar
            if top <= y + SNAP and bottom >= y - SNAP and left - SNAP <= x <= right + SNAP:
                across.setdefault((x, y), set()).add(bar)
                down.setdefault((x, y), set()).add(pole)
    return across, down


def tables_of(cells: Iterable[BBox]) -> list[list[BBox]]:
    """``cells`` that hang together by their corners, two or more, from the top of the page down."""
    tables: list[tuple[set[Point], list[BBox]]] = []
    for x0, top, x1, bottom in cells:
        corners = {(x0, top), (x0, bottom), (x1, top), (x1, bottom)}
        touching = [t for t in tables if not t[0].isdisjoint(corners)]
        if not touching:
            tables.append((corners, [(x0, top, x1, bottom)]))
            continue
        (points, boxes), *others = touching
        points.update(corners, *(p for p, _ in others))
        boxes += [*(box for _, more in others for box in more), (x0, top, x1, bottom)]
        tables = [t for t in tables if not any(t is other for other in others)]
    return sorted((boxes for _, boxes in tables if len(boxes) > 1), key=lambda boxes: min((b[1], b[0]) for b in boxes))
