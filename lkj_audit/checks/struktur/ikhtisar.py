"""STR114: an executive summary without a single result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit import facts
from lkj_audit.checks.judging import certainty, completeness
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report, Table
from lkj_audit.normalize.outline.skeleton import Skeleton, chapter_number, skeleton
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

# An index or grade counts as well, though no unit stands by it.
_SCORE = re.compile(r"\b\d{1,3},\d{1,4}\b|"
                    r"\b(?:nilai|predikat|indeks|opini|kategori)\s+(?:\w+\s+){0,2}(?:[A-D]{1,2}|WTP|WDP|\d+)\b")
_FRONT = re.compile(r"(?:KATA PENGANTAR|DAFTAR)\b")
_GROUPED = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
_COUNTED = re.compile(r"\b\d+\s*(?:\([\w\s]+\)\s*)?(?:indikator|sasaran|program|kegiatan)\b", re.I)


@rule("STR114", "ikhtisar-tanpa-angka", "info")
def summary_without_figures(report: Report) -> Iterator[Outcome]:
    """The executive summary states no target, result or budget figure."""
    document = report.document
    bones = skeleton(document)
    found = _summary(document, bones)
    if found is None:
        yield NotEvaluated("STR114", "no-summary")
        return
    yield CHECKED
    inside = [document.flow[i] for i in found]
    title = inside[0]
    assert isinstance(title, Block)
    claimed = any(c.block in found and c.kind in ("amount", "percent") for c in report.claims)
    if claimed or any(map(_has_figure, inside)):
        return
    last = inside[-1]
    evidence = [Evidence("stated", of_block(title))]
    evidence += [Evidence("context", of_block(last))] if isinstance(last, Block) else []
    yield Finding("STR114", "info", certainty(min(0.8, completeness(document)), evidence), {"judul": title.text},
                  tuple(evidence), item="ikhtisar")


def _summary(document: Document, bones: Skeleton) -> range | None:
    """The summary from its title to the next list of contents, chapter or part of the front matter."""
    titles = set(facts.outline()["summary"])
    start = next((i for i, b in enumerate(document.flow) if isinstance(b, Block) and plain(b.text) in titles
                  and not bones.listed(i) and i not in bones.outline), None)
    if start is None:
        return None
    stops = {x.start for x in bones.listings} | {c.index for c in bones.chapters}
    for i in range(start + 1, len(document.flow)):
        item = document.flow[i]
        if i in stops or (isinstance(item, Block) and (chapter_number(item) or _FRONT.match(item.text))):
            return range(start, i) if i > start + 1 else None
    return range(start, len(document.flow)) if start + 1 < len(document.flow) else None


def _has_figure(item: Block | Table) -> bool:
    if isinstance(item, Table):
        return any(any(ch.isdigit() for ch in c.text) for row in item.rows for c in row)
    return bool(_SCORE.search(item.text) or _GROUPED.search(item.text) or _COUNTED.search(item.text))
