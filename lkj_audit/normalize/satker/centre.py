"""The reporting unit where its name has no region: ministries and their parts, balai, universities, a kecamatan.

Such a name is a head ("Balai Besar", "Politeknik") and the capitalised words that follow it in the same block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from lkj_audit import facts
from lkj_audit.normalize.satker.institutions import find_units, title, towns_first
from lkj_audit.normalize.satker.places import places, squash

SHARED = 0.3  # a ministry is named in the reports of all its parts
# An address begins here, and no name such as "Direktorat Preservasi Jalan dan Jembatan".
_STREET = r"(?:Jalan|JALAN)\b(?!\s+(?i:dan|serta|nasional|tol|bebas|daerah|wilayah)\b)"
LONGEST = 100  # characters of a name
_ROMAN = re.compile(r"\b[VX]{1,2}l{1,3}\b")  # "Wilayah Vll", typed with the letter l
_TAIL_WORDS = 3  # of a name, that can be a region: "Tanjung Jabung Timur"

Text = tuple[str, float]
"""A text and what a name in it counts."""


@dataclass
class _Body:
    """A body as named so far: its votes, its spellings, its abbreviations, and whether others name it as theirs."""

    above: bool
    votes: float = 0.0
    said: float = 0.0  # of these, what follows from the words before: "Laporan Kinerja Kementerian X"
    fronts: bool = False
    names: Counter[str] = field(default_factory=Counter)
    short: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The usual spelling, rather "Kecamatan Kudu" than "KECAMATAN KUDU"."""
        return min(self.names, key=lambda n: (sum(map(str.isupper, n)), -self.names[n], n))


def unit_without_region(texts: Sequence[Text], cover: str, on_cover: float,
                        named: Callable[[str, int], float]) -> tuple[str, str, float]:
    """Name, region code and votes of the body named most in ``texts``; ("", "", 0) if none is.

    ``on_cover`` is what standing in the lines of the ``cover`` counts, ``named(text, start)`` what follows from the
    words before. A name's own abbreviation, "Balai Besar Kesehatan Paru (BBKP)", counts as the name.
    """
    found: dict[str, _Body] = {}
    read = [(text, weight, *body) for text, weight in texts for body in _bodies(text)]
    keys = {squash(name) for _, _, _, name, _, _ in read}
    for text, weight, start, name, short, above in read:
        key = _in_full(squash(name), text[start:start + LONGEST], keys)
        body = found.setdefault(key, _Body(above))
        body.said += (led := named(text, start))
        body.votes += weight * (SHARED if above else 1) + led
        body.names.update([name] if key == squash(name) else [])
        body.short |= short
    front = squash(_roman(cover))
    for key, body in found.items():
        # "Inspektorat Jenderal Kementerian X" names the ministry only as what it is part of
        longer = [k for k in found if key in k and k != key]
        if key in _without(front, longer):
            body.fronts = True
            body.votes += on_cover * (SHARED if body.above else 1)
        for text, weight in texts if body.short and not body.above else ():
            body.votes += sum(weight + named(text, m.start()) for m in _either(body.short).finditer(text))
    heads = [b for b in found.values() if b.fronts and not b.name.startswith("Kementerian ")]
    if len(heads) == 1 and heads[0].above and not is_local(heads[0].name):
        # no part of it has the cover: it reports itself
        heads[0].votes += on_cover * (1 - SHARED)
    best = max(_reporting(found.values()), key=lambda b: (b.votes, len(b.name)), default=None)
    if best is None or best.votes < 1:
        return "", "", 0.0
    return best.name, "" if best.above and not is_local(best.name) else _region(best.name), best.votes


def _reporting(bodies: Collection[_Body]) -> Collection[_Body]:
    """``bodies`` without the ministry that stands on the cover of a body it heads, unless it is called the reporter."""
    parts = [b for b in bodies if b.fronts and not b.name.startswith("Kementerian ")]
    said = max((b.said for b in parts), default=0.0)
    return [b for b in bodies if not parts or b.said > said or not b.name.startswith("Kementerian ")]


def _roman(text: str) -> str:
    return _ROMAN.sub(lambda number: number[0].replace("l", "I"), text)


def _in_full(key: str, text: str, keys: Iterable[str]) -> str:
    """The longest of ``keys`` that ``text`` begins with as ``key`` does: "Kelurahan Sukamaju kidul" is also spelt
    "KELURAHAN SUKAMAJU KIDUL"."""
    said = squash(re.split(r"[,;:()]", text, maxsplit=1)[0])
    return max((k for k in keys if k.startswith(key) and said.startswith(k)), key=len, default=key)


def _without(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = text.replace(part, "|")
    return text


def _either(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")


def is_local(name: str) -> bool:
    """Whether ``name`` is part of a regional government that the report does not tell."""
    return name.startswith(tuple(facts.institutions()["tanpa_wilayah"]["setempat"]))


def _bodies(text: str) -> Iterator[tuple[int, str, set[str], bool]]:
    """Start, name, abbreviations, and whether others name it as theirs, of each body in ``text`` without a region."""
    matches = list(_pattern().finditer(text))
    units = find_units(text) if matches else ()
    for m in matches:
        words = re.sub(r"\([^()]*\)", " ", m["rest"]).split()
        while words and words[-1].lower() in ("dan", "serta", "di"):
            words.pop()
        if words and not any(u.start < m.end("rest") and m.start() < u.end for u in units):
            short = {s for s in re.findall(r"\(([^()]+)\)", m[0]) if re.search(r"[A-Z]\w*[A-Z]|^[A-Z]\w{3,}$", s)}
            name = title([*m["head"].split(), *(_roman(w.strip(".,")) for w in words)])
            yield m.start(), name, short, squash(m["head"]) in _above()


@cache
def _above() -> frozenset[str]:
    data = facts.institutions()["tanpa_wilayah"]
    return frozenset(squash(head) for head in (*data["atas"], *data["setempat"]))


def _region(name: str) -> str:
    """The code of the town or region that ``name`` ends in, "" if it ends in none."""
    words = name.split()
    tails = (squash("".join(words[-size:])) for size in range(min(_TAIL_WORDS, len(words) - 1), 0, -1))
    return next((towns_first(places()[tail])[0] for tail in tails if tail in places()), "")


@cache
def _pattern() -> re.Pattern[str]:
    data = facts.institutions()["tanpa_wilayah"]

    def either(words: Iterable[str]) -> str:
        both = {form for w in words for form in (w, w.upper())}
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(both, key=len, reverse=True))

    heads = either((*data["bawah"], *data["atas"], *data["setempat"]))
    stop = either((*data["henti"], *(w for w in data["atas"] if w not in ("Badan", "Lembaga"))))
    word = rf"(?:dr\.|(?!(?:{stop})\b|{_STREET})[A-Z][\w'’.&/-]*)"
    gap = r"(?:\s+|,\s+|\s*\([^()]{2,40}\)\s+)(?:(?:dan|DAN|serta|(?i:di)(?!\s+(?i:bidang|lingkungan)\b)|&)\s+)?"
    return re.compile(rf"\b(?P<head>{heads})(?P<rest>(?:{gap}{word}){{1,9}})(?:\s*\([^()]{{2,40}}\))?")
