"""What is drawn on one page, whoever read it: words and ruling lines, in points with the origin at the top left. And
how coordinates turn into each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from lkj_audit.model import BBox, Word

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A ruling line. ``orientation`` "h" or "v"; a horizontal one has ``top == bottom``."""

    orientation: Literal["h", "v"]
    bbox: BBox


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as drawn: size in points, words in the order of the file, rules, share covered by images.

    ``turn`` leads from the boxes given to the page as shown: a scan is straightened before it is read, and a page whose
    text is turned is turned back. ``painted`` are boxes filled with a colour, ``pictures`` those of images, ``frames``
    those drawn in one stroke, ``askew`` lines of text that are neither level nor upright, left out of the words. Of a
    ``veiled`` page hardly any text is seen.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    image_cover: float
    turn: Matrix = IDENTITY
    painted: tuple[BBox, ...] = ()
    pictures: tuple[BBox, ...] = ()
    frames: tuple[BBox, ...] = ()
    askew: tuple[Word, ...] = ()
    veiled: bool = False

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height of the page as shown, in points."""
        return (self.height, self.width) if abs(self.turn[1]) > 0.5 else (self.width, self.height)


def multiply(a: Matrix, b: Matrix) -> Matrix:
    """The matrix that first does ``a``, then ``b``."""
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
            a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def box(m: Matrix, x0: float, y0: float, x1: float, y1: float) -> BBox:
    """The rectangle with the given corners after ``m``, as ``(x0, top, x1, bottom)``."""
    a, b, c, d, e, f = m  # as apply() does, but boxes are made by the ten thousand
    ax, ay, bx, by = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
    if ax > bx:
        ax, bx = bx, ax
    return (ax, ay, bx, by) if ay <= by else (ax, by, bx, ay)


def inverse(m: Matrix) -> Matrix:
    """The matrix that undoes ``m``."""
    a, b, c, d, e, f = m
    size = a * d - b * c
    a, b, c, d = d / size, -b / size, -c / size, a / size
    return a, b, c, d, -(e * a + f * c), -(e * b + f * d)
