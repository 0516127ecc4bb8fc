"""SDM107: rank and golongan that do not belong together (PP 99/2000, facts in scales.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lkj_audit import facts
from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of

_RANK = (r"(?P<rank>\b(?:Juru|Pengatur|Penata|Pembina)(?:\s*Utama)?(?:\s*(?:Muda|Madya))?"
         r"(?:\s*,?\s*(?:Tk|Tkt|Tingkat)\.?\s*(?:I|1|l)\b)?)")
_GRADE = r"(?P<grade>\b(?P<roman>IV|III|II|I)\s*[/.\-]?\s*\(?(?P<letter>[a-e])\b)"
_BOTH = Cued(_RANK + r"[\s,(/\-–:]{0,5}(?:Gol(?:ongan)?\.?\s*)?(?:Ruang\s*)?[\s,(/\-–:]{0,5}" + _GRADE,
             "juru", "pengatur", "penata", "pembina")
_RANK_ALONE, _GRADE_ALONE = re.compile(_RANK, re.I), re.compile(r"\(?" + _GRADE + r"\)?", re.I)


@cache
def _ranks() -> dict[str, str]:
    return {grade.casefold(): rank for grade, rank in facts.scales()["golongan_pangkat"].items()}


@rule("SDM107", "pangkat-golongan", "warning")
def pangkat_golongan(report: Report) -> Iterator[Outcome]:
    """A rank stands beside a golongan that it does not have."""
    looked = False
    for rank, grade, places in (*_in_tables(report), *_in_text(report)):
        looked = True
        yield CHECKED
        if _plain(_ranks().get(grade, rank)) != _plain(rank):
            yield _finding(rank, grade, places)
    if not looked:
        yield NotEvaluated("SDM107", "no-rank")


def _plain(rank: str) -> str:
    """The rank without blanks and case, "Tingkat I" and "Tk. 1" alike."""
    text = re.sub(r"\W", "", rank.casefold())
    return re.sub(r"(?:tingkat|tkt|tk)[i1l]$", "tki", text)


def _grade(match: re.Match[str]) -> str:
    return f"{match['roman']}/{match['letter']}".casefold()


def _in_tables(report: Report) -> Iterator[tuple[str, str, tuple[Value, ...]]]:
    """Rank and golongan of each person, in one cell or in two."""
    for typed in report.tables:
        rank, grade = typed.col("pangkat"), typed.col("golongan")
        for r, row in enumerate(typed.table.rows):
            for c in {x for x in (rank, grade) if x is not None}:
                if not row[c].filled and (m := _BOTH.search(row[c].text)):
                    yield m["rank"], _grade(m), (typed.value(r, c),)
            if rank is not None and grade is not None:
                yield from _pair(typed, r, rank, grade)


def _pair(typed: TypedTable, row: int, rank: int, grade: int) -> Iterator[tuple[str, str, tuple[Value, ...]]]:
    cells = typed.table.rows[row]
    a = _RANK_ALONE.fullmatch(" ".join(cells[rank].text.split()))
    b = _GRADE_ALONE.fullmatch(" ".join(cells[grade].text.split()))
    if a and b and not cells[rank].filled and not cells[grade].filled:
        yield a["rank"], _grade(b), (typed.value(row, rank), typed.value(row, grade))


def _in_text(report: Report) -> Iterator[tuple[str, str, tuple[Value, ...]]]:
    for _, block, m in _BOTH.over(report.document):
        yield m["rank"], _grade(m), (value_of(block, *m.span()),)


def _finding(rank: str, grade: str, places: tuple[Value, ...]) -> Finding:
    confidence = min(v.confidence for v in places) * (0.55 if places[0].source == "ocr" else 0.92)
    written = grade[:-1].upper() + grade[-1]
    return Finding(
        "SDM107", graded("warning", confidence), confidence,
        {"rank": " ".join(rank.split()), "grade": written, "expected": _ranks()[grade]},
        tuple(Evidence("stated", v) for v in places), item=f"{' '.join(rank.split())} {written}", column="pangkat",
        kind="pegawai")
