"""Rows told by their figures: each row has one line of figures or keys, and its other texts stand at its top, middle or
foot. Where all texts of a table fit so, to a point, its rows are known, however close its lines are; where one
does not, nothing is said."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from lkj_audit.extract.unruled.columns import TOTAL, TextLine, segments
from lkj_audit.extract.unruled.merged_cells import (
    CLOSE,
    OFF,
    SIDES,
    Side,
    Span,
    Strip,
    broken,
    is_value,
    over_rows,
    place,
    step_of,
    strips_of,
    two_values,
)
from lkj_audit.extract.unruled.pieces import UNSURE, Piece
from lkj_audit.model import Word

KEY_LENGTH = 5  # characters
NEVER = 100.0  # so unlikely as not to be


def anchored_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> list[list[Piece]] | None:
    """The cells of the body that ``lines`` make up in the columns between ``xs``, row by row; None when they do not all
    fit beside one line of figures each."""
    total = next((i for i, x in enumerate(lines) if TOTAL.match(x.text) and _is_wide(x, xs)), len(lines))
    columns = _columns(lines[:total], xs)
    if columns is None or len(columns) < 2 or len(lines) > total + 1:
        return None
    height = statistics.median(s.bottom - s.top for own in columns.values() for s in own)
    off = OFF if all(w.confidence == 1 for x in lines for w in x.words) else max(OFF, 2 * UNSURE * height)
    step = step_of(columns.values())
    levels, regular = _levels(columns, off, height)
    if len(levels) < 2:
        return None
    found = {c: _at_levels(columns[c], levels) for c in regular}
    texts = [c for c in columns if c not in regular]
    sides: set[Side] = set()
    for c in texts:
        if fit := _fit(columns[c], levels, off, step):
            found[c] = fit[1]
            sides |= fit[0]
    others = [c for c in texts if c not in found]
    if len(sides) > 1 or (others and len(others) == len(texts)):
        return None  # the figures may stand in several lines of one row
    extents = _extents(columns, found, levels, height)
    if any(b[0] < a[1] - OFF for a, b in pairwise(extents)):
        return None
    named = min((c for c in texts if c in found), default=0)
    for c in others:
        keyed = c - 1 in found and all(len(strip.text) <= KEY_LENGTH for strip in columns[c - 1])
        spans = over_rows(columns[c], levels, extents, next(iter(sides), None), off, step,
                          found[c - 1] if keyed else [])
        if spans is None:
            return None
        begun = {s.row for k, own in found.items() if k < c for s in own}  # a cell farther left ends those beside it
        found[c] = [s._replace(row_end=s.row + 1 if c > named else min(
            (r for r in begun if s.row < r < s.row_end), default=s.row_end)) for s in spans]
        if keyed:
            ends = {s.row: s.row_end for s in found[c]}  # a key reaches as far as what it numbers
            found[c - 1] = [s._replace(row_end=ends.get(s.row, s.row_end)) for s in found[c - 1]]
    rows = _cells(columns, found, len(levels))
    if total < len(lines):
        at = len(rows)
        rows.append([Piece(c, end, [own], at, at + 1) for c, end, own in segments(lines[total].words, xs)])
    return rows


def _is_wide(line: TextLine, xs: Sequence[float]) -> bool:
    """Whether words of ``line`` run over the limit of two columns."""
    return any(end > c + 1 for c, end, _ in segments(line.words, xs))


def _fit(strips: Sequence[Strip], levels: Sequence[float], off: float,
         step: float) -> tuple[set[Side], list[Span]] | None:
    """The cells of a column that has one in each row, and the side of its row to which each keeps, if that is told."""
    fits = [(bad, side, spans) for side in SIDES if (spans := _each(strips, levels, side, off))
            and (bad := _torn(strips, spans, step)) < NEVER
            and not (side == "foot" and sum(s.end > s.first + 1 for s in spans) == 1)]
    if not fits:
        return None
    (bad, side, found), *others = sorted(fits, key=lambda fit: fit[0])
    told = len(strips) > len(levels) and all(other[0] > bad for other in others)
    return {side} if told else set(), found


def _extents(columns: Mapping[int, Sequence[Strip]], found: Mapping[int, Sequence[Span]], levels: Sequence[float],
             height: float) -> list[tuple[float, float]]:
    """Top and bottom of the texts in each row, in points."""
    out = [(y - height / 2, y + height / 2) for y in levels]
    for c, own in found.items():
        for s in own:
            strips, (top, bottom) = columns[c][s.first:s.end], out[s.row]
            out[s.row] = min(top, strips[0].top), max(bottom, strips[-1].bottom)
    return out


def _columns(lines: Sequence[TextLine], xs: Sequence[float]) -> dict[int, list[Strip]] | None:
    """The lines of each column; None when words run over the limit of two."""
    words: dict[int, list[Word]] = defaultdict(list)
    for line in lines:
        for c, end, own in segments(line.words, xs):
            if end > c + 1:
                return None
            words[c] += own
    return {c: strips_of(own) for c, own in sorted(words.items())}


def _levels(columns: dict[int, list[Strip]], off: float, height: float) -> tuple[list[float], list[int]]:
    """The heights, middles in points, of the rows, and the columns all of whose lines stand at them."""
    values = {c: [s.middle for s in own] for c, own in columns.items()
              if all(map(is_value, own)) and not any(broken(a, b) for a, b in pairwise(own))}
    if not values:
        return [], []
    levels = max(values.values(), key=len)
    regular = []
    for c, own in values.items():
        new = [y for y in own if not any(abs(y - z) <= off for z in levels)]
        if not new or (len(new) < 0.3 * len(own) and all(abs(y - z) > 0.9 * height for y in new for z in levels)):
            regular.append(c)
            levels = sorted([*levels, *new])
    return levels, regular


def _at_levels(strips: Sequence[Strip], levels: Sequence[float]) -> list[Span]:
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
        values = any(two_values(a, b) for a, b in pairwise(own))
        apart = any(b.bottom - a.bottom > CLOSE * step + 0.5 for a, b in pairwise(own))
        bad += NEVER * (values or apart) + (s.first > 0 and own[0].text[:1].islower())
    return bad


def _each(strips: Sequence[Strip], levels: Sequence[float], side: Side, off: float) -> list[Span]:
    """The cells of a column that has one in each row, on one ``side`` of it; empty when it has not."""
    out: list[Span] = []
    at = 0
    for r, wanted in enumerate(levels):
        end = next((e for e in range(at + 1, len(strips) + 1) if place(strips[at:e], side) > wanted - off), 0)
        if not end or (side == "top" and end > at + 1):
            return []
        if side == "top":
            limit = levels[r + 1] - off if r + 1 < len(levels) else float("inf")
            end = next((e for e in range(at + 1, len(strips)) if strips[e].middle > limit), len(strips))
        if abs(place(strips[at:end], side) - wanted) > off:
            return []
        out.append(Span(r, r + 1, at, end))
        at = end
    return out if at == len(strips) else []


def _cells(columns: dict[int, list[Strip]], found: dict[int, list[Span]], rows: int) -> list[list[Piece]]:
    out: list[list[Piece]] = [[] for _ in range(rows)]
    for c, spans in sorted(found.items()):
        for s in spans:
            out[s.row].append(Piece(c, c + 1, [strip.words for strip in columns[c][s.first:s.end]], s.row, s.row_end))
    return out
