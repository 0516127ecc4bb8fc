"""STR101: the parts that a report must contain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lkj_audit import facts
from lkj_audit.checks.judging import completeness, graded, of_block, plain
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.kata import certainty, instructions, part_of, pieces, says
from lkj_audit.checks.struktur.kerangka import Chapter, Skeleton, skeleton
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report, Table

SURE = 0.9
# Where a page was not read, the part may stand on it; where the words find a part only now and then, or the regulation
# asks for it only "if any", its absence is a note.
NOTE = 0.5
# A line that is no longer than this may be a heading, whatever the extractor took it for.
TITLE = 110


@dataclass(frozen=True, slots=True)
class Stretch:
    """A heading, caption, table head or paragraph of a zone, in plain words."""

    index: int
    text: str
    titles: bool
    figures: bool


@rule("STR101", "bagian-wajib", "error")
def required_parts(report: Report) -> Iterator[Outcome]:
    """A part that PermenPANRB 53/2014 requires has no heading, no table and no paragraph that analyses it."""
    bones = skeleton(report.document)
    results = _results(bones)
    if results is None:
        yield NotEvaluated("STR101", "no-results-chapter")
        return
    figures = frozenset(c.block for c in report.claims)
    for part in facts.outline()["parts"]:
        yield CHECKED
        zone = _zone(part["zone"], bones, results, report.document)
        if not _present(report, part, zone, bones, figures):
            yield _missing(report, part, zone, results)


def _results(bones: Skeleton) -> Chapter | None:
    """The chapter on results; only a report that goes on after it can lack a part."""
    found = bones.chapter(*facts.outline()["results"]) or next((c for c in bones.chapters if c.number == 3), None)
    return found if len(bones.chapters) > 1 else None


def _zone(name: str, bones: Skeleton, results: Chapter, document: Document) -> list[int]:
    first, last = {
        "hasil": (results.index, bones.annex),
        "isi": (bones.chapters[0].index, bones.annex),
        "lampiran": (bones.annex, len(document.flow)),
        "seluruh": (0, len(document.flow)),
    }[name]
    return [i for i in range(first, last) if not bones.listed(i) and i not in bones.outline]


def _present(report: Report, part: dict[str, Any], zone: list[int], bones: Skeleton, figures: frozenset[int]) -> bool:
    last_year = str(report.identity.year - 1) if report.identity.year else "tahun lalu"
    words, headings = ([w.replace("{tahun_lalu}", last_year) for w in part.get(key, ())]
                       for key in ("words", "headings"))
    kinds, inside = set(part.get("kinds", ())), set(zone)
    if any(t.kind in kinds for t in report.tables for i in inside if report.document.flow[i] is t.table):
        return True
    for piece in _stretches(report.document, zone, figures):
        if piece.titles and says(piece.text, (*words, *headings)):
            return True
        if not piece.titles and (piece.figures or part.get("text")) and says(piece.text, words):
            return True
        if not piece.titles and says(piece.text, part.get("absent", ())) and says(piece.text, ("tidak", "belum")):
            return True
    return "{tahun_lalu}" in str(part["words"]) and any(_compares(report, i) for i in zone)


def _stretches(document: Document, zone: list[int], figures: frozenset[int]) -> Iterator[Stretch]:
    for i in zone:
        item = document.flow[i]
        if isinstance(item, Table):
            heads = (instructions().sub(" ", text) for text in (item.caption or "", *item.header))
            yield Stretch(i, plain(" ".join(heads)), True, True)
        elif item.kind != "paragraph" or (len(item.text) < TITLE and item.text[-1] not in ".;:,"):
            yield Stretch(i, plain(item.text), True, i in figures)
        else:
            yield from (Stretch(i, plain(item.text[a:b]), False, i in figures) for a, b in pieces(item.text))


def _compares(report: Report, index: int) -> bool:
    """Whether a table of the flow gives results of an earlier year beside those of this one."""
    table, year = report.document.flow[index], report.identity.year
    if not isinstance(table, Table) or year is None:
        return False
    head = plain(" ".join((table.caption or "", *table.header)))
    rows = plain(" ".join(c.text for row in table.rows for c in row[:2]))
    return any(says(head, (str(y),)) for y in range(year - 5, year)) and says(
        f"{head} {rows}", ("realisasi*", "capaian*", "penyerapan", "kinerja", "nilai", "perkembangan"))


def _missing(report: Report, part: dict[str, Any], zone: list[int], results: Chapter) -> Finding:
    document, slug = report.document, str(part["part"])
    head = document.flow[results.index]
    assert isinstance(head, Block)
    unread = any(p.page for p in document.problems) or any(p.kind == "failed" for p in document.pages)
    pictures = part["zone"] == "lampiran" and any(p.kind == "scanned" for p in document.pages)
    doubtful = unread or pictures or not part["required"]
    evidence = [Evidence("context", of_block(head))]
    mention = next((Evidence("context", part_of(item, a, b)) for i in zone
                    if isinstance(item := document.flow[i], Block)
                    for a, b in pieces(item.text) if says(plain(item.text[a:b]), part["words"])), None)
    evidence += [mention] if mention else []
    sure = certainty(min(NOTE if doubtful else SURE, float(part.get("sure", 1)), completeness(document)), evidence)
    return Finding("STR101", graded("error", sure), sure, {"part": slug}, tuple(evidence), item=slug, variant=slug)
