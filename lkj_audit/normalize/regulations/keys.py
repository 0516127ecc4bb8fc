"""What makes two citations one regulation: type, issuer, the parts of the number, year; and the entry in the facts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lkj_audit import facts
from lkj_audit.normalize.regulations.issuers import issuer_of

_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {roman: month for month, roman in enumerate(_MONTHS, 1)}
# Within a year these are numbered through, so that "PMK 22/2021" is 22/PMK.02/2021. Decrees have several series.
_THROUGH = {("Permen", "PANRB"), ("Kepmen", "PANRB"), ("Permen", "Keuangan"), ("Peraturan", "DJPb"), ("TAP MPR", "MPR")}


class Key(NamedTuple):
    """A regulation's identity. ``number`` has its parts: digits without leading zeros, Roman months as digits."""

    type: str
    issuer: str
    number: tuple[str, ...]
    year: int | None


@lru_cache(maxsize=4096)
def key(type_: str, issuer: str, number: str, year: int | None) -> Key:
    """The identity of a regulation as cited: spelling, case, separators and leading zeros do not matter."""
    return Key(type_, issuer, number_parts(number, year), year)


def kinds_in(type_: str) -> tuple[str, ...]:
    """The types that a citation mixes: "Peraturan Keputusan" is two; most are one."""
    return tuple(type_.split()) if type_ != "TAP MPR" else (type_,)


def number_parts(number: str, year: int | None = None) -> tuple[str, ...]:
    """5/PR.03-1-Kpt/03/KPU/I/2018 → ("5", "pr", "3", "1", "kpt", "3", "kpu", "1"): a year at the end is left out."""
    raw = [p for p in re.findall(r"[^\W_]+", number.casefold()) if p not in ("tahun", "thn")]
    parts = [str(_ROMAN[p]) if p in _ROMAN else p.lstrip("0") or "0" for p in raw]
    if len(parts) > 1 and year is not None and parts[-1] in (str(year), str(year % 100), f"{year % 100:02}"):
        parts.pop()
    return tuple(parts)


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """Type of an entry → (type, issuer) of a citation."""
    names = facts.regulation_names()
    several = {t["type"] for t in names["types"] if t["issuer"] == "*"}  # the entry says whose
    known = {t.get("entry", t["type"]): (t["type"], t["issuer"]) for t in names["types"]
             if t["issuer"] != "*" and ("entry" in t or t["type"] not in several)}
    return known | {t: (type_, issuer) for t, (type_, issuer) in names["entry_types"].items()}


def entry_key(entry: dict[str, Any]) -> Key:
    """The identity of an entry, or of one of its ``amended_by`` and ``replaced_by``."""
    type_, issuer = _kinds().get(entry["type"]) or (entry["type"], issuer_of(entry.get("issuer", "")))
    return key(type_, issuer, str(entry["number"]), entry["year"])


@facts.derived
def _entries() -> dict[Key, int]:
    return {entry_key(e): i for i, e in enumerate(facts.regulations())}


@facts.derived
def _short() -> dict[Key, int]:
    """Entries with a long number by the one that counts through the year."""
    short: dict[Key, int] = {}
    for k, i in _entries().items():
        first = next((p for p in k.number if p.isdigit()), None)
        if first and len(k.number) > 1 and (k.type, k.issuer) in _THROUGH:
            short[Key(k.type, k.issuer, (first,), k.year)] = i
    return short


def find_entry(wanted: Key) -> int | None:
    """The index in ``facts.regulations()`` of the regulation, or None when it is not known."""
    found = _entries().get(wanted)
    return found if found is not None else _short().get(wanted)


def label(entry: dict[str, Any]) -> str:
    """What a reader calls an entry: "UU 7/2017", "PMK 214/PMK.02/2017"."""
    number = str(entry["number"])
    return f"{entry['type']} {number}" if "/" in number else f"{entry['type']} {number}/{entry['year']}"
