"""Words of the data files looked for in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from lkj_audit import facts
from lkj_audit.model import Block, Evidence, Value

_END = re.compile(r"[.!?;:]\s+")


@lru_cache(maxsize=512)
def term(words: str) -> re.Pattern[str]:
    """A pattern of ``words`` as whole words in text as ``plain`` gives it; ``*`` stands for any letters."""
    return re.compile(rf"\b{re.escape(words.strip().casefold()).replace(chr(92) + '*', chr(92) + 'w*')}\b")


@cache
def instructions() -> re.Pattern[str]:
    """What a template leaves in the text for its user to fill in."""
    return re.compile("|".join(f"(?:{p})" for p in facts.structure()["templat"]), re.I)


def says(plain_text: str, phrases: Iterable[str]) -> bool:
    """Whether one of ``phrases`` stands in the plain text; the terms that + joins may stand anywhere in it."""
    return any(all(_holds(plain_text, t) for t in phrase.split("+")) for phrase in phrases)


def _holds(plain_text: str, words: str) -> bool:
    return _stem(words) in plain_text and term(words).search(plain_text) is not None


@lru_cache(maxsize=512)
def _stem(words: str) -> str:
    """The letters of ``words`` before the first ``*``: where these are not, the pattern need not be tried."""
    return words.strip().casefold().split("*")[0]


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the sentences and clauses of ``text`` begin and end."""
    edges = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def part_of(block: Block, start: int, end: int) -> Value:
    """``block.text[start:end]`` with its boxes."""
    sure = min(w.confidence for w in block.words)
    return Value(block.text[start:end], block.locate(start, end), source="ocr" if sure < 1 else "text", confidence=sure)


def certainty(most: float, evidence: Sequence[Evidence]) -> float:
    """``most``, or less where the evidence was read with less certainty."""
    return round(min(most, *(e.value.confidence for e in evidence)), 2)
