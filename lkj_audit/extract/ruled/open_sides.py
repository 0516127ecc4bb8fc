"""Tables with upright rules between their columns alone: the sides that nobody drew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.model import BBox, Word

NEAR = 4.0  # points within which rules end on one line
LEAST = 30.0  # points: the height of a header and a row
HEADER = 30.0  # points below the top of the rules within which each column has its title
BESIDE = 40.0  # points from a rule within which a text of the column beside it stands
ROOM = 2.0  # points between a text and the side
DRAWN = 3  # level rules that end on one line show the side by themselves
_TITLE = re.compile(r"[^\W\d_]|%")


def open_sides(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The upright rules to the left and right of tables that have two or more between their columns and none there: at
    the ends of the level rules that cross these, or else at the edge of the texts beside them, where each column has a
    title."""
    level = [r.bbox for r in rules if r.orientation == "h"]
    upright = sorted(r.bbox for r in rules if r.orientation == "v" and r.bbox[3] - r.bbox[1] >= LEAST)
    out: list[Rule] = []
    while upright:
        _, top, _, bottom = upright[0]
        xs = [b[0] for b in upright if abs(b[1] - top) <= NEAR and abs(b[3] - bottom) <= NEAR]
        beside = [r.bbox[0] for r in rules if r.orientation == "v" and r.bbox[1] < bottom - NEAR
                  and r.bbox[3] > top + NEAR]
        upright = [b for b in upright if abs(b[1] - top) > NEAR or abs(b[3] - bottom) > NEAR]
        if len(xs) > 1:
            inside = [w for w in words if top <= (w.bbox[1] + w.bbox[3]) / 2 < bottom]
            within = [b for b in level if top - NEAR <= b[1] <= bottom + NEAR]
            sides = _sides(xs, within, beside, inside, top)
            out += [Rule("v", (x, top, x, bottom)) for x in sides]
    return out


def _sides(xs: Sequence[float], level: Sequence[BBox], beside: Sequence[float], words: Sequence[Word],
           top: float) -> list[float]:
    """The left and right side of a table with the inner upright rules ``xs``, ``level`` rules and ``words`` between
    their ends, and upright ones ``beside`` them; none where one of the two is drawn or in doubt."""
    left, right = xs[0], xs[-1]
    if any(abs(b[0] - left) <= NEAR or abs(b[2] - right) <= NEAR for b in level):
        return []
    crossing = [b for b in level if b[0] < left - NEAR and b[2] > right + NEAR]
    if len(crossing) >= DRAWN or any(x < left - NEAR or x > right + NEAR for x in beside):
        return []
    if crossing:
        x0, x1 = min(b[0] for b in crossing), max(b[2] for b in crossing)
        return [x0, x1] if all(abs(b[0] - x0) + abs(b[2] - x1) <= NEAR for b in crossing) else []
    texts = [w.bbox for w in words]
    x0 = min((b[0] for b in texts if b[2] <= left + ROOM), default=left)
    x1 = max((b[2] for b in texts if b[0] >= right - ROOM), default=right)
    return [x0 - ROOM, x1 + ROOM] if _titled([x0, *xs, x1], words, top) else []


def _titled(xs: Sequence[float], words: Sequence[Word], top: float) -> bool:
    """Whether each column between ``xs`` begins with a title near the ``top``, and no word stands over a rule."""
    columns = [[w for w in words if a <= (w.bbox[0] + w.bbox[2]) / 2 < b] for a, b in pairwise(xs)]
    if any(w.bbox[0] < x - ROOM and w.bbox[2] > x + ROOM for x in xs[1:-1] for w in words):
        return False
    firsts = [min(column, key=lambda w: (w.bbox[1], w.bbox[0]), default=None) for column in columns]
    return all(w is not None and _TITLE.search(w.text) and w.bbox[1] < top + HEADER for w in firsts) and all(
        min(abs(w.bbox[0] - x) for w in column) < BESIDE for x, column in zip(xs, columns, strict=False))
