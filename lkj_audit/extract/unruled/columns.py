"""Columns without rules: the gaps that run through lines of words, and the columns that a title reaches over."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from lkj_audit.extract.words.joining import text_lines
from lkj_audit.model import BBox, Word, union

GUTTER = 1.0  # of the line height: a wider gap between words of a line may part two columns
CLOSE = 0.6  # of the line height: words of running text stand closer than this
SPACE = 4.0  # points: a narrower gap is a space between words
MAX_COLUMNS = 60  # more are a drawing made of letters
AT_EDGE = 0.3  # points to the left of where the texts of a column begin
CROSSING = 0.12  # share of the lines of two columns whose words may cross the gap between them
TOTAL = re.compile(r"(?:sub\s*-?)?(?:jumlah|total|rata-rata)\b", re.I)
BELOW = re.compile(r"Pihak\s+(?:Pertama|Kesatu|Kedua)\s*,?$|(?:Sumber|Catatan|Keterangan)(?:\s+data)?\s*:|"
                     r"[A-Z][\w. ]{2,30},\s*(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\s+20\d\d$")
VACANT = 6.0  # points by which a title may stand off the middle of its columns rather than leave one without a title


class TextLine(NamedTuple):
    """One line of words, and its stretches of words between wide gaps."""

    words: tuple[Word, ...]
    bbox: BBox
    parts: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


def lines_of(words: Sequence[Word], gutter: float = GUTTER) -> list[TextLine]:
    """The lines of ``words``, each cut at its gaps wider than ``gutter`` of its height."""
    out = []
    for line in text_lines(words):
        parts: list[list[Word]] = [[line[0]]]
        height = max(w.size for w in line)
        for before, word in pairwise(line):
            if word.bbox[0] - before.bbox[2] > gutter * height:
                parts.append([word])
            else:
                parts[-1].append(word)
        out.append(TextLine(tuple(line), union(w.bbox for w in line), tuple(map(tuple, parts))))
    return out


def ends_table(line: TextLine) -> bool:
    """Whether the line begins what stands below a table, the signatures ("Pihak Kedua,", "Ambarawa, 6 Januari 2017") or
    a note ("Sumber: …")."""
    return len(line.parts) <= 2 and any(BELOW.match(" ".join(w.text for w in p)) for p in line.parts)


def column_of(word: Word, xs: Sequence[float]) -> int:
    """The column, between the lines ``xs``, in which the middle of ``word`` stands."""
    middle = (word.bbox[0] + word.bbox[2]) / 2
    return max(0, min(len(xs) - 2, sum(x <= middle for x in xs) - 1))


def aligned(box: BBox, column: Sequence[BBox]) -> bool:
    """Whether ``box`` keeps to the side, or the middle, to which the texts of a column are set."""
    spreads = []
    for side in ((1.0, 0.0), (0.0, 1.0), (0.5, 0.5)):
        places = [side[0] * b[0] + side[1] * b[2] for b in column]
        usual = statistics.median(places)
        off = abs(side[0] * box[0] + side[1] * box[2] - usual)
        spreads.append((statistics.median(abs(x - usual) for x in places), off))
    spread, off = min(spreads)
    return off <= max(1.5, 2 * spread)


def crosses(words: Sequence[Word], x: float) -> bool:
    """Whether the words of a line, from left to right, go on over ``x`` with no more than a space there. They do not in
    a line with wider gaps when a word begins right there, at the edge of a column."""
    before = [w for w in words if w.bbox[0] < x - 1]
    after = [w for w in words if w.bbox[2] > x + 1]
    if not before or not after or (abs(after[0].bbox[0] - x - AT_EDGE) < AT_EDGE and before[-1] is not after[0]
                                   and any(b.bbox[0] - a.bbox[2] > GUTTER * a.size for a, b in pairwise(words))):
        return False
    return before[-1] is after[0] or after[0].bbox[0] - before[-1].bbox[2] < SPACE


def at_edges(gaps: Sequence[float], lines: Sequence[TextLine]) -> list[float]:
    """``gaps`` moved to where the texts of the next column begin, if most of them begin at one place: a text that runs
    up to the next column is then told from one that goes on over it. No word may change its column by it."""
    out = []
    for x, end in pairwise([*gaps, float("inf")]):
        own = [words for line in lines if (words := [w for w in line.words if x < (w.bbox[0] + w.bbox[2]) / 2 < end])]
        starts, ends = [words[0].bbox[0] for words in own], [words[-1].bbox[2] for words in own]
        edge = statistics.median(starts) if own else x
        common = sum(abs(s - edge) < AT_EDGE for s in starts) > 0.6 * len(starts)
        ragged = len(own) > 3 and statistics.pstdev(ends) > SPACE  # else one width, set to the middle as well
        out.append(edge - AT_EDGE if common and ragged and min(starts) > edge - AT_EDGE else x)
    return out


def segments(words: Sequence[Word], xs: Sequence[float]) -> list[tuple[int, int, list[Word]]]:
    """The words of a line by column (first, end); those that go on over the limit of two columns stay together."""
    out: list[tuple[int, int, list[Word]]] = []
    for word in words:
        column = column_of(word, xs)
        if out and (column < out[-1][1] or all(crosses(words, xs[c]) for c in range(out[-1][1], column + 1))):
            first, end, own = out.pop()
            out.append((first, max(end, column + 1), [*own, word]))
        else:
            out.append((column, column + 1, [word]))
    return out


def column_gaps(body: Sequence[Sequence[Word]], x0: float, x1: float,
                head: Sequence[TextLine] = ()) -> list[float]:
    """Where columns part, in points, between ``x0`` and ``x1``: gaps that hardly a line or row of ``body`` crosses.

    The titles of the ``head`` say where in its gap a line is drawn, and part one gap in two where one of them stands
    over cells that are all empty.
    """
    body = [b for b in body if not TOTAL.match(" ".join(w.text for w in sorted(b, key=_left)[:2]))] or body
    width = round(x1 - x0) + 1
    cover = _cover([[w.bbox for w in band] for band in body], x0, width)
    lowest = max(enumerate(head), key=lambda x: (len(x[1].parts), x[0]))[1:] if head else ()
    over, under = (_cover([[union(w.bbox for w in p) for p in line.parts] for line in lines], x0, width)
                   for lines in (head, lowest))
    close = [(_cover([[union(w.bbox for w in p) for p in line.parts]], x0, width),
              _cover([[w.bbox for w in line.words]], x0, width)) for line in reversed(head)]
    found: list[tuple[int, int, int]] = []
    for crossed in range(int(CROSSING * len(body)) + 1):
        found += [(start, end, crossed) for start, end in _runs([c <= crossed for c in cover], SPACE)
                  if start > 0 and end < width and not any(start <= f[0] and f[1] <= end for f in found)]
    gaps = [(x0 + at, crossed) for start, end, crossed in sorted(found)
            for at in _places(start, end, over, under, close)]
    gaps = sorted([*gaps, *((x, 0) for x in _edges(body, [x0, *(x0 + end for _, end, _ in sorted(found))], x1))])
    return _titled(_sure(gaps, body, x0, x1), body, head, x0, x1) if len(gaps) < MAX_COLUMNS else []


def _left(word: Word) -> float:
    return word.bbox[0]


def _edges(body: Sequence[Sequence[Word]], begins: Sequence[float], x1: float) -> list[float]:
    """Where the texts of a column begin that those of the column before run up to: most bands of ``body`` have a word
    that begins right there, after texts of many lengths, and none has words that go on over it. ``begins`` is where
    the other columns begin: what stands between must be a column too."""
    bands = [text_lines(band) for band in body]
    before: dict[int, list[float]] = {}
    for lines in bands:
        for at, end in {round(10 * b.bbox[0]): a.bbox[2] for line in lines for a, b in pairwise(line)}.items():
            before.setdefault(at, []).append(end)
    out = []
    for x, ends in ((at / 10 - AT_EDGE, ends) for at, ends in before.items() if len(ends) > max(3, 0.6 * len(bands))):
        left = max((b for b in begins if b < x), default=x)
        beside = sum(any(left <= w.bbox[0] + 1 < x for w in band) for band in body)
        if x < x1 and all(abs(x - b) > SPACE for b in begins) and 2 * beside > len(bands) and \
                statistics.pstdev(ends) > SPACE and not any(crosses(line, x) for lines in bands for line in lines):
            out.append(x)
    return out


def _runs(free: Sequence[bool], least: float) -> list[tuple[int, int]]:
    """Where ``free`` holds without a break for ``least`` places or more: first, end."""
    out, start = [], -1
    for x, yes in enumerate([*free, False]):
        if yes and start < 0:
            start = x
        elif not yes and start >= 0:
            if x - start >= least:
                out.append((start, x))
            start = -1
    return out


def _cover(bands: Sequence[Sequence[BBox]], x0: float, width: int) -> list[int]:
    """How many of the bands have something at each point from ``x0`` on."""
    cover = [0] * width
    for band in bands:
        for x in {x for b in band for x in range(max(0, int(b[0] - x0)), min(width, int(b[2] - x0) + 1))}:
            cover[x] += 1
    return cover


def _places(start: int, end: int, titles: Sequence[int], lowest: Sequence[int],
            close: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
    """Where in the gap from ``start`` to ``end`` the columns part, seen from the titles above it, and of these from the
    lowest, which have one column each. ``close``: the stretches and the words of each line of titles, from below, for
    titles that stand so close to each other that they are one stretch over the gap."""
    wide = _runs([t == 0 for t in lowest[start:end]], SPACE / 2)
    if len(wide) > 1:
        return [start + (a + b) / 2 for a, b in wide]
    least = min(titles[start:end])
    letters: Sequence[int] = next((own for stretches, own in close if all(stretches[start:end])), ())
    if apart := _runs([c == 0 for c in letters[start:end]], SPACE):
        return [start + _widest(apart)]
    return [start + _widest(_runs([t == least for t in titles[start:end]], 1))]


def _widest(runs: Sequence[tuple[int, int]]) -> float:
    """The middle of the longest of ``runs``."""
    first, end = max(runs, key=lambda run: run[1] - run[0])
    return (first + end) / 2


def _sure(gaps: Sequence[tuple[float, int]], body: Sequence[Sequence[Word]], x0: float, x1: float) -> list[float]:
    """The gaps without those that too many of the lines with words beside them cross: spaces that chance to meet."""
    left = list(gaps)
    while True:
        sides = [x0, *(x for x, _ in left), x1 + 1]
        filled = [sum(any(a <= (w.bbox[0] + w.bbox[2]) / 2 < b for w in band) for band in body)
                  for a, b in pairwise(sides)]
        worst = max(range(len(left)), default=None,
                    key=lambda i: left[i][1] / max(1, min(filled[i], filled[i + 1])))
        if worst is None or left[worst][1] <= CROSSING * min(filled[worst], filled[worst + 1]):
            return [x for x, _ in left]
        del left[worst]


def _titled(gaps: Sequence[float], body: Sequence[Sequence[Word]], head: Sequence[TextLine], x0: float,
            x1: float) -> list[float]:
    """The gaps without those that part a title from its column: one side has the title and words in few rows, the
    other, the nearest such, words in other rows and no title, or the same one, which lies across the gap."""
    def within(boxes: Sequence[BBox]) -> list[list[BBox]]:
        return [[b for b in boxes if a < (b[0] + b[2]) / 2 < z] for a, z in pairwise([x0 - 1, *gaps, x1 + 1])]

    words = [within([w.bbox for w in band]) for band in body]
    titles = within([union(w.bbox for w in p) for line in head for p in line.parts])
    rows = [[r for r, sides in enumerate(words) if sides[i]] for i in range(len(gaps) + 1)]
    over = [any(crosses([w], x) for line in head for w in line.words) for x in gaps]
    pairs, joined = [], set[int]()
    for i in range(len(gaps)):
        for bare, other in ((i, i + 1), (i + 1, i)):
            if len(rows[bare]) * 3 > len(rows[other]) or set(rows[bare]) & set(rows[other]):
                continue
            if over[i]:
                joined.add(i)
            elif titles[bare] and rows[other] and not titles[other]:
                a, b = union(titles[bare]), union(box for r in rows[other] for box in words[r][other])
                pairs.append((max(a[0], b[0]) - min(a[2], b[2]), i))
    joined |= _met(pairs)
    return [x for i, x in enumerate(gaps) if i not in joined]


def _met(pairs: Sequence[tuple[float, int]]) -> set[int]:
    """Which gaps part a title from its column: in a run of them every other one, from the first on, where that leaves
    no title and no column alone; otherwise those of the nearest ``pairs``, each a distance and the gap."""
    runs: list[list[tuple[float, int]]] = []
    for pair in sorted(pairs, key=lambda p: p[1]):
        if runs and pair[1] == runs[-1][-1][1] + 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    out = set[int]()
    for run in runs:
        for _, i in run[::2] if len(run) % 2 else sorted(run):
            if not {i - 1, i + 1} & out:
                out.add(i)
    return out


def reaches(titles: Sequence[BBox], columns: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Which columns (first, end) each of ``titles`` stands over, from left to right, when each is centred on its
    columns or begins with them, and as few columns as may be have none. ``columns`` are their left and right sides."""
    count = len(columns)

    @cache
    def best(column: int, title: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if title == len(titles):
            return VACANT * (count - column), ()
        if count - column < len(titles) - title:
            return float("inf"), ()
        cost, rest = best(column + 1, title)
        found = cost + VACANT, rest
        x0, _, x1, _ = titles[title]
        for end in range(column + 1, count + 1):
            left, right = columns[column][0], columns[end - 1][1]
            if x1 < left or x0 > right:
                continue
            off = min(abs((x0 + x1) / 2 - (left + right) / 2), abs(x0 - left) if end == column + 1 else float("inf"))
            cost, rest = best(end, title + 1)
            found = min(found, (cost + off, ((column, end), *rest)))
        return found

    return list(best(0, 0)[1])
