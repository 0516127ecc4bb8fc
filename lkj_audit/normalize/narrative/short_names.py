"""The short forms that a report gives its indicators: "Indeks Risiko Bencana (IRB)", and then "nilai IRB"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lkj_audit.model import Report
from lkj_audit.normalize.text.plain import plain

_SHORT: Final = re.compile(r"\(([A-Z]{3,8})\)")
_OWN: Final = re.compile(r"\(([A-Z]{2,8})\)")
_REACH: Final = 150  # characters before the bracket that can be the name


def bracketed(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each abbreviation, in small letters, that one of the printed ``names`` has in brackets, with that name; not those
    that several have."""
    told: dict[str, set[str]] = {}
    for name in names:
        for m in _OWN.finditer(name):
            told.setdefault(m[1].casefold(), set()).add(name)
    yield from ((short, said.pop()) for short, said in told.items() if len(said) == 1)


def abbreviations(report: Report, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each abbreviation, in small letters, that stands in brackets behind one of ``names``, with that name; not those
    that stand behind several."""
    told: dict[str, set[str]] = {}
    for block in report.document.blocks:
        for m in _SHORT.finditer(block.text):
            before = f" {plain(block.text[max(0, m.start() - _REACH):m.start()])}"
            told.setdefault(m[1].casefold(), set()).update(n for n in names if before.endswith(f" {n}"))
    yield from ((short, max(said, key=len)) for short, said in told.items() if len(said) == 1)
