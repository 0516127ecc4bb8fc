"""ANG116: how many programmes the text says the budget has, and how many its tables list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.anggaran.kalimat import MONEY
from lkj_audit.checks.anggaran.lines import by_table, proof
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import BudgetLine, Finding, Report
from lkj_audit.normalize.cued import Cued
from lkj_audit.normalize.cues import value_of
from lkj_audit.normalize.dates import of_one_year
from lkj_audit.normalize.plain import plain
from lkj_audit.normalize.sentences import sentence_at
from lkj_audit.normalize.terbilang import number_of

FEWEST: Final = 2
_SAID: Final = Cued(
    r"\b(?:dengan|melalui|(?:ke\s?)?dalam|pada|untuk|atas|terdiri\s+dari|membiayai|memiliki|terdapat|melaksanakan|"
    r"mengelola|mencakup|meliputi|oleh|memuat)\s+(?:sebanyak\s+)?"
    r"(?P<count>(?P<number>\d{1,2}|[a-z]+)\s*(?:\([^()]*\)\s*)?program)\b"
    r"(?!\s+(?:prioritas|unggulan|nasional|strategis|pendukung|penunjang|kerja|utama|inovasi|lain|baru|teknis|rutin|"
    r"yang|tersebut|di\s?antaranya))", "program")
_WITH_KEGIATAN: Final = re.compile(r",?\s*(?:dan\s+)?(?:\d{1,3}\s*(?:\([^()]*\)\s*)?|[a-z]+\s+)kegiatan\b", re.I)
_OTHER: Final = re.compile(r"\b(?:renstra|rpjm\w*|masing-masing|setiap|nasional|provinsi|semula|sebelum\w*|lalu|"
                           r"hanya|sebagian|bidang|seksi|sasaran\s+ini)\b", re.I)


def miscounted(report: Report) -> Iterator[Outcome]:
    """A number of programmes that no budget table of the report has, told with the money or the kegiatan of the
    reporting year."""
    listed = [rows for lines in by_table(report) if len(rows := _programs(lines)) >= FEWEST]
    for _, block, m in _SAID.over(report.document) if listed else ():
        start, end = sentence_at(block.text, m.start())
        sentence, number = block.text[start:end], number_of(m["number"])
        if not number or block.kind != "paragraph" or not of_one_year(sentence, report.identity.year) or (
                _OTHER.search(sentence) or not (MONEY.search(sentence) or _WITH_KEGIATAN.match(block.text, m.end()))):
            continue
        yield CHECKED
        if number not in {len(rows) for rows in listed}:
            rows = max(listed, key=len)
            value = value_of(block, m.start("count"), m.end("count"))
            sure = round(0.75 * min(value.confidence, *(r.name.confidence for r in rows)), 2)
            yield Finding("ANG116", graded("error", sure), sure,
                          {"stated": value.text, "count": len(rows), "di": name_of(report.table(rows[0].table))},
                          (*proof("stated", (value,)), *proof("context", (r.name for r in rows))),
                          item="banyaknya program", column="program", kind="narasi", variant="banyak")


def _programs(lines: list[BudgetLine]) -> list[BudgetLine]:
    """The programmes of a table that closes with a total of nothing else."""
    totals = [line.row for line in lines if line.level == "total" and line.parent is None]
    parts = [line for line in lines if line.parent in totals]
    named = [line for line in parts if plain(line.name.text).startswith("program ")]
    return named if len(totals) == 1 and len(named) == len(parts) else []
