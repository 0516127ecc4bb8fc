"""Which finding is meant by a decision: in the reports of which unit and year it was ever found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lkj_audit.model import Decision
from lkj_audit.store.results import Store

# a fingerprint is of hexadecimal digits, and "g" comes after all of them
_FOUND = """
SELECT DISTINCT a.unit, a.year, f.fingerprint, f.rule FROM findings f JOIN audits a ON a.id = f.audit
WHERE f.fingerprint BETWEEN ? AND ? || 'g' ORDER BY 1, 2, 3"""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that the reports of a unit (``AuditResult.unit``) and year have, or had."""

    unit: str
    year: int | None
    fingerprint: str
    rule: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of decisions: ``made`` now, ``same`` as was decided before, or on findings that are ``unknown``."""

    made: tuple[Decision, ...]
    same: tuple[Decision, ...]
    unknown: tuple[Decision, ...]


def take(store: Store, decisions: Iterable[Decision]) -> Taken:
    """Make the decisions on findings that the stored reports of their unit and year have or had; of several on one
    finding the last holds. Raises a StoreError."""
    made, same, unknown = [], [], []
    for d in {(d.unit, d.year, d.fingerprint): d for d in decisions}.values():
        if not any((f.unit, f.year, f.fingerprint) == (d.unit, d.year, d.fingerprint)
                   for f in found(store, d.fingerprint)):
            unknown.append(d)
        elif d in store.decisions(d.unit, d.year):
            same.append(d)
        else:
            made.append(d)
    store.decide(made)
    return Taken(tuple(made), tuple(same), tuple(unknown))


def found(store: Store, prefix: str) -> list[Found]:
    """The stored findings whose fingerprint is ``prefix``, or begins with it where none is. Raises a StoreError."""
    every = [Found(**row) for row in map(dict, store._rows(_FOUND, (prefix, prefix)))]
    return [f for f in every if f.fingerprint == prefix] or every
