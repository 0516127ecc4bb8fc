"""Rules that a table does without: columns between level rules, rows between upright ones.

What is missing is put in from the words, so that the grid builder finds the table as if it were fully ruled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lkj_audit.extract.blocks import classify
from lkj_audit.extract.borderless import FIGURE, SPACE, TextLine, column_gaps, lines_of, split_rows
from lkj_audit.extract.pdfium import Rule
from lkj_audit.model import Word

NEAR = 4.0  # points within which the ends of rules are one line


def missing_rules(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules to add to those drawn on a page."""
    level = [r for r in rules if r.orientation == "h"]
    upright = [r for r in rules if r.orientation == "v"]
    out: list[Rule] = []
    for stack in _stacks(level, upright, words):
        out += _gutters(stack, level, words)
    for frame in _frames(level, upright):
        out += _rows_within(frame, words)
    return out


def _stacks(level: Sequence[Rule], upright: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """Level rules of one width under each other, four or more, with no upright rule among them and no running text."""
    stacks: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.bbox[1]):
        x0, y, x1, _ = rule.bbox
        if x1 - x0 < 100 or any(v.bbox[1] - NEAR <= y <= v.bbox[3] + NEAR and x0 - NEAR <= v.bbox[0] <= x1 + NEAR
                                for v in upright):
            continue
        above = next((s for s in reversed(stacks) if abs(s[-1].bbox[0] - x0) <= NEAR
                      and abs(s[-1].bbox[2] - x1) <= NEAR), None)
        if above is None or _running_text(above[-1], rule, words):
            stacks.append([rule])
        elif y - above[-1].bbox[1] > NEAR:
            above.append(rule)
    whole = [s for s in stacks if len(s) >= 2 and not any(_inside(s, other) for other in stacks if other is not s)]
    return [s for s in whole if len(s) + sum(len(p) for p in stacks if _inside(p, s)) >= 4]


def _inside(stack: Sequence[Rule], other: Sequence[Rule]) -> bool:
    """Whether ``stack`` is made of the shorter rules of another: those beside merged cells."""
    a, b = stack[0].bbox, other[0].bbox
    return (b[0] - NEAR <= a[0] and a[2] <= b[2] + NEAR and b[2] - b[0] > a[2] - a[0] + NEAR
            and other[0].bbox[1] <= a[1] and stack[-1].bbox[1] <= other[-1].bbox[1])


def _running_text(a: Rule, b: Rule, words: Sequence[Word]) -> bool:
    """Whether a caption, or a line of text without gaps over most of the width, stands between two rules."""
    x0, top, x1, _ = a.bbox
    for line in lines_of(_between(words, top, b.bbox[1], x0 - 50, x1 + 50)):
        widest = max(p[-1].bbox[2] - p[0].bbox[0] for p in line.parts)
        if widest > 0.75 * (x1 - x0) or classify(line.text, False)[0] == "caption":
            return True
    return False


def _between(words: Sequence[Word], top: float, bottom: float, x0: float, x1: float) -> list[Word]:
    return [w for w in words if top <= (w.bbox[1] + w.bbox[3]) / 2 < bottom and x0 <= w.bbox[0] and w.bbox[2] <= x1]


def _gutters(stack: Sequence[Rule], level: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """Upright rules in the gaps that run through the rows between the rules of ``stack``; none through a row where a
    title over several columns crosses the gap."""
    x0, top, x1, _ = stack[0].bbox
    bottom = stack[-1].bbox[1]
    ys = sorted({r.bbox[1] for r in level
                 if top <= r.bbox[1] <= bottom and x0 - NEAR <= r.bbox[0] and r.bbox[2] <= x1 + NEAR})
    bands = [(a, b, lines_of(_between(words, a, b, x0 - NEAR, x1 + NEAR))) for a, b in pairwise(ys) if b - a > NEAR]
    body = [lines for a, _, lines in bands if a >= stack[1].bbox[1] and sum(len(x.parts) for x in lines) > 1]
    gaps = column_gaps([[w for line in lines for w in line.words] for lines in body], x0, x1)
    if not gaps or any(_holds_rows(lines, gaps) for lines in body):
        return []
    out = [Rule("v", (x, top, x, bottom)) for x in (x0, x1)]
    for a, b, lines in bands:
        out += [Rule("v", (x, a, x, b)) for x in gaps if not any(_crosses(line, x) for line in lines)]
    return out


def _crosses(line: TextLine, x: float) -> bool:
    """Whether the words of ``line`` go on over ``x`` with no more than a space there."""
    before = [w for w in line.words if w.bbox[0] < x - 1]
    after = [w for w in line.words if w.bbox[2] > x + 1]
    if not before or not after:
        return False
    return before[-1] is after[0] or after[0].bbox[0] - before[-1].bbox[2] < SPACE * 0.8


def _holds_rows(lines: Sequence[TextLine], gaps: Sequence[float]) -> bool:
    """Whether more than one row stands between two rules: a column with two whole figures under each other."""
    counts: dict[int, int] = {}
    for line in lines:
        for part in line.parts:
            if FIGURE.fullmatch(" ".join(w.text for w in part)):
                column = sum(g < part[0].bbox[0] for g in gaps)
                counts[column] = counts.get(column, 0) + 1
    return sum(n >= 2 for n in counts.values()) >= 2


def _frames(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[float], float, float]]:
    """Upright rules of one height side by side, three or more, with level ones at the header and the ends only: their
    x, top and bottom."""
    out = []
    left = sorted(upright, key=lambda r: r.bbox[0])
    while left:
        top, bottom = left[0].bbox[1], left[0].bbox[3]
        same = [r for r in left if abs(r.bbox[1] - top) <= NEAR and abs(r.bbox[3] - bottom) <= NEAR]
        left = [r for r in left if r not in same]
        xs = sorted({round(r.bbox[0], 1) for r in same})
        across = {round(r.bbox[1] / NEAR) for r in level if top - NEAR <= r.bbox[1] <= bottom + NEAR
                  and r.bbox[2] > xs[0] + NEAR and r.bbox[0] < xs[-1] - NEAR}
        if len(xs) >= 3 and len(across) <= 3:
            out.append((xs, top, bottom))
    return out


def _rows_within(frame: tuple[list[float], float, float], words: Sequence[Word]) -> list[Rule]:
    """Level rules between the rows of text inside a frame of upright rules."""
    xs, top, bottom = frame
    inside = [w for w in words
              if xs[0] <= w.bbox[0] and w.bbox[2] <= xs[-1] and top <= w.bbox[1] and w.bbox[3] <= bottom]
    lines = _in_columns(inside, xs)
    if not _many_rows(lines, xs) or _broken(inside):
        return []
    rows = split_rows(lines, xs)
    edges = [(max(x.bbox[3] for x in a) + min(x.bbox[1] for x in b)) / 2 for a, b in pairwise(rows)]
    return [Rule("h", (xs[0], y, xs[-1], y)) for y in edges]


def _many_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether ``lines`` are several rows: three short keys in the first column, or three figures in another."""
    counts = [0] * len(xs)
    for line in lines:
        for part in line.parts:
            column = sum(x <= part[0].bbox[0] + 1 for x in xs[1:-1])
            text = " ".join(w.text for w in part).rstrip(".")
            counts[column] += len(text) <= 4 if column == 0 else FIGURE.fullmatch(text) is not None
    return max(counts) >= 3


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
