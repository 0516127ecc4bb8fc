"""Text that a page holds and nobody sees: invisible, white on white, under a box or a picture, cut off, a watermark."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from lkj_audit.extract.page.drawn import Matrix, box
from lkj_audit.extract.page.pdfium_words import bare
from lkj_audit.model import BBox

NEAR_WHITE = 245
FAINT = 178  # of 255: the darkest channel of a watermark's colour
OPAQUE = 255
SHEER = 90  # of 255: how much the ink of a watermark covers at most
CLEAR = 250  # of 255: a picture that covers less somewhere shows what is under it
OVER = 1.0  # points by which a text may stand out of what covers it
SHARE = 0.2  # of the box of a watermark's word that other text covers
CORNERS = 5  # segments of a rectangle at most
CURVED = 200  # points of a clip that are looked at
FAR = 1e6
LARGEST = 1_000_000  # pixels of a picture that is looked through
_UNSEEN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)

Text = tuple[int, int, Matrix]  # a text object: when it is drawn, its address, the matrix from its space to the page

_mode_of = bare(pdfium_c.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_colour_of = bare(pdfium_c.FPDFPageObj_GetFillColor, ctypes.c_int, *[ctypes.c_void_p] * 5)
_clip_of = bare(pdfium_c.FPDFPageObj_GetClipPath, ctypes.c_void_p, ctypes.c_void_p)
_paths_of = bare(pdfium_c.FPDFClipPath_CountPaths, ctypes.c_int, ctypes.c_void_p)
_bounds_of = bare(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, *[ctypes.c_void_p] * 5)
_rgba = (ctypes.c_uint * 4)()
_RGBA = [ctypes.c_void_p(ctypes.addressof(_rgba) + i * ctypes.sizeof(ctypes.c_uint)) for i in range(4)]
_sides = (ctypes.c_float * 4)()
_SIDES = [ctypes.c_void_p(ctypes.addressof(_sides) + i * ctypes.sizeof(ctypes.c_float)) for i in range(4)]


class Ground(NamedTuple):
    """What is filled with a colour or a picture, white too: when it is drawn, its address, its box, and if it shows."""

    order: int
    address: int
    bbox: BBox
    shows: bool


def address_of(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def handle_of(address: int) -> Any:
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)


def bounds(address: int, matrix: Matrix) -> BBox:
    """The box of an object on the page."""
    return box(matrix, *_sides) if _bounds_of(address, *_SIDES) else (0.0, 0.0, 0.0, 0.0)


def clipped(texts: Sequence[Text], to_page: Matrix) -> dict[int, BBox]:
    """The box outside which each of the ``texts`` that stand out of it is cut off, by their addresses, as in the cells
    of a spreadsheet. Those in form objects are left out: their clips are in coordinates of their own."""
    found: dict[int, BBox] = {}
    for _, address, matrix in texts:
        path = _clip_of(address)
        if matrix is to_page and path and (count := _paths_of(path)) > 0:
            handle = ctypes.cast(path, pdfium_c.FPDF_CLIPPATH)
            parts = [box(to_page, *_extent(handle, i)) for i in range(count)]
            lefts, tops, rights, bottoms = zip(*parts, strict=True)
            clip = max(lefts), max(tops), min(rights), min(bottoms)
            x0, top, x1, bottom = bounds(address, matrix)
            if x0 < clip[0] - OVER or top < clip[1] - OVER or x1 > clip[2] + OVER or bottom > clip[3] + OVER:
                found[address] = clip
    return found


def _extent(clip: Any, path: int) -> BBox:
    """The box round the points of a path of a clip, in the file's coordinates."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for i in range(min(CURVED, max(0, pdfium_c.FPDFClipPath_CountPathSegments(clip, path)))):
        pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFClipPath_GetPathSegment(clip, path, i), x, y)
        points.append((x.value, y.value))
    xs, ys = zip(*points, strict=True) if points else ((-FAR, FAR), (-FAR, FAR))
    return min(xs), min(ys), max(xs), max(ys)


def unseen(page: Any, texts: Sequence[Text], grounds: Sequence[Ground], *, coloured: bool) -> frozenset[int]:
    """The addresses of those of the ``texts`` of a pypdfium2 page that are not seen. Their colours take longest: they
    are asked only if the page is ``coloured``."""
    hidden = {address for _, address, _ in texts if _mode_of(address) in _UNSEEN}
    looks = [(look, text) for text in texts if (look := _look(text[1]))] if coloured else []
    hidden.update(text[1] for look, text in looks if look == "none" or (look == "white" and not any(
        g.shows and g.order < text[0] and _share(bounds(*text[1:]), g.bbox) > 0 for g in grounds)))
    late = [g for g in grounds if texts and g.order > texts[0][0]]
    if late:
        hidden.update(_covered(page, texts, late))
    if faint := [text for look, text in looks if look == "faint"]:
        hidden.update(_watermark(faint, texts))
    return frozenset(hidden)


def _look(address: int) -> str:
    """How a text object looks on white paper: "none", "white", "faint", or "" where it is plain to see."""
    if not _colour_of(address, *_RGBA):
        return ""
    red, green, blue, cover = _rgba
    darkest = min(red, green, blue)
    if (darkest < FAINT and cover >= SHEER) or _mode_of(address) != pdfium_c.FPDF_TEXTRENDERMODE_FILL:
        return ""
    return "none" if cover == 0 else "white" if darkest >= NEAR_WHITE else "faint"


def _share(inner: BBox, outer: BBox) -> float:
    """The share of ``inner`` that ``outer`` covers."""
    wide, high = (min(inner[i + 2], outer[i + 2]) - max(inner[i], outer[i]) for i in (0, 1))
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return wide * high / area if wide > 0 and high > 0 and area else 0.0


def _covered(page: Any, texts: Sequence[Text], late: Sequence[Ground]) -> Iterator[int]:
    """The addresses of the ``texts`` within one of the grounds drawn later that nothing shows through."""
    placed = sorted(((bounds(*t[1:]), t) for t in texts if t[0] < late[-1].order), key=lambda p: p[0][1])
    tops = [b[1] for b, _ in placed]
    for ground in late:
        x0, top, x1, bottom = ground.bbox
        under = [t[1] for b, t in placed[bisect_left(tops, top - OVER):bisect_left(tops, bottom)]
                 if t[0] < ground.order and b[0] > x0 - OVER and b[2] < x1 + OVER and b[3] < bottom + OVER]
        if under and _is_opaque(page, ground.address):
            yield from under


def _is_opaque(page: Any, address: int) -> bool:
    """Whether a path that is a filled rectangle, or an image, hides all that is under it."""
    handle = handle_of(address)
    if pdfium_c.FPDFPageObj_HasTransparency(handle):
        return False
    if pdfium_c.FPDFPageObj_GetType(handle) == pdfium_c.FPDF_PAGEOBJ_PATH:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(handle, filled, stroked)
        return filled.value != 0 and pdfium_c.FPDFPath_CountSegments(handle) <= CORNERS and (
            _colour_of(address, *_RGBA) != 0 and _rgba[3] == OPAQUE)
    if pdfium_c.FPDFPageObj_GetType(handle) != pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return False
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium_c.FPDFImageObj_GetImagePixelSize(handle, wide, high)
    if wide.value * high.value > LARGEST:
        return False
    bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, handle)
    if not bitmap:
        return False
    try:
        if pdfium_c.FPDFBitmap_GetFormat(bitmap) != pdfium_c.FPDFBitmap_BGRA:
            return True
        size = pdfium_c.FPDFBitmap_GetStride(bitmap) * pdfium_c.FPDFBitmap_GetHeight(bitmap)
        pixels = ctypes.string_at(pdfium_c.FPDFBitmap_GetBuffer(bitmap), size)
        return min(pixels[3::4], default=0) >= CLEAR
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)


def _watermark(faint: Sequence[Text], texts: Sequence[Text]) -> Iterator[int]:
    """The addresses of the ``faint`` texts, if one of them is printed over or under others of the ``texts``."""
    own = {t[0] for t in faint}
    others = [bounds(*t[1:]) for t in texts if t[0] not in own]
    boxes = [bounds(*t[1:]) for t in faint]
    if any(_share(a, b) > SHARE or _share(b, a) > SHARE for a in boxes for b in others):
        yield from (t[1] for t in faint)
