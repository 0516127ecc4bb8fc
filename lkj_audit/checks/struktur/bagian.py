"""STR101: the parts that a report must contain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from lkj_audit import facts
from lkj_audit.checks.judging import certainty, completeness, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.per_indikator import PART, uncompared
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report, Table
from lkj_audit.normalize.outline.parts import EARLIER, dated, mentions_of_parts, phrases_of, text_of
from lkj_audit.normalize.outline.phrases import pieces, says
from lkj_audit.normalize.outline.skeleton import Chapter, Skeleton, skeleton
from lkj_audit.normalize.text.cues import of_block, value_of
from lkj_audit.normalize.text.plain import plain

SURE = 0.9
# Where a page was not read, the part may stand on it; where the words find a part only now and then, or the regulation
# asks for it only "if any", its absence is a note.
NOTE = 0.5
# A line that is no longer than this may be a heading, whatever the extractor took it for.
TITLE = 110



class Stretch(NamedTuple):
    """A heading, caption, table head or clause of a paragraph, in plain words."""

    text: str
    titles: bool
    figures: bool


class Zone(NamedTuple):
    """Where a part is looked for: the items of the flow, the kinds of its tables."""

    items: list[int]
    kinds: frozenset[str]


@rule("STR101", "bagian-wajib", "error")
def required_parts(report: Report) -> Iterator[Outcome]:
    """A part that PermenPANRB 53/2014 requires has no heading, no table and no paragraph that analyses it."""
    bones = skeleton(report.document)
    results = _results(bones)
    if results is None:
        yield NotEvaluated("STR101", "no-results-chapter")
        return
    figures = frozenset(c.block for c in report.claims)
    parts = facts.outline()["parts"]
    zones = {name: _zone(name, bones, results, report) for name in {part["zone"] for part in parts}}
    for part in parts:
        yield CHECKED
        zone = zones[part["zone"]]
        if not _present(report, part, zone, figures):
            yield _missing(report, part, zone, results)
        elif part["part"] == PART:
            yield from uncompared(report)


def _results(bones: Skeleton) -> Chapter | None:
    """The chapter on results; only a report that goes on after it can lack a part."""
    found = bones.chapter(*facts.outline()["results"]) or next((c for c in bones.chapters if c.number == 3), None)
    return found if len(bones.chapters) > 1 else None


def _zone(name: str, bones: Skeleton, results: Chapter, report: Report) -> Zone:
    document = report.document
    first, last = {
        "hasil": (results.index, bones.annex),
        "isi": (bones.chapters[0].index, bones.annex),
        "lampiran": (bones.annex, len(document.flow)),
        "seluruh": (0, len(document.flow)),
    }[name]
    items = [i for i in range(first, last) if not bones.listed(i) and i not in bones.outline]
    inside = {t.id for i in items if isinstance(t := document.flow[i], Table)}
    kinds = frozenset(t.kind for t in report.tables if t.id in inside)
    return Zone(items, kinds)


def _present(report: Report, part: dict[str, Any], zone: Zone, figures: frozenset[int]) -> bool:
    words, headings = (list(dated(part.get(key, ()), report.identity.year)) for key in ("words", "headings"))
    told, absent = part.get("told", ()), part.get("absent", ())
    if zone.kinds & set(part.get("kinds", ())):
        return True
    for i in sorted(mentions_of_parts(report).where(phrases_of(part, report.identity.year)).intersection(zone.items)):
        for piece in _stretches(report.document.flow[i], i in figures):
            if piece.titles and says(piece.text, (*words, *headings)):
                return True
            if not piece.titles and (piece.figures or part.get("text")) and says(piece.text, words):
                return True
            if not piece.titles and says(piece.text, told) and not says(piece.text, part.get("method", ())):
                return True
            if not piece.titles and says(piece.text, absent) and says(piece.text, ("tidak", "belum")):
                return True
    if part.get("later") and any(_looks_ahead(report, i) for i in zone.items):
        return True
    return "{tahun_lalu}" in str(part["words"]) and any(_compares(report, i) for i in zone.items)


def _stretches(item: Block | Table, figures: bool) -> Iterator[Stretch]:
    text = text_of(item)
    if isinstance(item, Table):
        yield Stretch(plain(text), True, True)
    elif item.kind != "paragraph" or (len(text) < TITLE and text[-1] not in ".;:,"):
        yield Stretch(plain(text), True, figures)
    else:
        yield from (Stretch(plain(text[a:b]), False, figures) for a, b in pieces(text))


def _compares(report: Report, index: int) -> bool:
    """Whether a table of the flow gives results of an earlier year beside those of this one."""
    table, year = report.document.flow[index], report.identity.year
    if not isinstance(table, Table) or year is None:
        return False
    head = plain(" ".join((table.caption or "", *table.header)))
    rows = plain(" ".join(c.text for row in table.rows for c in row[:2]))
    return any(says(head, (str(y),)) for y in range(year - EARLIER, year)) and says(
        f"{head} {rows}", ("realisasi*", "capaian*", "penyerapan", "kinerja", "nilai", "perkembangan"))


def _looks_ahead(report: Report, index: int) -> bool:
    """Whether a table of the flow sets results of this year beside the target of a later one."""
    table, year = report.document.flow[index], report.identity.year
    if not isinstance(table, Table) or year is None:
        return False
    heads = [plain(h) for h in table.header]
    # "Realisasi 2021-2022 dan Target 2024" over a column 2022
    titled = says(plain(table.caption or ""), ("realisasi*", "capaian*")) and any(says(h, (str(year),)) for h in heads)
    return (titled or any("realisasi" in h or "capaian" in h for h in heads)) and any(
        "target" in h and says(h, (str(y),)) for h in heads for y in range(year + 1, year + 6))


def _missing(report: Report, part: dict[str, Any], zone: Zone, results: Chapter) -> Finding:
    document, slug = report.document, str(part["part"])
    head = document.flow[results.index]
    assert isinstance(head, Block)
    unread = any(p.page for p in document.problems) or any(p.kind == "failed" for p in document.pages)
    pictures = part["zone"] == "lampiran" and any(p.kind == "scanned" for p in document.pages)
    evidence = [Evidence("context", of_block(head))]
    words = list(dated(part["words"], report.identity.year))
    said = sorted(mentions_of_parts(report).where(words).intersection(zone.items))
    mention = next((Evidence("context", value_of(item, a, b)) for i in said
                    if isinstance(item := document.flow[i], Block) for a, b in pieces(item.text)
                    if says(plain(item.text[a:b]), words)), None)
    evidence += [mention] if mention else []
    doubtful = unread or pictures or not part["required"]
    sure = certainty(min(NOTE if doubtful else SURE, float(part.get("sure", 1)), completeness(document)), evidence)
    return Finding("STR101", graded("error", sure), sure, {"part": slug}, tuple(evidence), item=slug, variant=slug)
