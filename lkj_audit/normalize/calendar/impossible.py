"""Years that cannot be: "Tahun 22023", "Januari 2203"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from lkj_audit.model import Document, Value
from lkj_audit.normalize.calendar.dates import months
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import value_of

_YEAR: Final = re.compile(r"(?:2[1-9]\d\d|[12]\d{4})(?![\d/%]|[.,]\d)")  # to look for the figure first costs a tenth


@cache
def _before() -> re.Pattern[str]:
    """What stands before a year."""
    return re.compile(rf"\b(?:tahun(?:\s+anggaran)?|{'|'.join(months())})\s+$", re.I)


def impossible(printed: str) -> bool:
    """Whether ``printed`` begins with what would be a year of another age, or has a digit too many."""
    return _YEAR.match(printed) is not None


@once
def impossible_years(document: Document) -> tuple[tuple[str, Value], ...]:
    """Each such year as printed, and with the word before it that says that it is one."""
    return tuple(_found(document))


def _found(document: Document) -> Iterator[tuple[str, Value]]:
    for block in document.blocks:
        for m in _YEAR.finditer(block.text):
            if before := _before().search(block.text, max(0, m.start() - 30), m.start()):
                yield m[0], value_of(block, before.start(), m.end())
