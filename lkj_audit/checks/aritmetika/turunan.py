"""ARI107: a column that is A − B, A × B or A / B of two others in nearly all rows is not in one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations
from math import prod
from typing import Final, NamedTuple

from lkj_audit.checks.arithmetic import Span, fits, minus, percent, printed, span
from lkj_audit.checks.aritmetika.efisiensi import efficiencies
from lkj_audit.checks.aritmetika.hasil import BUDGET, row_name, wrong_cell
from lkj_audit.checks.aritmetika.kumulatif import running_sums
from lkj_audit.checks.aritmetika.perkara import SHOWN, by_name
from lkj_audit.checks.aritmetika.totals import NO_SUMS
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Finding, Place, Quantity, Report, TypedTable
from lkj_audit.normalize.tables.totals import figure, is_share, is_total
from lkj_audit.normalize.tables.views import as_results, of_year

ENOUGH = 4  # rows that show the rule of the column, for one that breaks it
WRONG: Final = 2  # rows that may break it, where they carry each other's figures
FEWEST, FINE = 3, Decimal("0.01")  # rows in all, two of which show it where their figures are so fine
CAPS: Final = (100, 110, 120, 150)
LARGE = 10  # differences of smaller numbers, in units of their last digit, come about by chance
GROWN: Final = "+ %"  # how much more the one is than the other, in per cent
_GROWTH: Final = re.compile(r"\b(?:pertumbuhan|tumbuh|kenaikan|naik|turun|penurunan|perubahan|peningkatan)\b", re.I)
_DIFFERENCE: Final = re.compile(r"\W*(?:selisih|kenaikan|penurunan|perubahan|peningkatan|naik|bertambah)\b", re.I)
WEIGHED: Final = "× %"  # "Bobot" 25 % of a score of 108,69 is 27,17
SURE = 10 ** 7  # differences whose product is larger do not, however few they are
# What a budget table may hold beside its amounts.
_BESIDE: Final = re.compile(r"\b(?:efisiensi|selisih|deviasi|gap|lebih\W+kurang|bertambah\W+berkurang)\b", re.I)
_SKIPPED: Final = frozenset({"no", "kode", "tahun", "nip", "tmt"})


def _times(a: Quantity, b: Quantity) -> Span:
    (low, high), (least, most) = span(a), span(b)
    return low * least, high * most


def _weighed(a: Quantity, b: Quantity) -> Span:
    """A weight in whole per cent is meant as printed."""
    (low, high), (least, most) = ((q.value, q.value) if q.step >= 1 and q.value is not None else span(q)
                                  for q in (a, b))
    return low * least / 100, high * most / 100


def _grown(a: Quantity, b: Quantity) -> Span:
    low, high = percent(a, b)
    return low - 100, high - 100


OPERATIONS: Final[dict[str, Callable[[Quantity, Quantity], Span]]] = {
    "−": minus, "×": _times, "/": percent, WEIGHED: _weighed, GROWN: _grown}


class Derived(NamedTuple):
    """Column ``c`` as ``a`` op ``b``: the rows where that holds and where it does not."""

    op: str
    a: int
    b: int
    c: int
    holding: tuple[int, ...]
    failing: tuple[int, ...]

    @property
    def columns(self) -> frozenset[int]:
        return frozenset((self.a, self.b, self.c))


@rule("ARI107", "kolom-turunan", "warning")
def kolom_turunan(report: Report) -> Iterator[Outcome]:
    """A column follows from two others in all rows but one. Sums are ARI102's, tables of pagu and realisasi ANG104's
    and ANG105's, what was reached of a target KIN109's."""
    for typed in report.tables:
        yield from running_sums(typed)
        kind = of_year(typed).kind
        reached = {as_results(typed).col(role) for role in ("target", "realisasi", "capaian")}
        absorbed = kind in BUDGET and {"pagu", "realisasi"} <= set(typed.roles)
        if len(typed.table.rows) < SHOWN or (absorbed and not any(map(_BESIDE.search, typed.table.header))):
            continue
        told = set[tuple[Place, ...]]()
        by_words = kind not in NO_SUMS and {"pagu", "target"}.isdisjoint(typed.roles)
        named = by_name(typed) if by_words and not absorbed else ()
        for outcome in (*efficiencies(typed), *named):
            yield outcome
            told |= {outcome.evidence[0].value.places} if isinstance(outcome, Finding) else set()
        if kind in NO_SUMS or len(typed.table.rows) < FEWEST:
            continue
        best: dict[frozenset[int], Derived] = {}
        for derived in _derived(typed):
            same = best.get(derived.columns)
            if same is None or _likelihood(typed, same) < _likelihood(typed, derived):
                best[derived.columns] = derived
        for d in (d for d in best.values() if d.columns != reached and not (absorbed and _of_budget(typed, d))):
            yield from [CHECKED] * len(d.holding)
            for row in d.failing:
                yield CHECKED
                if typed.value(row, d.c).places not in told:
                    yield _finding(typed, d, row)


def _of_budget(typed: TypedTable, d: Derived) -> bool:
    """Whether the column is one of those that the rules of budgets check."""
    return typed.roles[d.c] not in ("", "efisiensi", "selisih") or not _BESIDE.search(
        typed.table.header[d.c]) or d.op != "−"


def _likelihood(typed: TypedTable, d: Derived) -> tuple[bool, bool, int, int]:
    """How likely it is that the column was calculated so, and not one of the others from it: weighted values are, for
    whole weights follow from them however they are misprinted, then a percentage, and else the last column."""
    return d.op == WEIGHED, (d.op == "/") == is_share(typed, d.c), len(d.holding), d.c


def _derived(typed: TypedTable) -> Iterator[Derived]:
    """The relations between three columns that hold in enough rows and fail in one at most, or in two that carry each
    other's figures."""
    columns = [c for c in range(len(typed.roles)) if typed.roles[c] not in _SKIPPED
               and sum(figure(typed, r, c) is not None for r in range(len(typed.table.rows))) >= FEWEST]
    if len(columns) < 3:
        return
    for a, b, c in permutations(columns, 3):
        for op, reckon in OPERATIONS.items():
            if (op in ("×", WEIGHED) and a > b) or (
                    op == WEIGHED and not (_weights(typed, a) or _weights(typed, b))) or (
                    op == GROWN and not (is_share(typed, c) and _GROWTH.search(typed.table.header[c]))) or (
                    op == "−" and (b > c or _is_sum(typed, a) or _of_two_kinds(typed, (a, b, c)))):
                continue
            found = Derived(op, a, b, c, *_tried(typed, op, reckon, (a, b, c)))
            if len(found.failing) <= WRONG and _enough(typed, found) and _varied(typed, found) and (
                    len(found.failing) < WRONG or _swapped(typed, found, reckon)):
                yield found


def _swapped(typed: TypedTable, d: Derived, reckon: Callable[[Quantity, Quantity], Span]) -> bool:
    """Whether the two rows where the operation does not hold carry each other's figure in one of the columns."""
    one, other = ([figure(typed, r, c) for c in (d.a, d.b, d.c)] for r in d.failing)
    for c in range(3):
        mended = ([*one[:c], other[c], *one[c + 1:]], [*other[:c], one[c], *other[c + 1:]])
        if all(x is not None and y is not None and z is not None and fits(z, reckon(x, y)) for x, y, z in mended):
            return True
    return False


def _weights(typed: TypedTable, column: int) -> bool:
    """Whether a column is headed as one of weights, or its figures are 100 in all."""
    if re.search(r"\bbobot\b", typed.table.header[column], re.I):
        return True
    given = [q.value for r, row in enumerate(typed.table.rows) if (q := figure(typed, r, column)) is not None
             and q.value is not None and not any(is_total(cell.text) for cell in row)]
    return sum(given, Decimal(0)) == 100


def _enough(typed: TypedTable, d: Derived) -> bool:
    values = [abs(q.value) for r in d.holding if (q := figure(typed, r, d.c)) and q.value]
    if d.op == WEIGHED:
        return len(d.holding) >= ENOUGH - 1 and all(
            (q := figure(typed, r, d.c)) is not None and q.step < 1 for r in d.holding)
    apart = d.op == "−" and len(values) > 1 and prod(values) >= SURE
    return len(d.holding) >= ENOUGH or apart or _is_named(typed, d) or _is_fine(typed, d)


def _is_named(typed: TypedTable, d: Derived) -> bool:
    """Whether the heading calls the column the difference of the two on its left, and two rows show that."""
    beside = d.op == "−" and (d.a, d.b) == (d.c - 1, d.c - 2)
    return beside and len(d.holding) > 1 and len(d.failing) < WRONG and bool(
        _DIFFERENCE.match(typed.table.header[d.c]))


def _is_fine(typed: TypedTable, d: Derived) -> bool:
    """Whether two rows show a percentage, or a difference of percentages, to its second decimal, and the row that does
    not has no share that was cut."""
    cells = [[q for c in (d.a, d.b, d.c) if (q := figure(typed, r, c)) is not None] for r in d.holding]
    shown = [row for row in cells if row[-1].value not in (0, 100) and row[-1].step <= FINE
             and (d.op == "/" or all(q.step <= FINE for q in row))]
    cut = any((q := figure(typed, r, d.c)) is not None and q.value in CAPS for r in d.failing)
    return d.op in "/−" and len(shown) > 1 and is_share(typed, d.c) and d.c > max(d.a, d.b) and not cut


def _tried(typed: TypedTable, op: str, reckon: Callable[[Quantity, Quantity], Span], columns: tuple[int, int, int]
           ) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows where the operation holds and those where it does not, up to the third that does not: most triples of
    columns have nothing to do with each other."""
    right: list[int] = []
    wrong: list[int] = []
    for r, row in enumerate(typed.table.rows):
        x, y, z = (figure(typed, r, c) for c in columns)
        if x is None or y is None or z is None:
            continue
        if not _telling(op[0], x, y):  # a thing is all of itself, which shows nothing of the others
            if op == "/" and x.value == y.value and x.value and not fits(z, reckon(x, y)):
                wrong.append(r)
            continue
        if op == "/" and (_reversed(z, percent(x, y)) or fits(z, percent(y, x))):
            continue
        holds = fits(z, reckon(x, y))
        if op != "/" and any(is_total(cell.text) for cell in row) and not (holds and op == "−"):
            continue  # a total that is wrong is ARI101's
        (right if holds else wrong).append(r)
        if len(wrong) > WRONG:
            break
    return tuple(right), tuple(wrong)


def _reversed(stated: Quantity, share: Span) -> bool:
    """Whether the row is calculated as one where less is better: what is left of 200 %."""
    low, high = share
    return fits(stated, (200 - high, 200 - low))


def _is_sum(typed: TypedTable, column: int) -> bool:
    """Whether the column is headed as a sum: ARI102's."""
    return re.search(r"\b(?:jumlah|total|jml)\b", typed.table.header[column], re.I) is not None


def _of_two_kinds(typed: TypedTable, columns: tuple[int, ...]) -> bool:
    """Whether some of the columns hold percentages and others do not: none is the difference of the others."""
    return len({is_share(typed, c) for c in columns}) > 1


def _telling(op: str, a: Quantity, b: Quantity) -> bool:
    """Whether the row can show the operation: nothing times one, minus none, or of itself shows it."""
    if a.value is None or b.value is None or a.value <= 0 or b.value <= 0 or a.value == b.value:
        return False
    return op != "×" or (a.value != 1 and b.value != 1)


def _varied(typed: TypedTable, d: Derived) -> bool:
    """Whether the figures of every column, but for one of weights, differ from row to row and are not all small."""
    alike: list[int] = []
    for c in (d.a, d.b, d.c):
        figures = [q for r in d.holding if (q := figure(typed, r, c)) and q.value is not None]
        values = {q.value for q in figures}
        if all(abs(q.value or Decimal(0)) < LARGE * min(q.step, Decimal(1)) for q in figures):
            return False
        alike += [c] * (len(values) < min(3, len(d.holding)))
    return not alike or (alike == [d.c] and _is_named(typed, d)) or (d.op == WEIGHED and alike in ([d.a], [d.b]))


def _finding(typed: TypedTable, d: Derived, row: int) -> Outcome:
    low, high = OPERATIONS[d.op](typed.quantities[row][d.a] or _NONE, typed.quantities[row][d.b] or _NONE)
    stated = typed.value(row, d.c)
    step = stated.quantity.step if stated.quantity else Decimal(1)
    heads = [typed.table.header[c].strip() for c in (d.a, d.b, d.c)]
    formula = f"({heads[0]} − {heads[1]}) / {heads[1]}" if d.op == GROWN else f"{heads[0]} {d.op[0]} {heads[1]}"
    return wrong_cell("ARI107", typed, stated, [typed.value(row, d.a), typed.value(row, d.b)],
                      printed((low + high) / 2, step), 0.85, row_name(typed, row), heads[2], severity="warning",
                      formula=formula, rows=len(d.holding))


_NONE: Final = Quantity("", Decimal(1))
