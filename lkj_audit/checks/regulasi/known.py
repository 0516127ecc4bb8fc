"""What the facts say about a citation: its entry, the one that its title means, and since when it is replaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from lkj_audit import facts
from lkj_audit.checks.regulasi import titles
from lkj_audit.model import Block, Citation, Evidence, Report
from lkj_audit.normalize.regulations import Key, entry_key, key, kinds_in, label

Entry = dict[str, Any]

_SURE = {"high": 0.95, "medium": 0.55, "low": 0.0}
_NATIONAL = {"UU", "Perppu", "PP", "Perpres", "Keppres", "Inpres", "Permen", "Kepmen"}
# What a report says of the past, or of a change, is not held against it.
_HISTORY = re.compile(r"\b(?:mencabut|dicabut|pencabutan|menggantikan|digantikan|diganti|mengganti|"
                      r"pengganti(?!\s+undang)|penggantian|sebelumnya|semula|tidak\s+(?:lagi\s+)?berlaku|pernah|dahulu|dulu|pada\s+saat\s+itu|"
                      r"penyempurnaan|menyempurnakan|disempurnakan|bermula|sejarah|dibentuk|pembentukan|peralihan|"
                      r"perubahan\s+dari|berubah)\b", re.I)
_RELIED = re.compile(r"\b(?:berdasar\w*|didasar\w*|sesuai|(?:ber)?pedoman\w*|memedoman\w*|dipedoman\w*|mengacu|acuan|"
                     r"merujuk|rujukan|amanat\w*|diamanat\w*|mengamanat\w*|memenuhi|menurut|sebagaimana|tertuang|"
                     r"ditetapkan|diatur|mengatur|berlandas\w*|landasan|dasar|melaksanakan|pelaksanaan|pasal\s+\d+|"
                     r"ketentuan|menindaklanjuti|dilandasi|mewajibkan|mendasari)\b", re.I)

_PAST_YEAR = re.compile(r"(?<!\d )\btahun\s+((?:19|20)\d\d)\b", re.I)  # not "Nomor 5 Tahun 2008"
_STOP = re.compile(r"(?<=[a-z)\d])[.;]\s+(?=[A-Z(])|;\s")


def key_of(citation: Citation) -> Key:
    """The identity of the regulation as cited."""
    return key(citation.type, citation.issuer, citation.number, citation.year)


def entry_of(citation: Citation) -> Entry | None:
    """The entry with the type, number and year of ``citation``."""
    return facts.regulations()[citation.entry] if citation.entry is not None else None


@facts.derived
def _all_known() -> frozenset[Key]:
    entries = facts.regulations()
    others = (entry_key(o) for e in entries for o in (*e.get("amended_by", ()), *e.get("replaced_by", ())))
    return frozenset({entry_key(e) for e in entries} | set(others))


def exists(citation: Citation) -> bool:
    """Whether there is a regulation of this type, number and year among the facts, if only as the change of another."""
    return citation.entry is not None or key_of(citation) in _all_known()


def parts_apart(a: Key, b: Key) -> list[str]:
    """Which of "jenis", "nomor" and "tahun" differ."""
    number = a.number != b.number and not (_counts_alike(a, b) or _counts_alike(b, a))
    apart = {"jenis": a[:2] != b[:2], "nomor": number, "tahun": a.year != b.year}
    return [part for part, differs in apart.items() if differs]


def _begins_alike(a: Key, b: Key) -> bool:
    """Whether two long numbers begin with the same count and series: 239/IX/618 and 239/IX/6/8."""
    return min(len(a.number), len(b.number)) > 2 and a.number[:2] == b.number[:2]


def _counts_alike(short: Key, long: Key) -> bool:
    return short.type == long.type and len(short.number) == 1 < len(long.number) and short.number[0] == long.number[0]


def fits(citation: Citation, entry: Entry) -> bool:
    """Whether the title quoted is that of ``entry``, be it shortened or with other words after it."""
    return titles.same(citation.title, entry["title"]) or titles.within(citation.title, entry["title"])


def slip(citation: Citation) -> Entry | None:
    """The entry whose title ``citation`` quotes while one of type, number and year is another's.

    A regulation of the region or an agency may rightly bear the title of one of the state; it is not compared.
    """
    own = entry_of(citation)
    if not citation.title or citation.year is None or len(kinds_in(citation.type)) > 1:
        return None
    if own is not None and ("title" not in own or fits(citation, own)):
        return None
    if own is None and exists(citation):
        return None
    for entry in _titled()(citation.title):
        apart = parts_apart(key_of(citation), entry_key(entry))
        if len(apart) == 1 and (apart != ["jenis"] or _comparable(citation, entry)):
            return entry
        if apart == ["nomor", "tahun"] and _begins_alike(key_of(citation), entry_key(entry)) and titles.exactly(
                citation.title, entry["title"]):
            return entry
    return None


@facts.derived
def _titled() -> Callable[[str], tuple[Entry, ...]]:
    """The entries whose title a quoted one means; reports quote the same ones over and over."""
    entries = [e for e in facts.regulations() if "title" in e]
    cores = [titles.core(e["title"]) for e in entries]
    with_word: dict[str, list[int]] = {}
    for n, core in enumerate(cores):
        for word in set(core):
            with_word.setdefault(word, []).append(n)

    @lru_cache(maxsize=4096)
    def of(title: str) -> tuple[Entry, ...]:
        own = set(titles.core(title))
        shared = Counter(n for word in own for n in with_word.get(word, ()))
        near = sorted(n for n, words in shared.items() if 2 * words >= min(len(own), len(set(cores[n]))))
        return tuple(entries[n] for n in near if titles.same(title, entries[n]["title"]))

    return of


def _comparable(citation: Citation, entry: Entry) -> bool:
    other = entry_key(entry)
    return bool(citation.issuer) and {citation.type, other.type} <= _NATIONAL


def meant(citation: Citation) -> Entry | None:
    """The regulation that is meant: by its title where type, number or year slipped, else as cited."""
    return slip(citation) or entry_of(citation)


def replaced_on(entry: Entry) -> date | None:
    """When the replacement took effect; the last day of its year where only that is known; None while in force."""
    if entry["status"] != "dicabut":
        return None
    if "since" in entry:
        return date.fromisoformat(str(entry["since"]))
    years = [other["year"] for other in entry.get("replaced_by", ())]
    return date(min(years), 12, 31) if years else None


def sure(entry: Entry, *citations: Citation) -> float:
    """How far a judgement from ``entry`` about ``citations`` can be trusted; 0 forbids it. What was read in no source
    gives a note at most; what a project says itself it answers for."""
    most = 1.0 if verified(entry) else _SURE["medium"]
    return round(min(most, _SURE[entry["confidence"]], *(c.value.confidence for c in citations)), 2)


def verified(entry: Entry) -> bool:
    """Whether ``entry`` was read in a source, or is the project's own."""
    return bool(entry.get("verified", True))


def around(report: Report, citation: Citation, before: int, after: int) -> str:
    """What stands in the same sentence up to so many letters before and after ``citation``; "" in a table."""
    item = report.document.flow[citation.block]
    if not isinstance(item, Block):
        return ""
    end = citation.start + len(citation.value.text)
    ahead = _STOP.split(item.text[max(citation.start - before, 0):citation.start])[-1]
    return f"{ahead} | {_STOP.split(item.text[end:end + after])[0]}"


def historic(report: Report, citation: Citation) -> bool:
    """Whether the passage tells of the regulation's past, of its replacement, or of a year when it was in force."""
    passage = around(report, citation, 110, 90)
    entry, year = entry_of(citation), report.identity.year
    until = replaced_on(entry) if entry else None
    past = any(int(y) < (year or 0) and int(y) <= until.year for y in _PAST_YEAR.findall(passage)) if until else False
    return past or bool(_HISTORY.search(passage))


def relied_on(report: Report, citation: Citation) -> bool:
    """Whether the report rests on the regulation here: in its list of legal bases, or by words such as "sesuai"."""
    return citation.role == "basis" or bool(_RELIED.search(around(report, citation, 400, 60)))


def name(entry: Entry) -> str:
    """The title of ``entry``, in short where the official one is not known."""
    return str(entry.get("title") or entry["title_short"])


def by_regulation(pairs: Iterable[tuple[Entry, Citation]]) -> Iterator[tuple[Entry, list[Citation]]]:
    """The citations of each entry, in order of the first."""
    groups: dict[Key, tuple[Entry, list[Citation]]] = {}
    for entry, citation in pairs:
        groups.setdefault(entry_key(entry), (entry, []))[1].append(citation)
    yield from groups.values()


def labels(entries: Iterable[Entry]) -> str:
    """ "UU 7/2017, UU 10/2016"."""
    return ", ".join(label(e) for e in entries)


def shown(citations: Iterable[Citation], role: str = "stated") -> list[Evidence]:
    """The citations as evidence."""
    return [Evidence(role, c.value) for c in citations]


def brief(citation: Citation) -> str:
    """The citation without its title, as printed."""
    return re.split(r"[\s,:]*\btentang\b", citation.value.text, maxsplit=1, flags=re.I)[0].strip()
