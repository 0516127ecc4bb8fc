"""Fragments of tables on successive pages → whole tables, as a reader sees them.

Repeated headers and the row of column numbers are dropped, a row cut by the page break is joined, merged cells are
filled down and marked, and two tables that touch are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lkj_audit.extract.ruled.grid import Grid, GridCell
from lkj_audit.extract.ruled.touching import part_touching
from lkj_audit.extract.unruled.columns import TOTAL
from lkj_audit.extract.whole.headers import (
    Row,
    alike,
    column_heads,
    header_height,
    header_words,
    is_bold,
    is_numbering,
    text,
)
from lkj_audit.model import Cell, Place

_STARTS = re.compile(r"\W*(?:0*1|[aA]|I)\W*")
COLUMN_TOLERANCE = 6.0  # points that the columns of two fragments of one table may differ
NAME = 12  # characters: what is longer names a thing and does not number it


@dataclass(slots=True)
class RawTable:
    """A table in the making: header rows as drawn, body rows as cells; whether it was surely read right."""

    xs: tuple[float, ...]
    head: list[list[GridCell]]
    head_page: int
    numbering: list[GridCell] | None
    rows: list[list[Cell]]
    pages: list[int]
    drawn: list[list[GridCell]]
    sure: bool


def open_tables(grid: Grid) -> list[RawTable]:
    """The table or tables that ``grid`` shows on its page, the first perhaps without a header."""
    return [_raw(part, part.matrix()) for part in part_touching(grid)]


def _raw(grid: Grid, rows: list[list[GridCell]]) -> RawTable:
    while len(rows) > 1 and not any(text(c) for c in rows[0]):
        rows = rows[1:]
    height, at = header_height(rows)
    head = [row for i, row in enumerate(rows[:height]) if i != at]
    return RawTable(grid.xs, head, grid.page, rows[at] if at >= 0 else None, _body(rows[height:], grid.page),
                    [grid.page], rows, grid.sure)


def _body(rows: Sequence[Row], page: int) -> list[list[Cell]]:
    """Cells of body rows: text that a merged cell shows is repeated in each place it covers and marked as filled.

    A number that is merged over rows whose next cell is not stays with its first row: it numbers that row alone.
    """
    out: list[list[Cell]] = []
    stray = False
    for r, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            above = r > 0 and rows[r - 1][c] is cell
            left = c > 0 and row[c - 1] is cell
            apart = above and c == 0 and len(row) > 1 and rows[r - 1][1] is not row[1] and _is_number(cell.text)
            shown = "" if (left and len(cell.text) > 60) or apart else cell.text
            confidence = min((w.confidence for w in cell.words), default=1.0)
            place = Place(cell.page or page, cell.bbox)
            cells.append(Cell(shown, (place,), bool(shown) and (above or left), confidence,
                              "ocr" if confidence < 1.0 else "table"))
        if r and is_numbering(row) and text(row[0]).startswith("("):
            stray = True  # a header row that an earlier page break left in the middle
        elif any(c.text for c in cells):
            if stray and out:
                cells = [Cell("", c.places) if re.fullmatch(r"\(\d+\)", c.text) else c for c in cells]
            if stray and out and _is_rest(out, cells):
                out[-1] = [_joined(a, b) for a, b in zip(out[-1], cells, strict=True)]
            else:
                out.append(cells)
            stray = False
    return out


def is_group(row: Sequence[Cell]) -> bool:
    """Whether ``row`` is one cell over all columns: the title of the rows below it."""
    return len(row) > 1 and bool(row[0].text) and all(c.filled and c.places == row[0].places for c in row[1:])


def _is_number(value: str) -> bool:
    return re.fullmatch(r"\W*\d{1,3}\W*", value) is not None


def continues(first: RawTable, second: RawTable) -> bool:
    """Whether ``second``, the next thing in the flow after ``first``, is the same table on the next page.

    The rows at its top that repeat the header of ``first`` are dropped from it. What was taken for a header but is
    none, being neither numbered nor bold throughout, is given back as rows.
    """
    repeated = _repeated(first, second) if len(first.xs) == len(second.xs) else 0
    if not repeated and not same_columns(first.xs, second.xs) and not _spread(first, second):
        return False
    if not repeated and second.head and (
            second.numbering is not None or all(is_bold(row) and all(map(text, row)) for row in second.head)):
        return False
    rest = second.drawn[repeated:]
    while not first.rows and len(rest) > 1 and first.head and not text(rest[0][0]) and header_words(rest[0]) >= 0.5:
        first.head.append(rest[0])  # the page break cut the header itself
        rest = rest[1:]
    second.rows, second.head = _body(rest, second.pages[0]), []
    return True


def _spread(first: RawTable, second: RawTable) -> bool:
    """Whether ``second`` is rows of totals in fewer columns, their labels being merged. They are then spread."""
    off = second.xs[0] - first.xs[0]
    at = [i for i, x in enumerate(first.xs) if any(abs(x + off - y) <= COLUMN_TOLERANCE for y in second.xs)]
    whole = len(at) == len(second.xs) and at[-1] == len(first.xs) - 1
    if second.head or not whole or not all(TOTAL.match(row[0].text) for row in second.rows):
        return False
    second.drawn = [[cell for cell, a, b in zip(row, at, at[1:], strict=False) for _ in range(a, b)]
                    for row in second.drawn]
    return True


def _repeated(first: RawTable, second: RawTable) -> int:
    """How many rows at the top of ``second`` repeat header rows of ``first``, or number its columns again."""
    heads = {_key(row) for row in first.head if any(map(text, row))}
    count = 0
    while count < len(second.drawn) and (
            _key(second.drawn[count]) in heads or _nearly(second.drawn[count], heads, first, second) or (
            (count or first.numbering is not None) and is_numbering(second.drawn[count]))):
        count += 1
    goes_on = second.numbering is None and not any(_STARTS.fullmatch(r[0].text) for r in second.rows[:1])
    if not count and goes_on and same_columns(first.xs, second.xs) and alike(second.head, first.head):
        return len(second.head)  # its levels were made out otherwise
    return count


def _nearly(row: Row, heads: set[tuple[str, ...]], first: RawTable, second: RawTable) -> bool:
    """Whether ``row`` is one of ``heads`` with some titles said shorter or longer, in columns at the same places, and
    the rows below it do not number from one again."""
    key = _key(row)
    if not same_columns(first.xs, second.xs) or any(_STARTS.fullmatch(r[0].text) for r in second.rows[:1]):
        return False
    return any(sum(a == b for a, b in zip(key, head, strict=True)) * 2 >= len(key) and all(
        a and b and (a.startswith(b) or b.startswith(a)) for a, b in zip(key, head, strict=True) if a != b)
        for head in heads)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(re.sub(r"\W+", "", text(c)).lower() for c in row)


def same_columns(a: Sequence[float], b: Sequence[float]) -> bool:
    return len(a) == len(b) and all(abs((x - a[0]) - (y - b[0])) <= COLUMN_TOLERANCE for x, y in zip(a, b, strict=True))


def extend(first: RawTable, second: RawTable) -> None:
    """Append ``second`` to ``first``: join the row that the page break cut, fill down what was merged across it."""
    rows = second.rows
    if first.rows and rows and _is_rest(first.rows, rows[0]):
        rows = _with_rest(first.rows, rows)
    elif first.rows and rows and len(rows[0]) > 2 and any(c.text for c in rows[0][2:]):
        rows = _filled_over_break(first.rows, rows, second.drawn[len(second.drawn) - len(rows):])
    first.rows.extend(rows)
    first.pages.extend(p for p in second.pages if p not in first.pages)
    first.sure &= second.sure


def _with_rest(above: list[list[Cell]], rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Join the first of ``rows``, the rest of the last row ``above``, to it: wherever a merged cell of that row shows,
    on this page or the one before, it shows whole. What remains of ``rows``."""
    last, rest = above[-1], rows[0]
    whole = [_joined(a, b) for a, b in zip(last, rest, strict=True)]

    def shown(row: list[Cell], part: Sequence[Cell], filled: bool) -> list[Cell]:
        return [replace(new, filled=filled or cell.filled) if new.text and cell.places == old.places else cell
                for cell, old, new in zip(row, part, whole, strict=True)]

    above[:] = [*(shown(row, last, False) for row in above[:-1]), whole]
    return [shown(row, rest, True) for row in rows[1:]]


def _filled_over_break(above: list[list[Cell]], rows: list[list[Cell]], drawn: Sequence[Row]) -> list[list[Cell]]:
    """``rows`` of a new page with what was merged over the break filled in: the name, and its number, that stand on the
    page before, and the end of a name that the break cut."""
    last, first = above[-1], rows[0]
    named = sum(len(r[0].text) > NAME for r in above) > 0.8 * len(above)
    at = 0 if first[0].text or named else 1  # the column of names: the first, or the one after the numbers
    name, cut = first[at], last[at]
    if not cut.text or (name.text and not _goes_on(cut.text, name.text)):
        return rows
    whole = (*last[:at], _joined(cut, name) if name.text else cut)
    if name.text:
        for row in reversed(above):
            if row[at].places != cut.places:
                break
            row[at] = replace(whole[at], filled=row[at].filled)
    out: list[list[Cell]] = []
    for r, row in enumerate(rows):
        same = r == 0 or all(drawn[r][c] is drawn[0][c] for c in range(at + 1))
        out.append([*(replace(c, filled=True) for c in whole), *row[at + 1:]] if same and len(out) == r else row)
        if not same:
            return [*out, *rows[r + 1:]]
    return out


def _goes_on(name: str, rest: str) -> bool:
    """Whether ``rest`` can be the end of ``name``: it begins with a small letter that marks no item of a list."""
    return rest[:1].islower() and re.match(r"\w{1,3}[.)]", rest) is None and name[-1] not in ".;"


def _is_rest(before: Sequence[Sequence[Cell]], row: Sequence[Cell]) -> bool:
    """Whether ``row``, first on its page, is the rest of the last row of the page before.

    The rest has no number or key of its own, and brings no figure or short value where there is one already. It adds
    to cells that had text, or to those alone that every other row has filled.
    """
    last = before[-1]
    filled = [i for i, c in enumerate(row) if c.text and not c.filled]
    if not filled or is_group(row) or is_group(last):
        return False
    if any(not last[i].text for i in filled) and not _completes(before, filled):
        return False
    if 0 in filled and _completes_shape(before, 0, row[0].text):
        return True
    if 0 in filled and (_is_number(row[0].text) or re.match(r"[A-Z]{0,3}[.\d]*\d|[IVX]+\.?$|[A-Z]\.?$", row[0].text)):
        return False
    if _values_alone(before, row, filled):
        return False
    keyed = sum(bool(r[0].text) for r in before) * 2 >= len(before)
    return (keyed and 0 not in filled) or len(filled) < sum(bool(c.text) for c in last) or \
        row[filled[0]].text[:1].islower()


def _completes(before: Sequence[Sequence[Cell]], filled: Sequence[int]) -> bool:
    """Whether the cells that the last row lacks are those filled now, and other rows have them all."""
    lacking = [i for i in filled if not before[-1][i].text]
    others = before[:-1]
    return 0 not in filled and bool(others) and all(sum(bool(r[i].text) for r in others) >= 0.8 * len(others)
                                                    for i in lacking)


def _completes_shape(before: Sequence[Sequence[Cell]], column: int, tail: str) -> bool:
    """Whether ``tail`` makes the cut key of the last row look like those above it ("CQ.698" + "1" like "CQ.6872")."""
    def shape(key: str) -> str:
        return re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", key))

    above = {shape(row[column].text) for row in before[:-1]}
    key = before[-1][column].text
    return bool(key) and (len(tail) <= 4 or len(key) > 8) and shape(key) not in above and shape(key + tail) in above


def _values_alone(before: Sequence[Sequence[Cell]], row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Whether a cell of ``row`` is a value of its own, a figure, a grade or a unit, in a column of such values whose
    last one is whole: then the row stands for itself."""
    whole = re.compile(r"(?:Rp\.?\s*)?[\d.,]*\d(?:,-)?\s*(?:%|[^\W\d]+)?|[A-D]{1,2}|WTP|-")

    def value(text_: str) -> bool:
        return whole.fullmatch(text_) is not None and not text_.endswith((".", ","))

    for i in filled:
        if _completes_shape(before, i, row[i].text):
            continue
        column = [r[i].text for r in before if r[i].text]
        short = sum(len(t) <= 14 and " " not in t.strip() for t in column) >= 0.8 * len(column) >= 2.4
        if before[-1][i].text and value(before[-1][i].text) and value(row[i].text):
            return True
        if short and i and before[-1][i].text in column[:-1] and len(row[i].text) > 2:
            return True
    return False


def _joined(a: Cell, b: Cell) -> Cell:
    if not b.text or b.filled:
        return a
    goes_on = re.search(r"\d[.,]?$", a.text) and re.match(r"[\d.,%]", b.text) and " " not in b.text
    hyphen = a.text.endswith("-") and b.text[:1].islower()
    text_ = (a.text[:-1] if hyphen else a.text) + ("" if hyphen or goes_on else " ") + b.text
    return replace(a, text=text_, places=a.places + b.places, confidence=min(a.confidence, b.confidence))


def head_cells(table: RawTable) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """Headings, the levels joined as "parent child", and their cells, one a column. A column without a heading has the
    place of its first cell."""
    cells = []
    for c, heads in enumerate(column_heads(table.head, len(table.xs) - 1)):
        if not heads:
            cells.append(Cell("", table.rows[0][c].places if table.rows else ()))
            continue
        parts = [c.text for i, c in enumerate(heads) if not i or c.text != heads[i - 1].text]
        cells.append(Cell(" ".join(parts), tuple(Place(c.page or table.head_page, c.bbox) for c in reversed(heads))))
    return tuple(c.text for c in cells), tuple(cells)


def numbering_cells(table: RawTable) -> tuple[Cell, ...] | None:
    if table.numbering is None or not is_numbering(table.numbering):
        return None
    return tuple(Cell(text(c), (Place(c.page or table.head_page, c.bbox),)) for c in table.numbering)
