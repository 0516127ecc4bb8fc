"""STR105: the running numbers of the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Cell, Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.text.plain import plain

FEWEST_ROWS = 4  # one less where it is known what the table holds
# In a column with more breaks than one step in four, the numbers are no running numbers.
BREAKS = 0.25
# More rows without a number than one in six: they are a level of their own, such as the parts of the numbered rows.
UNNUMBERED = 1 / 6
WIDEST_GAP = 3
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]?")
_HEADING = {"no", "nomor", "no urut", "nomor urut", "n0"}
_CLOSING = re.compile(r"^\s*(?:sub\s*)?(?:jumlah|total|rata|keterangan|catatan|sumber|grand)", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its index: its running number (None where the cell is empty), and the first cell that says what it is
    about."""

    index: int
    number: int | None
    cell: Cell
    topic: Cell


@rule("STR105", "nomor-baris", "warning")
def row_numbers(report: Report) -> Iterator[Outcome]:
    """The running numbers of a table skip or repeat, or a row of its own has none."""
    looked = False
    for typed in report.tables:
        column = None if typed.kind == "toc" else _number_column(typed)
        if column is None or (rows := _rows(typed, column)) is None:
            continue
        looked = True
        yield from [CHECKED] * len(rows)
        yield from _unnumbered(typed, rows)
        numbered = [r for r in rows if r.number is not None]
        slips = _slips([r.number or 0 for r in numbered])
        yield from (_slip(typed, *numbered[at - 1:at + 2]) for at in slips)
        for at, (before, after) in enumerate(pairwise(numbered), 1):
            if not {at - 1, at} & slips:
                yield from _step(typed, rows, before, after)
    if not looked:
        yield NotEvaluated("STR105", "no-row-numbers")


def _number_column(typed: TypedTable) -> int | None:
    column = typed.col("no")
    if column is None:
        column = next((i for i, h in enumerate(typed.table.header[:2]) if plain(h) in _HEADING), None)
    return column if column is not None and column + 1 < len(typed.table.header) else None


def _rows(typed: TypedTable, column: int) -> list[Row] | None:
    """The rows that carry, or should carry, a number; None when the column holds no running numbers."""
    rows: list[Row] = []
    for i, cells in enumerate(typed.table.rows):
        cell, topic = cells[column], cells[column + 1]
        text = cell.text.strip()
        number = _NUMBER.fullmatch(text)
        if text and not number:
            if _CLOSING.match(text):
                continue
            return None
        if cell.filled or (not number and (topic.filled or not _own(cells, column))):
            continue
        rows.append(Row(i, int(number[1]) if number else None, cell, topic))
    numbers = [r.number for r in rows if r.number is not None]
    steps = [b - a for a, b in pairwise(numbers)]
    breaks = sum(step != 1 and b != 1 for step, b in zip(steps, numbers[1:], strict=True)) - len(_slips(numbers))
    if len(numbers) < FEWEST_ROWS - (typed.kind != "lain") or breaks > max(1, BREAKS * len(steps)):
        return None
    return rows


def _slips(numbers: list[int]) -> set[int]:
    """Where one number alone is out of turn, by its index: 1, 2, 4, 4, 5."""
    steps = [1, *(b - a for a, b in pairwise(numbers)), 1]
    return {at for at in range(1, len(numbers) - 1) if numbers[at] != 1
            and steps[at] != 1 and steps[at] + steps[at + 1] == 2 and steps[at - 1] == steps[at + 2] == 1}


def _own(cells: tuple[Cell, ...], column: int) -> bool:
    """Whether a row without a number is a row of its own: it says what it is about and has all that the others have;
    a total, a group heading and the rest of a cell that a page break cut do not."""
    others = [c for i, c in enumerate(cells) if i != column]
    return (not any(_CLOSING.match(c.text) for c in others[:2]) and all(c.text.strip() and not c.filled for c in others)
            and len({c.text for c in others}) > 1 and others[0].text[:1].isupper())


def _unnumbered(typed: TypedTable, rows: list[Row]) -> Iterator[Finding]:
    """Rows of their own without a number, between numbered rows of the same table."""
    numbered = [r for r in rows if r.number is not None]
    bare = [r for r in rows if r.number is None and numbered[0].index < r.index < numbered[-1].index]
    if len(bare) > max(1, UNNUMBERED * len(numbered)):
        return
    for row in bare:
        before = max((r for r in numbered if r.index < row.index), key=lambda r: r.index)
        after = min((r for r in numbered if r.index > row.index), key=lambda r: r.index)
        yield _finding(typed, "kosong", row, (before, after), plain(row.topic.text),
                       {"baris": row.topic.text, "sebelum": str(before.number), "sesudah": str(after.number)})


def _slip(typed: TypedTable, before: Row, row: Row, after: Row) -> Finding:
    """A number out of turn, which stands twice or is simply another."""
    params = {"sebelum": str(before.number), "sesudah": str(row.number), "baris": row.topic.text}
    if row.number == after.number:
        params["baris"] = after.topic.text
    if row.number in (before.number, after.number):
        return _finding(typed, "ganda", row, (before, after), f"{row.number} {plain(params['baris'])}", params)
    return _finding(typed, "lompat", row, (before, after), f"{before.number} {row.number}", params)


def _step(typed: TypedTable, rows: list[Row], before: Row, after: Row) -> Iterator[Finding]:
    """From one number to the next: one more, or 1 again for a new group."""
    assert before.number is not None and after.number is not None
    gap = after.number - before.number - 1
    if gap == 0 or after.number == 1:
        return
    params: dict[str, str] = {"sebelum": str(before.number), "sesudah": str(after.number), "baris": after.topic.text}
    if gap == -1 and plain(before.topic.text) != plain(after.topic.text):
        yield _finding(typed, "ganda", after, (before,), f"{after.number} {plain(after.topic.text)}", params)
    unnumbered = [r for r in rows if r.number is None and before.index < r.index < after.index]
    if 0 < gap <= WIDEST_GAP and len(unnumbered) < gap:
        yield _finding(typed, "lompat", after, (before,), f"{before.number} {after.number}", params)


def _finding(typed: TypedTable, variant: str, row: Row, around: tuple[Row, ...], item: str,
             params: dict[str, str]) -> Finding:
    sure = round(min(typed.table.confidence, *(r.cell.confidence for r in (row, *around))), 2)
    evidence = [Evidence("stated", _shown(typed, row)), *(Evidence("context", _shown(typed, r)) for r in around)]
    evidence += [Evidence("context", Value(r.topic.text, r.topic.places, source=r.topic.source, table=typed.id))
                 for r in (row, *around)]
    return Finding("STR105", graded("warning", sure), sure, {**params, "tabel": name_of(typed)},
                   distinct(e for e in evidence if e.value.text), item=item, column=variant,
                   kind=typed.kind, variant=variant)


def _shown(typed: TypedTable, row: Row) -> Value:
    """The number's cell, or the row's first words where it is empty."""
    cell = row.cell if row.cell.text.strip() else row.topic
    return Value(cell.text, cell.places, source=cell.source, table=typed.id, confidence=cell.confidence)
