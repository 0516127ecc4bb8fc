"""Facts as data: vocabulary, regulations, scales, units, outline and regions, each read once when asked for.

The files in ``lkj_audit/data`` can be edited by someone who does not program; nothing here interprets them. What a
project's configuration adds holds inside ``with added(settings)``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from lkj_audit import yaml_
from lkj_audit.model import Regulation, Settings

T = TypeVar("T")
_DATA = Path(__file__).with_name("data")
_OWN: ContextVar[Settings] = ContextVar("own", default=Settings())  # noqa: B039 - frozen, its mappings are never changed


@contextmanager
def added(own: Settings) -> Iterator[None]:
    """Inside the block the facts have the regulations and units of ``own`` besides."""
    token = _OWN.set(own)
    try:
        yield
    finally:
        _OWN.reset(token)


def derived(make: Callable[[], T]) -> Callable[[], T]:
    """``cache`` for what is made from facts that a project may add to: made anew when the additions change."""
    kept: list[tuple[tuple[object, ...], T]] = []

    @wraps(make)
    def get() -> T:
        own = _OWN.get()
        additions = own.regulations, own.units
        if not kept or kept[0][0] != additions:
            kept[:] = [(additions, make())]
        return kept[0][1]

    return get


@dataclass(frozen=True, slots=True)
class Region:
    """One row of wilayah.csv. ``code`` is the Kemendagri code ("35.74"), ``level`` 1 province, 2 kabupaten or kota;
    ``type`` "provinsi", "kabupaten" or "kota"; ``name`` with its type ("Kota Probolinggo")."""

    code: str
    level: int
    type: str
    name: str
    province_code: str
    province: str


def _yaml(name: str) -> dict[str, Any]:
    return yaml_.load(_DATA / name)


@cache
def vocabulary() -> dict[str, Any]:
    """How tables, columns and sections are called (vocabulary.yaml)."""
    return _yaml("vocabulary.yaml")


@cache
def _regulations() -> dict[str, Any]:
    return _yaml("regulations.yaml")


@derived
def regulations() -> tuple[dict[str, Any], ...]:
    """The entries of regulations.yaml (type, number, year, title_short, status, replaced_by …), then the project's own,
    which win."""
    own = tuple(_own_entry(r) for r in _OWN.get().regulations)
    return (*_regulations()["regulations"], *own)


def _own_entry(regulation: Regulation) -> dict[str, Any]:
    entry = {**asdict(regulation), "title_short": regulation.title, "since": str(regulation.since)}
    return {k: v for k, v in entry.items() if k != "since" or regulation.since}


@derived
def own_units() -> dict[str, str]:
    """The project's own units of measure and other ways of writing them, in lower case → the unit."""
    return {word.lower(): unit.lower() for unit, words in _OWN.get().units.items() for word in (unit, *words)}


def regulation_names() -> dict[str, Any]:
    """How regulations are called (regulations.yaml): ``types``, ``issuers``, ``entry_types``, ``abbreviations``."""
    return {name: section for name, section in _regulations().items() if name != "regulations"}


@cache
def scales() -> dict[str, Any]:
    """Category scales, formulas and caps (scales.yaml)."""
    return _yaml("scales.yaml")


@cache
def units() -> dict[str, Any]:
    """How quantities are written: units, grades, opinions, operators, marks of a missing value (units.yaml)."""
    return _yaml("units.yaml")


@cache
def institutions() -> dict[str, Any]:
    """Institutions by kind, heads of open names, other names of regions (lembaga.yaml)."""
    return _yaml("lembaga.yaml")


@cache
def cues() -> dict[str, Any]:
    """The words by which running text tells what a year, a name or a figure is about (isyarat.yaml)."""
    return _yaml("isyarat.yaml")


@cache
def abbreviations() -> dict[str, list[str]]:
    """What the abbreviations of government reports stand for (singkatan.yaml)."""
    return _yaml("singkatan.yaml")


@cache
def outline() -> dict[str, Any]:
    """The parts a report must contain, under ``parts`` (outline.yaml)."""
    return _yaml("outline.yaml")


@cache
def structure() -> dict[str, Any]:
    """What the rules on structure look for in running text (struktur.yaml)."""
    return _yaml("struktur.yaml")


@cache
def regions() -> tuple[Region, ...]:
    """The provinces, kabupaten and kota of wilayah.csv, in the order of their codes there."""
    rows = csv.DictReader((_DATA / "wilayah.csv").read_text(encoding="utf-8").splitlines())
    return tuple(
        Region(row["code"], int(row["level"]), row["type"], row["name"], row["province_code"], row["province"])
        for row in rows
    )


@cache
def kinds() -> dict[str, Any]:
    """How tables, columns, owners and groups of people are recognised, and which words part siblings (kinds.yaml)."""
    return _yaml("kinds.yaml")


@cache
def dossier() -> dict[str, Any]:
    """How the documents of a dossier are recognised (dosir.yaml)."""
    return _yaml("dosir.yaml")


@cache
def selftest() -> dict[str, Any]:
    """What the selftest makes reports of: agencies, indicators, programmes, names (selftest.yaml)."""
    return _yaml("selftest.yaml")


@cache
def checklist() -> dict[str, list[dict[str, Any]]]:
    """The items of the Formulir Checklist Reviu by group (checklist_reviu.yaml)."""
    groups: dict[str, list[dict[str, Any]]] = _yaml("checklist_reviu.yaml")["groups"]
    return groups
