"""The rules of tables whose rows are told by colour: those at the edges of the bands, and those that nothing shows but
the words between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lkj_audit.extract.bands import FARTHEST, Bands
from lkj_audit.extract.columns import CLOSE, TOTAL, TextLine, column_gaps, ends_table, lines_of, segments
from lkj_audit.extract.drawn import Rule
from lkj_audit.extract.headers import shows_figure
from lkj_audit.extract.joining import text_lines
from lkj_audit.extract.merged_cells import parts_of
from lkj_audit.extract.pieces import FIGURE
from lkj_audit.extract.ruling import lines_of as coordinates
from lkj_audit.extract.ruling import merge_rules
from lkj_audit.extract.unclosed import NEAR, between, head_above, running_text
from lkj_audit.model import Word, union

FREE = 1.2  # heights of a line: a row stands closer to the band above it
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
    first, last = table.rules[0].bbox[1], max(r.bbox[1] for r in table.rules)
    drawn = [r for r in level if x0 - NEAR <= r.bbox[0] and r.bbox[2] <= x1 + NEAR]
    edges = [r for r in merge_rules([*table.rules, *drawn]) if r.orientation == "h"]
    ys = [r.bbox[1] for r in edges if r.bbox[0] <= x0 + NEAR and r.bbox[2] >= x1 - NEAR]
    stack = _stacked(ys, first, last, x0, x1, words) or [first]
    stack[1:1] = _under_head(stack[0], stack[1] if len(stack) > 1 else first, drawn, words)
    passing = [v for v in upright if v.bbox[1] < table.open < v.bbox[3] and x0 + NEAR < v.bbox[0] < x1 - NEAR]
    if 2 * len(passing) > len(xs) - 2:
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
    return Banded(rules, [*inside, *_between_merged(rules, inside, words, xs)], xs)


def _with_left(table: Bands, words: Sequence[Word]) -> list[float]:
    """The sides and the limits of the columns of ``table``, with those at its left that no band has, being merged."""
    first, last = table.rules[0].bbox[1], max(r.bbox[1] for r in table.rules)
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


def _between_merged(stack: Sequence[Rule], inside: Sequence[Rule], words: Sequence[Word],
                    xs: Sequence[float]) -> list[Rule]:
    """The rules between the cells of a column that reach over several rows and are not painted."""
    ys = coordinates(r.bbox[1] for r in (*stack, *inside))
    body = [y for y in ys if y >= stack[1].bbox[1] - 1]
    lines = [[union(w.bbox for w in line) for line in text_lines(between(words, a, b, xs[-2], xs[-1] + NEAR))]
             for a, b in pairwise(body)]
    single = [((a, b), own[0]) for (a, b), own in zip(pairwise(body), lines, strict=True) if len(own) == 1]
    centred = all(abs(a + b - own[1] - own[3]) <= 5 for (a, b), own in single)
    lead = min(((own[1] + own[3]) / 2 - a for (a, _), own in single), default=0.0)
    out: list[Rule] = []
    keys: dict[float, list[tuple[int, int]]] = {}
    for x0, x1 in pairwise(xs):
        drawn = [y for y in body if any(abs(r.bbox[1] - y) <= 1 and r.bbox[0] < (x0 + x1) / 2 < r.bbox[2]
                                        for r in (*stack, *inside))]
        left, keys = keys, {}
        for a, b in pairwise(drawn):
            own = [y for y in body if a <= y <= b]
            if len(own) > 2:
                keys[a] = parts_of([w for w in between(words, a, b, xs[0] - NEAR, xs[-1] + NEAR)
                                    if x0 <= (w.bbox[0] + w.bbox[2]) / 2 < x1], own, centred, lead, left.get(a, ()))
                out += [Rule("h", (x0, own[first], x1, own[first])) for first, _ in keys[a] if first]
    return out
