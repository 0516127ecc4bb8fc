"""Ordinals of the years of a plan: "tahun kedua", "tahun ke-3", "laporan ketiga"."""

from __future__ import annotations

import re
from functools import cache

from lkj_audit import facts


def word_key(word: str) -> str:
    """``word`` as ``order`` has it."""
    return " ".join(word.lower().split())


@cache
def order() -> dict[str, int]:
    """The ordinals in words and their numbers; 0 is the last year of a plan."""
    return dict(facts.cues()["urutan"])


@cache
def ordinal() -> re.Pattern[str]:
    """The pattern of such an ordinal: ``word`` or ``number``."""
    words = "|".join(w.replace(" ", r"\s+") for w in sorted(order(), key=len, reverse=True))
    counted = "".join(rf"(?<!\b{n}\s)" for n in ("satu", "dua", "tiga", "empat", "lima", "enam", "sepuluh"))
    return re.compile(rf"\b(?=[tl])(?<!\d\s)(?<!\)\s){counted}(?:tahun|laporan(?:\s+kinerja)?)\s+(?:yang\s+)?"
                      rf"(?:(?P<word>{words})\b|ke\s*[-–]?\s*\(?(?P<number>\d|[IV]{{1,3}})\b\)?)", re.I)


def number(m: re.Match[str]) -> int:
    """The number that a match of ``ordinal`` says, 0 if none."""
    if m["word"]:
        return order()[word_key(m["word"])]
    roman = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
    return int(m["number"]) if m["number"].isdigit() else roman.get(m["number"].upper(), 0)
