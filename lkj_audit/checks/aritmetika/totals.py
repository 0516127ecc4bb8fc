"""Which rows and columns are totals, and which figures they close.

What a total closes is not printed; it is inferred by coverage (Jiang, Vitagliano, Naumann: AggreCol, 2023): of all
readings of a Jumlah row, the one under which most columns add up is meant, and a column where it fails is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, combinations, islice
from typing import Final, NamedTuple

from lkj_audit.checks.arithmetic import add, fits
from lkj_audit.model import BudgetLine, Cell, Place, Quantity, Report, TypedTable

# Tables in which "Jumlah …" begins the name of an indicator, or which hold no sums at all.
NO_SUMS: Final = frozenset({"rkt", "pk", "iku", "renstra", "capaian", "capaian_sasaran", "hambatan", "toc",
                            "sdm_daftar_pns", "sdm_daftar_ppnpn"})
_TOTAL = re.compile(r"(?:sub|grand)?[\s-]*(?:jumlah|total|jml)(?:\s+(?:total|seluruh(?:nya)?|keseluruhan|umum|besar|"
                    r"akhir|i{1,3}|iv|v|[a-f]|\d))*(?:\s*\(.*\))?\s*[:.]?", re.I)
_NAMED_TOTAL = re.compile(r"(?:jumlah|total)\s+(?:\w+\s?){1,4}", re.I)
_REGION = re.compile(r"(?:kabupaten|kab\.|kota|provinsi|kecamatan)\s", re.I)
_PERCENT = re.compile(r"%|\bp(?:e|ro|re)r?sen", re.I)
_NOT_SUMMED = re.compile(r"\b(?:no|nomor|kode|tahun(?! 20\d\d)|rata|indeks|index|skor|harga|bobot|produktivitas|"
                         r"kepadatan|rasio|laju)\b|/\s?(?:ha|hektare?|km2?|m2|kapita)\b|/\s?k?m²", re.I)
_VALUE = re.compile(r"\bnilai\b", re.I)
MOST_WHOLES = 8  # figures that are sums of others, of which each may be left out of the total
MONEY = 1_000_000  # rupiah; what a value is worth, not how it was rated
_NUMBERING = re.compile(r"\(?([A-Z]{1,4}|[a-z]|\d+)((?:\.\w+)*)[.)]*(?=\s|$)")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
LUMP = 3  # figures in one cell that are those of a row
_NIL = frozenset({"", "-", "–", "—", "nihil"})


def is_total(text: str) -> bool:
    """Whether ``text`` labels a total and nothing else: "Jumlah", "TOTAL (orang)", "Sub Total I"."""
    return _TOTAL.fullmatch(text.strip()) is not None


def is_share(typed: TypedTable, column: int) -> bool:
    """Whether the column holds percentages, by its heading, role or figures."""
    return bool(_PERCENT.search(typed.table.header[column])) or typed.roles[column] in ("persen", "capaian") or any(
        q is not None and q.unit == "%" for q in (row[column] for row in typed.quantities))


def summable(typed: TypedTable, column: int) -> bool:
    """Whether the figures of the column are amounts or counts, for which a sum has a meaning."""
    heading = typed.table.header[column]
    if typed.roles[column] in ("no", "nomor", "kode", "tahun") or _NOT_SUMMED.search(heading):
        return False
    figures = (q.value for row in typed.quantities if (q := row[column]) is not None and q.value is not None)
    if _VALUE.search(heading) and all(value < MONEY for value in figures):
        return False
    return not is_share(typed, column)


def figure(typed: TypedTable, row: int, column: int) -> Quantity | None:
    """The figure of a cell; an empty cell or a dash among counts stands for none, and so does a cell repeated from a
    merged one, which is printed only once."""
    found = typed.quantities[row][column]
    return found if found is not None and found.value is not None and not typed.table.rows[row][column].filled else None


def blank(cell: Cell) -> bool:
    """Whether nothing is printed in the cell, or only a dash, or it repeats a merged cell; one that holds a whole row
    of figures is a row that was not read."""
    return (cell.filled and len(_FIGURES.findall(cell.text)) < LUMP) or cell.text.strip().casefold() in _NIL


class Closed(NamedTuple):
    """A total in one column with the rows it closes; ``parts`` are those of them that have a figure."""

    row: int
    column: int
    stated: Quantity
    parts: tuple[int, ...]
    expected: Decimal
    holds: bool


def close(typed: TypedTable, total: int, rows: Sequence[int], column: int) -> Closed | None:
    """The total in ``column``, were it the sum of ``rows``; None where that is no sum of figures of one kind."""
    stated = figure(typed, total, column)
    parts = [(r, q) for r in rows if (q := figure(typed, r, column))]
    unread = [r for r in rows if figure(typed, r, column) is None and not blank(typed.table.rows[r][column])]
    if stated is None or stated.value is None or len(parts) < 2 or unread:
        return None
    if len({q.unit for _, q in parts} - {""}) > 1:
        return None
    expected = sum((q.value for _, q in parts if q.value is not None), Decimal(0))
    rounded = [replace(q, unit="%") if is_share(typed, column) else q for _, q in parts]  # also "34" under "%"
    return Closed(total, column, stated, tuple(r for r, _ in parts), expected, fits(stated, add(rounded)))


def total_rows(typed: TypedTable) -> Iterator[tuple[int, bool]]:
    """The rows labelled as totals, each with whether the label leaves no doubt."""
    for r, row in enumerate(typed.table.rows):
        texts = [c.text.strip() for c, q in zip(row, typed.quantities[r], strict=True)
                 if c.text.strip() and (q is None or q.value is None)]
        if any(is_total(t) for t in texts):
            yield r, True
        elif texts and len(set(texts)) == 1 and (
                _NAMED_TOTAL.fullmatch(texts[0]) or _closes_numbered(typed, r, texts[0])):
            yield r, False


def _closes_numbered(typed: TypedTable, row: int, label: str) -> bool:
    """Whether the row, the last and alone without a number, is that of the region that the rows above divide."""
    column = typed.col("no")
    if column is None or row + 1 < len(typed.table.rows) or not _REGION.match(label):
        return False
    return [bool(c.text.strip()) for c in typed.table.column(column)] == [True] * row + [False]


def readings(typed: TypedTable, total: int, totals: Sequence[int], budget: Sequence[BudgetLine]) -> list[list[int]]:
    """What the total row may close, likeliest first: its parts in the budget's hierarchy; its group; the rows since the
    last total; all plain rows above; the totals above; the rows of the first numbering; and, on top, those below."""
    plain = [r for r in range(len(typed.table.rows)) if r not in totals]
    last = max((t for t in totals if t < total), default=-1)
    above = [r for r in plain if r < total]
    options = [[x.row for x in budget if x.table == typed.id and x.parent == total], _group(typed, total, above),
               [r for r in above if r > last], above, [t for t in totals if t < total], _first_numbering(typed, above)]
    if not above:
        below = [r for r in plain if r > total]
        options += [below, _first_numbering(typed, below)]
    return [o for i, o in enumerate(options) if len(o) > 1 and o not in options[:i]]


def _group(typed: TypedTable, total: int, above: Sequence[int]) -> list[int]:
    """The rows just above that share a merged cell with the total row."""
    shared = [c for c, cell in enumerate(typed.table.rows[total]) if cell.filled and not is_total(cell.text)]
    rows = []
    for r in reversed(above):
        if not shared or any(typed.table.rows[r][c].text != typed.table.rows[total][c].text for c in shared):
            break
        rows.append(r)
    return rows[::-1]


def _first_numbering(typed: TypedTable, rows: Sequence[int]) -> list[int]:
    """The rows numbered in the style of the first ("A, B" among "A, 1, 2, B, 1"; "1, 2" among "1, 1.1, 2")."""
    styles = [_style(typed.table.rows[r][0].text) for r in rows]
    return [r for r, style in zip(rows, styles, strict=True) if style and style == styles[0]]


def _style(text: str) -> str:
    """How a row is numbered: roman, capital, small letter or digits, and how deep; "" where it is not."""
    found = _NUMBERING.match(text.strip())
    if not found:
        return ""
    head = found[1]
    sort = "0" if head.isdigit() else "a" if head.islower() else "I" if re.fullmatch("[IVX]+", head) else "A"
    return sort + "." * found[2].count(".")


def nested(typed: TypedTable, rows: Sequence[int], sums: Sequence[Closed]) -> bool:
    """Whether some of the rows may be parts of others: they are numbered in more than one style, or a figure is the sum
    of the figures right after it."""
    numbered = _first_numbering(typed, rows)
    if 0 < len(numbered) < len(rows):
        return True
    return not _in_one_count(typed, rows) and any(_has_subtotal(typed, s) for s in sums)


def _in_one_count(typed: TypedTable, rows: Sequence[int]) -> bool:
    """Whether the rows are numbered 1, 2, 3 … without a break: none of them is another's part."""
    numbers = [typed.table.rows[r][0].text.strip(" .)") for r in rows]
    return numbers == [str(n) for n in range(1, len(rows) + 1)]


def _has_subtotal(typed: TypedTable, closed: Closed) -> bool:
    """Whether some figures are the sums of those right after them, and the total comes nearer without what is counted
    twice then: small numbers are such sums by chance."""
    values = [q.value for r in closed.parts if (q := figure(typed, r, closed.column)) and q.value is not None]
    wholes = [value for i, value in enumerate(values)
              if value and value in islice(accumulate(values[i + 1:]), 1, None)]
    stated = closed.stated.value
    if len(wholes) > MOST_WHOLES or stated is None:
        return bool(wholes)
    off = abs(closed.expected - stated)
    return any(abs(closed.expected - sum(some) - stated) < off
               for n in range(1, len(wholes) + 1) for some in combinations(wholes, n))


def covered_cells(report: Report, table: str) -> set[tuple[Place, ...]]:
    """The places of the budget totals of ``table`` that the budget rules check against their parts."""
    lines = [line for line in report.budget if line.table == table]
    wholes = {line.parent for line in lines}
    values = [v for x in lines if x.row in wholes for v in (x.pagu, x.realisasi, x.sisa)]
    return {v.places for v in values if v is not None}
