"""Rows without rules: which cells are one row, and which cells reach over several rows or columns."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lkj_audit.extract.unruled.anchored import anchored_rows
from lkj_audit.extract.unruled.columns import TextLine, aligned, reaches, segments
from lkj_audit.extract.unruled.pieces import FIGURE, Piece, groups_of, is_centred, pieces_of
from lkj_audit.extract.whole.headers import shows_figure
from lkj_audit.model import Word, union

_TOTAL = re.compile(r"(?:sub\s*)?(?:jumlah|total|rata-rata)(?:\s+\w+)?\W*", re.I)
_RUPIAH = re.compile(r"(?:Rp|IDR)\.?", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
HEAD_ROWS = 4


@dataclass(slots=True)
class Row:
    """Cells side by side, by column."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def columns(self) -> set[int]:
        return {p.col for p in self.pieces}

    @property
    def top(self) -> float:
        return min(p.bbox[1] for p in self.pieces if p.lines)

    @property
    def bottom(self) -> float:
        return max(p.bbox[3] for p in self.pieces if p.lines)


def rows_of(lines: Sequence[TextLine], xs: Sequence[float], *, headed: bool = True) -> list[Row]:
    """The rows that ``lines`` make up in the columns between ``xs``, the first of them perhaps a header. A cell over
    several columns or rows is a piece of the first row that it stands in."""
    if rows := _anchored(lines, xs, headed):
        return rows
    pieces = pieces_of(lines, xs)
    centred = pieces is not None and is_centred(pieces)
    rows = _side_by_side(pieces, len(xs) - 1, centred) if pieces else [_row(x, xs) for x in groups_of(lines, xs)]
    head = _head_height(rows, len(xs) - 1) if headed else 0
    _widen_groups(rows[head:], len(xs) - 1)
    _spread_titles(rows[:head], rows, xs)
    for r, row in enumerate(rows):
        for piece in row.pieces:
            piece.row, piece.row_end = r, r + 1
    rows = _around(rows, head, centred)
    _down(rows, head, centred)
    return rows


def _anchored(lines: Sequence[TextLine], xs: Sequence[float], headed: bool) -> list[Row]:
    """The rows where figures tell them, under a header that they leave; none where they do not."""
    first = next((i for i, x in enumerate(lines) if any(map(_is_figure, x.parts))), 0)
    for start in range(first, 0, -1) if headed else (0,):
        if body := anchored_rows(lines[start:], xs):
            head = head_rows(lines[:start], xs, [Row(pieces) for pieces in body]) if start else []
            rows = [*head, *map(Row, body)]
            for r, row in enumerate(rows):
                for piece in row.pieces:
                    piece.row, piece.row_end = r, r + max(1, piece.row_end - piece.row)
            return rows
    return []


def head_rows(lines: Sequence[TextLine], xs: Sequence[float], body: Sequence[Row] = ()) -> list[Row]:
    """The rows of a header above ``body``. Titles between two levels of it reach over both: they stand in the first."""
    pieces = pieces_of(lines, xs)
    if pieces:
        rows = _side_by_side(pieces, len(xs) - 1, is_centred(pieces))
    else:
        rows = [_row(x, xs) for x in groups_of(lines, xs)]
    for row in rows[1:-1]:
        if not any(row.columns & other.columns for other in rows if other is not row):
            rows[0].pieces = sorted([*rows[0].pieces, *row.pieces], key=lambda p: p.col)
            rows.remove(row)
    for above, row in reversed(list(pairwise(rows))):
        if row.columns <= above.columns:  # the second lines of titles
            for piece in row.pieces:
                next(p for p in above.pieces if p.col == piece.col).lines += piece.lines
            rows.remove(row)
    _spread_titles(rows, [*rows, *body], xs)
    for r, row in enumerate(rows):
        for piece in row.pieces:
            piece.row, piece.row_end = r, r + 1
    return rows


def _is_figure(part: Sequence[Word]) -> bool:
    text = " ".join(w.text for w in part)
    return FIGURE.fullmatch(text) is not None and not _YEAR.fullmatch(text)


def _row(lines: Sequence[TextLine], xs: Sequence[float]) -> Row:
    columns: dict[tuple[int, int], list[list[Word]]] = defaultdict(list)
    for line in lines:
        for c, end, words in segments(line.words, xs):
            columns[c, end].append(words)
    return Row([Piece(c, end, found) for (c, end), found in sorted(columns.items())])


def _side_by_side(pieces: Sequence[Piece], width: int, centred: bool) -> list[Row]:
    """Pieces in rows: those that begin at one height, or have their middles at one."""
    def place(piece: Piece) -> float:
        return piece.middle if centred else piece.bbox[1]

    rows: list[Row] = []
    ordered = sorted(pieces, key=place)
    while ordered:
        near = 0.35 * (ordered[0].lines[0][0].bbox[3] - ordered[0].lines[0][0].bbox[1])
        group = Row([p for p in ordered if place(p) - place(ordered[0]) <= near])
        ordered = ordered[len(group.pieces):]
        host = next((row for row in rows[-3:] if _beside(row, group, near)), None)
        if host:
            host.pieces += group.pieces
        elif rows and len(group.pieces) == 1 < width - 1 and _goes_on(rows, group.pieces[0], near):
            own = next((p for p in rows[-1].pieces if p.col == group.pieces[0].col), None)
            if own:
                own.lines += group.pieces[0].lines
            else:
                rows[-1].pieces += group.pieces
        else:
            rows.append(group)
    for row in rows:
        row.pieces.sort(key=lambda p: p.col)
    return sorted(rows, key=lambda r: statistics.median(p.middle for p in r.pieces))


def _beside(row: Row, group: Row, near: float) -> bool:
    """Whether ``group`` stands beside a cell of ``row``, centred on it, in other columns."""
    if row.columns & group.columns:
        return False
    return any(p.bbox[3] > group.top and all(abs(p.middle - g.middle) <= near for g in group.pieces)
               for p in row.pieces)


def _goes_on(rows: Sequence[Row], piece: Piece, near: float) -> bool:
    """Whether a piece alone at its height is more of the row before: another cell there reaches past its top, or it
    stands closer to its column's last line than rows stand apart."""
    top = piece.bbox[1]
    if any(p.bbox[1] < top - near and p.bbox[3] > top + near for p in rows[-1].pieces):
        return True
    apart = [b.top - a.bottom for a, b in pairwise(rows) if len(b.pieces) > 1]
    return bool(apart) and top - rows[-1].bottom < 0.75 * statistics.median(apart)


def _head_height(rows: Sequence[Row], width: int) -> int:
    """How many rows at the top can be header: up to the one in which the last column gets a title of its own."""
    titled: set[int] = set()
    for r, row in enumerate(rows[:HEAD_ROWS]):
        if r and any(shows_figure(p.text) for p in row.pieces):
            return r
        titled |= row.columns
        if len(titled) == width:
            below = rows[r + 1] if r + 1 < len(rows) else None
            if below is None or below.columns & {0} or len(below.pieces) == 1:
                return r + 1
    return min(1, len(rows))


def _spread_titles(head: Sequence[Row], rows: Sequence[Row], xs: Sequence[float]) -> None:
    """Let each title of the header rows reach over the columns that it stands over. "Rp" in a column of its own has the
    title of the amounts to its right."""
    sides, signs = [], set()
    for c in range(len(xs) - 1):
        own = [p for row in rows[max(0, len(head) - 1):] for p in row.pieces if p.col == c and p.col_end == c + 1]
        box = union(p.bbox for p in own) if own else (xs[c], 0.0, xs[c + 1], 0.0)
        sides.append((box[0], box[2]))
        body = [p.text for row in rows[len(head):] for p in row.pieces if p.col == c]
        if body and all(_RUPIAH.fullmatch(text) for text in body):
            signs.add(c)
    for r, row in enumerate(head):
        if len(row.pieces) == len(sides):
            continue
        below = {c for lower in head[r + 1:] for c in lower.columns}
        alone = {p.col for p in row.pieces if p.col not in below} if below else set()
        titled = {p.col for upper in head[:r] for p in upper.pieces if p.col_end == p.col + 1} - row.columns - below
        free = [c for c in range(len(sides)) if c not in alone | titled]
        titles = [p for p in row.pieces if p.col not in alone]
        groups: list[list[int]] = []
        for c in free:
            if groups and c - 1 in signs and groups[-1][-1] == c - 1 and len(titles) < len(free):
                groups[-1].append(c)
            else:
                groups.append([c])
        found = reaches([p.bbox for p in titles], [(sides[g[0]][0], sides[g[-1]][1]) for g in groups])
        for piece, (first, end) in zip(titles, found, strict=False):
            columns = [c for g in groups[first:end] for c in g]
            if columns[-1] - columns[0] == len(columns) - 1:
                piece.col, piece.col_end = columns[0], columns[-1] + 1


def _widen_groups(rows: Sequence[Row], width: int) -> None:
    """Let a text alone in its row, that does not keep to the column where it stands, be the title of a group."""
    for row in rows:
        piece = row.pieces[0]
        column = [p.bbox for other in rows if len(other.pieces) > 1 for p in other.pieces if p.col == piece.col]
        if len(row.pieces) == len(piece.lines) == 1 and column and not aligned(piece.bbox, column):
            piece.col, piece.col_end = 0, width


def _around(rows: list[Row], head: int, centred: bool) -> list[Row]:
    """Let first cells that stand at the middle of rows that lack them reach over these. They may have a row of their
    own, between two others, or share that of the middle one."""
    out = list(rows)
    for row in rows[head:]:
        at = out.index(row)
        beside = [out[i] for i in (at - 1, at + 1) if head <= i < len(out)]
        lead = [p for p in row.pieces if p.col < max((min(x.columns) for x in beside), default=0)]
        alone = len(lead) == len(row.pieces)
        if not lead or lead[0].col or not (alone or centred):
            continue
        columns = {p.col for p in lead}
        first = last = at
        while first > head and not out[first - 1].columns & columns:
            first -= 1
        while last + 1 < len(out) and not out[last + 1].columns & columns:
            last += 1
        middle = statistics.median(p.middle for p in lead)
        spans = [(i, j) for i in range(first, at + 1 - alone) for j in range(at + alone, last + 1)
                 if i < j and abs((out[i].top + out[j].bottom) / 2 - middle) <= 4.0]
        if spans:
            i, j = max(spans, key=lambda s: s[1] - s[0])
            row.pieces = row.pieces[len(lead):]
            out[i].pieces = [*lead, *out[i].pieces]
            for piece in lead:
                piece.row_end = piece.row + j - i + (not alone)
            if alone:
                out.remove(row)
    for r, row in enumerate(out):
        for piece in row.pieces:
            piece.row, piece.row_end = r, r + max(1, piece.row_end - piece.row)
    return out


def _down(rows: Sequence[Row], head: int, centred: bool) -> None:
    """Let the first cells of a row reach down over rows that lack them: a name, and a number with its name. Those of
    the first rows may stand on the page before."""
    if head < len(rows) and min(rows[head].columns) > 1 < len(rows[head].pieces):
        rows[head].pieces = [*(Piece(c, c + 1, [], head, head + 1) for c in range(min(rows[head].columns))),
                             *rows[head].pieces]
    for r in range(head + 1, 0 if centred else len(rows)):
        filled = min(rows[r].columns)
        above = [p for row in rows[:r] for p in row.pieces if p.row_end == r and p.col < filled]
        others = {p.col for p in rows[r - 1].pieces}
        if not above or len(above) != filled or any(p.col_end > p.col + 1 for p in above) or filled not in others:
            continue
        if len(rows[r].pieces) < 2 or _TOTAL.fullmatch(rows[r].pieces[0].text):
            continue
        if filled > 1 or not re.fullmatch(r"\W*\w{1,4}\W*", above[0].text):
            for piece in above:
                piece.row_end = r + 1
