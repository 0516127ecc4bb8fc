"""Text that a page holds and nobody sees: invisible, white on white, under a box or a picture, or a watermark."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from lkj_audit.model import BBox

NEAR_WHITE = 245
FAINT = 178  # of 255: the darkest channel of a watermark's colour
OPAQUE, SHEER = 255, 90  # of 255: how much a colour covers; less than SHEER is a watermark
OVER = 1.0  # points by which a text may stand out of what covers it
SHARE = 0.3  # of the box of a watermark that other text stands over
_FILLED = (pdfium_c.FPDF_TEXTRENDERMODE_FILL, pdfium_c.FPDF_TEXTRENDERMODE_FILL_CLIP)
_UNSEEN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)


class Text(NamedTuple):
    """A text object: when it is drawn, its address, and its box (x0, top, x1, bottom) in points."""

    order: int
    address: int
    bbox: BBox


class Cover(NamedTuple):
    """What is filled: when it is drawn, its box, and whether it lets through what was drawn before."""

    order: int
    bbox: BBox
    opaque: bool


def bare(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that is called with addresses as numbers: pypdfium2's checks of pointers take longer."""
    out = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    out.restype, out.argtypes = result, arguments
    return out
