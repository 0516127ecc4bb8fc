"""What is on the pages, and where: the words of ``extract``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from lkj_audit.model.places import BBox, BlockKind, PageKind, Place, Source, places_of
from lkj_audit.model.texts import Texts


@dataclass(frozen=True, slots=True)
class Word:
    """One word as drawn. ``size`` is the font size in points; ``confidence`` is below 1 only for OCR."""

    text: str
    page: int
    bbox: BBox
    size: float = 10.0
    bold: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading, caption or line of a table of contents.

    ``text`` is ``words`` joined; ``starts[i]`` is where word i begins in it, so that any stretch of the text can be
    shown on its page. ``number`` is the printed number of a heading or caption ("BAB II", "A", "2.3", "3.1"),
    ``label`` the kind of a caption ("Tabel", "Gambar", "Grafik"), ``level`` the depth of a heading (1 = BAB).
    """

    kind: BlockKind
    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    number: str = ""
    label: str = ""
    level: int = 0

    @property
    def page(self) -> int:
        return self.words[0].page

    @property
    def places(self) -> tuple[Place, ...]:
        return places_of(self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as a reader sees it.

    ``places`` has more than one box when a page break cuts the cell. ``filled`` marks text repeated from a merged
    cell: the reader sees it there, but it is printed only once.
    """

    text: str
    places: tuple[Place, ...]
    filled: bool = False
    confidence: float = 1.0
    source: Source = "table"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all its fragments joined. ``header`` has one joined heading ("parent child") a column.

    ``caption`` is the printed caption or None; ``context`` the headings and last sentences before it, nearest last;
    ``numbering`` the row of column numbers under the header, if there is one; ``rows`` all have ``len(header)`` cells.
    """

    id: str
    pages: tuple[int, ...]
    header: tuple[str, ...]
    header_cells: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    caption_block: Block | None = None
    context: tuple[str, ...] = ()
    numbering: tuple[Cell, ...] | None = None
    confidence: float = 1.0

    def column(self, index: int) -> Iterator[Cell]:
        return (row[index] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell put right by hand: what reads ``was`` in ``row`` (from 0; -1: the header) and ``column`` of ``table``
    reads ``text``."""

    table: str
    row: int
    column: int
    was: str
    text: str
    person: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Page:
    """A page as triaged: its size in points and what it is made of."""

    number: int
    width: float
    height: float
    kind: PageKind = "digital"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read. ``page`` 0 means the file as a whole; ``code`` is a slug of the message catalogue."""

    page: int
    code: str
    message: str = ""


@dataclass(frozen=True)
class Document:
    """All that was read of one PDF. ``flow`` holds blocks and tables in reading order; ``furniture`` running headers
    and footers, which belong to no sentence."""

    path: str
    sha256: str
    pages: tuple[Page, ...]
    flow: tuple[Block | Table, ...]
    furniture: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(item for item in self.flow if isinstance(item, Table))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(item for item in self.flow if isinstance(item, Block))

    @cached_property
    def positions(self) -> dict[str, int]:
        """The index in ``flow`` of each table, by its id."""
        return {item.id: i for i, item in enumerate(self.flow) if isinstance(item, Table)}

    def holding(self, *words: str) -> Iterator[tuple[int, Block]]:
        """The blocks, each with its index in ``flow``, whose text holds one of ``words`` (in lower case), in any case
        and within other words too."""
        texts, indexes = self._lowered
        return ((indexes[n], self.blocks[n]) for n in texts.holding(*words))

    @cached_property
    def _lowered(self) -> tuple[Texts, list[int]]:
        """The text of the blocks in lower case, and their indexes in ``flow``."""
        return (Texts([b.text.casefold() for b in self.blocks]),
                [i for i, item in enumerate(self.flow) if isinstance(item, Block)])

    def __getstate__(self) -> dict[str, Any]:
        """Without what was worked out on the way."""
        return {f.name: getattr(self, f.name) for f in fields(self)}
