"""What a sample report is made of, before any typesetter sees it, and how a contradiction is planted in it.

A report is a list of pieces in reading order. ``number`` gives headings and captions their numbers; ``plant`` makes one
edit of ``temuan.yaml``. Both return new lists: a piece never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Row = tuple[str | None, ...]
LEFT = "<"  # a header cell that belongs to the cell on its left
UP = "^"  # a header cell that belongs to the cell above


@dataclass(frozen=True, slots=True)
class Cover:
    lines: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 0: front matter and annexes, 1: BAB, 2 and 3: sections. ``number`` is given by ``number``."""

    level: int
    text: str
    number: str = ""

    @property
    def full(self) -> str:
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    align: str = "J"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``mark`` is the first item's mark: "1.", "a.", "1)" or "-"."""

    items: tuple[str, ...]
    mark: str = "1."

    def marks(self) -> list[str]:
        first, tail = self.mark[0], self.mark[1:]
        if first == "-":
            return ["-"] * len(self.items)
        return [(str(i + 1) if first == "1" else chr(ord(first) + i)) + tail for i in range(len(self.items))]


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` has one row a level (``LEFT`` and ``UP`` merge cells); ``None`` in a row continues the cell above.

    ``widths`` are relative; ``align`` has one of l, c, r a column; ``bold`` are the indices of rows set in bold;
    ``numbered`` adds the row of column numbers.
    """

    key: str
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    align: str
    caption: str = ""
    label: str = ""
    numbered: bool = False
    bold: frozenset[int] = frozenset()
    size: float = 9.0


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: ``values`` in percent."""

    caption: str
    labels: tuple[str, ...]
    values: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """An organisation chart: the head on top, the others in a row below it."""

    caption: str
    heads: tuple[str, ...]
    units: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Place and date over one or two signing blocks, each (role, name, further lines…)."""

    place: str
    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Toc:
    pass


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page, lying if ``landscape``."""

    landscape: bool = False


Piece = Cover | Heading | Para | Items | Table | Bars | Chart | Signatures | Toc | Turn
ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


def number(pieces: Sequence[Piece], letters: bool) -> list[Piece]:
    """``pieces`` with numbered headings and captions; sections are "A." and "1." with ``letters``, else "1.1"."""
    out: list[Piece] = []
    bab = section = sub = tables = figures = 0
    for piece in pieces:
        if isinstance(piece, Heading) and piece.level == 1:
            bab, section, sub, tables, figures = bab + 1, 0, 0, 0, 0
            piece = replace(piece, number=f"BAB {ROMAN[bab]}")
        elif isinstance(piece, Heading) and piece.level == 2:
            section, sub = section + 1, 0
            piece = replace(piece, number=f"{chr(64 + section)}." if letters else f"{bab}.{section}")
        elif isinstance(piece, Heading) and piece.level == 3:
            sub += 1
            piece = replace(piece, number=f"{sub}." if letters else f"{bab}.{section}.{sub}")
        elif isinstance(piece, Table) and piece.caption:
            tables += 1
            piece = replace(piece, label=f"Tabel {bab}.{tables}")
        elif isinstance(piece, Bars | Chart):
            figures += 1
            piece = replace(piece, label=f"Gambar {bab}.{figures}")
        out.append(piece)
    return out


def _rewrite(piece: Piece, old: str, new: str) -> Piece:
    """``piece`` with the text ``old`` replaced, wherever it holds text."""
    match piece:
        case Para():
            return replace(piece, text=piece.text.replace(old, new))
        case Heading():
            return replace(piece, text=piece.text.replace(old, new), number=piece.number.replace(old, new))
        case Items():
            return replace(piece, items=tuple(i.replace(old, new) for i in piece.items))
        case Table():
            return replace(piece, label=new if piece.label == old else piece.label)
    return piece


def _edit_rows(table: Table, edit: Mapping[str, Any]) -> Table:
    """``table`` with one cell of the row that holds ``edit["row"]`` changed, or with that row dropped."""
    hits = [i for i, row in enumerate(table.rows) if edit["row"] in row]
    if len(hits) != 1:
        raise ValueError(f"{edit}: {len(hits)} rows")
    at, rows = hits[0], list(table.rows)
    if edit.get("drop"):
        gone = rows.pop(at)
        if at < len(rows):
            rows[at] = tuple(g if c is None else c for c, g in zip(rows[at], gone, strict=True))
    else:
        if rows[at].count(edit["old"]) != 1:
            raise ValueError(f"{edit}: {rows[at].count(edit['old'])} cells")
        rows[at] = tuple(edit["new"] if c == edit["old"] else c for c in rows[at])
    return replace(table, rows=tuple(rows))


def plant(pieces: Sequence[Piece], edit: Mapping[str, str]) -> list[Piece]:
    """``pieces`` after one edit: ``{table, row, old, new}``, ``{table, row, drop}`` or ``{old, new}`` anywhere else.

    Raises ValueError when the edit does not fit exactly one place.
    """
    change: Callable[[Piece], Piece]
    if "table" in edit:
        def change(piece: Piece) -> Piece:
            return _edit_rows(piece, edit) if isinstance(piece, Table) and piece.key == edit["table"] else piece
    else:
        def change(piece: Piece) -> Piece:
            return _rewrite(piece, edit["old"], edit["new"])
    out = [change(piece) for piece in pieces]
    changed = sum(a != b for a, b in zip(pieces, out, strict=True))
    if changed != 1:
        raise ValueError(f"{edit}: {changed} places")
    return out
