"""The days on which elections are said to be held, also those of no election: "Pemilihan pada 27 November 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from lkj_audit.model import Report, Value
from lkj_audit.normalize.calendar.dates import day_of, named_date
from lkj_audit.normalize.text.cues import value_of

# The days of voting that the KPU set for the Pemilu and for the Pemilihan in many regions at once.
VOTING: Final = (date(2014, 4, 9), date(2014, 7, 9), date(2015, 12, 9), date(2017, 2, 15), date(2018, 6, 27),
                 date(2019, 4, 17), date(2020, 12, 9), date(2024, 2, 14), date(2024, 11, 27))
FAR: Final = 2  # years from the election that is meant
_ELSE: Final = re.compile(r"\b(?:menjelang|menuju|peluncuran|launching|simulasi|persiapan|peringatan|hitung|"
                          r"tahun\s+sebelum|penetapan|tahapan\s+dimulai|susulan|lanjutan|ulang)\b", re.I)


@cache
def _voted() -> re.Pattern[str]:
    """An election that is said to be held, and the day."""
    return re.compile(
        rf"\b(?:pemungutan\s+suara|pemilu|pemilihan\s+(?:umum|serentak|bupati|gubernur|wali\s?kota))\b"
        rf"(?P<between>(?:\s+serentak)?\s+|[^.;\d]{{0,90}}?\b(?:pada|tanggal)\s+(?:hari\s+)?(?:\w+,?\s+)?"
        rf"(?:tanggal\s+)?){named_date()}", re.I)


def voting_days(report: Report) -> Iterator[tuple[str, Value, date | None]]:
    """Each day of voting told, as printed, and the one that must be meant where no election was held on it but on the
    same day of another year."""
    days = {d.text.casefold() for d in report.dates if d.day and any(_alike(d.day, v) for v in VOTING)}
    for _, block in report.document.holding(*days) if days else ():
        for m in _voted().finditer(block.text) if block.kind == "paragraph" else ():
            day = day_of(m)
            if day is None or _ELSE.search(m["between"]) or _ELSE.search(block.text, max(0, m.start() - 40), m.start()):
                continue
            meant = [v for v in VOTING if _alike(day, v) and abs(v.year - day.year) <= FAR]
            if meant:
                value = value_of(block, m.start("d"), m.end("y"))
                yield value.text, value, None if day in VOTING else meant[0]


def _alike(one: date, other: date) -> bool:
    return (one.day, one.month) == (other.day, other.month)
