"""ARI106: the figure given to the row that has most or least of something: "yang terbanyak usulan X, yaitu 327"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.aritmetika.hasil import cell_of
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, TypedTable
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.tables.totals import figure, is_total
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_EXTREME: Final = Cued(r"\b(?:(?P<most>(?:paling |ter)(?:banyak|tinggi|besar)|(?:men|di)dominasi)|"
                       r"(?:paling |ter)(?:sedikit|rendah|kecil))\b",
                       "banyak", "tinggi", "besar", "dominasi", "sedikit", "rendah", "kecil")
_FIGURE: Final = re.compile(r"\b(?:yaitu|yakni|sebanyak|sejumlah|sebesar|dengan|mencapai|berjumlah)\s+(?:jumlah\s+)?"
                            r"(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?![\d%/]|[.,]\d|\s*(?:persen|%))\s+(?P<noun>[a-z]{3,})")
# Not of this year, or not what a row counts.
_ELSE: Final = re.compile(r"\b(?:target|tahun (?:lalu|sebelumnya)|naik|turun|kenaikan|penurunan|selisih|triwulan|"
                          r"semester|bulan|kedua|ketiga|rata-rata|dari total|dari jumlah)\b", re.I)
_NUMBERED: Final = re.compile(r"[A-Za-z]{2,} \d{1,3}")
_NEAR, _FAR = 6, 30  # items of the flow between the text and a table, the farther of which the text names in words
_LEAST: Final = 3  # rows among which one is the first


def of_outermost(report: Report) -> Iterator[Finding | None]:
    """For each figure of the row with the most or the least, None, or the finding that the row has another."""
    tables = [t for t in report.tables if t.kind == "lain" and len(t.table.rows) > _LEAST]
    for index, block, m in _EXTREME.over(report.document) if tables else ():
        start, end = sentence_at(block.text, m.start())
        sentence = block.text[start:end]
        said = list(_FIGURE.finditer(sentence))
        if block.kind != "paragraph" or len(said) != 1 or _ELSE.search(sentence) or not (
                of_one_year(sentence, report.identity.year)):
            continue
        for typed in tables:
            far = abs(report.document.positions[typed.id] - index)
            if far <= _FAR:
                yield from _compare(typed, block, start, sentence, said[0], bool(m["most"]), 1 if far <= _NEAR else 2)


def _compare(typed: TypedTable, block: Block, start: int, sentence: str, said: re.Match[str],
             most: bool, fewest: int) -> Iterator[Finding | None]:
    words, before = f" {plain(sentence)} ", f" {plain(sentence[:said.start()])} "
    labels = {r: label for r, row in enumerate(typed.table.rows) if (label := _label(typed, r))
              and not any(is_total(c.text) for c in row)}
    named = [r for r, label in labels.items() if f" {label} " in words and len(label.split()) >= fewest]
    named = [r for r in named if f" {labels[r]} " in before] if len(named) > 1 else named
    if len(named) != 1 or len(set(labels.values())) < _LEAST:
        return
    row, number = named[0], Decimal(said["n"].replace(".", ""))
    columns = [c for c in range(len(typed.roles)) if typed.roles[c] not in ("no", "kode", "tahun")
               and (q := figure(typed, row, c)) is not None and q.unit != "%" and q.value == int(q.value or 0)]
    ends = [c for c in columns if _figure_of(typed, row, c) == (max if most else min)(
        _figure_of(typed, r, c) for r in labels if figure(typed, r, c) is not None)]
    if not ends:
        return
    yield None
    if all(_figure_of(typed, row, c) != number for c in columns):
        stated = value_of(block, start + said.start("n"), start + said.end("n"),
                          Quantity(said["n"], number, said["noun"]))
        column = min(ends, key=lambda c: abs(_figure_of(typed, row, c).adjusted() - number.adjusted()))
        expected, right = typed.value(row, column), _figure_of(typed, row, column)
        sure = round(0.8 * min(stated.confidence, expected.confidence), 2)
        yield Finding("ARI106", graded("error", sure), sure,
                      {"name": name_of(typed), "stated": number, "expected": right,
                       "page": stated.places[0].page, "other_page": expected.places[0].page,
                       **cell_of(typed, expected)},
                      (Evidence("stated", stated), Evidence("expected", expected)), item=name_of(typed),
                      column="jumlah", kind="narasi", expected=right, stated=number, difference=number - right,
                      variant="tabel")


def _figure_of(typed: TypedTable, row: int, column: int) -> Decimal:
    found = figure(typed, row, column)
    return found.value if found is not None and found.value is not None else Decimal(0)


def _label(typed: TypedTable, row: int) -> str:
    """The name of a row, with a word of five letters at least or a number: "RW 02"."""
    label = plain(next((c.text for c in typed.table.rows[row] if sum(map(str.isalpha, c.text)) > 3
                        or _NUMBERED.fullmatch(c.text.strip())), ""))
    return label if any(len(w) > 4 for w in label.split()) or _NUMBERED.fullmatch(label) else ""
