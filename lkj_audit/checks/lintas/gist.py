"""Report → Gist: the little of a report that is compared with other documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.anggaran.lines import period
from lkj_audit.checks.judging import completeness, name_of
from lkj_audit.checks.lintas.parts import chapters, parts
from lkj_audit.model import Block, BudgetLine, Gist, Identity, Passage, Report, Said, TypedTable
from lkj_audit.normalize.calendar.interim import OF_PART
from lkj_audit.normalize.linking.names import is_average, is_total, normalize_name
from lkj_audit.normalize.narrative.plans import plans_of, titles
from lkj_audit.normalize.narrative.results import of_other_period
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import of_block

FIGURES = ("target", "realisasi", "capaian")
PLANS = ("iku", "renstra", "rkt", "pk")
_KINDS = (*PLANS, "capaian", "capaian_sasaran", "multi_tahun")
_YEAR = re.compile(r"\b20\d\d\b")
_LEAST_WORDS = 8  # a passage is a sentence at least
_RENEWED = Cued(r"\b(?:perubahan|penggantian|pergantian|penyesuaian|penyempurnaan|reviu|revisi|diganti\w*|dihapus\w*|"
                r"disesuaikan|ditiadakan|menggantikan|penghapusan|baru)\b[^.]{0,80}\b(?:indikator|iku)\b|"
                r"\b(?:indikator|iku)\b[^.]{0,80}\b(?:perubahan|berubah|diganti\w*|dihapus\w*|disesuaikan|direvisi|"
                r"direviu|diubah|ditiadakan|tidak lagi|baru)\b", "indikator", "iku")
_CHANGED = r"(?:perubahan|direvisi|revisi|diubah|pergeseran)"


def _revised(what: str) -> Cued:
    return Cued(rf"\b{_CHANGED}(?: \w+)? {what}\b|\b{what}(?: \w+)?\W{{1,2}}(?:yang )?(?:telah )?{_CHANGED}\b",
                "perubahan", "revisi", "diubah", "pergeseran")


_PLAN = _revised(r"(?:perjanjian kinerja|pk|rkt|rencana kinerja(?: tahunan)?|rencana kerja(?: tahunan)?|renstra)")
_BUDGET = _revised(r"(?:anggaran|dipa|dpa|pagu|apbd)")
_MONTHS = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
           "november", "desember")
_MONTH = Cued(rf"\b({'|'.join(_MONTHS)})\b(?:\s+(20\d\d))?", *_MONTHS)


@once
def gist(report: Report) -> Gist:
    """What can be compared of ``report``."""
    blocks = report.document.blocks
    texts = [b.text for b in blocks]
    told = [*texts, *(text for t in report.tables for text in (t.table.caption or "", *t.table.header))]
    found = parts(report)
    years = {y for y in (*(p.year for p in found), report.identity.year) if y}
    first = next((b for b in blocks if b.kind != "toc" and b.places), None)
    return Gist(
        path=report.document.path, sha256=report.document.sha256, identity=report.identity, parts=found,
        chapters=chapters(report), said=tuple(_said(report)), budget=tuple(_budget(report)),
        passages=tuple(Passage(b.text, b.places) for b in blocks if _is_passage(b)),
        cells=tuple(sorted(set(_cells(report)))), opening=of_block(first) if first else None,
        renewed=any(map(_RENEWED.search, texts)), plan_revised=any(map(_PLAN.search, told)),
        budget_revised=any(map(_BUDGET.search, told)), partial=_is_partial(told, years),
        completeness=completeness(report.document))


def _is_passage(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.words) >= _LEAST_WORDS


def _cells(report: Report) -> Iterator[str]:
    """All that tables and headings name, as keys."""
    who = report.identity
    yield from (normalize_name(c.text, who) for t in report.tables for row in t.table.rows for c in row
                if not c.filled and sum(ch.isalpha() for ch in c.text) > 5)
    yield from (normalize_name(b.text, who) for b in report.document.blocks if b.kind == "heading")


def _is_partial(texts: list[str], years: set[int]) -> bool:
    """Whether months of ``years`` are named, but not the last: a DIPA is signed the year before, a print-out of the
    whole year made the year after."""
    found = {(m[1].casefold(), m[2]) for text in texts for m in _MONTH.finditer(text)}
    months = {m for m, y in found if not (y and years) or int(y) in years}
    return bool(months) and "desember" not in months


# ---------------------------------------------------------------- indicators


def _said(report: Report) -> Iterator[Said]:
    plans = plans_of(report)
    own = {plans[i].table for i in plans.rows("pk", own=True)}
    for table in report.tables:
        if table.kind in _KINDS and (table.kind != "pk" or table.id in own):
            yield from _of_table(table, report.identity)


def _of_table(table: TypedTable, who: Identity) -> Iterator[Said]:
    name = next((c for role in ("indikator", "uraian") if (c := table.col(role)) is not None), None)
    title = " ".join(titles(table)[:1])
    if name is None or OF_PART.search(title):
        return
    columns = [(c, figure, year) for c in range(len(table.roles)) for figure, year in _column(table, c, who, title)]
    for r, row in enumerate(table.table.rows):
        label = table.value(r, name)
        key = normalize_name(label.text, who)
        if len(key) < 3 or is_total(row[name].text) or is_average(row[name].text):
            continue
        for c, figure, year in columns:
            value = table.value(r, c)
            if value.quantity is not None and (value.number is not None or value.quantity.grade):
                yield Said(figure, year, key, label, value, table.kind, name_of(table),
                           min(table.confidence, label.confidence, value.confidence))


def _column(table: TypedTable, column: int, who: Identity, title: str) -> Iterator[tuple[str, int]]:
    """What the figures of a column are and of which year; nothing where that is not sure."""
    role, _, of = table.roles[column].partition(":")
    if role not in (*FIGURES, "tahun"):
        return
    if of:
        if of.isdigit():
            yield _dated(table, column, role), int(of)
        return
    years = {int(y) for y in _YEAR.findall(title)}
    if who.year is None or of_other_period(table):
        return
    if not years or who.year in years:
        yield role, who.year
    elif len(years) == 1:
        yield role, years.pop()


def _dated(table: TypedTable, column: int, role: str) -> str:
    """The figure in a column of one year; "tahun" alone stands for what its heading, the caption or the kind says."""
    if role in FIGURES:
        return role
    if table.kind in PLANS:
        return "target"
    heading = table.table.header[column].casefold()
    told = heading if any(word in heading for word in FIGURES) else (table.table.caption or "").casefold()
    said = [word for word in FIGURES if word in told]
    # "capaian" is what many call the realisasi
    return said[0] if len(said) == 1 and said[0] != "capaian" else "hasil"


# ---------------------------------------------------------------- money


def _budget(report: Report) -> Iterator[BudgetLine]:
    """The lines of the tables that are about the whole reporting year."""
    this = str(report.identity.year or "")
    whole = {}
    for table in report.tables:
        part, years = period(table.table)
        whole[table.id] = not part and (not years or this in years)
    yield from (line for line in report.budget if whole[line.table])
