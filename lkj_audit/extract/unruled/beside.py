"""Two tables side by side without rules: one grid by the gaps in its lines, two tables for the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkj_audit.extract.ruled.grid import Grid, GridCell
from lkj_audit.extract.unruled.columns import TextLine
from lkj_audit.extract.unruled.pieces import FIGURE
from lkj_audit.extract.words.blocks import classify

APART = 15.0  # points between two tables
FEWEST = 2  # rows below the titles
_NAME = re.compile(r"[^\W\d_]{2}")
_COUNT = re.compile(r"(?:jumlah|total|banyak|orang|pegawai|persen|%)", re.I)


def parting(grid: Grid, above: Sequence[TextLine]) -> float | None:
    """Where one table ends and another begins beside it, in points: under two captions on one of the lines ``above``,
    or after figures where names follow again, their counts under the same title. None where ``grid`` is one table."""
    rows = grid.matrix()
    captions = [p[0].bbox[0] for line in above if len(line.parts) == 2 for p in line.parts
                if classify(" ".join(w.text for w in p), False)[0] == "caption"]
    for c in range(2, len(grid.xs) - 2):
        left, right = ([row[i].words for row in rows if row[i].words] for i in (c - 1, c))
        if len(rows) <= FEWEST or not left or not right or any(row[c] is row[c - 1] for row in rows):
            continue
        end, begin = max(w.bbox[2] for words in left for w in words), min(w.bbox[0] for words in right for w in words)
        if (len(captions) == 2 and end < captions[1] + APART and abs(captions[1] - begin) < 2 * APART) or (
                begin - end > APART and _names_again(rows, c)):
            return begin - 1
    return None


def _names_again(rows: Sequence[Sequence[GridCell]], c: int) -> bool:
    """Whether column ``c`` names things after a column that counts others, and the last one counts them."""
    head, *body = rows
    figures, names = ([r[i].text for r in body if r[i].text] for i in (c - 1, c))
    return (all(map(FIGURE.fullmatch, figures)) and all(map(_NAME.search, names)) and _COUNT.match(head[-1].text)
            is not None and head[c - 1].text == head[-1].text and not any(map(FIGURE.fullmatch, names)))
