"""Printed digits → value and precision, in the Indonesian (1.234,5) and the English (1,234.5) style.

Both styles occur in one report, so a figure is read by its own shape first: what can only be a thousands separator or
only a decimal mark is one. Only ``1.234`` (one separator, three digits after it) says nothing by itself; then the hint
(what the figure counts) decides, then the style of its column, and at last thousands, because rupiah and heads are what
such figures nearly always are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Style = Literal["id", "us", ""]
NUMERAL = r"(?>[0-9]+(?:[.,][0-9]+)*)"
MOST_DIGITS = 18
BARE_DIGITS = 15  # more digits without any separator are a NIP or an account, not a figure

_PARTS = re.compile(r"[.,]")


def read_numeral(digits: str, style: str = "", hint: str = "") -> tuple[Decimal, Decimal] | None:
    """Value and step (worth of the last digit) of ``digits``: digits, dots and commas only, no spaces.

    ``hint``: "rp" or "count" (no fractions of three digits: ``1,234`` is thousands), "%" or "index" (``98.125`` is a
    fraction). None when the groups fit no style (``3.4.1``, ``12.02.2024``) or it is no figure (``0812345678``).
    """
    groups = _PARTS.split(digits)
    separators = [c for c in digits if c in ".,"]
    if not all(groups) or sum(map(len, groups)) > MOST_DIGITS:
        return None
    decimals = _decimal_groups(groups, separators, style, hint)
    if decimals is None:
        return None
    whole, fraction = ("".join(groups[:-1]), groups[-1]) if decimals else ("".join(groups), "")
    code = whole[0] == "0" and len(whole) > 2
    if not fraction and (code or (not separators and len(whole) > BARE_DIGITS)):
        return None
    return Decimal(f"{whole}.{fraction}"), Decimal(1).scaleb(-len(fraction))


def _decimal_groups(groups: list[str], separators: list[str], style: str, hint: str) -> int | None:
    """How many groups at the end are a fraction: 0 or 1. None when the groups make no figure."""
    if not separators:
        return 0
    in_threes = len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(g) == 3 for g in groups[1:])
    if len(separators) == 1:
        return _single(separators[0], style, hint) if in_threes else 1
    if in_threes and len(set(separators)) == 1:
        return 0
    if in_threes and hint in ("rp", "count"):  # 4.451.669,000: no sen has three digits, so the comma is a slip
        return 0
    head_in_threes = len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(g) == 3 for g in groups[1:-1])
    closed_by_other_mark = separators[-1] not in separators[:-1] and len(set(separators[:-1])) == 1
    cents = groups[-1] == "00"  # 107.905.482.00
    return 1 if head_in_threes and (closed_by_other_mark or cents) else None


def _single(separator: str, style: str, hint: str) -> int:
    """Whether the one separator of ``1.234`` or ``1,234`` begins a fraction."""
    if hint in ("rp", "count"):
        return 0
    if hint in ("%", "index"):
        return 1
    return int((separator, style) in ((",", "id"), (".", "us")))


def join_broken(text: str, percent: bool) -> str | None:
    """``text`` (digits, separators and spaces) without the spaces that a narrow cell put inside one figure:
    ``107,905,482, 000``, ``4.384.925.9 85``, ``99.4 2`` before a percent sign. None when it may be several figures."""
    pieces = text.split()
    if len(pieces) == 1:
        return pieces[0]
    joined = "".join(pieces)
    if read_numeral(joined) is None or not _PARTS.search(joined):
        return None
    if percent:
        return joined if len(pieces) == 2 and _PARTS.search(pieces[0]) and len(_PARTS.split(joined)[-1]) <= 2 else None
    broken = any(read_numeral(piece) is None for piece in pieces)
    return joined if broken and len(_PARTS.findall(joined)) > 1 else None


def style_of(digits: str) -> Style:
    """The style that ``digits`` must be in, or "" when they fit both."""
    separators = [c for c in digits if c in ".,"]
    groups = _PARTS.split(digits)
    if not separators or read_numeral(digits) is None:
        return ""
    decimals = _decimal_groups(groups, separators, "id", "")
    if len(separators) == 1 and decimals != _decimal_groups(groups, separators, "us", ""):
        return ""
    dot_is_decimal = (separators[-1] == ".") == bool(decimals)
    return "us" if dot_is_decimal else "id"


def column_style(texts: Iterable[str]) -> Style:
    """The style of a column by all its cells: the one that at least three quarters of the telling figures are in."""
    figures = (digits for text in texts for digits in re.findall(NUMERAL, text))
    votes = [style for digits in figures if (style := style_of(digits)) != ""]
    styles: tuple[Literal["id", "us"], ...] = ("id", "us")
    return next((style for style in styles if votes and votes.count(style) * 4 >= len(votes) * 3), "")


def print_id(value: Decimal, decimals: int | None = None) -> str:
    """``value`` in Indonesian style: ``Decimal("-1250.5")`` → ``-1.250,5``. ``decimals`` rounds half up; without it the
    digits that ``value`` carries are kept."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))
