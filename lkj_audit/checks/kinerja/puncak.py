"""KIN119: "capaian terendah adalah Nilai SAKIP": the indicator that is said to have the highest or lowest capaian."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.hitung import put_right
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding
from lkj_audit.normalize.figures.extremes import Extreme, extremes, goes_on
from lkj_audit.normalize.narrative.chapter import chapter_of
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result, ratio
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

FEWEST: Final = 3  # rows among which one is the first


def outermost(plans: Plans, rows: Sequence[Result]) -> Iterator[Outcome]:
    """Each indicator of ``rows`` that is called the one with the highest or lowest capaian."""
    chapter = chapter_of(plans)
    told = extremes(plans.report) if len(rows) >= FEWEST else ()
    for said in (e for e in told if e.measure == "capaian"):
        mine = _named(plans, rows, said)
        shares = {r.index: s for r in rows if mine and r.table.id == mine.table.id and (s := _share(r)) is not None}
        if mine is None or len(shares) < max(FEWEST, sum(r.table.id == mine.table.id for r in rows)):
            continue
        if chapter.section_of(said.index) is not None or "sasaran" in said.block.text.casefold():
            continue  # it may be that of a part of them
        yield CHECKED
        pick = max if said.most else min
        right = pick(shares.values())
        mended = shares | {i: v for i, v in put_right(plans).items() if i in shares}
        results = [q.value for r in rows if (q := r.realisasi) and q.value is not None]
        own = mine.realisasi.value if mine.realisasi else None
        if shares[mine.index] != right and mended[mine.index] != pick(mended.values()) and own not in (
                pick(results), None):
            yield _finding(said, mine, next(r for r in rows if shares.get(r.index) == right))


def _named(plans: Plans, rows: Sequence[Result], said: Extreme) -> Result | None:
    """The one row that is named."""
    behind, before = f"{plain(said.behind)} ", f" {plain(said.before)}"
    found = next((rows for name, rows in stories_of(plans).names.all.items() if (
        behind.startswith(f"{name} ") and not goes_on(behind[len(name):]) if behind.strip()
        else before.endswith(f" {name}"))), ())
    mine = [r for r in rows if found and plain(r.name) == plain(found[0].name)]
    return mine[0] if len(mine) == 1 else None


def _share(row: Result) -> Decimal | None:
    return row.stated.value if row.stated is not None and row.stated.value is not None else ratio(row)


def _finding(said: Extreme, mine: Result, right: Result) -> Finding:
    claim = value_of(said.block, said.start, said.end)
    shown = [v for r in (right, mine) if (v := r.capaian or r.row.realisasi)]
    sure = round(0.8 * min(v.confidence for v in (claim, *shown)), 2)
    return Finding("KIN119", graded("error", sure), sure,
                   {"klaim": claim.text, "indikator": mine.name, "di": name_of(mine.table), "lain": right.name,
                    "nilai": shown[0].text},
                   distinct([Evidence("stated", claim), *(Evidence("expected", v) for v in shown),
                             Evidence("context", mine.row.name), Evidence("context", right.row.name)]),
                   item=f"klaim {plain(claim.text)}", column="klaim", kind="narasi", variant="teratas")
