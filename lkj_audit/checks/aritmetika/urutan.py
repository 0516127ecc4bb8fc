"""ARI108: the items of a numbered list carry other numbers in the table that follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Report, TypedTable
from lkj_audit.normalize.outline.numbered_lists import ENOUGH, Item, numbered_lists, words_of
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

_LETTERS = re.compile(r"(?:[^\W\d_][\W\d_]*){4}")


@rule("ARI108", "urutan-unsur", "warning")
def urutan_unsur(report: Report) -> Iterator[Outcome]:
    """A table gives the items of a numbered list before it in nearly the list's order, but some have changed places."""
    lists = numbered_lists(report.document)
    reported: set[tuple[str, ...]] = set()
    for typed in report.tables if lists else ():
        at, rows = report.document.positions[typed.id], _rows(typed)
        for items in (items for end, items in reversed(lists) if rows and end < at):
            pairs = _pairs(items, rows)
            if len(pairs) < max(ENOUGH, len(items) * 4 / 5):
                continue
            yield CHECKED
            moved = [(i, r) for i, r, number in pairs if i.number != number]
            key = tuple(sorted(plain(i.block.text) for i, _ in moved))
            if 2 <= len(moved) <= len(pairs) / 2 and key not in reported:
                reported.add(key)
                yield _finding(typed, moved)
            break


def _is_name(text: str) -> bool:
    """Whether the cell holds words, not a number or a roman one."""
    return _LETTERS.search(text) is not None


def _rows(typed: TypedTable) -> list[tuple[int, int, frozenset[str]]]:
    """The numbered rows of a table: index, number and the words of the name."""
    column = typed.col("no")
    if column is None:
        return []
    rows: list[tuple[int, int, frozenset[str]]] = []
    for r, row in enumerate(typed.table.rows):
        digits = row[column].text.strip(" .)")
        name = next((c.text for i, c in enumerate(row) if i != column and _is_name(c.text)), "")
        if digits.isdigit() and not row[column].filled and words_of(name):
            rows.append((r, int(digits), words_of(name)))
    return rows


def _pairs(items: Sequence[Item], rows: Sequence[tuple[int, int, frozenset[str]]]) -> list[tuple[Item, int, int]]:
    """Items and the rows that are certainly theirs, with the rows' numbers: one name holds all words of the other, and
    no other item's or row's does."""
    out = []
    for item in items:
        fitting = [(r, n) for r, n, words in rows if item.words and (words <= item.words or item.words <= words)]
        if len(fitting) == 1:
            out.append((item, *fitting[0]))
    taken = [r for _, r, _ in out]
    return [p for p in out if taken.count(p[1]) == 1]


def _finding(typed: TypedTable, moved: Sequence[tuple[Item, int]]) -> Finding:
    number = typed.col("no") or 0
    name = next(c for c in range(len(typed.roles)) if c != number and _is_name(typed.table.rows[moved[0][1]][c].text))
    evidence = [e for item, row in moved for e in (
        Evidence("stated", typed.value(row, name)), Evidence("stated", typed.value(row, number)),
        Evidence("expected", of_block(item.block)))]
    confidence = 0.9 * min(e.value.confidence for e in evidence)
    item, row = moved[0]
    return Finding(
        "ARI108", graded("warning", confidence), confidence,
        {"item": typed.table.rows[row][name].text.strip(), "list": str(item.number), "count": len(moved),
         "number": typed.table.rows[row][number].text.strip(" ."), "table": name_of(typed)},
        distinct(evidence), item=" ".join(sorted(plain(typed.table.rows[r][name].text) for _, r in moved)),
        column="nomor", kind=typed.kind)
