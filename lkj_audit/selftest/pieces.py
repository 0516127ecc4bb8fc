"""What a made-up report consists of before it is a document: lines of text and grids that a planter may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lkj_audit.extract.words.blocks import block_from_words
from lkj_audit.model import Block, Cell, Document, Page, Place, Table, Word

LINES = 40  # lines of text on a made-up page


@dataclass(slots=True, eq=False)
class Line:
    """One heading, paragraph or list item; ``tag`` is what a planter knows it by."""

    text: str
    tag: str = ""
    bold: bool = False


@dataclass(slots=True, eq=False)
class Grid:
    """A table; ``None`` in a row repeats the cell above (merged). ``numbered`` prints the row of column numbers."""

    tag: str
    header: list[str]
    rows: list[list[str | None]]
    caption: str = ""
    numbering: list[str] = field(default_factory=list)

    def col(self, heading: str) -> int:
        """The first column whose heading begins with ``heading``; ValueError when there is none."""
        for c, text in enumerate(self.header):
            if text.casefold().startswith(heading.casefold()):
                return c
        raise ValueError(heading)


Piece = Line | Grid
Flow = list[Piece]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a contradiction was planted: a line, a grid's caption (no row), its row or one of its cells."""

    piece: Piece
    row: int | None = None
    col: int | None = None

    def within(self, items: dict[int, Block | Table]) -> set[Place]:
        """The boxes of this spot in the document that ``document`` built, whose ``items`` are by piece."""
        item = items.get(id(self.piece))
        if item is None:
            return set()
        if isinstance(item, Block):
            return set(item.places) | {Place(w.page, w.bbox) for w in item.words}
        rows = item.rows if self.row is None or self.row >= len(item.rows) else item.rows[self.row:self.row + 1]
        cells = [c for row in rows for i, c in enumerate(row) if self.col in (None, i)]
        if self.row is None:
            cells += item.header_cells if self.col is None else [item.header_cells[self.col]]
            cells += item.numbering or ()
        caption = item.caption_block.places if item.caption_block and self.row is None else ()
        return {p for c in cells for p in c.places} | set(caption)


def document(flow: Sequence[Piece]) -> tuple[Document, dict[int, Block | Table]]:
    """``flow`` as a document with made-up boxes, and what became of each piece (by ``id``)."""
    items: list[Block | Table] = []
    made: dict[int, Block | Table] = {}
    line = tables = 0
    for piece in flow:
        if isinstance(piece, Line):
            made[id(piece)] = _block(piece.text, line, piece.bold)
            items.append(made[id(piece)])
            line += 1
            continue
        tables += 1
        caption = _block(piece.caption, line) if piece.caption else None
        if caption:
            items.append(caption)
        context = tuple(b.text for b in items if isinstance(b, Block) and b.kind != "toc")[-6:]
        made[id(piece)] = _table(piece, tables, line + 1, context, caption)
        items.append(made[id(piece)])
        line += len(piece.rows) + 3
    pages = tuple(Page(n, 595.3, 841.9) for n in range(1, line // LINES + 2))
    return Document("selftest.pdf", "0" * 64, pages, tuple(items)), made


def _at(line: int) -> tuple[int, float]:
    return 1 + line // LINES, 60.0 + 18 * (line % LINES)


def _block(text: str, line: int, bold: bool = False) -> Block:
    page, top = _at(line)
    words, x = [], 50.0
    for part in text.split():
        words.append(Word(part, page, (x, top, x + 5.0 * len(part), top + 12), bold=bold))
        x += 5.0 * len(part) + 3
    return block_from_words(words)


def _table(grid: Grid, number: int, line: int, context: tuple[str, ...], caption: Block | None) -> Table:
    def cell(text: str, r: int, c: int, filled: bool = False) -> Cell:
        page, top = _at(line + r)
        return Cell(text, (Place(page, (50.0 + 90 * c, top, 138.0 + 90 * c, top + 16)),), filled)

    rows: list[tuple[Cell, ...]] = []
    for r, row in enumerate(grid.rows, 1):
        rows.append(tuple(cell(rows[-1][c].text, r, c, True) if text is None else cell(text, r, c)
                          for c, text in enumerate(row)))
    pages = tuple(sorted({p.page for row in rows for c in row for p in c.places}))
    numbering = tuple(cell(t, 0, c + 20) for c, t in enumerate(grid.numbering)) or None
    return Table(f"T{number:02}", pages, tuple(grid.header), tuple(cell(h, 0, c) for c, h in enumerate(grid.header)),
                 tuple(rows), grid.caption or None, caption, context, numbering)
