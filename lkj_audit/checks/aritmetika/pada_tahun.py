"""ARI106: "dibandingkan NKO tahun 2021 yang sebesar 105,32", and the row NKO of the table of those years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.aritmetika.hasil import told_otherwise
from lkj_audit.checks.deret import Row, misquoted
from lkj_audit.model import Finding, Report, TypedTable, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.past_figures import rows_of_years
from lkj_audit.normalize.narrative.series import told_series
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_TOLD: Final = Cued(
    r"\btahun\s+(?P<year>20\d\d)\b(?P<gap>[^.,;()\d]{0,60}?)\b(?:sebesar|mencapai|adalah|yaitu)\s+"
    r"(?P<figure>\d{1,3}[.,]\d{1,2})(?![\d/]|[.,]\d)", "sebesar", "mencapai", "adalah", "yaitu")
_ANOTHER: Final = re.compile(r"\b(?:target\w*|naik|turun|meningkat|menurun|kenaikan|peningkatan|penurunan|selisih|"
                             r"nasional|rata-rata|triwulan|semester|capaian|anggaran)\b", re.I)
_OF_YEAR: Final = re.compile(r"(?:tahun|realisasi):20\d\d")  # the role of a column
_FEWEST: Final = 3  # years of a table, and letters of a name


def in_its_year(report: Report) -> Iterator[Finding | None]:
    """For each figure that a sentence gives of a row in one of the years of a table, None, or that it is misprinted, or
    is the row's figure of another year."""
    rows = list(_rows(report))
    for _, block, m in _TOLD.over(report.document) if rows else ():
        start, end = sentence_at(block.text, m.start())
        said, figure = f" {plain(block.text[start:end])} ", parse(m["figure"])
        named = [(len(name), typed, row) for name, typed, row in rows if f" {name} " in said]
        if figure is None or not named or block.kind != "paragraph" or _ANOTHER.search(m["gap"]):
            continue
        longest = max(n for n, _, _ in named)
        best = [(typed, row) for n, typed, row in named if n == longest]
        known = best[0][1].get(m["year"])
        if len(best) > 1 or known is None or known.number is None:
            continue
        yield None
        others = [v.number for y, v in best[0][1].items() if y != m["year"]]
        stated = value_of(block, *m.span("figure"), figure)
        if stated.number is not None and stated.number != known.number and not figure.agrees(known.number) and (
                stated.number in others or _misprinted(m["figure"], known.text)):
            yield told_otherwise(best[0][0], stated, known, 0.85, "tahun")


def in_many_years(report: Report) -> Iterator[Finding | None]:
    """For each sentence with the figures of several years, None, or the one that is not the row's that it repeats."""
    if told := told_series(report.document):
        indicators = {plain(i.name.text) for i in report.indicators}
        rows = [Row(*row) for row in rows_of_years(report)
                if row[0].col("indikator") is None and plain(row[1]) not in indicators]
        yield from (off and told_otherwise(off.row.table, off.series.figures[off.year], off.row.figures[off.year], 0.85,
                                           f"tahun {off.year}") for off in misquoted(told, rows))


def _rows(report: Report) -> Iterator[tuple[str, TypedTable, dict[str, Value]]]:
    """The name and the figures by year of each row of the tables of several years, but for indicators'."""
    indicators = " | ".join(plain(i.name.text) for i in report.indicators)
    for typed in report.tables:
        years = {role[-4:]: c for c, role in enumerate(typed.roles) if _OF_YEAR.fullmatch(role)}
        if len(years) < _FEWEST or typed.col("indikator") is not None:
            continue
        for r, row in enumerate(typed.table.rows):
            label = re.sub(r"\([^()]*\)", " ", next((c.text for c in row if any(map(str.isalpha, c.text))), ""))
            name = plain(label).strip()
            if len(name) >= _FEWEST and (len(name.split()) > 1 or label.strip().isupper()) and (
                    f" {name} " not in f" {indicators} "):
                yield name, typed, {y: v for y, c in years.items() if (v := typed.value(r, c)).number is not None}


def _misprinted(said: str, printed: str) -> bool:
    """Whether two figures are of as many digits, and these the same in another order or all but one the same."""
    one, other = (re.sub(r"\D", "", t) for t in (said, printed))
    return len(one) == len(other) > 2 and (sorted(one) == sorted(other) or sum(map(str.__ne__, one, other)) == 1)
