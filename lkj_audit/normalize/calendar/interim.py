"""Which part of the year a report is on: "Laporan Kinerja Triwulan II" is not that of the year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lkj_audit.normalize.text.cued import holds

_TERM = r"\b(?:triwulan|tri\s+wulan|tw|semester|smt)\s*\.?\s*(?:ke\s?-?\s?)?(?:[IVX]{1,3}|[1-4])\b"
REPORT = r"\b(?:laporan\s+(?:akuntabilitas\s+|capaian\s+)?kinerja|lkj|lkjip|lkip|lakip|lapkin)\b"
FEWEST = 2  # times that the text alone must say so
PART_CUES = ("wulan", "tw", "semester", "smt")
PART = re.compile(_TERM, re.I)
OF_PART = re.compile(r"\b(?:triwulan|tw|semester|bulanan|kumulatif)\b", re.I)  # in the title of a table
_NAMED = re.compile(rf"{REPORT}[^.;:]{{0,90}}?(?P<part>{_TERM})", re.I)
_WHOLE = re.compile(rf"{REPORT}[^.;:\d]{{0,90}}?\btahun(?:\s+anggaran)?\s+(?:19|20)\d\d", re.I)
_ORDER = ("I", "II", "III", "IV")
_ROMAN = {"i": "I", "ii": "II", "iii": "III", "iv": "IV", "1": "I", "2": "II", "3": "III", "4": "IV"}


@lru_cache(maxsize=2048)
def parts_named(text: str) -> tuple[tuple[str, int, int], ...]:
    """The parts of the year that ``text`` names as a report's, with the place of each: ("Triwulan II", start, end)."""
    return tuple(_parts(text)) if holds(text, *PART_CUES) else ()


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    for m in _NAMED.finditer(text):
        if part := canonical(m["part"]):
            yield part, m.start("part"), m.end("part")


def canonical(printed: str) -> str:
    """ "Triwulan II" for "TW. 2"; "" where there is no such part."""
    number = _ROMAN.get(re.sub(r".*?([IVX]{1,3}|\d)$", r"\1", printed.strip(), flags=re.I | re.S).casefold(), "")
    semester = printed.strip().casefold().startswith(("semester", "smt"))
    return "" if not number or (semester and number not in ("I", "II")) else (
        f"{'Semester' if semester else 'Triwulan'} {number}")


def part_of_year(titles: str, running: Iterable[str], texts: Iterable[str]) -> str:
    """The part that the cover or the running headers name, or that the text mostly gives when it names the report; ""
    for a report on the year."""
    on_cover = {canonical(m[0]) for m in PART.finditer(titles)} - {""} if holds(titles, *PART_CUES) else set()
    if len(on_cover) == 1 and re.search(REPORT, titles, re.I):
        return on_cover.pop()
    headed = {part for t in running for part, *_ in parts_named(t)}
    if len(headed) == 1:
        return headed.pop()
    told = list(texts)
    named = Counter(part for text in told for part, *_ in parts_named(text))
    if not named:
        return ""
    best, count = named.most_common(1)[0]
    whole = sum(not parts_named(text) and _WHOLE.search(text) is not None for text in told)
    return best if count >= FEWEST and count > whole and count * 2 > named.total() else ""


def quarter_of(part: str) -> int:
    """The number of the quarter that ``part`` of the year is, 0 where it is none."""
    word, _, number = part.partition(" ")
    return _ORDER.index(number) + 1 if word == "Triwulan" else 0


def last_month(part: str) -> int:
    """The month with which ``part`` of the year ends: 9 for "Triwulan III", 12 for the whole year."""
    word, _, number = part.partition(" ")
    months = 6 if word == "Semester" else 3
    return months * (_ORDER.index(number) + 1) if number else 12
