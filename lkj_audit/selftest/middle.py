"""Bab II of the made-up report, what it plans, and the annexes with the agreements."""

from __future__ import annotations

from random import Random

from lkj_audit.selftest.figures import comma, dots
from lkj_audit.selftest.layout import Layout, Writer
from lkj_audit.selftest.world import Measure, Person, World


def plans(out: Writer, w: World, rng: Random) -> None:
    out.chapter_head("PERENCANAAN KINERJA")
    out.head(f"{w.plan} Tahun {w.start}-{w.start + 4}")
    out.say(f'Visi {w.unit} adalah "Terwujudnya layanan yang tepercaya, cepat, dan merata bagi seluruh warga".',
            "vision")
    out.say("Target kinerja jangka menengah setiap indikator disajikan pada tabel berikut.")
    years = [str(w.start + i) for i in range(5)]
    out.grid("plan", f"Target Kinerja {w.plan} Tahun {w.start}-{w.start + 4}",
             ["No", out.layout.goal_head, out.layout.name_head, *(f"Target {y}" for y in years)],
             rows_of(out, w, [[_plain(m, _plan(m, w, i)) for i in range(5)] for m in w.measures]), numbering=True)
    if out.layout.rkt:
        out.head("Rencana Kinerja Tahunan")
        out.say(f"Rencana kinerja tahun {w.year} yang diturunkan dari {w.plan} adalah sebagai berikut.")
        promise(out, w, "rkt", f"Rencana Kinerja Tahunan Tahun {w.year}", first=out.layout.amended)
    else:
        out.head("Rencana Kinerja")
        out.say(f"Rencana kinerja tahun {w.year} memuat target yang sama dengan perjanjian kinerja di bawah ini.")
    out.head("Perjanjian Kinerja")
    out.say(f"Perjanjian Kinerja Tahun {w.year} ditandatangani {w.head} bersama {w.above}.")
    if out.layout.amended:
        out.say(rng.choice((
            "Target satu indikator diubah pada pertengahan tahun; target semula adalah sebagai berikut.",
            f"Perjanjian kinerja perubahan ditetapkan pada tanggal {rng.randint(2, 27)} September {w.year}. Sebelum "
            "diubah, targetnya adalah sebagai berikut.")))
        promise(out, w, "pk-first", f"Perjanjian Kinerja Tahun {w.year} Sebelum Perubahan", first=True)
        out.say("Setelah perubahan, target yang diperjanjikan adalah sebagai berikut.")
    amended = rng.choice(("Perjanjian Kinerja Perubahan", "Perubahan Perjanjian Kinerja"))
    promise(out, w, "pk", f"{amended if out.layout.amended else 'Perjanjian Kinerja'} Tahun {w.year}")
    out.say("Anggaran yang mendukung perjanjian tersebut adalah sebagai berikut.")
    pledge_money(out, w)


def promise(out: Writer, w: World, tag: str, title: str, first: bool = False) -> None:
    """A plan for the year; as it was at ``first``, the target of one indicator was another."""
    head = out.layout.target_head.format(year=w.year)
    shown = [m.show(m.target + (2 if first and m is w.measures[-1] else 0)) for m in w.measures]
    out.grid(tag, title, ["No", out.layout.goal_head, out.layout.name_head, head],
             rows_of(out, w, [[text] for text in shown]), numbering=True)


def pledge_money(out: Writer, w: World) -> None:
    rows: list[list[str | None]] = [[f"{i}.", p.name, f"Rp{dots(p.ceiling)}"] for i, p in enumerate(w.programs, 1)]
    out.grid("pk-money", f"Anggaran Perjanjian Kinerja Tahun {w.year}", ["No", "Program", "Anggaran"],
             [*rows, ["", "Jumlah", f"Rp{dots(w.ceiling)}"]])


def annex(out: Writer, w: World) -> None:
    """The agreements of the head and of one below, who takes over the indicators of the last sasaran."""
    out.say("LAMPIRAN", "annex-head")
    if out.layout.annex_rkt and out.layout.rkt:
        out.say(f"RENCANA KINERJA TAHUNAN TAHUN {w.year}")
        out.say(w.unit.upper())
        promise(out, w, "annex-rkt", "", first=out.layout.amended)
    below = under(out.layout, w)
    for tag, head in (("annex-pk", w.head), ("annex-sub", below.post)):
        dated = f" TAHUN {w.year}" if out.layout.figures or out.layout.amended else ""
        out.say(f"PERJANJIAN KINERJA{dated}", f"{tag}-title")
        out.say(f"{head.upper()} {w.unit.upper()}")
        if tag == "annex-sub":
            out.say(f"Nama : {below.full}", "sub-name")
            out.say(f"Jabatan : {below.post}")
        chosen = [m for m in w.measures if tag == "annex-pk" or m.goal >= len(w.goals) - 2]
        rows: list[list[str | None]] = [[str(i), w.goals[m.goal], m.name, m.show(m.target)]
                                        for i, m in enumerate(chosen, 1)]
        out.grid(tag, "", ["No", out.layout.goal_head, out.layout.name_head, "Target"], rows)
        out.say(f"{w.place}, {3 + len(chosen)} Januari {w.year}", f"{tag}-date")


def under(layout: Layout, w: World) -> Person:
    """Whose agreement is annexed besides the head's: the secretary or the head of a section."""
    return w.staff[0 if layout.figures else 1]


def _plan(m: Measure, w: World, index: int) -> str:
    """The plan's target of a year: that of the report's year is what was agreed."""
    at = w.year - w.start
    step = m.plan[3] - m.plan[2]
    return comma(m.target + (index - at) * step if m.target + (index - at) * step > 0 else m.target)


def _plain(m: Measure, figure: str) -> str:
    return f"{figure}%" if m.noun == "%" else figure


def rows_of(out: Writer, w: World, cells: list[list[str]]) -> list[list[str | None]]:
    """One row an indicator; the sasaran and its number printed once where the layout merges them."""
    rows: list[list[str | None]] = []
    for i, (m, more) in enumerate(zip(w.measures, cells, strict=True)):
        again = out.layout.merged and i > 0 and w.measures[i - 1].goal == m.goal
        number = str(m.goal + 1) if out.layout.merged else str(i + 1)
        rows.append([None if again else number, None if again else w.goals[m.goal], m.name, *more])
    return rows


