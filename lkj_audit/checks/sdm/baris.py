"""SDM105: "Bidan berjumlah 41 orang": a row of a table of staff whose number the text gives otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, TypedTable
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.linking.names import is_total
from lkj_audit.normalize.staff.groups import group_in
from lkj_audit.normalize.staff.tables import BREAKDOWNS
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

SURE: Final = 0.8
SHORT: Final = 5  # letters of a name that may stand for something else
_BEGINS: Final = re.compile(r"(?:^|[.;,]\s|\bdan\s|\bjumlah\s)$", re.I)
_TOLD: Final = re.compile(r"\s+(?:seluruhnya\s+)?(?:berjumlah|sebanyak|sejumlah|ada)\s+(?P<n>\d{1,4})"
                          r"(?:\s*\([^()\d]*\))?\s+(?:orang|pegawai)\b(?!\s+(?:yang|mengikuti|dari|di))", re.I)
_NOT_ALL: Final = re.compile(r"\b(?:kekurangan|kebutuhan|dibutuhkan|idealnya|formasi|mengikuti|sebagian|di antaranya|"
                             r"hanya|tambahan|penambahan|bertambah|berkurang|pensiun|baru|target|sebelumnya|bidang|"
                             r"seksi|puskesmas|(?:sub)?bagian)\b", re.I)


def named_rows(report: Report) -> Iterator[Finding | None]:
    """For each row of people who belong to no known group and whom a sentence numbers, None, or that the row has no
    such number; where two rows bear one name, nothing."""
    rows: dict[str, list[tuple[TypedTable, int]]] = {}
    for typed in report.tables:
        if typed.kind in BREAKDOWNS and typed.col("jumlah") is not None:
            for r, row in enumerate(typed.table.rows):
                label = next((c.text for c in row if any(ch.isalpha() for ch in c.text)), "")
                name = plain(label)
                if len(name) >= SHORT and not is_total(label) and group_in(label) is None:
                    rows.setdefault(name, []).append((typed, r))
    for name, found in rows.items():
        if len(found) == 1:
            yield from _told(report, name, *found[0])


def _told(report: Report, name: str, typed: TypedTable, row: int) -> Iterator[Finding | None]:
    for _, block in report.document.holding(name):
        at = block.text.casefold().find(name)
        m = _TOLD.match(block.text, at + len(name)) if block.kind == "paragraph" else None
        if m is None or not _BEGINS.search(block.text, max(0, at - 8), at):
            continue
        start, end = sentence_at(block.text, m.start())
        said, numbers = block.text[start:end], {q.value for q in typed.quantities[row] if q is not None}
        if _NOT_ALL.search(said) or not of_one_year(said, report.identity.year):
            continue
        yield None
        if Decimal(m["n"]) not in numbers:
            yield _finding(block, m, name, typed, row)


def _finding(block: Block, m: re.Match[str], name: str, typed: TypedTable, row: int) -> Finding:
    stated = value_of(block, *m.span("n"), Quantity(m["n"], Decimal(m["n"]), "orang"))
    expected = typed.value(row, typed.col("jumlah") or 0)
    sure = round(SURE * min(stated.confidence, expected.confidence), 2)
    return Finding("SDM105", graded("error", sure), sure,
                   {"item": name, "stated": stated.text, "expected": expected.text, "page": stated.places[0].page,
                    "other_page": expected.places[0].page},
                   (Evidence("stated", stated), Evidence("expected", expected)), item=name, column="jumlah",
                   kind="pegawai", expected=expected.number, stated=Decimal(m["n"]), variant="baris")
