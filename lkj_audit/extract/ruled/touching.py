"""What touches a table in one grid as drawn: another table for the reader, such as the budget below the indicators of a
PK, or the caption above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lkj_audit.extract.ruled.grid import Grid, GridCell
from lkj_audit.extract.whole.headers import Row, has_figures, header_words, text
from lkj_audit.extract.words.blocks import classify
from lkj_audit.model import union


def part_touching(grid: Grid) -> list[Grid]:
    """``grid`` cut where another table begins under the rows of one; as it is when there is no such row."""
    rows = grid.matrix()
    for r in range(1, len(rows) - 1):
        if _begins(rows, r) and (_other_lines(rows, r) or _fewer_columns(rows, r)):
            upper, lower = _part(grid, 0, r), _part(grid, r, len(rows))
            return [upper, *part_touching(lower)]
    return [grid]


def part_caption(grid: Grid) -> tuple[list[GridCell], Grid]:
    """The cells at the top of ``grid`` that hold a caption, alone in their rows, and the rest of it."""
    rows = grid.matrix()
    first = next((r for r, row in enumerate(rows) if len({id(c) for c in row if c.text}) > 1), 0)
    found = [next(c for c in row if c.text) for row in rows[:first] if any(c.text for c in row)]
    parted = first > 0 and not any(c.text for c in rows[first - 1]) and header_words(rows[first]) >= 0.5
    if found and (parted or classify(found[0].text, False)[0] == "caption") and len(rows) - first > 1:
        return list({c.row: c for c in found}.values()), _part(grid, first, len(rows))
    return [], grid


def _begins(rows: Sequence[Row], r: int) -> bool:
    """Whether row ``r`` can be a header: short labels of header vocabulary, figures in the rows below."""
    labels = [text(c) for c in rows[r] if text(c)]
    if len(labels) < 2 or not text(rows[r][0]) or has_figures(rows[r]) or any(c is b for c, b in zip(
            rows[r], rows[r - 1], strict=True)):
        return False
    return all(re.match(r"\W*[^\W\d].{,39}$", t) or t == "%" for t in labels) and header_words(rows[r]) >= 0.6 and any(
        re.search(r"\d", text(c)) for row in rows[r + 1:] for c in row)


def _lines(rows: Sequence[Row]) -> set[int]:
    """The column lines that cells of ``rows`` begin at."""
    return {c.col for row in rows for c in row}


def _other_lines(rows: Sequence[Row], r: int) -> bool:
    """Whether the rows above and below ``r`` are cut by different column lines, and no header above is the cause."""
    above, below = _lines(rows[:r]), _lines(rows[r:])
    if above - below and below - above:
        return True
    return any(has_figures(row) for row in rows[:r]) and above != below and len(rows) - r >= 2


def _fewer_columns(rows: Sequence[Row], r: int) -> bool:
    """Whether the right-hand columns, filled above, stay empty from row ``r`` on."""
    width = range(len(rows[0]))
    used = max((c for row in rows[r:] for c in width if text(row[c])), default=-1)
    before = max((c for row in rows[:r] for c in width if text(row[c])), default=-1)
    return 0 < used < before and bool(text(rows[r][used]))


def _part(grid: Grid, first: int, end: int) -> Grid:
    """The rows ``first`` to ``end`` of ``grid`` with the column lines that they use."""
    cells = [c for c in grid.cells if first <= c.row < end]
    last = max((c.col_end for c in cells if c.text), default=len(grid.xs) - 1)
    cells = [c for c in cells if c.col < last]
    lines = sorted({c.col for c in cells} | {min(c.col_end, last) for c in cells})
    at = {line: i for i, line in enumerate(lines)}

    def moved(cell: GridCell) -> GridCell:
        return replace(cell, row=cell.row - first, row_end=min(cell.row_end, end) - first, col=at[cell.col],
                       col_end=at[min(cell.col_end, last)])

    return Grid(grid.page, union(c.bbox for c in cells), tuple(grid.xs[i] for i in lines), grid.ys[first:end + 1],
                tuple(moved(c) for c in cells))
