"""Breakdowns of staff: one source's numbers for the groups of one dimension, and how two of them are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from lkj_audit.checks.sdm.counts import is_complete, is_current
from lkj_audit.model import Evidence, Report, StaffCount
from lkj_audit.normalize.staff.persons import LISTS

DIMENSIONS = ("pendidikan", "golongan", "eselon", "kelamin")
_WIDE = {"d1/d2/d3": ("d1", "d2", "d3"), "d4/s1": ("d4", "s1")}  # groups that some reports give as one
_ABBREVIATED = ("pns", "cpns", "asn", "pppk", "ppnpn")
_YEAR = re.compile(r"\b20\d\d\b")
_SPELT = {"l": "laki-laki", "p": "perempuan", "tidak_sekolah": "tidak sekolah", "kasubbag": "kepala subbagian",
          "kabag": "kepala bagian", "kabid": "kepala bidang", "kasi": "kepala seksi", "sekretaris": "sekretaris",
          "struktural": "pejabat struktural"}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The groups of ``dimension`` among the people of ``scope``; ``table`` is None for text; ``listed`` when counted
    from a list of names."""

    dimension: str
    scope: str
    set_id: str
    table: str | None
    listed: bool
    counts: Mapping[str, StaffCount]

    @property
    def size(self) -> int:
        return sum(c.count for c in self.counts.values())

    @property
    def page(self) -> int:
        return next(iter(self.counts.values())).value.places[0].page


class Difference(NamedTuple):
    """One group that two breakdowns count differently."""

    group: str
    stated: int
    expected: int
    evidence: tuple[Evidence, ...]

    def __str__(self) -> str:
        return f"{name_of_group(self.group)} {self.stated} ≠ {self.expected}"


def population_name(scope: str) -> str:
    """What a reader calls the people of ``scope``, all staff where it is ""."""
    return scope.upper() if scope in _ABBREVIATED else scope or "pegawai"


def name_of_group(group: str) -> str:
    return _SPELT.get(group, group.upper())


def breakdowns(report: Report) -> Iterator[Breakdown]:
    """All breakdowns of this year's staff whose people are known, with two groups at least."""
    kinds = {t.id: t.kind for t in report.tables}
    for set_id, dimension in dict.fromkeys((c.set_id, c.dimension) for c in report.staff if c.dimension in DIMENSIONS):
        members = [c for c in report.staff if (c.set_id, c.dimension) == (set_id, dimension)]
        counts = {c.group: c for c in members}
        first = members[0]
        listed = kinds.get(first.value.table or "") in LISTS
        usable = len(counts) == len(members) and bool(first.scope) and (listed or len(counts) > 1)
        whole = all(is_current(report, c) and is_complete(report, c) for c in members)
        if usable and whole and _of_year(report, first):
            yield Breakdown(dimension, first.scope, set_id, first.value.table, listed, counts)


def _of_year(report: Report, count: StaffCount) -> bool:
    """Whether the table's caption and headings name the reporting year, or none."""
    if count.value.table is None:
        return True
    table = report.table(count.value.table).table
    years = {int(y) for y in _YEAR.findall(" ".join((table.caption or "", *table.header)))}
    return not years or report.identity.year is None or years == {report.identity.year}


def differences(a: Breakdown, b: Breakdown) -> list[Difference]:
    """The groups that ``a`` (stated) and ``b`` (expected) count differently, in ``a``'s order. A group that only one of
    them names is none in the other if both have the same size, or else if the one that lacks it is a table."""
    keys = {*a.counts, *b.counts}
    ours, theirs = _folded(a, keys), _folded(b, keys)
    out = []
    for group in (*ours, *(g for g in theirs if g not in ours)):
        mine, other = ours.get(group, []), theirs.get(group, [])
        if not (mine and other) and a.size != b.size and not (b if mine else a).table:
            continue
        stated, expected = sum(c.count for c in mine), sum(c.count for c in other)
        if stated != expected:
            out.append(Difference(group, stated, expected, (
                *(Evidence("stated", c.value) for c in mine), *(Evidence("expected", c.value) for c in other))))
    return out


def _folded(breakdown: Breakdown, keys: set[str]) -> dict[str, list[StaffCount]]:
    """The counts by the finest groups that both breakdowns (with the groups ``keys`` together) know."""
    wider = {member: wide for wide, members in _WIDE.items() if wide in keys for member in members}
    if breakdown.dimension == "golongan" and any("/" not in k for k in keys):
        wider |= {k: k.split("/")[0] for k in keys}
    out: dict[str, list[StaffCount]] = {}
    for group, count in breakdown.counts.items():
        out.setdefault(wider.get(group, group), []).append(count)
    return out


def is_some_status(report: Report, size: int) -> bool:
    """Whether ``size`` is the number of one status, or of some together but not all: then a breakdown that seems to be
    of all staff may be of these."""
    by_status = {c.group: c.count for c in report.staff if c.dimension == "status" and not c.listed}
    return any(sum(some) == size for n in range(1, len(by_status)) for some in combinations(by_status.values(), n))


def missing_people(a: Breakdown, b: Breakdown, found: list[Difference]) -> bool:
    """Whether the differences are no more than the people whom one of the two counts in addition: then the totals are
    wrong (SDM101 to SDM103), not the groups."""
    return a.size != b.size and sum(abs(d.stated - d.expected) for d in found) == abs(a.size - b.size)
