"""The regions of wilayah.csv by name: spellings, short names, and the seats of courts."""

from __future__ import annotations

import re
from functools import cache

from lkj_audit import facts

Place = tuple[int, tuple[str, ...]]
"""Where the name of a region ends in the text, and the codes it can be."""

_WORD = re.compile(r"[\s\-]*([^\W\d_][\w.'’]*)")
_MOST_WORDS = 5  # "Kabupaten Bolaang Mongondow Utara" has three, "Probo- linggo" two


def squash(text: str) -> str:
    """Letters only, in lower case: "Gunung Kidul", "GUNUNGKIDUL" and "Gunung- kidul" are one."""
    return re.sub(r"[^a-z]", "", text.lower())


@cache
def by_code() -> dict[str, facts.Region]:
    """All regions by code."""
    return {region.code: region for region in facts.regions()}


def base_name(region: facts.Region) -> str:
    """The name without its level: "Probolinggo" of "Kota Probolinggo"."""
    return re.sub(r"^(?:Kabupaten|Kota)(?: Administrasi)? ", "", region.name)


@cache
def regions_of(level: str) -> dict[str, tuple[str, ...]]:
    """Squashed name → codes of the regions that are a "provinsi", "kabupaten" or "kota"."""
    found: dict[str, tuple[str, ...]] = {}
    named = [(region, base_name(region)) for region in facts.regions()]
    named += [(by_code()[code], alias) for code, aliases in facts.institutions()["alias_wilayah"].items()
              for alias in aliases]
    for region, name in named:
        if region.type == level:
            found[squash(name)] = (*found.get(squash(name), ()), region.code)
    return found


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Squashed names of regions of any level, and of seats of courts → codes, kabupaten and kota first."""
    seats = facts.institutions()["kedudukan"]
    found: dict[str, tuple[str, ...]] = {squash(seat): (str(code),) for seat, code in seats.items()}
    for level in ("kabupaten", "kota", "provinsi"):
        for name, codes in regions_of(level).items():
            found[name] = (*found.get(name, ()), *codes)
    return found


def longest(text: str, start: int, table: dict[str, tuple[str, ...]]) -> Place | None:
    """The longest run of words from ``start`` that ``table`` knows: its end and codes."""
    best, joined, at = None, "", start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if not word:
            break
        joined, at = joined + squash(word[1]), word.end()
        if joined in table:
            best = at - (len(word[1]) - len(word[1].rstrip(".'’"))), table[joined]
    return best
