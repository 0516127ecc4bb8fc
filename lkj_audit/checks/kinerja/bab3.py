"""KIN123: what Bab III analyses is what the tables give to the sasaran."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.judging import completeness, distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Indicator, NotEvaluated, Report, TypedTable
from lkj_audit.normalize.narrative.chapter import Chapter, Named, chapter_of, nearest
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

# Up to here two names share some words only; from SAME on they are one indicator.
OTHER, SAME = 0.55, 0.75
FEWEST_PLANNED = 4
_WIDER = re.compile(r"\b[Ss]e-?\s?(?=[A-Z])")  # "KPU Kabupaten/Kota se-Jawa Timur": the superior's indicator


@rule("KIN123", "indikator-bab3", "error")
def analysed(report: Report) -> Iterator[Outcome]:
    """A section of Bab III analyses an indicator that no table gives to its sasaran, or that stands in no plan."""
    plans = plans_of(report)
    chapter = chapter_of(plans)
    named = list(chapter.named)
    tables = [t for t in report.tables if _by_sasaran(t)]
    if not chapter.indicators or not (named or tables):
        yield NotEvaluated("KIN123", "no-section")
        return
    told: set[str] = set()
    for name in named:
        yield CHECKED
        finding = _judge(plans, chapter, name)
        if finding is not None and finding.item not in told:
            told.add(finding.item)
            yield finding
    yield from [CHECKED] * len(tables)
    yield from _tables(plans, chapter, tables)


def _judge(plans: Plans, chapter: Chapter, name: Named) -> Finding | None:
    """The finding that ``name`` gives, if any: unknown to all tables, or another sasaran's."""
    score, near = name.score, name.near
    wider = near is not None and _WIDER.search(name.value.text) and not _WIDER.search(near.name.text)
    if score <= OTHER or wider:
        return _finding(plans, name, near if score > 0 else None, "")
    section = name.section
    if section is None or not section.exact or score < SAME or near is None:
        return None
    own = {plain(plans[r].name.text) for r in section.rows}
    _, mine = nearest(name.value.text, [plans[r] for r in section.rows])
    exact = plain(near.name.text) == plain(name.value.text)
    if exact and plain(near.name.text) not in own and not _has(chapter, section.sasaran, near):
        return _finding(plans, name, mine, "sasaran-lain")
    return None


def _has(chapter: Chapter, sasaran: tuple[str, ...], row: Indicator) -> bool:
    """Whether some table gives ``row`` to ``sasaran``, or says nothing of its sasaran."""
    wanted = {plain(s) for s in sasaran}
    return any(r.sasaran is None or plain(r.sasaran.text) in wanted for r in chapter.indicators
               if plain(r.name.text) == plain(row.name.text) and r.source in ("rkt", "pk", "capaian"))


def _finding(plans: Plans, name: Named, near: Indicator | None, variant: str) -> Finding:
    sure = round(0.85 * name.value.confidence * completeness(plans.report.document), 2)
    evidence = [Evidence("stated", name.value)]
    params: dict[str, str] = {"indikator": name.value.text, "bagian": name.section.title if name.section else ""}
    if name.section:
        evidence.append(Evidence("context", of_block(name.section.heading)))
        evidence += [Evidence("expected", plans[r].name) for r in name.section.rows]
    if near is not None:
        evidence.append(Evidence("context", near.name))
    if not variant:
        variant = "bagian" if name.section else ""
    return Finding("KIN123", graded("error", sure), sure, dict(params), distinct(evidence), item=plain(name.value.text),
                   column="indikator", kind="narasi", variant=variant)


def _by_sasaran(table: TypedTable) -> bool:
    """A budget table laid out as a result table, with the sasaran and indicator that the money was spent on."""
    roles = set(table.roles)
    headings = [plain(h) for h in table.table.header]
    return (table.kind.startswith("anggaran") and {"sasaran", "indikator"} <= roles
            and not {"program", "kegiatan"} & roles and {"target", "realisasi"} <= set(headings))


def _tables(plans: Plans, chapter: Chapter, tables: list[TypedTable]) -> Iterator[Outcome]:
    """One finding for the indicators of budget tables that no plan has."""
    planned = chapter.indicators
    if len({plain(r.name.text) for r in planned}) < FEWEST_PLANNED:
        return
    strange = []
    for table in tables:
        column, sasaran = table.col("indikator"), table.col("sasaran")
        assert column is not None and sasaran is not None
        for r in range(len(table.table.rows)):
            value = table.value(r, column)
            if len(plain(value.text).split()) >= 4 and nearest(value.text, planned)[0] <= OTHER:
                strange += [Evidence("stated", value), Evidence("context", table.value(r, sasaran))]
    if strange:
        sure = round(min(e.value.confidence for e in strange) * 0.8 * completeness(plans.report.document), 2)
        yield Finding("KIN123", graded("warning", sure), sure,
                      {"jumlah": len(strange) // 2, "di": ", ".join(name_of(t) for t in tables),
                       "indikator": strange[0].value.text},
                      distinct(strange), item="tabel", column="indikator", kind="anggaran_program", variant="tabel")
