"""What sentences say of when a Perjanjian Kinerja, or the budget document of a year, was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from lkj_audit.model import Block, Report, Value
from lkj_audit.normalize.calendar.dates import day_of, named_date
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import holds
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

VERBS: Final = ("tetapkan", "tandatangan", "sepakati", "sahkan", "netapkan", "nandatangan", "nyepakati", "terbit",
                "dilakukan", "tanggal")
_AGREED: Final = r"(?:perjanjian|penetapan|kontrak)\s+kinerja\b|(?-i:\bPK\b)"
_BUDGET: Final = r"(?-i:\b(?:DIPA|DPPA|DPA)\b)"
_OF: Final = r"(?:(?!20\d\d)[^.;\d]){0,60}?\b(?:tahun(?:\s+anggaran)?|t\.?\s?a\.?)\s+(?P<of>20\d\d)\b"
_WHAT: Final = re.compile(rf"\b(?:(?P<pk>{_AGREED})|(?P<budget>{_BUDGET}))(?:{_OF})?", re.I)
_MADE: Final = re.compile(
    r"\b(?:di|telah di)?(?:tetapkan|tandatangani|sepakati|sahkan|terbitkan)\b|\bmen(?:etapkan|andatangani|yepakati)\b|"
    r"\bpenandatanganan\b|\bterbit\b|\bdilakukan\b", re.I)
_OPENING: Final = re.compile(r"\W*(?:pada\s+)?(?:hari\s+)?(?:\w+\W+)?(?:tanggal\s+)?", re.I)
_NUMBERED: Final = re.compile(r"\bnomor\b.{3,60}\btanggal\s+$", re.I)
# Another paper than the document itself, or not yet the document.
_OTHER: Final = re.compile(
    r"\b(?:usulan|rancangan|pagu\s+indikatif|evaluasi|reviu|laporan\s+kinerja|monitoring|pengukuran|rapat|berdasarkan\s+hasil|"
    r"batas|paling\s+lambat|disampaikan|setelah|sesudah|sebelum|dilantik|surat\s+edaran|peraturan|"
    r"undang-undang)\b", re.I)
_BEFORE: Final = 40  # characters before the document's name that may say that it is an amended one
AMENDED: Final = re.compile(r"\b(?:perubahan|revisi|perbaikan|adendum)\b", re.I)


class Made(NamedTuple):
    """A document, a PK or else a budget document, with the year it is said to be ``of`` (0 where it is not said), the
    ``day`` it was made, also as ``printed``, and whether it is an ``amended`` one."""

    pk: bool
    of: int
    day: date
    printed: str
    amended: bool
    value: Value
    block: Block


@cache
def _date() -> re.Pattern[str]:
    return re.compile(named_date(), re.I)


@once
def made(report: Report) -> tuple[Made, ...]:
    """All that sentences on one such document say up to their second date."""
    return tuple(_made(report))


def _made(report: Report) -> Iterator[Made]:
    for _, block in report.document.holding(*VERBS):
        if block.kind == "paragraph" and holds(block.text, "kinerja", "pk", "dipa", "dpa", "dppa"):
            for start, end in sentences(block.text):
                if found := _in_sentence(block, start, end):
                    yield found


def _in_sentence(block: Block, start: int, end: int) -> Made | None:
    days = list(_date().finditer(block.text, start, end))
    end = days[1].start() if len(days) > 1 else end  # "ditetapkan pada 10 Januari dan direvisi pada 3 Oktober"
    whats = [m for m in _WHAT.finditer(block.text, start, end) if m["pk"] or m["of"]]
    if not days or not whats or len({bool(m["pk"]) for m in whats}) > 1 or any(not m["of"] for m in whats[1:]):
        return None
    if days[0].start() < whats[0].start() and not _OPENING.fullmatch(block.text, start, days[0].start()):
        return None  # the day of something else
    of = {int(m["of"]) for m in whats if m["of"]}
    day, first = day_of(days[0]), whats[0]
    near = min(first.start(), days[0].start()), max(whats[-1].end(), days[0].end())
    told = _MADE.search(block.text, *near) or _MADE.search(block.text, start, near[1])
    numbered = not first["pk"] and _NUMBERED.search(block.text, first.start(), days[0].start())
    if day is None or len(of) > 1 or not (told or numbered) or _OTHER.search(block.text, *near):
        return None
    amended = AMENDED.search(block.text, max(start, near[0] - _BEFORE), near[1]) is not None
    return Made(first["pk"] is not None, of.pop() if of else 0, day, days[0][0], amended, value_of(block, *near), block)
