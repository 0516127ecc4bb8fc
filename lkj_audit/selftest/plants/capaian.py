"""Contradictions in what was reached: against the plan, between tables, in the text."""

from __future__ import annotations

import re

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.figures import comma, spell
from lkj_audit.selftest.pieces import Grid, Line, Spot
from lkj_audit.selftest.plants.register import (
    drop_row,
    insert_after,
    need,
    other_figure,
    plants,
    replace_in,
    set_cell,
)
from lkj_audit.selftest.plants.rencana import FOREIGN, spoil_target
from lkj_audit.selftest.results import GRADES
from lkj_audit.selftest.world import Measure


def _row_in_goal(d: Draft, row: int) -> tuple[Grid, int]:
    """The table of the sasaran that indicator ``row`` belongs to, and its row there."""
    m = d.world.measures[row]
    return d.grid(f"sasaran{m.goal}"), d.world.of_goal(m.goal).index(m)


def _spoil(d: Draft, grid: Grid, row: int, heading: str) -> list[Spot]:
    col = grid.col(heading)
    return [set_cell(grid, row, col, other_figure(grid.rows[row][col] or "", d.rng))]


def _stories(d: Draft) -> list[tuple[Measure, Line]]:
    """The indicators whose figures a paragraph tells, and the paragraph."""
    lines = {p.tag: p for p in d.flow if isinstance(p, Line)}
    return [(m, lines[f"story-{m.name}"]) for m in d.world.measures if f"story-{m.name}" in lines]


@plants("KIN104")
def not_reported(d: Draft) -> list[Spot]:
    rows = [i for i, m in enumerate(d.world.measures) if d.world.of_goal(m.goal)[0] is not m]
    need(rows and not d.layout.average)
    row = d.rng.choice(rows)
    goal, inner = _row_in_goal(d, row)
    drop_row(goal, inner)
    drop_row(d.grid("capaian"), row)
    past = d.grid("past")
    del past.rows[row]
    for i, line in enumerate(past.rows, 1):
        line[0] = str(i)
    return [Spot(d.grid(tag), row) for tag in ("pk", *(("rkt",) if d.layout.rkt else ()))]


@plants("KIN105")
def reported_beyond(d: Draft) -> list[Spot]:
    grid = d.grid("capaian")
    need(not d.layout.average)
    row: list[str | None] = [str(len(grid.rows) + 1), d.world.goals[-1], d.rng.choice(FOREIGN[::2]), "80%", "84%",
                             "105,00%" if d.world.style.sign else "105,00", "Sangat Baik"]
    grid.rows.append(row[:len(grid.header)])
    return [Spot(grid, len(grid.rows) - 1)]


@plants("KIN106")
def other_target(d: Draft) -> list[Spot]:
    return spoil_target(d, "capaian")


@plants("KIN107")
def other_target_than_planned(d: Draft) -> list[Spot]:
    d.grid("rkt")
    need(not d.layout.amended)
    return spoil_target(d, "capaian")


@plants("KIN109")
def achievement(d: Draft) -> list[Spot]:
    return _spoil(d, d.grid("capaian"), d.rng.randrange(len(d.world.measures)), "Capaian")


@plants("KIN110")
def other_than_summary(d: Draft) -> list[Spot]:
    row = d.rng.randrange(len(d.world.measures))
    if d.layout.sheets and d.rng.random() < 0.5:
        return _spoil(d, d.grid(f"sheet-{d.world.measures[row].name}"), 0, f"Realisasi {d.world.year}")
    grid, inner = _row_in_goal(d, row)
    return _spoil(d, grid, inner, "Realisasi")


@plants("KIN111")
def prose(d: Draft) -> list[Spot]:
    if d.layout.stories and (stories := _stories(d)) and d.rng.random() < 0.5:
        m, line = d.rng.choice(stories)
        return [replace_in(line, m.show(m.reached), other_figure(m.show(m.reached), d.rng))]
    goal = d.rng.randrange(len(d.world.goals))
    m = d.world.of_goal(goal)[0]
    told = m.show(m.reached)
    return [replace_in(d.line(f"prose{goal}"), f"sebesar {told}", f"sebesar {other_figure(told, d.rng)}"
                       ) if f"sebesar {told}" in d.line(f"prose{goal}").text else
            replace_in(d.line(f"prose{goal}"), told, other_figure(told, d.rng))]


@plants("KIN112")
def other_unit(d: Draft) -> list[Spot]:
    grid = d.grid("capaian")
    rows = [i for i, m in enumerate(d.world.measures) if m.noun not in ("%", "nilai", "indeks")]
    need(rows)
    row = d.rng.choice(rows)
    col = grid.col("Realisasi")
    noun = d.world.measures[row].noun
    text = (grid.rows[row][col] or "").replace(noun, "Paket" if noun != "Paket" else "Unit")
    return [set_cell(grid, row, col, text)]


@plants("KIN113")
def mean(d: Draft) -> list[Spot]:
    need(d.layout.average and not d.layout.category)
    if d.layout.overall:
        line, text = d.line("overall"), d.grid("capaian").rows[-1][5] or ""
        return [replace_in(line, text, other_figure(text, d.rng))]
    return _spoil(d, d.grid("capaian"), -1, "Capaian")


@plants("KIN114")
def category(d: Draft) -> list[Spot]:
    need(d.layout.category and not d.world.cap)  # a capped capaian has two categories
    grid, row = d.grid("capaian"), d.rng.randrange(len(d.world.measures))
    return [set_cell(grid, row, 6, d.rng.choice([g for g, _ in GRADES if g != grid.rows[row][6]]))]


@plants("KIN116")
def empty(d: Draft) -> list[Spot]:
    grid, row = d.grid("capaian"), d.rng.randrange(len(d.world.measures))
    return [Spot(set_cell(grid, row, grid.col("Realisasi"), "").piece, row)]


@plants("KIN119")
def claim(d: Draft) -> list[Spot]:
    missed = sum(m.missed for m in d.world.measures)
    need(missed)
    whole = len(d.world.measures)
    text = d.rng.choice((f"Sebanyak {whole} dari {whole} indikator telah mencapai target.",
                         f"{spell(whole - missed + 1).capitalize()} indikator telah memenuhi target dan sisanya belum.",
                         "Pada tahun ini seluruh indikator kinerja mencapai atau melampaui target yang diperjanjikan.",
                         "Seluruh indikator kinerja telah mencapai target yang ditetapkan.",
                         "Semua target kinerja tahun ini tercapai sesuai perjanjian kinerja."))
    return [insert_after(d, d.grid("capaian"), text)]


@plants("KIN120")
def change(d: Draft) -> list[Spot]:
    if d.layout.stories and (told := _stories(d)) and d.rng.random() < 0.5:
        m, line = d.rng.choice(told)
        step = comma(abs(m.reached - m.before))
        found = [s.start() for s in re.finditer(rf"(?<![\d.,]){re.escape(step)}(?![\d%]|[.,]\d)", line.text)]
        need(found and step not in m.show(m.before) and step not in m.show(m.reached))
        line.text = line.text[:found[-1]] + other_figure(step, d.rng) + line.text[found[-1] + len(step):]
        return [Spot(line)]
    grid = d.grid("past")
    row = d.rng.randrange(len(grid.rows))
    m = d.world.measures[row]
    change_ = m.reached - m.before
    wrong = change_ + d.rng.randint(7, 12)
    need(abs(wrong) != abs(change_))  # a fall may be printed without its sign
    return [Spot(set_cell(grid, row, 4, comma(wrong)).piece, row)]


@plants("KIN122")
def absurd(d: Draft) -> list[Spot]:
    grid, row = d.grid("capaian"), d.rng.randrange(len(d.world.measures))
    m = d.world.measures[row]
    goal, inner = _row_in_goal(d, row)
    text = d.world.style.percent(m.target * 19, m.target)
    for where, at in ((grid, row), (goal, inner)):
        where.rows[at][where.col("Realisasi")] = m.show(m.target * 19)
        where.rows[at][where.col("Capaian")] = text
    if not d.world.cap:
        insert_after(d, d.line("refer"), "Capaian setiap indikator dibatasi paling tinggi 120%.")
    return [Spot(grid, row), Spot(goal, inner)]


@plants("KIN123")
def foreign_indicator(d: Draft) -> list[Spot]:
    goal = d.grid(f"sasaran{d.rng.randrange(len(d.world.goals))}")
    foreign = d.rng.choice(FOREIGN)
    return [insert_after(d, goal, d.rng.choice((
        f"Indikator dalam sasaran ini adalah {foreign}. Pelaksanaannya melibatkan warga setempat.",
        f"Sasaran ini diukur dengan indikator {foreign}. Datanya dihimpun setiap triwulan.")))]


@plants("KIN124")
def no_achievement(d: Draft) -> list[Spot]:
    need(not d.layout.category and not d.layout.average)
    for tag in ("capaian", *(f"sasaran{i}" for i in range(len(d.world.goals)))):
        grid = d.grid(tag)
        col = grid.col("Capaian")
        del grid.header[col]
        del grid.numbering[col:col + 1]
        for row in grid.rows:
            del row[col]
    return [Spot(d.grid("capaian"))]


@plants("KIN127")
def misplaced(d: Draft) -> list[Spot]:
    return [Spot(set_cell(d.grid("hambatan"), 1, 1, max((m.name for m in d.world.measures), key=len)).piece, 1)]
