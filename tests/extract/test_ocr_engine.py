"""An OCR engine grows with every line it reads: it is made anew before it fills the memory."""

from __future__ import annotations

from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lkj_audit.extract.scanned import ocr


def test_an_engine_reads_so_many_images_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    @cache
    def engine() -> Any:
        made.append(0)

        def read(*_: object, **__: object) -> SimpleNamespace:
            made[-1] += 1
            return SimpleNamespace(txts=None)

        return read

    monkeypatch.setattr(ocr, "_engine", engine)
    monkeypatch.setattr(ocr, "_reads", count(1))
    for _ in range(2 * ocr.RENEWED + 3):
        assert ocr.read_words(np.zeros((4, 4, 3), np.uint8)) == ([], 0.0)
    assert made == [ocr.RENEWED, ocr.RENEWED, 3]


def test_a_line_that_runs_up_the_page_is_read_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine reads tall lines downwards: shown the line from its foot, it is surer."""
    def box(x0: float, top: float, x1: float, bottom: float) -> list[list[float]]:
        return [[x0, top], [x1, top], [x1, bottom], [x0, bottom]]

    level = [(f"kata{i}", 0.99, box(100, 40 * i, 160, 40 * i + 20)) for i in range(4)]
    tall = [("Tat", 0.7, box(10, 0, 30, 60)), ("024", 0.8, box(10, 60, 30, 110))]

    def read(image: Any, *, use_det: bool, **_: object) -> SimpleNamespace:
        if not use_det:
            assert image.shape[:2] == (20, 110), "the line is turned"
            return SimpleNamespace(txts=("Target 2024",), scores=(0.99,))
        lines = [[word] for word in level] + [tall]
        return SimpleNamespace(txts=tuple("".join(w[0] for w in line) for line in lines), scores=(0.9,) * 5,
                               word_results=tuple(lines))

    monkeypatch.setattr(ocr, "_engine", lambda: read)
    words, _ = ocr.read_words(np.zeros((200, 200, 3), np.uint8))
    assert [w[0] for w in words] == ["kata0", "kata1", "kata2", "kata3", "Target", "2024"]
    assert words[4][2][1::2] == pytest.approx((50, 110)), "its first word stands at the foot"
