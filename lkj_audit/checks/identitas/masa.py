"""IDN102 in a report on a quarter or half: another part of the year, or another length, where its own belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Report
from lkj_audit.normalize.calendar.interim import PART, REPORT, canonical, last_month, parts_named
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.sentences import sentence_at

TITLE: Final = 160  # characters; a longer block names this report only with "ini"
_THIS: Final = re.compile(r"[^.;]{0,40}\bini\b", re.I)
# "Demikian Laporan Kinerja Triwulan II … disusun", "Maksud penyusunan Laporan Kinerja Triwulan II … adalah"
_LED_BY: Final = re.compile(r"\W*(?:demikian(?:lah)?|(?:adapun\s+)?(?:maksud|tujuan)\b[^.;\d]{0,40}\bpenyusunan)\b"
                            r"[^.;\d]{0,60}$", re.I)
_THANKS: Final = re.compile(r"\b(?:puji|puja|syukur)\b", re.I)
# "… Triwulan III ini merupakan pertanggungjawaban atas kinerja sampai dengan Triwulan III"
_UP_TO: Final = re.compile(rf"\b(?:sampai\s+dengan|s\.?\s?/?d\.?|hingga)\s+(?:akhir\s+)?(?P<part>{PART.pattern})", re.I)
_YEAR: Final = re.compile(r"[\s,–-]*(?:tahun\s+(?:anggaran\s+)?|t\.?\s?a\.?\s+)?((?:19|20)\d\d)", re.I)
_MONTHS: Final = Cued(r"\b(?:kurun\s+waktu|selama)\s+(?:(?P<n>\d{1,2})|(?P<word>tiga|enam|sembilan|dua\s+belas))\s*"
                      r"(?:\([^)]*\)\s*)?bulan\b", "bulan")
_WORDS: Final = {"tiga": 3, "enam": 6, "sembilan": 9, "dua belas": 12}


def other_parts(report: Report) -> Iterator[Outcome]:
    """Titles and sentences of a report on a part of the year that name another part as its own, or another number of
    months than it or the year so far has."""
    own, seen = report.identity.interim, set[str]()
    for block in (*report.document.furniture, *report.document.blocks) if own else ():
        for part, start, end in parts_named(block.text):
            yield CHECKED
            if part != own and part not in seen and _is_own(report, block, start, end):
                seen.add(part)
                yield _finding(report, block, (start, end), "masa", part)
            elif part == own and _THIS.match(block.text, end):
                yield from _ends(report, block, end)
        for m in _MONTHS.finditer(block.text) if re.search(REPORT, block.text, re.I) else ():
            yield CHECKED
            months = int(m["n"]) if m["n"] else _WORDS[" ".join(m["word"].casefold().split())]
            if months not in (6 if own.startswith("Semester") else 3, last_month(own)):
                yield _finding(report, block, m.span(), "lama", m[0])


def _ends(report: Report, block: Block, at: int) -> Iterator[Outcome]:
    """The part up to which this report goes by the sentence that names it."""
    _, b = sentence_at(block.text, at)
    told = list(_UP_TO.finditer(block.text, at, b))
    if len(told) == 1 and (part := canonical(told[0]["part"])):
        yield CHECKED
        if part != report.identity.interim and part.split()[0] == report.identity.interim.split()[0]:
            yield _finding(report, block, told[0].span("part"), "masa", part)


def _is_own(report: Report, block: Block, start: int, end: int) -> bool:
    """Whether the words name this report: in a title, with "ini", in the thanks, or where it closes or says what it
    is for; a comparison or an evaluation names another."""
    a, b = sentence_at(block.text, start)
    year = _YEAR.match(block.text, end)
    led = _LED_BY.match(block.text, a, start) or _THANKS.search(block.text, a, start)
    if (year and int(year[1]) != report.identity.year) or any(
            cue(group).search(block.text, a, end if led else b) for group in ("pembanding", "evaluasi", "mendatang")):
        return False
    titled = len(block.text) < TITLE and not block.text.rstrip().endswith(".")
    return titled or bool(led or _THIS.match(block.text, end))


def _finding(report: Report, block: Block, span: tuple[int, int], variant: str, said: str) -> Finding:
    value = value_of(block, *span)
    sure = round(0.85 * min(value.confidence, report.identity.confidence or 1.0), 2)
    a, b = sentence_at(block.text, span[0])
    return Finding("IDN102", graded("warning", sure), sure,
                   {"masa": " ".join(said.split()), "laporan": report.identity.interim, "kalimat": block.text[a:b]},
                   (Evidence("stated", value),), item=said.casefold(), column=variant, variant=variant)
