"""Wrong sums, shares, means and conversions in tables of any subject."""

from __future__ import annotations

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.pieces import Spot
from lkj_audit.selftest.plants.register import other_figure, other_money, plants, replace_in, set_cell


@plants("ARI101")
def column_sum(d: Draft) -> list[Spot]:
    grid, col = d.grid("visitors"), d.rng.choice((1, 2))
    return [set_cell(grid, -1, col, other_money(grid.rows[-1][col] or "", d.rng))]


@plants("ARI102")
def row_sum(d: Draft) -> list[Spot]:
    grid, row = d.grid("visitors"), d.rng.randrange(4)
    return [set_cell(grid, row, 3, other_money(grid.rows[row][3] or "", d.rng))]


@plants("ARI103")
def share(d: Draft) -> list[Spot]:
    grid, row = d.grid("shares"), d.rng.randrange(4)
    return [set_cell(grid, row, 2, other_figure(grid.rows[row][2] or "", d.rng))]


@plants("ARI104")
def mean(d: Draft) -> list[Spot]:
    grid, col = d.grid("counters"), d.rng.choice((2, 3))
    return [set_cell(grid, -1, col, other_figure(grid.rows[-1][col] or "", d.rng))]


@plants("ARI105")
def conversion(d: Draft) -> list[Spot]:
    grid, row = d.grid("skm"), d.rng.randrange(6)
    if d.rng.random() < 0.3:
        line = d.line("skm-mark")
        for right, wrong in (("A (Sangat Baik)", "B (Sangat Baik)"), ("B (Baik)", "A (Baik)"), ("C (", "B (")):
            if right in line.text:
                return [replace_in(line, right, wrong)]
    if d.rng.random() < 0.5:
        return [set_cell(grid, row, 3, other_figure(grid.rows[row][3] or "", d.rng))]
    return [Spot(set_cell(grid, row, 4, "A" if grid.rows[row][4] != "A" else "C").piece, row)]


@plants("ARI106")
def respondents(d: Draft) -> list[Spot]:
    count, people = d.world.style.count, d.world.others * 12
    return [replace_in(d.line("respondents"), count(people), count(people + d.rng.randint(3, 9)))]


@plants("ARI107")
def product(d: Draft) -> list[Spot]:
    grid, row = d.grid("goods"), d.rng.randrange(6)
    return [set_cell(grid, row, 3, other_money(grid.rows[row][3] or "", d.rng))]


@plants("ARI108")
def order(d: Draft) -> list[Spot]:
    grid, row = d.grid("skm"), d.rng.randrange(5)
    a, b = grid.rows[row], grid.rows[row + 1]
    a[1], b[1] = b[1], a[1]
    return [Spot(grid, row), Spot(grid, row + 1)]
