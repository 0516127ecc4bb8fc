"""KIN113: the value of the whole organisation in the text against the row of the result table that gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report, Value
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_NAMES: Final = {"nko": r"(?:nilai\s+|capaian\s+)?kinerja\s+organisasi",
                 "npss": r"nilai\s+(?:pen)?capaian\s+sasaran\s+strategis",
                 "nps": r"nilai\s+(?:pen)?capaian\s+sasaran(?!\s+strategis)"}
_ROW: Final = {short: re.compile(rf"(?:{name}|{short})(?: {short}| total)?$") for short, name in _NAMES.items()}
_SAID: Final = {short: Cued(rf"\b(?:{name}\b(?:\s*\({short}\))?|{short}\b)(?P<gap>[^.;]{{0,90}}?)"
                            r"(?<![\d.,])(?P<figure>\d{2,3}[.,]\d{1,2})(?![\d.,]*\d)",
                            short, "kinerja organisasi", "capaian sasaran") for short, name in _NAMES.items()}
_NO_VALUE: Final = re.compile(r"(?:bobot|jumlah|banyaknya|no|target)\b")
_YEAR: Final = re.compile(r"\b20\d\d\b")
# Words that make it the value of a part, of another time, or none that was reached.
_ANOTHER: Final = re.compile(
    r"\b(?:target\w*|per|setiap|sebelum\w*|lalu|perspektif|sasaran|bidang|triwulan|semester)\b", re.I)


def told_values(report: Report) -> Iterator[Outcome]:
    """Each place where the text gives a value that a row of its own gives in a table of results: one finding for each
    other figure."""
    for short, rows in _rows(report).items():
        for _, block, m in _SAID[short].over(report.document):
            start, end = sentence_at(block.text, m.start())
            sentence, figure = block.text[start:end], parse(m["figure"])
            around = _YEAR.sub("", block.text[start:m.start()] + m["gap"])
            if figure is None or block.kind != "paragraph" or not of_one_year(sentence, report.identity.year) or (
                    _ANOTHER.search(around) or re.search(r"\d", around) or cue("pembanding").search(sentence)):
                continue
            yield CHECKED
            if not any(v.number is not None and figure.agrees(v.number) for _, v in rows):
                table, right = rows[0]
                said = value_of(block, m.start("figure"), m.end("figure"), figure)
                stated, expected = said.number or Decimal(0), right.number or Decimal(0)
                sure = round(0.8 * min(said.confidence, right.confidence), 2)
                yield Finding("KIN113", graded("error", sure), sure,
                              {"nama": short.upper(), "di": table, "rata": said.text, "seharusnya": right.text},
                              distinct([Evidence("stated", said), Evidence("expected", right)]),
                              item=short, column="nilai", kind="narasi", expected=expected, stated=stated,
                              difference=stated - expected, variant="nilai")


def _rows(report: Report) -> dict[str, list[tuple[str, Value]]]:
    """The only figure of each row so named, but for weights and counts, with the table's name, by the short name."""
    found: dict[str, list[tuple[str, Value]]] = {}
    for table in report.tables:
        columns = [c for c, h in enumerate(table.table.header) if not _NO_VALUE.match(plain(h))]
        for r, row in enumerate(table.table.rows):
            label = plain(next((c.text for c in row if any(ch.isalpha() for ch in c.text)), ""))
            short = next((s for s, pattern in _ROW.items() if pattern.match(label)), None)
            if short is None:
                continue
            figures = [v for c in columns if (v := table.value(r, c)).number is not None and not v.filled]
            if len(figures) == 1:
                found.setdefault(short, []).append((name_of(table), figures[0]))
    return found
