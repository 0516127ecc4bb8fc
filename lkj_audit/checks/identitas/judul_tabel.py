"""IDN102: the caption of a table names another year than its columns, or its figures, which are of this year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.aritmetika.hasil import BUDGET
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report, TypedTable, Value
from lkj_audit.normalize.text.cues import value_of

FEWEST: Final = 2  # columns that say of which year they are, or amounts that do
LARGE: Final = 10 ** 6  # rupiah; smaller amounts recur
_YEAR: Final = re.compile(r"(?<![\d/])20\d\d(?![\d/])")
_OF_YEAR: Final = re.compile(r"\b(?:target|realisasi|capaian|pagu|anggaran)\b", re.I)
# A plan, a regulation or a comparison names its own year.
_ANOTHER: Final = re.compile(r"\b(?:renstra|rencana\s+strategis|rpjm\w*|rkpd|peraturan|keputusan|nomor|banding\w*|"
                             r"perbandingan|sejak|semula|awal|tren\w*|perkembangan|evaluasi|sampai|hasil|data)\b", re.I)


def captions(report: Report) -> Iterator[Outcome]:
    """Captions of tables in whose headings the reporting year stands with two columns or more, and no other year; those
    of results of a year to come, and those of tables whose amounts are this year's elsewhere."""
    own = str(report.identity.year)
    yield from _by_figures(report, own)
    for typed in report.tables:
        caption = typed.table.caption or ""
        years = set(_YEAR.findall(caption))
        told = [_YEAR.findall(h) for h in typed.table.header if _OF_YEAR.search(h)]
        if len(years) != 1 or len([y for y in told if y]) < FEWEST or _ANOTHER.search(caption):
            continue
        if {y for h in typed.table.header for y in _YEAR.findall(h)} != {own}:
            continue
        yield CHECKED
        if own not in years:
            yield _finding(report, typed, caption, years.pop())


def _by_figures(report: Report, own: str) -> Iterator[Outcome]:
    """Budget tables whose captions name one other year."""
    amounts = {t.id: _amounts(t) for t in report.of_kind(*BUDGET)}
    for typed in report.of_kind(*BUDGET):
        caption = typed.table.caption or ""
        years = set(_YEAR.findall(caption))
        headed = {y for h in typed.table.header for y in _YEAR.findall(h)}
        if len(years) != 1 or own in years or headed or _ANOTHER.search(caption):
            continue
        yield CHECKED
        twins = [t for t in report.of_kind(*BUDGET) if len(amounts[t.id] & amounts[typed.id]) >= FEWEST
                 and set(_YEAR.findall(" ".join((t.table.caption or "", *t.table.header)))) == {own}]
        done = {"realisasi", "persen"} <= set(typed.roles) and max(years) > own
        if done or twins:
            yield _finding(report, typed, caption, max(years))


def _amounts(typed: TypedTable) -> set[Decimal]:
    return {q.value for row in typed.quantities for q in row if q and q.value is not None and q.value >= LARGE}


def _finding(report: Report, typed: TypedTable, caption: str, year: str) -> Finding:
    value = _value(typed, caption, year)
    sure = round(0.85 * min(value.confidence, report.identity.confidence or 1.0), 2)
    return Finding("IDN102", graded("warning", sure), sure,
                   {"tahun": year, "tahun_laporan": str(report.identity.year), "kalimat": caption},
                   (Evidence("stated", value),), item=re.sub(r"\d+", "", caption.casefold())[:120], column=year,
                   variant="tabel")


def _value(typed: TypedTable, caption: str, year: str) -> Value:
    """The year in the block of the caption, or the caption as the table has it."""
    block = typed.table.caption_block
    start = block.text.find(year) if block else -1
    if block and start >= 0:
        return value_of(block, start, start + len(year))
    return Value(caption, typed.table.rows[0][0].places[:1] if typed.table.rows else (), table=typed.table.id)
