"""Pages scanned askew or bent, or photographed: their lines made level."""

from __future__ import annotations

from typing import Any, NamedTuple

from lkj_audit.extract.page.drawn import IDENTITY, Matrix
from lkj_audit.extract.scanned.ocr import Image

STEEPEST = 5  # degrees that a page lies askew at most
FAN = 0.04  # most by which the slopes of lines at the top and at the foot of a page differ
SLOPE = 0.01  # most by which the lines in its middle are askew once it is straightened on the whole
BOW = 0.02  # share of the height of a page by which its lines are bent at most, as near the fold of a book
CLEAR = 1.15  # how much sharper its lines are then
THIRD = 3  # each third column of an image shows how its lines run


class Bend(NamedTuple):
    """How lines run: down to the right by ``slope`` in the middle of the page, by ``fan`` more at its foot than at its
    top, and with their middles ``bow`` of its height below their ends."""

    slope: float
    fan: float
    bow: float


def deskew(image: Image) -> tuple[Image, Matrix]:
    """The image straightened, and the matrix from its pixels back to those of ``image``. Lines that fan out are made
    level too; the matrix leaves that out, which moves them by some points at most."""
    import cv2
    import numpy as np

    ink = _ink(image)

    def sharpness(degrees: float) -> float:
        turn = cv2.getRotationMatrix2D((ink.shape[1] / 2, ink.shape[0] / 2), degrees, 1.0)
        return _sharpness(cv2.warpAffine(ink, turn, (ink.shape[1], ink.shape[0])))

    coarse = max(sorted((d / 4 for d in range(-4 * STEEPEST, 4 * STEEPEST + 1)), key=abs), key=sharpness)
    angle = max((coarse + d / 20 for d in range(-5, 6)), key=sharpness)
    if abs(angle) < 0.1:
        return _levelled(image), IDENTITY
    turn = cv2.getRotationMatrix2D((image.shape[1] / 2, image.shape[0] / 2), angle, 1.0)
    size = (image.shape[1], image.shape[0])
    (a, c, e), (b, d, f) = cv2.invertAffineTransform(turn).tolist()
    straight = cv2.warpAffine(image, turn, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    return _levelled(np.asarray(straight, dtype=np.uint8)), (a, b, c, d, e, f)


def _ink(image: Image) -> Any:
    """What is darker than its surroundings, be the page in the shade, at a quarter of its size."""
    import cv2

    small = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    return cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)


def _sharpness(ink: Any) -> float:
    """How much rows of pixels differ from the next: most where lines are level."""
    import numpy as np

    rows = ink.sum(axis=1, dtype=np.int64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _levelled(image: Image) -> Image:
    """``image`` with its lines level where they are bent, or those at its top run up or down against those at its foot,
    as on a sheet that was photographed askew or near the fold of a book."""
    import cv2
    import numpy as np

    bend = _bend(_ink(image)[:, ::THIRD])
    if bend is None:
        return image
    height, width = image.shape[:2]
    x = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    y = _heights(height, width, bend, 1).astype(np.float32)
    return np.asarray(cv2.remap(image, x, y, cv2.INTER_LINEAR, borderValue=(255, 255, 255)), dtype=np.uint8)


def _bend(ink: Any) -> Bend | None:
    """How the lines of a page run, by each third column of its ``ink``; None where they are level."""
    import numpy as np

    def sharpness(bend: Bend) -> float:
        rows = np.rint(_heights(len(ink), ink.shape[1], bend, THIRD)).astype(np.intp).clip(0, len(ink) - 1)
        return _sharpness(np.take_along_axis(ink, rows, axis=0))

    flat = Bend(0.0, 0.0, 0.0)
    slopes, fans, bows = ([most * i / steps for i in range(-steps, steps + 1)]
                          for most, steps in ((SLOPE, 4), (FAN, 10), (BOW, 8)))
    fanned = max((flat, *(Bend(0.0, f, 0.0) for f in fans)), key=sharpness)
    bent = max((flat, *(Bend(0.0, 0.0, b) for b in bows)), key=sharpness)
    if fanned == bent:
        return None
    fanned = max((fanned._replace(slope=s) for s in slopes), key=sharpness)
    bent = max((Bend(s, 0.0, b) for s in slopes for b in bows), key=sharpness)
    best = max((fanned, *(bent._replace(fan=f) for f in fans)), key=sharpness)
    for part in (2, 4):  # of the steps so far
        for turn in (Bend(SLOPE / 4, 0.0, 0.0), Bend(0.0, 0.0, BOW / 8), Bend(0.0, FAN / 10, 0.0)):
            best = max((Bend(*(b + i * t / part for b, t in zip(best, turn, strict=True))) for i in (0, -1, 1)),
                       key=sharpness)
    return best if sharpness(best) >= CLEAR * sharpness(flat) else None


def _heights(height: int, columns: int, bend: Bend, step: int) -> Any:
    """The height from which each pixel comes, in rows; of each ``step``-th of the columns, ``columns`` in all."""
    import numpy as np

    width = columns * step
    x = np.arange(0, width, step)
    y = np.arange(height)[:, None]
    hang = bend.bow * height * (1 - (2 * x / width - 1) ** 2)
    return y + (bend.slope + bend.fan * (y / height - 0.5)) * (x - width / 2) + hang
