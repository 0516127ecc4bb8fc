"""The geometry of ruling lines gives what pdfplumber's table finder gives."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from lkj_audit.extract.page.drawn import Rule
from lkj_audit.extract.ruled.ruling import SNAP, cells_of, closed, merge_rules, tables_of

table = pytest.importorskip("pdfplumber.table")


def drawn(random: Random) -> list[Rule]:
    """A few tables with missing pieces, each rule drawn in pieces a little off its line."""
    def off(at: float) -> float:
        return at + random.choice((-1, -0.4, 0, 0, 0.3, 1.1))

    rules = []
    for _ in range(random.randint(1, 3)):
        xs, ys = ([random.randint(0, 20) + at for at in range(first, first + random.randint(40, 200), 25)]
                  for first in (random.randint(0, 300), random.randint(0, 500)))
        rules += [Rule("h", (off(a), y, off(b), y)) for y in map(off, ys) for a, b in pairwise(xs)
                  if random.random() > 0.1]
        rules += [Rule("v", (x, off(a), x, off(b))) for x in map(off, xs) for a, b in pairwise(ys)
                  if random.random() > 0.1]
    return rules


def edge(rule: Rule) -> dict[str, object]:
    x0, top, x1, bottom = rule.bbox
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
            "orientation": rule.orientation, "object_type": "line"}


@pytest.mark.parametrize("seed", range(40))
def test_same_as_pdfplumber(seed: int) -> None:
    rules = drawn(Random(seed))

    merged = merge_rules(rules)
    cells = cells_of(merged)

    edges = table.merge_edges([edge(r) for r in rules], SNAP, SNAP, SNAP, SNAP)
    assert merged == [Rule(e["orientation"], (e["x0"], e["top"], e["x1"], e["bottom"])) for e in edges]
    expected = table.intersections_to_cells(table.edges_to_intersections(edges, SNAP, SNAP))
    assert sorted(cells) == sorted(expected)
    assert [sorted(t) for t in tables_of(cells)] == [sorted(t) for t in table.cells_to_tables(cells)]


def test_an_open_side_is_closed() -> None:
    rules = [Rule("h", (10, y, 90, y)) for y in (10, 30, 50)] + [Rule("v", (50, 10, 50, 50))]

    assert set(closed(rules)) - set(rules) == {Rule("v", (x, 10, x, 50)) for x in (10, 90)}


def test_a_side_drawn_beside_the_first_row_alone_is_closed_where_rows_are_parted() -> None:
    """Four rows stand beside a merged cell on the left (10 to 40), and only the first is parted from it."""
    level = [Rule("h", (10, y, 90, y)) for y in (10, 30, 100)] + [Rule("h", (40, y, 90, y)) for y in (45, 60, 80)]
    upright = [Rule("v", (x, 10, x, 100)) for x in (10, 60, 90)] + [Rule("v", (40, 10, 40, 45))]
    below = [Rule("h", (10, y, 90, y)) for y in (140, 160)]  # of another table
    drawn = [*level, *upright, *below]

    assert set(closed(drawn)) - set(drawn) == {Rule("v", (40, a, 40, b)) for a, b in ((45, 60), (60, 80), (80, 100))}
