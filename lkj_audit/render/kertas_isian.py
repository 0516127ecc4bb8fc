"""What reviewers have filled in on the working papers of ``kertas_kerja``: decisions, read back line by line.

Sheets and columns are found by their headings, in either language and any order, so that sheets may be renamed and
lines sorted, copied or taken out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

from lkj_audit.checks.messages import LANGUAGES
from lkj_audit.errors import NoFindingsSheet, NotAWorkbook
from lkj_audit.model import Decision, Identity, Verdict
from lkj_audit.phrases import phrase
from lkj_audit.render.text import one_line

KEYS = ("fingerprint", "decision", "reason", "person")  # columns that must be there
COLUMNS = (*KEYS, "date", "file", "satker", "year")
TOP = 10  # rows in which the headings may stand
DATES = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that was not taken: columns are ``missing``, or the ``value`` is no "verdict" or "date"."""

    row: int
    why: Literal["incomplete", "verdict", "date"]
    missing: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A line that was."""

    row: int
    decision: Decision


def read(file: Path | BinaryIO, today: datetime.date) -> list[Filled | Unclear]:
    """The lines on which something is filled in; ``today`` stands in for a missing date. Raises NotAWorkbook,
    NoFindingsSheet."""
    rows, columns = _sheet(file)
    found = ((number, {slug: row[c] for slug, c in columns.items() if c < len(row)}) for number, row in rows)
    return [_line(number, cells, today) for number, cells in found
            if any(_text(cells, slug) for slug in ("decision", "reason", "person", "date"))]


def said(line: Unclear, lang: str) -> str:
    """Why a line was not taken."""
    columns = ", ".join(phrase(f"kk-{slug}", lang) for slug in line.missing)
    verdicts = ", ".join(phrase(f"verdict-{v}", lang) for v in get_args(Verdict))
    return phrase(f"decide-{line.why}", lang, row=line.row, columns=columns, value=line.value, verdicts=verdicts)


def _sheet(file: Path | BinaryIO) -> tuple[list[tuple[int, Sequence[Any]]], dict[str, int]]:
    """The rows below the headings with their numbers, and where each column is."""
    name = str(file) if isinstance(file, Path) else ""
    for rows in _sheets(file, name):
        for n, row in enumerate(rows[:TOP]):
            columns = _columns(row)
            if columns.keys() >= set(KEYS):
                return list(enumerate(rows[n + 1:], n + 2)), columns
    raise NoFindingsSheet(path=name)


def _sheets(file: Path | BinaryIO, name: str) -> Iterator[list[Sequence[Any]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            yield from [[row for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
        finally:
            book.close()
    except FileNotFoundError:
        raise
    except Exception as error:  # openpyxl lets zip, XML and key errors of a wrong file through
        raise NotAWorkbook(path=name) from error


def _columns(row: Iterable[Any]) -> dict[str, int]:
    slugs = {phrase(f"kk-{slug}", lang).casefold(): slug for slug in COLUMNS for lang in LANGUAGES}
    heads = {slugs.get(str(cell).strip().casefold(), ""): c for c, cell in reversed(list(enumerate(row)))}
    return {slug: c for slug, c in heads.items() if slug}


def _line(number: int, cells: Mapping[str, Any], today: datetime.date) -> Filled | Unclear:
    missing = tuple(slug for slug in KEYS if not _text(cells, slug))
    if missing:
        return Unclear(number, "incomplete", missing=missing)
    verdict, date = _verdict(_text(cells, "decision")), _date(cells.get("date"), today)
    if verdict is None:
        return Unclear(number, "verdict", value=_text(cells, "decision"))
    if date is None:
        return Unclear(number, "date", value=_text(cells, "date"))
    year = _text(cells, "year")
    unit = Identity(_text(cells, "satker")).key or Path(_text(cells, "file")).name.casefold()
    return Filled(number, Decision(unit, int(year) if year.isdecimal() else None, _text(cells, "fingerprint"), verdict,
                                   _text(cells, "reason"), _text(cells, "person"), date))


def _text(cells: Mapping[str, Any], slug: str) -> str:
    value = cells.get(slug)
    return "" if value is None else one_line(str(value))


def _verdict(text: str) -> Verdict | None:
    """The verdict of a word in either language."""
    words: dict[str, Verdict] = {phrase(f"verdict-{v}", lang): v for v in get_args(Verdict) for lang in LANGUAGES}
    return words.get(text.casefold())


def _date(value: Any, today: datetime.date) -> datetime.date | None:
    if value is None or value == "":
        return today
    if isinstance(value, datetime.datetime):
        return value.date()
    for form in DATES:
        try:
            return datetime.datetime.strptime(str(value).strip(), form).date()
        except ValueError:
            continue
    return None
