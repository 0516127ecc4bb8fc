"""Boxes of straightened scans → boxes of the pages as shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from lkj_audit.extract.page.drawn import Matrix, apply
from lkj_audit.model import BBox, Block, Cell, Place, Table, Word

Item = TypeVar("Item", Block, "Block | Table")


def turn_back(flow: Sequence[Item], turns: Mapping[int, Matrix]) -> tuple[Item, ...]:
    """``flow`` with every box on a page of ``turns`` led back to the page as shown."""
    return tuple(_table(x, turns) if isinstance(x, Table) else _block(x, turns) for x in flow)


def _box(bbox: BBox, m: Matrix) -> BBox:
    """A small turn moves the box and keeps its size; a quarter turn lays it down."""
    corners = [apply(m, x, y) for x in (bbox[0], bbox[2]) for y in (bbox[1], bbox[3])]
    if abs(m[1]) > 0.5 or m[0] < 0:
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    x, y = apply(m, (bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2)
    w, h = (bbox[2] - bbox[0]) / 2, (bbox[3] - bbox[1]) / 2
    return x - w, y - h, x + w, y + h


def _word(word: Word, turns: Mapping[int, Matrix]) -> Word:
    return replace(word, bbox=_box(word.bbox, turns[word.page])) if word.page in turns else word


def _block(block: Block, turns: Mapping[int, Matrix]) -> Block:
    return replace(block, words=tuple(_word(w, turns) for w in block.words))


def _cell(cell: Cell, turns: Mapping[int, Matrix]) -> Cell:
    places = tuple(Place(p.page, _box(p.bbox, turns[p.page])) if p.page in turns else p for p in cell.places)
    return replace(cell, places=places)


def _table(table: Table, turns: Mapping[int, Matrix]) -> Table:
    if not turns.keys() & set(table.pages):
        return table
    return replace(
        table,
        header_cells=tuple(_cell(c, turns) for c in table.header_cells),
        rows=tuple(tuple(_cell(c, turns) for c in row) for row in table.rows),
        numbering=tuple(_cell(c, turns) for c in table.numbering) if table.numbering else None,
        caption_block=_block(table.caption_block, turns) if table.caption_block else None,
    )
