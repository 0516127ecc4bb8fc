"""The numbered lists of the text: 1., 2., 3. … and what each item is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.plain import plain

ENOUGH = 4  # items of a list that is worth comparing
_ITEM = re.compile(r"^\W*(\d{1,2})[.)]\s*(?=[^\W\d])")
_EXPLAINED = re.compile(r"[:.;]|\s[–-]\s|\badalah\b|\byaitu\b")
_EMPTY = frozenset({"dan", "atau", "serta", "yang", "di", "ke", "dari", "untuk", "pada", "dengan", "unsur"})


class Item(NamedTuple):
    """A numbered entry of a list."""

    number: int
    block: Block
    words: frozenset[str]


@once
def numbered_lists(document: Document) -> tuple[tuple[int, list[Item]], ...]:
    """The numbered lists of the text with where they end; an item may have paragraphs of its own."""
    return tuple(_lists(document))


def _lists(document: Document) -> Iterator[tuple[int, list[Item]]]:
    items: list[Item] = []
    end = 0
    for at, entry in enumerate(document.flow):
        found = _ITEM.match(entry.text) if isinstance(entry, Block) and entry.kind != "toc" else None
        if not found or not isinstance(entry, Block):
            continue
        number = int(found[1])
        if not items or number != items[-1].number + 1:
            if len(items) >= ENOUGH:
                yield end, items
            items = []
        if items or number == 1:
            items = [*items, Item(number, entry, words_of(_title(entry.text[found.end():])))]
            end = at
    if len(items) >= ENOUGH:
        yield end, items


def _title(text: str) -> str:
    """The item without its explanation."""
    return _EXPLAINED.split(text, maxsplit=1)[0][:120]


def words_of(text: str) -> frozenset[str]:
    """The words of an item that tell it from others."""
    return frozenset(w for w in plain(text).split() if w not in _EMPTY)
