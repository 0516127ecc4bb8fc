"""Cue words of isyarat.yaml as compiled patterns, and stretches of a block as values."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Block, Quantity, Value, places_of
from lkj_audit.normalize.text.alternatives import any_case


def phrase(text: str) -> str:
    """The pattern of one cue: a blank is any white space, ``*`` any letters, ``(…)`` optional."""
    out = re.escape(text.lower()).replace(r"\*", r"\w*")
    out = re.sub(r"\\\((.+?)\\\)\\ ", r"(?:\1\\ )?", out)
    out = re.sub(r"\\ \\\((.+?)\\\)", r"(?:\\ \1)?", out)
    return out.replace(r"\ ", r"\s+")


def any_of(cues: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of ``cues`` as whole words, longest first, without regard to case."""
    ordered = sorted(cues, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{any_case(map(phrase, ordered))})(?!\w)")


@cache
def cue(group: str, member: str = "") -> re.Pattern[str]:
    """The pattern of the cues under ``group`` (and ``member``) in isyarat.yaml."""
    found = facts.cues()[group]
    return any_of(found[member] if member else found)


def value_of(block: Block, start: int, end: int, quantity: Quantity | None = None) -> Value:
    """``block.text[start:end]`` with its boxes; read by OCR where a word says so."""
    first = max(bisect_right(block.starts, start) - 1, 0)
    inside = block.words[first:bisect_left(block.starts, end)]
    if len(inside) > 1 and block.starts[first] + len(inside[0].text) <= start:
        inside = inside[1:]  # only the blank after it is within
    sure = min((w.confidence for w in inside), default=1.0)
    return Value(block.text[start:end], places_of(inside or block.words), quantity, "ocr" if sure < 1 else "text",
                 confidence=sure)


def of_block(block: Block) -> Value:
    """A whole paragraph, heading or caption as a value."""
    sure = min(w.confidence for w in block.words)
    return Value(block.text, block.places, source="ocr" if sure < 1 else "text", confidence=sure)
