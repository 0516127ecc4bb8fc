"""Lines of words in columns → the texts of cells, or else the lines of rows.

Within a cell lines stand closer than the last line of a cell and the first of the one below. Where they do not, a row
begins at a key in the first column, or at a figure that a row can have only once.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lkj_audit.extract.unruled.columns import TextLine, segments
from lkj_audit.extract.words.joining import completes_group
from lkj_audit.model import BBox, Word, union

FIGURE = re.compile(r"(?:Rp\.?\s*)?\(?[\d.,]*\d\)?(?:,-)?\s*(?:%|[^\W\d]{2,12})?|[A-D]{1,2}|W[TD]P")
KEY = re.compile(r"\(?(?:\d{1,3}|[IVX]{1,4})[.)]*|\(?[A-Za-z][.)]+|\d+(?:\.\d+)+\.?")
APART = 2.0  # heights of a line: lines of one cell stand closer
UNSURE = 0.15  # of the height of a line: how far off the boxes of a scan are
LOOSE = 1.1  # of the distance of lines in a cell: a greater one parts two cells


@dataclass(slots=True)
class Piece:
    """The text of one cell: its columns (end exclusive), its lines (none in a cell whose text stands on the page
    before), and its rows once they are known."""

    col: int
    col_end: int
    lines: list[list[Word]]
    row: int = 0
    row_end: int = 0

    @property
    def bbox(self) -> BBox:
        return union(w.bbox for line in self.lines for w in line)

    @property
    def middle(self) -> float:
        return (self.bbox[1] + self.bbox[3]) / 2

    @property
    def text(self) -> str:
        return " ".join(w.text for line in self.lines for w in line)


def pieces_of(lines: Sequence[TextLine], xs: Sequence[float]) -> list[Piece] | None:
    """The cells' texts; None when the distances of the lines do not tell."""
    by_column: list[tuple[float, int, int, list[Word]]] = [
        (max(w.bbox[3] for w in words), c, end, words) for line in lines for c, end, words in segments(line.words, xs)]
    steps = [b[0] - a[0] for c in range(len(xs) - 1) for a, b in pairwise([s for s in by_column if s[1] == c])]
    height = statistics.median(line.bbox[3] - line.bbox[1] for line in lines)
    steps = [s for s in steps if s > 0.6 * height]
    tight = min(steps, default=0.0)
    if tight > APART * height:
        tight = 0.0  # no cell has a second line
    elif all(abs(s / tight - round(s / tight)) < 0.06 for s in steps):
        return None
    near = LOOSE * tight + (0.5 if all(line.words[0].confidence == 1 for line in lines) else UNSURE * height)
    pieces = _merged(by_column, near, set())
    columns = [p for p in pieces if _is_column(p)]
    alone = len(xs) == 3 and any(len(p.lines) > 2 and all(map(_is_figure, p.lines[1:])) for p in columns)
    if len(columns) >= 2 or alone or _joins_rows(pieces):
        return None
    if body := _below_bold(lines):
        first = {id(w) for w in body[0].words}
        pieces = _merged(by_column, near, first)
        if not is_centred(pieces):
            pieces = _merged(by_column, near, first | _begins_a_row(body, xs))
    return pieces


def _merged(by_column: Sequence[tuple[float, int, int, list[Word]]], near: float, first: set[int]) -> list[Piece]:
    """The lines of each column as cells: a line whose base stands ``near`` that of the one before is more of its cell,
    unless its words are among the ``first`` of a row (by their ids)."""
    last: dict[int, tuple[float, int, Piece]] = {}
    pieces: list[Piece] = []
    for base, col, end, words in by_column:
        before = last.get(col)
        if before and before[1] == end and base - before[0] <= near and id(words[0]) not in first:
            before[2].lines.append(words)
            last[col] = base, end, before[2]
        else:
            pieces.append(Piece(col, end, [words]))
            last |= {c: (base, end, pieces[-1]) for c in range(col, end)}
    return pieces


def is_centred(pieces: Sequence[Piece]) -> bool:
    """Whether cells stand in the middle of their rows: then fewer heights are that of a middle than that of a top."""
    def heights(values: Sequence[float]) -> int:
        return sum(b - a > 1.5 for a, b in pairwise(sorted(values)))

    return heights([p.middle for p in pieces]) < heights([p.bbox[1] for p in pieces])


def _below_bold(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines under a header in bold, which may stand below it no farther than lines of a cell do."""
    bold = next((i for i, line in enumerate(lines) if not all(w.bold for w in line.words)), len(lines))
    return lines[bold:] if 0 < bold < len(lines) and not any(w.bold for w in lines[bold].words) else []


def _begins_a_row(lines: Sequence[TextLine], xs: Sequence[float]) -> set[int]:
    """The words (ids) with which rows begin in a table whose cells stand at the tops of their rows: of the lines with
    a key in the first column and a figure farther right; and, where number and name of a group may go on beside its
    second row, what stands right of them on the lines with a figure in the last column."""
    rows = [parts for line in lines if (parts := segments(line.words, xs))]
    ending = [p for p in rows if len(p) > 1 and p[-1][1] == len(xs) - 1 and _is_figure(p[-1][2])]
    ending = [p for above, p in pairwise([[], *ending])
              if not (above and completes_group(_said(above[-1][2]), _said(p[-1][2])))]
    led = all(not p[0][0] for p in ending)  # no cell of the first column reaches over several rows
    out: set[int] = set()
    for parts in rows:
        keyed = not parts[0][0] and KEY.fullmatch(_said(parts[0][2])) and any(_is_figure(p[2]) for p in parts[1:])
        own = parts if keyed or led else [p for p in parts if p[0] > 1]
        if keyed or (len(own) > 1 and parts in ending):
            out |= {id(w) for _, _, words in own for w in words}
    return out


def _joins_rows(pieces: Sequence[Piece]) -> bool:
    """Whether pieces of two columns or more reach over two keys each of the column of keys: then they are several rows
    in one."""
    keys: list[list[BBox]] = [[union(w.bbox for w in line) for p in pieces if p.col == c and p.col_end == c + 1
                               for line in p.lines if KEY.fullmatch(_said(line))] for c in (0, 1)]
    column = 0 if len(keys[0]) >= len(keys[1]) else 1
    joined = {p.col for p in pieces if p.col != column
              and sum(p.bbox[1] < (k[1] + k[3]) / 2 < p.bbox[3] for k in keys[column]) > 1}
    return len(joined) > 1


def _is_column(piece: Piece) -> bool:
    """Whether whole figures stand under each other, and not one that is broken."""
    lengths = [sum(len(w.text) for w in x) for x in piece.lines if _is_figure(x)]
    return len(lengths) > 1 and max(lengths) < 3 * min(lengths)


def _is_figure(words: Sequence[Word]) -> bool:
    return FIGURE.fullmatch(_said(words)) is not None


def groups_of(lines: Sequence[TextLine], xs: Sequence[float]) -> list[list[TextLine]]:
    """Lines at even distances, in rows: a new one begins where the first column is filled, with a figure where the
    row has one already, or with texts under which none stand."""
    groups = [[lines[0]]]
    title = False
    room: dict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        for c, end, words in segments(line.words, xs):
            room[c, end] = max(room[c, end], words[-1].bbox[2] - words[0].bbox[0])
    for line in lines[1:]:
        if _wraps(groups[-1], line, xs, room):
            groups[-1].append(line)
            continue
        after_title, title = title, len(line.parts) == 1 and segments(line.words, xs)[0][1] > 1 + segments(
            line.words, xs)[0][0]
        filled = {c for c, _, _ in segments(line.words, xs)}
        figures = {c for c, _, words in segments(line.words, xs) if _is_figure(words)}
        have = {c for x in groups[-1] for c, _, _ in segments(x.words, xs)}
        if title or after_title or 0 in filled or figures & have or len(filled - have) > 1:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _wraps(group: Sequence[TextLine], line: TextLine, xs: Sequence[float],
           room: Mapping[tuple[int, int], float]) -> bool:
    """Whether ``line`` goes on with the first cell of ``group`` and other cells of it, and begins none: their last
    lines are so full that the first word below had no ``room`` (the widest line of each column, in points)."""
    last = {(c, end): words for x in group for c, end, words in segments(x.words, xs)}
    own = segments(line.words, xs)
    if own[0][0] or all(_is_figure(words) for _, _, words in own) or KEY.fullmatch(_said(own[0][2])):
        return False
    return all((c, end) in last and _no_room(last[c, end], words, room[c, end]) for c, end, words in own)


def _no_room(above: Sequence[Word], below: Sequence[Word], room: float) -> bool:
    first = below[0].bbox
    if _is_figure(below) and not (re.search(r"[.,]\d{0,2}$", _said(above)) and re.fullmatch(r"\d{1,3}", _said(below))):
        return False
    return above[-1].bbox[2] - above[0].bbox[0] + 0.2 * below[0].size + first[2] - first[0] > room


def _said(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
