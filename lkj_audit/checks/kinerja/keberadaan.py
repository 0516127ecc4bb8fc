"""KIN101, KIN102, KIN104, KIN105: indicators that one plan has and the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lkj_audit.checks.judging import completeness, distinct, graded, name_of, whereabouts
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report, Severity, Table, TypedTable
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.text.plain import plain

# Above this share of missing indicators, the two tables are different plans: one finding says so better than ten.
ANOTHER_PLAN = 0.6
FEWEST_FOR_A_PLAN = 4
ALIKE = 72
MISREAD = 96
# A line with a figure, and no title of what is told of an indicator: "Indikator 2: …".
_ROW = re.compile(r"(?!\W*(?:indikator|sasaran|tujuan|ik\w{1,2})\b).*\s\d[\d.,]*\s?%?(?=\s|$)", re.I | re.S)
LUMP = 4  # times as long as the name of an indicator: a cell that holds rows which were not told apart
CAPAIAN = ("capaian", "capaian_sasaran")
PLANNED = ("pk", "rkt", "iku", "renstra", "toc")
# A plan of action by quarters is neither an RKT nor a PK and reports nothing, unless it says so.
_ACTION = re.compile(r"\brencana aksi\b", re.I)
_RESULT = re.compile(r"\b(?:realisasi|capaian|monitoring|pemantauan|evaluasi)\b", re.I)
_BELOW = re.compile(r"\b(?:kegiatan|ikk|output|keluaran)\b", re.I)  # a heading of indicators below the promised ones


class Search(NamedTuple):
    """What a rule looks for: the indicators ``rows``, in the tables of ``among``; ``absent`` are the reasons when there
    are none of the former or none of the latter."""

    code: str
    severity: Severity
    rows: tuple[int, ...]
    among: tuple[int, ...]
    absent: tuple[str, str]


@rule("KIN101", "pk-tidak-di-rkt", "error")
def pk_not_in_rkt(report: Report) -> Iterator[Outcome]:
    """An indicator of the unit's PK is in no RKT."""
    plans = plans_of(report)
    yield from _missing(plans, Search("KIN101", "error", plans.rows("pk", own=True), plans.rows("rkt"),
                                     ("no-pk", "no-rkt")))


@rule("KIN102", "rkt-tidak-di-pk", "error")
def rkt_not_in_pk(report: Report) -> Iterator[Outcome]:
    """An indicator of the RKT is in no PK of the unit, not even a subordinate's."""
    plans = plans_of(report)
    if not plans.rows("pk", own=True):
        yield NotEvaluated("KIN102", "no-pk")
        return
    yield from _missing(plans, Search("KIN102", "error", plans.rows("rkt"), plans.rows("pk"), ("no-rkt", "no-pk")))


@rule("KIN104", "pk-tidak-dilaporkan", "error")
def not_reported(report: Report) -> Iterator[Outcome]:
    """An indicator of the PK is not in the Capaian; where the Capaian follows the RKT, the RKT's are meant too."""
    plans = plans_of(report)
    pk, rkt, capaian = plans.rows("pk", own=True), plans.rows("rkt"), plans.rows(*CAPAIAN)
    promised = pk if _share(plans, pk, capaian) >= _share(plans, rkt, capaian) else (*pk, *rkt)
    yield from _missing(plans, Search("KIN104", "error", promised or rkt, capaian, ("no-pk", "no-capaian")))


@rule("KIN105", "capaian-di-luar-pk", "warning")
def not_promised(report: Report) -> Iterator[Outcome]:
    """An indicator of the Capaian is in no plan."""
    plans = plans_of(report)
    if not plans.rows("pk", "rkt"):
        yield NotEvaluated("KIN105", "no-pk")
        return
    planned = plans.rows("pk", "rkt", "iku", "renstra")
    yield from _missing(plans, Search("KIN105", "warning", _of_level(plans, plans.rows("capaian"), planned), planned,
                                     ("no-capaian", "no-pk")))


def _of_level(plans: Plans, rows: Sequence[int], planned: Sequence[int]) -> tuple[int, ...]:
    """``rows`` without the tables of kegiatan that no plan has a row of, where another table has those that are
    planned: what is measured below the promised indicators was never promised."""
    met = {plans[r].table for r in rows if plans.partners(r, planned)}
    below = {t for t in {plans[r].table for r in rows} - met if met and _is_below(plans.tables[t])}
    return tuple(r for r in rows if plans[r].table not in below)


def _is_below(table: TypedTable) -> bool:
    column = table.col("indikator")
    return column is not None and bool(_BELOW.search(table.table.header[column]))


def _share(plans: Plans, rows: Sequence[int], among: Sequence[int]) -> float:
    return sum(bool(plans.partners(r, among)) for r in rows) / len(rows) if rows else 0.0


def _missing(plans: Plans, search: Search) -> Iterator[Outcome]:
    """A finding for each indicator of ``search.rows`` without a partner in ``search.among``."""
    for rows, reason in zip((search.rows, search.among), search.absent, strict=True):
        if not rows:
            yield NotEvaluated(search.code, reason)
            return
    groups = plans.same(search.rows)
    yield from [CHECKED] * len(groups)
    missing = [g for g in groups if not any(plans.partners(r, search.among) for r in g)]
    # A part of the table searched may have been read as a table of its own; a result may stand in any table but a plan.
    elsewhere = [t for t in plans.report.tables
                 if (t.kind == "lain" or (search.code == "KIN104" and t.kind not in PLANNED))
                 and not (search.code != "KIN105" and _plans_actions(t))]
    left = _left_below(plans, search.among)
    missing = [g for g in missing if not _in_tables(elsewhere, plans[g[0]].name.text)
               and not any(row.issuperset(plain(plans[g[0]].name.text).split()) for row in left)]
    if len(missing) >= FEWEST_FOR_A_PLAN and len(missing) > ANOTHER_PLAN * len(groups):
        yield _another_plan(plans, search, missing, len(groups))
        return
    for group in missing:
        yield _absent(plans, search, group)


def _absent(plans: Plans, search: Search, group: list[int]) -> Finding:
    row = plans[group[0]]
    confidence = _confidence(plans, search, group)
    similar = _nearest(plans, search, group[0])
    evidence = [Evidence("stated", plans[r].name) for r in group]
    if similar is not None:
        evidence.append(Evidence("context", plans[similar].name))
        confidence = min(confidence, 0.7)
    elif search.code == "KIN104" and _in_text(plans, group[0]):
        confidence = min(confidence, 0.5)
    params: dict[str, str | int] = {"indikator": row.name.text, "di": name_of(plans.table_of(group[0])),
                                    "tidak_di": _names(plans, search.among)}
    if similar is not None:
        params["mirip"] = plans[similar].name.text
    return Finding(search.code, graded(search.severity, confidence), confidence, dict(params),
                   distinct([*evidence, *_looked_at(plans, search.among)]), item=row.key or plain(row.name.text),
                   column="indikator", kind=row.source, variant="mirip" if similar is not None else "")


def _another_plan(plans: Plans, search: Search, missing: list[list[int]], total: int) -> Finding:
    confidence = min(_confidence(plans, search, g) for g in missing)
    first = plans[missing[0][0]]
    names = "; ".join(plans[g[0]].name.text for g in missing)
    return Finding(search.code, graded(search.severity, confidence), confidence,
                   {"jumlah": len(missing), "seluruh": total, "di": name_of(plans.table_of(missing[0][0])),
                    "tidak_di": _names(plans, search.among), "daftar": names},
                   distinct([*(Evidence("stated", plans[g[0]].name) for g in missing),
                             *_looked_at(plans, search.among)]), item="rencana",
                   column="indikator", kind=first.source, variant="plan")


def _names(plans: Plans, rows: Sequence[int]) -> str:
    return ", ".join(dict.fromkeys(name_of(plans.table_of(r)) for r in rows))


def _looked_at(plans: Plans, rows: Sequence[int]) -> list[Evidence]:
    """One piece of context for each table that was searched in vain."""
    return [whereabouts(plans.tables[t], "indikator") for t in dict.fromkeys(plans[r].table for r in rows)]


def _confidence(plans: Plans, search: Search, group: Sequence[int]) -> float:
    searched = max(plans.table_of(r).confidence for r in search.among)
    return round(min(*(plans.legibility(r) for r in group), searched) * completeness(plans.report.document), 2)


def _nearest(plans: Plans, search: Search, row: int) -> int | None:
    """The most similar row of ``among`` that has no partner of its own: perhaps the same indicator, reworded."""
    from rapidfuzz import fuzz

    free = [r for r in search.among if not plans.partners(r, search.rows)]
    scored = [(fuzz.token_sort_ratio(plain(plans[row].name.text), plain(plans[r].name.text)), -r) for r in free]
    score, negated = max(scored, default=(0.0, 0))
    return -negated if score >= ALIKE else None


def _plans_actions(table: TypedTable) -> bool:
    """Whether the caption announces a plan of action and neither it nor a heading speaks of results."""
    caption = table.table.caption or ""
    return bool(_ACTION.search(caption)) and not any(map(_RESULT.search, (caption, *table.table.header)))


def _in_tables(tables: Sequence[TypedTable], name: str) -> bool:
    """Whether a cell of ``tables`` says ``name``, give or take a letter that was misread, or holds all its words among
    those of many other rows."""
    from rapidfuzz import fuzz

    wanted = plain(name)
    texts = [plain(text) for text in {c.text for t in tables for row in t.table.rows for c in row
                                      if len(c.text) > len(wanted) / 2}]
    lumps = [set(text.split()) for text in texts if len(text) > LUMP * len(wanted)]
    return any(fuzz.ratio(text, wanted) >= MISREAD for text in texts) or any(
        lump.issuperset(wanted.split()) for lump in lumps)


def _left_below(plans: Plans, rows: Sequence[int]) -> list[set[str]]:
    """The words of lines with figures that stand right below the tables of ``rows``: the last row before a page break,
    where no rule closes it."""
    flow = plans.report.document.flow
    tables = {plans[r].table for r in rows}
    below = [after for item, after in pairwise(flow) if isinstance(item, Table) and item.id in tables
             and isinstance(after, Block) and after.kind == "paragraph" and _ROW.match(after.text)
             and not after.text.endswith(".")]
    return [set(plain(block.text).split()) for block in below]


def _in_text(plans: Plans, row: int) -> bool:
    name = plain(plans[row].name.text)
    return any(name in plain(b.text) for b in plans.report.document.blocks if b.kind != "toc")
