"""Lists of missions, goals and sasaran strategis in the text and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lkj_audit.model import Block, Report, Table, TypedTable, Value
from lkj_audit.normalize.narrative.results import RESULTS
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentences

FEWEST = 3  # statements that are a list
_ITEM = re.compile(r"^\W*\(?(?:(\d{1,2})|([a-h]))[.)]{1,2}\s+")
_STATEMENT = re.compile(r"(?:Ter\w{2,}nya|Meningkatnya|Menurunnya|Menguatnya|Optimalnya|Berkembangnya|Membaiknya)\b")
_QUOTED = re.compile(r"[“\"](" + _STATEMENT.pattern + r"[^“”\"]{10,300})[”\"]")


class Stated(NamedTuple):
    """A statement and where it stands."""

    text: str
    value: Value


class Listed(NamedTuple):
    """Statements that stand together; ``what`` they are called there."""

    what: str
    items: tuple[Stated, ...]


@once
def missions(report: Report) -> tuple[Listed, ...]:
    """The lists of missions."""
    return tuple(lists(report, "misi"))


def lists(report: Report, what: str) -> Iterator[Listed]:
    """The lists that a paragraph naming ``what`` announces with a colon."""
    flow = report.document.flow
    for i, block in enumerate(flow):
        if not isinstance(block, Block) or block.kind != "paragraph" or not block.text.rstrip().endswith(":"):
            continue
        if re.search(rf"\b{what}\b", block.text[-400:], re.I) and (items := items_at(report, i + 1)):
            yield Listed(what, items)


def follows(report: Report, index: int) -> bool:
    """Whether an item of a list stands at ``index`` of the flow."""
    item = report.document.flow[index] if index < len(report.document.flow) else None
    return isinstance(item, Block) and _ITEM.match(item.text) is not None


def items_at(report: Report, start: int) -> tuple[Stated, ...]:
    """The items of the list at ``start``, numbered one after the other from 1 or a."""
    out: list[Stated] = []
    sort: int | None = None  # 1 where they are numbered by digits, 2 by letters
    for item in report.document.flow[start:]:
        if not isinstance(item, Block) or not (m := _ITEM.match(item.text)):
            break
        number = int(m[1]) if m[1] else ord(m[2]) - ord("a") + 1
        sort = sort or m.lastindex
        if number != len(out) + 1 or m.lastindex != sort:
            break
        out.append(_stated(item, m.end()))
    return tuple(out)


def _stated(block: Block, start: int) -> Stated:
    """The first sentence of ``block`` from ``start``, without the marks and the "dan" that close a list item."""
    first, last = sentences(block.text[start:])[0] if block.text[start:].strip() else (0, 0)
    text = re.sub(r"[\s;.,]+(?:dan)?\s*$", "", block.text[start + first:start + last])
    return Stated(text, value_of(block, 0, start + first + max(len(text), 1)))


@once
def sasaran_groups(report: Report) -> tuple[Listed | None, list[Listed]]:
    """The sasaran strategis as planned (the last list before the results) and as reported (lists and tables after)."""
    plan: Listed | None = None
    after: list[Listed] = []
    reported = False
    for found in _in_order(report):
        if isinstance(found, TypedTable):
            reported = True
            after += _in_table(found)
        elif len(found.items) >= FEWEST and reported:
            after.append(found)
        elif len(found.items) >= FEWEST:
            plan = found
    return plan, after


def _in_order(report: Report) -> Iterator[Listed | TypedTable]:
    """The statements under each heading, from where sasaran strategis are spoken of, and the tables of results."""
    results = {t.id: t for t in report.of_kind(*RESULTS)}
    group: list[Stated] = []
    active = False
    for item in report.document.flow:
        if isinstance(item, Table):
            if typed := results.get(item.id):
                yield _listed(group)
                yield typed
                group = []
        elif item.kind == "heading":
            yield _listed(group)
            group, active = [], "sasaran strategis" in plain(item.text)
        elif item.kind == "paragraph":
            active = active or "sasaran strategis" in plain(item.text)
            group += _statements(item) if active else ()
    yield _listed(group)


def _listed(group: Iterable[Stated]) -> Listed:
    """Statements with each wording once."""
    return Listed("sasaran strategis", tuple({plain(s.text): s for s in reversed(list(group))}.values())[::-1])


def _in_table(table: TypedTable) -> Iterator[Listed]:
    """The sasaran strategis of a table that has no indicators."""
    column = table.col("sasaran")
    if table.col("indikator") is None and column is not None and "strategis" in plain(table.table.header[column]):
        cells = [table.value(r, column) for r in range(len(table.table.rows))]
        yield Listed("sasaran strategis", tuple(
            Stated(v.text.rstrip(". "), v) for v in cells if _STATEMENT.match(v.text.strip())))


def _statements(block: Block) -> Iterator[Stated]:
    """The sasaran that a list item is, or quotes."""
    marker = _ITEM.match(block.text)
    if marker and _STATEMENT.match(block.text, marker.end()):
        yield _stated(block, marker.end())
        return
    for m in _QUOTED.finditer(block.text):
        yield Stated(m[1].rstrip(" .;"), value_of(block, m.start(1), m.end(1)))

