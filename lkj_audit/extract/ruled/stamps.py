"""A framed stamp, or a box with notes, that is put over a table: its frame is no rule, its words are none of a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import SNAP
from lkj_audit.model import BBox, Word, union

MOST = 12  # frames on a page: more are cells that are each drawn as a box
SMALLEST = 12.0  # points: width and height of a frame
LARGEST = 0.2  # share of the area of the page
SIDES = 4
PEN = 2.0  # points: the width of a stroke, by which its box is larger
MEET = 1.0  # points within which a rule meets a corner
LEVEL = 0.7  # points by which words of one line differ in height
LEADING = 1.6  # of its size: how far below a line the next one of the same text stands


def without_stamps(frames: Sequence[BBox], rules: Sequence[Rule], words: Sequence[Word],
                   area: float) -> tuple[Sequence[Rule], Sequence[Word]]:
    """``rules`` and ``words`` (in the order of the file) of a page of ``area`` square points without those of its
    ``frames`` that lie askew over a table: rules run on through their sides, and none ends at their corners."""
    small = [f for f in frames if min(f[2] - f[0], f[3] - f[1]) >= SMALLEST
             and (f[2] - f[0]) * (f[3] - f[1]) <= LARGEST * area]
    for frame in small if len(small) <= MOST else ():
        sides = [r for r in rules if _is_side(r, frame)]
        others = [r for r in rules if r not in sides]
        if len(sides) == SIDES and _lies_over(union(r.bbox for r in sides), others):
            rules = others
            own = {id(w) for line in _own_lines(frame, words) for w in line}
            words = [w for w in words if id(w) not in own]
    return rules, words


def _is_side(rule: Rule, frame: BBox) -> bool:
    """Whether ``rule`` is a side of ``frame``, be it without round corners."""
    line = 1 if rule.orientation == "h" else 0
    along = 1 - line
    return (min(abs(rule.bbox[line] - frame[line]), abs(rule.bbox[line] - frame[line + 2])) < PEN
            and frame[along] - PEN < rule.bbox[along] and rule.bbox[along + 2] < frame[along + 2] + PEN
            and rule.bbox[along + 2] - rule.bbox[along] > 0.5 * (frame[along + 2] - frame[along]))


def _lies_over(frame: BBox, rules: Sequence[Rule]) -> bool:
    """Whether ``rules`` run through the sides of ``frame`` in two places or more, and none meets its corners."""
    crossing = 0
    for way, (x0, top, x1, bottom) in rules:
        if any(x0 - MEET <= x <= x1 + MEET and top - MEET <= y <= bottom + MEET
               for x in (frame[0], frame[2]) for y in (frame[1], frame[3])):
            return False
        if way == "h" and frame[1] < top < frame[3]:
            crossing += sum(x0 < x - SNAP and x + SNAP < x1 for x in (frame[0], frame[2]))
        elif way == "v" and frame[0] < x0 < frame[2]:
            crossing += sum(top < y - SNAP and y + SNAP < bottom for y in (frame[1], frame[3]))
    return crossing > 1


def _own_lines(frame: BBox, words: Sequence[Word]) -> Iterator[list[Word]]:
    """The lines within ``frame`` that no word outside goes on with, nor a line above that is none of the frame's."""
    inside = [i for i, w in enumerate(words) if frame[0] - 1 < w.bbox[0] and w.bbox[2] < frame[2] + 1
              and frame[1] - 1 < w.bbox[1] and w.bbox[3] < frame[3] + 1]
    outside = [w for i, w in enumerate(words) if i not in set(inside)]
    lines: list[list[Word]] = []
    last = -1
    for i in inside:
        if i == last + 1 and lines and _level(words[i], lines[-1][0]):
            lines[-1].append(words[i])
        else:
            lines.append([words[i]])
        last = i
    kept: Word | None = None
    for line in lines:
        if any(_level(w, line[0]) for w in outside) or (kept and _goes_on(kept, line[0])):
            kept = line[0]
        else:
            kept = None
            yield line


def _level(a: Word, b: Word) -> bool:
    return abs(a.bbox[3] - b.bbox[3]) < LEVEL and abs(a.size - b.size) < LEVEL


def _goes_on(above: Word, word: Word) -> bool:
    return (abs(above.size - word.size) < LEVEL and 0 < word.bbox[3] - above.bbox[3] < LEADING * word.size
            and abs(above.bbox[0] - word.bbox[0]) < LEADING * word.size)
