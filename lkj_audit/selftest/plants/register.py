"""What a planter is, and the small changes that planters are made of.

A planter changes a draft and says where: the spots of which a finding must show at least one. It raises LookupError
when the report has no place for it (a table or part that this layout lacks).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.figures import dots
from lkj_audit.selftest.pieces import Grid, Line, Spot

Planter = Callable[[Draft], list[Spot]]
PLANTERS: dict[str, Planter] = {}


def plants(code: str) -> Callable[[Planter], Planter]:
    """Register the decorated planter for rule ``code``."""

    def register(planter: Planter) -> Planter:
        PLANTERS[code] = planter
        return planter

    return register


def need(condition: object) -> None:
    """The draft fits only if ``condition``; else LookupError."""
    if not condition:
        raise LookupError("no place for this in the report")


def set_cell(grid: Grid, row: int, col: int, text: str) -> Spot:
    """``text`` into a cell; a cell merged with it from below keeps what it was."""
    grid.rows[row][col] = text
    return Spot(grid, row % len(grid.rows), col)


def other_money(text: str, rng: Random) -> str:
    """Another amount of the same length, a good deal apart: "1.250.000" → "1.340.000"."""
    digits = re.sub(r"\D", "", text)
    at = rng.randint(1, min(4, len(digits) - 1))
    wrong = digits[:at] + str((int(digits[at]) + rng.randint(2, 7)) % 10) + digits[at + 1:]
    return text.replace(re.sub(r"[^\d.]", "", text), dots(int(wrong)))


def other_figure(text: str, rng: Random) -> str:
    """Another figure, at least three apart: "98,05%" → "93,05%", "12 Kegiatan" → "17 Kegiatan"."""
    found = re.search(r"\d+(?:\.\d{3})*", text)
    need(found)
    assert found
    value = int(found[0].replace(".", ""))
    wrong = value - rng.randint(3, 7) if value > 20 else value + rng.randint(3, 7)
    return text[:found.start()] + (dots(wrong) if "." in found[0] else str(wrong)) + text[found.end():]


def drop_row(grid: Grid, row: int) -> None:
    """Without ``row``; what it shared with the rows below stays."""
    gone = grid.rows.pop(row)
    if row < len(grid.rows):
        grid.rows[row] = [g if c is None else c for c, g in zip(grid.rows[row], gone, strict=True)]


def replace_in(line: Line, old: str, new: str, count: int = 1) -> Spot:
    """``line`` with ``old`` replaced; LookupError when it does not hold it."""
    need(old in line.text)
    line.text = line.text.replace(old, new, count)
    return Spot(line)


def insert_after(draft: Draft, piece: Line | Grid, text: str, bold: bool = False) -> Spot:
    """A new line after ``piece``."""
    new = Line(text, "planted", bold)
    draft.after(piece, new)
    return Spot(new)
