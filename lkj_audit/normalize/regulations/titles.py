"""When two quoted titles are of one regulation, and where they differ.

Where a title ends in running text cannot always be told, so that what follows a complete title, and what is missing at
the end of a shortened one, never counts.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from lkj_audit import facts

_ALIKE = 90  # per cent of letters; "Pedoman Survei …" for "Pedoman Penyusunan Survei …" is 92, another title below 75
_TYPO = 80  # "Pemerintahan" for "Pemerintah", "Desain" for "Design": a slip of spelling, not another word
_SMALL = frozenset(("dan", "serta", "yang", "atas", "tentang", "dari", "di", "pada", "ke", "tahun", "untuk", "atau",
                    "oleh", "antara", "dengan", "kepada", "nomor"))


@lru_cache(maxsize=4096)
def words(title: str) -> tuple[str, ...]:
    """The words of ``title`` without case, brackets and "Republik Indonesia", abbreviations written out."""
    text = unicodedata.normalize("NFKC", title).casefold()
    text = re.sub(r"\([^)]*\)|\([^)]*$|\brepublik\s+indonesia\b|\bri\b", " ", text)
    text = re.sub(r"\bwali\s+kota\b", "walikota", re.sub(r"(?<=\w)-\s+(?=\w)", "-", text))
    short = facts.regulation_names()["abbreviations"]
    return tuple(part for word in re.findall(r"\w+", text) for part in str(short.get(word, word)).split())


@lru_cache(maxsize=4096)
def core(title: str) -> tuple[str, ...]:
    """``words`` without the small ones."""
    return tuple(w for w in words(title) if w not in _SMALL)


def same(cited: str, other: str, shortened: int = 4) -> bool:
    """Whether ``cited`` begins as ``other`` does, or is its beginning with at least ``shortened`` words."""
    a, b = core(cited), core(other)
    if not a or not b or (len(a) < len(b) and len(a) < shortened):
        return False
    if len(a) <= len(b):
        return _alike(a, b[:len(a)]) or _alike(a, b)
    return any(_alike(a[:n], b) for n in range(max(len(b) - 1, 1), min(len(a), len(b) + 1) + 1))


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if not fuzz.ratio(" ".join(a), " ".join(b), score_cutoff=_ALIKE):
        return False
    digits_a, digits_b = ([w for w in side if w.isdigit()] for side in (a, b))
    return digits_a == digits_b


def exactly(cited: str, other: str) -> bool:
    """Whether the titles are the same words, and at least two."""
    return len(core(cited)) >= 2 and core(cited) == core(other)


def within(cited: str, other: str) -> bool:
    """Whether ``cited`` stands word for word in ``other``: a title quoted in short."""
    return f" {' '.join(core(cited))} " in f" {' '.join(core(other))} "


def difference(cited: str, official: str) -> tuple[str, str] | None:
    """The first words of ``cited`` that are not those of ``official`` and the words there, in between words that agree;
    None when there is no such place. Small words and slips of spelling do not count."""
    a, b = core(cited), core(official)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    steps = matcher.get_opcodes()
    for at, (step, a0, a1, b0, b1) in enumerate(steps):
        agrees_later = any(s == "equal" for s, *_ in steps[at + 1:])
        if step == "equal" or not agrees_later:
            continue
        stated, expected = " ".join(a[a0:a1]), " ".join(b[b0:b1])
        alike = fuzz.ratio(stated.replace(" ", ""), expected.replace(" ", ""))
        if alike < _TYPO and not _abbreviates(a[a0:a1], b[b0:b1]):
            return stated, expected
    return None


def _abbreviates(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one side is the other's initials."""
    return any(len(long) > 1 and " ".join(short) == "".join(w[0] for w in long) for short, long in ((a, b), (b, a)))


_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—]|s\.?/?d\.?|sampai(?:\s+dengan)?)\s*((?:19|20)\d\d)\b")


def period(title: str) -> tuple[int, int] | None:
    """The years for which the regulation is made, if its title names them: "Tahun 2020-2024"."""
    found = _YEARS.search(title)
    return (int(found[1]), int(found[2])) if found else None
