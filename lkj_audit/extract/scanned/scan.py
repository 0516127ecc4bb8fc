"""Scanned pages: straightened, read by OCR, their ruling lines found on the image. What comes out is a ``RawPage`` like
that of a digital page, so that the same table code serves both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lkj_audit.extract.page.drawn import IDENTITY, Matrix, RawPage, Rule, box, multiply
from lkj_audit.extract.ruled.ruling import cells_of, lines_of, merge_rules, tables_of
from lkj_audit.extract.scanned.ocr import Image, PixelWord, read_words
from lkj_audit.extract.scanned.second_look import overlooked
from lkj_audit.extract.scanned.sheet import cut_out
from lkj_audit.extract.scanned.straight import deskew
from lkj_audit.extract.scanned.unglued import unglued
from lkj_audit.model import BBox, Word

DPI = 200
MAX_PIXELS = 16_000_000
MIN_RULE = 0.15  # inches: shorter strokes are letters
SURE = 0.5  # inches: longer strokes are rules whatever they touch
GAP = 7  # pixels of a worn line that are bridged
THICK = 14  # pixels: thicker bars are pictures
SLANT = 3  # times as much: how far from one end to the other a rule may run aside, on a photograph
FLAT, ARC = 4, 0.025  # pixels: a straight stroke; share of the length of an arc by which it bows
TALL = 64  # pixels: an upright stroke without a break that is no letter
SOLID = 0.92  # share of the length of a rule that is inked; the feet of letters side by side reach 0.85
DARK = 110  # grey level of a coloured ground
BESIDE, STEP = 7, 60  # pixels on either side of a stroke, and levels that part such a ground from paper
STEM = 4  # pixels of the first or last letter that the box of a word may leave out
DARKER, FAINTEST = 0.05, 8.0  # share of the grey level around it by which ink is darker; levels at least, in the shade
GRAIN = 8  # grey levels by which a tenth of the pixels stand out from their surroundings on a noisy page
PICTURE = 0.15  # share of the page that a picture of a table covers at least
FEW_OVER = 5  # words of the page itself that may stand on such a picture
SMALL = 0.5  # pixels for a point: as much as shows how light a page is
LIGHT, BARE = 0.8, 0.6  # of the lightest grey: what counts as paper; the share of the image that it covers
OVER, UNSURE = 0.2, 0.5  # share of a word that another lies over; the score of both then
UPRIGHT = 0.85  # mean score below which a page may stand on its head


def read_scan(page: Any, number: int) -> RawPage:
    """Words and rules of a scanned page, upright and straight, in points; ``turn`` leads back to the page as shown."""
    scale = _scale(*page.get_size())
    sheet, place = cut_out(_pixels(page, scale))
    straight, skew = deskew(sheet)
    upright, quarter, words = _upright(straight)
    points: Matrix = (1 / scale, 0.0, 0.0, 1 / scale, 0.0, 0.0)
    pixels: Matrix = (scale, 0.0, 0.0, scale, 0.0, 0.0)
    flat = multiply(skew, place)
    straightened = flat != IDENTITY or quarter
    turn = multiply(multiply(multiply(pixels, _quarter(quarter, straight)), flat), points) if straightened else IDENTITY
    raw = RawPage(number, upright.shape[1] / scale, upright.shape[0] / scale, as_words(words, number, points),
                  _rules(find_rules(upright, words), points), 1.0, turn)
    return replace(raw, words=(*raw.words, *as_words(overlooked(upright, raw, scale), number, points)))


def shows_paper(page: Any, crop: BBox = (0, 0, 0, 0)) -> bool:
    """Whether most of a page of pypdfium2, less what ``crop`` cuts off its sides, is as light as its lightest parts, as
    of print on paper and not of a photograph."""
    import numpy as np

    grey = _pixels(page, SMALL, crop).mean(axis=2)
    return float((grey > LIGHT * np.percentile(grey, 90)).mean()) > BARE


def read_pictures(page: Any, raw: RawPage) -> RawPage:
    """``raw`` with the words and rules of the ruled tables that stand on it as pictures."""
    words, rules = list(raw.words), list(raw.rules)
    least = PICTURE * raw.width * raw.height
    for area in raw.pictures:
        x0, top, x1, bottom = (max(0.0, area[0]), max(0.0, area[1]), min(raw.width, area[2]), min(raw.height, area[3]))
        if (x1 - x0) * (bottom - top) < least or sum(_inside(w.bbox, area) for w in words) > FEW_OVER:
            continue
        crop = x0, raw.height - bottom, raw.width - x1, top
        if not shows_paper(page, crop):
            continue
        scale = _scale(x1 - x0, bottom - top)
        image = _pixels(page, scale, crop)
        if not _has_grid(find_rules(image, ())):
            continue
        found, _ = read_words(image)
        place: Matrix = (1 / scale, 0.0, 0.0, 1 / scale, x0, top)
        words += as_words(found, raw.number, place)
        rules += _rules(find_rules(image, found), place)
    return replace(raw, words=tuple(words), rules=tuple(rules))


def _scale(width: float, height: float) -> float:
    """Pixels for a point of an area in points."""
    return min(DPI / 72, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))


def _inside(bbox: BBox, area: BBox) -> bool:
    return area[0] < (bbox[0] + bbox[2]) / 2 < area[2] and area[1] < (bbox[1] + bbox[3]) / 2 < area[3]


def _has_grid(rules: Sequence[BBox]) -> bool:
    """Whether ``rules``, boxes in pixels, draw a table of two columns and three rows at least."""
    drawn = _rules(rules, (72 / DPI, 0.0, 0.0, 72 / DPI, 0.0, 0.0))
    return any(len(lines_of(b[0] for b in boxes)) > 1 and len(lines_of(b[1] for b in boxes)) > 2
               for boxes in tables_of(cells_of(merge_rules(drawn))))


def _pixels(page: Any, scale: float, crop: BBox = (0, 0, 0, 0)) -> Image:
    import numpy as np

    return np.ascontiguousarray(page.render(scale=scale, crop=crop, rev_byteorder=True).to_numpy()[:, :, :3])


def as_words(found: Sequence[PixelWord], number: int, place: Matrix) -> tuple[Word, ...]:
    """Words in pixels → on the page."""
    return tuple(Word(text, number, box(place, *b), (b[3] - b[1]) * place[0], confidence=min(score, 0.999))
                 for text, score, b in _doubted(unglued(found)))


def _doubted(found: Sequence[PixelWord]) -> list[PixelWord]:
    """``found`` with small scores for words that lie over each other: a stamp is over the print, and whatever was read
    there may be of either."""
    over: set[int] = set()
    ordered = sorted(range(len(found)), key=lambda i: found[i][2][1])
    for n, i in enumerate(ordered):
        a = found[i][2]
        for j in ordered[n + 1:]:
            b = found[j][2]
            if b[1] >= a[3]:
                break
            wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - b[1]
            if wide > 0 and wide * high > OVER * min((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b)):
                over |= {i, j}
    return [(text, min(score, UNSURE) if i in over else score, b) for i, (text, score, b) in enumerate(found)]


def _rules(found: Sequence[BBox], place: Matrix) -> tuple[Rule, ...]:
    return tuple(Rule("h" if b[1] == b[3] else "v", box(place, *b)) for b in found)


def _quarter(turns: int, image: Image) -> Matrix:
    """From pixels of ``numpy.rot90(image, turns)`` to pixels of ``image``."""
    height, width = float(image.shape[0]), float(image.shape[1])
    return {0: IDENTITY, 1: (0.0, 1.0, -1.0, 0.0, width, 0.0), 2: (-1.0, 0.0, 0.0, -1.0, width, height),
            3: (0.0, -1.0, 1.0, 0.0, 0.0, height)}[turns]


def _upright(image: Image) -> tuple[Image, int, list[PixelWord]]:
    """The image turned so that its text is upright, by how many quarter turns, and its words."""
    import numpy as np

    words, score = read_words(image)
    tall = [w for w in words if len(w[0]) > 2]
    sideways = sum((b[3] - b[1]) > (b[2] - b[0]) for _, _, b in tall) > 0.6 * len(tall) if tall else False
    turns = (1, 3) if sideways else (2,) if words and score < UPRIGHT else ()
    best = (image, 0, words, 0.0 if sideways else score)
    for quarter in turns:
        other = np.ascontiguousarray(np.rot90(image, quarter))
        found, points = read_words(other)
        if points > best[3]:
            best = (other, quarter, found, points)
    return best[0], best[1], best[2]


def find_rules(image: Image, words: Sequence[PixelWord]) -> list[BBox]:
    """Ruling lines of an upright image, as boxes in pixels."""
    import cv2

    ink, tall = _ink(image, words)
    length = round(MIN_RULE * DPI)
    found: list[list[BBox]] = []
    for across in (True, False):
        shape = (lambda n: (n, 1)) if across else (lambda n: (1, n))
        joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, shape(GAP)))
        lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape(length)))
        strokes: list[BBox] = []
        count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for x, y, w, h, area in stats[1:count].tolist():
            drawn = ink[y:y + h, x:x + w].any(axis=0 if across else 1).mean()
            whole = not across and tall[y:y + h, x:x + w].any(axis=1).mean() > SOLID
            thin = area <= THICK * max(w, h) and min(w, h) <= SLANT * THICK and not _bows(
                lines[y:y + h, x:x + w] if across else lines[y:y + h, x:x + w].T)
            thin = thin and (across or not _ends_ground(image, x, y, w, h))
            if thin and (whole or not _lettering((x, y, x + w, y + h), drawn, words)):
                strokes.append((x, y + h / 2, x + w, y + h / 2) if across else (x + w / 2, y, x + w / 2, y + h))
        found.append(strokes if across else _aligned(strokes))
    return _anchored([b for b in found[0] if not _leads(b, found[1], words)], found[1])


def _ends_ground(image: Image, x: int, y: int, w: int, h: int) -> bool:
    """Whether an upright stroke is the side of a coloured ground, and no rule: for the most part it is dark on one side
    and light on the other."""
    import numpy as np

    sides = [image[y:y + h, max(0, at):max(0, at) + BESIDE] for at in (x - 2 * BESIDE, x + w + BESIDE)]
    if not all(side.size for side in sides):
        return False
    left, right = (side.mean(axis=(1, 2)) for side in sides)
    return float(np.median(np.abs(left - right))) > STEP


def _bows(stroke: Any) -> bool:
    """Whether the image of a stroke that runs across is an arc: its middle lies far beside its ends."""
    import numpy as np

    if len(stroke) <= FLAT:
        return False
    length = stroke.shape[1]
    start, middle, end = (float(np.nonzero(part.any(axis=1))[0].mean()) for part in (
        stroke[:, :2], stroke[:, length // 2 - 1:length // 2 + 1], stroke[:, -2:]))
    return bool(abs(middle - (start + end) / 2) > ARC * length)


def _ink(image: Image, words: Sequence[PixelWord]) -> tuple[Any, Any]:
    """What is darker than its surroundings, be they in the shade, without the middles of ``words``: what is left of
    their letters is too short to pass for a rule. And upright strokes taller than any letter, in words too."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    if np.percentile(cv2.absdiff(grey, cv2.medianBlur(grey, 3))[::4, ::4], 90) > GRAIN:
        grey = cv2.GaussianBlur(grey, (5, 5), 1.0)
    places = [tuple(map(int, bounds)) for _, _, bounds in words]
    for x0, top, x1, bottom in places:
        inside = grey[top:bottom, max(0, x0 - STEM):x1 + STEM]
        if inside.size and (ground := np.median(inside)) < DARK:  # light letters, whose outlines would pass for rules
            np.minimum(inside, ground, out=inside, casting="unsafe")
    around = cv2.blur(grey, (25, 25)).astype(np.float32)
    ink = np.where(grey < around - np.maximum(FAINTEST, DARKER * around), 255, 0).astype(np.uint8)
    tall = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, TALL)))
    for x0, top, x1, bottom in places:
        third = (bottom - top) * 0.3
        ink[int(top + third):int(bottom - third), x0:x1] = 0
        if bottom - top > TALL:  # large letters
            tall[top:bottom, x0:x1] = 0
    return cv2.bitwise_or(ink, tall), tall


def _leads(stroke: BBox, down: Sequence[BBox], words: Sequence[PixelWord]) -> bool:
    """Whether a level stroke is the dots that lead from a title to its page: it begins at the end of a word, at the
    feet of its letters, and no upright stroke meets it."""
    x, y, end, _ = stroke
    return any((b[0] + b[2]) / 2 < x < b[2] + b[3] - b[1] and (b[1] + b[3]) / 2 < y < b[3] + 2
               for _, _, b in words) and not any(
        x - GAP <= b[0] <= end + GAP and b[1] - GAP <= y <= b[3] + GAP for b in down)


def _aligned(strokes: Sequence[BBox]) -> list[BBox]:
    """Upright strokes with those that nearly stand over each other moved onto one line."""
    out: list[BBox] = []
    line = -1e9
    for x, top, _, bottom in sorted(strokes):
        line = x if x - line > GAP else line
        out.append((line, top, line, bottom))
    return out


def _anchored(across: Sequence[BBox], down: Sequence[BBox]) -> list[BBox]:
    """The strokes that are rules: long ones, and short ones with both ends on a long one of the other direction."""
    long_across = [b for b in across if b[2] - b[0] >= SURE * DPI]
    long_down = [b for b in down if b[3] - b[1] >= SURE * DPI]

    def on(x: float, y: float, others: Sequence[BBox]) -> bool:
        return any(b[0] - GAP <= x <= b[2] + GAP and b[1] - GAP <= y <= b[3] + GAP for b in others)

    out: list[BBox] = []
    for strokes, sure, others in ((across, long_across, long_down), (down, long_down, long_across)):
        out += [b for b in strokes if b in sure or (on(b[0], b[1], others) and on(b[2], b[3], others))]
    return out


def _lettering(stroke: BBox, drawn: float, words: Sequence[PixelWord]) -> bool:
    """Whether a stroke is made of the letters of words: an upright one that runs into them, a level one in the box of
    one, or one along a line of them of which too little is ``drawn`` (share of its length): the feet of the letters."""
    x0, top, x1, bottom = stroke
    if bottom - top > x1 - x0:
        touched = [b for _, _, b in words if b[0] - 3 <= x1 and x0 <= b[2] + 3 and b[1] < bottom - 3 and top + 3 < b[3]]
        through = sum(min(bottom, b[3]) - max(top, b[1]) for b in touched if b[0] + 3 < (x0 + x1) / 2 < b[2] - 3)
        return (bool(touched) and bottom - top < SURE * DPI) or through > 0.4 * (bottom - top)
    middle = (top + bottom) / 2
    along = [b for _, _, b in words if b[1] - 1 <= middle <= b[3] + 1 and b[0] - GAP < x1 and x0 < b[2] + GAP]
    if any(b[0] - GAP <= x0 and x1 <= b[2] + GAP for b in along):
        return True
    return drawn < SOLID and sum(min(x1, b[2]) - max(x0, b[0]) for b in along) > 0.6 * (x1 - x0)
