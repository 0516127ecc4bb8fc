"""Which documents of a batch belong together: those of one unit and year, however they are spread over files.

What was read is corrected by ``lkj-audit-dossier.toml`` in the folder of the PDFs ::

    [[document]]
    file = "pindai-003.pdf"
    kind = "pk"                      # lkj, pk, rkt, renstra, anggaran, lain
    unit = "KPU Kabupaten Banggai"
    year = 2023
    pages = [1, 12]                  # where the PDF holds several documents: one entry for each

Every key but ``file`` may be left out: then it is as read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import ClassVar

from lkj_audit.config import SCHEMA, read_toml
from lkj_audit.errors.config import NoSuchDocument
from lkj_audit.model import Batch, DocumentKind, Dossier, Gist, Identity, Part
from lkj_audit.normalize.satker.institutions import find_units, has_one_name

FILE = "lkj-audit-dossier.toml"
SURE = 0.6  # an identity less sure than this joins no dossier: better none than another unit's
_CHAPTERS = ("I", "II", "III", "IV", "V", "VI", "VII")
_OFFICE = re.compile(r"^sekretariat (?=kpu\b|komisi pemilihan|bawaslu\b|dprd\b)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file."""

    __pydantic_config__: ClassVar = SCHEMA

    file: str
    kind: DocumentKind | None = None
    unit: str = ""
    year: int | None = None
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__: ClassVar = SCHEMA

    document: tuple[Entry, ...] = ()


@cache
def _read(file: Path, changed: float) -> tuple[Entry, ...]:
    corrections = read_toml(file, _File).document
    for n, c in enumerate(corrections, 1):
        if not (file.parent / c.file).is_file():
            raise NoSuchDocument(path=str(file), key=f"document[{n}].file", value=c.file)
    return corrections


def corrections(folder: Path) -> tuple[Entry, ...]:
    """What stands in the file of ``folder``. Raises a BadConfig, NoSuchDocument where a file is not there."""
    file = folder / FILE
    return _read(file, file.stat().st_mtime) if file.is_file() else ()


def batch(gists: Iterable[Gist]) -> Batch:
    """The dossiers of ``gists``, by unit and year. Raises a BadConfig."""
    known: list[Gist] = []
    loose: list[Gist] = []
    for gist in map(_corrected, gists):
        (known if _is_known(gist) else loose).append(gist)
    units: dict[str, list[Gist]] = {}
    for gist in known:
        units.setdefault(unit_key(gist.identity), []).append(gist)
    found = [d for unit, members in sorted(units.items()) for d in _of_unit(unit, members)]
    used = {g.path for d in found for g in d.files()}
    return Batch(tuple(found), (*loose, *(g for g in known if g.path not in used)))


def unit_key(identity: Identity) -> str:
    """The unit, its secretariat and the short form of its name being the same."""
    key = _OFFICE.sub("", identity.key)
    unit = next(iter(find_units(key)), None)
    if unit is None or (unit.start, unit.end) != (0, len(key)) or len(unit.codes) != 1 or not has_one_name(unit.kind):
        return key
    return f"{unit.kind} {unit.codes[0]}"


def unit_of(path: str, identity: Identity) -> str:
    """The unit whose document the file at ``path`` is, with what was put right by hand; "" where it is not known.
    Raises a BadConfig."""
    return unit_key(_corrected(Gist(path, "", identity)).identity)


def _corrected(gist: Gist) -> Gist:
    path = Path(gist.path)
    mine = [c for c in corrections(path.parent) if path.parent / c.file == path]
    if not mine:
        return gist
    unit = next((c.unit for c in mine if c.unit), gist.identity.satker)
    year = next((c.year for c in mine if c.year), gist.identity.year)
    sure = 1.0 if any(c.unit or c.year for c in mine) else gist.identity.confidence
    last = max((p.last for p in gist.parts), default=1)
    parts = tuple(Part(c.kind, *(c.pages or (1, last)), c.year) for c in mine if c.kind)
    return replace(gist, identity=replace(gist.identity, satker=unit, year=year, confidence=sure),
                   parts=parts or gist.parts)


def _is_known(gist: Gist) -> bool:
    who = gist.identity
    # an identity without a year is half as sure as its unit; the year may then stand in the title
    sure = who.confidence * (1 if who.year else 2)
    return bool(who.key) and sure >= SURE and gist.kinds != {"lain"}


def _of_unit(unit: str, members: Sequence[Gist]) -> Iterable[Dossier]:
    reports = [g for g in members if "lkj" in g.kinds and not g.identity.interim]
    others = [g for g in members if "lkj" not in g.kinds]
    years = {y for g in reports for y in (g.identity.year,) if y}
    years |= {y for g in others if "renstra" not in g.kinds for y in _years(g)}
    for year in sorted(years):
        plans = tuple(g for g in others if g.kinds & {"pk", "rkt", "renstra"} and _is_of(g, year))
        budgets = tuple(g for g in others if "anggaran" in g.kinds and _is_of(g, year))
        before = tuple(g for g in reports if g.identity.year == year - 1)
        versions = _versions([g for g in reports if g.identity.year == year])
        for n, version in enumerate(versions or [()]):
            twins = tuple(g for other in (*versions[:n], *versions[n + 1:]) for g in other)
            yield Dossier(unit, year, version, plans, budgets, before, twins)


def _years(gist: Gist) -> set[int]:
    """The years in the titles of the documents in a file, else that of the file."""
    titled = {p.year for p in gist.parts if p.year}
    return titled or {y for y in (gist.identity.year,) if y}


def _is_of(gist: Gist, year: int) -> bool:
    """Whether a document is of ``year``; a Renstra is of all years of its period."""
    if "renstra" in gist.kinds and gist.identity.renstra:
        first, last = gist.identity.renstra
        return first <= year <= last
    return year in _years(gist)


def _versions(reports: Sequence[Gist]) -> list[tuple[Gist, ...]]:
    """The LKj of one year: pieces with different chapters are one, those that share chapters are versions."""
    def first(gist: Gist) -> int:
        return min((_CHAPTERS.index(c) for c in gist.chapters if c in _CHAPTERS), default=0)

    versions: list[tuple[Gist, ...]] = []
    for gist in sorted(reports, key=lambda g: g.path):
        whole = next((v for v in versions if gist.chapters and all(
            g.chapters and not set(g.chapters) & set(gist.chapters) for g in v)), None)
        if whole is None:
            versions.append((gist,))
        else:
            versions[versions.index(whole)] = tuple(sorted((*whole, gist), key=first))
    return versions
