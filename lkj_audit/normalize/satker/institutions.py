"""Names of institutions in running text: "KPU Kota Bontang", "Dinas Tenaga Kerja Kabupaten Sleman", "PN Kepanjen".

A name is a head ("KPU", "Dinas"), what belongs to it ("Tenaga Kerja", "(LKjIP)", "Kelas IB"), and a region, with or
without its level. "KPU Kabupaten/Kota" and "KPU Provinsi" name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lkj_audit import facts
from lkj_audit.normalize.satker.places import Place, base_name, by_code, longest, places, regions_of, squash
from lkj_audit.normalize.text.alternatives import any_case

_IMPLIED = {"pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi"}


class Unit(NamedTuple):
    """One named institution at ``text[start:end]``. ``kind`` says what it is ("kpu", "dinas tenaga"), ``body`` how it
    is called ("KPU", "Dinas Tenaga Kerja"); ``codes`` are the regions it can be (several where the level is not
    printed), empty for a body of the centre; ``explicit`` whether the level is printed; ``seat`` the town a court is
    named after where that is no region of its own ("Kepanjen")."""

    start: int
    end: int
    kind: str
    body: str
    codes: tuple[str, ...]
    explicit: bool
    seat: str = ""

    @property
    def name(self) -> str:
        """The canonical name: "KPU Kota Bontang", "Pengadilan Negeri Kepanjen"."""
        return self.named(self.codes[0]) if self.codes else f"{self.body} RI"

    def named(self, code: str) -> str:
        """The name when the region is ``code``."""
        region = by_code()[code]
        if self.seat:
            return f"{self.body} {self.seat}"
        if self.kind in _IMPLIED or (bare_kind(self.kind) and not self.explicit):
            return f"{self.body} {base_name(region)}"
        return f"{self.body} {'Provinsi ' if region.level == 1 else ''}{region.name}"


# ---------------------------------------------------------------- kinds


def _fixed() -> dict[str, dict[str, Any]]:
    kinds: dict[str, dict[str, Any]] = facts.institutions()["tetap"]
    return kinds


def bare_kind(kind: str) -> bool:
    """Whether bodies of ``kind`` are named after their seat ("Pengadilan Negeri Sleman")."""
    return bool(_fixed().get(kind, {}).get("polos"))


def has_one_name(kind: str) -> bool:
    """Whether all bodies of ``kind`` bear the same name, however it is shortened."""
    return kind in _fixed() and kind not in _IMPLIED


def local_body(kind: str) -> bool:
    """Whether ``kind`` is a part of a regional government (dinas, badan, inspektorat …)."""
    return bool(_fixed().get(kind, {}).get("daerah")) or kind.startswith(("dinas ", "badan ", "kecamatan "))


def superior_kinds(kind: str) -> frozenset[str]:
    """The kinds of bodies that ``kind`` answers to."""
    above = frozenset(_fixed().get(kind, {}).get("atasan", ()))
    return above | {"pemda"} if local_body(kind) else above


def family(kind: str) -> str:
    """One kind for "Pemerintah Kabupaten", "Pemkab", "Pemkot" and "Pemprov"."""
    return "pemda" if kind in _IMPLIED else kind


# ---------------------------------------------------------------- the region after a head

_NOTE = r"\s*(?:\([^()]{2,60}\))?\s*"
_LEVEL = re.compile(
    rf"{_NOTE},?\s*(?P<level>provinsi|propinsi|prov\b\.?|kabupaten|kab\b\.?|kotamadya|kota)"
    r"(?:\s+administrasi)?(?=\s)(?!\s*[/-]\s*kota)", re.I)
_CHAMBERS = r"(?:PHI|Tipikor|Perikanan|Niaga|HAM|Hubungan\s+Industrial)\b"  # "Pengadilan Negeri/PHI/Tipikor Ambon"
_CLASS = re.compile(rf"(?:\s*/\s*{_CHAMBERS})*{_NOTE}"
                    r"(?:(?:kelas|klas|tipe)\s*(?:[IVX1-3]+\s?[-.]?\s?[A-C]?|[A-D]|madya(?:\s+(?:pabean|cukai))*"
                    r"(?:\s+[A-C])?)\b(?:\s+khusus)?(?:\s*(?:non[\s-]+)?TPI\b)?)?\s*",
                    re.I)
_CENTRE = re.compile(r"\s*(?:RI|R\.I\.|Republik\s+Indonesia|REPUBLIK\s+INDONESIA)(?!\w)")
_LEVEL_WORD = re.compile(r"\b(?:provinsi|propinsi|prov|kabupaten|kab|kotamadya|kota)\b", re.I)


def _with_level(text: str, start: int) -> Place | None:
    """A level and a region from ``start``; a region printed with the wrong level is still that region."""
    level = _LEVEL.match(text, start)
    if not level:
        return None
    word = level["level"].lower()
    kind = "provinsi" if word.startswith("pro") else "kabupaten" if word.startswith("kab") else "kota"
    other = {"kabupaten": "kota", "kota": "kabupaten", "provinsi": "provinsi"}[kind]
    return longest(text, level.end(), regions_of(kind)) or longest(text, level.end(), regions_of(other))


def _without_level(text: str, start: int) -> Place | None:
    """A region or seat from ``start`` that begins with a capital, whatever its level."""
    lead = _CLASS.match(text, start)
    at = lead.end() if lead else start
    return longest(text, at, places()) if text[at:at + 1].isupper() else None


_UNLEVELLED = {"11", "31", "34"}  # "Dinas Kesehatan Aceh", "Bappeda DIY": provinces that go without the word


def _special_province(text: str, start: int) -> Place | None:
    """Aceh, Jakarta or Yogyakarta from ``start``, where no other region's name begins like that."""
    place = _without_level(text, start)
    return place if place and set(place[1]) <= _UNLEVELLED else None


def towns_first(codes: tuple[str, ...]) -> tuple[str, ...]:
    """What is named after its seat sits in the town: "Pengadilan Agama Solok" is that of the kota."""
    return tuple(sorted(codes, key=lambda c: by_code()[c].type != "kota"))


def _seat(printed: str) -> str:
    """The seat of a court that ``printed`` ends with, "" if it is none."""
    words = printed.split()
    return next((s for s in facts.institutions()["kedudukan"]
                 if squash(s) == squash("".join(words[-len(s.split()):]))), "")


# ---------------------------------------------------------------- heads


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of all heads, longest first, and the kind of each fixed one by its squashed name."""
    data = facts.institutions()
    kinds = {squash(name): kind for kind, entry in _fixed().items() for name in (entry["nama"], *entry.get("juga", ()))}
    names = [str(name) for entry in _fixed().values() for name in (entry["nama"], *entry.get("juga", ()))]
    heads = [*data["terbuka"], *data["kosong"]]
    short = [n for n in names if n.isupper() and " " not in n]
    long = [n for n in names if n not in short]
    initials = "".join(sorted({n[0].lower() + n[0].upper() for n in (*long, *heads)} | {n[0] for n in short}))

    def either(words: Iterable[str]) -> str:
        return "|".join(spaced(words))

    def spaced(words: Iterable[str]) -> list[str]:
        return [re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)]

    pattern = (rf"\b(?=[{initials}])(?:(?:[Ss]ekretariat|SEKRETARIAT)\s+(?:[Pp]ada\s+)?(?=KPU|[KBkb]\w+\s))?"
               rf"(?:(?P<fixed>{any_case(spaced(long))}|{either(short)})|(?P<open>{either(heads)}|"
               rf"{either(h.upper() for h in heads)}))(?!\w|/(?!\s*{_CHAMBERS}))")
    return re.compile(pattern), kinds


@lru_cache(maxsize=4096)
def find_units(text: str) -> tuple[Unit, ...]:
    """All named institutions of ``text``, in order."""
    return tuple(_units(text))


def _units(text: str) -> Iterator[Unit]:
    pattern, kinds = _heads()
    found = list(pattern.finditer(text))
    for i, head in enumerate(found):
        limit = found[i + 1].start() if i + 1 < len(found) else len(text)
        kind = kinds[squash(head["fixed"])] if head["fixed"] else ""
        unit = _fixed_unit(text, head, kind) if kind else None
        if unit is None and (not kind or local_body(kind)):
            unit = _open_unit(text, head, kind, limit)
        if unit:
            yield unit


def _printed(kind: str, head: str) -> str:
    """How a body is called: parts of a regional government as printed ("Inspektorat Daerah", but "Dinas Kesehatan" for
    "Dinkes"), others by their usual short name."""
    entry = _fixed()[kind]
    names = (entry["nama"], *entry.get("juga", ())) if local_body(kind) else ()
    printed = next((str(name) for name in names if squash(name) == squash(head)), "")
    return printed if " " in printed or printed.isupper() else str(entry["nama"])


def _fixed_unit(text: str, head: re.Match[str], kind: str) -> Unit | None:
    body = _printed(kind, head["fixed"])
    if centre := _CENTRE.match(text, head.end()):
        return Unit(head.start(), centre.end(), kind, body, (), True)
    if kind in _IMPLIED:
        place = longest(text, head.end(), regions_of(_IMPLIED[kind]))
        return Unit(head.start(), place[0], kind, body, place[1], True) if place else None
    if place := _with_level(text, head.end()):
        return Unit(head.start(), place[0], kind, body, place[1], True)
    if kind == "pemda" or not (place := (_special_province if local_body(kind) else _without_level)(text, head.end())):
        return None
    seat = _seat(text[head.end():place[0]])
    if bare_kind(kind):
        if part := _part_of_town(text, place, kind):
            lead = _CLASS.match(text, head.end())
            seat = title(text[lead.end() if lead else head.end():part].split())
            return Unit(head.start(), part, kind, body, towns_first(place[1]), False, seat)
        return Unit(head.start(), place[0], kind, body, towns_first(place[1]), False, seat)
    return None if seat else Unit(head.start(), place[0], kind, body, place[1], len(place[1]) == 1)


_NUMBERED = re.compile(r"\s+(?:I{1,3}|IV|V)(?!\w)")
_CAPITALISED = re.compile(r"\s+([A-Z][a-z]{3,}|[A-Z]{4,})(?!\w)")


def _part_of_town(text: str, place: Place, kind: str) -> int:
    """Where the part of the town ends that a body of ``kind`` is named after: "KPPN Jakarta II", "KPP Pratama Surabaya
    Gubeng"; 0 where there is none."""
    parts = _fixed()[kind].get("bagian")
    numbered = _NUMBERED.match(text, place[0]) if parts else None
    if numbered or not isinstance(parts, list) or not set(place[1]) & set(parts):
        return numbered.end() if numbered else 0
    word = _CAPITALISED.match(text, place[0])
    return word.end() if word and word[1].casefold() not in _ends() else 0


@cache
def _ends() -> frozenset[str]:
    return frozenset(str(w).casefold() for w in (*facts.institutions()["tanpa_wilayah"]["henti"], "Jalan", "Kantor"))


_GAP = re.compile(r"(?:[\s,/&-]+(?:[A-Z][\w.'’/-]*|dan|serta|dr\.|di|\([A-Z][A-Za-z]{1,11}\)))*\s*")
_REGION = re.compile(r"(?<=[\s)])(?:Aceh|ACEH|(?:DKI\s+)?(?:Jakarta|JAKARTA)|DIY|D\.?I\.?\s+\w+|"
                     r"(?:Daerah\s+(?:Khusus|Istimewa)|DAERAH\s+(?:KHUSUS|ISTIMEWA))\s+\w+)\b")
_ACRONYM = re.compile(r"\([^()]*\)")
_SMALL = {"dan", "serta", "di"}


def title(words: Iterable[str]) -> str:
    """``words`` as a name: small words small, abbreviations as they are."""
    short = facts.institutions()["pendek"]
    return " ".join(w.lower() if (low := w.lower()) in _SMALL
                    else w if w.isupper() and len(w) < 5 and low not in short else w.title() for w in words)


def _open_unit(text: str, head: re.Match[str], kind: str, limit: int) -> Unit | None:
    """A head whose name goes on in capitals up to a level and region: "Dinas Tenaga Kerja Kabupaten Sleman"."""
    gap = _GAP.match(text, head.end(), min(limit, head.end() + 120))
    if gap is None:
        return None
    level = _LEVEL_WORD.search(text, head.end(), min(limit, gap.end() + 12))
    region = _REGION.search(text, head.end(), gap.end()) if level is None else None
    until = level.start() if level else region.start() if region else 0
    place = _with_level(text, until) if level else _special_province(text, until) if region else None
    if place is None:
        return None
    words = re.findall(r"[^\W\d_][\w.'’]*", _ACRONYM.sub(" ", text[head.end():until]))
    empty_allowed = kind or squash(head["open"]) in map(squash, facts.institutions()["kosong"])
    if set(map(str.lower, words)) <= _SMALL and not empty_allowed:
        return None
    body = title(head[0].split() + words)
    return Unit(head.start(), place[0], kind or _open_kind(head["open"], words), body, place[1], True)


def _open_kind(head: str, words: list[str]) -> str:
    """The kind of an open name: head and first word, and the second where the first says little."""
    plain = [w.lower() for w in words if w.lower() not in _SMALL]
    wanted = 2 if plain and plain[0] in facts.institutions()["umum"] else 1
    return " ".join([" ".join(head.lower().split()), *plain[:wanted]])
