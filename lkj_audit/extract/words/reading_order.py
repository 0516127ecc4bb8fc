"""Pages set in two columns: the left one is read before the right one."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lkj_audit.model import Word

GUTTER = 8.0  # points: a narrower gap is no gutter between columns
MIDDLE = 0.35, 0.65  # share of the width of the text in which a gutter can stand
LINES = 8  # fewer lines side by side are a list or a block of signatures
LEAST = 0.4  # share of the width of the left column that the right one has at least
FULL = 0.75  # share of its column that the usual line of running text fills


def in_reading_order(lines: Sequence[Sequence[Word]]) -> Iterator[tuple[Sequence[Word], float | None]]:
    """The ``lines`` of a page, top to bottom, those of two columns one column after the other, each with the right
    edge of its column in points (None where there is but one)."""
    gutter = _gutter(lines)
    if gutter is None:
        yield from ((line, None) for line in lines)
        return
    for beside, group in groupby(lines, key=lambda line: not any(
            w.bbox[0] < gutter + 2 and w.bbox[2] > gutter - 2 for w in line)):
        run = list(group)
        columns = [[own for line in run if (own := [w for w in line if (w.bbox[0] > gutter) == side])]
                   for side in (False, True)]
        if beside and _is_text(columns, gutter):
            for column in columns:
                right = max(line[-1].bbox[2] for line in column)
                yield from ((line, right) for line in column)
        else:
            yield from ((line, None) for line in run)


def _gutter(lines: Sequence[Sequence[Word]]) -> float | None:
    """Where a gutter may run: where the fewest words stand, on a page with many lines that have a gap about there."""
    if len(lines) < LINES:
        return None
    x0, x1 = min(line[0].bbox[0] for line in lines), max(line[-1].bbox[2] for line in lines)
    low, high = (x0 + share * (x1 - x0) for share in MIDDLE)
    wide = sum(any(b.bbox[0] - a.bbox[2] >= GUTTER and low < b.bbox[0] and a.bbox[2] < high for a, b in pairwise(line))
               for line in lines)
    if wide < LINES:
        return None
    crossing = [0] * (int(high - low) + 1)
    for word in (w for line in lines for w in line if w.bbox[0] < high and w.bbox[2] > low):
        for x in range(max(0, int(word.bbox[0] - low)), min(len(crossing), int(word.bbox[2] - low) + 1)):
            crossing[x] += 1
    best = [x for x, count in enumerate(crossing) if count == min(crossing)]
    return low + statistics.median(best)


def _is_text(columns: Sequence[Sequence[Sequence[Word]]], gutter: float) -> bool:
    """Whether both columns are running text: many lines, most of them full, the right one not much narrower."""
    if min(map(len, columns)) < LINES:
        return False
    left, right = (min(line[0].bbox[0] for line in column) for column in columns)
    edges = max(line[-1].bbox[2] for line in columns[0]), max(line[-1].bbox[2] for line in columns[1])
    usual = [statistics.median(line[-1].bbox[2] - line[0].bbox[0] for line in column) for column in columns]
    narrow = edges[1] - right < LEAST * (edges[0] - left)  # the page numbers of a list of contents
    full = usual[0] > FULL * (gutter - left) - GUTTER and usual[1] > FULL * (edges[1] - right)
    return full and not narrow and edges[0] < right
