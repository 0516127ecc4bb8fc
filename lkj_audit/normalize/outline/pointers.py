"""What sentences point to by name: forms, annexes, parts of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.references import elsewhere

_NAME = r"((?:[A-Z][\w/&.-]*)(?:\s+(?:[A-Z][\w/&-]*|dan|atas|pada|untuk|di|\([A-Z]+\)))*\s+[A-Z][\w/&-]*)"


@dataclass(frozen=True, slots=True)
class Reference:
    """``text[start:end]`` of the block at ``index`` points to ``name`` ("Tabel 3.4")."""

    index: int
    start: int
    end: int
    name: str


def _pointers(document: Document) -> list[tuple[int, Block]]:
    """The paragraphs with a verb that may point to something."""
    verbs = {w.split()[-1] for w in facts.structure()["rujukan_kata"]}
    return [(i, b) for i, b in document.holding(*verbs) if b.kind == "paragraph"]


def _points() -> str:
    """The pattern of "dapat dilihat pada", "tercermin dalam" …"""
    verbs = "|".join(w.replace(" ", r"\s+") for w in facts.structure()["rujukan_kata"])
    return rf"\b(?i:{verbs})\s+(?i:dalam|pada|di|melalui|dengan)\s+"


@cache
def _pointing() -> re.Pattern[str]:
    nouns = "|".join(facts.structure()["rujukan_dokumen"])
    return re.compile(rf"{_points()}((?i:{nouns})\s+{_NAME})")


@cache
def _part(name: str) -> re.Pattern[str]:
    part = name.replace(" ", r"\s+")
    return re.compile(rf"{_points()}(?:\w+\s+)?({part}(?:\s*\(\w+\))?)", re.I)


@once
def named_pointers(document: Document) -> tuple[tuple[Reference, str], ...]:
    """Forms and annexes that a sentence points to, each with its name."""
    return tuple(_named(document))


def _named(document: Document) -> Iterator[tuple[Reference, str]]:
    for i, block in _pointers(document):
        for m in _pointing().finditer(block.text):
            if not elsewhere().match(m[2]) or m[1][:8].casefold() == "formulir":
                yield Reference(i, m.start(1), m.end(1), m[1]), m[2]


@once
def part_pointers(document: Document) -> tuple[tuple[Reference, tuple[str, ...]], ...]:
    """Parts of a report that a sentence points to ("tercermin dalam capaian Indikator Kinerja Utama"), each with the
    words or kinds of tables that show it."""
    return tuple(_parts(document))


def _parts(document: Document) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    for name, words in facts.structure()["rujukan_bagian"].items():
        for i, block in _pointers(document):
            for m in _part(name).finditer(block.text):
                yield Reference(i, m.start(), m.end(), m[1]), tuple(words)
