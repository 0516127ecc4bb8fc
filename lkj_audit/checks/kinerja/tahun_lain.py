"""KIN110: the figures of other years, such as the Renstra's last target or last year's realisasi, in two tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.target import apart
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report, TypedTable, Value
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import rounded
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.plain import plain

KINDS: Final = ("renstra", "iku", "capaian", "capaian_sasaran", "multi_tahun")
_ROLE: Final = re.compile(r"(target_akhir|target|realisasi|tahun)(?::(20\d\d))?")
_OF_ALL_YEARS: Final = re.compile(r"\b(?:kumulatif|akumulasi|total|jumlah seluruh)\b")
_PART: Final = re.compile(r"\b(?:triwulan|tw|semester)\b")
FEWEST: Final = 3  # indicators that two kinds of tables must share: a sum over the years agrees with none
MOST_WRONG: Final = 5  # one in so many may differ; where more do, the tables tell of something else


class Told(NamedTuple):
    """A figure of ``year`` that ``table`` gives an indicator; ``what`` is "target" or "realisasi"."""

    what: str
    year: str
    table: TypedTable
    name: Value
    value: Value


def other_years(report: Report) -> Iterator[Outcome]:
    """The few such figures that are not the same in two kinds of tables, or two tables of a kind."""
    told: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for t in _figures(report):
        told[t.what, t.year][normalize_name(t.name.text, report.identity)].append(t)
    for rows in told.values():
        seen: dict[tuple[str, str], list[tuple[str, Told, Told]]] = defaultdict(list)
        for key, figures in rows.items():
            for one, other in combinations(figures, 2):
                if one.table.id != other.table.id:
                    seen[one.table.kind, other.table.kind].append((key, one, other))
        done: set[str] = set()
        for pairs in seen.values():
            yield from [CHECKED] * len(pairs)
            wrong = [(key, one, other) for key, one, other in pairs if _differ(one.value, other.value)]
            shared = len({key for key, *_ in pairs})
            if shared < FEWEST or len({key for key, *_ in wrong}) > max(1, shared // MOST_WRONG):
                continue
            for key, one, other in wrong:
                if key not in done:
                    done.add(key)
                    yield _finding(one, other)


def in_sheets(plans: Plans) -> Iterator[Outcome]:
    """The one figure of an earlier year that a table of a single indicator gives otherwise than another table, where
    the two agree on another year."""
    told: dict[tuple[str, str], dict[str, Told]] = defaultdict(dict)
    for t in _figures(plans.report):
        if t.what == "realisasi":
            told[normalize_name(t.name.text, plans.report.identity), t.table.id][t.year] = t
    for sheet in stories_of(plans).sheets:
        name = sheet.rows[0].row.name
        mine = {year: Told("realisasi", year, sheet.table, name, v) for role, v in sheet.cells.items()
                if (year := role.partition(":")[2])}
        for (key, table), theirs in told.items():
            both = [y for y in mine if y in theirs] if key == normalize_name(
                name.text, plans.report.identity) and table != sheet.table.id else []
            wrong = [y for y in both if _differ(mine[y].value, theirs[y].value)]
            yield from [CHECKED] * len(both)
            if len(wrong) == 1 < len(both):
                yield _finding(theirs[wrong[0]], mine[wrong[0]])
                break


def _figures(report: Report) -> Iterator[Told]:
    last = str(report.identity.renstra[1]) if report.identity.renstra else ""
    for table in report.of_kind(*KINDS):
        name = table.col("indikator")
        said = plain(table.table.caption or "")
        if name is None or _PART.search(said):
            continue
        for column, role in enumerate(table.roles):
            m = _ROLE.fullmatch(role)
            heading = plain(table.table.header[column])
            year = (m[2] or (last if m[1] == "target_akhir" else "")) if m else ""
            what = _meaning(table, m[1], f"{said} {heading}") if m else ""
            if year in ("", str(report.identity.year)) or not what or _OF_ALL_YEARS.search(f"{said} {heading}"):
                continue
            for row in range(len(table.table.rows)):
                value = table.value(row, column)
                if value.quantity is not None and not value.filled and table.value(row, name).text.strip():
                    yield Told(what, year, table, table.value(row, name), value)


def _meaning(table: TypedTable, role: str, said: str) -> str:
    """What a column of a year holds."""
    if role != "tahun":
        return "realisasi" if role == "realisasi" else "target"
    target = table.kind in ("renstra", "iku") or "target" in said
    return "" if target == ("realisasi" in said) else "target" if target else "realisasi"


def _differ(one: Value, other: Value) -> bool:
    a, b = one.quantity, other.quantity
    return a is not None and b is not None and apart(a, b) and not (
        a.value is not None and b.value is not None and rounded(a, b))


def _finding(one: Told, other: Told) -> Finding:
    sure = round(0.8 * min(v.confidence for v in (one.name, one.value, other.name, other.value)), 2)
    a, b = one.value.number, other.value.number
    return Finding("KIN110", graded("warning", sure), sure,
                   {"indikator": one.name.text, "kolom": one.what, "tahun": one.year, "di": name_of(one.table),
                    "nilai": one.value.text, "di_lain": name_of(other.table), "nilai_lain": other.value.text},
                   distinct([Evidence("expected", one.value), Evidence("stated", other.value),
                             Evidence("context", one.name), Evidence("context", other.name)]),
                   item=plain(one.name.text), column=f"{one.what} {one.year}", kind="capaian", expected=a, stated=b,
                   difference=b - a if a is not None and b is not None else None, variant="tahun")
