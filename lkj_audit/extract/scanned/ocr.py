"""The OCR engine: an image in, words with boxes and confidences out. Offline, one engine at a time.

The set-up is the measured one: PP-OCRv6 small on OpenVINO, both models from the wheel, the 180° line classifier off
because it turns upright lines of figures. OpenVINO's usage reporting is blocked before it is imported.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from lkj_audit.model import BBox, union

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Image: TypeAlias = "NDArray[np.uint8]"
PixelWord = tuple[str, float, BBox]

TALL = 2.0  # of its width: the height of a line that runs up or down the page
FEW = 0.3  # share of the lines of a page: if more are tall, it lies on its side
RENEWED = 16  # images an engine reads: OpenVINO keeps some 90 MB for each, as lines are ever of new widths
_reads = count(1)


@cache
def available() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "openvino", "cv2"))


@cache
def _engine() -> Any:
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # importing it raises; OpenVINO has a stub then
    from rapidocr import EngineType, RapidOCR

    vino = EngineType.OPENVINO
    return RapidOCR(params={"Det.engine_type": vino, "Rec.engine_type": vino, "Cls.engine_type": vino,
                            "Global.use_cls": False, "Global.return_word_box": True, "Global.max_side_len": 4000,
                            "Global.log_level": "critical"})


def read_words(image: Image) -> tuple[list[PixelWord], float]:
    """Words of an RGB image with their confidence and box ``(x0, top, x1, bottom)`` in pixels, and the mean score of
    the lines, weighted by their length (0 when nothing was read)."""
    result = _engine()(image, use_det=True, use_cls=False, use_rec=True, return_word_box=True)
    if next(_reads) % RENEWED == 0:
        _engine.cache_clear()
    if result.txts is None:
        return [], 0.0
    lines = [[(text.strip().replace("●", "•"), float(score), _bounds(corners)) for text, score, corners in line
              if text.strip()] for line in result.word_results or ()]
    tall = [line for line in lines if sum(len(w[0]) for w in line) > 2 and _is_tall(union(w[2] for w in line))]
    if len(tall) <= FEW * len(lines):
        lines = [_upwards(image, line) if line in tall else line for line in lines]
    total = sum(map(len, result.txts)) or 1
    mean = sum(s * len(t) for t, s in zip(result.txts, result.scores, strict=True)) / total
    return [word for line in lines for word in line], mean


def _bounds(corners: Sequence[Sequence[float]]) -> BBox:
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _is_tall(box: BBox) -> bool:
    return box[3] - box[1] > TALL * (box[2] - box[0])


def _upwards(image: Image, line: list[PixelWord]) -> list[PixelWord]:
    """The words of a tall ``line`` from the foot of the page up if that reads better: the engine reads downwards."""
    import numpy as np

    x0, top, x1, bottom = (max(0, round(v)) for v in union(w[2] for w in line))
    text, score = read_line(np.ascontiguousarray(np.rot90(image[top:bottom, x0:x1], 3)))
    step = (bottom - top) / (len(text) or 1)
    return line if score <= max(w[1] for w in line) else [
        (m[0], score, (x0, bottom - m.end() * step, x1, bottom - m.start() * step)) for m in re.finditer(r"\S+", text)]


def read_line(image: Image) -> tuple[str, float]:
    """The text of an RGB image of one line, and its score; "" and 0 when nothing was read."""
    result = _engine()(image, use_det=False, use_cls=False, use_rec=True, return_word_box=False)
    return (result.txts[0].strip(), float(result.scores[0])) if result.txts else ("", 0.0)
