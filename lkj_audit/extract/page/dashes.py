"""Ruling lines drawn as rows of dots or short dashes, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.model import BBox

LONGEST = 12.0  # points: a longer piece is a rule of its own
FEWEST = 8  # pieces in a row that are a line
GAP = 6.0  # points between two pieces at most
EVEN = 1.0  # points by which the steps from piece to piece differ
_FINE = 2  # rows of pieces for a point


def dashed(pieces: Sequence[BBox]) -> tuple[list[Rule], set[BBox]]:
    """The level and upright rules that ``pieces``, boxes no longer than LONGEST, make up in rows of even steps, and
    the pieces that do."""
    rules: list[Rule] = []
    used: set[BBox] = set()
    for along in (0, 1) if len(pieces) >= FEWEST else ():
        for run in _rows(pieces, along):
            at = sum((b[1 - along] + b[3 - along]) / 2 for b in run) / len(run)
            first, last = run[0][along], max(b[along + 2] for b in run)
            rules.append(Rule("v", (at, first, at, last)) if along else Rule("h", (first, at, last, at)))
            used.update(run)
    return rules, used


def _rows(pieces: Sequence[BBox], along: int) -> Iterator[list[BBox]]:
    """The rows of pieces that run ``along`` the page (0: across, 1: down)."""
    lines: dict[int, list[BBox]] = {}
    for box in pieces:
        if box[2 + along] - box[along] > 0.5 * (box[3 - along] - box[1 - along]):
            lines.setdefault(round(_FINE * (box[1 - along] + box[3 - along]) / 2), []).append(box)
    for line in lines.values():
        yield from (run for run in _runs(sorted(line, key=itemgetter(along)), along) if len(run) >= FEWEST)


def _runs(line: Sequence[BBox], along: int) -> Iterator[list[BBox]]:
    """The pieces of ``line``, in order, by stretches of even steps."""
    run = [line[0]]
    step = 0.0
    for before, piece in pairwise(line):
        new = piece[along] - before[along]
        if piece[along] - before[along + 2] <= GAP and (len(run) == 1 or new <= step + EVEN):
            run.append(piece)
            step = max(step, new)
        else:
            yield run
            run, step = [piece], 0.0
    yield run
