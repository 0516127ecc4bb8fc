"""How well are figures, words, tables, names and citations understood?

    python -m bench.accuracy_normalize [--errors]

Reads the labelled sets of tests/normalize and prints one line a set: what was measured, how much of it is right, the
least that will do, and on how many cases. Exits with 1 when a set is below. The sets are invented; all cases of
numbers, words, kinds, citations and identity are tests as well, so their figures can only fall when a test fails.
``--errors`` shows the links that are wrong or missed, but not those of the held-out third.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lkj_audit.model import Identity
from lkj_audit.normalize.figures.numbers import find_quantities, is_missing, parse, parse_all
from lkj_audit.normalize.figures.terbilang import from_words, verdict
from lkj_audit.normalize.linking.indicators import indicators
from lkj_audit.normalize.linking.links import link_indicators
from lkj_audit.normalize.regulations.citations import find_citations
from lkj_audit.normalize.satker.identity import find_mentions, identify
from lkj_audit.normalize.tables.kinds import type_tables
from tests.building import make_document

SETS = Path(__file__).parents[1] / "tests" / "normalize"
CITED = ("type", "issuer", "number", "year", "role", "title")


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` of ``cases`` is right (a share, or an F1), of which ``least`` is wanted (None: only told)."""

    name: str
    value: float
    least: float | None
    cases: int

    @property
    def enough(self) -> bool:
        return self.least is None or self.value >= self.least


@dataclass(frozen=True, slots=True)
class Found:
    """Counts of what was found and should have been."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


def compare(found: Iterable[object], wanted: Iterable[object]) -> Found:
    a, b = Counter(found), Counter(wanted)
    return Found((a & b).total(), (a - b).total(), (b - a).total())


def measures() -> Iterator[Measure]:
    """All sets, in the order of the layer."""
    yield _share("quantities", 0.995, quantities())
    yield _share("terbilang", 0.995, terbilang())
    yield _share("kinds", 0.97, kinds())
    cases = link_pairs()["cases"]
    all_, held = [links(n) for n in range(len(cases))], [links(n) for n in range(2, len(cases), 3)]
    for name, part, least in (("links", all_, 0.97), ("links, held-out third", held, None)):
        pairs = sum((p.all for p in part), Found())
        yield Measure(f"{name}: F1", pairs.f1, least, pairs.right + pairs.missed)
        hard = sum((p.hard for p in part), Found())
        apart, merged = sum(p.siblings for p in part), sum(p.merged for p in part)
        low = None if least is None else 0.95
        yield Measure(f"{name}: F1 within families of siblings", hard.f1, low, hard.right + hard.missed)
        yield Measure(f"{name}: hard siblings kept apart", 1 - merged / apart, low, apart)
    yield _f1("citations: F1", 0.97, citations())
    yield _share("identity: satker, level, region, year", 0.95, identities())
    yield _f1("entities and their relation: F1", 0.95, relations())


def load(name: str, loader: Any = yaml.SafeLoader) -> Any:
    return yaml.load((SETS / name).read_text(encoding="utf-8"), loader)


def _share(name: str, least: float, outcomes: Iterable[bool]) -> Measure:
    right = list(outcomes)
    return Measure(name, sum(right) / len(right), least, len(right))


def _f1(name: str, least: float, outcomes: Iterable[Found]) -> Measure:
    total = sum(outcomes, Found())
    return Measure(name, total.f1, least, total.right + total.missed)


@cache
def link_pairs() -> Any:
    return load("link_pairs.yaml")


# ---------------------------------------------------------------- the sets


def quantities() -> Iterator[bool]:
    """Cells, and the figures of running text."""
    cases = load("quantities.yaml")
    for text, value, unit, *rest in cases["quantities"]:
        more = dict(rest[0]) if rest else {}
        q = parse(text, style=more.get("style", ""), hint=more.get("hint", ""))
        wanted = value, unit, more.get("step", "1"), more.get("operator", "")
        yield q is not None and (str(q.value), q.unit, str(q.step), q.operator) == wanted
    for text, grade, operator in cases["grades"]:
        q = parse(text)
        yield q is not None and (q.value, q.grade, q.operator) == (None, grade, operator)
    yield from (is_missing(text) and parse(text) is None for text in cases["missing"])
    yield from (not is_missing(text) and parse(text) is None for text in cases["nothing"])
    yield from ([f"{q.value} {q.unit}" for q in parse_all(text)] == wanted for text, wanted in cases["all"])
    for case in load("running.yaml"):
        text = case["text"]
        found = [f"{text[a:b]} = {q.value} {q.unit} {q.operator}".rstrip() for a, b, q in find_quantities(text)]
        yield found == case["found"]


def terbilang() -> Iterator[bool]:
    cases = load("terbilang.yaml")
    for words, number in cases["numbers"]:
        read = from_words(str(words))
        yield (None if read is None else str(read)) == number
    for name, said in (("none", "none"), ("not_words", "not-words")):
        yield from (from_words(words) is None and verdict(words) == said for words in cases[name])


def kinds() -> Iterator[bool]:
    """Kind, and roles and owner where the case gives them."""
    for case in load("kinds_cases.yaml", yaml.BaseLoader).values():
        who: dict[str, Any] = {k: int(v) if k == "year" else v for k, v in case.get("identity", {}).items()}
        table, = type_tables(make_document([*case["before"], case["table"]]), Identity(**who))
        yield (table.kind == case["kind"] and list(table.roles) == case.get("roles", list(table.roles))
               and (table.owner or "") == case.get("owner", table.owner or ""))


@dataclass(frozen=True, slots=True)
class Linked:
    """One pair of tables: ``all`` its links, ``hard`` those within families of siblings, how many pairs of
    ``siblings`` it has and how many were ``merged``; ``errors`` says which names were missed or wrongly linked."""

    all: Found
    hard: Found
    siblings: int
    merged: int
    errors: tuple[str, ...]


def links(number: int) -> Linked:
    """Case ``number`` of link_pairs.yaml, its names as a PK and, in another order, as a result table."""
    data = link_pairs()
    case = data["cases"][number]
    members = [(f, m, name) for f, family in enumerate(case["families"]) for m, name in enumerate(family)]
    left = [(f, m, names[0]) for f, m, names in members if names[0]]
    right = [(f, m, names[1]) for f, m, names in members if names[1]]
    right = right[1::2] + right[::2]
    identity = Identity(**data["units"][case["unit"]])
    flow: list[Any] = [
        "Perjanjian Kinerja", {"header": ["Sasaran", "Indikator", "Target"],
                               "rows": [["S", name, "1"] for _, _, name in left]},
        "Capaian Kinerja", {"header": ["Sasaran", "Indikator", "Target", "Realisasi"],
                            "rows": [["S", name, "1", "1"] for _, _, name in right]},
    ]
    rows = indicators(type_tables(make_document(flow), identity))
    if len(rows) != len(left) + len(right):
        raise ValueError(f"case {number}: {len(rows)} rows of {len(left) + len(right)} were read")
    got = {(k.a, k.b - len(left)) for k in link_indicators(rows, identity)}
    pairs = [(i, j, x, y) for i, x in enumerate(left) for j, y in enumerate(right)]
    wanted = {(i, j) for i, j, x, y in pairs if x[:2] == y[:2]}
    siblings = {(i, j) for i, j, x, y in pairs if x[0] == y[0] and x[1] != y[1]}
    families = {f for f, family in enumerate(case["families"]) if len(family) > 1}
    hard = [{(i, j) for i, j in some if left[i][0] in families or right[j][0] in families} for some in (got, wanted)]
    errors = [f"{'missed' if (i, j) in wanted else 'wrong'}: {left[i][2]} | {right[j][2]}"
              for i, j in sorted(got ^ wanted)]
    return Linked(compare(got, wanted), compare(*hard), len(siblings), len(siblings & got), tuple(errors))


def citations() -> Iterator[Found]:
    for group in load("citations.yaml"):
        before = group.get("context", [])
        for text, wanted in group["cases"]:
            found = [c for c in find_citations(make_document([*before, text])) if c.block == len(before)]
            rows = [tuple(part.strip() for part in line.split("|")) for line in wanted]
            full = [(*row, *(["text"] if len(row) < 5 else []), *([""] if len(row) < 6 else [])) for row in rows]
            yield compare((tuple(str(getattr(c, f)) for f in CITED) for c in found), full)


def identities() -> Iterator[bool]:
    for case in load("identities.yaml").values():
        if "furniture" not in case:
            pages = [*case["flow"], *["Kalimat pengisi."] * 40, *case["body"]] if "body" in case else case["flow"]
            got = identify(make_document(pages))
            wanted = {k: tuple(v) if isinstance(v, list) else v for k, v in case["want"].items()}
            yield {k: getattr(got, k) for k in wanted} == wanted


def relations() -> Iterator[Found]:
    """Units named in the text, each with its relation to the report."""
    for group in load("units.yaml"):
        who = Identity(**group["identity"])
        for text, wanted in group["cases"]:
            found = [m for m in find_mentions(make_document([text]), who) if m.kind == "unit"]
            yield compare(((m.name, m.relation) for m in found), map(tuple, wanted))


def main() -> None:
    told = list(measures())
    for m in told:
        least = "      " if m.least is None else f"≥{m.least:.3f}"
        print(f"{m.name:<52} {m.value:.4f} {least} {m.cases:>5} {'' if m.enough else 'BELOW'}".rstrip())
    if "--errors" in sys.argv:
        print(*(e for n in range(len(link_pairs()["cases"])) if n % 3 != 2 for e in links(n).errors), sep="\n")
    sys.exit(not all(m.enough for m in told))


if __name__ == "__main__":
    main()
