"""Tables of boxes that stand apart, as on slides: each cell is a shape of its own, with a gap round it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import SNAP
from lkj_audit.model import BBox, Word, union

SMALLEST = 6.0  # points: width and height of a cell
WIDEST = 14.0  # points between two cells
ROWS, COLUMNS, MOST = 3, 2, 600


def lattices(boxes: Sequence[BBox], rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """``rules`` with those of ``boxes`` that make up a table replaced by the rules between its rows and columns."""
    cells = sorted({b for b in boxes if min(b[2] - b[0], b[3] - b[1]) >= SMALLEST}, key=lambda b: (b[1], b[0]))
    if not ROWS * COLUMNS <= len(cells) <= MOST:
        return list(rules)
    out = list(rules)
    for rows in _regular(_rows(cells)):
        if _has_figures(rows, words) and not _said_between(rows, words):
            x0, top, x1, bottom = union(box for row in rows for box in row)
            out = [r for r in out if not (x0 - SNAP < r.bbox[0] and r.bbox[2] < x1 + SNAP
                                          and top - SNAP < r.bbox[1] and r.bbox[3] < bottom + SNAP)]
            xs = [x0, *((a[2] + b[0]) / 2 for a, b in pairwise(rows[0])), x1]
            ys = [top, *((a[0][3] + b[0][1]) / 2 for a, b in pairwise(rows)), bottom]
            out += [*(Rule("v", (x, top, x, bottom)) for x in xs), *(Rule("h", (x0, y, x1, y)) for y in ys)]
    return out


def _rows(cells: Sequence[BBox]) -> list[list[BBox]]:
    """``cells`` of one height side by side, from the top of the page down."""
    rows: list[list[BBox]] = []
    for box in cells:
        row = next((r for r in rows if abs(r[0][1] - box[1]) <= SNAP and abs(r[0][3] - box[3]) <= SNAP), None)
        if row is None:
            rows.append([box])
        elif not any(abs(b[0] - box[0]) <= SNAP and abs(b[2] - box[2]) <= SNAP for b in row):  # the shape and its edge
            row.append(box)
    rows = [sorted(r) for r in rows]
    return [r for r in rows if len(r) >= COLUMNS and all(-SNAP < b[0] - a[2] < WIDEST for a, b in pairwise(r))]


def _regular(rows: Sequence[list[BBox]]) -> Iterator[list[list[BBox]]]:
    """Stretches of ``rows`` with the same columns, close under each other, parted by more than rules are thick."""
    run: list[list[BBox]] = []
    for row in [*rows, []]:
        follows = run and len(row) == len(run[-1]) and -SNAP < row[0][1] - run[-1][0][3] < WIDEST and all(
            abs(a[0] - b[0]) <= SNAP and abs(a[2] - b[2]) <= SNAP for a, b in zip(run[-1], row, strict=True))
        if not follows:
            gaps = [*(b[0] - a[2] for r in run for a, b in pairwise(r)),
                    *(b[0][1] - a[0][3] for a, b in pairwise(run))]
            if len(run) >= ROWS and max(gaps) > SNAP:
                yield run
            run = []
        run.append(row)


def _said_between(rows: Sequence[Sequence[BBox]], words: Sequence[Word]) -> bool:
    """Whether words stand in the gaps between ``rows``: then every other row is painted, and that is a row too."""
    x0, _, x1, _ = union(box for row in rows for box in row)
    gaps = [(a[0][3], b[0][1]) for a, b in pairwise(rows)]
    return any(a < (w.bbox[1] + w.bbox[3]) / 2 < b and x0 < w.bbox[0] < x1 for w in words for a, b in gaps)


def _has_figures(rows: Sequence[Sequence[BBox]], words: Sequence[Word]) -> bool:
    """Whether a column has figures under a title of letters."""
    def text(box: BBox) -> str:
        return " ".join(w.text for w in words if box[0] < (w.bbox[0] + w.bbox[2]) / 2 < box[2]
                        and box[1] < (w.bbox[1] + w.bbox[3]) / 2 < box[3])

    for column in zip(*rows, strict=True):
        title, *body = map(text, column)
        if any(map(str.isalpha, title)) and not any(map(str.isdigit, title)) and all(
                any(map(str.isdigit, t)) for t in body):
            return True
    return False
