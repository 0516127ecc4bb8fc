"""Titles of columns that are set askew: left out as a watermark would be, and put back where a header lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkj_audit.extract.page.turned_words import Letter
from lkj_audit.extract.ruled.grid import Grid, GridCell
from lkj_audit.model import Word

CLOSE = 2.0  # of the size of a letter: how far on the next word of a title begins


def titles(words: Sequence[Sequence[Letter]], page: int) -> list[Word]:
    """The lines that the letters of ``words`` that run askew make up, each with the box of its first letter."""
    found: list[Word] = []
    end: tuple[float, float] | None = None
    for letters in (w for w in words if w):
        x0, top, x1, bottom = letters[0].bbox
        said, size = "".join(x.text for x in letters), bottom - top
        if end and abs((x0 + x1) / 2 - end[0]) + abs((top + bottom) / 2 - end[1]) < CLOSE * (size + x1 - x0) / 2:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {said}")
        else:
            found.append(Word(said, page, letters[0].bbox, size, letters[0].bold))
        last = letters[-1].bbox
        end = (last[0] + last[2]) / 2, (last[1] + last[3]) / 2
    return found


def titled(grid: Grid, askew: Sequence[Word]) -> Grid:
    """``grid`` with the titles that begin in the empty cells of its first row, if each of them has one."""
    empty = [c for c in grid.cells if c.row == 0 and not c.text]
    own = {id(c): w for c in empty for w in askew if _begins_in(w, c)}
    if not empty or len(own) < len(empty):
        return grid
    return replace(grid, cells=tuple(replace(c, text=w.text, words=(w,)) if (w := own.get(id(c))) else c
                                     for c in grid.cells))


def _begins_in(word: Word, cell: GridCell) -> bool:
    x, y = (word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2
    return cell.bbox[0] < x < cell.bbox[2] and cell.bbox[1] < y < cell.bbox[3]
