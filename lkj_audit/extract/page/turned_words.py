"""Letters of lines that run up or down the page → words. What pdfium makes of such lines on a page of level ones is cut
into letters and often back to front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from lkj_audit.model import BBox, Word, union

SPACE = 0.12  # of the width of a line: a wider gap parts two words
ONE_LINE = 0.4  # of the width of a line: letters whose middles are nearer stand in one


class Letter(NamedTuple):
    text: str
    bbox: BBox
    bold: bool


def turned_words(letters: Iterable[Letter], page: int, *, upwards: bool) -> list[Word]:
    """The words that ``letters`` make up, line by line."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda x: x.bbox[0] + x.bbox[2]):
        x0, _, x1, _ = letter.bbox
        last = lines[-1][-1].bbox if lines else None
        if last and x0 + x1 - last[0] - last[2] < 2 * ONE_LINE * max(x1 - x0, last[2] - last[0]):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [word for line in (lines if upwards else reversed(lines)) for word in _words(line, page, upwards)]


def _words(line: Sequence[Letter], page: int, upwards: bool) -> list[Word]:
    ordered = sorted(line, key=lambda x: -x.bbox[3] if upwards else x.bbox[1])
    groups = [[ordered[0]]]
    for before, letter in pairwise(ordered):
        a, b = (letter.bbox, before.bbox) if upwards else (before.bbox, letter.bbox)
        if b[1] - a[3] > SPACE * (b[2] - b[0]):
            groups.append([letter])
        else:
            groups[-1].append(letter)
    return [Word("".join(x.text for x in group), page, box := union(x.bbox for x in group), box[2] - box[0],
                 group[0].bold) for group in groups]
