"""The rows of a table as spreadsheets take them: a typed cell is a figure only where it is printed as one."""

from __future__ import annotations

import re
from decimal import Decimal

from lkj_audit.model import Quantity
from lkj_audit.render.text import safe

# 4.384.925.985 or 1,250,000.50: grouped figures only, because NIP, codes and years are names made of digits
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
_FORMULA = tuple("=+-@\t\n＝＋－＠")  # the wide ones are taken for the narrow ones
_FIGURE = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s]*%?")


def figure(text: str, quantity: Quantity | None) -> Decimal | None:
    """The amount in a cell that holds a grouped figure and nothing else; None for all other cells."""
    return quantity.value if quantity and _GROUPED.fullmatch(text.strip()) else None


def defused(text: str) -> str:
    """``text`` for a file that a spreadsheet opens: what it would take for a formula gets an apostrophe in front."""
    text = safe(text)
    return f"'{text}" if text.startswith(_FORMULA) and not _FIGURE.fullmatch(text) else text
