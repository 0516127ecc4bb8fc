"""One target that differs from those of several other tables is one finding, and so is the capaian that follows from
theirs: "11 in the Capaian, 12 in PK and RKT, and a capaian of 100 % of 12"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit.checks.roots import GRAVE, joined
from lkj_audit.model import Finding, Place, Value
from lkj_audit.normalize.text.plain import plain

RULES: Final = ("KIN103", "KIN106", "KIN107", "KIN108", "KIN115")
OF_CAPAIAN: Final = "KIN109"
Cell = tuple[Place, ...]


class _Side(NamedTuple):
    """The cell of a target, what is printed there, and what the other tables of the finding give instead."""

    cell: Value
    said: str
    instead: str


def once(findings: Sequence[Finding]) -> list[Finding]:
    """``findings`` with those that one other target in one cell would mend as one, the gravest, best one that states
    this cell; the order of the rest is kept."""
    sides: dict[tuple[str, Cell, str], list[tuple[int, _Side]]] = defaultdict(list)
    for i, finding in enumerate(findings):
        for side in _sides(finding):
            sides[finding.item, side.cell.places, side.instead].append((i, side))
    instead: dict[int, Finding | None] = {}
    for uses in sorted(sides.values(), key=len, reverse=True):
        members = list(dict.fromkeys(i for i, _ in uses if i not in instead))
        root = uses[0][1]
        also = [i for i, f in enumerate(findings) if members and i not in instead and _follows(f, root)]
        if len(members) + len(also) < 2 or not members:
            continue
        first, *others = sorted(members, key=lambda i: (GRAVE[findings[i].severity], _states(findings[i], root),
                                                        findings[i].rule))
        instead |= {first: joined(findings[first], [findings[i] for i in (*others, *also)], root.cell),
                    **dict.fromkeys((*others, *also))}
    return [f for i, old in enumerate(findings) if (f := instead.get(i, old)) is not None]


def _sides(finding: Finding) -> list[_Side]:
    if finding.rule not in RULES or finding.column != "target":
        return []
    stated, expected = ([e.value for e in finding.evidence if e.role == role] for role in ("stated", "expected"))
    if any(len({_said(v) for v in side}) != 1 for side in (stated, expected)):
        return []
    return [_Side(v, _said(v), _said(others[0])) for own, others in ((stated, expected), (expected, stated))
            for v in own]


def _said(value: Value) -> str:
    return plain(value.text) if value.number is None else str(value.number.normalize())


def _states(finding: Finding, root: _Side) -> bool:
    return not any(e.role == "stated" and e.value.places == root.cell.places for e in finding.evidence)


def _follows(finding: Finding, root: _Side) -> bool:
    """Whether ``finding`` is of a capaian that is right of the target that the other tables give."""
    by_role = {e.role: e.value for e in finding.evidence if e.role in ("stated", "part", "whole")}
    if finding.rule != OF_CAPAIAN or len(by_role) < 3 or by_role["whole"].places != root.cell.places:
        return False
    stated, reached = by_role["stated"].quantity, by_role["part"].number
    target = Decimal(root.instead) if by_role["whole"].number is not None else Decimal(0)
    if stated is None or reached is None or not target:
        return False
    return stated.agrees(100 * reached / target) or stated.agrees(100 * (2 * target - reached) / target)
