"""Dates in the text and in cells, each with the weekday that is printed before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from lkj_audit import facts
from lkj_audit.model import Block, DateClaim, Document, Table, Value
from lkj_audit.normalize.text.cues import value_of

WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_DAYS: Final = {name.casefold(): n for n, name in enumerate(WEEKDAYS)} | {"jum'at": 4, "jum’at": 4, "ahad": 6}
_UNTIL = r"\s*(?:-|–|s\.?\s?/?d\.?|sampai(?: dengan)?|dan|&)\s*"
_NAMED = re.compile(r"\b20\d\d\b")
_CENTURY = re.compile(r"(?:19|20)\d\d")  # what every date holds: most texts need no closer look


@cache
def months() -> dict[str, int]:
    """The names of the months, also as they were spelt, in small letters."""
    names = {name.casefold(): n for n, name in enumerate(facts.vocabulary()["months"], 1)}
    return names | {"pebruari": 2, "nopember": 11}


def of_one_year(text: str, year: int | None) -> bool:
    """Whether ``text`` names no other year than ``year``, so that what it says can be of that one."""
    return {int(y) for y in _NAMED.findall(text)} <= {year}


@cache
def named_date() -> str:
    """The pattern of "8 Agustus 2022", with the groups ``d``, ``name`` and ``y``."""
    return rf"(?P<d>\d{{1,2}})\s+(?P<name>{'|'.join(months())})\s+(?P<y>(?:19|20)\d\d)\b"


def day_of(match: re.Match[str], group: str = "d") -> date | None:
    """The day of a match with the groups ``d``, ``name`` or ``m``, and ``y``; None where the calendar has none."""
    groups = match.groupdict()
    month = months()[groups["name"].casefold()] if groups.get("name") else int(groups["m"])
    try:
        return date(int(groups["y"]), month, int(groups[group]))
    except ValueError:
        return None


def weekday_of(word: str) -> int:
    """Monday is 0, as for ``date.weekday``."""
    return _DAYS[word.casefold()]


def find_dates(document: Document) -> tuple[DateClaim, ...]:
    """All dates with the month in words, and those in figures that have a weekday; not those of the table of
    contents, nor twice what was filled down."""
    return tuple(found for item in document.flow for found in _of_item(item))


def _of_item(item: Block | Table) -> Iterator[DateClaim]:
    if isinstance(item, Table):
        for row in item.rows:
            for c in row:
                if not c.filled and _CENTURY.search(c.text):
                    yield from _found(c.text, Value(c.text, c.places, source=c.source, table=item.id,
                                                    confidence=c.confidence))
    elif item.kind != "toc" and _CENTURY.search(item.text):
        yield from _found(item.text, item)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A date after its weekday ("Senin, 8 Agustus 2022", "Kamis-Senin (15-19/9/2022)"), and any that stands alone."""
    day = "|".join(_DAYS)
    dated = (rf"(?P<d>\d{{1,2}})(?:{_UNTIL}(?P<d2>\d{{1,2}}))?(?:\s+(?P<name>{'|'.join(months())})\s+|"
             r"\s*[/-]\s*(?P<m>\d{1,2})\s*[/-]\s*)(?P<y>(?:19|20)\d\d)\b")
    weekday = rf"\b(?P<w>{day})(?:{_UNTIL}(?P<w2>{day}))?[\s,(/]*(?:(?:tanggal|tgl\.?)[\s:]*)?\(?"
    return (re.compile(weekday + dated, re.I),
            re.compile(rf"(?<![\d/.,-]){named_date()}", re.I))


def _found(text: str, where: Block | Value) -> Iterator[DateClaim]:
    with_day, alone = _patterns()
    taken: list[tuple[int, int]] = []
    for m in with_day.finditer(text):
        if bool(m["w2"]) != bool(m["d2"]):
            continue
        taken.append(m.span())
        value = _value(where, *m.span())
        yield DateClaim(m[0], value, day_of(m), m["w"])
        if m["w2"]:
            yield DateClaim(m[0], value, day_of(m, "d2"), m["w2"])
    for m in alone.finditer(text):
        if not any(start <= m.start() < end for start, end in taken):
            yield DateClaim(m[0], _value(where, *m.span()), day_of(m))


def _value(where: Block | Value, start: int, end: int) -> Value:
    return where if isinstance(where, Value) else value_of(where, start, end)
