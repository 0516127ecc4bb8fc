"""KIN119: "4 (empat) program dan 7 (tujuh) kegiatan dengan anggaran …" and how many the budget tables list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, TypedTable
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.shares import NUMBER
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

_SAID: Final = Cued(
    rf"\b(?:melaksanakan|menjalankan|mengelola|terdiri (?:dari|atas)|melalui|dengan|dalam|memuat|untuk|ke)\s+"
    rf"(?P<program>{NUMBER}\s*program)\b(?!\s+(?:studi|prioritas|unggulan|kerja|inovasi|nasional|strategis|pembangunan|"
    rf"yang|lain\w*|baru|tersebut|ini)\b)(?:(?:\s*,|\s+dan|\s+serta|\s+dengan)+\s+(?P<kegiatan>{NUMBER}\s*kegiatan)\b)?",
    "program")
_MONEY: Final = re.compile(r"\b(?:anggaran|pagu|belanja|DIPA|DPA|APBD|APBN)\b|\bRp", re.I)
_PART: Final = re.compile(r"\b(?:renstra|rpjm\w*|semula|sebelum\w*|perubahan|masing-masing|setiap|sasaran|bidang|"
                          r"seksi|di ?antara\w*|hanya)\b", re.I)
_KINDS: Final = ("anggaran_program", "pk_anggaran")


def counted_budget(plans: Plans) -> Iterator[Outcome]:
    """Each number of programs, and of kegiatan beside it, that is told of this year's budget, against what two tables
    list, or one that has programs and kegiatan."""
    report = plans.report
    for level in ("program", "kegiatan"):
        sizes = Counter(line.table for line in report.budget if line.kind in _KINDS and line.level == level)
        others = Counter(line.table for line in report.budget if line.level in ("program", "kegiatan"))
        right, times = Counter(sizes.values()).most_common(1)[0] if sizes else (0, 0)
        table = next((t for t, n in sizes.items() if n == right), "")
        if times < 2 and others[table] == right:
            continue
        for _, block, m in _SAID.over(report.document):
            number = number_of(m[level]) if m[level] else None
            if number and block.kind == "paragraph" and _is_of_the_year(block, m, report.identity.year):
                yield CHECKED
                if number not in {*sizes.values(), *others.values()}:
                    yield _finding(block, m.span(level), plans.tables[table], level, right)


def _is_of_the_year(block: Block, m: re.Match[str], year: int | None) -> bool:
    """Whether the sentence is on the whole budget of the year."""
    start, end = sentence_at(block.text, m.start())
    said = block.text[start:end]
    return bool(_MONEY.search(said)) and not _PART.search(block.text, start, m.end()) and of_one_year(said, year)


def _finding(block: Block, span: tuple[int, int], table: TypedTable, level: str, listed: int) -> Finding:
    said = value_of(block, *span)
    sure = round(0.75 * min(said.confidence, table.confidence), 2)
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": said.text, "di": name_of(table), "jumlah": listed, "tingkat": level},
                   (Evidence("stated", said), whereabouts(table, level)),
                   item=f"klaim banyaknya {level}", column="klaim", kind="narasi", variant="program")
