"""How alike two statements are, by the words that carry their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from lkj_audit.normalize.text.plain import plain

# Words that say how something is measured, or nothing at all: two indicators may share them and nothing else.
_EMPTY = frozenset((
    "persentase", "jumlah", "nilai", "indeks", "tingkat", "rasio", "angka", "skor", "predikat", "opini", "rata",
    "rerata", "yang", "dan", "di", "dalam", "pada", "untuk", "dengan", "atas", "dari", "oleh", "serta", "secara", "ke",
    "kepada", "sebagai", "terhadap", "guna", "para", "suatu", "adalah", "atau"))
_AFFIXED = 6
_SPELT = 8  # letters; of a word no longer than that a letter is more than an eighth, too much for a slip of the pen
_SHARED = 0.75


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` that carry meaning, in order, each once."""
    return tuple(dict.fromkeys(w for w in plain(text).split() if w not in _EMPTY))


@lru_cache(maxsize=65536)
def same_word(a: str, b: str) -> bool:
    """Whether two words are one, or one word with other affixes (distribusi, pendistribusian) or a slip of the pen."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) < _AFFIXED - 1 or short.isdigit():
        return False
    if short in long:
        return True
    if len(short) < max(_AFFIXED, 0.88 * len(long)):
        return False
    return LCSseq.similarity(a, b) >= max(_AFFIXED - 1, 0.88 * len(long))


@lru_cache(maxsize=65536)
def shared(a: str, b: str) -> tuple[float, float, float]:
    """The share of the words of ``a`` that are in ``b``, of ``b`` in ``a``, and of both in the other (Dice)."""
    left, right = words(a), words(b)
    if not left or not right:
        return 0.0, 0.0, 0.0
    common, pairs = set(left) & set(right), list(_pairs(a, b))
    in_right, in_left = len(common.union(w for w, _ in pairs)), len(common.union(v for _, v in pairs))
    return in_right / len(left), in_left / len(right), (in_right + in_left) / (len(left) + len(right))


def _pairs(a: str, b: str) -> Iterator[tuple[str, str]]:
    """The different words of ``a`` and of ``b`` that ``same_word`` holds for one."""
    (left, said, left_long), (right, told, right_long) = _stems(a), _stems(b)
    for w in left:
        if w in told:
            yield from ((w, v) for v in right if w in v and same_word(w, v))
    for v in right:
        if v in said:
            yield from ((w, v) for w in left if v in w and same_word(w, v))
    for w in left_long:
        for v in right_long:
            if -4 < len(w) - len(v) < 4 and same_word(w, v):
                yield w, v


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The ``words`` that may have other affixes, all of them in one text, and those that may be misspelt."""
    stems = tuple(w for w in words(text) if len(w) >= _AFFIXED - 1)
    return stems, " ".join(stems), tuple(w for w in stems if len(w) > _SPELT)


def alike(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` may be two wordings of one statement: one holds all the words of the other, or they share
    most of them."""
    one, other, both = shared(a, b)
    enough = min(len(words(a)), len(words(b))) >= 2
    return both >= _SHARED or (enough and max(one, other) == 1.0)


# What the name of an indicator begins with.
MEASURE = re.compile(r"(?:Pe?rsentase|Presentase|Prosentase|Jumlah|Nilai|Indeks|Tingkat|Rasio|Angka|Predikat|Opini)\b")
