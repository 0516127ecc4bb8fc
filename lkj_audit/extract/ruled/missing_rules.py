"""Rules that a table does without: columns between level rules, rows between upright ones.

What is missing is put in from the words, so that the grid builder finds the table as if it were fully ruled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.tiles import tiled
from lkj_audit.extract.ruled.unclosed import NEAR, between, foot, head_above, running_text
from lkj_audit.extract.unruled.banded import banded
from lkj_audit.extract.unruled.bands import bands
from lkj_audit.extract.unruled.columns import (
    TextLine,
    column_gaps,
    crosses,
    lines_of,
    reaches,
    segments,
)
from lkj_audit.extract.unruled.pieces import FIGURE, KEY
from lkj_audit.extract.unruled.rows import rows_of
from lkj_audit.extract.whole.headers import shows_figure
from lkj_audit.model import BBox, Word, union

VALUE = re.compile(r"\d[\d.,]*[.,]\d+\s?%?")  # a figure that is no number of a column and no year
FEWEST = 3  # figures under each other in one column that are rows
SPACE = 6.0  # points: less between two rules is one rule drawn double
REACH = 16.0  # points from the middle of a gap within which a rule that ends there says where columns part


def missing_rules(rules: Sequence[Rule], words: Sequence[Word], painted: Sequence[BBox] = ()) -> list[Rule]:
    """The rules to add to those drawn on a page, on which the boxes ``painted`` stand behind the words."""
    level = [r for r in rules if r.orientation == "h"]
    upright = [r for r in rules if r.orientation == "v"]
    out: list[Rule] = []
    for table in bands(painted, words):
        found = banded(table, level, upright, words)
        edges = [*found.stack, *found.inside] if found else []
        if found and (own := _gutters(found.stack, edges, words, found.xs[1:-1], rows_known=True)):
            out += [*edges, *own]
            first, last = min(r.bbox[1] for r in own), found.stack[-1].bbox[1]
            level = [r for r in level if not (first - NEAR <= r.bbox[1] <= last + NEAR and table.holds(r))]
    for stack in (part for whole in _stacks(level, upright, words) for part in _begun_anew(whole, words)):
        out += (bottom := foot(stack, words))
        out += _gutters([*stack, *bottom], [*level, *bottom], words, _tiles(stack[0], painted))
    for frame in _frames(level, upright):
        out += _rows_within(frame, words)
    return out


def _stacks(level: Sequence[Rule], upright: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """Level rules of one width under each other, three or more, with no upright rule among them and no running text."""
    stacks: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.bbox[1]):
        x0, y, x1, _ = rule.bbox
        if x1 - x0 < 100 or any(v.bbox[1] - NEAR <= y <= v.bbox[3] + NEAR and x0 - NEAR <= v.bbox[0] <= x1 + NEAR
                                for v in upright):
            continue
        above = next((s for s in reversed(stacks) if abs(s[-1].bbox[0] - x0) <= NEAR
                      and abs(s[-1].bbox[2] - x1) <= NEAR), None)
        if above is None or running_text(above[-1].bbox, rule.bbox, words):
            stacks.append([rule])
        elif y - above[-1].bbox[1] > NEAR:
            above.append(rule)
    whole = [s for s in stacks if len(s) >= 2 and not any(_inside(s, other) for other in stacks if other is not s)]
    return [s for s in whole if len(s) + sum(len(p) for p in stacks if _inside(p, s)) >= 3]


def _inside(stack: Sequence[Rule], other: Sequence[Rule]) -> bool:
    """Whether ``stack`` is made of the shorter rules of another: those beside merged cells."""
    a, b = stack[0].bbox, other[0].bbox
    return (b[0] - NEAR <= a[0] and a[2] <= b[2] + NEAR and b[2] - b[0] > a[2] - a[0] + NEAR
            and other[0].bbox[1] <= a[1] and stack[-1].bbox[1] <= other[-1].bbox[1])


def _begun_anew(stack: Sequence[Rule], words: Sequence[Word]) -> list[Sequence[Rule]]:
    """``stack`` parted where nothing but space, of a line or so, stands between a row and the titles of another
    header: two tables are set under each other."""
    x0, _, x1, _ = stack[0].bbox
    tops = [r.bbox[1] for r in stack]
    bands = [between(words, a, b, x0 - NEAR, x1 + NEAR) for a, b in pairwise(tops)]
    cuts = [i + 1 for i in range(1, len(bands) - 2)
            if not bands[i] and tops[i + 1] - tops[i] > SPACE and _titles(bands[i + 1])]
    return [stack[a:b] for a, b in pairwise([0, *cuts, len(stack)])]


def _titles(words: Sequence[Word]) -> bool:
    """Whether ``words`` are the titles of three columns or more, and no row."""
    lines = lines_of(words)
    parts = [" ".join(w.text for w in part) for line in lines for part in line.parts]
    return max((len(line.parts) for line in lines), default=0) >= 3 and not any(
        shows_figure(p) or KEY.fullmatch(p) for p in parts)


def _tiles(top: Rule, painted: Sequence[BBox]) -> list[float]:
    """Where the lowest of the boxes part that are painted side by side under the rule ``top``, behind the titles of a
    header."""
    x0, y, x1, _ = top.bbox
    own = tiled([b for b in painted if b[1] >= y - NEAR and x0 - NEAR <= b[0] and b[2] <= x1 + NEAR], y)
    if not own or abs(min(b[0] for b in own) - x0) + abs(max(b[2] for b in own) - x1) > NEAR:
        return []
    bottom = max(b[3] for b in own)
    return sorted(b[0] for b in own if b[3] >= bottom - NEAR)[1:]


def _gutters(stack: Sequence[Rule], level: Sequence[Rule], words: Sequence[Word],
             tiles: Sequence[float] = (), *, rows_known: bool = False) -> list[Rule]:
    """Upright rules in the gaps that run through the rows between the rules of ``stack``, or where the ``tiles`` of the
    header part; none through a row where a title over several columns crosses the gap. None at all where several rows
    seem to stand between two rules, unless the rows are known."""
    x0, top, x1, _ = stack[0].bbox
    bottom = stack[-1].bbox[1]
    ys = sorted({r.bbox[1] for r in level
                 if top <= r.bbox[1] <= bottom and x0 - NEAR <= r.bbox[0] and r.bbox[2] <= x1 + NEAR})
    bands = [(a, b, lines_of(between(words, a, b, x0 - NEAR, x1 + NEAR))) for a, b in pairwise(ys) if b - a > NEAR]
    under_head = stack[1].bbox[1]
    head = [(a, b, lines) for a, b, lines in bands if a < under_head]
    body = [lines for a, _, lines in bands if a >= under_head and sum(len(x.parts) for x in lines) > 1]
    gaps = list(tiles) or column_gaps([[w for line in lines for w in line.words] for lines in body], x0, x1,
                                      [line for _, _, lines in head for line in lines])
    ends = [x for r in level if r.bbox[1] in ys for x in (r.bbox[0], r.bbox[2]) if x0 + NEAR < x < x1 - NEAR]
    gaps = [min((x for x in ends if abs(x - gap) <= REACH), key=lambda x: abs(x - gap), default=gap) for gap in gaps]
    xs = [x0, *gaps, x1]
    if not gaps or all(map(_numbers, body)) or (not rows_known and (
            any(_holds_rows(lines, xs) for _, _, lines in bands) or any(
            map(_heads_a_row, (lines for _, _, lines in head))) or (
            len(body) == 1 and len(rows_of(body[0], xs, headed=False)) > 1))):
        return []
    above = head_above(words, top, xs)
    out = [Rule("v", (x, above, x, bottom)) for x in (x0, x1)]
    if above < top:
        titles = lines_of(between(words, above, top, x0 - NEAR, x1 + NEAR))
        under = [[w for line in lines for w in line.words] for _, _, lines in bands]
        if not ends and len(beside := column_gaps(under, x0, x1, titles)) == len(gaps):
            gaps, xs = beside, [x0, *beside, x1]
        bands.insert(0, (above, top, titles))
        out.append(Rule("h", (x0, above, x1, above)))
        under_head = top
    for a, b, lines in bands:
        crossed = {c for c, x in enumerate(gaps) if any(crosses(line.words, x) for line in lines)}
        if a < under_head:
            begun = _ruled(level, a, xs) if a > top else set(range(len(gaps) + 1))
            crossed |= _joined(lines, xs, _ruled(level, a, xs) & _ruled(level, b, xs))
            inner = {c for r in level if a + NEAR < r.bbox[1] < b - NEAR for c in _ruled([r], r.bbox[1], xs)}
            parted = 0 < len(_ruled(level, b, xs)) < len(xs) - 1  # by the rule under a title over several columns
            for first, end, y in [] if parted else _levels(lines, xs):
                if own := inner.intersection(range(first, end)):  # the rule under the title shows how far it reaches
                    first, end = min(own), max(own) + 1
                if not begun.issuperset(range(first, end)):
                    continue  # a title of one column goes on beside the rule under that of a group
                out.append(Rule("h", (xs[first], y, xs[end], y)))
                out += [Rule("v", (xs[c + 1], y, xs[c + 1], b)) for c in range(first, end - 1)]
                crossed |= set(range(first, end - 1))
        elif crossed and all(len(x.parts) == 1 for x in lines):
            continue  # the title of the rows below it
        out += [Rule("v", (x, a, x, b)) for c, x in enumerate(gaps) if c not in crossed]
    return out


def _numbers(lines: Sequence[TextLine]) -> bool:
    """Whether ``lines`` are the row that numbers the columns: the rows below it are between no rules."""
    said = [" ".join(w.text for w in part).strip("()") for line in lines for part in line.parts]
    return said == [str(i + 1) for i in range(len(said))]


def _levels(lines: Sequence[TextLine], xs: Sequence[float]) -> list[tuple[int, int, float]]:
    """The titles over several columns (first, end), though not over all, in the ``lines`` of a header that have titles
    of these columns below them, and where these part from them."""
    pieces = [p for row in rows_of(lines, xs) for p in row.pieces if p.lines] if len(lines) > 1 else []
    out = []
    for title in (p for p in pieces if 1 < p.col_end - p.col < len(xs) - 1):
        below = [p.bbox[1] for p in pieces if title.col <= p.col < title.col_end and p.bbox[1] > title.middle]
        if len(below) > 1:
            out.append((title.col, title.col_end, (title.bbox[3] + min(below)) / 2))
    return out


def _ruled(level: Sequence[Rule], y: float, xs: Sequence[float]) -> set[int]:
    """The columns that a rule runs along at ``y``."""
    rules = [r for r in level if abs(r.bbox[1] - y) <= NEAR]
    return {c for c, (a, b) in enumerate(pairwise(xs)) if any(r.bbox[0] < (a + b) / 2 < r.bbox[2] for r in rules)}


def _joined(lines: Sequence[TextLine], xs: Sequence[float], columns: set[int]) -> set[int]:
    """The gaps, counted from 0, over which titles in ``lines`` reach, of those between ``columns`` side by side."""
    pieces: dict[int, list[Word]] = {}
    for line in lines:
        for first, _, words in segments(line.words, xs):
            pieces.setdefault(first, []).extend(words)
    titles = [union(w.bbox for w in words) for c, words in sorted(pieces.items()) if c in columns]
    free = sorted(columns)
    if len(titles) == len(free) or any(b - a > 1 for a, b in pairwise(free)):
        return set()
    found = reaches(titles, [(xs[c], xs[c + 1]) for c in free])
    return {free[0] + c for first, end in found for c in range(first, end - 1)}


def _heads_a_row(lines: Sequence[TextLine]) -> bool:
    """Whether a row of figures stands under the titles above the first rule: it is no rule under the titles then."""
    return any(sum(VALUE.fullmatch(" ".join(w.text for w in part)) is not None for part in line.parts) >= 2
               for line in lines[1:])


def _holds_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether more than one row stands between two rules: columns with whole figures or keys under each other, or one
    with several, each beside a text."""
    counts: dict[int, int] = {}
    for line in lines:
        parts = segments(line.words, xs)
        for column, _, words in parts:
            text = " ".join(w.text for w in words)
            if len(parts) > 1 and (FIGURE.fullmatch(text) or KEY.fullmatch(text)):
                counts[column] = counts.get(column, 0) + 1
    return sum(n >= 2 for n in counts.values()) >= 2 or max(counts.values(), default=0) >= FEWEST


def _frames(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[float], float, float]]:
    """Upright rules that end at one height side by side, three or more, with level ones across all of them at the
    header and the ends only: their x, and top and bottom of the body."""
    out = []
    left = sorted(upright, key=lambda r: r.bbox[0])
    while left:
        bottom = left[0].bbox[3]
        same = [r for r in left if abs(r.bbox[3] - bottom) <= NEAR]
        left = [r for r in left if r not in same]
        top, highest = max(r.bbox[1] for r in same), min(r.bbox[1] for r in same)
        xs = sorted({round(r.bbox[0], 1) for r in same})
        across = sorted({round(r.bbox[1] / NEAR) for r in level if highest - NEAR <= r.bbox[1] <= bottom + NEAR
                         and r.bbox[0] <= xs[0] + NEAR and r.bbox[2] >= xs[-1] - NEAR})
        within = [r.bbox[1] for r in level if top - NEAR <= r.bbox[1] < bottom - NEAR
                  and r.bbox[2] > xs[0] + NEAR and r.bbox[0] < xs[-1] - NEAR]
        if len(xs) >= 3 and len(across) <= 3 and len({round(y / NEAR) for y in within}) <= 2:
            out.append((xs, max(within, default=top), bottom))
    return out


def _rows_within(frame: tuple[list[float], float, float], words: Sequence[Word]) -> list[Rule]:
    """Level rules between the rows of text inside a frame of upright rules."""
    xs, top, bottom = frame
    inside = [w for w in words
              if xs[0] <= w.bbox[0] and w.bbox[2] <= xs[-1] and top <= w.bbox[1] and w.bbox[3] <= bottom]
    lines = _in_columns(inside, xs)
    if not _many_rows(lines, xs) or _broken(inside):
        return []
    rows = rows_of(lines, xs, headed=False)
    out = []
    for r, (above, below) in enumerate(pairwise(rows)):
        y = (max(x.bbox[3] for x in above.pieces if x.lines and x.row_end == r + 1) + below.top) / 2
        over = [p for row in rows for p in row.pieces if p.row <= r < p.row_end - 1]
        out += [Rule("h", (xs[c], y, xs[c + 1], y)) for c in range(len(xs) - 1)
                if not any(p.col <= c < p.col_end for p in over)]
    return out


def _many_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether ``lines`` are several rows: two short keys in the first column, or three figures under each other."""
    counts = [0] * len(xs)
    for line in lines:
        for part in line.parts:
            column = sum(x <= part[0].bbox[0] + 1 for x in xs[1:-1])
            text = " ".join(w.text for w in part).rstrip(".")
            counts[column] += len(text) <= 4 if column == 0 else FIGURE.fullmatch(text) is not None
    return max(counts) >= 3 or counts[0] == 2


def _broken(words: Sequence[Word]) -> bool:
    """Whether figures are broken by narrow columns: then lines are no rows."""
    return sum(re.search(r"\d\d[.,]$", w.text) is not None for w in words) > 2


def _in_columns(words: Sequence[Word], xs: Sequence[float]) -> list[TextLine]:
    """Lines of words, parted where the upright rules are."""
    out = []
    for line in lines_of(words):
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            parts.setdefault(sum(x <= (word.bbox[0] + word.bbox[2]) / 2 for x in xs), []).append(word)
        out.append(TextLine(line.words, line.bbox, tuple(tuple(p) for p in parts.values())))
    return out
