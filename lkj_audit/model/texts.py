"""Where words stand in many texts: to look for one in all of them is one look, whatever their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate


class Texts:
    """The ``texts``, none of which holds a line break, in the letters they are given in."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._known: dict[str, tuple[int, ...]] = {}

    def __getitem__(self, n: int) -> str:
        return self._texts[n]

    def holding(self, *words: str) -> list[int]:
        """The indexes, in order, of the texts that hold one of ``words``, within other words too."""
        found: set[int] = set()
        for word in words:
            if word not in self._known:
                self._known[word] = tuple(self._with(word))
            found.update(self._known[word])
        return sorted(found)

    def _with(self, word: str) -> Iterator[int]:
        if " " not in word:  # a text has each of its words many times: to look among them takes a fifth
            tokens, having = self._tokens
            return (n for t in _holding(tokens, word) for n in having[t])
        return _holding(self._lines, word)

    @cached_property
    def _tokens(self) -> tuple[tuple[str, list[int]], list[set[int]]]:
        """All that stands between blanks, end to end, and the texts that have each."""
        found: dict[str, set[int]] = {}
        for n, text in enumerate(self._texts):
            for token in text.split():
                found.setdefault(token, set()).add(n)
        return _end_to_end(list(found)), list(found.values())

    @cached_property
    def _lines(self) -> tuple[str, list[int]]:
        return _end_to_end(self._texts)


def _end_to_end(texts: Sequence[str]) -> tuple[str, list[int]]:
    """The texts on a line each, and where each begins."""
    return "\n".join(texts), list(accumulate((len(t) + 1 for t in texts[:-1]), initial=0)) if texts else []


def _holding(lines: tuple[str, list[int]], word: str) -> Iterator[int]:
    """The numbers of the lines that hold ``word``."""
    whole, starts = lines
    at = whole.find(word)
    while at >= 0:
        n = bisect_right(starts, at)
        yield n - 1
        at = whole.find(word, starts[n]) if n < len(starts) else -1
