"""Two pages printed on one sheet, side by side: each is read by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkj_audit.extract.page.drawn import RawPage
from lkj_audit.model import BBox

WIDE = 1.2  # of its height: the width of a sheet that can hold two pages
MIDDLE = 0.06  # share of the width of the sheet by which the fold may be off its middle
FOLD = 14.0  # points between the two pages that are free from top to bottom
LONG = 0.8  # of the height of the sheet: an upright line at the fold
WORDS = 40  # on either page: fewer are a list or a block of signatures


def parts(raw: RawPage) -> list[RawPage]:
    """``raw`` itself, or the page on its left and the one on its right, in the coordinates of the sheet."""
    if raw.width < WIDE * raw.height or len(raw.words) < 2 * WORDS:
        return [raw]
    fold = _fold(raw)
    sides = [tuple(w for w in raw.words if (w.bbox[0] > fold) == right) for right in (False, True)] if fold else []
    if not sides or min(map(len, sides)) < WORDS:
        return [raw]
    return [replace(raw, words=words, rules=tuple(r for r in raw.rules if (r.bbox[0] > fold) == right))
            for words, right in zip(sides, (False, True), strict=True)]


def _fold(raw: RawPage) -> float:
    """Where the widest strip without words and rules next to the middle is; 0 where none is wide enough."""
    low, high = (0.5 - MIDDLE) * raw.width, (0.5 + MIDDLE) * raw.width
    covered = sorted((b[0], b[2]) for b in _boxes(raw) if b[0] < high + FOLD and b[2] > low - FOLD)
    widest, at, end = 0.0, 0.0, low - FOLD
    for x0, x1 in (*covered, (high + FOLD, 0.0)):
        if x0 - end > widest and low < (x0 + end) / 2 < high:
            widest, at = x0 - end, (x0 + end) / 2
        end = max(end, x1)
    return at if widest >= FOLD else 0.0


def _boxes(raw: RawPage) -> Sequence[BBox]:
    """All that is drawn but for a line along the fold."""
    return [w.bbox for w in raw.words] + [r.bbox for r in raw.rules if r.bbox[3] - r.bbox[1] < LONG * raw.height]
