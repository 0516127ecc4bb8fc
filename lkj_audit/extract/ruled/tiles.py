"""Tables whose cells are painted and have no rules, or white ones: where one colour ends, or one tile, a cell ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import SNAP, cells_of, lines_of, merge_rules, tables_of
from lkj_audit.model import BBox, Word, union

FEWEST, MOST = 8, 1_500  # painted boxes on a page: fewer make no table, more are a picture
SMALLEST = 6.0  # points: width and height of a cell
NEAR = 80.0  # points below a header within which its rows begin
BELOW = 1.5  # of the height of a word: how far below a row the middle of a word of the next one stands at most
GAPS = 0.02  # share of a header that its boxes leave open, or cover twice
SAID = 0.6  # share of the cells that hold words


def tile_rules(painted: Sequence[BBox], drawn: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The edges of the ``painted`` boxes of a page that make up a table through which no upright rule is ``drawn``."""
    cells = [b for b in painted if min(b[2] - b[0], b[3] - b[1]) >= SMALLEST]
    if not FEWEST <= len(cells) <= MOST:
        return []
    tables = tables_of(cells_of(merge_rules([rule for box in cells for rule in _edges(box)])))
    return [rule for boxes in tables if _is_table(boxes, drawn, words) for box in boxes for rule in _edges(box)]


def header_rules(painted: Sequence[BBox], drawn: Sequence[Rule]) -> list[Rule]:
    """The edges of ``painted`` boxes side by side that stand on upright rules, or on others that do: a header in
    colour, its own rules white. Those above level rules as wide as they are give the rules above and below the header
    alone."""
    rules = merge_rules(drawn)
    upright, level = ([r.bbox for r in rules if r.orientation == way] for way in "vh")
    boxes = list(dict.fromkeys(b for b in painted if min(b[2] - b[0], b[3] - b[1]) >= SMALLEST))
    standing = [b for b in boxes if any(abs(v[1] - b[3]) <= SNAP and abs(v[0] - x) <= SNAP
                                        for v in upright for x in (b[0], b[2]))]
    for box in standing:  # grows as boxes on top of them are found
        standing += [b for b in boxes if abs(b[3] - box[1]) <= SNAP and b[0] < box[2] and b[2] > box[0]
                     and b not in standing]
    beside = [b for b in standing if any(abs(b[2] - o[0]) <= SNAP or abs(b[0] - o[2]) <= SNAP for o in standing)]
    return [*(rule for box in beside for rule in _edges(box)), *_above_level(boxes, level, upright)]


def _above_level(boxes: Sequence[BBox], level: Sequence[BBox], upright: Sequence[BBox]) -> Iterator[Rule]:
    """The rules above, within and below each header of boxes that has two level rules of its width under it, the first
    of them near, and no upright one."""
    for top in lines_of(b[1] for b in boxes):
        header = tiled(boxes, top)
        if len(header) < 2:
            continue
        x0, _, x1, bottom = union(header)
        if any(top - NEAR < b[3] < top + SNAP and b[0] >= x0 - SNAP and b[2] <= x1 + SNAP for b in boxes):
            continue  # a shaded row
        below = sorted(r[1] for r in level if r[1] > bottom - SNAP and abs(r[0] - x0) + abs(r[2] - x1) <= 2 * SNAP)
        ruled = any(v[1] <= bottom + SNAP and v[3] > bottom + SNAP and x0 + SNAP < v[0] < x1 - SNAP for v in upright)
        if len(below) > 1 and below[0] - bottom < NEAR and not ruled:
            yield from (Rule("h", (x0, y, x1, y)) for y in (top, bottom))
            yield from (Rule("h", (b[0], b[3], b[2], b[3])) for b in header if b[3] < bottom - SNAP)


def tiled(boxes: Sequence[BBox], top: float) -> list[BBox]:
    """The ``boxes`` of a header that begins at ``top``: those side by side, what stands beside them under a lower one,
    and the row below where it parts them further. None where they leave gaps."""
    row = [b for b in boxes if abs(b[1] - top) <= SNAP]
    if not row:
        return []
    x0, _, x1, bottom = union(row)
    within = [b for b in boxes if b[0] >= x0 - SNAP and b[2] <= x1 + SNAP]
    found = [b for b in within if b[1] >= top - SNAP and b[3] <= bottom + SNAP]
    covered = sum((b[2] - b[0]) * (b[3] - b[1]) for b in found)
    if abs(covered - (x1 - x0) * (bottom - top)) > GAPS * covered:
        return []
    lowest = [b[0] for b in found if b[3] >= bottom - SNAP]
    under = [b for b in within if abs(b[1] - bottom) <= SNAP]
    more = any(min(abs(b[0] - x) for x in lowest) > SNAP for b in under)
    return [*found, *(tiled(under, bottom) if more else ())]


def _edges(box: BBox) -> Iterator[Rule]:
    x0, top, x1, bottom = box
    yield from (Rule("h", (x0, y, x1, y)) for y in (top, bottom))
    yield from (Rule("v", (x, top, x, bottom)) for x in (x0, x1))


def _is_table(boxes: Sequence[BBox], drawn: Sequence[Rule], words: Sequence[Word]) -> bool:
    columns, rows = (len(lines_of(box[side] for box in boxes)) for side in (0, 1))
    x0, top, x1, bottom = union(boxes)
    ruled = any(r.orientation == "v" and x0 + SNAP < r.bbox[0] < x1 - SNAP and r.bbox[1] < bottom and r.bbox[3] > top
                for r in drawn)
    if columns < 2 or rows < 2 or columns * rows < FEWEST or ruled or _goes_on(boxes, words):
        return False
    middles = [((w.bbox[0] + w.bbox[2]) / 2, (w.bbox[1] + w.bbox[3]) / 2) for w in words]
    said = sum(any(b[0] < x < b[2] and b[1] < y < b[3] for x, y in middles) for b in boxes)
    return said > SAID * len(boxes)


def _goes_on(boxes: Sequence[BBox], words: Sequence[Word]) -> bool:
    """Whether another row stands right below ``boxes``: then only every other one is painted, or the header alone. Two
    rows may be a header: they make a table at the foot of a page only."""
    x0, _, x1, bottom = union(boxes)
    if len(lines_of(box[1] for box in boxes)) == 2:
        return any(bottom < w.bbox[1] < bottom + NEAR and x0 < w.bbox[0] < x1 for w in words)
    limits = lines_of(box[0] for box in boxes)
    below = [w.bbox for w in words if bottom < (w.bbox[1] + w.bbox[3]) / 2 < bottom + BELOW * (w.bbox[3] - w.bbox[1])
             and x0 <= w.bbox[0] and w.bbox[2] <= x1]
    return len({sum(x < b[0] for x in limits) for b in below}) > 1 and not any(
        b[0] < x < b[2] for b in below for x in limits)
