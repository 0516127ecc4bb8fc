"""What the rules share: how sure is sure enough, when two wordings are one, and what a table is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from lkj_audit.model import Document, Evidence, Severity, TypedTable, Value
from lkj_audit.normalize.text.cues import of_block

SURE_ENOUGH = 0.6
_SHORT = {"rkt": "RKT", "pk": "PK", "iku": "IKU", "renstra": "Renstra"}


def graded(severity: Severity, confidence: float) -> Severity:
    """``severity``, or "info" when the finding is not sure enough to be held against a report."""
    return severity if confidence >= SURE_ENOUGH else "info"


def name_of(typed: TypedTable) -> str:
    """What a reader calls a table: "PK Ketua (Tabel 2.2)", "Tabel 3.1", or by the page it begins on where it has no
    number: "RKT (hal. 15)", "tabel (hal. 61)"; ``messages`` puts that "hal." into the reader's language."""
    kind = _SHORT.get(typed.kind, "Capaian" if typed.kind.startswith("capaian") else "")
    owned = f"{kind} {typed.owner}" if kind and typed.owner else kind
    block = typed.table.caption_block
    numbered = f"{block.label} {block.number}".strip() if block and block.number else ""
    if numbered:
        return f"{owned} ({numbered})" if owned else numbered
    pages = typed.table.pages
    return f"{owned or 'tabel'} (hal. {pages[0]})" if pages else owned or "tabel"


def sign_of(stated: Value) -> str:
    """The percent sign, for the figure that should stand in the place of ``stated``, where that has one."""
    return "%" if "%" in stated.text else ""


def whereabouts(typed: TypedTable, column: str) -> Evidence:
    """A table as context: its caption, or else the heading of the column with role ``column``."""
    block = typed.table.caption_block
    if block is not None:
        return Evidence("context", replace(of_block(block), table=typed.id))
    cell = typed.table.header_cells[typed.col(column) or 0]
    return Evidence("context", Value(cell.text, cell.places, source=cell.source, table=typed.id))


def distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """``evidence`` in order, each place once."""
    return tuple({(e.value.places, e.value.text): e for e in reversed(list(evidence))}.values())[::-1]


def far_apart(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether one figure is more than twice the other, and not by a misprint of one digit, by two digits that changed
    places or by a lost decimal comma: then they are likely figures of two things, not of one told in two ways."""
    if not one or not other or 2 * min(abs(one), abs(other)) >= max(abs(one), abs(other)):
        return False
    a, b = (f"{abs(n).normalize():f}".replace(".", "").strip("0") for n in (one, other))
    return a != b and not is_slip(a, b)


def is_slip(one: str, other: str) -> bool:
    """Whether two texts of one length differ in one character, or in two neighbours that changed places."""
    if len(one) != len(other):
        return False
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 1 or (len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(other))


def completeness(document: Document) -> float:
    """How sure it is that what was not found is not there: less where pages were scanned, still less where some could
    not be read."""
    if document.problems or any(p.kind == "failed" for p in document.pages):
        return 0.7
    return 0.85 if any(p.kind == "scanned" for p in document.pages) else 1.0


def certainty(most: float, evidence: Sequence[Evidence]) -> float:
    """``most``, or less where the evidence was read with less certainty."""
    return round(min(most, *(e.value.confidence for e in evidence)), 2)
