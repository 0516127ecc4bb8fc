"""Tables whose rows are told by colour: every other row painted. Where a colour begins or ends, a row does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import SNAP
from lkj_audit.extract.ruled.ruling import lines_of as coordinates
from lkj_audit.extract.ruled.unclosed import running_text
from lkj_audit.model import BBox, Word, union

LEAST = 2  # bands that make a table
MOST = 1_500  # painted boxes: more are a picture
SMALLEST = 6.0  # points: width and height of a cell
FARTHEST = 150.0  # points between two bands at most: a row that is not painted


class Bands(NamedTuple):
    """The painted cells of one table, its sides, where its columns part, and the middle of a row not painted."""

    cells: list[BBox]
    x0: float
    x1: float
    columns: list[float]
    open: float

    @property
    def edges(self) -> list[Rule]:
        """The upper and lower edges of the bands, from the top down."""
        return [Rule("h", (b[0], y, b[2], y)) for b in self.cells for y in (b[1], b[3])]

    def holds(self, rule: Rule) -> bool:
        """Whether a level ``rule`` keeps to the width of the table."""
        return rule.bbox[0] >= self.x0 - 2 * SNAP and rule.bbox[2] <= self.x1 + 2 * SNAP


def bands(painted: Sequence[BBox], words: Sequence[Word]) -> list[Bands]:
    """The tables among the boxes ``painted`` on a page in which rows that are painted, cell by cell, and rows that are
    not take turns."""
    boxes = list(dict.fromkeys(b for b in painted if min(b[2] - b[0], b[3] - b[1]) >= SMALLEST))
    if not LEAST <= len(boxes) <= MOST:
        return []
    out = []
    for own, gap in _tables(_runs(boxes), words):
        x0, _, x1, _ = union(b for run in own for b in run)
        limits = coordinates(x for run in own for b in run for x in (b[0], b[2]))
        columns = [x for x in limits if x0 + SNAP < x < x1 - SNAP]
        if columns:  # a band in one piece may run on behind cells that reach over several rows
            out.append(Bands([b for run in own for b in run], x0, x1, columns, gap))
    return out


def _runs(boxes: Sequence[BBox]) -> list[list[BBox]]:
    """Boxes that begin at one height, side by side, from the top down."""
    runs: list[list[BBox]] = []
    for box in sorted(boxes, key=lambda b: (round(b[1]), b[0])):
        last = runs[-1][-1] if runs else None
        if last and abs(last[1] - box[1]) <= 1 and abs(last[2] - box[0]) <= SNAP:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs


def _tables(runs: Sequence[Sequence[BBox]], words: Sequence[Word]) -> Iterator[tuple[list[Sequence[BBox]], float]]:
    """The runs of boxes that are bands of one table: of one width, but for cells at the left that are merged with those
    above, with rows between that are not painted, and the middle of one of these."""
    tables: list[list[Sequence[BBox]]] = []
    for run in runs:
        for table in reversed(tables):
            x0, _, x1, bottom = union(b for r in table for b in r)
            top = run[0][1]
            if abs(run[-1][2] - x1) <= SNAP and run[0][0] >= x0 - SNAP and top - bottom <= FARTHEST and (
                    _same_columns(table, run)) and not running_text((x0, bottom, x1, bottom), run[0], words):
                table.append(run)
                break
        else:
            tables.append([run])
    for table in tables:
        gaps = [(max(b[3] for b in above[-1:]), below[-1][1]) for above, below in pairwise(table)]
        x0, _, x1, _ = union(b for r in table for b in r)
        open_ = [g for g in gaps if g[1] - g[0] >= SMALLEST and any(
            g[0] < (w.bbox[1] + w.bbox[3]) / 2 < g[1] and x0 < w.bbox[0] < x1 for w in words)]
        if len(table) >= LEAST and open_:
            yield table, (open_[0][0] + open_[0][1]) / 2


def _same_columns(table: Sequence[Sequence[BBox]], run: Sequence[BBox]) -> bool:
    """Whether most cells of ``run`` begin where others of ``table`` do."""
    if run[0][1] < max(b[3] for b in table[-1]) + SNAP:
        return True  # the second level of a header
    begins = [b[0] for other in table for b in other]
    return 2 * sum(any(abs(b[0] - x) <= SNAP for x in begins) for b in run) > len(run) or len(run) == 1
