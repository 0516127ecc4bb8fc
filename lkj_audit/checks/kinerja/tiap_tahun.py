"""KIN120: "mengalami kenaikan setiap tahun, seperti terlihat pada tabel berikut" over a table whose figures do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Block, Evidence, Finding, Report, Table, TypedTable, Value
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

NEAR: Final = 3  # items of the flow between the sentence and the table that it shows
FEWEST: Final = 3  # years, that "every year" can be said of
_EVERY_YEAR: Final = Cued(
    r"\b(?P<way>kenaikan|peningkatan|naik|meningkat|penurunan|turun|menurun)\s+(?:di\s+|pada\s+)?"
    r"(?:setiap\s+tahun|tiap(?:-tiap)?\s+tahun|dari\s+tahun\s+ke\s+tahun)(?:nya)?\b", "naik", "ningkat", "urun")
_NOT_SO: Final = re.compile(r"\b(?:tidak|belum|agar|supaya|diharapkan|harus|akan|target\w*|kecuali)\b", re.I)
_BELOW: Final = re.compile(r"\btabel\s+(?:di\s*bawah|berikut|dibawah)\b", re.I)


def every_year(report: Report) -> Iterator[Finding | None]:
    """For each sentence that shows such a table, None, or that none of its rows goes that way all the time."""
    for index, block, m in _EVERY_YEAR.over(report.document):
        start, end = sentence_at(block.text, m.start())
        said = block.text[start:end]
        if block.kind != "paragraph" or not _BELOW.search(said) or _NOT_SO.search(said):
            continue
        typed = _next_table(report, index)
        rows = _rows(typed, said) if typed else []
        if not typed or not rows:
            continue
        sign = 1 if m["way"].casefold() in ("kenaikan", "peningkatan", "naik", "meningkat") else -1
        wrong = [_step_against(row, sign) for row in rows]
        steps = [s for s in wrong if s]
        yield _finding(block, m, typed, steps[0]) if len(steps) == len(rows) else None


def _next_table(report: Report, index: int) -> TypedTable | None:
    """The table that follows within a few items, if it gives figures of some years."""
    for item in report.document.flow[index + 1:index + 1 + NEAR]:
        if isinstance(item, Table):
            typed = next((t for t in report.tables if t.id == item.id), None)
            return typed if typed and len(_years(typed)) >= FEWEST else None
        if isinstance(item, Block) and item.kind == "heading":
            return None
    return None


def _years(typed: TypedTable) -> list[int]:
    """The columns of the years, in their order; none where one year has two."""
    found: dict[str, int] = {}
    for c, role in enumerate(typed.roles):
        name, _, year = role.partition(":")
        if name in ("tahun", "realisasi") and year:
            if year in found:
                return []
            found[year] = c
    return [found[y] for y in sorted(found)]


def _rows(typed: TypedTable, said: str) -> list[list[Value]]:
    """The figures of the rows, or of those that the sentence names."""
    years, name = _years(typed), typed.col("indikator")
    full: list[tuple[str, list[Value]]] = []
    for r, row in enumerate(typed.table.rows):
        values = [typed.value(r, c) for c in years]
        if sum(v.number is not None for v in values) >= FEWEST:
            full.append((row[name].text if name is not None else "", values))
    named = [values for text, values in full if len(text) > FEWEST and text.casefold() in said.casefold()]
    return named or [values for _, values in full]


def _step_against(values: list[Value], sign: int) -> tuple[Value, Value] | None:
    """The first two years one after the other that go against ``sign``."""
    known = [(v, v.number) for v in values if v.number is not None]
    return next(((a, b) for (a, x), (b, y) in pairwise(known) if sign * (y - x) < Decimal()), None)


def _finding(block: Block, m: re.Match[str], typed: TypedTable, step: tuple[Value, Value]) -> Finding:
    claim = value_of(block, *m.span())
    sure = round(0.75 * min(claim.confidence, *(v.confidence for v in step)), 2)
    return Finding("KIN120", graded("error", sure), sure,
                   {"arah": " ".join(m[0].split()), "di": name_of(typed), "lalu": step[0].text, "kini": step[1].text},
                   (Evidence("stated", claim), *(Evidence("expected", v) for v in step)), item=" ".join(m[0].split()),
                   column="tahun", kind="narasi", variant="tiap-tahun")
