"""An OCR engine grows with every line it reads: it is made anew before it fills the memory."""

from __future__ import annotations

from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lkj_audit.extract import ocr


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
