"""Which rows of a table are totals, and which of its columns hold what can be summed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.model import Cell, Quantity, TypedTable
from lkj_audit.normalize.once import each

_TOTAL = re.compile(r"(?:sub|grand)?[\s-]*(?:jumlah|total|jml)(?:\s+(?:total|seluruh(?:nya)?|keseluruhan|umum|besar|"
                    r"akhir|i{1,3}|iv|v|[a-f]|\d))*(?:\s*\(.*\))?\s*[:.]?", re.I)
_NAMED_TOTAL = re.compile(r"(?:jumlah|total)\s+(?:\w+\s?){1,4}", re.I)
_REGION = re.compile(r"(?:kabupaten|kab\.|kota|provinsi|kecamatan)\s", re.I)
_PERCENT = re.compile(r"%|\bp(?:e|ro|re)r?sen", re.I)
_NOT_SUMMED = re.compile(r"\b(?:no|nomor|kode|tahun(?! 20\d\d)|rata|indeks|index|skor|harga|bobot|produktivitas|"
                         r"kepadatan|rasio|laju)\b|/\s?(?:ha|hektare?|km2?|m2|kapita)\b|/\s?k?m²", re.I)
_VALUE = re.compile(r"\bnilai\b", re.I)
MONEY = 1_000_000  # rupiah; what a value is worth, not how it was rated
_WEIGHT = re.compile(r"\bbobot\b", re.I)
_SCORE = re.compile(r"(?:nilai|skor|hasil|capaian)\b", re.I)  # "Nilai Hasil Evaluasi" below the components
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
FEWEST_PLACES = 3  # rows of a region, else its row may as well be one more of them
LUMP = 3  # figures in one cell that are those of a row
_NIL = frozenset({"", "-", "–", "—", "nihil"})


def is_total(text: str) -> bool:
    """Whether ``text`` labels a total and nothing else: "Jumlah", "TOTAL (orang)", "Sub Total I"."""
    return _TOTAL.fullmatch(text.strip()) is not None


@each
def _shares(typed: TypedTable) -> frozenset[int]:
    return frozenset(c for c, role in enumerate(typed.roles) if role in ("persen", "capaian") or _PERCENT.search(
        typed.table.header[c]) or any(q is not None and q.unit == "%" for q in (row[c] for row in typed.quantities)))


def is_share(typed: TypedTable, column: int) -> bool:
    """Whether the column holds percentages, by its heading, role or figures."""
    return column in _shares(typed)


@each
def _summable(typed: TypedTable) -> frozenset[int]:
    return frozenset(c for c in range(len(typed.roles)) if _has_sums(typed, c))


def summable(typed: TypedTable, column: int) -> bool:
    """Whether the figures of the column are amounts or counts, for which a sum has a meaning."""
    return column in _summable(typed)


def _has_sums(typed: TypedTable, column: int) -> bool:
    heading = typed.table.header[column]
    if typed.roles[column] in ("no", "nomor", "kode", "tahun") or _NOT_SUMMED.search(heading):
        return False
    figures = (q.value for row in typed.quantities if (q := row[column]) is not None and q.value is not None)
    if _VALUE.search(heading) and all(value < MONEY for value in figures) and column not in _scores(typed):
        return False
    return not is_share(typed, column)


@each
def _scores(typed: TypedTable) -> frozenset[int]:
    weight = _weights(typed)
    return frozenset(c for c in range(len(typed.roles)) if weight not in (None, c) and _of_weights(typed, c, weight))


def is_score(typed: TypedTable, column: int) -> bool:
    """Whether the column holds what each row scored of its weight, as the components of an evaluation do."""
    return column in _scores(typed)


def _of_weights(typed: TypedTable, column: int, weight: int) -> bool:
    pairs = [(a.value, b.value) for row in typed.quantities
             if (a := row[column]) is not None and (b := row[weight]) is not None]
    return len(pairs) >= FEWEST_PLACES and all(a is not None and b is not None and a <= b for a, b in pairs)


def _weights(typed: TypedTable) -> int | None:
    return next((c for c, head in enumerate(typed.table.header) if _WEIGHT.search(head)), None)


def figure(typed: TypedTable, row: int, column: int) -> Quantity | None:
    """The figure of a cell; an empty cell or a dash among counts stands for none, and so does a cell repeated from a
    merged one, which is printed only once."""
    found = typed.quantities[row][column]
    return found if found is not None and found.value is not None and not typed.table.rows[row][column].filled else None


def blank(cell: Cell) -> bool:
    """Whether nothing is printed in the cell, or only a dash, or it repeats a merged cell; one that holds a whole row
    of figures is a row that was not read."""
    return (cell.filled and len(_FIGURES.findall(cell.text)) < LUMP) or cell.text.strip().casefold() in _NIL


@each
def total_rows(typed: TypedTable) -> tuple[tuple[int, bool], ...]:
    """The rows labelled as totals, each with whether the label leaves no doubt."""
    return tuple(_total_rows(typed))


def _total_rows(typed: TypedTable) -> Iterator[tuple[int, bool]]:
    for r, row in enumerate(typed.table.rows):
        texts = [c.text.strip() for c, q in zip(row, typed.quantities[r], strict=True)
                 if c.text.strip() and (q is None or q.value is None)]
        alone = len(set(texts)) == 1
        if any(is_total(t) for t in texts) or (alone and _SCORE.match(texts[0]) and _closes_weights(typed, r)):
            yield r, True
        elif alone and (
                _NAMED_TOTAL.fullmatch(texts[0]) or _closes_places(typed, r, texts[0])):
            yield r, False


def _closes_weights(typed: TypedTable, row: int) -> bool:
    """Whether the row has the sum of the weights above it."""
    weight = _weights(typed)
    stated = figure(typed, row, weight) if weight is not None else None
    above = [q.value for r in range(row) if weight is not None and (q := figure(typed, r, weight)) and q.value]
    return stated is not None and len(above) >= FEWEST_PLACES and sum(above) == stated.value


def _closes_places(typed: TypedTable, row: int, label: str) -> bool:
    """Whether the row, the last and alone without a number, or alone named so, is that of the region that the rows
    above divide."""
    if row + 1 < len(typed.table.rows) or row < FEWEST_PLACES or not _REGION.match(label):
        return False
    column = typed.col("no")
    if column is None:
        return not any(_REGION.match(c.text.strip()) for above in typed.table.rows[:row] for c in above)
    return [bool(c.text.strip()) for c in typed.table.column(column)] == [True] * row + [False]
