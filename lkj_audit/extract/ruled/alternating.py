"""Tables with upright rules between the columns of some rows alone, as in word processors' lists with every other row
framed: the rules that the rows between go without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.unclosed import NEAR, between
from lkj_audit.extract.unruled.columns import crosses, lines_of
from lkj_audit.model import Word

NARROWEST = 100.0  # points: the width of a table
FEWEST = 2  # inner upright rules that a framed row has, and columns in which a row without them has words


def alternating(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The upright rules to add to the rows that have none between columns, inside the outline of a table whose other
    rows have them, all at the same places, where the words keep clear of these places."""
    upright = [r for r in rules if r.orientation == "v"]
    out: list[Rule] = []
    for x0, x1, ys in _widths(rules):
        inner = {(a, b): _inner(upright, x0, x1, a, b) for a, b in pairwise(ys)}
        framed = [xs for xs in inner.values() if xs]
        if not framed or len(framed[0]) < FEWEST or not all(_same(xs, framed[0]) for xs in framed):
            continue
        for (a, b), xs in inner.items():
            if xs == [] and _in_columns(between(words, a, b, x0, x1), framed[0]):
                out += [Rule("v", (x, a, x, b)) for x in framed[0]]
    return out


def _widths(rules: Sequence[Rule]) -> Iterator[tuple[float, float, list[float]]]:
    """Level rules of one width: their left and right ends, and their heights from the top down."""
    left = sorted((r.bbox for r in rules if r.orientation == "h" and r.bbox[2] - r.bbox[0] >= NARROWEST),
                  key=lambda b: b[1])
    while left:
        x0, _, x1, _ = left[0]
        same = [b for b in left if abs(b[0] - x0) <= NEAR and abs(b[2] - x1) <= NEAR]
        left = [b for b in left if b not in same]
        yield x0, x1, [b[1] for b in same]


def _inner(upright: Sequence[Rule], x0: float, x1: float, top: float, bottom: float) -> list[float] | None:
    """Where upright rules run through the row from ``top`` to ``bottom`` inside its outline; None where it has none."""
    xs = sorted(r.bbox[0] for r in upright if r.bbox[1] <= top + NEAR and r.bbox[3] >= bottom - NEAR
                and x0 - NEAR <= r.bbox[0] <= x1 + NEAR)
    if bottom - top <= NEAR or len(xs) < 2 or xs[0] > x0 + NEAR or xs[-1] < x1 - NEAR:
        return None
    return [x for x in xs if x0 + NEAR < x < x1 - NEAR]


def _same(xs: Sequence[float], others: Sequence[float]) -> bool:
    return len(xs) == len(others) and all(abs(x - y) <= NEAR for x, y in zip(xs, others, strict=True))


def _in_columns(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether ``words`` stand in two columns or more and no line of them goes on over a place where these part."""
    if any(crosses(line.words, x) for line in lines_of(words) for x in xs):
        return False
    return len({sum(x <= (w.bbox[0] + w.bbox[2]) / 2 for x in xs) for w in words}) >= FEWEST
