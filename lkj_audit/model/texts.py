"""Many texts laid end to end, so that to look for a word in all of them is one look, whatever their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Texts:
    """The ``texts``, none of which holds a line break, in the letters they are given in."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts, self._whole = texts, "\n".join(texts)
        self._starts = list(accumulate((len(t) + 1 for t in texts[:-1]), initial=0)) if texts else []

    def __getitem__(self, n: int) -> str:
        return self._texts[n]

    def holding(self, *words: str) -> list[int]:
        """The indexes, in order, of the texts that hold one of ``words``, within other words too."""
        found, whole, starts = set(), self._whole, self._starts
        for word in words:
            at = whole.find(word)
            while at >= 0:
                n = bisect_right(starts, at)
                found.add(n - 1)
                at = whole.find(word, starts[n]) if n < len(starts) else -1
        return sorted(found)
