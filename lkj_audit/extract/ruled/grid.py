"""Ruling lines and words → grids of cells, for digital and scanned pages alike.

What comes out keeps merged cells as spans; what to do with them is decided later.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.apart import apart
from lkj_audit.extract.ruled.ruling import LINE, MOST, SNAP, cells_of, closed, lines_of, merge_rules, tables_of
from lkj_audit.extract.words.joining import join_lines, text_lines
from lkj_audit.model import BBox, Word

_WORD = re.compile(r"[^\W\d_]{3}")
UPRIGHT = 1.5  # of their width: the height of words that run up or down the page


@dataclass(frozen=True, slots=True)
class GridCell:
    """One drawn cell: where it is, which rows and columns of its grid it spans (end exclusive), and its text. ``page``
    is 0 for the page of its grid."""

    bbox: BBox
    row: int
    col: int
    row_end: int
    col_end: int
    text: str
    words: tuple[Word, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn on one page. ``xs`` and ``ys`` are the lines of its columns and rows, in points. It is not
    ``sure`` where they are not drawn and what stands between them makes one doubt."""

    page: int
    bbox: BBox
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    sure: bool = True

    def matrix(self) -> list[list[GridCell]]:
        """The cell that covers each place of the grid; an empty one where nothing is drawn."""
        drawn = {(r, c): cell for cell in self.cells
                 for r in range(cell.row, cell.row_end) for c in range(cell.col, cell.col_end)}
        return [[drawn.get((r, c)) or GridCell((x0, top, x1, bottom), r, c, r + 1, c + 1, "")
                 for c, (x0, x1) in enumerate(pairwise(self.xs))] for r, (top, bottom) in enumerate(pairwise(self.ys))]


def find_grids(page: int, rules: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """The ruled tables of a page, top to bottom. A box with a single row or column of one cell is not a table."""
    if not 4 <= len(rules) <= MOST:
        return []
    cells = [cell for own in apart(merge_rules(rules), words) for cell in cells_of(closed(own))]
    grids = (_grid(page, boxes, words) for boxes in tables_of(cells))
    return [g for g in grids if len(g.xs) > 2 and any(c.text for c in g.cells)]


def is_chart(grid: Grid) -> bool:
    """Whether ``grid`` is the lines behind a chart: no word in it, only figures, and many cells that are empty."""
    texts = [c.text for c in grid.cells]
    return 3 * texts.count("") > len(texts) and not any(_WORD.search(t) for t in texts)


def _index(lines: Sequence[float], value: float) -> int:
    """Which of ``lines``, in rising order, is next to ``value``."""
    i = bisect_right(lines, value) - 1
    return i + 1 if i < 0 or (i + 1 < len(lines) and lines[i + 1] - value < value - lines[i]) else i


def _grid(page: int, boxes: Sequence[BBox], words: Sequence[Word]) -> Grid:
    xs = _columns(lines_of(x for b in boxes for x in (b[0], b[2])))
    ys = lines_of(y for b in boxes for y in (b[1], b[3]))
    bbox = xs[0], ys[0], xs[-1], ys[-1]
    cells = [GridCell(b, _index(ys, b[1]), _index(xs, b[0]), _index(ys, b[3]), _index(xs, b[2]), "") for b in boxes]
    cells = [c for c in cells if c.col < c.col_end]
    owner: dict[tuple[int, int], int] = {}
    for i, cell in enumerate(cells):
        for r in range(cell.row, cell.row_end):
            for c in range(cell.col, cell.col_end):
                owner[r, c] = i
    inside: list[list[Word]] = [[] for _ in cells]
    for word in words:
        for part in _cut(word, xs, ys, owner, cells):
            x, y = (part.bbox[0] + part.bbox[2]) / 2, (part.bbox[1] + part.bbox[3]) / 2
            place = owner.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))
            if place is not None:
                inside[place].append(part)
    filled = [GridCell(c.bbox, c.row, c.col, c.row_end, c.col_end, join_lines(lines, c.bbox), tuple(chain(*lines)))
              for c, own in zip(cells, inside, strict=True) for lines in [_upright(own) or text_lines(own)]]
    return Grid(page, bbox, xs, ys, tuple(sorted(filled, key=lambda c: (c.row, c.col))))


def _columns(xs: Sequence[float]) -> tuple[float, ...]:
    """``xs`` without lines so close to the one before that no letter stands between: a rule drawn double, or slanting
    on a photograph."""
    out = list(xs[:1])
    out += (x for before, x in pairwise(xs) if x - before >= LINE)
    return tuple(out)


def _cut(word: Word, xs: Sequence[float], ys: Sequence[float], owner: dict[tuple[int, int], int],
         cells: Sequence[GridCell]) -> list[Word]:
    """``word`` in pieces where it runs over the border of two cells (pdfium joins text that nearly touches)."""
    x0, top, x1, bottom = word.bbox
    if x1 < xs[0] or x0 > xs[-1] or bottom < ys[0] or top > ys[-1]:
        return []
    row = bisect_right(ys, (top + bottom) / 2) - 1
    for x in xs[1:-1]:
        if not x0 + SNAP < x < x1 - SNAP:
            continue
        col = bisect_right(xs, x + 0.1) - 1
        left, right = owner.get((row, col - 1)), owner.get((row, col))
        if left is None or right is None or left == right or x1 - x < 0.15 * (x1 - x0):
            continue
        at = round(len(word.text) * (x - x0) / (x1 - x0))
        if 0 < at < len(word.text):
            head = replace(word, text=word.text[:at], bbox=(x0, top, x, bottom))
            return [head, *_cut(replace(word, text=word.text[at:], bbox=(x, top, x1, bottom)), xs, ys, owner, cells)]
    return [word]


def _upright(words: Sequence[Word]) -> list[list[Word]]:
    """The lines of words that are set upright, in the order of the file; none where the words of a cell are level."""
    long = [w.bbox for w in words if len(w.text) > 2]
    if sum(b[3] - b[1] for b in long) <= UPRIGHT * sum(b[2] - b[0] for b in long):
        return []
    lines = [[words[0]]]
    for before, word in pairwise(words):
        if before.bbox[0] < (word.bbox[0] + word.bbox[2]) / 2 < before.bbox[2]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines
