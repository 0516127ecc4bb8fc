"""Figures of three years or more in one sentence: "dari 75,00 pada tahun 2021 menjadi 78,40 (2022), 81,20 (2023)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lkj_audit.model import Block, Document, Value
from lkj_audit.normalize.narrative.roles import NUMBER, readings_of
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

FEWEST: Final = 3  # years; two are a change
_YEAR: Final = r"(?P<year>20\d\d)"
_LEFT: Final = r"(?<![\w.,/-])"  # of a number; an amount of money may stand right behind its sign
_NUMBER: Final = rf"(?:{_LEFT}|(?<=\bRp)|(?<=\bRp\.)){NUMBER.removeprefix(_LEFT)}"
_UNIT: Final = r"(?:\s*%|\s+(?!pada\b|di\b|tahun\b|dan\b|serta\b|menjadi\b)[^\W\d_]+){0,2}?"
_RP: Final = r"(?:Rp\.?\s?)?"
# "75,00 pada tahun 2021", "75,00 (2021)"
_BEHIND: Final = re.compile(
    rf"(?P<figure>{_NUMBER}){_UNIT}\s*(?:\(\s*(?:tahun\s+)?{_YEAR}\s*\)|"
    rf"(?:(?:pada|di|untuk|dalam)\s+)?(?:tahun|thn|di)\s+(?:anggaran\s+)?{_YEAR.replace('year', 'dated')}\b)", re.I)
# "tahun 2021 sebesar 75,00", "2021 (75,00)", "tahun 2021: 75,00"
_SAID: Final = (r"(?:sebesar|mencapai|adalah|ialah|yaitu|yakni|sebanyak|tercatat|terealisasi|realisasi(?:nya)?|menjadi|"
                r"ini|tersebut|indikator|hasilnya|nilainya|angkanya|"
                r"berada|pada|di|angka|dengan|nilai|skor|yang|telah|kembali|"
                r"(?:naik|turun|meningkat|menurun)(?:\s+(?:lagi|kembali))?(?=\s+menjadi))")
_AHEAD: Final = re.compile(rf"\b{_YEAR}\b\)?\s*(?:[:=,(]\s*)?(?:{_SAID}\s+){{0,5}}{_RP}(?P<figure>{_NUMBER})", re.I)
# "tahun 2021, 2022 dan 2023 berturut-turut sebesar 44,10; 46,90 dan 50,40", "tahun 2021-2023 masing-masing …"
_AND: Final = r"(?:\s*[,;]\s*(?:(?:dan|serta)\s+)?|\s+(?:dan|serta)\s+)"
_LIST: Final = re.compile(
    rf"\b(?P<years>20\d\d(?:{_AND}(?:tahun\s+)?20\d\d){{2,}}|(?P<first>20\d\d)\s*(?:-|–|s\.?\s?d\.?|sampai(?:\s+dengan)?|"
    r"hingga)\s*(?:tahun\s+)?(?P<last>20\d\d))\b[^.;\d]{0,60}?\b(?:berturut-turut|masing-masing|berurutan)"
    r"(?:\s+(?:adalah|sebesar|yaitu|sebanyak|mencapai))*\s+"
    rf"(?P<figures>{_RP}{_NUMBER}(?:{_UNIT}{_AND}{_RP}{_NUMBER}){{2,}})", re.I)
_FIGURE: Final = re.compile(_NUMBER)
_PLANNED: Final = re.compile(r"\b(?:target\w*|rencana|proyeksi\w*|ditetapkan)\b", re.I)


class Series(NamedTuple):
    """What one sentence of ``block``, ``said``, gives in each of some years."""

    block: Block
    said: str
    figures: dict[int, Value]


@once
def told_series(document: Document) -> tuple[Series, ...]:
    """The sentences of the paragraphs that give a measured figure for each of three years or more."""
    return tuple(_series(document))


def _series(document: Document) -> Iterator[Series]:
    for block in document.blocks:
        if block.kind != "paragraph" or block.text.count("20") < 2:
            continue
        for start, end in sentences(block.text):
            found = _dated(block, start, end)
            if len(found) >= FEWEST and not _PLANNED.search(block.text, start, end):
                yield Series(block, block.text[start:end], found)


def _dated(block: Block, start: int, end: int) -> dict[int, Value]:
    """The figures of a sentence by their years: none where a year has two, or as many stand behind as before them."""
    text = block.text
    if listed := _LIST.search(text, start, end):
        years = ([int(y) for y in re.findall(r"20\d\d", listed["years"])] if not listed["first"]
                 else list(range(int(listed["first"]), int(listed["last"]) + 1)))
        figures = [m.span() for m in _FIGURE.finditer(text, *listed.span("figures"))]
        return _paired(block, years, figures) if len(years) == len(figures) else {}
    if text.count("20", start, end) < FEWEST:
        return {}
    told = {m.span("figure"): int(m["year"] or m["dated"]) for m in _BEHIND.finditer(text, start, end)}
    for m in _AHEAD.finditer(text, start, end):
        if m.span("figure") not in told and int(m["year"]) not in told.values():
            told[m.span("figure")] = int(m["year"])
    return _paired(block, list(told.values()), list(told)) if len(told) >= FEWEST else {}


def _paired(block: Block, years: Sequence[int], figures: Sequence[tuple[int, int]]) -> dict[int, Value]:
    if len(set(years)) < len(years):
        return {}
    return {year: value_of(block, *at, next(reversed(readings_of(block.text[slice(*at)])), None))
            for year, at in zip(years, figures, strict=True)}
