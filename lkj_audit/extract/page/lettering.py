"""Letters that are drawn as outlines under or over their text, as to look bold: their stems are no rules."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.model import Word

LONGEST = 1.2  # of the height of a word: a stem
MANY = 30  # short rules on a page: fewer are no letters
AROUND = 1.0  # points by which a stem stands out of the box of its word


def without_stems(rules: Sequence[Rule], words: Sequence[Word]) -> Sequence[Rule]:
    """``rules`` without the stems and bars of the letters of ``words``."""
    highest = max((w.size for w in words), default=0.0)
    short = [r for r in rules if r.bbox[2] - r.bbox[0] + r.bbox[3] - r.bbox[1] <= LONGEST * highest]
    if len(short) < MANY:
        return rules
    placed = sorted(words, key=lambda w: w.bbox[1])
    tops = [w.bbox[1] for w in placed]

    def is_stem(rule: Rule) -> bool:
        x0, top, x1, bottom = rule.bbox
        near = placed[bisect_left(tops, bottom - highest - 2 * AROUND):bisect_left(tops, top + AROUND)]
        return any(w.bbox[0] - AROUND <= x0 and x1 <= w.bbox[2] + AROUND and bottom <= w.bbox[3] + AROUND
                   and x1 - x0 + bottom - top <= LONGEST * w.size for w in near)

    stems = {r for r in short if is_stem(r)}
    return [r for r in rules if r not in stems] if len(stems) >= MANY else rules
