"""KIN120 in the tables that set last year beside this year: the change, and this year's figure in the result table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.target import apart
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Quantity, Report, TypedTable, Value
from lkj_audit.normalize.linking.names import code_of
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, of_other_period, ratio, rounded
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.plain import plain

_CHANGE = re.compile(r"(?:perubahan|peningkatan|pertumbuhan|perkembangan|naik|turun)\b")


def pair_of(report: Report, table: TypedTable) -> tuple[int, int] | None:
    """The columns of the year before and of the reporting year in a table of indicators."""
    this = report.identity.year
    if this is None or named_in(table) is None or table.kind in ("renstra", "iku"):
        return None
    by_year: dict[int, int] = {}
    for c, role in enumerate(table.roles):
        name, _, year = role.partition(":")
        heading = plain(table.table.header[c])
        said = re.search(r"\b20\d\d\b", heading)
        if name not in ("realisasi", "tahun") or re.search(r"\btarget\b|\bcapaian\b|\btriwulan\b|\btw\b", heading):
            continue
        if year.isdigit() or said:
            by_year.setdefault(int(year) if year.isdigit() else int(said[0]) if said else 0, c)
        elif name == "realisasi":
            by_year.setdefault(this, c)
    return (by_year[this - 1], by_year[this]) if this in by_year and this - 1 in by_year else None


def named_in(table: TypedTable) -> int | None:
    """The column that names the indicators, or has their codes alone: "IKU 1"."""
    coded = (c for c, role in enumerate(table.roles) if role in ("", "kode") and table.table.rows
             and all(code_of(cell.text) for cell in table.table.column(c)))
    return name if (name := table.col("indikator")) is not None else next(coded, None)


def years_beside(report: Report, plans: Plans, table: TypedTable, rows: tuple[Result, ...]) -> Iterator[Outcome]:
    """Each row: the change between the two years, and this year's figure against the result table's."""
    pair, name = pair_of(report, table), named_in(table)
    assert pair is not None and name is not None
    change = _change_column(table, max(pair))
    mine = any(r.table.id == table.id and r.row.realisasi for r in rows)  # KIN110 compares these
    known = {} if mine else {plain(r.name): r for r in rows if r.table.kind == "capaian"}
    names = stories_of(plans).names if known else None
    for r in range(len(table.table.rows)):
        last, now = (table.value(r, c) for c in pair)
        label = table.value(r, name)
        a, b = last.quantity, now.quantity
        if change is not None and a and b and a.value is not None and b.value is not None:
            stated = table.value(r, change)
            if stated.quantity is not None and stated.quantity.value is not None:
                yield CHECKED
                if not is_change(stated.quantity, a, b):
                    yield _wrong_change(table, label, last, now, stated)
        named = names.titled(label.text) if names and label.text.strip() else ()
        result = known.get(plain(named[0].name if named else label.text))
        if result and result.realisasi and b and not of_other_period(result.table):
            yield CHECKED
            # a table headed by years alone may compare the capaian
            if apart(result.realisasi, b) and not rounded(result.realisasi, b) and not _is_capaian(result, b):
                yield _another(plans, table, label, now, result)


def _change_column(table: TypedTable, after: int) -> int | None:
    """The column of the change; one headed "Perubahan" is an amended figure where it does not follow both years."""
    named = (c for c, heading in enumerate(table.table.header) if c > after and _CHANGE.match(plain(heading)))
    found = table.col("selisih")
    return found if found is not None else next(named, None)


def is_change(stated: Quantity, last: Quantity, now: Quantity, points: bool = False) -> bool:
    """Whether ``stated`` is the difference, or but for ``points`` the growth in per cent or the ratio of the two, with
    or without sign."""
    assert stated.value is not None and last.value is not None and now.value is not None
    difference = now.value - last.value
    slack = (last.step + now.step) / 2 if min(last.step, now.step) < 1 else Decimal(0)
    given = [difference]
    if last.value and not points:
        given += [100 * difference / last.value, 100 * now.value / last.value]
    if now.value and not points:
        given.append(100 * difference / now.value)
    return abs(abs(stated.value) - abs(difference)) <= slack or any(
        stated.agrees(g) or stated.agrees(abs(g)) or stated.agrees(-g) for g in given)


def _is_capaian(result: Result, figure: Quantity) -> bool:
    share = ratio(result)
    stated = result.stated is not None and rounded(result.stated, figure)
    return stated or (share is not None and figure.agrees(share))


def _wrong_change(table: TypedTable, label: Value, last: Value, now: Value, stated: Value) -> Finding:
    assert last.number is not None and now.number is not None and stated.number is not None
    expected = now.number - last.number
    sure = round(min(table.confidence, stated.confidence, last.confidence, now.confidence), 2)
    return Finding("KIN120", graded("error", sure), sure,
                   {"indikator": label.text, "di": name_of(table), "lalu": last.text, "kini": now.text,
                    "selisih": stated.text, "seharusnya": expected},
                   distinct([Evidence("stated", stated), Evidence("part", last), Evidence("part", now),
                             Evidence("context", label)]),
                   item=plain(label.text), column="selisih", kind=table.kind, expected=expected, stated=stated.number,
                   difference=stated.number - expected)


def _another(plans: Plans, table: TypedTable, label: Value, now: Value, result: Result) -> Finding:
    assert result.row.realisasi is not None
    sure = round(min(table.confidence, now.confidence, result.row.realisasi.confidence,
                     plans.legibility(result.index)), 2)
    return Finding("KIN120", graded("error", sure), sure,
                   {"indikator": label.text, "di": name_of(table), "kini": now.text, "di_lain": name_of(result.table),
                    "realisasi": result.row.realisasi.text},
                   distinct([Evidence("stated", now), Evidence("expected", result.row.realisasi),
                             Evidence("context", label)]),
                   item=plain(label.text), column="realisasi", kind=table.kind, expected=result.row.realisasi.number,
                   stated=now.number, variant="tahun-ini")
