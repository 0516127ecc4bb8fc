"""ARI106: a sentence that repeats a row of a table, with one figure that is misprinted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkj_audit.checks.aritmetika.hasil import told_otherwise
from lkj_audit.model import Block, Finding, Quantity, Report, TypedTable
from lkj_audit.normalize.figures.counting import counting_sentences
from lkj_audit.normalize.tables.totals import total_rows
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_ALL = re.compile(r"\b(?:jumlah|sejumlah|sebanyak|berjumlah|total|seluruh\w*|terjadi|tercatat)\b", re.I)
_SUBJECT = re.compile(r"\b(?:jumlah|total)\s+(\w{5,})|\b(\w{5,})\s+(?:sejumlah|sebanyak|berjumlah)\b", re.I)
_UNIT = re.compile(r"^\W*(?:(?:orang|unit|buah|kasus|dokumen|jiwa|paket)\s+)?", re.I)
_END = re.compile(r"[,.;(]|\s(?:dan|serta|sedangkan|yang)\s")
_SOME = re.compile(r"\b(?:telah|sudah|belum|mengikuti|bersertifi\w*|lulus|hadir|kosong|kekurangan|dibutuhkan|kebutuhan|"
                   r"formasi|pensiun|rusak|baik|di antara\w*|sebagian|tersebut)\b", re.I)
_OF_THEM = re.compile(r"\s*(?:\w+\s+)?dari\s+(?:\w+\s+)?\d")  # a part of another number, not a figure of its own
_BRACKET = re.compile(r"\(([^()]+)\)")
_BETWEEN = re.compile(r"[,;]|\b(?!20\d\d\b)\d[\d.]*")  # what parts one number from the words of the next
LONG, VERY_LONG = 1_000, 10_000  # numbers that are not written alike by chance in one row, and in any two places
NEAR = 4  # items of the flow between a table and the text that introduces or explains it


class _Printed(NamedTuple):
    """A table, its place in the flow, the whole numbers of its rows (each with its column) and of all of them, and
    which rows are totals; the rows by name, and the column that counts what they name."""

    typed: TypedTable
    place: int
    rows: tuple[dict[int, int], ...]
    figures: frozenset[int]
    totals: frozenset[int]
    names: dict[str, int]
    counted: int


def restated(report: Report) -> Iterator[Finding | None]:
    """For each sentence that repeats a row of a table that no other rule knows, None, or the figure that differs."""
    tables: list[_Printed] = []
    counted = {c.value.table for c in report.staff}
    others = [t for t in report.tables if t.kind == "lain" or (t.kind.startswith("sdm_") and t.id not in counted)]
    for told in counting_sentences(report.document) if others else ():
        if not told.years or report.identity.year in told.years:
            tables = tables or [_printed(t, report.document.positions[t.id]) for t in others]
            for table in tables:
                yield from _compare(table, told.block, told.place, told.start, told.text, told.counts)


def _printed(typed: TypedTable, place: int) -> _Printed:
    rows = tuple(_figures(typed, r) for r in range(len(typed.table.rows)))
    return _Printed(typed, place, rows, frozenset(n for row in rows for n in row),
                    frozenset(r for r, certain in total_rows(typed) if certain), *_names_of(typed, rows))


def _compare(table: _Printed, block: Block, index: int, start: int, said: str,
             counts: dict[int, re.Match[str]]) -> Iterator[Finding | None]:
    """The rows of ``table`` that ``said`` may repeat."""
    near = abs(table.place - index) <= NEAR
    # where nothing is repeated, only a total can be meant, or a row that is named beside the table
    for r in range(len(table.rows)) if near or not table.figures.isdisjoint(counts) else sorted(table.totals):
        row = table.rows[r]
        matched = [n for n in counts if n in row]
        if len(matched) >= 2:
            yield None
        for number in (n for n in counts if n not in table.figures):
            alike = _likely(table, r, number, matched, near, said, counts)
            if len(alike) == 1:
                yield _misstated(table, block, start, counts[number], r, alike[0], 0.88 if len(matched) >= 2 else 0.8)
    if near and table.counted >= 0 and len(counts) > 1 and not _SOME.search(said):
        yield from _by_name(table, block, start, said, counts)


def _misstated(table: _Printed, block: Block, start: int, at: re.Match[str], row: int, column: int,
               trust: float) -> Finding:
    first, text = start + at.start(1), at[1]
    stated = value_of(block, first, first + len(text), Quantity(text, Decimal(text.replace(".", ""))))
    return told_otherwise(table.typed, stated, table.typed.value(row, column), trust, "jumlah")


def _likely(table: _Printed, row: int, number: int, matched: list[int], near: bool, said: str,
            counts: dict[int, re.Match[str]]) -> list[int]:
    """The columns of which ``number`` may be a misprint: in a row of which the sentence repeats two other figures; else
    in a total that it repeats another figure of, or names."""
    typed, at = table.typed, counts[number]
    cells = [(m, c) for m, c in table.rows[row].items() if m not in counts]
    alike = [(m, c) for m, c in cells if _misprint(number, m)]
    if len(matched) >= 2 and alike:
        return [c for _, c in alike]
    if row not in table.totals:
        return [c for _, c in alike] if near and _begins_with(table, row, said, at) else []
    long = number >= LONG and not _OF_THEM.match(said, at.end())
    if matched and (spoken := [c for _, c in alike if long or _speaks_of(typed, c, said, at)]):
        return spoken
    if any(_headed(typed, table.rows[row][n], said, counts[n]) for n in matched):
        return [c for _, c in cells if _headed(typed, c, said, at)]
    return [c for m, c in cells if (matched or near or _same_digits(number, m) or (
        number >= VERY_LONG and _misprint(number, m))) and _misprint(number, m, 2) and _names(typed, c, said, at)]


def _begins_with(table: _Printed, row: int, said: str, at: re.Match[str]) -> bool:
    """Whether the name of the row begins with the two words after the number: "221 peringatan dini"."""
    words = plain(said[at.end():at.end() + 60]).split()[:2]
    return len(words) == 2 and len(words[1]) > 3 and any(
        r == row and name.split()[:2] == words for name, r in table.names.items())


def _headed(typed: TypedTable, column: int, said: str, at: re.Match[str]) -> bool:
    """Whether the number is followed by the last word of the column's heading: "38 laki-laki" under "Laki-laki"."""
    last = typed.table.header[column].split()[-1] if typed.table.header[column].strip() else ""
    head = plain(last)
    return (len(head) > 3 or last.isupper()) and f"{plain(said[at.end():at.end() + 40])} ".startswith(f"{head} ")


def _by_name(table: _Printed, block: Block, start: int, said: str,
             counts: dict[int, re.Match[str]]) -> Iterator[Finding | None]:
    """The rows whose names follow on the numbers of a sentence ("23 orang auditor dan 14 orang arsiparis"): where all
    but one of the numbers are the table's, that one."""
    named = [(m, table.names.get(plain(_END.split(_UNIT.sub("", said[m.end():m.end() + 90]), maxsplit=1)[0]), -1))
             for m in counts.values()]
    printed = [(m, r) for m, r in named if r >= 0 and table.counted in table.rows[r].values()]
    if len({r for _, r in printed}) < max(2, len(printed)):
        return
    yield None
    wrong = [(m, r) for m, r in printed if table.rows[r].get(int(m[1].replace(".", ""))) != table.counted]
    if len(wrong) == 1:
        yield _misstated(table, block, start, *wrong[0], table.counted, 0.85)


def _names_of(typed: TypedTable, rows: Sequence[dict[int, int]]) -> tuple[dict[str, int], int]:
    """The rows by their names, and the abbreviations in these, and the column of what is counted; -1 where there is not
    just one."""
    filled = sorted({c for row in rows for c in row.values()})
    count = filled[0] if len(filled) == 1 else typed.col("jumlah")
    names: dict[str, int] = {}
    for r, row in enumerate(typed.table.rows):
        label = next((c.text for c in row if sum(ch.isalpha() for ch in c.text) > 3), "")
        for name in (label.partition("(")[0], *_BRACKET.findall(label)):
            names[plain(name)] = -1 if plain(name) in names else r
    return names, -1 if count is None else count


def _figures(typed: TypedTable, row: int) -> dict[int, int]:
    """The whole numbers of a row from 10 up, each with its column."""
    return {int(q.value): c for c, q in enumerate(typed.quantities[row])
            if q is not None and q.value is not None and q.unit != "%" and q.value >= 10
            and typed.roles[c] not in ("no", "kode", "tahun") and q.value == int(q.value)
            and not typed.table.rows[row][c].filled}


def _same_digits(one: int, other: int) -> bool:
    return sorted(str(one)) == sorted(str(other))


def _misprint(said: int, printed: int, most: int = 1) -> bool:
    """Whether two numbers are written alike: the same digits in another order, or not more than ``most`` that differ
    (of two digits, none)."""
    one, other = str(said), str(printed)
    if said == printed or len(one) != len(other):
        return False
    return _same_digits(said, printed) or (len(one) > 2 and sum(map(str.__ne__, one, other)) <= most)


def _speaks_of(typed: TypedTable, column: int, said: str, at: re.Match[str]) -> bool:
    """Whether the words beside the number are those of the column's heading."""
    head = plain(typed.table.header[column]).split()
    before = plain(_BETWEEN.split(said[:at.start()])[-1]).split()
    return any(w in head for w in (*before, *plain(said[at.end():at.end() + 30]).split()[:1]) if len(w) > 3)


def _names(typed: TypedTable, column: int, said: str, at: re.Match[str]) -> bool:
    """Whether the sentence says that the number is the whole of what the column, or else the table, counts."""
    noun = plain(said[at.end():at.end() + 30]).split()[:1]
    head, title = plain(typed.table.header[column]).split(), plain(typed.table.caption or "").split()
    noun += plain(" ".join(w for m in _SUBJECT.findall(said[:at.start()])[-1:] for w in m)).split()
    told = any(w in head or (w in title and len(w) > 4) for w in noun)
    return told and bool(_ALL.search(said[max(0, at.start() - 45):at.start()]))
