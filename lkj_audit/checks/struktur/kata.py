"""Words of the data files looked for in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from lkj_audit import facts
from lkj_audit.model import Block, Evidence, Value
from lkj_audit.model.texts import Texts
from lkj_audit.normalize.cued import holds

_END = re.compile(r"[.!?;:]\s+")
_BRACKET = re.compile(r"[(\[<{]")


@lru_cache(maxsize=512)
def term(words: str) -> re.Pattern[str]:
    """A pattern of ``words`` as whole words in text as ``plain`` gives it; ``*`` stands for any letters."""
    return re.compile(rf"\b{re.escape(words.strip().casefold()).replace(chr(92) + '*', chr(92) + 'w*')}\b")


def instructions(text: str) -> list[re.Match[str]]:
    """What a template leaves in ``text`` for its user to fill in."""
    if holds(text, *facts.structure()["templat_tanda"]) or any(
            _any_of("templat_kurung").match(text, m.start()) for m in _BRACKET.finditer(text)):
        return list(_any_of("templat_kurung", "templat").finditer(text))
    return []


def without_instructions(text: str) -> str:
    """``text`` with a blank in place of each of them."""
    for m in reversed(instructions(text)):
        text = f"{text[:m.start()]} {text[m.end():]}"
    return text


@cache
def _any_of(*groups: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for group in groups for p in facts.structure()[group]), re.I)


def says(plain_text: str, phrases: Iterable[str]) -> bool:
    """Whether one of ``phrases`` stands in the plain text; the terms that + joins may stand anywhere in it."""
    for phrase in phrases:
        terms = _terms(phrase)
        if terms[0][1] in plain_text and all(
                stem in plain_text and term(words).search(plain_text) for words, stem in terms):
            return True
    return False


def saying(plain_texts: Texts, phrases: Sequence[str]) -> list[int]:
    """The indexes, in order, of the plain texts that say one of ``phrases``."""
    found = {n for phrase in phrases for n in plain_texts.holding(_terms(phrase)[0][1])
             if says(plain_texts[n], (phrase,))}
    return sorted(found)


@lru_cache(maxsize=512)
def _terms(phrase: str) -> tuple[tuple[str, str], ...]:
    """The terms of ``phrase``, each with its letters before the first ``*``: where these are not, it is not."""
    return tuple((words, words.strip().casefold().split("*")[0]) for words in phrase.split("+"))


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
