"""Findings that a misread scan may account for: said as notes, never held against a report.

What was measured on scans of consistent reports: whole headings, lone figures and decimal marks are lost more often
than a digit is taken for another, and a wrong digit nearly always has a lower score than its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, product

from lkj_audit.checks.judging import SURE_ENOUGH
from lkj_audit.checks.roots import equation_of
from lkj_audit.model import Cell, Document, Finding, Place, Report, Table, TypedTable, Value
from lkj_audit.normalize.once import once

DOUBTED = 0.55  # the most that is left of the confidence: not sure enough to be graver than a note
BODY = 0.2  # share of the pages of the body: with fewer scans among them a part does not stand on these
LEGIBLE = 0.9  # the score of a word below which no figure is believed
CLEAR = 0.995  # … and below which a digit may be another that looks like it
LIKE = tuple(map(frozenset, ("38", "17", "56", "08", "68", "06", "35", "14", "49", "89")))
MARKED = 5  # digits: a longer figure has more than one mark, and none of them for decimals
NAME = 12  # letters of a name that is told within a longer one
LETTERS = 2  # as many of which two wordings differ are misread
_TORN = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")  # a figure in a title
_PAIR = re.compile(rf"{_TORN.pattern} {_TORN.pattern}")
_STRUCTURE, _RESIDUE = "STR", "STR110"  # what a template left is there, whatever else was not read


def doubted(finding: Finding, report: Report) -> Finding:
    """``finding``, as a note where it rests on words of a scan that may have been read wrong or not at all, or on a
    table without rules whose rows and columns may be others."""
    if finding.severity == "info":
        return finding
    unsure = {t.id for t in report.tables if t.table.confidence < SURE_ENOUGH}
    if unsure and any(e.value.table in unsure for e in finding.evidence):
        return replace(finding, severity="info", confidence=min(finding.confidence, DOUBTED))
    values = [e.value for e in finding.own if e.value.source == "ocr"]
    structure = finding.rule.startswith(_STRUCTURE) and finding.rule != _RESIDUE
    if not values and not (structure and _body_scanned(report.document)):
        return finding
    cited = {v.table for v in values}
    typed = [t for t in report.tables if t.id in cited]
    tables = [t.table for t in typed]
    if (structure or _illegible(values) or _alike(finding) or _misread(finding) or any(map(_torn, tables))
            or _unread(finding, typed) or _named_elsewhere(finding, report) or _misnamed(finding, report)):
        return replace(finding, severity="info", confidence=min(finding.confidence, DOUBTED))
    return finding


@once
def _body_scanned(document: Document) -> bool:
    """Whether scans among the pages up to the last digital one are more than a few signed sheets."""
    last = max((p.number for p in document.pages if p.kind == "digital"), default=len(document.pages))
    return sum(p.kind == "scanned" for p in document.pages[:last]) > BODY * last


def _illegible(values: Iterable[Value]) -> bool:
    return any(v.confidence < LEGIBLE for v in values if v.number is not None)


def _alike(finding: Finding) -> bool:
    """Whether the wordings that are set against each other differ by a letter or two at most."""
    stated, expected = ([_letters(e.value.text) for e in finding.own if e.role == role]
                        for role in ("stated", "expected"))
    return any(_nearly(a, b) for a, b in product(stated, expected))


def _named_elsewhere(finding: Finding, report: Report) -> bool:
    """Whether the indicator that another table lacks is there by a name that differs by a letter or two, or its name
    was read with that of the row below, or with the text of the column beside it."""
    said = [e.value for e in finding.own if e.role == "stated" and e.value.number is None and e.value.table]
    if not finding.rule.startswith("KIN") or any(e.role == "expected" for e in finding.own):
        return False
    named = ((_letters(v.text), _letters(row.name.text)) for v in said for row in report.indicators
             if row.table != v.table)
    return any(_nearly(a, b) or _within(a, b) for a, b in named) or any(
        _above_none(v, t.table) for v in said for t in report.tables if t.id == v.table)


def _above_none(name: Value, table: Table) -> bool:
    """Whether the row below that of ``name`` has figures and no name."""
    return any(a.places == name.places and not b.text and any(re.search(r"\d", c.text) for c in below)
               for above, below in pairwise(table.rows) for a, b in zip(above, below, strict=True))


def _misnamed(finding: Finding, report: Report) -> bool:
    """Whether who issued the regulation cited is nobody known, by a letter or two."""
    from lkj_audit import facts
    from lkj_audit.normalize.regulations.keys import entry_key

    if not finding.rule.startswith("REG"):
        return False
    own = {e.value.places for e in finding.own}
    read = {_letters(c.issuer) for c in report.citations if c.value.places in own}
    known = {_letters(entry_key(entry).issuer) for entry in facts.regulations()}
    return any(_nearly(a, b) for a in read - known for b in known)


def _within(a: str, b: str) -> bool:
    """Whether the longer of two names ends or begins with the shorter."""
    shorter, longer = sorted((a, b), key=len)
    return NAME <= len(shorter) < len(longer) and (longer.endswith(shorter) or longer.startswith(shorter))


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())


def _nearly(a: str, b: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return a != b and min(len(a), len(b)) > LETTERS and Levenshtein.distance(a, b, score_cutoff=LETTERS) <= LETTERS


def _misread(finding: Finding) -> bool:
    """Whether one figure of a broken equation, read as another that looks like it, makes it true."""
    equation = equation_of(finding)
    return equation is not None and any(
        v.source == "ocr" and (meant := equation.mend(v.places, {})) is not None and _looks_like(v, meant)
        for v in equation.cells())


def _looks_like(value: Value, meant: Decimal) -> bool:
    """Whether ``meant``, printed as ``value`` is, has its digits with the mark elsewhere or, where the reading is not
    quite clear, with one digit for another that looks like it or one lost."""
    step = value.quantity.step if value.quantity else Decimal(1)
    if value.number is None or meant < 0:
        return False
    digits, other = (re.sub(r"\D", "", text) for text in (value.text, f"{meant:f}"))
    if len(digits) <= MARKED and digits.strip("0") == other.strip("0"):
        return True
    if value.confidence >= CLEAR:
        return False
    read, printed = (f"{abs(n / step):.0f}" for n in (value.number, meant))
    if len(read) == len(printed):
        wrong = [frozenset(pair) for pair in zip(read, printed, strict=True) if pair[0] != pair[1]]
        return len(wrong) == 1 and wrong[0] in LIKE
    shorter, longer = sorted((read, printed), key=len)
    return len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1:] == shorter for i in range(len(longer)))


def _torn(table: Table) -> bool:
    """Whether a title of the table holds a figure of its rows, or cells hold two: a rule was not seen."""
    pairs = sum(_PAIR.fullmatch(cell.text) is not None for row in table.rows for cell in row)
    return pairs > 1 or any(_TORN.search(title) for title in table.header)


def _unread(finding: Finding, tables: Sequence[TypedTable]) -> bool:
    """Whether parts fall short of their total where the column or row of the table that they stand in has a cell in
    which nothing was read, or where rows are missing."""
    parts = {e.value.places for e in finding.own if e.role in ("stated", "part")}
    short = finding.stated is not None and finding.expected is not None and finding.stated > finding.expected
    return short and (any(map(_skips, tables)) or any(_gaps(line, parts) for t in tables for line in (
        *t.table.rows, *map(list, zip(*t.table.rows, strict=True)))) or any(_lost(t.table, parts) for t in tables))


def _skips(typed: TypedTable) -> bool:
    """Whether the numbers of the rows leave one out, or do not begin with 1."""
    at = typed.col("no")
    texts = [row[at].text.strip(" .") for row in typed.table.rows] if at is not None else []
    numbers = {int(text) for text in texts if re.fullmatch(r"\d{1,3}", text)}
    return len(numbers) < max(numbers, default=0)


def _lost(table: Table, parts: set[tuple[Place, ...]]) -> bool:
    """Whether the column of ``parts`` is empty in a row above the last of them that has figures beside it."""
    for column in range(len(table.header)):
        at = [r for r, row in enumerate(table.rows) if row[column].places in parts]
        if len(at) > 1 and any(not row[column].text and sum(re.search(r"\d", c.text) is not None for c in row) > 1
                               for row in table.rows[:at[-1]]):
            return True
    return False


def _gaps(line: Sequence[Cell], parts: set[tuple[Place, ...]]) -> bool:
    """Whether ``line`` holds three of the ``parts`` at least, or two that are all, and an empty cell among them."""
    at = [i for i, cell in enumerate(line) if cell.places in parts]
    return len(at) >= min(3, len(parts)) > 1 and any(not cell.text for cell in line[at[0]:at[-1]])
