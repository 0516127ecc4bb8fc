"""KIN120: "lima indikator mengalami peningkatan dibandingkan tahun 2021": how many went that way since last year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Block, Evidence, Finding, Report, TypedTable, Value
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.results import told_direction
from lkj_audit.normalize.narrative.shares import NUMBER
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

FEWEST: Final = 3  # indicators of which one can speak so
_MANY: Final = Cued(
    rf"\b(?P<many>seluruh|semua|(?<![\w.,/-]){NUMBER})\s*(?:indikator(?:\s+kinerja(?:\s+utama)?)?|IK[UKS]K?)\s+"
    r"(?:yang\s+|telah\s+)*(?:(?:mengalami|menunjukkan)\s+)?(?P<way>(?P<up>peningkatan|kenaikan|meningkat|naik)|penurunan|"
    r"menurun|turun)\b[^.;\d]{0,40}?\b(?:dibanding\w*|dari(?:pada)?)\b[^.;\d]{0,40}?\btahun\s+(?P<last>20\d\d|lalu|sebelumnya)",
    "naik", "ningkat", "turun", "nurun")
_PART: Final = re.compile(r"\b(?:sasaran|program|kegiatan|bidang|tujuan)\s+(?:ini|tersebut|\d)|\btidak\b|"
                          r"\bdari\s+(?:total\s+)?"
                          r"\S+\s+indikator\b|\bcapaian\b", re.I)


class _Step(NamedTuple):
    """An indicator's figures of last year and this year, and whether it rose, and grew better (None: unknown)."""

    name: Value
    now: Value
    change: int
    better: int | None


def many_moved(report: Report, tables: Sequence[tuple[TypedTable, tuple[int, int]]]) -> Iterator[Outcome]:
    """Each such sentence on the one table of both years; ``tables`` have the columns of last year and this year."""
    known = [steps for table, pair in tables if len(steps := _steps(table, pair)) >= FEWEST]
    for _, block, m in _MANY.over(report.document) if len(known) == 1 else ():
        start, end = sentence_at(block.text, m.start())
        if block.kind != "paragraph" or _PART.search(block.text, start, end) or (
                m["last"].isdigit() and int(m["last"]) != (report.identity.year or 0) - 1):
            continue
        table, steps, sign = tables[0][0], known[0], 1 if m["up"] else -1
        went = {sum(s.change == sign for s in steps), sum(s.better == sign for s in steps),
                sum(s.change in (sign, 0) for s in steps)}
        number = len(steps) if m["many"].casefold() in ("seluruh", "semua") else number_of(m["many"])
        if number is None or number > len(steps) or any(s.better is None for s in steps):
            continue
        yield CHECKED
        if number not in went:
            yield _finding(block, m, table, steps, sign)


def _steps(table: TypedTable, pair: tuple[int, int]) -> list[_Step]:
    """The steps of all rows, none where one of them cannot be read."""
    column, out = table.col("indikator"), []
    for r in range(len(table.table.rows)) if column is not None else ():
        last, now = (table.value(r, c) for c in pair)
        if column is None or last.number is None or now.number is None:
            return []
        name = table.value(r, column)
        change = (now.number > last.number) - (now.number < last.number)
        less = told_direction(name.text, now.quantity)
        out.append(_Step(name, now, change, -change if less else change))
    return out


def _finding(block: Block, m: re.Match[str], table: TypedTable, steps: Sequence[_Step], sign: int) -> Finding:
    said = value_of(block, m.start("many"), m.end("way"))
    mine = [s for s in steps if s.change == sign]
    sure = round(0.75 * min(said.confidence, table.confidence), 2)
    return Finding("KIN120", graded("error", sure), sure,
                   {"klaim": said.text, "di": name_of(table), "jumlah": len(mine), "seluruh": len(steps),
                    "arah": m["way"]},
                   distinct([Evidence("stated", said), *(Evidence("expected", s.now) for s in steps),
                             *(Evidence("context", s.name) for s in steps)]),
                   item=f"klaim {said.text}", column="arah", kind="narasi", variant="banyak")
