"""SDM106: a NIP that cannot be: 18 digits, birth date, month of appointment, sex, serial (Peraturan BKN 22/2007)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.staff.persons import Nip, nips, person

YOUNGEST, OLDEST = 15, 60  # years at appointment
PPPK = 21  # stands where PNS have the month


@rule("SDM106", "nip", "error")
def nip(report: Report) -> Iterator[Outcome]:
    """A NIP has not 18 digits, its parts cannot be or contradict the sex given in its row, or two people share it."""
    found = nips(report)
    if not found:
        yield NotEvaluated("SDM106", "no-nip")
        return
    seen: dict[str, Nip] = {}
    reported: set[str] = set()
    for one in found:
        yield CHECKED
        wrong = _wrong(one.digits, report.identity.year)
        other = seen.setdefault(one.digits, one)
        if wrong and one.digits not in reported:
            reported.add(one.digits)
            yield _finding(one, wrong, [])
        elif not wrong and (sex := _other_sex(one)):
            yield _finding(one, "jk", [sex])
        elif not wrong and one is not other and _two_people(one, other):
            yield _finding(one, "ganda", [other.value])


def _wrong(digits: str, year: int | None) -> str:
    """Which part of the NIP cannot be: a variant of the message, "" if none."""
    if len(digits) != 18:
        return "panjang"
    born = _date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    if born is None:
        return "lahir"
    appointed, month = int(digits[8:12]), int(digits[12:14])
    if not (1 <= month <= 12 or month >= PPPK):
        return "bulan"
    if not YOUNGEST <= appointed - born.year <= OLDEST or (year is not None and appointed > year + 1):
        return "angkat"
    if digits[14] not in "12":
        return "kelamin"
    return "urut" if digits[15:] == "000" else ""


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _other_sex(one: Nip) -> Value | None:
    """The cell that gives the row another sex; only where the column has a sex for every row with a NIP."""
    column = one.typed.col("jk") if one.typed else None
    if one.typed is None or column is None:
        return None
    given = [_sex(row[column].text) for row in one.typed.table.rows]
    if not all(given) or given[one.row] == one.digits[14]:
        return None
    return one.typed.value(one.row, column)


def _sex(text: str) -> str:
    word = text.strip(" .").casefold()
    return {"l": "1", "laki-laki": "1", "pria": "1", "p": "2", "perempuan": "2", "wanita": "2"}.get(word, "")


def _two_people(a: Nip, b: Nip) -> bool:
    """Whether two rows of one list with this NIP have different names."""
    if a.typed is None or a.typed is not b.typed or a.row == b.row:
        return False
    names = [_name(a.typed, r) for r in (a.row, b.row)]
    return "" not in names and names[0] != names[1]


def _name(typed: TypedTable, row: int) -> str:
    column = typed.col("nama")
    who = person(typed.value(row, column)) if column is not None else None
    return who.key if who else ""


def _finding(one: Nip, variant: str, more: list[Value]) -> Finding:
    """A figure read by OCR may be misread: then it is a remark."""
    confidence = min(v.confidence for v in (one.value, *more)) * (0.5 if one.value.source == "ocr" else 0.95)
    return Finding(
        "SDM106", graded("error", confidence), confidence,
        {"nip": one.digits, "digits": len(one.digits), "part": _part(one.digits, variant)},
        (Evidence("stated", one.value), *(Evidence("context", v) for v in more)), item=one.digits, column="nip",
        kind="pegawai", variant=variant)


def _part(digits: str, variant: str) -> str:
    """The digits that are wrong."""
    return {"lahir": digits[:8], "bulan": digits[12:14], "angkat": digits[8:12], "kelamin": digits[14:15],
            "jk": digits[14:15], "urut": digits[15:]}.get(variant, digits)
