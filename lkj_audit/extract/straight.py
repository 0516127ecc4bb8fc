"""Pages scanned askew, or photographed: their lines made level."""

from __future__ import annotations

from typing import Any

from lkj_audit.extract.drawn import IDENTITY, Matrix
from lkj_audit.extract.ocr import Image

STEEPEST = 5  # degrees that a page lies askew at most
FAN = 0.04  # most by which the slopes of lines at the top and at the foot of a page differ
SLOPE = 0.01  # most by which the lines in its middle are askew once it is straightened on the whole
CLEAR = 1.15  # how much sharper its lines are then


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
    """``image`` with its lines level where those at its top run up or down against those at its foot, as on a sheet
    that was photographed askew."""
    import cv2
    import numpy as np

    ink = _ink(image)

    def sharpness(slope: float, fan: float) -> float:
        return _sharpness(cv2.remap(ink, *_places(ink, slope, fan), cv2.INTER_NEAREST))

    fan = max(sorted((FAN * i / 10 for i in range(-10, 11)), key=abs), key=lambda f: sharpness(0.0, f))
    if not fan:
        return image
    slope = max(sorted((SLOPE * i / 4 for i in range(-4, 5)), key=abs), key=lambda s: sharpness(s, fan))
    if sharpness(slope, fan) < CLEAR * sharpness(0.0, 0.0):
        return image
    level = cv2.remap(image, *_places(image, slope, fan), cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    return np.asarray(level, dtype=np.uint8)


def _places(image: Any, slope: float, fan: float) -> tuple[Any, Any]:
    """Where each pixel comes from, its x and its y, if lines run down to the right by ``slope`` in the middle of the
    page and by ``fan`` more at its foot than at its top."""
    import numpy as np

    height, width = image.shape[:2]
    x = np.broadcast_to(np.arange(width, dtype=np.float32), (height, width))
    y = np.arange(height, dtype=np.float32)[:, None]
    return x, y + (slope + fan * (y / height - 0.5)) * (x - width / 2)
