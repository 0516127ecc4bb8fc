"""A kabupaten or kota said to be in a province that it is not in: "Tojo Una-Una, Provinsi Sulawesi Barat"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Report
from lkj_audit.normalize.foreign.regions import Named
from lkj_audit.normalize.satker.places import by_code, longest, regions_of, squash
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

_IN: Final = Cued(r"(?<=\w),?\s+(?:di\s+)?(?P<level>provinsi)\s+(?=(?-i:[A-Z]))", "provinsi")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*(?=[\s-]*$)")
# Before the provinces of today there were others.
_FORMERLY: Final = re.compile(r"\b(?:dahulu|semula|sebelum\w*|pemekaran|dimekarkan|induk|dibentuk|pembentukan|eks)\b",
                              re.I)
_MOST_WORDS: Final = 3
SURE: Final = 0.8


def misplaced(report: Report) -> Iterator[Named]:
    """Each province that stands right behind a region which no region of that name in it is."""
    for index, block, m in _IN.over(report.document):
        start, end = sentence_at(block.text, m.start())
        province = longest(block.text, m.end(), regions_of("provinsi"))
        region = _before(block.text, start, m.start())
        if province is None or not region or block.kind != "paragraph" or _FORMERLY.search(block.text[start:end]):
            continue
        if not any(code.startswith(own) for code in region for own in province[1]):
            name = f"Provinsi {by_code()[province[1][0]].name}"
            yield Named(name, value_of(block, m.start("level"), province[0]), block.text[start:end], index, SURE)


def _before(text: str, start: int, end: int) -> tuple[str, ...]:
    """The codes of the kabupaten or kota whose name ends at ``end``, the longest name winning; none where a bare word
    may be something else."""
    best: tuple[str, ...] = ()
    at = end
    for _ in range(_MOST_WORDS):
        word = _WORD.search(text, start, at)
        if word is None or not word[0][:1].isupper():
            break
        at = word.start()
        name = squash(text[at:end])
        best = (*regions_of("kabupaten").get(name, ()), *regions_of("kota").get(name, ())) or best
    return best
