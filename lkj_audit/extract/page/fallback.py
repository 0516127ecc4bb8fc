"""A page that pdfium cannot read, read by pdfplumber: another parser, which forgives other faults, ten times slower."""

from __future__ import annotations

import io
import logging

from lkj_audit.extract.page.drawn import RawPage, Rule
from lkj_audit.model import Word

MOST = 20 << 20  # bytes of a file that pdfplumber is tried on: it parses the whole of it for one page


def read_with_pdfplumber(data: bytes, number: int, password: str | None) -> RawPage | None:
    """Words and rules of page ``number`` of the PDF ``data``; None where pdfplumber cannot read it either, or finds
    nothing there."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if len(data) > MOST:
        return None
    try:
        with pdfplumber.open(io.BytesIO(data), password=password, pages=[number]) as pdf:
            page = pdf.pages[0]
            words = tuple(Word(w["text"], number, (w["x0"], w["top"], w["x1"], w["bottom"]), w["size"],
                               "bold" in w["fontname"].casefold())
                          for w in page.extract_words(extra_attrs=["size", "fontname"]))
            rules = tuple(Rule(e["orientation"], (e["x0"], e["top"], e["x1"], e["bottom"])) for e in page.edges)
            return RawPage(number, float(page.width), float(page.height), words, rules, 0.0) if words else None
    except Exception:  # pdfminer lets errors of any kind out; the page is then one that nobody can read
        return None
