"""The results of satisfaction surveys in the text, and the tables of what they rated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.model import Report, TypedTable, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.once import once
from lkj_audit.normalize.tables.totals import figure
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

FEWEST: Final = 7  # things rated: nine by PermenPANRB 14/2017, …
MOST: Final = 15  # … fourteen by KepmenPAN 25/2004
_RESULT: Final = Cued(
    r"\b(?:ikm|skm|indeks\s+kepuasan(?:\s+masyarakat)?|(?:survei|nilai)\s+kepuasan(?:\s+masyarakat)?)\b\)?"
    r"(?P<gap>[^.;:\d]{0,70}?)(?<!\bunsur )\b(?:sebesar|adalah|mencapai|yaitu|diperoleh|memperoleh(?:\s+nilai)?|"
    r"bernilai|nilai)\s+"
    r"(?P<n>(?<![\d.,])\d{1,3}[.,]\d{1,3})(?![\d%/]|[.,]\d|\s*(?:%|persen|poin))", "ikm", "skm", "kepuasan")
_OTHER: Final = re.compile(
    r"\b(?:target\w*|sebelumnya|lalu|interval|antara|skala|rentang|minimal|triwulan|semester|unsur\s+(?!pelayanan)\w+|"
    r"ter(?:tinggi|rendah)|naik|turun|meningkat|menurun|nasional|provinsi|capaian|internal|"
    r"bagian|bidang|seksi|subbag\w*|loket|jenis|upt\w*|puskesmas|kecamatan|kelurahan|responden\s+(?!sebanyak))\b", re.I)
# What may be named between: the unit itself, and no other.
_CAPITAL: Final = re.compile(r"\b[A-Z]\w+")
_PLAIN: Final = ("masyarakat", "ikm", "skm", "indeks", "kepuasan", "survei", "tahun", "unit", "pelayanan", "publik",
                 "nilai")
_YEAR: Final = re.compile(r"\b20\d\d\b")
_RATED: Final = re.compile(
    r"\b(?:persyaratan|prosedur|waktu|biaya|tarif|produk|kompetensi|kemampuan|perilaku|kesopanan|keramahan|maklumat|"
    r"pengaduan|sarana|prasarana|kejelasan|kedisiplinan|tanggung jawab|kecepatan|keadilan|kewajaran|kepastian|"
    r"kenyamanan|keamanan|ketepatan)\b")


class Score(NamedTuple):
    """A result of a survey, and the index in ``Document.flow`` of the paragraph that gives it."""

    value: Value
    place: int


class Rated(NamedTuple):
    """A table with a row for each thing that was rated from 1 to 4: the rows and their scores."""

    typed: TypedTable
    rows: tuple[int, ...]
    scores: tuple[Value, ...]


@once
def survey_scores(report: Report) -> tuple[Score, ...]:
    """The results that the paragraphs give for the reporting year, be they from 1 to 4 or from 25 to 100."""
    return tuple(_scores(report))


def _scores(report: Report) -> Iterator[Score]:
    own, year = {*_PLAIN, *plain(report.identity.satker).split()}, str(report.identity.year)
    for index, block, m in _RESULT.over(report.document):
        start, end = sentence_at(block.text, m.start())
        years = set(_YEAR.findall(block.text, start, end))
        quantity = parse(m["n"], hint="index")
        if block.kind == "paragraph" and not _OTHER.search(block.text, start, m.end()) and years <= {year} and (
                quantity is not None and quantity.value is not None and
                own.issuperset(w.casefold() for w in _CAPITAL.findall(m["gap"]))):
            yield Score(value_of(block, *m.span("n"), quantity), index)


@once
def rated_tables(report: Report) -> tuple[Rated, ...]:
    """The tables of surveys with a score for each of the things that the regulations name."""
    return tuple(_rated(report))


def _rated(report: Report) -> Iterator[Rated]:
    for typed in report.of_kind("skm", "lain"):
        rows = [r for r, row in enumerate(typed.table.rows) if any(_RATED.search(plain(c.text)) for c in row)]
        if not FEWEST <= len(rows) <= MOST:
            continue
        columns = [c for c in range(len(typed.roles)) if typed.roles[c] != "no" and all(
            (q := figure(typed, r, c)) is not None and q.value is not None and 1 <= q.value <= 4 and q.step < 1
            for r in rows)]
        if len(columns) == 1:
            yield Rated(typed, tuple(rows), tuple(typed.value(r, columns[0]) for r in rows))
