"""What both typesetters share: the theme, page labels, and the two passes that fill the table of contents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from samples.pieces import Heading, Piece, Table

BUILT = datetime(2024, 1, 31, 8, 0, 0, tzinfo=UTC)
ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True)
class Theme:
    """``footer`` runs under every page but the cover; ``repeat`` repeats table headers after a page break;
    ``fonts`` are the TrueType files to embed (style, path), none for the built-in Times."""

    title: str
    footer: str
    repeat: bool
    accent: tuple[int, int, int] = (226, 232, 240)
    fonts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the headings stand (by their place among the pieces), as the pass before found them."""

    pages: dict[int, int]
    body: int

    def label(self, page: int) -> str:
        """The printed number of the physical ``page``: roman before BAB I."""
        return str(page - self.body + 1) if page >= self.body else ROMANS[page]


Pass = Callable[[Sequence[Piece], Path, Theme, Contents], dict[int, int]]


def two_passes(once: Pass, pieces: Sequence[Piece], path: Path, theme: Theme) -> None:
    """Typeset twice: the first pass finds the pages that the second prints."""
    headings = {i: 1 for i, p in enumerate(pieces) if isinstance(p, Heading)}
    contents = Contents(headings, 1)
    first = next(i for i, p in enumerate(pieces) if isinstance(p, Heading) and p.level == 1)
    for _ in range(2):
        pages = once(pieces, path, theme, contents)
        contents = Contents(pages, pages[first])


def entries(pieces: Sequence[Piece], contents: Contents) -> list[tuple[int, str, str]]:
    """Indent, title and page label of each line of the table of contents."""
    return [(p.level, p.full, contents.label(contents.pages[i]))
            for i, p in enumerate(pieces) if isinstance(p, Heading)]


def merges(table: Table) -> list[tuple[int, int]]:
    """The runs of rows that each merged cell of the first columns covers, as (first, last), both inclusive."""
    out, start = [], 0
    for i in range(1, len(table.rows) + 1):
        if i == len(table.rows) or table.rows[i][0] is not None:
            if i - 1 > start:
                out.append((start, i - 1))
            start = i
    return out
