"""A table of contents on a scanned page: dots are no rules, and lines that lost dots or number are still its lines."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from lkj_audit.extract.assemble import assemble
from lkj_audit.extract.scanned import ocr
from lkj_audit.extract.whole.strips import PageContent
from lkj_audit.model import Block, Word

LINES = ["DAFTAR ISI", "BAB I PENDAHULUAN", "A. Latar Belakang .", "B. Tugas dan Fungsi", "BAB II PERENCANAAN 7",
         "BAB III PENUTUP..."]


OUTLINE = ["DAFTAR ISI", "BAB I PENDAHULUAN",
           "Bab ini menjelaskan " + "latar belakang, tugas dan susunan, " * 4 + "isu."]


def contents(confidence: float, lines: list[str]) -> list[str]:
    words = [Word(text, 1, (60 + 70 * i, 60 + 30 * n, 125 + 70 * i, 72 + 30 * n), confidence=confidence)
             for n, line in enumerate(lines) for i, text in enumerate(line.split())]
    body = [Word(text, 2, (60 + 70 * i, 60, 125 + 70 * i, 72), confidence=confidence)
            for i, text in enumerate(["BAB", "I", "PENDAHULUAN"])]
    flow, _ = assemble([PageContent(n, 595, 842, tuple(on), ()) for n, on in ((1, words), (2, body))])
    return [item.kind for item in flow if isinstance(item, Block)]


def test_on_a_scan_headings_under_the_title_of_a_list_are_its_lines() -> None:
    assert contents(0.99, LINES) == ["heading", *["toc"] * 5, "heading"]
    assert contents(1.0, LINES)[1] == "heading"  # on a digital page what has no number is what it looks like
    assert contents(0.99, OUTLINE)[:3] == ["heading", "heading", "paragraph"]  # which tells what the chapters hold


@pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")
@pytest.mark.parametrize(("begin", "upright", "drawn"), [(222, False, False), (40, False, True), (222, True, True)])
def test_dots_after_a_title_are_no_rule(begin: int, upright: bool, drawn: bool) -> None:
    from lkj_audit.extract.scanned.scan import find_rules

    image = Image.new("RGB", (900, 300), "white")
    pen = ImageDraw.Draw(image)
    pen.line((begin, 118, 800, 118), fill="black", width=3)
    if upright:
        pen.line((begin, 40, begin, 260), fill="black", width=3)
    rules = find_rules(np.asarray(image), [("Pendahuluan", 0.99, (60, 98, 215, 122))])
    assert any(top == bottom for _, top, _, bottom in rules) == drawn
