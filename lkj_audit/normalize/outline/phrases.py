"""Words of the data files looked for in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from lkj_audit import facts
from lkj_audit.normalize.text.cued import holds

SHOWN = 90  # characters of a paragraph in a message
_END = re.compile(r"[.!?;:]\s+")
_BRACKET = re.compile(r"[(\[<{]")


def instructions(text: str) -> list[re.Match[str]]:
    """What a template leaves in ``text`` for its user to fill in."""
    return list(_any_of("templat_kurung", "templat").finditer(text)) if may_instruct(text) else []


def may_instruct(text: str) -> bool:
    """Whether something stands in ``text`` that all ``instructions`` hold."""
    return holds(text, *facts.structure()["templat_tanda"]) or any(
        _any_of("templat_kurung").match(text, m.start()) for m in _BRACKET.finditer(text))


def without_instructions(text: str) -> str:
    """``text`` with a blank in place of each of them."""
    for m in reversed(instructions(text)):
        text = f"{text[:m.start()]} {text[m.end():]}"
    return text


@cache
def _any_of(*groups: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for group in groups for p in facts.structure()[group]), re.I)


def says(plain_text: str, phrases: Iterable[str]) -> bool:
    """Whether one of ``phrases`` stands in text as ``plain`` gives it, as whole words; ``*`` stands for any letters,
    and the terms that + joins may stand anywhere in it."""
    padded = f" {plain_text} "
    for phrase in phrases:  # noqa: SIM110 - twice as fast as any()
        if _stands(padded, phrase):
            return True
    return False


class Said:
    """Texts as ``plain`` gives them, and where the words of some phrases stand in them: these are soon found."""

    def __init__(self, plain_texts: Sequence[str], phrases: Iterable[str]) -> None:
        self._padded = [f" {text} " for text in plain_texts]
        self._words: dict[str, set[int]] = {word: set() for phrase in phrases for word in _whole(phrase)}
        for n, text in enumerate(plain_texts):
            for word in self._words.keys() & text.split():
                self._words[word].add(n)

    def where(self, phrases: Iterable[str]) -> set[int]:
        """The indexes of the texts that say one of ``phrases``, which must be among those given before."""
        return {n for phrase in phrases for n in self._candidates(phrase) if _stands(self._padded[n], phrase)}

    def _candidates(self, phrase: str) -> Iterable[int]:
        """The texts with all whole words of ``phrase``."""
        whole = [self._words[word] for word in _whole(phrase)]
        return set.intersection(*whole) if whole else range(len(self._padded))


@lru_cache(maxsize=4096)
def _whole(phrase: str) -> tuple[str, ...]:
    """The words of ``phrase`` that have no ``*``."""
    return tuple(w for w in phrase.casefold().replace("+", " ").split() if "*" not in w)


def _stands(padded: str, phrase: str) -> bool:
    for letters, pattern in _terms(phrase):
        if letters not in padded or (pattern and not pattern.search(padded)):
            return False
    return True


@lru_cache(maxsize=4096)
def _terms(phrase: str) -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """What must stand in text between blanks for each term of ``phrase``, and its pattern where that is not enough."""
    return tuple((letters, re.compile(letters + r"\w*" + rest.replace("*", r"\w*") + " ") if rest else None)
                 for letters, rest in map(_split, phrase.split("+")))


def _split(term: str) -> tuple[str, str]:
    """What ``term`` begins with, up to its first ``*`` if it has one, and the rest."""
    letters, star, rest = f" {term.strip().casefold()}".partition("*")
    return letters if star else f"{letters} ", rest


def pieces(text: str) -> list[tuple[int, int]]:
    """Where the sentences and clauses of ``text`` begin and end."""
    edges = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def short(text: str) -> str:
    """``text``, or its beginning where it is too long for a message."""
    return text if len(text) <= SHOWN else text[:SHOWN - 3].rsplit(" ", 1)[0] + " …"
