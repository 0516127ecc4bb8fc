"""The ruling lines of a page as pdfium gives them, however drawn: strokes, thin rectangles and images, dots and
dashes, edges of shaded bands, also inside form objects; its painted boxes and images, and the text that nobody sees."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from lkj_audit.extract.page.dashes import LONGEST, dashed
from lkj_audit.extract.page.drawn import IDENTITY, Matrix, Rule, apply, multiply
from lkj_audit.extract.page.hidden import NEAR_WHITE, Ground, Text, address_of, bounds, clipped, handle_of, unseen
from lkj_audit.extract.page.pdfium_words import bare
from lkj_audit.model import BBox

THIN = 3.0  # a filled rectangle at most this thick (points) is a ruling line
SHORT = 3.0  # rules shorter than this are dots and ornaments
HIGHEST_BAND = 90.0  # points: a header of six lines
MAX_OBJECTS = 20_000
MAX_DEPTH = 4
FEWEST = 4  # rules of a table
HALF = 0.5  # share of the texts of a page
_object_at = bare(pdfium_c.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_type_of = bare(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)


class Drawing(NamedTuple):
    """The ruling lines of a page, the boxes painted on it, those of its images, frames drawn in one stroke, and the
    addresses of text objects that nobody sees, and of those that are cut off, with the box they are seen in. A page of
    which hardly any text is seen is ``veiled``: a picture with a layer of text, of which none is hidden then."""

    rules: list[Rule]
    painted: list[BBox]
    pictures: list[BBox]
    frames: list[BBox]
    hidden: frozenset[int]
    clips: dict[int, BBox]
    veiled: bool


def read_objects(page: Any, to_page: Matrix, area: float) -> Drawing:
    """What is drawn on a page of ``area`` square points besides its words."""
    rules: list[Rule] = []
    painted: list[BBox] = []
    pictures: list[BBox] = []
    frames: list[BBox] = []
    dots: list[BBox] = []
    texts: list[Text] = []
    grounds: list[Ground] = []
    for order, (kind, address, matrix) in enumerate(_walk(page, to_page)):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts.append((order, address, matrix))
            continue
        bbox = bounds(address, matrix)
        width, height = bbox[2] - bbox[0], bbox[3] - bbox[1]
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            if max(width, height) < SHORT:
                dots.append(bbox)
                continue
            handle = handle_of(address)
            drawn = _painted(handle)
            rules.extend(_path_rules(handle, matrix, bbox, drawn))
            if min(width, height) > THIN:
                if drawn == (True, False) and width * height < 0.5 * area:
                    painted.append(bbox)
                elif drawn[1]:
                    frames.append(bbox)
                grounds.append(Ground(order, address, bbox, drawn[0]))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE and min(width, height) <= THIN:
            rules.append(_rule(bbox))
        else:
            pictures += [bbox] if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE else ()
            grounds.append(Ground(order, address, bbox, True))
    dots += (b for _, b in rules if b[2] - b[0] + b[3] - b[1] <= LONGEST)
    lines, used = dashed(dots)
    rules = [*(r for r in rules if r.bbox not in used), *lines]
    ruled = len(rules) >= FEWEST
    hidden = unseen(page, texts, grounds, coloured=ruled)
    veiled = 0 < HALF * len(texts) <= len(hidden)
    return Drawing([*rules, *_tops(painted, rules)], painted, pictures, frames, frozenset() if veiled else hidden,
                   clipped(texts, to_page) if ruled else {}, veiled)


def _tops(bands: Sequence[BBox], rules: Sequence[Rule]) -> Iterator[Rule]:
    """The upper edges of shaded bands that rest on a rule: a header set on colour has often no rule above it."""
    level = sorted((r.bbox[1], r.bbox) for r in rules if r.orientation == "h")
    heights = [y for y, _ in level]
    for x0, top, x1, bottom in (b for b in bands if b[3] - b[1] <= HIGHEST_BAND):
        below = level[bisect_left(heights, bottom - THIN):bisect_left(heights, bottom + THIN)]
        if any(line[0] <= x0 + THIN and line[2] >= x1 - THIN for _, line in below):
            yield Rule("h", (x0, top, x1, top))


def _walk(page: Any, to_page: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    """The objects of a page, each with its type, its address and the matrix from its space to the page, form objects
    opened."""
    left = MAX_OBJECTS
    own = address_of(page.raw)
    count = min(left, pdfium_c.FPDFPage_CountObjects(page.raw))
    stack = [(_object_at(own, i), to_page, 0) for i in reversed(range(count))]
    while stack and left:
        address, matrix, depth = stack.pop()
        left -= 1
        kind = _type_of(address)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            if depth < MAX_DEPTH:
                handle = handle_of(address)
                inner = multiply(_matrix(handle), matrix)
                count = min(left, max(0, pdfium_c.FPDFFormObj_CountObjects(handle)))
                stack.extend((address_of(pdfium_c.FPDFFormObj_GetObject(handle, i)), inner, depth + 1)
                             for i in reversed(range(count)))
        else:
            yield kind, address, matrix


def _matrix(handle: Any) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, m):
        return IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _painted(handle: Any) -> tuple[bool, bool]:
    """Whether a path is filled and stroked with something that shows on white paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    rgba = [ctypes.c_uint() for _ in range(4)]

    def shows(get: Any) -> bool:
        return not get(handle, *rgba) or (min(c.value for c in rgba[:3]) < NEAR_WHITE and rgba[3].value > 0)

    return (bool(fill.value) and shows(pdfium_c.FPDFPageObj_GetFillColor),
            bool(stroke.value) and shows(pdfium_c.FPDFPageObj_GetStrokeColor))


def _path_rules(handle: Any, matrix: Matrix, bounds: BBox, drawn: tuple[bool, bool]) -> Iterator[Rule]:
    """The ruling lines of a path within ``bounds`` on the page that is ``drawn``: filled, stroked."""
    filled, stroked = drawn
    if not filled and not stroked:
        return
    if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN:
        yield _rule(bounds)
        return
    own = multiply(_matrix(handle), matrix)
    for (ax, ay), (bx, by) in _segments(handle, own):
        thin = abs(ax - bx) <= 1.0 or abs(ay - by) <= 1.0
        if stroked and thin and max(abs(ax - bx), abs(ay - by)) >= SHORT:
            yield _rule((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    if filled and not stroked:
        yield from _thin_parts(handle, own)


def _rule(bounds: BBox) -> Rule:
    x0, top, x1, bottom = bounds
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Rule("h", (x0, middle, x1, middle))
    middle = (x0 + x1) / 2
    return Rule("v", (middle, top, middle, bottom))


def _points(handle: Any, matrix: Matrix) -> Iterator[tuple[int, bool, tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(MAX_OBJECTS, pdfium_c.FPDFPath_CountSegments(handle))):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, i)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            yield (pdfium_c.FPDFPathSegment_GetType(segment), bool(pdfium_c.FPDFPathSegment_GetClose(segment)),
                   apply(matrix, x.value, y.value))


def _segments(handle: Any, matrix: Matrix) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a path, closing ones included."""
    start = last = (0.0, 0.0)
    for kind, closes, point in _points(handle, matrix):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if closes:
            yield last, start
            last = start


def _thin_parts(handle: Any, matrix: Matrix) -> Iterator[Rule]:
    """Thin rectangles within one filled path: some producers draw all borders of a table as one."""
    part: list[tuple[float, float]] = []
    for kind, closes, point in _points(handle, matrix):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            part = []
        part.append(point)
        if closes or len(part) == 4:
            xs, ys = zip(*part, strict=True)
            bounds = min(xs), min(ys), max(xs), max(ys)
            width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
            if min(width, height) <= THIN and max(width, height) >= SHORT:
                yield _rule(bounds)
