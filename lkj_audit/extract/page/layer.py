"""Is the text of a page its own? Some is no text at all, some lies unseen under a picture of the page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from lkj_audit.extract.page.drawn import RawPage
from lkj_audit.model import Word, union

_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f!\"#$&'+;<=>?@\\[\\]\\\\^`{|}~]")  # hardly 5 in 100 on any page of text
_LETTER = re.compile(r"[^\W\d_]")
COVER = 0.8  # share of the page under a picture from which it hides what was drawn before
MARGIN = 0.1  # share of the page height at its top and foot
STAMP = 0.06  # share of the page that a stamp takes
LETTER = 40.0  # points: the height of a letter
LETTERS = 100  # painted shapes of that size on a page without words
LOOKED_AT = 200  # objects of a page: a layer of text has many


def is_garbage(words: Sequence[Word]) -> bool:
    """Whether a text layer is no text: glyphs without Unicode, or signs and letters put for others, few of them vowels.
    In Indonesian and English more than a third of the letters are vowels; of abbreviations a quarter."""
    text = "".join(w.text for w in words)
    if len(_ODD.findall(text)) > 0.15 * len(text):
        return True
    vowels = sum(map(text.count, "aeiouAEIOU"))
    if vowels >= 0.18 * len(text):  # then they are so among the letters too
        return False
    letters = len(_LETTER.findall(text))
    return letters > 200 and vowels < 0.18 * letters


def is_outlined(raw: RawPage) -> bool:
    """Whether the text of a page without words is drawn as shapes."""
    return len(raw.painted) >= LETTERS and sum(b[3] - b[1] <= LETTER for b in raw.painted) >= LETTERS


def is_stamped(raw: RawPage) -> bool:
    """Whether the words of a page are what is put on a scan: running lines in its margins, and a stamp, such as that of
    an electronic signature, on a small part of it."""
    margin = MARGIN * raw.height
    inside = [w.bbox for w in raw.words if margin < (w.bbox[1] + w.bbox[3]) / 2 < raw.height - margin]
    if not inside:
        return True
    x0, top, x1, bottom = union(inside)
    return (x1 - x0) * (bottom - top) < STAMP * raw.width * raw.height


def _covers(handle: Any, page: Any) -> bool:
    """Whether a picture covers nearly all of its page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    area: float = (right.value - left.value) * (top.value - bottom.value)
    return area > COVER * float(page.get_width() * page.get_height())


def is_hidden(page: Any) -> bool:
    """Whether most of the text of an open pypdfium2 page cannot be seen: it is drawn before the picture that covers the
    page. It was read by a machine, and badly for all we know."""
    texts = before = 0
    for i in range(min(LOOKED_AT, pdfium_c.FPDFPage_CountObjects(page.raw))):
        handle = pdfium_c.FPDFPage_GetObject(page.raw, i)
        match pdfium_c.FPDFPageObj_GetType(handle):
            case pdfium_c.FPDF_PAGEOBJ_TEXT:
                texts += 1
            case pdfium_c.FPDF_PAGEOBJ_IMAGE if _covers(handle, page):
                before = texts
    return texts > 0 and before > 0.5 * texts
