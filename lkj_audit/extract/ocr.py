"""The OCR engine: an image in, words with boxes and confidences out. Offline, one engine at a time.

The set-up is the measured one: PP-OCRv6 small on OpenVINO, both models from the wheel, the 180° line classifier off
because it turns upright lines of figures. OpenVINO's usage reporting is blocked before it is imported.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Image: TypeAlias = "NDArray[np.uint8]"
PixelWord = tuple[str, float, tuple[float, float, float, float]]

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
    words: list[PixelWord] = []
    for line in result.word_results or ():
        for text, score, corners in line:
            xs, ys = [p[0] for p in corners], [p[1] for p in corners]
            if text.strip():
                words.append((text.strip().replace("●", "•"), float(score), (min(xs), min(ys), max(xs), max(ys))))
    total = sum(map(len, result.txts)) or 1
    return words, sum(s * len(t) for t, s in zip(result.txts, result.scores, strict=True)) / total


def read_line(image: Image) -> tuple[str, float]:
    """The text of an RGB image of one line, and its score; "" and 0 when nothing was read."""
    result = _engine()(image, use_det=False, use_cls=False, use_rec=True, return_word_box=False)
    return (result.txts[0].strip(), float(result.scores[0])) if result.txts else ("", 0.0)
