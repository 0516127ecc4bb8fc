"""Budget lines as the rules of this family see them: grouped by table, named, and matched across tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from lkj_audit.checks.arithmetic import percent
from lkj_audit.model import BudgetLine, Evidence, Quantity, Report, Table, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.tables.budget import budget_lines
from lkj_audit.normalize.tables.views import years_in

Column = Literal["pagu", "realisasi", "sisa"]
COLUMNS: Final[tuple[Column, ...]] = ("pagu", "realisasi", "sisa")

_GETTERS: Final[dict[Column, Callable[[BudgetLine], Value | None]]] = {
    "pagu": lambda line: line.pagu, "realisasi": lambda line: line.realisasi, "sisa": lambda line: line.sisa,
}
TELLING: Final = 8  # letters of a name that is told by one word alone
_LEADING = re.compile(r"^(?:[\W\d_]+|(?:program|kegiatan)\b)+")
# The part of the year a table covers, unless it is the year's end, which is the whole year.
_PART_OF_YEAR = re.compile(
    r"\b(?:triwulan|tw|semester)\s*(?:i{1,3}|[1-3]|pertama|kedua|ketiga)\b(?!\s*[vV])|"
    r"\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november)\b", re.I)
_YEAR = re.compile(r"\b20\d\d\b")


def amount(line: BudgetLine, column: Column) -> Value | None:
    """The figure of ``line`` in ``column`` when there is one and it is a number."""
    value = _GETTERS[column](line)
    return value if value is not None and value.number is not None else None


def quantity(value: Value) -> Quantity:
    """The quantity of a value known to be a number."""
    if value.quantity is None:
        raise ValueError(f"{value.text!r} is no number")
    return value.quantity


def exact(value: Value) -> Decimal:
    """The number of a value known to have one."""
    found = value.number
    if found is None:
        raise ValueError(f"{value.text!r} is no number")
    return found


@once
def by_table(report: Report) -> list[list[BudgetLine]]:
    """The lines of each budget table, in the order of the tables."""
    groups: dict[str, list[BudgetLine]] = {}
    for line in report.budget:
        groups.setdefault(line.table, []).append(line)
    return list(groups.values())


@once
def of_other_years(report: Report) -> list[list[BudgetLine]]:
    """The lines that budget tables give for each other year beside the reporting year, named with the year."""
    groups = [(year, budget_lines((view,))) for table in report.tables for year, view in years_in(table)]
    return [[replace(x, name=replace(x.name, text=f"{label(x)} ({year})")) for x in lines] for year, lines in groups]


def is_telling(value: Value, line: BudgetLine, sentence: str) -> bool:
    """Whether an amount like that of ``line`` in ``sentence`` is no other item's by chance: it is not round to its
    first digit, or the sentence names the line."""
    return len(f"{exact(value):f}".partition(".")[0].rstrip("0")) > 1 or name_key(line.name.text) in name_key(sentence)


def roots(lines: Iterable[BudgetLine]) -> list[BudgetLine]:
    """The lines that are part of no other."""
    return [line for line in lines if line.parent is None]


def label(line: BudgetLine) -> str:
    """How to call ``line``: its name, else its code; the domain's word for a row without either."""
    name = line.name.text.strip()
    return name if re.search(r"[^\W\d_]", name) else line.code or "Jumlah"


@lru_cache(maxsize=5_000)
def name_key(text: str) -> str:
    """``text`` without numbering, the words program and kegiatan before the name, case, marks and space."""
    plain = _LEADING.sub("", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"\W+", " ", plain).strip()


def same_item(a: BudgetLine, b: BudgetLine) -> bool:
    """Whether two lines of different tables are about the same thing: both the whole, or the same code, or, where one
    has no code, the same name at the same level."""
    if "total" in (a.level, b.level):
        return a.level == b.level and a.parent is None and b.parent is None
    if a.code and b.code:
        return _same_code(a.code, b.code)
    key = name_key(a.name.text)
    return a.level == b.level and len(key) >= TELLING and key == name_key(b.name.text)


@lru_cache(maxsize=20_000)
def _same_code(a: str, b: str) -> bool:
    """Equal, or one the tail of the other (CQ, 076.01.CQ) where that tail is telling by itself."""
    short, long = sorted((a.upper().split("."), b.upper().split(".")), key=len)
    telling = any(re.search(r"[A-Z]|\d{4}", part) for part in short)
    return short == long or (telling and long[-len(short):] == short)


def period(table: Table) -> tuple[frozenset[str], frozenset[str]]:
    """The parts of the year and the years that caption and header name."""
    text = " ".join((table.caption or "", *table.header))
    return frozenset(m.casefold() for m in _PART_OF_YEAR.findall(text)), frozenset(_YEAR.findall(text))


def same_period(a: Table, b: Table) -> bool:
    """Whether two tables may show the same date: the same part of the year, and no different years."""
    (part_a, years_a), (part_b, years_b) = period(a), period(b)
    return part_a == part_b and (not years_a or not years_b or bool(years_a & years_b))


def alike(a: BudgetLine, b: BudgetLine) -> bool:
    """Whether two lines bear the name of one thing: the same code, the same words, or one name is the beginning of the
    other, as when a nomenclature was shortened."""
    if a.code and b.code:
        return _same_code(a.code, b.code)
    short, long = sorted((name_key(a.name.text).split(), name_key(b.name.text).split()), key=len)
    telling = len(short) > 1 or (short == long and len("".join(short)) >= TELLING)
    return telling and long[:len(short)] == short


def shares(line: BudgetLine) -> list[Decimal]:
    """The absorption of ``line`` in per cent: as printed and as it follows from its amounts."""
    pagu, realisasi = amount(line, "pagu"), amount(line, "realisasi")
    found = [line.persen.number] if line.persen and line.persen.number is not None else []
    if pagu and realisasi and exact(pagu) > 0:
        found.append(percent(quantity(realisasi), quantity(pagu))[0])
    return found


def proof(role: str, values: Iterable[Value | None]) -> tuple[Evidence, ...]:
    """Evidence of one role for each value that is there."""
    return tuple(Evidence(role, v) for v in values if v is not None)
