"""Many texts laid end to end, so that to look for a word in all of them is one look, whatever their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate


class Texts:
    """The ``texts``, none of which holds a line break, in the letters they are given in."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts, self._whole = texts, "\n".join(texts)
        self._starts = list(accumulate((len(t) + 1 for t in texts[:-1]), initial=0)) if texts else []
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
        whole, starts = self._whole, self._starts
        at = whole.find(word)
        while at >= 0:
            n = bisect_right(starts, at)
            yield n - 1
            at = whole.find(word, starts[n]) if n < len(starts) else -1
