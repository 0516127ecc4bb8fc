"""Rows of a ruled table that are printed without upright rules, as every other one in some table styles: drawn as one
cell, their words stand in the columns of the rows between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from lkj_audit.extract.ruled.grid import Grid, GridCell
from lkj_audit.extract.unruled.columns import column_of, crosses, lines_of
from lkj_audit.extract.unruled.pieces import Piece
from lkj_audit.extract.unruled.rows import Row, head_rows
from lkj_audit.extract.whole.headers import shows_figure
from lkj_audit.extract.words.joining import join_lines, text_lines
from lkj_audit.model import BBox, Word

LEAST = 2  # rows of each sort that show that a table alternates
FILLED = 3  # columns with words in a row that is no title; a row with words in all of one more shows it by itself


def part_lumps(grid: Grid) -> Grid:
    """``grid`` with such rows cut at its column lines, and two of them that are drawn as one cut between; as it is
    where they are not several, or not between rows that are cut everywhere, or right of merged cells."""
    grid = _with_titles(grid)
    lumps = [c for c in grid.cells if _is_lump(c, grid)]
    if not lumps:
        return grid
    last, filled = len(grid.xs) - 1, [len(_parts(c, grid)) for c in lumps]
    singles = [c for c in grid.cells if c.row_end == c.row + 1 and c.col_end == c.col + 1]
    whole = sum(count == last for count in Counter(c.row for c in singles).values())
    alternating = whole >= LEAST and sum(n >= FILLED for n in filled) >= LEAST
    if not alternating and not (whole and min(filled) == last > FILLED) and not _beside_merged(lumps, singles, grid):
        return grid
    for cell in sorted((c for c in lumps if c.col_end - c.col == last), key=lambda c: -c.row):
        grid = _in_rows(grid, cell)
    cells = [part for c in grid.cells for part in (_cut(c, grid) if _is_lump(c, grid) else [c])]
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.col))))


def _beside_merged(lumps: Sequence[GridCell], singles: Sequence[GridCell], grid: Grid) -> bool:
    """Whether all ``lumps`` are the last columns of rows whose first ones are merged, with words in each, and those
    columns are cut in other rows."""
    first, last = lumps[0].col, len(grid.xs) - 1
    whole = Counter(c.row for c in singles if c.col >= first)
    return first > 0 and all((c.col, c.col_end, len(_parts(c, grid))) == (first, last, last - first) for c in lumps
                             ) and sum(count == last - first for count in whole.values()) > LEAST


def _with_titles(grid: Grid) -> Grid:
    """``grid`` with its first row, if that is one cell with the titles of the columns, cut into a cell for each."""
    top, last = grid.cells[0], len(grid.xs) - 1
    lines = lines_of(top.words) if (top.row_end, top.col_end - top.col) == (1, last) and last >= FILLED else []
    singles = Counter(c.row for c in grid.cells if c.row_end == c.row + 1 and c.col_end == c.col + 1)
    said = [" ".join(w.text for w in part) for x in lines for part in x.parts]
    if max((len(x.parts) for x in lines), default=0) < FILLED or any(map(shows_figure, said)) or (
            sum(count == last for count in singles.values()) < LEAST):
        return grid
    body = [Row([Piece(c.col, c.col_end, [list(c.words)]) for c in grid.cells[1:] if c.row == r and c.words])
            for r in range(1, len(grid.ys) - 1)]
    rows = head_rows(lines, grid.xs, body)
    more = len(rows) - 1
    tops = [top.bbox[1], *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), top.bbox[3]]
    own = [GridCell(box, p.row, p.col, p.row_end, p.col_end, join_lines(p.lines, box), tuple(chain(*p.lines)))
           for row in rows for p in row.pieces
           for box in [(grid.xs[p.col], tops[p.row], grid.xs[p.col_end], tops[p.row_end])]]
    below = [replace(c, row=c.row + more, row_end=c.row_end + more) for c in grid.cells[1:]]
    return replace(grid, ys=(*tops, *grid.ys[2:]), cells=(*own, *below))


def _is_lump(cell: GridCell, grid: Grid) -> bool:
    return cell.row_end == cell.row + 1 and cell.col_end - cell.col >= FILLED and len(_parts(cell, grid)) > 1


def _parts(cell: GridCell, grid: Grid) -> dict[int, list[Word]]:
    """The words of ``cell`` by column; none where a line of them runs over the limit of two."""
    limits = grid.xs[cell.col + 1:cell.col_end]
    if any(crosses(line, x) for line in text_lines(cell.words) for x in limits):
        return {}
    parts: dict[int, list[Word]] = {}
    for word in cell.words:
        parts.setdefault(column_of(word, grid.xs), []).append(word)
    return parts


def _in_rows(grid: Grid, cell: GridCell) -> Grid:
    """``grid`` with a row for each line of ``cell`` that has words in all columns, and the lines that follow on it."""
    rows: list[list[Word]] = [[]]
    begun = False
    for line in text_lines(cell.words):
        whole = len({column_of(w, grid.xs) for w in line}) == len(grid.xs) - 1
        if whole and begun:
            rows.append([])
        begun = begun or whole
        rows[-1] += line
    more = len(rows) - 1
    if not more:
        return grid
    tops = [cell.bbox[1], *(min(w.bbox[1] for w in row) for row in rows[1:]), cell.bbox[3]]
    below = [replace(c, row=c.row + more * (c.row > cell.row), row_end=c.row_end + more * (c.row_end > cell.row))
             for c in grid.cells if c is not cell]
    own = [_holding(cell, (cell.bbox[0], a, cell.bbox[2], b), row, row_at=cell.row + i)
           for i, (row, (a, b)) in enumerate(zip(rows, pairwise(tops), strict=True))]
    ys = (*grid.ys[:cell.row + 1], *tops[1:-1], *grid.ys[cell.row + 1:])
    return replace(grid, ys=ys, cells=(*below, *own))


def _cut(cell: GridCell, grid: Grid) -> list[GridCell]:
    parts, top, bottom = _parts(cell, grid), cell.bbox[1], cell.bbox[3]
    return [replace(_holding(cell, (x0, top, x1, bottom), parts.get(c, []), cell.row), col=c, col_end=c + 1)
            for c, (x0, x1) in enumerate(pairwise(grid.xs)) if cell.col <= c < cell.col_end]


def _holding(cell: GridCell, bbox: BBox, words: Sequence[Word], row_at: int) -> GridCell:
    """``cell`` in one row with ``words`` alone."""
    lines = text_lines(words)
    return replace(cell, bbox=bbox, row=row_at, row_end=row_at + 1, text=join_lines(lines, bbox),
                   words=tuple(w for line in lines for w in line))
