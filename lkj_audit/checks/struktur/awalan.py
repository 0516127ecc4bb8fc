"""Decimal numbers that are not those of their place: 6.2 in chapter III, or 3.7 between 3.1 and 3.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from lkj_audit.model import Document
from lkj_audit.normalize.outline.skeleton import skeleton

Number = tuple[int, ...]
FEWEST = 2  # numbers that show how the report numbers


def number_of(text: str) -> Number | None:
    """(3, 2) for "3.2"; None for anything else."""
    parts = text.split(".")
    return tuple(map(int, parts)) if len(parts) > 1 and all(p.isdecimal() for p in parts) else None


def strayed(document: Document, numbered: Sequence[tuple[int, Number]]) -> dict[int, Number]:
    """The items of the flow (index and number) whose number is not that of their place, each with the one that is: it
    begins with that of another chapter, where those of the report begin with their own; or only without it the numbers
    around it follow each other."""
    chapters = [(c.number, [(i, n) for i, n in numbered if c.index < i < c.end]) for c in skeleton(document).chapters]
    own = sum(n[0] == number for number, mine in chapters for _, n in mine)
    keeps = own >= max(FEWEST, 2 * (sum(len(mine) for _, mine in chapters) - own))
    out: dict[int, Number] = {}
    for number, mine in chapters:
        out |= _of_another(number, mine) if keeps else {}
        out |= _out_of_turn([(i, n) for i, n in mine if i not in out])
    return out


def _of_another(chapter: int, mine: Sequence[tuple[int, Number]]) -> dict[int, Number]:
    out: dict[int, Number] = {}
    others = Counter(n[0] for _, n in mine)
    for i, n in mine:
        place = (chapter, *n[1:])
        before = max((m for j, m in mine if j < i and m[0] == chapter), default=())
        after = min((m for j, m in mine if j > i and m[0] == chapter), default=(chapter + 1,))
        if n[0] != chapter and others[n[0]] == 1 and before < place < after:
            out[i] = place
    return out


def _out_of_turn(mine: Sequence[tuple[int, Number]]) -> dict[int, Number]:
    out: dict[int, Number] = {}
    for parent in dict.fromkeys(n[:-1] for _, n in mine):
        run = [(i, n[-1]) for i, n in mine if n[:-1] == parent]
        before = 0
        for (i, value), (_, after) in pairwise(run):
            if value != before + 1 and after == before + 2 and sum(v == value for _, v in run) == 1:
                out[i] = (*parent, before + 1)
            before = out.get(i, (value,))[-1]
    return out


def printed(number: Number) -> str:
    return ".".join(map(str, number))
