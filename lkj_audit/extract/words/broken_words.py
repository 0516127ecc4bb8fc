"""Words that a column too narrow for them broke: "Kecamata n" is one word where the report has it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from lkj_audit.extract.words.joining import known_words
from lkj_audit.model import Block, Cell, Table

_WORD = re.compile(r"[^\W\d_]{3,}")
_HEAD = re.compile(r"[^\W\d_]{3,}$")
MOST = 3  # pieces after the first


def mended(flow: Sequence[Block | Table]) -> tuple[Block | Table, ...]:
    """``flow`` with those words of its tables whole that the report has as one elsewhere, and whose first piece is no
    word of its text."""
    said = known_words() | {w.lower() for b in flow if isinstance(b, Block) for w in _WORD.findall(b.text)}
    tables = [t for t in flow if isinstance(t, Table)]
    whole = said | {w.lower() for t in tables for row in t.rows for c in row for w in _WORD.findall(c.text)}
    return tuple(_table(item, said, whole) if isinstance(item, Table) else item for item in flow)


def _table(table: Table, said: AbstractSet[str], whole: AbstractSet[str]) -> Table:
    def cell(old: Cell) -> Cell:
        text = _joined(old.text, said, whole)
        return old if text == old.text else replace(old, text=text)

    return replace(table, header=tuple(_joined(h, said, whole) for h in table.header),
                   header_cells=tuple(map(cell, table.header_cells)),
                   rows=tuple(tuple(map(cell, row)) for row in table.rows))


def _joined(text: str, said: AbstractSet[str], whole: AbstractSet[str]) -> str:
    if " " not in text:
        return text
    words, out = text.split(" "), list[str]()
    while words:
        head, *words = words
        first = _HEAD.search(head)
        more = _pieces(first[0], words, whole) if first and first[0].lower() not in said else 0
        out.append("".join((head, *words[:more])))
        words = words[more:]
    return " ".join(out)


def _pieces(head: str, words: Sequence[str], whole: AbstractSet[str]) -> int:
    """How many of ``words`` go on with ``head`` to make one word."""
    for more in range(1, min(MOST, len(words)) + 1):
        end = words[more - 1].rstrip(".,;:)")
        if not (end.isalpha() and end.islower()):
            break
        if (head + "".join(words[:more - 1]) + end).lower() in whole:
            return more
        if end != words[more - 1]:
            break
    return 0
