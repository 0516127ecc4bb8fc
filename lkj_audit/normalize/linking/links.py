"""Which rows of two tables are the same indicator.

First equal names, then the aliases of the vocabulary; what is left over is weighed word by word and assigned one to one
at least cost. Two names that differ in a discriminating word or a number are never the same, however alike they look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Identity, Indicator, Link
from lkj_audit.normalize.linking.likeness import Likeness
from lkj_audit.normalize.linking.names import UNIT, normalize_name

PAIRS = frozenset(frozenset(p) for p in (
    ("rkt", "pk"), ("rkt", "capaian"), ("pk", "capaian"), ("iku", "rkt"), ("iku", "pk"), ("iku", "capaian"),
    ("renstra", "pk"), ("renstra", "rkt"), ("capaian", "capaian_sasaran"), ("pk", "pk"), ("rkt", "rkt")))
MARGIN = 0.04
_Groups = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Name:
    """An indicator's place in the report, its key without spaces and the unit's name, and the key itself."""

    index: int
    squeezed: str
    key: str


def link_indicators(indicators: Sequence[Indicator], identity: Identity,
                    aliases: Sequence[Sequence[str]] = ()) -> tuple[Link, ...]:
    """Links between the rows of every two tables that should promise or report the same indicators, in the order of
    ``indicators``; within a pair of tables a row has at most one partner. ``aliases`` are groups of names of one
    indicator, besides those of the vocabulary."""
    tables: dict[str, list[_Name]] = defaultdict(list)
    for i, ind in enumerate(indicators):
        key = normalize_name(ind.name.text, identity)
        tables[ind.table].append(_Name(i, _squeeze(key), key))
    groups = _with_own(aliases, identity)
    likeness = Likeness(name.key for names in tables.values() for name in names)
    links: list[Link] = []
    ids = list(tables)
    for n, left in enumerate(ids):
        for right in ids[n + 1:]:
            if _comparable(indicators[tables[left][0].index], indicators[tables[right][0].index]):
                links += _link_tables(tables[left], tables[right], likeness, groups)
    return tuple(links)


def link_keys(left: Sequence[str], right: Sequence[str], aliases: Sequence[Sequence[str]] = ()) -> tuple[Link, ...]:
    """Links between two lists of names as ``normalize_name`` writes them, perhaps of two units: ``a`` indexes ``left``
    and ``b`` ``right``."""
    a, b = ([_Name(i, _squeeze(key), key) for i, key in enumerate(keys)] for keys in (left, right))
    return tuple(_link_tables(a, b, Likeness([*left, *right]), _with_own(aliases, Identity())))


def _comparable(a: Indicator, b: Indicator) -> bool:
    """Whether the tables of ``a`` and ``b`` are two statements of the same plan."""
    if frozenset((a.source, b.source)) not in PAIRS:
        return False
    return a.source != "pk" or b.source != "pk" or a.owner != b.owner


def _squeeze(key: str) -> str:
    return re.sub(rf"{UNIT}|\W", "", key)


def _link_tables(left: Sequence[_Name], right: Sequence[_Name], likeness: Likeness, groups: _Groups) -> Iterator[Link]:
    """Equal names, aliases, then the best assignment of the rest."""
    def aliases(x: _Name, y: _Name) -> bool:
        mine = groups.get(x.squeezed)
        return mine is not None and mine == groups.get(y.squeezed)

    a, b = list(left), list(right)
    for method, same in (("exact", lambda x, y: x.squeezed == y.squeezed), ("alias", aliases)):
        for x in list(a):
            y = next((y for y in b if same(x, y)), None)
            if y is not None:
                a.remove(x)
                b.remove(y)
                yield Link(x.index, y.index, method, 1.0)
    yield from _assign(a, b, likeness)


def _with_own(aliases: Sequence[Sequence[str]], identity: Identity) -> _Groups:
    """The groups of the vocabulary and ``aliases``; a name in both joins its group of the vocabulary to the own one."""
    groups = _alias_groups()
    for n, names in enumerate(aliases, 1):
        squeezed = [_squeeze(normalize_name(name, identity)) for name in names]
        joined = {groups[s] for s in squeezed if s in groups}
        groups = {k: (-n, "") if g in joined else g for k, g in groups.items()} | dict.fromkeys(squeezed, (-n, ""))
    return groups


def other_names(key: str) -> tuple[str, ...]:
    """The wordings of the vocabulary for the indicator with the key ``key``, if one of them is its name."""
    return _wordings().get(_squeeze(key), ())


@cache
def _wordings() -> dict[str, tuple[str, ...]]:
    """Squeezed wording → all wordings of its group."""
    known, variants = _alias_groups(), facts.vocabulary()["indicator_variants"]
    return {key: tuple(map(str, variants[n])) for key, (n, _) in known.items()}


@cache
def _alias_groups() -> _Groups:
    """Squeezed wording → its group in the vocabulary, one for each way of measuring; a wording that stands in two
    groups is in none."""
    discriminating = facts.kinds()["discriminating"]
    measure = {w: str(i) for i, words in enumerate(discriminating["measures"]) for w in words}
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for n, variants in enumerate(facts.vocabulary()["indicator_variants"]):
        if variants[0] in discriminating["related"]:
            continue
        for variant in variants:
            key = normalize_name(re.sub(r"\(negatif\)", "", str(variant)))
            hard = measure.get(key.split()[0], "") == "1"
            found[re.sub(r"\W", "", key)].add((n, "jumlah" if hard else ""))
    return {key: next(iter(groups)) for key, groups in found.items() if len(groups) == 1}


def _assign(a: Sequence[_Name], b: Sequence[_Name], likeness: Likeness) -> Iterator[Link]:
    """One-to-one assignment of what is alike enough, with the runner-up of each row as evidence."""
    scores = [[likeness.score(x.key, y.key) for y in b] for x in a]
    if not any(s > 0 for row in scores for s in row):
        return
    for i, j in _best_pairs(scores):
        score = scores[i][j]
        others = [s for k, s in enumerate(scores[i]) if k != j] + [row[j] for k, row in enumerate(scores) if k != i]
        runner_up = max(others, default=0.0)
        if score - runner_up >= MARGIN:
            yield Link(a[i].index, b[j].index, "assigned", round(score, 3), round(runner_up, 3))


def _best_pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The assignment of highest total score; pairs without any likeness are left out."""
    wanted = [[j for j, s in enumerate(row) if s > 0] for row in scores]
    flat = [j for row in wanted for j in row]
    if all(len(row) <= 1 for row in wanted) and len(set(flat)) == len(flat):
        return [(i, row[0]) for i, row in enumerate(wanted) if row]  # no two want the same: spare the import
    from scipy.optimize import linear_sum_assignment

    rows, cols = linear_sum_assignment([[-s for s in row] for row in scores])
    pairs = [(int(i), int(j)) for i, j in zip(rows, cols, strict=True)]
    return [(i, j) for i, j in pairs if scores[i][j] > 0]
