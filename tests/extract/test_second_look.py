"""Cells of a scanned table that hold ink but no word are looked at once more, and only figures are believed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from lkj_audit.extract.page.drawn import RawPage, Rule
from lkj_audit.extract.scanned import ocr, second_look
from lkj_audit.extract.scanned.second_look import overlooked
from lkj_audit.model import Word

pytestmark = pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")

XS, YS = (20, 120, 180), (20, 50, 80, 110)  # points; the image has two pixels for each
RULES = [*(Rule("h", (XS[0], y, XS[-1], y)) for y in YS), *(Rule("v", (x, YS[0], x, YS[-1])) for x in XS)]
WORDS = tuple(Word(text, 1, (x, y + 8, x + 30, y + 20)) for text, x, y in (
    ("Jabatan", 30, 20), ("Orang", 130, 20), ("Analis", 30, 50), ("Pengawas", 30, 80)))


def page() -> ocr.Image:
    """The table with a figure in one of the two cells that have no word, and a speck in the other."""
    image = Image.new("RGB", (400, 260), "white")
    pen = ImageDraw.Draw(image)
    for rule in RULES:
        pen.line([v * 2 for v in rule.bbox], fill="black", width=2)
    pen.text((310, 112), "7", fill="black", font=ImageFont.load_default(24))
    pen.rectangle((300, 190, 302, 192), fill="black")
    return np.asarray(image)


@pytest.mark.parametrize(("text", "score", "believed"), [
    ("7", 0.99, True), ("12,5%", 0.95, True), ("-", 0.9, True), ("N", 0.99, False), ("7", 0.6, False), ("", 0, False)])
def test_a_lone_figure_is_found_in_its_cell(
        text: str, score: float, believed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[ocr.Image] = []

    def read(image: ocr.Image) -> tuple[str, float]:
        shown.append(image)
        return text, score

    monkeypatch.setattr(second_look, "read_line", read)
    found = overlooked(page(), RawPage(1, 200, 130, WORDS, tuple(RULES), 1.0), 2)
    assert len(shown) == 1 and shown[0].min() < 100 and max(shown[0].shape[:2]) < 50
    assert [w[:2] for w in found] == ([(text, score)] if believed else [])
    for _, _, (x0, top, x1, bottom) in found:
        assert 240 < x0 < 310 < x1 < 360 and 100 < top < bottom < 160
