"""The plan and result tables of a report: whose they are, and which of their rows are the same indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lkj_audit.model import Indicator, Link, Report, TypedTable
from lkj_audit.normalize.once import once
from lkj_audit.normalize.tables.owners import level

_TITLE = {
    "pk": re.compile(r"\b(?:perjanjian|penetapan)\s+kinerja\b.*?\b(20\d\d)\b", re.I | re.S),
    "rkt": re.compile(r"\b(?:rencana\s+(?:kinerja|kerja)|rkt|renja)\b.*?\b(20\d\d)\b", re.I | re.S),
}
_REVISED = re.compile(r"(?<!sebelum )\b(?:perubahan|revisi)\b", re.I)
CLOSE_RUNNER_UP = 0.05


@dataclass(frozen=True)
class Plans:
    """The indicators of a report by kind of table ("rkt", "pk", "capaian" …), named by their index in the report."""

    report: Report

    @cached_property
    def tables(self) -> dict[str, TypedTable]:
        return {t.id: t for t in self.report.tables}

    @cached_property
    def _other_year(self) -> frozenset[str]:
        """Plans that name another year, while the same kind of plan is there for this year or for none."""
        years = {t.id: _plan_year(t) for t in self.report.of_kind("rkt", "pk")}
        this = str(self.report.identity.year or "")
        settled = {self.tables[i].kind for i, y in years.items() if y in ("", this)}
        return frozenset(i for i, y in years.items() if this and y not in ("", this) and self.tables[i].kind in settled)

    def rows(self, *kinds: str, own: bool = False) -> tuple[int, ...]:
        """The indicators in tables of ``kinds`` for the reporting year; with ``own``, not those of subordinates."""
        if (kinds, own) not in self._rows:
            self._rows[kinds, own] = tuple(
                i for i, row in enumerate(self.report.indicators) if row.source in kinds
                and row.table not in self._other_year and not (own and row.table in self._of_others))
        return self._rows[kinds, own]

    @cached_property
    def _rows(self) -> dict[tuple[tuple[str, ...], bool], tuple[int, ...]]:
        """The ``rows`` that were asked for before."""
        return {}

    @cached_property
    def _of_others(self) -> frozenset[str]:
        """Agreements of subordinates. A deputy's, such as a secretary's, is one of them where the head has one too and
        the deputy's has little of what the unit plans and reports: in one unit he answers for all of it, in another
        for his own office alone."""
        levels = {t.id: level(t.owner) for t in self.report.of_kind("pk")}
        below, deputies = ({i for i, n in levels.items() if n == wanted} for wanted in (2, 1))
        if deputies | below == set(levels):
            return frozenset(below)
        unit = self.rows("rkt", "capaian")
        for table in deputies:
            mine = [i for i, row in enumerate(self.report.indicators) if row.table == table]
            if sum(bool(self.partners(i, unit)) for i in mine) * 2 < len(mine):
                below.add(table)
        return frozenset(below)

    @cached_property
    def links(self) -> dict[int, dict[int, Link]]:
        """For each indicator its partners."""
        out: dict[int, dict[int, Link]] = {}
        for link in self.report.links:
            out.setdefault(link.a, {})[link.b] = link
            out.setdefault(link.b, {})[link.a] = link
        return out

    def partners(self, row: int, among: Iterable[int]) -> list[int]:
        """Those of ``among`` that are the same indicator as ``row``."""
        mine = self.links.get(row, {})
        return [other for other in among if other in mine]

    def same(self, rows: Iterable[int]) -> list[list[int]]:
        """``rows`` gathered so that rows linked to each other, or alike in two copies of a plan, stand together, in
        order of first appearance."""
        groups: list[list[int]] = []
        for row in rows:
            twins = self._twins(row)
            joined = [g for g in groups if not twins.isdisjoint(g)]
            kept = [g for g in groups if g not in joined]
            if joined:
                joined[0].extend([r for g in joined[1:] for r in g] + [row])
                kept.insert(min(groups.index(g) for g in joined), joined[0])
            else:
                kept.append([row])
            groups = kept
        return groups

    def _twins(self, row: int) -> set[int]:
        """The rows linked to ``row``, and those of other tables that have its key."""
        mine = self[row]
        return {*self.links.get(row, ()), *(r for r in self._by_key.get(mine.key, ()) if self[r].table != mine.table)}

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, row in enumerate(self.report.indicators):
            if row.key:
                found.setdefault(row.key, []).append(i)
        return found

    def __getitem__(self, row: int) -> Indicator:
        return self.report.indicators[row]

    def table_of(self, row: int) -> TypedTable:
        return self.tables[self[row].table]

    def certainty(self, a: int, b: int) -> float:
        """How sure it is that ``a`` and ``b`` are the same indicator, read from tables of the right kind."""
        link = self.links[a][b]
        sure = 1.0 if link.method == "exact" else link.score
        if link.method == "assigned" and link.score - link.runner_up < CLOSE_RUNNER_UP:
            sure *= 0.7
        return min(sure, *(self.legibility(r) for r in (a, b)))

    def legibility(self, row: int) -> float:
        """How sure it is that ``row`` was read right and stands in a table of the kind that was taken."""
        return min(self[row].name.confidence, self.table_of(row).confidence)

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The tables whose titles say that they were changed during the year."""
        return frozenset(t.id for t in self.report.tables if _REVISED.search(" ".join(titles(t))))

    def revised(self, row: int) -> bool:
        """Whether ``row`` stands in a plan that was changed during the year."""
        return self[row].table in self._changed

    def superseded(self, row: int) -> bool:
        """Whether ``row`` stands in the unit's agreement as it was before a change that the report prints as well."""
        if self[row].source != "pk" or self.table_of(row).id in self._of_others:
            return False
        return not self.revised(row) and any(self.revised(r) for r in self.rows("pk", own=True))


plans_of = once(Plans)


def titles(typed: TypedTable) -> list[str]:
    """The caption, or else the short lines before a table, the nearest first."""
    if typed.table.caption:
        return [typed.table.caption]
    return [line for line in reversed(typed.table.context[-4:]) if len(line) < 160]


def _plan_year(typed: TypedTable) -> str:
    """The year in the title of a plan, "" where the title has none."""
    for title in titles(typed):
        if m := _TITLE[typed.kind].search(title):
            return m[1]
    return ""
