"""ANG116: how many programmes the text says the budget has, and how many its tables list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.anggaran.kalimat import MONEY
from lkj_audit.checks.anggaran.lines import by_table, proof
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, BudgetLine, Finding, Report
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

FEWEST: Final = 2
_SAID: Final = Cued(
    r"\b(?:dengan|melalui|(?:ke\s?)?dalam|pada|untuk|atas|terdiri\s+dari|membiayai|memiliki|terdapat|melaksanakan|"
    r"mengelola|mencakup|meliputi|oleh|memuat)\s+(?:sebanyak\s+)?"
    r"(?P<count>(?P<number>\d{1,2}|[a-z]+)\s*(?:\([^()]*\)\s*)?program)\b"
    r"(?!\s+(?:prioritas|unggulan|nasional|strategis|pendukung|penunjang|kerja|utama|inovasi|lain|baru|teknis|rutin|"
    r"yang|tersebut|di\s?antaranya))", "program")
_NEXT: Final = r",?\s*(?:(?:dan|serta)\s+)?(?P<count>(?P<number>\d{1,3}|[a-z]+)\s*(?:\([^()]*\)\s*)?"
_KEGIATAN: Final = re.compile(rf"{_NEXT}kegiatan)\b", re.I)
_SUBKEGIATAN: Final = re.compile(rf"{_NEXT}sub\W?kegiatan)\b", re.I)
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
                _OTHER.search(sentence) or not (MONEY.search(sentence) or _KEGIATAN.match(block.text, m.end()))):
            continue
        yield CHECKED
        fitting = [rows for rows in listed if len(rows) == number]
        if fitting:
            yield from _parts_of(report, block, m.end(), fitting)
        else:
            yield _finding(report, block, m, max(listed, key=len), "")


def _parts_of(report: Report, block: Block, at: int, tables: list[list[BudgetLine]]) -> Iterator[Outcome]:
    """The numbers of kegiatan and subkegiatan told behind that of the programmes, where a table with these programmes
    has all three levels."""
    levels = [_levels(report, rows) for rows in tables]
    for n, pattern, variant in ((0, _KEGIATAN, "kegiatan"), (1, _SUBKEGIATAN, "subkegiatan")):
        m = pattern.match(block.text, at)
        if m is None or not (number := number_of(m["number"])):
            return
        at = m.end()
        known = [level[n] for level in levels if level[0] and level[1]]
        if known:
            yield CHECKED
            if number not in map(len, known):
                yield _finding(report, block, m, known[0], variant)


def _levels(report: Report, programs: list[BudgetLine]) -> tuple[list[BudgetLine], list[BudgetLine]]:
    """The lines right below the programmes, and those right below these, of one depth each; none where a programme or
    one of its kegiatan has no parts."""
    lines = [x for x in report.budget if x.table == programs[0].table]
    kegiatan = [x for x in lines if x.parent in {p.row for p in programs}]
    subs = [x for x in lines if x.parent in {k.row for k in kegiatan}]
    whole = {k.parent for k in kegiatan} == {p.row for p in programs} and {s.parent for s in subs} == {
        k.row for k in kegiatan} and len(lines) == len(programs) + len(kegiatan) + len(subs) + 1
    return (kegiatan, subs) if whole else ([], [])


def _finding(report: Report, block: Block, m: re.Match[str], rows: list[BudgetLine], variant: str) -> Finding:
    value = value_of(block, m.start("count"), m.end("count"))
    sure = round(0.75 * min(value.confidence, *(r.name.confidence for r in rows)), 2)
    return Finding("ANG116", graded("error", sure), sure,
                   {"stated": value.text, "count": len(rows), "di": name_of(report.table(rows[0].table))},
                   (*proof("stated", (value,)), *proof("context", (r.name for r in rows))),
                   item=f"banyaknya {variant or 'program'}", column=variant or "program", kind="narasi",
                   variant=variant or "banyak")


def _programs(lines: list[BudgetLine]) -> list[BudgetLine]:
    """The programmes of a table that closes with a total of nothing else."""
    totals = [line.row for line in lines if line.level == "total" and line.parent is None]
    parts = [line for line in lines if line.parent in totals]
    named = [line for line in parts if plain(line.name.text).startswith("program ")]
    return named if len(totals) == 1 and len(named) == len(parts) else []
