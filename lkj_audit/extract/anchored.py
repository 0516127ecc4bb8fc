"""Rows told by their figures: each row has one line of figures or keys, and the other texts of the row stand at its top,
at its middle or at its foot. Where all texts of a table fit so, to a point, its rows are known, however close its lines
are; where one does not, nothing is said."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from lkj_audit.extract.columns import TextLine, segments
from lkj_audit.extract.joining import completes_group, text_lines
from lkj_audit.extract.pieces import FIGURE, KEY, UNSURE, Piece
from lkj_audit.model import Word, union

Side = Literal["top", "middle", "foot"]
SIDES: tuple[Side, ...] = ("middle", "top", "foot")
OFF = 1.5  # points by which texts of a row may stand off each other
ROOM = 2.5  # … and a text over several rows off their middle
BLANK, SMALL = 3.0, 1.5  # points off that a cell left blank, and one that begins with a small letter, are as bad as
CLOSE = 1.25  # of the distance of lines in a cell: those that stand farther are of two
NEVER = 100.0
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


def anchored_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> list[list[Piece]] | None:
    """The cells of the body that ``lines`` make up in the columns between ``xs``, row by row; None when they do not all
    fit beside one line of figures each."""
    columns = _columns(lines, xs)
    if columns is None or len(columns) < 2:
        return None
    height = statistics.median(s.bottom - s.top for own in columns.values() for s in own)
    off = OFF if all(w.confidence == 1 for x in lines for w in x.words) else max(OFF, 2 * UNSURE * height)
    steps = [b.bottom - a.bottom for own in columns.values() for a, b in pairwise(own)]
    step = min((s for s in steps if s > 0.6 * height), default=height)
    levels, regular = _levels(columns, off, height)
    if len(levels) < 2:
        return None
    found = {c: _at_levels(columns[c], levels, off) for c in regular}
    others = [c for c in columns if c not in found]
    extents = [(y - height / 2, y + height / 2) for y in levels]
    sides: list[Side] = []
    for c in list(others):
        fits = [(bad, side, spans) for side in SIDES if (spans := _each(columns[c], levels, side, off))
                and (bad := _torn(columns[c], spans, step)) < NEVER]
        if fits:
            others.remove(c)
            _, side, found[c] = min(fits, key=lambda fit: fit[0])
            if len(fits) == 1 and len(columns[c]) > len(levels):
                sides.append(side)
    if len(set(sides)) > 1 or (others and not _full(found, regular, len(levels))):
        return None
    for c, own in found.items():
        for span in own:
            a, b = extents[span.row]
            strips = columns[c][span.first:span.end]
            extents[span.row] = min(a, strips[0].top), max(b, strips[-1].bottom)
    if any(b[0] < a[1] - OFF for a, b in pairwise(extents)):
        return None
    named = min((c for c, own in found.items() if c not in regular and len(own) == len(levels)), default=0)
    for c in others:
        spans = _over_rows(columns[c], levels, extents, sides[0] if sides else None, off, step, found.get(c - 1, []))
        if spans is None:
            return None
        if c > named:
            spans = [s._replace(row_end=s.row + 1) for s in spans]
        found[c] = spans
        if c - 1 in regular:  # a number reaches as far as what it numbers
            ends = {s.row: s.row_end for s in spans}
            found[c - 1] = [s._replace(row_end=ends.get(s.row, s.row_end)) for s in found[c - 1]]
    return _cells(columns, found, len(levels))


def _columns(lines: Sequence[TextLine], xs: Sequence[float]) -> dict[int, list[Strip]] | None:
    """The lines of each column; None when words run over the limit of two."""
    words: dict[int, list[Word]] = defaultdict(list)
    for line in lines:
        for c, end, own in segments(line.words, xs):
            if end > c + 1:
                return None
            words[c] += own
    out = {}
    for c, own in sorted(words.items()):
        boxes = [(line, union(w.bbox for w in line)) for line in text_lines(own)]
        out[c] = [Strip(line, box[1], box[3]) for line, box in boxes]
    return out


def _is_value(strip: Strip) -> bool:
    text = strip.text
    return any(pattern.fullmatch(text) for pattern in (FIGURE, KEY, _DASH))


def _levels(columns: dict[int, list[Strip]], off: float, height: float) -> tuple[list[float], list[int]]:
    """The heights, middles in points, of the rows, and the columns all of whose lines stand at them."""
    values = {c: [s.middle for s in own] for c, own in columns.items() if all(map(_is_value, own))}
    if not values:
        return [], []
    if any(completes_group(a.text, b.text) for c in values for a, b in pairwise(columns[c])):
        return [], []  # figures broken by narrow columns
    levels = max(values.values(), key=len)
    regular = []
    for c, own in values.items():
        new = [y for y in own if not any(abs(y - z) <= off for z in levels)]
        if not new or (len(new) < 0.3 * len(own) and all(abs(y - z) > 0.9 * height for y in new for z in levels)):
            regular.append(c)
            levels = sorted([*levels, *new])
    return levels, regular


def _at_levels(strips: Sequence[Strip], levels: Sequence[float], off: float) -> list[Span]:
    out = []
    for i, strip in enumerate(strips):
        row = min(range(len(levels)), key=lambda r: abs(levels[r] - strip.middle))
        out.append(Span(row, row + 1, i, i + 1))
    return out


def _torn(strips: Sequence[Strip], spans: Sequence[Span], step: float) -> float:
    """How unlikely it is that a column has the cells ``spans``: some begin in the midst of a sentence, or hold two
    values, or lines too far from each other, when lines of a cell stand ``step`` points apart."""
    bad = 0.0
    for s in spans:
        own = strips[s.first:s.end]
        values = sum(map(_is_value, own)) > 1
        apart = any(b.bottom - a.bottom > CLOSE * step + 0.5 for a, b in pairwise(own))
        bad += NEVER * (values or apart) + (s.first > 0 and own[0].text[:1].islower())
    return bad


def _each(strips: Sequence[Strip], levels: Sequence[float], side: Side, off: float) -> list[Span]:
    """The cells of a column that has one in each row, on one ``side`` of it; empty when it has not."""
    out: list[Span] = []
    at = 0
    for r, wanted in enumerate(levels):
        end = next((e for e in range(at + 1, len(strips) + 1) if _place(strips[at:e], side) > wanted - off), 0)
        if not end or (side == "top" and end > at + 1):
            return []
        if side == "top":
            limit = levels[r + 1] - off if r + 1 < len(levels) else float("inf")
            end = next((e for e in range(at + 1, len(strips)) if strips[e].middle > limit), len(strips))
        if abs(_place(strips[at:end], side) - wanted) > off:
            return []
        out.append(Span(r, r + 1, at, end))
        at = end
    return out if at == len(strips) else []


def _place(strips: Sequence[Strip], side: Side) -> float:
    if side == "middle":
        return (strips[0].top + strips[-1].bottom) / 2
    return strips[0 if side == "top" else -1].middle


def _full(found: dict[int, list[Span]], regular: Sequence[int], rows: int) -> bool:
    """Whether a column of texts has one in each row: else the figures may stand in several lines of one row."""
    return any(len(spans) == rows for c, spans in found.items() if c not in regular)


def _over_rows(strips: Sequence[Strip], levels: Sequence[float], extents: Sequence[tuple[float, float]],
               side: Side | None, off: float, step: float, keys: Sequence[Span]) -> list[Span] | None:
    """The cells of a column that reach over several rows; ``keys`` are those of the column to its left. Lines of a cell
    stand ``step`` points from each other."""
    tries = [side] if side else SIDES
    for way in tries:
        spans = _centred(strips, levels, extents, step, keys) if way == "middle" else (
            _hanging(strips, levels, off, step, keys) if way == "top" else None)
        if spans:
            return spans
    return None


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
                        _is_value(strips[end - 1]) and _is_value(strips[end - 2]))):
                    break
                middle = _place(strips[first:end], "middle")
                small = SMALL if first and strips[first].text[:1].islower() else 0.0
                for to in range(row + 1, count + 1):
                    if rows is not None and (row, to) not in rows:
                        continue
                    away = (edges[row] + edges[to]) / 2 - middle
                    if away > ROOM:
                        break
                    if abs(away) <= ROOM and edges[row] < strips[first].top + OFF and (
                            strips[end - 1].bottom < edges[to] + OFF):
                        _keep(best, (to, end), cost + abs(away) + small + 0.05,
                              (*spans, Span(row, to, first, end)))
    found = best.get((count, len(strips)))
    return [s for s in found[1] if s.end > s.first] if found else None


def _keep(best: dict[tuple[int, int], tuple[float, tuple[Span, ...]]], state: tuple[int, int], cost: float,
          spans: tuple[Span, ...]) -> None:
    if state not in best or cost < best[state][0]:
        best[state] = cost, spans


def _hanging(strips: Sequence[Strip], levels: Sequence[float], off: float, step: float,
             keys: Sequence[Span]) -> list[Span] | None:
    """The cells of a column that begin at the top of their first row."""
    rows = [next((r for r, y in enumerate(levels) if abs(y - s.middle) <= off), -1) for s in strips]
    keyed = {s.row for s in keys} if len(keys) < len(levels) else set()
    starts = []
    for i, (strip, row) in enumerate(zip(strips, rows, strict=True)):
        apart = i == 0 or strip.bottom - strips[i - 1].bottom > 1.1 * step + 0.5
        if row < 0:
            if apart:
                return None
        elif apart or row in keyed or (not keyed and not strip.text[:1].islower()):
            starts.append(i)
    if not starts or rows[starts[0]]:
        return None
    ends = [*starts[1:], len(strips)]
    return [Span(rows[a], rows[b] if b < len(strips) else len(levels), a, b)
            for a, b in zip(starts, ends, strict=True)]


def _cells(columns: dict[int, list[Strip]], found: dict[int, list[Span]], rows: int) -> list[list[Piece]]:
    out: list[list[Piece]] = [[] for _ in range(rows)]
    for c, spans in sorted(found.items()):
        for s in spans:
            out[s.row].append(Piece(c, c + 1, [strip.words for strip in columns[c][s.first:s.end]], s.row, s.row_end))
    return out
