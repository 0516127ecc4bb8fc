"""One root, one finding: findings that the same change of one cell would mend become one.

An arithmetic finding is a broken equation between printed figures (whole = sum of parts, sisa = pagu - realisasi, two
places that must agree …). A cell is the root of several when one and the same value in it makes all of them true; this
is decided by trying, never by likeness, so findings whose cells differ stay apart. The root that mends most is taken
first and counts as mended when the rest is tried (a wrong pagu and a wrong sisa in one row are two roots).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from lkj_audit.checks.arithmetic import add, fits, percent, printed, span
from lkj_audit.model import Evidence, Finding, Place, Quantity, Value

_FAMILIES: Final = ("ANG", "ARI", "SDM", "KIN109")
_SHARES: Final = ("ARI103", "KIN109")  # rules that judge nothing but a share of a whole
GRAVE: Final = {"error": 0, "warning": 1, "info": 2}
Cell = tuple[Place, ...]
Shape = Literal["sum", "rest", "share", "same", "within"]


@dataclass(frozen=True, slots=True)
class _Equation:
    """What a finding says must hold: stated = Σ others ("sum"), = whole - Σ others ("rest"), = 100 · other / whole
    ("share"), = other ("same"), or ≤ whole ("within")."""

    shape: Shape
    stated: Value
    others: tuple[Value, ...]
    whole: Value | None = None

    def cells(self) -> tuple[Value, ...]:
        return (self.stated, *self.others, *((self.whole,) if self.whole else ()))

    def holds(self, mended: Mapping[Cell, Decimal]) -> bool:
        """Whether it is true with the values ``mended`` in their cells."""
        stated, others = _read(self.stated, mended), [_read(v, mended) for v in self.others]
        if self.whole is None:
            return fits(stated, add(others))
        whole = _read(self.whole, mended)
        (least, most), (low, high) = span(whole), add(others)
        if self.shape == "rest":
            return fits(stated, (least - high, most - low))
        if self.shape == "within":
            return span(stated)[0] <= most
        return least > 0 and fits(stated, percent(others[0], whole))

    def mend(self, cell: Cell, mended: Mapping[Cell, Decimal]) -> Decimal | None:
        """The value of ``cell`` that makes it true, all else unchanged; None where no one value does."""
        def worth(v: Value) -> Decimal:
            return _read(v, mended).value or Decimal(0)

        rest = sum((worth(v) for v in self.others if v.places != cell), Decimal(0))
        if self.shape in ("sum", "same"):
            return rest if cell == self.stated.places else worth(self.stated) - rest
        if self.whole is None or self.shape == "within":
            return None
        if self.shape == "rest":
            return (worth(self.whole) - rest if cell == self.stated.places else worth(self.stated) + rest
                    if cell == self.whole.places else worth(self.whole) - worth(self.stated) - rest)
        if cell == self.whole.places and worth(self.stated):
            return (100 * rest / worth(self.stated)).to_integral_value(ROUND_HALF_UP)
        if cell == self.stated.places and worth(self.whole):
            return printed(100 * rest / worth(self.whole), _read(self.stated, mended).step)
        return None


def _worth(value: Value, number: Decimal) -> Value:
    """``value`` as if ``number`` were printed there, to as many decimals."""
    assert value.quantity is not None
    return replace(value, quantity=replace(value.quantity, value=number))


def _read(value: Value, mended: Mapping[Cell, Decimal]) -> Quantity:
    found = value.quantity or Quantity(value.text, None)
    return replace(found, value=mended[value.places]) if value.places in mended else found


def equation_of(finding: Finding) -> _Equation | None:
    """The equation that ``finding`` says is broken, told by the roles of its evidence and its arithmetic."""
    roles: dict[str, list[Value]] = {}
    for e in finding.evidence:
        roles.setdefault(e.role, []).append(e.value)
    stated, parts, wholes, twins = (roles.get(r, []) for r in ("stated", "part", "whole", "expected"))
    if len(stated) != 1 or len(wholes) > 1 or any(v.number is None for v in (*stated, *parts, *wholes, *twins[:1])):
        return None
    shapes: list[_Equation] = []
    if finding.rule == "ARI107" and len(parts) == 2:  # a column that is the difference or the share of two others
        shapes = [_Equation("rest", stated[0], (parts[1],), parts[0]),
                  _Equation("share", stated[0], (parts[0],), parts[1])]
    elif wholes:
        names: tuple[Shape, ...] = ("rest", "share") if parts else ("within",)
        shapes = [_Equation(name, stated[0], tuple(parts), wholes[0]) for name in names
                  if name != "share" or (len(parts) == 1 and (finding.column == "persen" or finding.rule in _SHARES))]
    elif parts:
        shapes = [_Equation("sum", stated[0], tuple(parts))]
    elif twins:
        shapes = [_Equation("same", stated[0], (twins[0],))]
    return next((e for e in shapes if _is_meant(e, finding.expected)), None)


def _is_meant(equation: _Equation, expected: Decimal | None) -> bool:
    """Whether the equation gives the finding's own expected value, and really is broken."""
    if equation.holds({}):
        return False
    if equation.shape == "within":
        return expected is None
    if equation.shape == "share":
        return expected is not None and replace(equation, stated=_worth(equation.stated, expected)).holds({})
    return equation.mend(equation.stated.places, {}) == expected


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """``findings`` with those of one root as one: the gravest of them, best one that states the root cell, with the
    rules of the others in ``also`` and their evidence as context. The order of the rest is kept."""
    broken = {i: e for i, f in enumerate(findings) if f.rule.startswith(_FAMILIES) and (e := equation_of(f))}
    mended: dict[Cell, Decimal] = {}
    instead: dict[int, Finding | None] = {}
    while root := _root(broken, mended) or _stated_twice(broken, mended):
        cell, value, members = root
        mended[cell.places] = value
        first, *others = sorted(members, key=lambda i: _rank(findings[i], broken[i], cell, value))
        instead |= {first: joined(findings[first], [findings[i] for i in others], cell), **dict.fromkeys(others)}
        broken = {i: e for i, e in broken.items() if i not in members}
    return _once([f for i, old in enumerate(findings) if (f := instead.get(i, old)) is not None])


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """``findings`` with those of two rules that hold the same two figures against each other, or that say of the same
    words that they count wrongly, as one."""
    same: dict[frozenset[Cell], list[int]] = {}
    for i, old in enumerate(findings):
        twins = {e.value.places for e in old.evidence if e.role in ("stated", "expected")}
        if (len(twins) == 2 and old.stated is not None and old.expected is not None) or (
                len(twins) == 1 and old.item.removeprefix("klaim ").startswith("banyaknya ")):
            same.setdefault(frozenset(twins), []).append(i)
    instead: dict[int, Finding | None] = {}
    for first, *others in (sorted(g, key=lambda i: (GRAVE[findings[i].severity], findings[i].rule))
                           for g in same.values() if len({findings[i].rule for i in g}) > 1):
        stated = next(e.value for e in findings[first].evidence if e.role == "stated")
        instead |= {first: joined(findings[first], [findings[i] for i in others], stated), **dict.fromkeys(others)}
    return [f for i, old in enumerate(findings) if (f := instead.get(i, old)) is not None]


def _root(broken: Mapping[int, _Equation], mended: Mapping[Cell, Decimal],
          ) -> tuple[Value, Decimal, tuple[int, ...]] | None:
    """The cell, its value and the equations that become true by it, where these are most and at least two."""
    best: tuple[Value, Decimal, tuple[int, ...]] | None = None
    for cell, value in _mendings(broken.values(), mended):
        trial = {**mended, cell.places: value}
        members = tuple(i for i, e in broken.items()
                        if any(v.places == cell.places for v in e.cells()) and e.holds(trial))
        if len(members) > max(1, len(best[2]) if best else 0):
            best = cell, value, members
    return best


def _stated_twice(broken: Mapping[int, _Equation], mended: Mapping[Cell, Decimal],
                  ) -> tuple[Value, Decimal, tuple[int, ...]] | None:
    """A cell that several equations say is wrong, and the value that makes them true once every other cell that one
    equation alone says is wrong is put right: a total that is neither the sum of its rows, one of which is wrong too,
    nor the difference in its own row."""
    stated: dict[Cell, list[int]] = {}
    for i, e in broken.items():
        stated.setdefault(e.stated.places, []).append(i)
    alone = {cell: value for cell, (i, *more) in stated.items()
             if not more and (value := broken[i].mend(cell, mended)) is not None}
    for cell, members in stated.items():
        for i in members if len(members) > 1 and cell not in mended else ():
            value = broken[i].mend(cell, {**alone, **mended})
            if value is not None and all(broken[j].holds({**alone, **mended, cell: value}) for j in members):
                return broken[i].stated, value, tuple(members)
    return None


def _mendings(equations: Iterable[_Equation], mended: Mapping[Cell, Decimal]) -> Iterator[tuple[Value, Decimal]]:
    """Each cell that more than one equation rests on, with each value that makes one of them true; exact ones first."""
    by_cell: dict[Cell, list[tuple[Value, _Equation]]] = {}
    for e in sorted(equations, key=lambda e: e.shape == "share"):
        for v in e.cells():
            if v.places not in mended:
                by_cell.setdefault(v.places, []).append((v, e))
    for cell, uses in by_cell.items():
        if len(uses) > 1:
            for v, e in uses:
                if (value := e.mend(cell, mended)) is not None:
                    yield v, value


def _rank(finding: Finding, equation: _Equation, cell: Value, value: Decimal) -> tuple[int, bool, bool, str]:
    """The gravest first; then what this cell alone mends; then what states it; then by code."""
    alone = equation.holds({cell.places: value})
    return GRAVE[finding.severity], not alone, equation.stated.places != cell.places, finding.rule


def joined(kept: Finding, others: Sequence[Finding], cell: Value) -> Finding:
    """``kept`` with the rules of the ``others`` and their evidence, all of which the value of ``cell`` breaks."""
    seen = {(e.value.places, e.value.text) for e in kept.evidence}
    more = {(e.value.places, e.value.text): Evidence("context", e.value) for f in others for e in f.evidence}
    return replace(kept, also=tuple(sorted({f.rule for f in others})), params=kept.params | {"cell": cell.text},
                   evidence=(*kept.evidence, *(e for key, e in more.items() if key not in seen)))
