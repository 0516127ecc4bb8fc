"""Contradictions about people."""

from __future__ import annotations

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.middle import under
from lkj_audit.selftest.pieces import Spot
from lkj_audit.selftest.plants.register import insert_after, need, plants, replace_in, set_cell
from lkj_audit.selftest.world import grouped


@plants("SDM101")
def parts(d: Draft) -> list[Spot]:
    count = d.world.style.count
    return [replace_in(d.line("staff"), f"{count(d.world.others)} orang {d.world.contract}",
                       f"{count(d.world.others + d.rng.randint(1, 3))} orang {d.world.contract}")]


@plants("SDM102")
def two_totals(d: Draft) -> list[Spot]:
    total = len(d.world.staff) + d.world.others
    told = d.world.style.count(total - d.rng.randint(2, 4))
    return [Spot(d.line("staff")), insert_after(d, d.line("closing"), d.rng.choice((
        f"Seluruh pekerjaan tersebut didukung oleh jumlah pegawai sebanyak {told} orang.",
        f"Dengan pegawai berjumlah {told} orang, seluruh tugas dapat diselesaikan.",
        f"{d.world.unit} memiliki {told} orang pegawai untuk melaksanakan seluruh tugas itu.")))]


@plants("SDM103")
def list_is_shorter(d: Draft) -> list[Spot]:
    d.grid("staff").rows.pop()
    return [Spot(d.grid("staff")), Spot(d.line("staff")), Spot(d.line("schools"))]


@plants("SDM104")
def other_school(d: Draft) -> list[Spot]:
    grid = d.grid("staff")
    row = d.rng.randrange(len(grid.rows))
    others = [s for s in ("S2", "S1", "SLTA") if s != grid.rows[row][6]]
    return [set_cell(grid, row, 6, d.rng.choice(others)), Spot(d.grid("school"))]


@plants("SDM105")
def other_breakdown(d: Draft) -> list[Spot]:
    schools = grouped([p.school for p in d.world.staff])
    (a, n), (b, m), *_ = [*schools.items(), ("", 0), ("", 0)]
    need(n > 1 and m)
    count, line = d.world.style.count, d.line("schools")
    replace_in(line, f"{count(n)} orang {a}", f"{count(n - 1)} orang {a}")
    return [replace_in(line, f"{count(m)} orang {b}", f"{count(m + 1)} orang {b}")]


@plants("SDM106")
def nip(d: Draft) -> list[Spot]:
    grid = d.grid("staff")
    row = d.rng.randrange(len(grid.rows))
    good = grid.rows[row][2] or ""
    wrong = d.rng.choice((good[:4] + "13" + good[6:], good[:-1], good[:14] + "3" + good[15:],
                          good[:12] + "14" + good[14:]))
    return [set_cell(grid, row, 2, wrong)]


@plants("SDM107")
def rank(d: Draft) -> list[Spot]:
    grid = d.grid("staff")
    row = d.rng.randrange(len(grid.rows))
    others = [r for r in ("Penata", "Pembina", "Penata Muda", "Pengatur") if r != grid.rows[row][3]]
    return [Spot(set_cell(grid, row, 3, d.rng.choice(others)).piece, row)]


@plants("SDM108")
def degree(d: Draft) -> list[Spot]:
    d.grid("staff")
    line = d.line("sub-name")
    line.text = f"Nama : {under(d.layout, d.world).name}, S.T., M.Si."
    return [Spot(line)]


@plants("SDM109")
def stranger(d: Draft) -> list[Spot]:
    d.grid("staff")
    line = d.line("sub-name")
    line.text = "Nama : Wisnubroto Hadisumarto, S.Sos."
    return [Spot(line)]
