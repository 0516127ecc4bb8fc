"""Which rows of a grid are its header, and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lkj_audit.extract.ruled.grid import GridCell
from lkj_audit.extract.words.joining import known_words

Row = Sequence[GridCell]
MAX_HEADER_ROWS = 4
FEWEST = 4  # numbers of columns by which a row of them is told, though one is lost
_NUMBER = re.compile(r"^\(?\s*(\d{1,2})\s*\)?(?:\s*[=:].*)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(r"\([^\W\d][^\d()]{0,15}\)|\(?(?:%|Rp\.?)\)?")  # (Rp), (orang), (%) below "Realisasi"
_FIGURE = re.compile(r"\d[\d.,]{3,}|\d\s*%|^\(?-?\d+\)?$|^\d+[.,]\d+$")


def text(cell: GridCell) -> str:
    return cell.text


def is_numbering(row: Row) -> bool:
    """Whether ``row`` numbers the columns: (1) (2) (3) … or 1 2 3 …, in order; the last ones may be missing."""
    texts = [text(c).strip() for c in _distinct(row)]
    numbers = [_NUMBER.match(t) for t in texts if t]
    if len(numbers) < 2 or not all(numbers) or len(numbers) < len(texts) - 2:
        return _is_misread_numbering(texts)
    return [int(m[1]) for m in numbers if m] == list(range(1, len(numbers) + 1)) or _is_misread_numbering(texts)


def _is_misread_numbering(texts: Sequence[str]) -> bool:
    """Whether ``texts`` are 1 2 3 … with one of them lost, or two in one cell, as on a scan."""
    numbers = [m[1] for t in " ".join(texts).split() if (m := _NUMBER.match(t))]
    whole = [str(i + 1) for i in range(len(texts))]
    return len(numbers) == len(" ".join(texts).split()) >= FEWEST and numbers[0] == "1" and (
        numbers == [str(i + 1) for i in range(len(numbers))]
        or (len(whole) == len(numbers) + 1 and [n for n in whole if n in numbers] == numbers))


def _distinct(row: Row) -> list[GridCell]:
    """Each cell once, however many columns it spans."""
    out: list[GridCell] = []
    for cell in row:
        if not out or cell is not out[-1]:
            out.append(cell)
    return out


def shows_figure(value: str) -> bool:
    """Whether ``value`` holds a figure that no heading has: a year is none, nor the digit in "D3"."""
    return _FIGURE.search(re.sub(r"\b(?:19|20)\d\d\b", "", value)) is not None


def has_figures(row: Row) -> bool:
    return any(shows_figure(text(c)) for c in row)


def is_bold(row: Row) -> bool:
    words = [w for c in _distinct(row) for w in c.words]
    return bool(words) and sum(w.bold for w in words) >= 0.8 * len(words)


def header_words(row: Row) -> float:
    """Share of the filled cells of ``row`` that are made of header vocabulary: short and known. A year alone says
    nothing."""
    filled = [text(c) for c in _distinct(row) if text(c) and not _YEAR.fullmatch(text(c))]
    if not filled:
        return 0.0

    def known(cell: str) -> bool:
        words = re.findall(r"[^\W\d_]{2,}", cell.lower())
        hits = sum(w in known_words() or len(w) < 4 for w in words)
        return 0 < len(words) <= 8 and hits * 2 >= len(words)

    return sum(map(known, filled)) / len(filled)


def alike(rows: Sequence[Row], head: Sequence[Row]) -> bool:
    """Whether ``rows`` say nothing but what ``head`` says, and most of it."""
    said, known = (Counter(w.text for c in {id(c): c for row in part for c in row}.values() for w in c.words)
                   for part in (rows, head))
    return said <= known and 4 * said.total() > 3 * known.total()


def header_height(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows of a grid are header, and at which index the row of column numbers stands (-1 when there is none).

    0 means a grid without a header of its own: a fragment of a table that began on an earlier page.
    """
    for i, row in enumerate(rows[: MAX_HEADER_ROWS + 1]):
        if is_numbering(row) and (i == 0 or not any(has_figures(r) for r in rows[:i])):
            return i + 1, i
    if not rows or not _looks_like_header(rows[0], rows[1:]):
        return 0, -1
    height = max((c.row_end - c.row for c in rows[0] if c.text), default=1)
    height = min(height, MAX_HEADER_ROWS, max(1, len(rows) - 1))
    while height < min(MAX_HEADER_ROWS, len(rows) - 1) and _goes_below(rows[height - 1], rows[height]):
        height += 1
    return height, -1


def _looks_like_header(row: Row, rest: Sequence[Row]) -> bool:
    filled = [c for c in _distinct(row) if c.text]
    if len(filled) == 1 and not text(row[0]) and rest:
        return _goes_below(row, rest[0])
    if len(filled) < 2:
        return False
    if re.match(r"^\(?\d+[.)]*$", text(row[0])):
        return False
    years = all(re.search(r"(?:19|20)\d\d", t) or not _FIGURE.search(t) for t in (c.text for c in filled))
    if not years:
        return False
    if is_bold(row) and not (rest and all(map(is_bold, rest))):
        return True
    return header_words(row) >= 0.5


def _goes_below(above: Row, row: Row) -> bool:
    """Whether ``row`` is the second level of the header that ends with ``above``: it says more about its columns."""
    filled = [(i, text(c)) for i, c in enumerate(row) if text(c) and c is not above[i]]
    begins = text(row[0]) and row[0] is not above[0]
    if begins and not text(above[0]) and header_words(row) >= 0.5:  # all titles stand at the foot of the header
        begins = any(c.isdigit() for _, t in filled for c in t)
    if not filled or begins or any(len(t) > 40 for _, t in filled):
        return False
    if any(re.search(r"\d[\d.,]{3,}|\d\s*%", re.sub(r"\b(?:19|20)\d\d\b", "", t)) for _, t in filled):
        return False
    if all(_YEAR.fullmatch(t) and text(above[i]) and not shows_figure(text(above[i])) for i, t in filled):
        return True  # "Target" over "2021" where the column is too narrow for both
    if all(_UNIT.fullmatch(t) and text(above[i]) for i, t in filled):
        return True
    spread = [i for i, _ in filled if not text(above[i]) or _width(above[i]) > 1]
    return bool(spread) and any(text(above[i]) for i in range(filled[-1][0] + 1))


def _width(cell: GridCell) -> int:
    return cell.col_end - cell.col


def column_heads(rows: Sequence[Row], width: int) -> list[list[GridCell]]:
    """The cells that head each column, from the highest level down.

    A parent reaches over the columns that its cell spans, and over empty cells to its right with a child below.
    """
    heads: list[list[GridCell]] = [[] for _ in range(width)]
    for level, row in enumerate(rows):
        reach: GridCell | None = None
        for c in range(width):
            own = row[c] if text(row[c]) else None
            below = any(text(lower[c]) and lower[c] is not row[c] for lower in rows[level + 1:])
            if own:
                reach = own if below else None
            elif below and reach:
                own = reach
            else:
                reach = None
            if own and own not in heads[c]:
                heads[c].append(own)
    return heads
