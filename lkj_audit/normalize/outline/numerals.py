"""Printed numbers: what they are made of, and whether a missing one stands somewhere after all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lkj_audit.model import Block, Table

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int:
    """The value of a Roman numeral in capitals: "IV" → 4. Raises KeyError for other letters."""
    values = [ROMAN[c] for c in text]
    return sum(-v if any(w > v for w in values[i + 1:i + 2]) else v for i, v in enumerate(values))


def to_roman(value: int) -> str:
    """The Roman numeral of ``value`` (1-39), as chapters carry it."""
    return "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]


def lines_of(items: Iterable[Block | Table]) -> Iterable[str]:
    """Every stretch of text of ``items`` that could begin with a number: paragraphs and the cells of tables."""
    for item in items:
        if isinstance(item, Block):
            yield item.text
        else:
            yield from item.header
            yield from (cell.text for row in item.rows for cell in row)


# not "Tabel 3.9 Pagu …" where a section 3.9 is looked for
_OF_A_CAPTION = "".join(rf"(?<!{word}{blank})" for word in ("Tabel", "Gambar", "Grafik") for blank in ("", " "))


def stands_in(number: str, items: Sequence[Block | Table], label: str = "") -> bool:
    """Whether a line of ``items`` begins with ``number`` (after ``label``, such as "Tabel"), or has it in its midst
    before a capital, as where two lines were joined: then it was printed, and only read as ordinary text. A plain
    number without label must begin the line."""
    printed = rf"(?i:{label})\W*{re.escape(number)}(?!\w)"
    start = re.compile(r"\W*" + printed)
    inside = re.compile(rf"(?<![\d.]){_OF_A_CAPTION}{printed}\W+[A-Z]") if label or "." in number else None
    return any(start.match(line) or (inside and inside.search(line)) for line in lines_of(items))
