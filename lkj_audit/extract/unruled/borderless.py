"""Tables without rules, or with level rules only: columns from the gaps in lines of text, rows from their distances.

Only pages on which a caption or a line of header words says that a table must be there are looked at. Where no columns
can be made out, camelot is asked for them: it costs ten times what the rest of a page does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from lkj_audit.extract.ruled.grid import Grid, GridCell
from lkj_audit.extract.unruled.beside import parting
from lkj_audit.extract.unruled.columns import (
    CLOSE,
    TOTAL,
    TextLine,
    aligned,
    at_edges,
    column_gaps,
    crosses,
    ends_table,
    lines_of,
)
from lkj_audit.extract.unruled.doubts import is_doubtful
from lkj_audit.extract.unruled.pieces import FIGURE
from lkj_audit.extract.unruled.rows import HEAD_ROWS, Row, rows_of
from lkj_audit.extract.unruled.second_columns import columns_seen, too_full
from lkj_audit.extract.unruled.starts import MIN_ROWS, WIDE, is_caption, table_starts
from lkj_audit.extract.words.blocks import classify
from lkj_audit.extract.words.joining import join_lines
from lkj_audit.model import Word, union

FARTHEST = 8.0  # line heights between two rows of a table
HINTS = frozenset(("Tabel", "TABEL", "No", "No.", "NO", "NO.", "Nomor", "NOMOR", "Kode", "KODE", "Uraian", "URAIAN",
                   "Indikator", "INDIKATOR", "Jenis"))  # a page without any of these has no table of interest …
_YEAR = re.compile(r"(?:19|20)\d\d")
PROGRAMMES = frozenset(("Program", "PROGRAM", "Kegiatan", "KEGIATAN", "Program/Kegiatan", "Subkegiatan"))  # … but one
AMOUNTS = frozenset(("Anggaran", "ANGGARAN", "Pagu", "PAGU"))  # with these far to the right of those
FAR = 20.0  # points
PROSE = 60  # characters: more than a title of a column has
MARGIN = 0.06  # share of the page height in which only running headers and footers stand


def find_borderless(number: int, words: Sequence[Word], height: float, source: bytes, password: str | None,
                    before: Grid | None = None) -> list[Grid]:
    """The tables without a grid among ``words`` (those outside grids) of page ``number``.

    ``source`` is the PDF itself, empty where its boxes are not those of ``words``, ``height`` that of the page in
    points, ``before`` the last table without a grid of the page before: it may go on at the top of this one.
    """
    if not before and (said := {w.text for w in words}).isdisjoint(HINTS) and (said.isdisjoint(AMOUNTS) or not any(
            b.text in AMOUNTS and a.text in PROGRAMMES and b.bbox[0] - a.bbox[2] > FAR for a, b in pairwise(words))):
        return []
    lines = [x for x in lines_of(words) if MARGIN * height < x.bbox[1] and x.bbox[3] < (1 - MARGIN) * height]
    if before and lines and before.bbox[3] > 0.5 * height and (rest := _rest(number, before, lines, height)):
        below = [w for w in words if w.bbox[1] > rest.bbox[3]]
        return [rest, *find_borderless(number, below, height, source, password)]
    grids: list[Grid] = []
    for i in table_starts(lines):
        if any(g.bbox[1] - 2 <= lines[i].bbox[1] <= g.bbox[3] for g in grids):
            continue
        i -= _begins_above(lines, i)
        grid = _by_gaps(number, lines[i:]) or _by_camelot(number, lines[i:], source, password, height)
        if grid and not _is_prose(grid):
            grids += _sides(grid, lines[max(0, i - 2):i])
    return sorted(grids, key=lambda g: g.bbox[1])


def _sides(grid: Grid, above: Sequence[TextLine]) -> list[Grid]:
    """``grid`` itself, or the two tables side by side that it shows."""
    x = parting(grid, above)
    if x is None:
        return [grid]
    words = [w for c in grid.cells for w in c.words]
    found = [_by_gaps(grid.page, lines_of([w for w in words if (w.bbox[0] > x) == right])) for right in (False, True)]
    halves = [replace(half, bbox=(half.bbox[0], grid.bbox[1], *half.bbox[2:])) for half in found if half]
    return halves if len(halves) == 2 else [grid]


def _rest(number: int, before: Grid, lines: Sequence[TextLine], height: float) -> Grid | None:
    """What is left of the table ``before`` at the top of the page, under its running header."""
    while lines and lines[0].bbox[1] < 0.12 * height and len(lines[0].parts) == 1 and not is_caption(lines[0]):
        lines = lines[1:]
    head, levels = _repeated(before, lines)
    rest = _grid(number, before.xs, lines[head:], 1, headed=not levels) if lines[head:] else None
    if levels and (own := _by_gaps(number, lines)) and len(own.xs) == len(before.xs) and (
            not rest or own.bbox[3] > rest.bbox[3] + 1):
        return own  # texts are longer here than on the page before
    return _headed(rest, before, levels, lines[0].bbox[1]) if rest and levels else rest


def _repeated(before: Grid, lines: Sequence[TextLine]) -> tuple[int, int]:
    """How many lines at the top of a page repeat the header of ``before``, word for word, and how many rows it has."""
    places = {(w.text, round(w.bbox[0])): c.row_end for c in before.cells if c.row < HEAD_ROWS for w in c.words}
    levels = 0
    for i, line in enumerate(lines[:-1]):
        rows = [max(places.get((w.text, round(w.bbox[0]) + d), 0) for d in (-1, 0, 1)) for w in line.words]
        if not all(rows):
            return i, levels
        levels = max(levels, *rows)
    return 0, 0


def _headed(grid: Grid, before: Grid, levels: int, top: float) -> Grid:
    """``grid`` under the first ``levels`` rows of ``before``, which stand from ``top`` to its own first row."""
    ys = [top + (grid.bbox[1] - top) * i / levels for i in range(levels)] + list(grid.ys)
    head = [replace(c, row_end=min(c.row_end, levels),
                    bbox=(grid.xs[c.col], ys[c.row], grid.xs[c.col_end], ys[min(c.row_end, levels)]))
            for c in before.cells if c.row < levels]
    body = [replace(c, row=c.row + levels, row_end=c.row_end + levels) for c in grid.cells]
    return Grid(grid.page, (grid.bbox[0], top, *grid.bbox[2:]), grid.xs, tuple(ys), (*head, *body), grid.sure)


def _is_prose(grid: Grid) -> bool:
    """Whether ``grid`` is text set in two columns: two of paragraphs, from the first row on."""
    texts = [c.text for c in grid.cells if c.text]
    first = [c.text for c in grid.cells if c.row == 0 and c.text]
    return len(grid.xs) == 3 and min(map(len, first), default=0) > PROSE and (
        sum(len(t) > PROSE for t in texts) > 0.6 * len(texts))


def _begins_above(lines: Sequence[TextLine], i: int) -> bool:
    """Whether the line above line ``i`` is the first line of titles set to the middle of a header: it stands as close
    as lines of a cell do, right of the first title, over words of the next lines that are not wider than it by much."""
    line = lines[i - 1]
    if not i or is_caption(line) or line.bbox[3] > lines[i].bbox[3] or (
            lines[i].bbox[1] - line.bbox[3] > 0.3 * (line.bbox[3] - line.bbox[1])):
        return False
    below = [union(w.bbox for w in p) for x in lines[i:i + 2] for p in x.parts]
    boxes = [union(w.bbox for w in p) for p in line.parts]
    return boxes[0][0] > below[0][2] and all(
        any(b[0] < o[2] and o[0] < b[2] for o in below) and b[2] - b[0] < 0.3 * WIDE for b in boxes)


def _by_gaps(number: int, lines: Sequence[TextLine]) -> Grid | None:
    """The table that begins with the first of ``lines``, its columns from the gaps that run through them."""
    run: list[TextLine] = []
    for line in lines:
        if run and (_too_far(run, line) or _is_running_text(line, run) or ends_table(line) or is_caption(line)
                    or _heads_another(run, line)):
            break
        run.append(line)
    x0, x1 = min(x.bbox[0] for x in run), max(x.bbox[2] for x in run)
    head = next((i for i, x in enumerate(run) if i and any(map(_figure, x.parts))), 1)
    head = min(head, HEAD_ROWS, max(1, len(run) - 1))
    gaps = column_gaps([x.words for i, x in enumerate(run) if i >= head and not _is_apart(run, i)], x0, x1, run[:head])
    if len(gaps) + 1 < max(len(x.parts) for x in run[:head]):
        rows = [x.words for x in run[head:] if len(x.parts) > 1]
        gaps = max(gaps, column_gaps(rows, x0, x1, run[:head]), key=len)
    return _grid(number, [x0, *at_edges(gaps, run), x1], run) if gaps else None


def _heads_another(run: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line of titles in bold, no figure among them, begins another table under the rows of one in ``run``
    that are not."""
    return (len(line.parts) > 1 and all(w.bold for w in line.words) and not TOTAL.match(line.text)
            and not any(map(_figure, line.parts)) and len(run) > HEAD_ROWS and all(w.bold for w in run[0].words)
            and not any(w.bold for w in run[-1].words))


def _figure(part: Sequence[Word]) -> bool:
    text = " ".join(w.text for w in part)
    return FIGURE.fullmatch(text) is not None and not _YEAR.fullmatch(text)


def _is_running_text(line: TextLine, run: Sequence[TextLine]) -> bool:
    """Whether the words of a line follow on each other over most of the width of the lines before."""
    width = (line.bbox[2] - line.bbox[0]) / (max(x.bbox[2] for x in run) - min(x.bbox[0] for x in run))
    if line.bbox[2] - line.bbox[0] <= WIDE or len(line.parts) > 1:
        return False
    return width > 0.9 or (width > 0.6 and len(lines_of(line.words, CLOSE)[0].parts) == 1)


def _is_apart(run: Sequence[TextLine], i: int) -> bool:
    """Whether line ``i`` is no part of any column: alone at its height and not in line, by either side or the middle,
    with what stands next above or below it. Titles of groups of rows are such lines."""
    line = run[i]
    if len(line.parts) > 1:
        return False
    near = [x for x in (*run[max(0, i - 3):i], *run[i + 1:i + 4]) if len(x.parts) > 1]
    boxes = [union(w.bbox for w in p) for x in near for p in x.parts]
    return bool(boxes) and not any(
        abs(line.bbox[0] - b[0]) <= 1 or abs(line.bbox[2] - b[2]) <= 1 or
        abs(line.bbox[0] + line.bbox[2] - b[0] - b[2]) <= 2 for b in boxes)


def _by_camelot(number: int, lines: Sequence[TextLine], source: bytes, password: str | None,
                height: float) -> Grid | None:
    """The same with the columns of the first table that camelot sees there. None when it fails, it raises almost
    anything on odd files, and on pages too full for it, for its cost grows with the square of the characters."""
    if not source or too_full(number, source, password):
        return None
    for columns, top, bottom in columns_seen(number, source, password, height):
        if top - 4 <= lines[0].bbox[3] and lines[0].bbox[1] < bottom:
            return _grid(number, columns, lines)
    return None


def _grid(number: int, limits: Sequence[float], lines: Sequence[TextLine], min_rows: int = MIN_ROWS, *,
          headed: bool = True) -> Grid | None:
    """The lines that keep to the columns, from the first on, as a grid; None when they are too few."""
    xs = [limits[0] - 500, *limits[1:-1], limits[-1] + 500]
    kept: list[TextLine] = []
    for i, line in enumerate(lines):
        if (kept and (_too_far(kept, line) or ends_table(line) or _heads_another(kept, line))) or is_caption(line) or (
                any(crosses(line.words, x) for x in xs[1:-1]) and not _is_title(lines, i, xs)):
            break
        kept.append(line)
    while kept and len(kept[-1].parts) == 1 and classify(kept[-1].text, False)[0] == "heading":
        kept.pop()
    rows = rows_of(kept, xs, headed=headed) if kept else []
    if sum(len(row.pieces) >= 2 for row in rows) < min_rows:
        return None
    return _as_grid(number, limits, rows)


def _is_title(lines: Sequence[TextLine], i: int, xs: Sequence[float]) -> bool:
    """Whether line ``i``, which runs over the limits of columns, is a title: of columns, above any figure, of the rows
    right below it, or of a total."""
    if i and TOTAL.match(lines[i].text) and len(lines[i].parts) > 1:
        return True
    close = i > 0 and lines[i].bbox[1] - lines[i - 1].bbox[3] < lines[i].bbox[3] - lines[i].bbox[1]
    if i + 1 == len(lines):
        return len(lines[i].parts) == 1 and close and lines[i].text[-1] not in ".;"  # its rows are on the next page
    if _too_far(lines[i:], lines[i + 1]):
        return False
    if i < HEAD_ROWS and not any(map(_figure, (p for x in lines[:i + 1] for p in x.parts))):
        return len(lines[i].parts) > 1 or len(lines[i + 1].parts) > 1
    below = lines[i + 1]
    return len(lines[i].parts) == 1 and len(below.parts) > 1 and not any(crosses(below.words, x) for x in xs[1:-1]) \
        and below.bbox[1] - lines[i].bbox[3] < lines[i].bbox[3] - lines[i].bbox[1]


def _too_far(kept: Sequence[TextLine], line: TextLine) -> bool:
    """Whether ``line`` stands too far below the others to be of one table with them; if its parts keep to the sides or
    middles of those of one of them, it may stand farther."""
    gap = (line.bbox[1] - kept[-1].bbox[3]) / (line.bbox[3] - line.bbox[1])
    if gap <= 3.0 or gap > FARTHEST or len(line.parts) < 3:
        return gap > 3.0
    own = [union(w.bbox for w in p) for p in line.parts]
    return not any(all(aligned(b, [union(w.bbox for w in p)]) for b, p in zip(own, x.parts, strict=True))
                   for x in kept if len(x.parts) == len(own))


def _as_grid(number: int, limits: Sequence[float], rows: Sequence[Row]) -> Grid:
    box = union(p.bbox for row in rows for p in row.pieces if p.lines)
    sides = [min(limits[0], box[0]), *limits[1:-1], max(limits[-1], box[2])]
    tops = [row.top for row in rows] + [box[3]]
    cells = []
    for piece in (p for row in rows for p in row.pieces):
        bbox = sides[piece.col], tops[piece.row], sides[piece.col_end], tops[piece.row_end]
        words = tuple(w for line in piece.lines for w in line)
        cells.append(GridCell(bbox, piece.row, piece.col, piece.row_end, piece.col_end, join_lines(piece.lines, bbox),
                              words))
    return Grid(number, box, tuple(sides), tuple(tops), tuple(sorted(cells, key=lambda c: (c.row, c.col))),
                not is_doubtful(rows))
