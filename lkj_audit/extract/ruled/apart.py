"""Tables under each other on one page whose rules end on the same lines: told apart by what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import SNAP
from lkj_audit.extract.words.blocks import classify
from lkj_audit.extract.words.joining import text_lines
from lkj_audit.model import Word

LINE = 10.0  # points: less has no line of text
MANY = 3  # lines between two rules that no upright rule crosses: more than a row without columns has


def apart(rules: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """``rules`` by the part of the page on which they stand: a caption, or text of some lines, that no upright rule
    crosses ends one and begins the next."""
    cuts = [(above + below) / 2 for above, below in _between(rules) if _parts(words, above, below)]
    ends = [*cuts, float("inf")]
    found: list[list[Rule]] = [[] for _ in ends]
    for rule in rules:
        found[next(i for i, end in enumerate(ends) if rule.bbox[1] < end)].append(rule)
    return found


def _between(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """The strips of the page, from top to bottom, between rules above and rules below."""
    strips = []
    end = float("inf")
    for top, bottom in sorted((r.bbox[1], r.bbox[3]) for r in rules):
        if top - end > LINE:
            strips.append((end, top))
        end = bottom if end == float("inf") else max(end, bottom)
    return strips


def _parts(words: Sequence[Word], above: float, below: float) -> bool:
    inside = [w for w in words if above - SNAP < (w.bbox[1] + w.bbox[3]) / 2 < below + SNAP]
    lines = text_lines(inside)
    return len(lines) >= MANY or any(classify(" ".join(w.text for w in line), False)[0] == "caption" for line in lines)
