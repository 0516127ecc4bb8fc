"""Pages as drawn → the flow of a document: blocks and tables in reading order."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkj_audit.extract.grid import Grid
from lkj_audit.extract.lines import (
    Line,
    as_block,
    find_furniture,
    join_blocks,
    joins_over_page,
    page_lines,
    paragraphs,
)
from lkj_audit.extract.stitch import RawTable, continues, extend, head_cells, numbering_cells, open_tables
from lkj_audit.model import BBox, Block, Table, Word

CONTEXT = 8  # blocks before a table that may say what it is


@dataclass(frozen=True, slots=True)
class PageContent:
    """What was read of one page: its size in points, the words outside tables, its grids."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    grids: tuple[Grid, ...]


def assemble(pages: Sequence[PageContent]) -> tuple[tuple[Block | Table, ...], tuple[Block, ...]]:
    """The flow of the document, and its running headers and footers."""
    lines = {p.number: page_lines(p.number, p.words) for p in pages}
    running = find_furniture([(p.height, lines[p.number]) for p in pages])
    furniture = tuple(as_block([line]) for p in pages for line in lines[p.number] if id(line) in running)
    flow: list[Block | RawTable] = []
    for page in pages:
        own = [line for line in lines[page.number] if id(line) not in running]
        for item in _page_flow(page, own):
            last = flow[-1] if flow else None
            if isinstance(item, RawTable) and isinstance(last, RawTable) and continues(last, item):
                extend(last, item)
            elif isinstance(item, Block) and isinstance(last, Block) and item.page == last.words[-1].page + 1 and \
                    joins_over_page(last, item):
                flow[-1] = join_blocks(last, item)
            else:
                flow.append(item)
    return tuple(_finish(flow)), furniture


def _page_flow(page: PageContent, lines: Sequence[Line]) -> Iterator[Block | RawTable]:
    """Paragraphs and tables of one page from top to bottom."""
    right = statistics.quantiles([x.bbox[2] for x in lines], n=10)[-1] if len(lines) > 3 else page.width * 0.88
    grids = sorted(page.grids, key=lambda g: g.bbox[1])
    edges = [0.0, *(g.bbox[1] for g in grids), float("inf")]
    for i in range(len(grids) + 1):
        between = [x for x in lines if edges[i] <= (x.bbox[1] + x.bbox[3]) / 2 < edges[i + 1]]
        for group in paragraphs(between, right):
            yield as_block(group)
        if i < len(grids):
            yield from open_tables(grids[i])


def _finish(flow: Sequence[Block | RawTable]) -> Iterator[Block | Table]:
    number = 0
    recent: list[Block] = []
    for item in flow:
        if isinstance(item, Block):
            recent.append(item)
            yield item
        elif len(item.rows) + len(item.head) > 1 and any(c.text for row in item.rows for c in row):
            number += 1
            yield _table(item, f"T{number:02}", recent)


def _table(raw: RawTable, name: str, before: Sequence[Block]) -> Table:
    header, cells = head_cells(raw)
    caption = next((b for b in reversed(before[-3:]) if b.kind == "caption" and b.label == "Tabel"), None)
    return Table(name, tuple(raw.pages), header, cells, tuple(map(tuple, raw.rows)), caption.text if caption else None,
                 caption, tuple(b.text for b in before[-CONTEXT:] if b.kind != "toc"), numbering_cells(raw))


def outside(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[Word, ...]:
    """The words that stand in no grid."""
    boxes: list[BBox] = [g.bbox for g in grids]

    def within(word: Word) -> bool:
        x, y = (word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2
        return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)

    return tuple(w for w in words if not within(w))
