"""The ruling lines of a page as pdfium gives them, however they are drawn: strokes, thin filled rectangles, thin images,
dots and dashes, edges of shaded bands, also inside form objects; and its painted boxes and images."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from lkj_audit.extract.dashes import LONGEST, dashed
from lkj_audit.extract.drawn import IDENTITY, Matrix, Rule, apply, box, multiply
from lkj_audit.model import BBox

THIN = 3.0  # a filled rectangle at most this thick (points) is a ruling line
SHORT = 3.0  # rules shorter than this are dots and ornaments
HIGHEST_BAND = 90.0  # points: a header of six lines
NEAR_WHITE = 245
MAX_OBJECTS = 20_000
MAX_DEPTH = 4


def read_objects(page: Any, to_page: Matrix, area: float) -> tuple[list[Rule], list[BBox], list[BBox]]:
    """Ruling lines of a page of ``area`` square points, the boxes painted on it, and those of its images."""
    rules: list[Rule] = []
    painted: list[BBox] = []
    pictures: list[BBox] = []
    dots: list[BBox] = []
    for kind, handle, matrix in _walk(page, to_page):
        if kind not in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH):
            continue
        bounds = _bounds(handle, matrix)
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            if min(width, height) <= THIN and max(width, height) > LONGEST:
                rules.append(_rule(bounds))
            else:
                pictures.append(bounds)
        elif max(width, height) < SHORT:
            dots.append(bounds)
        else:
            drawn = _painted(handle)
            rules.extend(_path_rules(handle, matrix, bounds, drawn))
            if drawn == (True, False) and width >= SHORT and height > THIN and width * height < 0.5 * area:
                painted.append(bounds)
    dots += (b for _, b in rules if b[2] - b[0] + b[3] - b[1] <= LONGEST)
    lines, used = dashed(dots)
    rules = [*(r for r in rules if r.bbox not in used), *lines]
    return [*rules, *_tops(painted, rules)], painted, pictures


def _tops(bands: Sequence[BBox], rules: Sequence[Rule]) -> Iterator[Rule]:
    """The upper edges of shaded bands that rest on a rule: a header set on colour has often no rule above it."""
    level = sorted((r.bbox[1], r.bbox) for r in rules if r.orientation == "h")
    heights = [y for y, _ in level]
    for x0, top, x1, bottom in (b for b in bands if b[3] - b[1] <= HIGHEST_BAND):
        below = level[bisect_left(heights, bottom - THIN):bisect_left(heights, bottom + THIN)]
        if any(line[0] <= x0 + THIN and line[2] >= x1 - THIN for _, line in below):
            yield Rule("h", (x0, top, x1, top))


def _walk(page: Any, to_page: Matrix) -> Iterator[tuple[int, Any, Matrix]]:
    """The objects of a page, each with its type and the matrix from its space to the page, form objects opened."""
    left = MAX_OBJECTS
    stack = [(pdfium_c.FPDFPage_GetObject(page.raw, i), to_page, 0)
             for i in reversed(range(min(left, pdfium_c.FPDFPage_CountObjects(page.raw))))]
    while stack and left:
        handle, matrix, depth = stack.pop()
        left -= 1
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            if depth < MAX_DEPTH:
                inner = multiply(_matrix(handle), matrix)
                count = min(left, max(0, pdfium_c.FPDFFormObj_CountObjects(handle)))
                stack.extend((pdfium_c.FPDFFormObj_GetObject(handle, i), inner, depth + 1)
                             for i in reversed(range(count)))
        else:
            yield kind, handle, matrix


def _matrix(handle: Any) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, m):
        return IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _bounds(handle: Any, matrix: Matrix) -> BBox:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(handle, *sides):
        return 0.0, 0.0, 0.0, 0.0
    return box(matrix, *(s.value for s in sides))


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
