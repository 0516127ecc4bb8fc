""" "naik dari a menjadi b", "b, naik 5 % dari tahun lalu sebesar a": two figures of one sentence that are the state
before and after, and the step between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from lkj_audit.model import Block, Change, Claim, Document

_WAY = re.compile(r"\b(?:(?P<up>naik|meningkat|kenaikan|peningkatan|bertambah|tumbuh)|"
                  r"turun|menurun|penurunan|berkurang)\b", re.I)
_FROM = re.compile(r"\b(?:dari|semula)\b[^.;]{0,60}$|\b(?:murni|induk|pokok|awal)\b[^.;\d]{0,40}$|"
                   r"\bdibanding\w*(?:(?!\b(?:target|rencana|standar|rata-rata|nasional|"
                   r"provinsi)\b)[^.;]){0,60}$", re.I)
_TO = re.compile(r"\bmenjadi\b[^.;]{0,60}$", re.I)
_BY = re.compile(r"\b(?:sebesar|sebanyak|naik|turun|meningkat|menurun|kenaikan|penurunan|peningkatan|"
                 r"bertambah|berkurang|tumbuh|penambahan|pengurangan)"
                 r"\s*(?:\([^)]*\)\s*)?$", re.I)
_GREW = re.compile(r"[^.;]{0,30}?\b(?P<way>(?P<up>naik|meningkat|kenaikan|peningkatan|bertambah|tumbuh)|"
                   r"turun|menurun|penurunan|berkurang)\s+(?:sebesar\s+)?", re.I)
_THAN = re.compile(r"\s*(?:dari(?:pada)?|dibanding\w*(?:\s+dengan)?|terhadap)\s+"
                   r"(?:(?!\b(?:target|rencana|pagu|total|semula)\b)[^.;]){0,50}?"
                   r"\b(?:tahun|periode)\s+(?:(?:anggaran\s+)?20\d\d|lalu|sebelumnya)[^.;\d]{0,40}", re.I)
_IN_YEAR = re.compile(r"\btahun\s+(?:anggaran\s+)?(20\d\d)\b[^.;\d]{0,40}$", re.I)
_AT_FIRST = re.compile(r"\b(?:murni|induk|pokok|awal|semula)\b[^.;\d]{0,40}$", re.I)
_REVISED = re.compile(r"\b(?:perubahan|sesudah|setelah|revisi|pergeseran)\b[^.;\d]{0,40}$", re.I)
_SO_MUCH = re.compile(r"[\s,]*(?:(?:yang|sehingga|atau|terjadi|mengalami|berarti|artinya|maka|ada)\s+)*"
                      r"(?P<way>(?P<up>naik|meningkat|kenaikan|peningkatan|bertambah|tumbuh|pertumbuhan)|"
                      r"turun|menurun|penurunan|berkurang)\s+(?:sebesar\s+)?", re.I)
_FIRST = 160  # characters before a sentence's first figure that can introduce it
_NEAR = 60  # a word this near to the first figure tells the direction, whatever else the sentence says


def find_changes(document: Document, claims: Sequence[Claim]) -> tuple[Change, ...]:
    """The changes that ``claims`` (in reading order) tell."""
    def sentence(claim: Claim) -> tuple[int, str]:
        return claim.block, claim.sentence

    return tuple(change for (index, _), told in groupby(claims, sentence)
                 if isinstance(block := document.flow[index], Block)
                 for change in _of_sentence(block, [c for c in told if c.value.number is not None]))


def _of_sentence(block: Block, told: list[Claim]) -> Iterator[Change]:
    if "menjadi" in block.text:
        yield from _changes(block, told)
    for old, new, by in zip(told, told[1:], told[2:], strict=False):
        if (old.kind, new.kind) == ("amount", "amount"):
            yield from _year_by_year(block, old, new, by)
    for new, by, old in zip(told, told[1:], told[2:], strict=False):
        if (new.kind, by.kind, old.kind) == ("amount", "percent", "amount"):
            yield from _looking_back(block, new, by, old)


def _looking_back(block: Block, new: Claim, by: Claim, old: Claim) -> Iterator[Change]:
    """"Rp12 miliar, naik 20 % dari tahun 2022 sebesar Rp10 miliar"."""
    way = _GREW.fullmatch(block.text, _end(new), by.start)
    if way and _THAN.fullmatch(block.text, _end(by), old.start):
        yield Change(old, new, by, "up" if way["up"] else "down", way["way"])


def _year_by_year(block: Block, old: Claim, new: Claim, by: Claim) -> Iterator[Change]:
    """"tahun 2021 sebesar Rp10 miliar dan tahun 2022 sebesar Rp12 miliar atau naik 20 %", in either order; or "APBD
    murni Rp10 miliar, sedangkan APBD perubahan Rp12 miliar atau naik …"."""
    lead, between = (max(0, old.start - _FIRST), old.start), (_end(old), new.start)
    then, now = _IN_YEAR.search(block.text, *lead), _IN_YEAR.search(block.text, *between)
    revised = _AT_FIRST.search(block.text, *lead) and _REVISED.search(block.text, *between)
    way = _SO_MUCH.fullmatch(block.text, _end(new), by.start)
    if not way or _TO.search(block.text, *between) or _THAN.match(block.text, _end(by)):
        return
    if revised or (then and now and then[1] != now[1]):
        first, last = (new, old) if then and now and then[1] > now[1] else (old, new)
        yield Change(first, last, by, "up" if way["up"] else "down", way["way"])


def _changes(block: Block, told: list[Claim]) -> Iterator[Change]:
    before = [_before(block, told, i) for i in range(len(told))]
    for n, new in enumerate(told):
        if not _TO.search(before[n]):
            continue
        olds = [i for i in range(n) if told[i].kind == new.kind and told[i].noun == new.noun
                and _FROM.search(before[i])]
        if not olds:
            continue
        o = olds[-1]
        steps = [c for c, words in zip(told, before, strict=True) if c not in (told[o], new) and _BY.search(words)]
        word, direction = _direction(block.text, told[o], new)
        if any(c.kind == new.kind and c not in steps for c in told[o + 1:n]):
            steps, direction = [], ""  # "berkurang Rp2 juta, ditambah hibah Rp3 juta menjadi …": several steps
        yield Change(told[o], new, steps[0] if len(steps) == 1 else None, direction, word)


def _before(block: Block, told: list[Claim], i: int) -> str:
    """What stands before claim ``i``, back to the claim before it."""
    start = _end(told[i - 1]) if i else max(0, told[0].start - _FIRST)
    return block.text[start:told[i].start]


def _end(claim: Claim) -> int:
    return claim.start + len(claim.value.text)


def _direction(text: str, old: Claim, new: Claim) -> tuple[str, Literal["up", "down", ""]]:
    """The word that says whether it went up or down: the nearest before the figures, else one between them, else the
    only one of the sentence."""
    clause = re.split(r"[.;]\s", text[:old.start])[-1][-_NEAR:]
    said = [*_WAY.finditer(clause)][-1:] or [*_WAY.finditer(text, _end(old), new.start)]
    if not said:
        said = [*_WAY.finditer(old.sentence)]
    ways: set[Literal["up", "down", ""]] = {"up" if m["up"] else "down" for m in said}
    return (said[0][0], ways.pop()) if len(ways) == 1 else ("", "")
