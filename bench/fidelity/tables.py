"""A table to be typeset, and what a reader sees in it.

Header and body are grids of text. ``LEFT`` and ``UP`` mark places that belong to the cell beside or above (merged
cells); the reader sees that cell's text there too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

LEFT, UP = "\u2190", "\u2191"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One cell as drawn: its first row and column, how many it covers, its text."""

    row: int
    col: int
    rows: int
    cols: int
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: ``head`` and ``rows`` as drawn, the relative widths of its columns, how each is aligned (l, c, r)."""

    kind: str
    title: str
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    weights: tuple[float, ...]
    align: str

    def __post_init__(self) -> None:
        if {len(r) for r in (*self.head, *self.rows)} | {len(self.weights), len(self.align)} != {len(self.weights)}:
            raise ValueError(f"{self.kind}: rows of unequal length")

    @property
    def heading(self) -> Row:
        """One heading a column, levels joined as "parent child"."""
        levels = resolved(self.head)
        return tuple(" ".join(_distinct(row[c] for row in levels)) for c in range(len(self.weights)))

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows as a reader sees them: merged cells repeated, lines of a cell joined."""
        return resolved(self.rows)

    def cut(self, first: int, last: int) -> Sheet:
        """The rows ``first`` to ``last`` (exclusive) alone."""
        return replace(self, rows=self.rows[first:last])


def _distinct(texts: Iterator[str]) -> list[str]:
    out: list[str] = []
    for text in texts:
        if text and (not out or out[-1] != text):
            out.append(text)
    return out


def resolved(rows: Sequence[Row]) -> tuple[Row, ...]:
    """``rows`` with the text of each merged cell in every place it covers, on one line."""
    out: list[Row] = []
    for row in rows:
        line: list[str] = []
        for c, text in enumerate(row):
            line.append(line[-1] if text == LEFT else out[-1][c] if text == UP else " ".join(text.split()))
        out.append(tuple(line))
    return tuple(out)


def spans(rows: Sequence[Row]) -> list[Span]:
    """The cells to draw, row by row."""
    out = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in (LEFT, UP):
                continue
            wide = tall = 1
            while c + wide < len(row) and row[c + wide] == LEFT:
                wide += 1
            while r + tall < len(rows) and rows[r + tall][c] == UP:
                tall += 1
            out.append(Span(r, c, tall, wide, text))
    return out


def numbering(width: int) -> Row:
    return tuple(f"({i + 1})" for i in range(width))
