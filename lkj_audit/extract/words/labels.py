"""Printed page numbers: what stands on a page for its number, by the running headers and footers of the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from lkj_audit.model import Block

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER = re.compile(r"(?<![\w.,/])(?:\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7})(?![\w,/]|\.\w)")
PAGES = 3  # as many pages must agree on where their numbers begin


def page_labels(furniture: Iterable[Block]) -> dict[int, str]:
    """The printed number of each page that has one, as printed ("iv", "12"), by number in the file.

    ``furniture`` are running headers and footers. A number in them is the page's when it is as far from the page's own
    number as on two other pages at least, so that a chapter or a year is none.
    """
    found: dict[tuple[bool, int], dict[int, str]] = defaultdict(dict)
    for block in furniture:
        for match in _NUMBER.finditer(block.text):
            if (value := _value(match.group())) is not None:
                found[match.group().isdigit(), value - block.page].setdefault(block.page, match.group())
    out: dict[int, str] = {}
    for _, pages in sorted(found.items(), key=lambda item: len(item[1])):
        if len(pages) >= PAGES:
            out.update(pages)
    return out


def _value(text: str) -> int | None:
    """The number that ``text`` stands for; None when it is no Roman number."""
    if text.isdigit():
        return int(text)
    digits = [ROMAN[c] for c in text.lower()]
    value = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    return value if _roman(value) == text.lower() else None


def _roman(value: int) -> str:
    out = ""
    for step, letters in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
                          (1, "i")):
        out += letters * (value // step)
        value %= step
    return out
