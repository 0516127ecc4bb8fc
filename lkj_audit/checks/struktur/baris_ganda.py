"""STR113 within a table: a row that the same table has already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import certainty, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Cell, Evidence, Finding, Report, TypedTable
from lkj_audit.normalize.text.plain import plain

# Tables whose rows KIN121 and SDM103 compare, and those whose rows are no records.
OTHERS: Final = frozenset(("iku", "rkt", "pk", "capaian", "sdm_daftar_pns", "sdm_daftar_ppnpn", "toc", "hambatan"))
NAME: Final = 4  # letters that a row's name has at least
FAR: Final = 2  # figures that rows with others between them must share; blank forms and units often agree
LARGE: Final = 3  # digits of such a figure


def doubled_rows(report: Report) -> Iterator[Outcome]:
    """One finding for each row that is another one of its table, word for word: right before it, or with figures that
    are no chance."""
    for table in report.tables:
        if table.kind in OTHERS or len(table.table.rows) < 2:
            continue
        yield CHECKED
        seen: dict[tuple[str, ...], int] = {}
        for r, row in enumerate(table.table.rows):
            key = tuple(" ".join(cell.text.casefold().split()) for cell in row)
            if not _is_record(row):
                continue
            if key in seen and (r == seen[key] + 1 or _figures(row) >= FAR):
                yield _finding(table, seen[key], r)
            seen[key] = r


def _is_record(row: tuple[Cell, ...]) -> bool:
    """Whether ``row`` has a name of its own and something beside it."""
    own = [cell.text for cell in row if not cell.filled and cell.text.strip()]
    named = any(sum(ch.isalpha() for ch in text) >= NAME for text in own)
    return named and len(own) > 1 and any(ch.isdigit() for text in own for ch in text)


def _figures(row: tuple[Cell, ...]) -> int:
    return sum(sum(ch.isdigit() for ch in cell.text) >= LARGE for cell in row)


def _finding(table: TypedTable, first: int, second: int) -> Finding:
    named = max(range(len(table.roles)), key=lambda c: sum(ch.isalpha() for ch in table.table.rows[second][c].text))
    values = [table.value(second, c) for c, cell in enumerate(table.table.rows[second])
              if not cell.filled and cell.text.strip()]
    evidence = (*(Evidence("stated", v) for v in values), Evidence("context", table.value(first, named)))
    text = " ".join(table.value(second, named).text.split())
    return Finding("STR113", "info", certainty(0.85, evidence), {"teks": text[:90], "di": name_of(table)}, evidence,
                   item=" ".join(plain(text).split()[:20]), column="baris", kind=table.kind, variant="baris")
