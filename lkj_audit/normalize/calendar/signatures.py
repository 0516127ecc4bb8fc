"""The dates beside signatures: "Kupang, 3 Februari 2021", "pada tanggal 3 Februari 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from lkj_audit.model import Block, Report
from lkj_audit.normalize.calendar.dates import day_of, months, named_date
from lkj_audit.normalize.once import once

_AGREEMENT: Final = re.compile(
    r"\b(?:perjanjian|penetapan)\s+kinerja\b[^.;]{0,60}?\btahun\s+(?:anggaran\s+)?(?P<y>20\d\d)", re.I)
# The head of an annexed agreement, which may leave out of which year it is.
_HEAD: Final = re.compile(r"^\W*(?:LAMPIRAN\b[\s\dIVX.:–-]*)?(?:PERJANJIAN|PENETAPAN)\s+KINERJA\b")
_OF_YEAR: Final = re.compile(r"^\W*TAHUN\s+(?:ANGGARAN\s+)?(20\d\d)\b")
_OTHER_PART: Final = re.compile(r"\W*(?:bab|lampiran|laporan|rekapitulasi|rencana|daftar|foto|dokumentasi)\b", re.I)
_REACH: Final = 60  # blocks and tables from the heading of an agreement to its signatures
POST: Final = re.compile(r"\b(?:ketua|sekretaris|kepala|direktur|rektor|inspektur|bupati|wali\s?kota|gubernur|camat|"
                         r"lurah|plt|plh|panitera|dekan|menteri)\b", re.I)
_CENTURY: Final = re.compile(r"19|20")  # what every date holds: most lines need no closer look


@cache
def _signed() -> re.Pattern[str]:
    """A line that holds place and date of a signature."""
    return re.compile(rf"^\W*(?:[^\d,]{{3,40}},\s+(?=[A-Z]))?(?:(?-i:[A-Z][\w.'’-]*\s?){{1,4}},|pada\s+tanggal|tanggal)"
                      rf"[\s:]*(?:tanggal\s+)?"
                      rf"{named_date()}(?:\W*$|\s+\w.{{0,80}}$)", re.I)


@cache
def _month() -> re.Pattern[str]:
    """A line that holds place and month of a signature: "Kupang, Februari 2021"."""
    return re.compile(rf"^\W*(?:[A-Z][\w.'’-]*\s?){{1,4}},\s+(?P<name>(?i:{'|'.join(months())}))\s+"
                      rf"(?P<y>(?:19|20)\d\d)(?:\W*$|\s+(?i:{POST.pattern}).{{0,80}}$)")


def day_signed(text: str) -> date | None:
    """The day of a line that holds place and date of a signature; the first of the month where it names no day."""
    if not _CENTURY.search(text):
        return None
    if signed := _signed().match(text):
        return day_of(signed)
    month = _month().match(text)
    return date(int(month["y"]), months()[month["name"].casefold()], 1) if month else None


@once
def signed_agreements(report: Report) -> tuple[tuple[int, date, Block, Block], ...]:
    """The date under each agreement with the year that it is for (the report's where its title names none and it was
    made in that), the line of the date and the title."""
    return tuple(_agreements(report, report.identity.year or 0))


def _agreements(report: Report, own: int) -> Iterator[tuple[int, date, Block, Block]]:
    year, title, since = 0, None, _REACH
    for item in report.document.flow:
        since += 1
        if not isinstance(item, Block) or item.kind in ("toc", "caption"):
            continue
        headed = len(item.text) < 160 and (item.kind == "heading" or item.text.isupper())
        if headed and ((heading := _AGREEMENT.search(item.text)) or _HEAD.match(item.text)):
            year, title, since = int(heading["y"]) if heading else 0, item, 0
        elif since < _REACH and not year and (told := _OF_YEAR.match(item.text)):
            year = int(told[1])
        elif item.kind == "heading" and (item.level == 1 or _OTHER_PART.match(item.text)):
            since = _REACH
        signed = _signed().match(item.text) if since < _REACH and _CENTURY.search(item.text) else None
        found = day_of(signed) if signed else None
        if found and title is not None and (year or found.year == own):
            yield year or own, found, item, title
