"""What the facts say about a citation: since when it is replaced, and how far that can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from lkj_audit.model import Block, Citation, Evidence, Report
from lkj_audit.normalize.regulations.keys import Key, entry_key, label
from lkj_audit.normalize.regulations.meant import Entry, entry_of

_SURE = {"high": 0.95, "medium": 0.55, "low": 0.0}
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
