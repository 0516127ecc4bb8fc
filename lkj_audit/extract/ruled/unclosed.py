"""Tables that are ruled between their rows alone: the last row, which no rule closes, the header above the first rule,
and what shows that two rules are not of one table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.unruled.columns import CLOSE, TOTAL, TextLine, column_gaps, lines_of, segments
from lkj_audit.extract.unruled.pieces import FIGURE
from lkj_audit.extract.whole.headers import shows_figure
from lkj_audit.extract.words.blocks import classify
from lkj_audit.model import BBox, Word, union

HIGHEST = 40.0  # points: a header of three lines
NEAR = 4.0  # points within which a line stands where it must
FEWEST = 4  # rules that show how the rows of a table are set
COLUMNS = 3  # fewest of a table whose last row is told by its number or its total


def between(words: Sequence[Word], top: float, bottom: float, x0: float, x1: float) -> list[Word]:
    return [w for w in words if top <= (w.bbox[1] + w.bbox[3]) / 2 < bottom and x0 <= w.bbox[0] and w.bbox[2] <= x1]


def running_text(above: BBox, below: BBox, words: Sequence[Word]) -> bool:
    """Whether a caption, or a line of text without gaps over most of the width, stands between two level rules."""
    x0, top, x1, _ = above
    for line in lines_of(between(words, top, below[1], x0 - 50, x1 + 50), CLOSE):
        widest = max(p[-1].bbox[2] - p[0].bbox[0] for p in line.parts)
        if widest > 0.75 * (x1 - x0) or classify(line.text, False)[0] == "caption":
            return True
    return False


def foot(stack: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rule to put under the last row of a ``stack`` of level rules that has none there."""
    return _like_the_row_above(stack, words) or _next_or_total(stack, words)


def _like_the_row_above(stack: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """As far below the last rule as the row before, where the first and last texts are set as those of that row."""
    (x0, above, x1, _), (_, last, _, _) = stack[-2].bbox, stack[-1].bbox
    rows = [lines_of(between(words, top, top + last - above, x0 - NEAR, x1 + NEAR)) for top in (above, last)]
    if len(stack) < 3 or any(len(row) != 1 or len(row[0].parts) < 2 for row in rows):
        return []
    if any(not any(x.isdigit() for x in row[0].parts[-1][-1].text) for row in rows):
        return []
    (a, *_, b), (c, *_, d) = ([union(w.bbox for w in part) for part in row[0].parts] for row in rows)
    same = abs(a[0] - c[0]) < 1 and min(abs(b[0] - d[0]), abs(b[2] - d[2])) < 1 and abs(c[1] - a[1] - last + above) < 1
    return [Rule("h", (x0, 2 * last - above, x1, 2 * last - above))] if same else []


def _next_or_total(stack: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """Under the lines right below the last rule, where they keep to the columns of the rows above and bear the number
    that follows theirs, or are a total with a figure in each column of figures."""
    x0, _, x1, last = stack[-1].bbox
    ys = [r.bbox[1] for r in stack]
    rows = [lines for a, b in pairwise(ys) if (lines := lines_of(between(words, a, b, x0 - NEAR, x1 + NEAR), CLOSE))]
    if len(stack) < FEWEST or len(rows) < FEWEST - 1:
        return []
    lead = min(lines[0].bbox[1] - y for y, lines in zip(ys, rows, strict=False))
    tallest = max(b - a for a, b in pairwise(ys))
    below = lines_of(between(words, last, last + tallest, x0 - NEAR, x1 + NEAR), CLOSE)
    lines = _right_below(below, last + lead, rows)
    alone, xs = ([x0, *column_gaps([[w for line in row for w in line.words] for row in all_rows], x0, x1), x1]
                 for all_rows in (rows, [*rows, lines]))
    if not lines or not COLUMNS < len(xs) == len(alone) or not (
            _is_next(lines, rows[-1], xs) or _is_total(lines, rows, xs)):
        return []
    y = max(line.bbox[3] for line in lines) + max(lead, 1)
    return [Rule("h", (x0, y, x1, y))]


def _right_below(lines: Sequence[TextLine], top: float, rows: Sequence[Sequence[TextLine]]) -> list[TextLine]:
    """The lines from ``top`` on, as close to each other as those within a row."""
    leading = max((b.bbox[1] - a.bbox[3] for row in rows for a, b in pairwise(row)), default=0)
    if not lines or abs(lines[0].bbox[1] - top) > NEAR:
        return []
    out = [lines[0]]
    for line in lines[1:]:
        if line.bbox[1] - max(x.bbox[3] for x in out) > max(leading, 0) + 1:
            break
        out.append(line)
    return out


def _cell(lines: Sequence[TextLine], left: float, right: float) -> str:
    return " ".join(w.text for line in lines for w in line.words if left <= (w.bbox[0] + w.bbox[2]) / 2 < right)


def _is_next(lines: Sequence[TextLine], before: Sequence[TextLine], xs: Sequence[float]) -> bool:
    numbers = [_cell(row, xs[0], xs[1]).rstrip(".") for row in (before, lines)]
    return all(n.isdigit() for n in numbers) and int(numbers[1]) == int(numbers[0]) + 1


def _is_total(lines: Sequence[TextLine], rows: Sequence[Sequence[TextLine]], xs: Sequence[float]) -> bool:
    """Whether it is one line, of the word for a total and of figures in columns that have figures above."""
    columns = [(a, b) for a, b in pairwise(xs[1:]) if all(FIGURE.fullmatch(_cell(row, a, b)) for row in rows[-2:])]
    figures = [_cell(lines, a, b) for a, b in columns]
    return (len(lines) == 1 and TOTAL.match(lines[0].text) is not None and bool(figures) and figures[-1] != ""
            and len(lines[0].parts) == 1 + sum(f != "" for f in figures)
            and all(FIGURE.fullmatch(f) for f in figures if f))


def head_above(words: Sequence[Word], top: float, xs: Sequence[float]) -> float:
    """Where a header begins that stands above the first rule: right above it, a title for nearly each column."""
    near = sorted(lines_of(between(words, top - HIGHEST, top, xs[0] - NEAR, xs[-1] + NEAR)), key=lambda x: -x.bbox[1])
    begin, titled, bold = top, set[int](), False
    for line in near:
        own = segments(line.words, xs)
        if len(line.parts) == len(xs) - 1:
            own = [(c, c + 1, list(part)) for c, part in enumerate(line.parts)]
        runs_on = min(len(own), len(line.parts)) == 1 and any(end - first > 1 for first, end, _ in own)
        if begin - line.bbox[3] > 1.5 * (line.bbox[3] - line.bbox[1]) or runs_on or (
                classify(line.text, False)[0] == "caption") or any(
                shows_figure(" ".join(w.text for w in s)) for _, _, s in own):
            break
        if titled and all(w.bold for w in line.words) != bold:
            break
        begin, bold = line.bbox[1], all(w.bold for w in line.words)
        titled |= {c for first, end, _ in own for c in range(first, end)}
    return begin - 1 if len(titled) >= max(2, len(xs) - 2) else top
