"""STR108: tables and figures without caption or number; STR111: the row of column numbers; STR115: empty columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lkj_audit.checks.judging import certainty, distinct, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.nomor_judul import TABLES, bare_caption
from lkj_audit.model import (
    Block,
    Cell,
    Document,
    Evidence,
    Finding,
    NotEvaluated,
    Place,
    Report,
    Table,
    TypedTable,
    Value,
    union,
)
from lkj_audit.normalize.outline.skeleton import MARKER, Skeleton, skeleton
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

FEWEST_ROWS = 3
FEWEST_FIGURES = 3  # numbered ones, before those without number are missed
FEWEST_LONE = 2
TITLE = 200  # characters of the longest caption
_NUMBER = re.compile(r"^\(?\s*(\d{1,2})\s*\)?")
# Months, weeks and quarters are shaded rather than filled in; proofs and signatures are pictures.
_PICTURES = re.compile(
    r"\b(?:\d{1,2}|i{1,3}|iv|tw|triwulan|minggu|bulan|jan\w*|[fp]eb\w*|mar\w*|apr\w*|mei|jun\w*|jul\w*|agu\w*|sep\w*|okt\w*|no[vp]\w*|des\w*|"
    r"bukti|dokumentasi|foto|gambar|paraf|tanda tangan|ttd|barcode|qr|logo|warna|ket|keterangan)\b")


@rule("STR108", "judul-tabel", "info")
def table_captions(report: Report) -> Iterator[Outcome]:
    """A table of the chapters has no caption with a number; where none has one, that is one finding. So are the figures
    without number where others have one."""
    bones = skeleton(report.document)
    if lone := _lone(report.document, bones):
        yield CHECKED
        evidence = tuple(Evidence("stated", of_block(b)) for b in lone)
        yield Finding("STR108", "info", 0.55, {"jumlah": len(lone)}, evidence, item="gambar", variant="gambar")
    first = bones.chapters[0].index if bones.chapters else 0
    tables = [(i, t) for i, t in enumerate(report.document.flow) if isinstance(t, Table) and first <= i < bones.annex
              and report.table(t.id).kind != "toc" and i not in bones.outline]
    if not tables:
        yield NotEvaluated("STR108", "no-table")
        return
    yield from [CHECKED] * len(tables)
    bare = [t for i, t in tables if not _captioned(report, i, t)]
    if len(bare) == len(tables) > 1:
        evidence = tuple(_head(t) for t in bare)
        yield Finding("STR108", "info", 0.55, {"jumlah": len(bare)}, evidence, item="semua tabel", variant="semua")
        return
    for table in bare:
        head = plain(" ".join(table.header))
        yield Finding("STR108", "info", 0.55, {"kepala": ", ".join(h for h in table.header if h)}, (_head(table),),
                      item=head, variant="")


def _captioned(report: Report, index: int, table: Table) -> bool:
    block = table.caption_block
    if block is not None and block.number:
        return True
    return any(isinstance(report.document.flow[i], Block) and bare_caption(report.document, i)
               for i in range(max(0, index - 1), index))


def _lone(document: Document, bones: Skeleton) -> list[Block]:
    """The titles of pictures without number, in a report that numbers others: each is all that is read on its page."""
    if sum(b.kind == "caption" and b.label not in TABLES and bool(b.number) for b in document.blocks) < FEWEST_FIGURES:
        return []
    first = bones.chapters[0].index if bones.chapters else 0
    held = Counter(n for item in document.flow for n in _pages(item))
    found = [b for b in document.flow[first:bones.annex] if isinstance(b, Block) and b.kind == "paragraph"
             and len(b.text) <= TITLE and held[b.page] == 1 and _pages(b) == {b.page} and _titles(b.text)]
    return found if len(found) >= FEWEST_LONE else []


def _titles(text: str) -> bool:
    return text[:1].isupper() and not text.isupper() and text[-1] not in ":;," and not MARKER.match(text)


def _pages(item: Block | Table) -> set[int]:
    return {item.words[0].page, item.words[-1].page} if isinstance(item, Block) else set(item.pages)


def _head(table: Table) -> Evidence:
    cell = next((c for c in table.header_cells if c.text.strip()), table.header_cells[0])
    text = " | ".join(h for h in table.header if h)
    places = tuple(dict.fromkeys(p for c in table.header_cells if c.text for p in c.places)) or cell.places
    return Evidence("stated", Value(text or cell.text, places, source=cell.source, table=table.id,
                                    confidence=cell.confidence))


@rule("STR111", "nomor-kolom", "info")
def column_numbers(report: Report) -> Iterator[Outcome]:
    """The row of column numbers has fewer numbers than the table has columns, or skips one."""
    numbered = [t for t in report.tables if t.table.numbering]
    if not numbered:
        yield NotEvaluated("STR111", "no-column-numbers")
    for typed in numbered:
        yield CHECKED
        table = typed.table
        cells = [c for c in table.numbering or () if not c.filled]
        numbers = [int(m[1]) for c in cells if (m := _NUMBER.match(c.text))]
        columns = [i for i, head in enumerate(table.header) if head.strip()]
        blank = [i for i in columns if i < len(table.numbering or ()) and not (table.numbering or ())[i].text.strip()]
        if len(numbers) == len(columns) or not (blank or numbers != sorted(set(numbers))):
            continue
        evidence = [_row([c for c in cells if c.text.strip()], table)]
        evidence += [Evidence("context", _value(table.header_cells[i], table)) for i in blank]
        yield Finding("STR111", "info", certainty(table.confidence, evidence),
                      {"tabel": name_of(typed), "nomor": len(numbers), "kolom": len(columns)}, distinct(evidence),
                      item=plain(" ".join(table.header[i] for i in blank) or " ".join(table.header)), kind=typed.kind)


def _row(cells: Sequence[Cell], table: Table) -> Evidence:
    """The cells of one row as one piece of evidence, in one box."""
    places = [c.places[0] for c in cells]
    around = Place(places[0].page, union(p.bbox for p in places if p.page == places[0].page))
    return Evidence("stated", Value(" ".join(c.text for c in cells), (around,), source=cells[0].source, table=table.id,
                                    confidence=min(c.confidence for c in cells)))


@rule("STR115", "kolom-kosong", "info")
def empty_columns(report: Report) -> Iterator[Outcome]:
    """A column with a heading has no value in any row, in a table whose other columns are filled."""
    tables = [t for t in report.tables if len(t.table.rows) >= FEWEST_ROWS and t.kind != "toc"]
    if not tables:
        yield NotEvaluated("STR115", "no-table")
    for typed in tables:
        yield CHECKED
        empty = [i for i, head in enumerate(typed.table.header)
                 if head.strip() and not any(c.text.strip() for c in typed.table.column(i))]
        if len(empty) > 1 and len(empty) * 2 >= len(typed.table.header):
            continue
        for i in empty:
            if not _PICTURES.search(plain(typed.table.header[i])) and not _category(typed, i):
                yield _empty(typed, i)


def _category(typed: TypedTable, column: int) -> bool:
    """Whether the column is one of several under one heading, or counts a group of people: nobody may be in it."""
    parent = plain(typed.table.header[column]).split()[:1]
    others = (plain(h).split()[:1] for i, h in enumerate(typed.table.header) if i != column)
    return typed.kind.startswith("sdm") or parent in others


def _empty(typed: TypedTable, column: int) -> Finding:
    table = typed.table
    evidence = (Evidence("stated", _value(table.header_cells[column], table)),)
    return Finding("STR115", "info", certainty(min(0.8, table.confidence), evidence),
                   {"kolom": table.header[column], "tabel": name_of(typed), "baris": len(table.rows)}, evidence,
                   item=plain(table.header[column]), kind=typed.kind)


def _value(cell: Cell, table: Table) -> Value:
    return Value(cell.text, cell.places, source=cell.source, table=table.id, confidence=cell.confidence)
