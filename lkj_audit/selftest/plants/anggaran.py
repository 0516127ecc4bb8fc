"""Contradictions in and between budget tables."""

from __future__ import annotations

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.figures import dots
from lkj_audit.selftest.pieces import Grid, Spot
from lkj_audit.selftest.plants.register import need, other_figure, other_money, plants, set_cell


def _spoil(d: Draft, grid: Grid, row: int, heading: str) -> list[Spot]:
    try:
        col = grid.col(heading)
    except ValueError as error:
        raise LookupError(heading) from error
    text = grid.rows[row][col] or ""
    return [set_cell(grid, row, col, other_figure(text, d.rng) if heading == "%" else other_money(text, d.rng))]


@plants("ANG101")
def ceiling_total(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("kinds"), -1, "Pagu")


@plants("ANG102")
def spent_total(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("kinds"), -1, "Realisasi")


@plants("ANG103")
def left_total(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("kinds"), -1, "Sisa")


@plants("ANG104")
def left(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("programs"), d.rng.randrange(len(d.world.programs)), "Sisa")


@plants("ANG105")
def share(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("kinds"), d.rng.randrange(3), "%")


@plants("ANG106")
def more_than_the_ceiling(d: Draft) -> list[Spot]:
    grid = d.grid("kinds")
    row = d.rng.randrange(3)
    return [set_cell(grid, row, grid.col("Realisasi"), dots(d.world.kinds[row].ceiling * 104 // 100))]


@plants("ANG107")
def other_ceiling(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("activities"), 0, "Pagu")


@plants("ANG108")
def other_spent(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("activities"), 0, "Realisasi")


@plants("ANG109")
def programs_against_the_whole(d: Draft) -> list[Spot]:
    return [*_spoil(d, d.grid("program0"), 0, "Realisasi"), Spot(d.grid("whole"))]


@plants("ANG113")
def other_pledge(d: Draft) -> list[Spot]:
    """One amount alone, or with the sum of the pledge."""
    need(not d.layout.revision)
    grid = d.grid("pk-money")
    if d.rng.random() < 0.5:
        return _spoil(d, grid, -1, "Anggaran")
    less = d.rng.randint(2, 40) * 1_000_000
    for row, amount in ((0, d.world.programs[0].ceiling), (-1, d.world.ceiling)):
        grid.rows[row][2] = f"Rp{dots(amount - less)}"
    return [Spot(grid, 0), Spot(grid, len(grid.rows) - 1)]


@plants("ANG114")
def swapped_programs(d: Draft) -> list[Spot]:
    d.grid("programs")
    grid = d.grid("pk-money")
    grid.rows[0][2], grid.rows[1][2] = grid.rows[1][2], grid.rows[0][2]
    return [Spot(grid, 0), Spot(grid, 1)]


@plants("ANG117")
def other_absorption(d: Draft) -> list[Spot]:
    grid = d.grid("years")
    return [set_cell(grid, 0, 4, other_figure(grid.rows[0][4] or "", d.rng))]


@plants("ANG118")
def other_name(d: Draft) -> list[Spot]:
    d.grid("programs")
    grid = d.grid("pk-money")
    row = len(grid.rows) - 2
    return [set_cell(grid, row, 1, d.rng.choice(("Program Dukungan Kelembagaan dan Tata Kelola",
                                                 "Program Layanan Administrasi Perkantoran")))]


