"""KIN122, KIN124: a result table that cannot be what was measured, or that leaves the capaian out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.judging import distinct, graded, name_of, whereabouts
from lkj_audit.checks.kinerja.hitung import stated_cap
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.results import Result, capaian_column, comparable, of_other_period, results, twins
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

FEWEST = 5
SAME_SHARE = 0.8


@rule("KIN122", "capaian-tidak-wajar", "warning")
def implausible(report: Report) -> Iterator[Outcome]:
    """Capaian above the cap that the report itself states, or below zero; realisasi the same for every indicator."""
    plans = plans_of(report)
    rows = results(plans)
    if not rows:
        yield NotEvaluated("KIN122", "no-capaian")
        return
    limit = stated_cap(report)
    for group in twins(plans, rows):
        yield CHECKED
        for r in group:
            stated = r.stated
            if stated is None or stated.value is None or r.capaian is None:
                continue
            over = limit is not None and stated.value > limit[0]
            if over or stated.value < 0:
                yield _out_of_range(plans, r, limit if over else None)
                break
    for table in dict.fromkeys(r.table.id for r in rows):
        yield from _identical(plans, [r for r in rows if r.table.id == table])


def _out_of_range(plans: Plans, r: Result, limit: tuple[Decimal, Block] | None) -> Finding:
    assert r.capaian is not None
    sure = round(min(plans.legibility(r.index), r.capaian.confidence), 2)
    evidence = [Evidence("stated", r.capaian), Evidence("context", r.row.name)]
    params: dict[str, str | int | Decimal] = {"indikator": r.name, "di": name_of(r.table), "capaian": r.capaian.text}
    if limit:
        evidence.append(Evidence("context", of_block(limit[1])))
        params["batas"] = limit[0]
    return Finding("KIN122", graded("warning", sure), sure, params, distinct(evidence),
                   item=r.row.key or plain(r.name), column="capaian", kind="capaian", stated=r.capaian.number,
                   variant="batas" if limit else "negatif")


def _identical(plans: Plans, rows: list[Result]) -> Iterator[Outcome]:
    """Different indicators with one and the same realisasi, which is not their target: one figure was copied down, or
    a quarter was reported as the year."""
    figures = [r for r in rows if comparable(r) and r.target and r.realisasi]
    if len(figures) < FEWEST:
        return
    yield CHECKED
    value, _ = Counter(r.realisasi.value for r in figures if r.realisasi).most_common(1)[0]
    same = [r for r in figures if r.realisasi and r.target and r.realisasi.value == value != r.target.value]
    if len(same) < max(FEWEST, SAME_SHARE * len(figures)) or value in (0, 100):
        return
    table = same[0].table
    sure = round(min(plans.legibility(r.index) for r in same), 2)
    assert same[0].row.realisasi is not None
    yield Finding("KIN122", graded("warning", sure), sure,
                  {"di": name_of(table), "jumlah": len(same), "seluruh": len(figures),
                   "nilai": same[0].row.realisasi.text},
                  distinct([*(Evidence("stated", r.row.realisasi) for r in same if r.row.realisasi),
                            *(_title(plans.report, table.id) or [whereabouts(table, "realisasi")])]),
                  item="realisasi", column="realisasi", kind=table.kind, variant="seragam")


@rule("KIN124", "kolom-capaian", "warning")
def no_column(report: Report) -> Iterator[Outcome]:
    """The result table sets target beside realisasi and never says what share was reached, nor does another table."""
    plans = plans_of(report)
    tables = [t for t in report.of_kind("capaian", "capaian_sasaran")
              if t.col("target") is not None and t.col("realisasi") is not None and not of_other_period(t)]
    if not tables:
        yield NotEvaluated("KIN124", "no-capaian")
        return
    yield from [CHECKED] * len(tables)
    others = any("capaian" in t.roles and t.col("indikator") is not None for t in report.tables)
    if others or any(capaian_column(t) is not None or "kategori" in t.roles or _has_shares(t) for t in tables):
        return
    size = Counter(r.table.id for r in results(plans))
    main = max(tables, key=lambda t: size[t.id])
    if size[main.id] < 3:
        return
    cells = [main.table.header_cells[c] for role in ("target", "realisasi") if (c := main.col(role)) is not None]
    headings = [Value(c.text, c.places, source=c.source, table=main.id) for c in cells]
    first = next(r for r in results(plans) if r.table.id == main.id)
    sure = round(main.confidence * main.table.confidence, 2)
    yield Finding("KIN124", graded("warning", sure), sure, {"di": name_of(main)},
                  distinct([*(Evidence("stated", v) for v in headings),
                            *_title(report, main.id), Evidence("context", first.row.name)]),
                  item="capaian", column="capaian", kind=main.kind)


def _has_shares(table: TypedTable) -> bool:
    """Whether a column behind the realisasi is headed as a percentage, whatever its name ("% Cakupan")."""
    behind = (table.col("realisasi") or 0) + 1
    return any("%" in heading or "persen" in heading.casefold() for heading in table.table.header[behind:])


def _title(report: Report, table_id: str) -> list[Evidence]:
    """The caption or heading a table stands under."""
    before: Block | None = None
    for item in report.document.flow:
        if isinstance(item, Block):
            before = item if item.kind in ("heading", "caption") else before
        elif item.id == table_id:
            title = item.caption_block or before
            return [Evidence("context", of_block(title))] if title else []
    return []
