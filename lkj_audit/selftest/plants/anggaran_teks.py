"""Amounts and percentages in the text that contradict a table, each other or their own words."""

from __future__ import annotations

import re

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.figures import dots, spell
from lkj_audit.selftest.pieces import Spot
from lkj_audit.selftest.plants.register import need, other_figure, other_money, plants, replace_in


@plants("ANG110")
def amount(d: Draft) -> list[Spot]:
    if d.rng.random() < 0.4:
        spent, tag = dots(d.world.spent), d.rng.choice(("money", "summary-money"))
        need(not d.world.style.words)
        return [replace_in(d.line(tag), spent, other_money(spent, d.rng))]
    spent = dots(d.world.programs[0].spent)
    return [replace_in(d.line("program-text"), spent, other_money(spent, d.rng))]


@plants("ANG111")
def percentage(d: Draft) -> list[Spot]:
    p = d.world.programs[0]
    told = f"{d.world.style.share(p.spent, p.ceiling)}%"
    return [replace_in(d.line("program-text"), told, other_figure(told, d.rng))]


@plants("ANG112")
def words(d: Draft) -> list[Spot]:
    need(d.world.style.words)
    ceiling = d.world.ceiling
    wrong = spell(ceiling + d.rng.choice((1, 20, 300)) * 1_000_000)
    return [replace_in(d.line(d.rng.choice(("summary-money", "money"))), spell(ceiling), wrong)]


@plants("ANG115")
def revision(d: Draft) -> list[Spot]:
    line = d.line("revision")
    amounts = sorted(re.findall(r"\d{1,3}(?:\.\d{3})+", line.text), key=lambda a: (len(a), a))
    wrong = int(amounts[0].replace(".", "")) + d.rng.randint(1, 9) * 250_000
    return [replace_in(line, f"Rp{amounts[0]}", f"Rp{dots(wrong)}")]


@plants("ANG116")
def parts(d: Draft) -> list[Spot]:
    if d.rng.random() < 0.4:
        count, whole = d.world.style.count, len(d.world.programs)
        return [replace_in(d.line("programs-count"), f"{count(whole)} program",
                           f"{count(whole + d.rng.randint(1, 3))} program")]
    part = dots(d.world.kinds[d.rng.randrange(3)].ceiling)
    return [replace_in(d.line("kinds-text"), part, other_money(part, d.rng))]
