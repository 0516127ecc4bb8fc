"""How alike two indicator names are: word by word, with Indonesian affixes stripped, misspellings and broken words
allowed for, and a veto for the words and numbers that part siblings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from math import log

from lkj_audit import facts
from lkj_audit.normalize.linking.names import UNIT

ADDED = 0.62      # least score when one name only says more than the other
REPLACED = 0.76   # least score when each has words that the other lacks
SHORT = 5         # letters; shorter words are not taken for misspellings of each other
FILLER = 0.15     # weight of a word without meaning of its own
# a stem begins as Indonesian words do: bersertifikasi → sertifikasi, but sertifikasi is not se + rtifikasi
PREFIX = re.compile(r"^(?:ke(?:ter|ber)|di|ter|ber|se|ke|per)(?=\w{4})(?=[^aeiou]?[aeiou]|[^aeiou][lrhyw]|s[kpt]|ng)")
NASAL = tuple((re.compile(pattern), instead) for pattern, instead in (
    (r"^(?:me|pe)ny(?=[aiueo])", "s"), (r"^(?:me|pe)ng(?=\w)", ""), (r"^(?:me|pe)m(?=[aiueo])", "p"),
    (r"^(?:me|pe)m(?=[bpf])", ""), (r"^(?:me|pe)n(?=[aiueo])", "t"), (r"^(?:me|pe)n(?=[cdjst])", ""),
    (r"^(?:me|pe)(?=[lrwymn])", "")))
MISREAD = (("rn", "m"), ("vv", "w"))  # letters that OCR takes for one another
FIGURE = re.compile(r"\d[\d.,]*[a-z]{0,2}")
NEGATIONS = ("tidak", "non", "bukan", "belum", "tanpa")
SUFFIX = re.compile(r"(?:nya|lah)$"), re.compile(r"(?:kan|an|i)$")


@cache
def _fillers() -> frozenset[str]:
    return frozenset(facts.kinds()["discriminating"]["fillers"])


@cache
def _pairs() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(str, p)) for p in facts.kinds()["discriminating"]["pairs"])


@cache
def _alone() -> frozenset[str]:
    return frozenset(facts.kinds()["discriminating"]["alone"])


@cache
def _rivals() -> dict[str, frozenset[str]]:
    """The words that each word must not be taken for: confusable ones and those of its pair."""
    groups = [*map(frozenset, facts.kinds()["discriminating"]["confusable"]), *_pairs()]
    words = {w for group in groups for w in group}
    return {w: frozenset().union(*(g for g in groups if w in g)) for w in words}


@cache
def _measures() -> dict[str, int]:
    return {w: i for i, words in enumerate(facts.kinds()["discriminating"]["measures"]) for w in words}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """``word`` without its affixes, roughly: mendistribusikan and pendistribusian → distribusi."""
    if len(word) < 6 or word in facts.kinds()["discriminating"]["whole"]:
        return word
    out = SUFFIX[0].sub("", word)
    for pattern, instead in NASAL:
        cut = pattern.sub(instead, out)
        if cut != out and len(cut) >= 4:
            out = cut
            break
    else:
        out = PREFIX.sub("", out)
    cut = SUFFIX[1].sub("", out)
    return cut if len(cut) >= 4 else out


@lru_cache(maxsize=8192)
def _seen(word: str) -> str:
    """``word`` with letters that look alike written one way."""
    for drawn, instead in MISREAD:
        word = word.replace(drawn, instead)
    return stem(word)


@lru_cache(maxsize=65536)
def _same_word(a: str, b: str) -> bool:
    """Whether two words are one: same stem, misread letters, or a misspelling (one letter in six, two in ten)."""
    if a == b or stem(a) == stem(b) or _seen(a) == _seen(b):
        return True
    if a.isdigit() or b.isdigit() or abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < SHORT:
        return False
    if b in _rivals().get(a, ()):
        return False
    from rapidfuzz.distance import OSA

    allowed = 2 if min(len(a), len(b)) >= 10 else 1
    return OSA.distance(a, b, score_cutoff=allowed) <= allowed or OSA.distance(stem(a), stem(b), score_cutoff=1) <= 1


class Likeness:
    """Scores for the names of one report: a word that most of its indicators share says little."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = set(keys)
        words = Counter(w for key in self._keys for w in set(key.split()))
        self._words = words
        stems = Counter(s for key in self._keys for s in {stem(w) for w in key.split()})
        many = len(self._keys) + 1
        self._weights = {s: 0.4 + log(many / n) / log(many + 1) for s, n in stems.items()}
        self._mended: dict[str, tuple[str, ...]] = {}

    def score(self, a: str, b: str) -> float:
        """0 where ``a`` and ``b`` cannot be the same indicator or are not alike enough, else up to 1."""
        left, right = _shortened(self._mend(a), self._mend(b))
        lone_a, lone_b = _unmatched(left, right), _unmatched(right, left)
        if _parted(left, right, lone_a, lone_b):
            return 0.0
        # tingkat and persentase at the head say the same; where only one says how it measures, it says more
        lone_a, lone_b = ([w for w in lone if w not in _measures()] for lone in (lone_a, lone_b))
        total = self._weight(left) + self._weight(right)
        missing = self._weight(lone_a) + self._weight(lone_b)
        score = 1 - missing / total if total else 0.0
        told_a, told_b = (any(w not in _fillers() for w in lone) for lone in (lone_a, lone_b))
        return score if score >= (REPLACED if told_a and told_b else ADDED) else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(FILLER if w in _fillers() or w == UNIT else self._weights.get(stem(w), 1.0) for w in words)

    def _mend(self, key: str) -> tuple[str, ...]:
        """The words of ``key``, with those that a narrow cell broke joined and those run together parted, where that
        gives words that other names have."""
        if key not in self._mended:
            out: list[str] = []
            for word in key.split():
                joined = out[-1] + word if out else ""
                rare = joined and min(self._words[out[-1]], self._words[word]) < self._words[joined]
                if len(joined) >= 5 and rare and joined in self._words:
                    out[-1] = joined
                else:
                    out += self._part(word)
            self._mended[key] = tuple(out)
        return self._mended[key]

    def _part(self, word: str) -> list[str]:
        if len(word) >= 8 and self._words[word] <= 1:
            for i in range(3, len(word) - 2):
                if self._words[word[:i]] > 1 and self._words[word[i:]] > 1:
                    return [word[:i], word[i:]]
        return [word]


def _shortened(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both names, with the words that the other gives by their initials abbreviated: alat pelindung diri, apd."""
    return _abbreviate(left, right), _abbreviate(right, left)


def _abbreviate(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    for short in (w for w in others if 2 <= len(w) <= 6 and w.isalpha() and w not in words and w not in _fillers()):
        for start in range(len(words)):
            end = _spelt(words, start, short)
            if end and not any(w in others for w in words[start:end] if w != "dan"):
                words = (*words[:start], short, *words[end:])
                break
    return words


def _spelt(words: tuple[str, ...], start: int, short: str) -> int:
    """Where the words from ``start`` on that ``short`` abbreviates end; 0 if they do not. "dan" may lend no initial."""
    at = start
    for n, letter in enumerate(short):
        if n and words[at:at + 1] == ("dan",) and letter != "d":
            at += 1
        if at >= len(words) or words[at][0] != letter:
            return 0
        at += 1
    return at


def _unmatched(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The words of ``words`` that have no counterpart in ``others``."""
    known = {*others, *map(stem, others)}
    strange = [w for w in dict.fromkeys(words) if w not in known and stem(w) not in known]
    return [w for w in strange if len(w) < SHORT or not any(_same_word(w, o) for o in others if len(o) >= SHORT)]


def _parted(left: tuple[str, ...], right: tuple[str, ...], lone_a: list[str], lone_b: list[str]) -> bool:
    """Whether a discriminating word, a number or the way of measuring makes two indicators of the names."""
    # the plain words, not the stems: masuk and termasuk, memilih and pemilihan are told apart
    if any(w in _alone() for w in set(left) ^ set(right) if w in (*lone_a, *lone_b, *NEGATIONS)):
        return True
    mine, yours = set(left) - set(right), set(right) - set(left)
    if any(mine & pair and yours & pair for pair in _pairs()):
        return True
    figures_a, figures_b = ({w for w in words if FIGURE.fullmatch(w)} for words in (left, right))
    if figures_a != figures_b and figures_a and figures_b:
        return True
    return _measure(left) != _measure(right) and -1 not in (_measure(left), _measure(right))


def _measure(words: tuple[str, ...]) -> int:
    """The way of measuring that a name begins with, -1 if it says none."""
    return next((m for w in words[:2] if (m := _measures().get(w)) is not None), -1)
