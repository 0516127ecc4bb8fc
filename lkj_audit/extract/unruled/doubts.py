"""Tables without rules that were perhaps not read right: what is read from them is held against nobody."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lkj_audit.extract.unruled.columns import GUTTER
from lkj_audit.extract.unruled.merged_cells import is_value, strips_of, two_values
from lkj_audit.extract.unruled.rows import Row

WIDE = 1.5 * GUTTER  # of the height of a line: words of one cell do not stand so far from each other
MOST = 0.3  # share of the rows of a table of figures that may have none
FEW = 2


def is_doubtful(rows: Sequence[Row]) -> bool:
    """Whether rows look joined, several figures standing under each other in one cell, or columns, with wide gaps in
    titles or texts, or rows look cut, too many of them being without the figures that the others have."""
    pieces = [p for row in rows for p in row.pieces if p.lines and p.col_end == p.col + 1]
    strips = {id(p): strips_of([w for line in p.lines for w in line]) for p in pieces}
    joined = sum(any(two_values(a, b) for a, b in pairwise(strips[id(p)])) for p in pieces)
    gaping = [p for p in pieces if any(b.bbox[0] - a.bbox[2] > WIDE * a.size
                                       for s in strips[id(p)] for a, b in pairwise(s.words))]
    figures = [any(p.col and id(p) in strips and all(map(is_value, strips[id(p)])) for p in row.pieces) for row in rows]
    bare = sum(not has for has in figures[figures.index(True):]) if True in figures else 0
    return joined > 0 or len(gaping) >= FEW or (bare >= FEW and bare > MOST * len(rows))
