"""Abbreviations and the words that the text gives for them: "Perjanjian Kinerja (PK)", "PK (Perjanjian Kinerja)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lkj_audit.model import Block, Document, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import value_of

_AFTER = re.compile(r"(?<=[\w.])\s*\(\s*(?P<abbr>[A-Z][A-Za-z0-9]{1,8})\s*\)")
_BEFORE = re.compile(r"\b(?P<abbr>[A-Z][A-Za-z0-9]{1,8})\s*\((?P<words>[A-Za-z][^()\d]{7,90})\)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"dan", "dengan", "yang", "di", "ke", "dari", "pada", "untuk", "atas", "dalam", "serta", "tentang",
                    "of", "and", "the"})


class Expansion(NamedTuple):
    """What stands for an abbreviation in one place; ``words`` in small letters, without those that give no letter."""

    abbr: str
    words: tuple[str, ...]
    value: Value


@once
def expansions(document: Document) -> tuple[Expansion, ...]:
    """All places of the text that give the words of an abbreviation."""
    return tuple(e for _, b in document.holding("(") if b.kind != "toc" for e in _in_block(b))


def _in_block(block: Block) -> Iterator[Expansion]:
    """ "Perjanjian Kinerja (PK)" and "PK (Perjanjian Kinerja)": the words whose initials make the abbreviation."""
    for m in _AFTER.finditer(block.text):
        start = _start_of(block.text[:m.start()], m["abbr"])
        if start is not None:
            yield _expansion(block, m["abbr"], start, m.start(), m.end())
    for m in _BEFORE.finditer(block.text):
        if _start_of(m["words"], m["abbr"]) == 0:
            yield _expansion(block, m["abbr"], m.start("words"), m.end("words"), m.end())


def _expansion(block: Block, abbr: str, start: int, end: int, stop: int) -> Expansion:
    return Expansion(abbr, words_of(block.text[start:end]), value_of(block, start, stop))


def _start_of(text: str, abbr: str) -> int | None:
    """Where the words begin whose initials, the small words left out, are the capitals of ``abbr`` and which end
    ``text``; None if there are none."""
    letters = [c.casefold() for c in abbr if c.isupper()]
    if len(letters) < 2:
        return None
    for word in reversed(list(_WORD.finditer(text))):
        if not letters:
            return None
        if word[0].casefold() in _SMALL and word[0][0].casefold() != letters[-1]:
            continue
        if word[0].casefold() in _SMALL and word[0].islower():
            continue
        if word[0][0].casefold() != letters.pop():
            return None
        if not letters:
            return word.start() if word[0][0].isupper() else None
    return None


def words_of(text: str) -> tuple[str, ...]:
    """The words of an expansion in small letters, without those that give no letter."""
    return tuple(w for w in (m[0].casefold() for m in _WORD.finditer(text)) if w not in _SMALL)
