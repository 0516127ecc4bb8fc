"""The rules of tables whose rows are told by colour: those at the edges of the bands, and those that nothing shows but
the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import lines_of as coordinates
from lkj_audit.extract.ruled.ruling import merge_rules
from lkj_audit.extract.ruled.unclosed import NEAR, between, head_above, running_text
from lkj_audit.extract.unruled.bands import FARTHEST, Bands
from lkj_audit.extract.unruled.columns import CLOSE, TOTAL, TextLine, column_gaps, ends_table, lines_of, segments
from lkj_audit.extract.unruled.merged_cells import parts_of
from lkj_audit.extract.unruled.pieces import FIGURE
from lkj_audit.extract.whole.headers import shows_figure
from lkj_audit.extract.words.joining import text_lines
from lkj_audit.model import BBox, Word, union

FREE = 1.2  # heights of a line: a row stands closer to the band above it
TALL = 1.6  # … a row for more than one
WITHIN = 0.6  # … and the lines of a row closer to each other


class Banded(NamedTuple):
    """The level rules of a table from side to side, the others, and where its columns part, its sides included."""

    stack: list[Rule]
    inside: list[Rule]
    xs: list[float]


def banded(table: Bands, level: Sequence[Rule], upright: Sequence[Rule], words: Sequence[Word]) -> Banded | None:
    """The level rules of a table whose rows are told by colour; None where upright ones are drawn as well."""
    xs = _with_left(table, words)
    x0, x1 = xs[0], xs[-1]
    first, last = table.cells[0][1], max(b[3] for b in table.cells)
    drawn = [r for r in level if x0 - NEAR <= r.bbox[0] and r.bbox[2] <= x1 + NEAR]
    edges = [r for r in merge_rules([*table.edges, *drawn]) if r.orientation == "h"]
    ys = [r.bbox[1] for r in edges if r.bbox[0] <= x0 + NEAR and r.bbox[2] >= x1 - NEAR]
    stack = _stacked(ys, first, last, x0, x1, words)
    headed = head_above(words, first, xs) < first
    if not stack or stack[0] > first - 1:
        begin = [] if headed else _above_first_row(first, drawn, words, xs)
        stack[:0] = begin or ([] if stack and stack[0] < first + 1 else [first])
    stack[1:1] = _under_head(stack[0], stack[1] if len(stack) > 1 else first, drawn, words)
    if any(v.bbox[1] < table.open < v.bbox[3] and xs[-2] - NEAR < v.bbox[0] < x1 - NEAR for v in upright):
        return None
    if (top := head_above(words, stack[0], xs)) < stack[0]:
        stack.insert(0, top)
    rules = [Rule("h", (x0, y, x1, y)) for y in stack]
    if stack[-1] <= last + 1:
        end = Rule("h", (x0, last, x1, last))
        rules += _last_row(end, words, xs) or ([end] if stack[-1] < last - 1 else [])
    if len(rules) < 2:
        return None
    inside = [r for r in edges if rules[0].bbox[1] - 1 <= r.bbox[1] <= rules[-1].bbox[1] + 1]
    between_merged = _between_merged(rules, inside, words, xs, table.cells)
    return None if between_merged is None else Banded(rules, [*inside, *between_merged], xs)


def _with_left(table: Bands, words: Sequence[Word]) -> list[float]:
    """The sides and the limits of the columns of ``table``, with those at its left that no band has, being merged."""
    first, last = table.cells[0][1], max(b[3] for b in table.cells)
    left = lines_of(between(words, first, last, 0.0, table.x0), CLOSE)
    if not left:
        return [table.x0, *table.columns, table.x1]
    x0 = min(line.bbox[0] for line in left) - NEAR
    return [x0, *column_gaps([line.words for line in left], x0, table.x0), table.x0, *table.columns, table.x1]


def _stacked(ys: Sequence[float], first: float, last: float, x0: float, x1: float,
             words: Sequence[Word]) -> list[float]:
    """Those of the heights ``ys`` of level rules that belong to a table with bands between ``first`` and ``last``: no
    running text stands between them."""
    own = [y for y in ys if first - 1 <= y <= last + 1]
    for y in sorted((y for y in ys if y < first - 1), reverse=True):
        below = own[0] if own else first
        if below - y > FARTHEST or running_text((x0, y, x1, y), (x0, below, x1, below), words):
            break
        own.insert(0, y)
    for y in sorted(y for y in ys if y > last + 1):
        above = max([*own, last])
        if y - above > FARTHEST or running_text((x0, above, x1, above), (x0, y, x1, y), words):
            break
        own.append(y)
    return own


def _under_head(top: float, bottom: float, drawn: Sequence[Rule], words: Sequence[Word]) -> list[float]:
    """Where a header ends that begins at ``top`` with a row under it down to ``bottom``: some programs draw no rule
    under titles that reach over two levels."""
    for y in sorted((r.bbox[1] for r in drawn if top + NEAR < r.bbox[1] < bottom - NEAR), reverse=True):
        x0, x1 = min(r.bbox[0] for r in drawn), max(r.bbox[2] for r in drawn)
        above, below = ([" ".join(w.text for w in p) for x in lines_of(between(words, a, b, x0, x1)) for p in x.parts]
                        for a, b in ((top, y), (y, bottom)))
        straddling = any(w.bbox[1] < y - 1 and w.bbox[3] > y + 1 for w in between(words, top, bottom, x0, x1))
        return [y] if any(map(shows_figure, below)) and not straddling and not any(map(shows_figure, above)) else []
    return []


def _above_first_row(first: float, drawn: Sequence[Rule], words: Sequence[Word], xs: Sequence[float]) -> list[float]:
    """Where a row begins that is not painted, right above the ``first`` band: at a rule under some titles, or under the
    last line above it in bold."""
    above = [x for x in lines_of(between(words, first - FARTHEST, first, xs[0] - NEAR, xs[-1] + NEAR))]
    starts = [r.bbox[1] for r in drawn if first - FARTHEST < r.bbox[1] < first - NEAR and r.bbox[2] > xs[-1] - NEAR]
    starts += [x.bbox[3] + 1 for x in above if all(w.bold for w in x.words)]
    y = max(starts, default=first)
    row = [x for x in above if x.bbox[1] > y - 1]
    close = all(b.bbox[1] - a.bbox[3] < WITHIN * (b.bbox[3] - b.bbox[1]) for a, b in pairwise(row))
    said = any(FIGURE.fullmatch(" ".join(w.text for w in part)) for x in row for part in x.parts)
    return [y] if row and said and close and first - row[-1].bbox[3] < FREE * (row[0].bbox[3] - row[0].bbox[1]) else []


def _last_row(last: Rule, words: Sequence[Word], xs: Sequence[float]) -> list[Rule]:
    """The rule under a row that is not painted, right below the ``last`` band."""
    y, kept, values = last.bbox[1], list[TextLine](), set[int]()
    for line in lines_of(between(words, y, y + FARTHEST, xs[0] - 50, xs[-1] + 50)):
        low = max((x.bbox[3] for x in kept), default=y)
        own = segments(line.words, xs)
        said = {c for c, _, part in own if FIGURE.fullmatch(" ".join(w.text for w in part))}
        if line.bbox[1] - low > (line.bbox[3] - line.bbox[1]) * (WITHIN if kept else FREE) or said & values or (
                ends_table(line) or line.bbox[0] < xs[0] - NEAR or line.bbox[2] > xs[-1] + NEAR or (any(
                end > c + 1 for c, end, _ in own) and not TOTAL.match(line.text))):
            break
        kept.append(line)
        values |= said
    filled = {c for line in kept for c, _, _ in segments(line.words, xs)}
    if len(xs) - 2 not in filled or 2 * len(filled) < len(xs) - 1:
        return []
    low = max(x.bbox[3] for x in kept) + 1
    return [Rule("h", (xs[0], low, xs[-1], low))]


def _between_merged(stack: Sequence[Rule], inside: Sequence[Rule], words: Sequence[Word], xs: Sequence[float],
                    painted: Sequence[BBox]) -> list[Rule] | None:
    """The rules between the cells of a column that reach over several rows and are not painted; None where the words do
    not tell them."""
    ys = coordinates(r.bbox[1] for r in (*stack, *inside))
    body = [y for y in ys if y >= stack[1].bbox[1] - 1]
    centred, lead = _setting(body, words, xs)
    out: list[Rule] = []
    begins: list[float] = []  # where the cells of the column to the left begin
    for x0, x1 in pairwise(xs):
        drawn = [y for y in body if any(abs(r.bbox[1] - y) <= 1 and r.bbox[0] < (x0 + x1) / 2 < r.bbox[2]
                                        for r in (*stack, *inside))]
        left, begins = begins, list(drawn)
        for a, b in pairwise(drawn):
            own = [y for y in body if a <= y <= b]
            said = [w for w in between(words, a, b, xs[0] - NEAR, xs[-1] + NEAR)
                    if x0 <= (w.bbox[0] + w.bbox[2]) / 2 < x1]
            whole = any(c[0] < (x0 + x1) / 2 < c[2] and c[1] < a + NEAR and c[3] > b - NEAR for c in painted)
            if len(own) > 2 and said and not whole:
                starts = [i for i, y in enumerate(own) if y in left and y < b]
                keys = list(pairwise([*starts, len(own) - 1])) if len(starts) < len(own) - 1 else []
                found = parts_of(said, own, centred, lead, keys)
                if not found:
                    return None
                begins += [own[first] for first, _ in found]
                out += [Rule("h", (x0, own[first], x1, own[first])) for first, _ in found if first]
    return out


def _setting(ys: Sequence[float], words: Sequence[Word], xs: Sequence[float]) -> tuple[bool, float]:
    """Whether texts stand in the middle of the rows between ``ys``, as those of the last column show, and how far below
    the middle, or else below the top, the middle of their first line is, in points."""
    lines = [(a, b, union(w.bbox for w in own)) for a, b in pairwise(ys)
             if len(own := between(words, a, b, xs[-2], xs[-1] + NEAR)) and len(text_lines(own)) == 1]
    tall = [(a, b, box) for a, b, box in lines if b - a > TALL * (box[3] - box[1])]
    centred = 2 * sum(abs(a + b - box[1] - box[3]) <= 5 for a, b, box in tall) > len(tall)
    leads = sorted((box[1] + box[3]) / 2 - (a + b) / 2 if centred else (box[1] + box[3]) / 2 - a for a, b, box in lines)
    return centred, leads[len(leads) // 2 if centred else 0] if leads else 0.0
