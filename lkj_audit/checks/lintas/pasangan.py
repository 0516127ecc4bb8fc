"""The same indicator in two documents: which statements of it belong together, and whether they can both be true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lkj_audit.checks.judging import distinct
from lkj_audit.checks.kinerja.target import apart
from lkj_audit.model import Evidence, Gist, Link, Said, Value
from lkj_audit.normalize.linking.links import link_keys
from lkj_audit.normalize.narrative.plans import CLOSE_RUNNER_UP


class Statement(NamedTuple):
    """What a document says of an indicator, and which document."""

    said: Said
    gist: Gist


class Matter(NamedTuple):
    """One indicator: ``there`` the statements of the other document that say the same of it, ``here`` those of the LKj,
    each with how sure it is that they are about the same."""

    there: tuple[Statement, ...]
    here: tuple[tuple[Statement, float], ...]


def statements(gists: Iterable[Gist], year: int | None, figures: Sequence[str], sources: Sequence[str] = (),
               ) -> list[Statement]:
    """What the tables of ``gists`` that are of the kinds ``sources`` (all when empty) say of ``year``."""
    return [Statement(s, g) for g in gists for s in g.said
            if s.year == year and s.figure in figures and (not sources or s.source in sources)]


def matters(here: Sequence[Statement], there: Sequence[Statement]) -> Iterator[Matter]:
    """The indicators of ``there`` that ``here`` speaks of as well. Tables are compared two by two, for only within a
    table is every name another indicator's."""
    links: dict[tuple[int, str], list[tuple[Statement, float]]] = {}
    mine, theirs = _by_table(here), _by_table(there)
    for number, table in enumerate(theirs):
        for own in mine:
            keys = list(dict.fromkeys(s.said.key for s in table))
            own_keys = list(dict.fromkeys(s.said.key for s in own))
            for link in link_keys(keys, own_keys):
                found = [(s, _sureness(link)) for s in own if s.said.key == own_keys[link.b]]
                links.setdefault((number, keys[link.a]), []).extend(found)
    for (number, key), found in links.items():
        yield Matter(tuple(s for s in theirs[number] if s.said.key == key), tuple(found))


def _by_table(given: Iterable[Statement]) -> list[list[Statement]]:
    tables: dict[tuple[str, str | None], list[Statement]] = {}
    for s in given:
        tables.setdefault((s.gist.path, s.said.value.table), []).append(s)
    return list(tables.values())


def _sureness(link: Link) -> float:
    if link.method == "exact":
        return 1.0
    return link.score * (0.7 if link.method == "assigned" and link.score - link.runner_up < CLOSE_RUNNER_UP else 1.0)


def contradicts(a: Said, b: Said) -> bool:
    """Whether two figures cannot be the same: a figure rounded to fewer digits is; figures in different units are not
    compared."""
    one, other = a.value.quantity, b.value.quantity
    if one is None or other is None or not comparable(a, b):
        return False
    if one.value is not None and other.value is not None and (one.agrees(other.value) or other.agrees(one.value)):
        return False
    return apart(one, other)


def comparable(a: Said, b: Said) -> bool:
    """Whether both are grades, or both figures that may be in one unit."""
    one, other = a.value.quantity, b.value.quantity
    if one is None or other is None or bool(one.grade) != bool(other.grade):
        return False
    return one.unit == other.unit or not (one.unit and other.unit)


def evidence(role: str, value: Value, gist: Gist, dossier_path: str) -> Evidence:
    """Evidence that says in which file it stands, unless it is the one that the finding is about."""
    return Evidence(role, value, "" if gist.path == dossier_path else gist.path)


def proofs(path: str, *given: tuple[str, Statement]) -> tuple[Evidence, ...]:
    """The figures of statements, each with the name that it stands beside; those of the file ``path`` first."""
    found = [e for role, s in given for e in (evidence(role, s.said.value, s.gist, path),
                                              evidence("context", s.said.name, s.gist, path))]
    # equal boxes of different files are different places
    kept = [e for file in dict.fromkeys(e.document for e in found)
            for e in distinct(e for e in found if e.document == file)]
    return tuple(sorted(kept, key=lambda e: bool(e.document)))


def name_of_file(gist: Gist) -> str:
    """What a reader calls a document: its file's name."""
    return Path(gist.path).name
