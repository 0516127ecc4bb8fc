"""Text → sentences, without breaking at "Rp.", "No.", "M.", "a.n.", "S.H." or the dots of numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from lkj_audit import facts

_STOP = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
_LAST = re.compile(r"\S+$")
_ITEM = re.compile(r"[\"“(]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\.")


@cache
def _short() -> frozenset[str]:
    return frozenset(facts.cues()["singkatan"])


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of each sentence of ``text``, in order, without the blanks between; nothing else is left out."""
    spans, start = [], 0
    for stop in _STOP.finditer(text):
        if _breaks(text, start, stop.start()):
            spans.append((start, len(text[start:stop.end()].rstrip()) + start))
            start = stop.end()
    end = len(text.rstrip())
    if end > start:
        spans.append((start, end))
    return tuple(spans)


def _breaks(text: str, start: int, dot: int) -> bool:
    """Whether the mark at ``dot`` ends the sentence that began at ``start``."""
    if text[dot] != ".":
        return True
    last = _LAST.search(text, start, dot)
    if last is None:
        return False
    if _ITEM.fullmatch(text[start:dot + 1].strip()):  # "1. Meningkatnya …", "a. …"
        return False
    word = last[0].strip("\"“”(,")
    if word.casefold() in _short() or re.fullmatch(r"[A-Za-z]", word):
        return False
    return not re.fullmatch(r"(?:[A-Z][a-z]{0,4}\.)+[A-Z][A-Za-z]{0,4}", word)  # S.H., M.Si., A.Md.


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence of ``text`` that ``position`` stands in; the whole text where there is none."""
    spans: Sequence[tuple[int, int]] = sentences(text)
    if not spans:
        return 0, len(text)
    return spans[max(bisect_right(spans, (position, len(text) + 1)) - 1, 0)]


def clause_start(text: str, start: int, position: int) -> int:
    """Where the clause that ``position`` stands in begins, not before ``start``."""
    return max((cut.end() for cut in _CUT.finditer(text, start, position)), default=start)


_CUT = re.compile(r"[;,](?!\d)\s*|\s(?:sedangkan|sementara|serta|dan)\s", re.I)
