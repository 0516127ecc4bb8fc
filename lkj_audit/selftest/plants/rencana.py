"""Contradictions between plans: RKT, agreements of the head and of those below."""

from __future__ import annotations

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.pieces import Grid, Spot
from lkj_audit.selftest.plants.register import drop_row, insert_after, need, other_figure, plants, set_cell

FOREIGN = ("Persentase pohon peneduh yang ditanam kembali", "Jumlah sumur resapan yang dibangun warga",
           "Persentase jalan lingkungan yang dibeton", "Jumlah perahu nelayan yang bermesin baru")


def target_cell(d: Draft, tag: str, only: str = "") -> tuple[Grid, int, int]:
    """A target of a table of indicators at random; of those measured in ``only`` ("%") where it is given."""
    grid = d.grid(tag)
    rows = [i for i, row in enumerate(grid.rows) if only in (row[grid.col("Target")] or "")]
    need(rows)
    return grid, d.rng.choice(rows), grid.col("Target")


def spoil_target(d: Draft, tag: str, only: str = "") -> list[Spot]:
    grid, row, col = target_cell(d, tag, only)
    return [set_cell(grid, row, col, other_figure(grid.rows[row][col] or "", d.rng))]


@plants("KIN101")
def not_in_the_plan(d: Draft) -> list[Spot]:
    need(not d.layout.annex_rkt)
    drop_row(d.grid("rkt"), row := d.rng.randrange(len(d.world.measures)))
    return [Spot(d.grid("pk"), row), *([Spot(d.grid("annex-pk"), row)] if d.layout.annex else [])]


@plants("KIN102")
def not_agreed(d: Draft) -> list[Spot]:
    need(not d.layout.annex and not d.layout.amended)
    drop_row(d.grid("pk"), row := d.rng.randrange(len(d.world.measures)))
    return [Spot(d.grid("rkt"), row)]


@plants("KIN103")
def other_target_agreed(d: Draft) -> list[Spot]:
    d.grid("rkt")
    need(not d.layout.amended)
    return spoil_target(d, "pk")


@plants("KIN108")
def two_plans(d: Draft) -> list[Spot]:
    return spoil_target(d, "annex-rkt")


@plants("KIN115")
def other_target_below(d: Draft) -> list[Spot]:
    return spoil_target(d, "annex-sub")


@plants("KIN117")
def other_wording(d: Draft) -> list[Spot]:
    grid = d.grid("pk")
    need(not d.layout.annex)
    rows = [i for i, row in enumerate(grid.rows) if " yang " in (row[2] or "")]
    need(rows)
    row = d.rng.choice(rows)
    return [set_cell(grid, row, 2, (grid.rows[row][2] or "").replace(" yang ", " yang telah ", 1))]


@plants("KIN118")
def unfit_unit(d: Draft) -> list[Spot]:
    grid, rows = d.grid("pk"), [i for i, m in enumerate(d.world.measures) if m.name.startswith("Jumlah")]
    need(rows)
    row = d.rng.choice(rows)
    return [set_cell(grid, row, 3, "100%")]


@plants("KIN121")
def twice(d: Draft) -> list[Spot]:
    grid = d.grid("pk")
    row = d.rng.randrange(len(grid.rows))
    full: list[str | None] = []
    for c in range(len(grid.header)):
        full.append(next(r[c] for r in reversed(grid.rows[:row + 1]) if r[c] is not None))
    grid.rows.append([str(len(grid.rows) + 1), *full[1:]] if not d.layout.merged else full)
    return [Spot(grid, row), Spot(grid, len(grid.rows) - 1)]


@plants("KIN125")
def other_vision(d: Draft) -> list[Spot]:
    line = d.line("vision")
    other = line.text.replace("tepercaya, cepat, dan merata bagi seluruh warga", d.rng.choice((
        "tepercaya, unggul, dan merata bagi petani", "ramah, cermat, dan terjangkau bagi setiap keluarga")))
    return [Spot(line), insert_after(d, d.line("closing"), other)]


@plants("KIN126")
def promised_below_only(d: Draft) -> list[Spot]:
    grid = d.grid("annex-sub")
    need(not d.layout.figures)
    grid.rows.append([str(len(grid.rows) + 1), d.world.goals[-1], d.rng.choice(FOREIGN[:1]), "80%"])
    return [Spot(grid, len(grid.rows) - 1)]


@plants("KIN128")
def other_level(d: Draft) -> list[Spot]:
    grid = d.grid("rkt")
    other = "Sasaran Program" if d.layout.goal_head == "Sasaran Kegiatan" else "Sasaran Kegiatan"
    need(d.layout.goal_head != "Sasaran")
    grid.header[1] = other
    return [Spot(grid), Spot(d.grid("pk"))]
