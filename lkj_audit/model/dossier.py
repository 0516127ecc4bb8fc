"""What the rules across documents know of each report, and how its documents belong together.

A batch holds hundreds of reports: a ``Gist`` keeps of each only what can be compared with another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lkj_audit.model.places import Place
from lkj_audit.model.report import BudgetLine, Identity, Value

DocumentKind = Literal["lkj", "pk", "rkt", "renstra", "anggaran", "lain"]
KINDS: tuple[DocumentKind, ...] = ("lkj", "pk", "rkt", "renstra", "anggaran", "lain")


@dataclass(frozen=True, slots=True)
class Part:
    """One document in a PDF: from page ``first`` to page ``last``; ``year`` where its title names one."""

    kind: DocumentKind
    first: int
    last: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a table says of an indicator for a year. ``figure`` is "target", "realisasi", "capaian", or "hasil" where a
    heading does not tell which of the last two; ``source`` the kind of table and ``where`` what a reader calls it;
    ``key`` the indicator's name made comparable."""

    figure: str
    year: int
    key: str
    name: Value
    value: Value
    source: str
    where: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the running text."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """What can be compared of one PDF. ``parts`` are the documents in it; ``chapters`` the Roman numbers of its BAB;
    ``cells`` all its names in tables, made comparable; ``opening`` its first words, as proof of which document it is;
    ``renewed``, ``plan_revised`` and ``budget_revised`` where it says that indicators, plans or budget were changed;
    ``partial`` where it names months but not the year's last; ``completeness`` how sure it is that what was not found
    is not there."""

    path: str
    sha256: str
    identity: Identity
    parts: tuple[Part, ...] = ()
    chapters: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    passages: tuple[Passage, ...] = ()
    cells: tuple[str, ...] = ()
    opening: Value | None = None
    renewed: bool = False
    plan_revised: bool = False
    budget_revised: bool = False
    partial: bool = False
    completeness: float = 1.0

    @property
    def kinds(self) -> frozenset[DocumentKind]:
        return frozenset(p.kind for p in self.parts)


@dataclass(frozen=True, slots=True)
class Dossier:
    """The documents of one unit and year. ``reports`` are the pieces of one LKj, ``plans`` its PK, RKT and Renstra in
    other files, ``budgets`` the print-outs of its budget, ``before`` the LKj of the year before, in all its versions,
    ``twins`` other versions of this LKj. ``unit`` is the unit's key."""

    unit: str
    year: int | None
    reports: tuple[Gist, ...]
    plans: tuple[Gist, ...] = ()
    budgets: tuple[Gist, ...] = ()
    before: tuple[Gist, ...] = ()
    twins: tuple[Gist, ...] = ()

    @property
    def path(self) -> str:
        """The file that stands for the LKj, "" when it has none."""
        return self.reports[0].path if self.reports else ""

    def files(self) -> Iterator[Gist]:
        """Every file of this year."""
        yield from dict.fromkeys((*self.reports, *self.plans, *self.budgets, *self.twins))


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """All that is compared with each other: the dossiers, and the files that belong to none because their unit, year or
    kind is not known."""

    dossiers: tuple[Dossier, ...]
    loose: tuple[Gist, ...] = field(default=())

    def gists(self) -> tuple[Gist, ...]:
        """Every file once."""
        found = {g.path: g for d in self.dossiers for g in d.files()} | {g.path: g for g in self.loose}
        return tuple(found.values())
