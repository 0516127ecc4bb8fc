"""Documents made from data, so that a test says in a few lines what stands in a report.

A case is a mapping: ``identity`` (optional: satker, level, region, year; else read from the flow), and ``flow``, a list
of strings (text in reading order; classified as heading, caption or paragraph by the extractor's own code) and
mappings (tables: ``header``, ``rows``, optionally ``caption``). Boxes are made up, but each cell and word has its own.
A case of a rule across documents has ``documents`` instead, each with ``file``, ``identity`` and ``flow`` (``same``:
the file that it is a copy of); the first one is the report that the case is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256 as sha256_of
from typing import Any

from lkj_audit.checks import registry
from lkj_audit.checks.lintas import gist
from lkj_audit.dossiers import batch
from lkj_audit.extract.words.blocks import block_from_words
from lkj_audit.model import (
    Block,
    Cell,
    Document,
    Finding,
    Gist,
    Identity,
    NotEvaluated,
    Page,
    Place,
    Report,
    Table,
    Word,
)
from lkj_audit.normalize import normalize


def make_block(text: str, line: int) -> Block:
    """``text`` as one block on line ``line`` (40 lines a page)."""
    page, top = 1 + line // 40, 60.0 + 18 * (line % 40)
    words, x = [], 50.0
    for part in text.split():
        width = 5.0 * len(part)
        words.append(Word(part, page, (x, top, x + width, top + 12)))
        x += width + 3
    return block_from_words(words)


def make_table(data: Mapping[str, Any], number: int, line: int, context: Sequence[str] = (),
               caption_block: Block | None = None) -> Table:
    """``data`` as table ``T<number>`` that starts on line ``line``. ``None`` in a row repeats the cell above (a merged
    cell), ``""`` is empty."""
    header = [str(h) for h in data["header"]]

    def cell(text: str, r: int, c: int, filled: bool = False) -> Cell:
        page, top = 1 + (line + r) // 40, 60.0 + 18 * ((line + r) % 40)
        return Cell(text, (Place(page, (50.0 + 90 * c, top, 138.0 + 90 * c, top + 16)),), filled)

    rows: list[tuple[Cell, ...]] = []
    for r, row in enumerate(data["rows"], 1):
        if len(row) != len(header):
            raise ValueError(f"row {r} has {len(row)} cells, the header {len(header)}")
        rows.append(tuple(cell(rows[-1][c].text, r, c, filled=True) if t is None else cell(str(t), r, c)
                          for c, t in enumerate(row)))
    caption = data.get("caption") or (caption_block.text if caption_block else None)
    numbering = tuple(cell(str(t), 0, c) for c, t in enumerate(data["numbering"])) if "numbering" in data else None
    pages = sorted({p.page for row in rows for c in row for p in c.places}) or [1 + line // 40]
    return Table(f"T{number:02}", tuple(pages), tuple(header), tuple(cell(h, 0, c) for c, h in enumerate(header)),
                 tuple(rows), caption, caption_block, tuple(context), numbering)


def run_case(code: str, case: Mapping[str, Any]) -> tuple[list[Finding], list[NotEvaluated]]:
    """What rule ``code`` finds in the report of ``case``, and why it was not evaluated."""
    rule = registry.rules()[code]
    if "flow" in case:
        return registry.run(make_report(case), [rule])[:2]
    gists = [make_gist(d) for d in case["documents"]]
    return registry.run_across(batch(gists), {gists[0].path: [rule]}, {})[gists[0].path][:2]


def make_report(case: Mapping[str, Any]) -> Report:
    """The report of a ``case`` that has a flow."""
    return normalize(make_document(case["flow"]), Identity(**case["identity"]) if "identity" in case else None)


def make_gist(data: Mapping[str, Any]) -> Gist:
    """The gist of one of the ``documents`` of a case. Its identity is sure unless it says otherwise."""
    given = {"confidence": 1.0, **data["identity"]}
    if "renstra" in given:
        given["renstra"] = tuple(given["renstra"])
    document = make_document(data["flow"], data["file"])
    sha256 = sha256_of(str(data.get("same", data["file"])).encode()).hexdigest()
    return gist(normalize(replace(document, sha256=sha256), Identity(**given)))


def make_document(flow: Sequence[str | Mapping[str, Any]], path: str = "kasus.pdf") -> Document:
    """A document with ``flow`` in reading order; a form feed begins a page."""
    items: list[Block | Table] = []
    line = tables = 0
    for entry in flow:
        if entry == "\f":
            line = (line // 40 + 1) * 40
            continue
        if isinstance(entry, str):
            items.append(make_block(entry, line))
            line += 1
            continue
        tables += 1
        caption_block = None
        if entry.get("caption"):
            caption_block = make_block(str(entry["caption"]), line)
            items.append(caption_block)
            line += 1
        context = [b.text for b in items if isinstance(b, Block) and b.kind != "toc"][-6:]
        items.append(make_table(entry, tables, line, context, caption_block))
        line += len(entry["rows"]) + 2
    last = max([p.page for i in items for p in (i.places if isinstance(i, Block) else ())] +
               [max(i.pages) for i in items if isinstance(i, Table)] + [1])
    return Document(path, "0" * 64, tuple(Page(n, 595.3, 841.9) for n in range(1, last + 1)), tuple(items))
