"""Whom a breakdown of staff is about, where neither its sentence nor its list says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from lkj_audit.model import StaffCount

WHOLE: Final = ("pendidikan", "golongan")  # dimensions that divide all people
CLOSE: Final = 10  # a breakdown that misses the only number known by a tenth of it, or less, is one of these people


def scoped(counts: Sequence[StaffCount]) -> Iterator[StaffCount]:
    """``counts`` with the scope of each breakdown: what its set or its list says, else the one total it adds up to, or
    that of another breakdown which is nearly the same."""
    yield from _of_the_same(list(_by_totals(counts)))


def _by_totals(counts: Sequence[StaffCount]) -> Iterator[StaffCount]:
    totals: dict[str, set[int]] = defaultdict(set)
    for c in counts:
        if c.dimension == "total" and c.scope:
            totals[c.scope].add(c.count)
        if c.dimension == "status":
            totals[c.group].add(c.count)
    sets: dict[tuple[str, str], int] = defaultdict(int)
    for c in counts:
        sets[c.set_id, c.dimension] += c.count
    stated = {c.set_id: c for c in counts if c.dimension == "total"}
    for c in counts:
        if c.scope or c.dimension == "total":
            yield c
            continue
        size = sets[c.set_id, c.dimension]
        own = stated.get(c.set_id)
        if own and own.count == size:
            yield replace(c, scope=own.scope)
            continue
        # statuses divide all staff (or the ASN), never one status
        wholes = ("pegawai", "asn") if c.dimension == "status" else tuple(totals)
        fitting = [s for s in wholes if size in totals.get(s, ())]
        if not fitting and c.dimension in WHOLE and c.value.table is None and _near(size, totals):
            fitting = list(totals)
        yield replace(c, scope=fitting[0] if len(fitting) == 1 else "")


def _near(size: int, totals: Mapping[str, AbstractSet[int]]) -> bool:
    """Whether only one number of people is known, and a breakdown of ``size`` is not far off it."""
    numbers = [n for known in totals.values() for n in known]
    return len(numbers) == 1 and CLOSE * abs(size - numbers[0]) <= numbers[0]


def _of_the_same(counts: Sequence[StaffCount]) -> Iterator[StaffCount]:
    """``counts`` where a breakdown of nobody known is of the people of another one that has the same groups, and the
    same numbers in all of them but one."""
    sets: dict[tuple[str, str], dict[str, StaffCount]] = defaultdict(dict)
    for c in counts:
        sets[c.set_id, c.dimension][c.group] = c
    for c in counts:
        own = sets[c.set_id, c.dimension]
        if c.scope or c.dimension == "total" or len(own) < 3:
            yield c
            continue
        others = (o for (_, dimension), o in sets.items() if dimension == c.dimension and o.keys() == own.keys())
        near = (o for o in others if sum(o[g].count != n.count for g, n in own.items()) == 1)
        scopes = {next(iter(o.values())).scope for o in near} - {""}
        yield replace(c, scope=scopes.pop()) if len(scopes) == 1 else c
