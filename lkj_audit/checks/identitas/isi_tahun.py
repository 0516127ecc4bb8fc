"""IDN102: a sentence that names another year, while its figures or the table it points to are of the reporting year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from lkj_audit.checks.anggaran.lines import amount, exact, of_other_years, quantity, shares
from lkj_audit.checks.anggaran.tahun import of_year
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.model import Block, BudgetLine, Evidence, Finding, Mention, Report, TypedTable, Value
from lkj_audit.normalize.narrative.plans import plans_of
from lkj_audit.normalize.narrative.roles import values_in
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.text.cues import cue
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.references import plain_number

NEAR: Final = 2  # years from the reporting year to one that a sentence was left over from, or slipped into
TELLING: Final = 5  # digits of an amount that no other year has by chance
FINE: Final = 3  # digits of a result that is no round one
_OWN_TIME: Final = re.compile(
    r"\b(?:sejak|dari|hingga|mulai|menuju|sebelum|setelah|sesudah|semula|ditetapkan|disahkan|diundangkan|dibentuk|dibangun|"
    r"didirikan|renstra|rpjm\w*|sama dengan|seperti|baseline|awal|atas\s+\w+|terhadap\s+\w+)\s+(?:(?:pada|di|dengan|"
    r"akhir|awal)\s+)*"
    r"(?:tahun\s+(?:anggaran\s+)?|ta\.?\s+)?$", re.I)
_OF_A_TABLE: Final = re.compile(r"\b(?:realisasi|capaian|kinerja|target|anggaran|pagu|perjanjian|rencana|"
                                r"pengukuran)\b", re.I)
# "Realisasi sampai dengan 31 Desember 2022": the day up to which the figures of a year run.
_UNTIL: Final = re.compile(r"\b(?:per|posisi|sampai(?:\s+dengan)?|hingga|s\.?\s?[./]?\s?d\.?)\s+(?:tanggal\s+|"
                           r"akhir\s+)?"
                           r"(?:3[01]\s+)?desember\s+$", re.I)
_FREE: Final = ("", "other", "comparison")


def by_content(report: Report) -> Iterator[tuple[Mention, Finding | None]]:
    """Each year that is the only one of its sentence, where the sentence tells figures or points to a table, and the
    finding where these are the reporting year's."""
    own = report.identity.year or 0
    told = (m for m in report.mentions if m.kind == "year" and m.relation not in ("law", "period", "event"))
    for (index, sentence), group in groupby(told, key=lambda m: (m.block, m.sentence)):
        mentions = list(group)
        first, block = mentions[0], report.document.flow[index] if index >= 0 else None
        if not isinstance(block, Block) or block.kind != "paragraph" or {m.name for m in mentions} != {first.name}:
            continue
        if not 0 < abs(int(first.name) - own) <= NEAR or first.relation not in (*_FREE, "date") or _OWN_TIME.search(
                block.text, max(0, first.start - 40), first.start):
            continue
        before = block.text[max(0, first.start - 60):first.start]
        dated = first.relation == "date"
        if cue("pembanding").search(_UNTIL.sub(" ", sentence)) or (dated and not _UNTIL.search(before)):
            continue
        shown = _amounts(report, first) or _results(report, first) or _compared(report, first)
        shown = shown or (None if dated else _pointed_at(report, first))
        if shown is not None:
            yield first, _finding(report, first, *shown) if shown[1] else None


def _amounts(report: Report, mention: Mention) -> tuple[str, list[Value]] | None:
    """The budget table with the amounts of the sentence, and these: two of one line, one with its percentage, or one
    that tells by itself."""
    told = [c for c in report.claims if c.block == mention.block and c.sentence == mention.sentence and c.value.number]
    said, spent = ([quantity(c.value) for c in told if c.kind == kind] for kind in ("amount", "percent"))
    if not said:
        return None
    others = {exact(v) for lines in of_other_years(report) for line in lines for v in _cells(line)}
    for line in report.budget:
        mine = [v for v in _cells(line) if any(q.value == exact(v) for q in said)]
        telling = [v for v in mine if len(f"{exact(v):f}".rstrip("0")) >= TELLING]
        percent = mine and any(q.agrees(s) for q in spent for s in shares(line) if s != 100)
        if (len(mine) > 1 or telling or percent) and not any(exact(v) in others for v in mine):
            return name_of(report.table(line.table)), mine
    return None


def _cells(line: BudgetLine) -> list[Value]:
    return [v for c in ("pagu", "realisasi") if (v := amount(line, c))]


def _results(report: Report, mention: Mention) -> tuple[str, list[Value]] | None:
    """The result table with target, realisasi or capaian of the indicator that the sentence names, two of them at least
    as the sentence gives them and one of these no round figure; not where the table has other years."""
    rows = stories_of(plans_of(report)).names.of(mention.sentence)
    said = values_in(mention.sentence) if rows else set()
    for row in rows or ():
        mine = [v for v in (row.row.target, row.row.realisasi, row.capaian) if v is not None and v.number in said]
        fine = [v for v in mine if v is not row.row.target and _is_fine(v.number)]
        if fine and len({v.number for v in mine}) > 1 and not any(":" in role for role in row.table.roles):
            return name_of(row.table), mine
    return None


def _compared(report: Report, mention: Mention) -> tuple[str, list[Value]] | None:
    """The table of several years that gives a figure of the sentence for the reporting year, and another one for the
    year that is named, in a row that the sentence names."""
    said = values_in(mention.sentence)
    words = f" {plain(mention.sentence)} "
    for table in report.of_kind("multi_tahun") if any(map(_is_fine, said)) else ():
        theirs = {v.number for name, v in of_year(int(mention.name), table)}
        if not theirs or not theirs.isdisjoint(said):
            continue
        for name, value in of_year(report.identity.year or 0, table):
            if value.number in said and _is_fine(value.number) and f" {plain(name.text)} " in words:
                return name_of(table), [value]
    return None


def _is_fine(number: Decimal | None) -> bool:
    return number is not None and number != 100 and len(f"{number.normalize():f}".replace(".", "").strip("0")) >= FINE


def _pointed_at(report: Report, mention: Mention) -> tuple[str, list[Value]] | None:
    """The table that the sentence points to, if its caption and headings name years, and only the reporting year where
    the sentence's own is not among them."""
    pointers = {plain_number(r.number) for r in report.references if r.block == mention.block and r.label == "Tabel"
                and r.value.text in mention.sentence}
    if len(pointers) != 1 or not _OF_A_TABLE.search(mention.sentence):
        return None
    tables = [t for t in report.tables if (b := t.table.caption_block) and plain_number(b.number) in pointers]
    years = [set(re.findall(r"\b20\d\d\b", " ".join((t.table.caption or "", *t.table.header)))) for t in tables]
    if len(tables) != 1 or not years[0]:
        return None
    wrong = years[0] == {str(report.identity.year)}
    return name_of(tables[0]), [_caption(tables[0])] if wrong else []


def _caption(typed: TypedTable) -> Value:
    block = typed.table.caption_block
    return Value(typed.table.caption or "", block.places if block else (), table=typed.id)


def _finding(report: Report, mention: Mention, table: str, shown: list[Value]) -> Finding:
    sure = round(0.8 * min(mention.value.confidence, report.identity.confidence or 1.0,
                           *(v.confidence for v in shown)), 2)
    return Finding("IDN102", graded("error", sure), sure,
                   {"tahun": mention.name, "tahun_laporan": str(report.identity.year), "kalimat": mention.sentence,
                    "di": table},
                   (Evidence("stated", mention.value), *(Evidence("context", v) for v in shown)),
                   item=re.sub(r"\d+", "", plain(mention.sentence))[:120], column=mention.name, variant="isi")
