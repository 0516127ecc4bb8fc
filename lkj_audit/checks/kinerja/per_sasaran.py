"""KIN113: means of sasaran, in a table of sasaran or where a sentence gives its number, and of named indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lkj_audit.model import Claim, Quantity, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.recognition import places
from lkj_audit.normalize.narrative.results import Result, achieved
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.ordinals import order, word_key
from lkj_audit.normalize.text.plain import plain

SHOWN: Final = 2  # sasaran whose figure is their mean, for one whose is not
_NUMBERED: Final = re.compile(
    r"\bsasaran(?: (?:strategis|kegiatan|program|kinerja))? (?:yang )?(?:ke[ -]?)?(?:(?P<number>\d{1,2})|"
    r"(?P<word>pertama|kedua|ketiga|keempat|kelima|keenam))\b", re.I)

_AVERAGED: Final = re.compile(r"\b(?:rata-?\s?rata|rerata)\b", re.I)

Wrong = tuple[Value, list[Value]]  # a mean and what it should be the mean of


def numbered(sentence: str, rows: Sequence[Result]) -> list[Result]:
    """The rows of the sasaran that ``sentence`` names by its place, none where it names several or the tables do not
    say whose the rows are."""
    found = list(_NUMBERED.finditer(sentence))
    if len(found) != 1:
        return []
    place = int(found[0]["number"] or order().get(word_key(found[0]["word"] or ""), 0))
    groups = list(grouped(rows).values())
    return groups[place - 1] if 0 < place <= len(groups) and len(groups) > 1 else []


def grouped(rows: Sequence[Result]) -> dict[str, list[Result]]:
    """The rows of the only summary table by sasaran, in its order; a row without one belongs to that of the row above.
    None where the first has none."""
    own = [r for r in rows if r.table.kind == "capaian"]
    out: dict[str, list[Result]] = {}
    name = ""
    for r in own if len({r.table.id for r in own}) == 1 else ():
        name = plain(r.row.sasaran.text if r.row.sasaran else "") or name
        if not name:
            return {}
        out.setdefault(name, []).append(r)
    return out


def in_tables(report: Report, rows: Sequence[Result]) -> Iterator[tuple[TypedTable, int, list[Wrong]]]:
    """Each table of sasaran with a column of means: the table, how many are the means of their indicators, and the one
    that is not with the capaian that it should be the mean of."""
    groups = grouped(rows)
    for table in report.tables if groups else ():
        named = next((c for c in range(len(table.roles)) if sum(
            plain(row[c].text) in groups for row in table.table.rows) > SHOWN), None)
        column = next((c for c, head in enumerate(table.table.header) if "rata rata" in plain(head)), None)
        if named is None or column is None or table.col("indikator") is not None:
            continue
        fitting, wrong = 0, []
        for r, row in enumerate(table.table.rows):
            stated, own = table.value(r, column), groups.get(plain(row[named].text), [])
            values = [achieved(x) for x in own]
            if stated.quantity is None or stated.number is None or not own or None in values:
                continue
            if _is_mean(stated.quantity, [v for v in values if v is not None]):
                fitting += 1
            else:
                wrong.append((stated, [v for x in own if (v := x.capaian or x.row.realisasi)]))
        yield table, fitting, wrong if fitting >= SHOWN and len(wrong) == 1 else []


def _is_mean(stated: Quantity, values: Sequence[Decimal]) -> bool:
    mean = sum(values, Decimal(0)) / len(values)
    cut = [sum((min(v, cap) for v in values), Decimal(0)) / len(values) for cap in map(Decimal, (100, 110, 120, 150))]
    return any(stated.agrees(m) or abs(m - (stated.value or 0)) <= stated.step for m in (mean, *cut))


def of_named(plans: Plans, claim: Claim) -> list[Result]:
    """The results of the indicators that a sentence says that its average is of: "rata-rata capaian A dan B"."""
    before = claim.sentence.partition(claim.value.text)[0]
    said = _AVERAGED.split(before)[-1]
    names = stories_of(plans).names
    if names.of(said) is not None:
        return []
    return [r for _, rows in places(said, 0, len(said), names.all) for r in rows if r.table.kind == "capaian"]
