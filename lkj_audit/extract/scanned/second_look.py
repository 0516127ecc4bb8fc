"""A second look at the cells of a scanned table that hold ink but no word: a lone figure is easily overlooked where the
engine seeks text on a whole page, and read all the same where it is shown nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.extract.page.drawn import RawPage
from lkj_audit.extract.ruled.grid import find_grids
from lkj_audit.extract.scanned.ocr import Image, PixelWord, read_line

EDGE = 5  # pixels beside a rule that may be the rule itself
LEAST, MOST = 9, 60  # pixels: the height of a letter
AROUND = 6  # pixels of paper left round the ink
READABLE = 0.8  # the score from which a lone figure is believed
_FIGURE = re.compile(r"\d[\d.,]*%?|[-–]")  # a lone % or letter is easily taken for another


def overlooked(image: Image, raw: RawPage, scale: float) -> list[PixelWord]:
    """The figures in the cells of the page ``raw`` that have no word; ``scale`` is pixels of ``image`` for a point."""
    found: list[PixelWord] = []
    for grid in find_grids(raw.number, raw.rules, raw.words):
        for cell in grid.cells:
            x0, top, x1, bottom = (round(v * scale) for v in cell.bbox)
            area = image[top + EDGE:bottom - EDGE, x0 + EDGE:x1 - EDGE]
            for box in () if cell.text or min(area.shape[:2]) < LEAST else _lines(area):
                left, upper, right, lower = box
                text, score = read_line(area[upper:lower, left:right])
                if score >= READABLE and _FIGURE.fullmatch(text):
                    found.append((text, score, (x0 + EDGE + left, top + EDGE + upper, x0 + EDGE + right,
                                                top + EDGE + lower)))
    return found


def _lines(area: Image) -> Iterator[tuple[int, int, int, int]]:
    """The box of the ink in the image of a cell, if it is one line of letters."""
    import cv2

    grey = cv2.medianBlur(cv2.cvtColor(area, cv2.COLOR_RGB2GRAY), 3)
    ink = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    letters = [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:count].tolist() if LEAST <= h <= MOST and w <= 2 * h]
    if letters and max(b[3] for b in letters) - min(b[1] for b in letters) <= MOST:
        yield (max(0, min(b[0] for b in letters) - AROUND), max(0, min(b[1] for b in letters) - AROUND),
               max(b[2] for b in letters) + AROUND, max(b[3] for b in letters) + AROUND)
