"""Times between two ends, said to be of some length: "selama 6 bulan, Januari sampai dengan Juni"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from lkj_audit.model import Document, Value
from lkj_audit.normalize.calendar.dates import months
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

_UNTIL: Final = r"\s*(?:[-–—]|s\.?\s?/?\s?d\.?(?!\w)|sampai(?:\s+dengan)?|hingga)\s*"
# What says that the number is not the length of that very time.
_ELSE: Final = re.compile(
    r"\b(?:setiap|tiap|per|minimal|maksimal|paling|kurang|lebih|sekitar|hampir|rata-rata|masing-masing|sisa|terakhir|"
    r"pertama|kecuali|selain)\b", re.I)


class Duration(NamedTuple):
    """A passage that says of a time that it is ``said`` months or years (``unit``), and the ``length`` of that time
    with both its ends."""

    value: Value
    said: int
    length: int
    unit: str


@cache
def _patterns() -> tuple[tuple[str, Cued], ...]:
    """The unit, and the length before its time ("selama 6 (enam) bulan, Januari–Juni") or behind it ("(6 bulan)")."""
    by_month = rf"{_month('a')}{_UNTIL}(?:(?:bulan|tanggal|akhir)\s+)*{_month('b')}(?![\w-])"
    by_year = rf"(?<![\d/.-])(?P<ya>(?:19|20)\d\d){_UNTIL}(?:tahun\s+)?(?P<yb>(?:19|20)\d\d)(?!\d|[/.-]\d)"
    times = (("bulan", by_month), ("tahun", by_year))
    return tuple((unit, Cued(pattern, *cues)) for unit, time in times for pattern, cues in (
        (rf"\b(?:selama|(?:jangka|kurun)\s+waktu|periode)\s+{_number('n')}\s+{unit}[^.;:\d]{{0,25}}?{time}",
         ("selama", "waktu", "periode")),
        (rf"{time},?\s*(?:selama\s+{_number('n')}\s+{unit}\b|\({_number('m')}\s+{unit}\))",
         ("selama", f"{unit})"))))


def _number(name: str) -> str:
    return rf"(?P<{name}>\d{{1,2}}|[a-z]+(?:\s+belas)?)(?:\s*\([^()\d]{{2,25}}\))?"


def _month(end: str) -> str:
    return rf"(?:\b\d{{1,2}}\s+)?\b(?P<{end}>{'|'.join(months())})(?:\s+(?P<y{end}>20\d\d))?"


@once
def durations(document: Document) -> tuple[Duration, ...]:
    """All that are longer than one month or year."""
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Duration]:
    for unit, block, m in ((unit, b, m) for unit, told in _patterns() for _, b, m in told.over(document)):
        said = m.groupdict()
        number = number_of(said["n"] or said.get("m", "")) or 0  # before its time, or behind it, or in brackets there
        length = _months(said) if unit == "bulan" else int(said["yb"]) - int(said["ya"]) + 1
        if block.kind == "paragraph" and number and length > 1 and not _ELSE.search(m[0]):
            yield Duration(value_of(block, *m.span()), number, length, unit)


def _months(said: dict[str, str]) -> int:
    """How many months from one to the other, both counted; a year that is not told is the other's."""
    first, last = (months()[said[end].casefold()] for end in ("a", "b"))
    before, after = said["ya"], said["yb"]
    years = int(after) - int(before) if before and after else int(last < first)
    return 12 * years + last - first + 1
