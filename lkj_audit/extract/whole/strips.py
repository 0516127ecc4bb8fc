"""A sheet wider than the paper, printed in strips: the right-hand columns stand on later pages, at the same heights as
the rows that they belong to. The strips are put together before tables are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lkj_audit.extract.ruled.grid import Grid
from lkj_audit.extract.ruled.ruling import lines_of
from lkj_audit.extract.whole.stitch import same_columns
from lkj_audit.extract.words.blocks import classify
from lkj_audit.model import Word

AHEAD = 12  # pages on which the next strip of a page is looked for
LEVEL = 1.5  # points by which the heights of rows may differ
LEAST = 4  # lines between rows that two strips have in common
MARGIN = 0.08  # share of the page height in which only running headers and footers stand
LEVELS = 2  # lines between the levels of a header that one of two strips may lack
ALIKE = 0.8  # share of its cells by which a column repeats that of the first strip


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read of one page: its size in points, the words outside tables, its grids; ``open`` is the last table
    without rules, which may go on over the page. ``part`` is 1 and 2 where two pages stand on one sheet, else 0."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    grids: tuple[Grid, ...]
    open: Grid | None = None
    part: int = 0

    @property
    def place(self) -> tuple[int, int]:
        return self.number, self.part


def put_together(pages: Sequence[PageContent]) -> tuple[list[PageContent], set[int]]:
    """``pages`` with the grids of later strips set to the right of the first, and the numbers of those that had them;
    they keep the words in their margins."""
    out = list(pages)
    moved: set[int] = set()
    for i, page in enumerate(pages):
        if page.part or page.number in moved or not page.grids:
            continue
        strips = [page.grids[-1]]
        for j in range(i + 1, min(i + 1 + AHEAD, len(pages))):
            other = pages[j]
            if not _is_sheet(other, page):
                break
            if other.number not in moved and _beside(strips, other.grids[0]):
                strips.append(other.grids[0])
                moved.add(other.number)
                out[j] = replace(other, grids=())
        if len(strips) > 1:
            out[i] = replace(page, grids=(*page.grids[:-1], _joined(strips)))
    return out, moved


def _is_sheet(page: PageContent, first: PageContent) -> bool:
    """Whether there is one grid and nothing else on a page, but for running lines, which the ``first`` has too, and the
    rest of a title over columns of several strips, which stands above the grid at the height of the first strip."""
    if page.part or len(page.grids) != 1:
        return False
    top, begins = first.grids[-1].ys[0], page.grids[0].ys[0]
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    title = [w for w in page.words if top - LEVEL < w.bbox[1] < begins]
    others = [w for w in page.words if not top - LEVEL < w.bbox[1] < begins]
    if any(low < w.bbox[1] < high for w in others) or classify(" ".join(w.text for w in title), False)[0] == "caption":
        return False
    running = {_shape(w) for w in first.words}
    return all(_shape(w) in running for w in others)


def _shape(word: Word) -> str:
    return re.sub(r"\d+", "#", word.text)


def _beside(strips: Sequence[Grid], grid: Grid) -> bool:
    """Whether the rows of ``grid`` stand where those of the first strip do, to the last, in columns of other widths or
    after the same first columns. The levels of a header may differ."""
    first = strips[0]
    shared = sum(any(abs(y - z) <= LEVEL for z in first.ys) for y in grid.ys)
    if shared < max(LEAST, max(len(first.ys), len(grid.ys)) - LEVELS) or abs(first.ys[-1] - grid.ys[-1]) > LEVEL:
        return False
    ys = lines_of((*first.ys, *grid.ys))
    same = _repeated(_on(first, ys), _on(grid, ys))
    return 0 < same < len(grid.xs) - 1 or not any(same_columns(s.xs, grid.xs) for s in strips)


def _joined(strips: Sequence[Grid]) -> Grid:
    """One grid: the columns of later strips less those that repeat the first ones of the first strip."""
    ys = lines_of(y for strip in strips for y in strip.ys)
    first, *others = (_on(strip, ys) for strip in strips)
    xs, cells = list(first.xs), list(first.cells)
    for strip in others:
        same, right = _repeated(first, strip), xs[-1]
        shift = len(xs) - 1 - same
        xs += [right + x - strip.xs[same] for x in strip.xs[same + 1:]]
        cells += [replace(c, col=c.col + shift, col_end=c.col_end + shift, page=strip.page)
                  for c in strip.cells if c.col >= same]
    return Grid(first.page, (*first.bbox[:2], xs[-1], first.bbox[3]), tuple(xs), ys, tuple(cells))


def _on(grid: Grid, ys: Sequence[float]) -> Grid:
    """``grid`` with ``ys``, its own lines among them, between its rows."""
    at = [min((abs(z - y), i) for i, z in enumerate(ys))[1] for y in grid.ys]
    cells = (replace(c, row=at[c.row], row_end=at[c.row_end]) for c in grid.cells)
    return replace(grid, ys=tuple(ys), cells=tuple(cells))


def _repeated(first: Grid, strip: Grid) -> int:
    """How many columns at the left of ``strip`` say what those of the first do."""
    a, b = first.matrix(), strip.matrix()
    count = 0
    while count < min(len(first.xs), len(strip.xs)) - 1 and sum(
            x[count].text == y[count].text != "" for x, y in zip(a, b, strict=True)) >= ALIKE * len(b):
        count += 1
    return count
