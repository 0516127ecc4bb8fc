"""Wordings made comparable: without case, punctuation and mark-up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PERSEN = re.compile(r"\bp(?:ro|re)sentase\b|\bpersentasi\b")
_SPACED, _TITLE = re.compile(r"\b(?:[a-z] ){4,}[a-z]\b"), 120  # letters, a title's length
_TAG, _WORD = re.compile(r"</?\w+>"), re.compile(r"\w+")
_MARKS = {n: " " for n in range(128) if not _WORD.match(chr(n))}  # for plain text twice as fast as the pattern


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """``text`` without case, punctuation, mark-up, breaks within words, the spellings of persentase and the blanks in a
    title that is p r i n t e d so, so that wordings can be compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = text.replace("\u0002", "")
    text = _TAG.sub(" ", text) if "<" in text else text
    text = text.casefold()
    text = " ".join(text.translate(_MARKS).split() if text.isascii() else _WORD.findall(text))
    if len(text) < _TITLE:
        text = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    return _PERSEN.sub("persentase", text) if "sentas" in text else text
