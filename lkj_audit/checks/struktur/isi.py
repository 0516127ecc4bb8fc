"""STR109: headings and announcements that nothing follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from lkj_audit import facts
from lkj_audit.checks.judging import certainty, completeness, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.outline.contents import Line, Style, alike, all_headings
from lkj_audit.normalize.outline.phrases import pieces, short
from lkj_audit.normalize.outline.skeleton import MARKER, Skeleton, skeleton
from lkj_audit.normalize.text.cues import of_block, value_of
from lkj_audit.normalize.text.plain import plain

# More room than this between two lines, in points, may hold a picture that was not read.
PICTURE = 45
# A section without text is an oversight only among sections with text.
FEWEST_SIBLINGS = 2
FEWEST_NAMES = 3
# The first of a kind, A or 1.1, may be the first item of the list.
_SECTION = re.compile(r"BAB .+|[B-Z]|\d+(?:\.\d+)*\.(?!1$)\d+")
_ANALYSES = re.compile(r"\b(?:analis\w+|evaluasi|pembahasan|uraian|capaian)\b", re.I)


@rule("STR109", "bagian-kosong", "warning")
def empty_parts(report: Report) -> Iterator[Outcome]:
    """A heading is followed by the next heading, an announced list does not come, or an analysis only lists names."""
    document = report.document
    bones = skeleton(document)
    lines = [h for h in all_headings(document) if h.firm and h.style]
    announced = list(_announcements(document, bones))
    analyses = list(_analyses(report, bones))
    if not (lines or announced or analyses):
        yield NotEvaluated("STR109", "no-heading")
        return
    yield from [CHECKED] * (len(lines) + len(announced) + len(analyses))
    sure = completeness(document)
    for heading, after in _empty(lines):
        yield _finding("judul", heading.block, after, min(0.8, sure), plain(heading.title))
    for block, start, following in announced:
        if following is not None:
            item = " ".join(plain(block.text[start:]).split()[-12:])
            yield _finding("daftar", block, following, min(0.75, sure), item, start)
    for title, names in analyses:
        if names:
            yield _finding("nama", title, names[0], min(0.8, sure), plain(title.text))


def _empty(lines: list[Line]) -> Iterator[tuple[Line, Block]]:
    """Sections that the next section of the same rank, or a chapter, follows at once."""
    filled: Counter[tuple[int, Style]] = Counter()
    empty: dict[tuple[int, Style], list[tuple[Line, Block]]] = {}
    at = {line.index: line for line in lines}
    for line in lines:
        if line.style is None or line.style[0] in ("angka", "bab"):
            continue
        key = (line.chapter, line.style)
        after = at.get(line.index + 1)
        if after and _next_section(line, after) and _close(line.block, after.block):
            empty.setdefault(key, []).append((line, after.block))
        else:
            filled[key] += 1
    for key, found in empty.items():
        if len(found) == 1 and filled[key] >= FEWEST_SIBLINGS:
            yield found[0]


def _next_section(line: Line, after: Line) -> bool:
    return after.style == ("bab", "") or (after.style, after.value) == (line.style, line.value + 1)


def _close(block: Block, following: Block) -> bool:
    """Whether no picture can stand between two blocks."""
    last, first = block.words[-1], following.words[0]
    return last.page == first.page and 0 <= first.bbox[1] - last.bbox[3] <= PICTURE


@cache
def _announces() -> re.Pattern[str]:
    words = "|".join(w.replace(" ", r"\s+") for w in facts.structure()["pengumuman"])
    return re.compile(rf"\b(?:{words})\s*:\s*$", re.I)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(facts.structure()['sambungan'])})\b", re.I)


def _announcements(document: Document, bones: Skeleton) -> Iterator[tuple[Block, int, Block | None]]:
    """Sentences that announce a list: the block, where the sentence begins, and the text that stands where the list
    should (None where there is one, or may be a picture)."""
    for i, block in enumerate(document.flow[:-1]):
        if not isinstance(block, Block) or block.kind != "paragraph" or bones.listed(i):
            continue
        if not block.text.rstrip().endswith(":") or not _announces().search(block.text):
            continue
        following = document.flow[i + 1]
        start = pieces(block.text)[-1][0]
        if not isinstance(following, Block) or not _close(block, following):
            yield block, start, None
            continue
        section = following.kind == "heading" and bool(_SECTION.fullmatch(following.number))
        prose = (following.kind == "paragraph" and len(following.text) > 120 and not MARKER.match(following.text)
                 and bool(_goes_on().match(following.text)) and following.text[-1] in ".:")
        yield block, start, following if section or prose else None


def _analyses(report: Report, bones: Skeleton) -> Iterator[tuple[Block, list[Block]]]:
    """Short titles that promise an analysis, and the names of sasaran or indicators that stand under them instead (none
    where there is any other text)."""
    names = {plain(v.text) for ind in report.indicators for v in (ind.name, ind.sasaran) if v is not None}
    flow = report.document.flow
    for i, block in enumerate(flow):
        if not isinstance(block, Block) or bones.listed(i) or not names or not _promises(block):
            continue
        under: list[Block] = []
        for item in flow[i + 1:]:
            if not isinstance(item, Block) or item.kind != "paragraph" or not _names(item.text, names):
                break
            under.append(item)
        ended = i + 1 + len(under)
        rest = flow[ended] if ended < len(flow) else None
        goes_on = isinstance(rest, Block) and rest.kind == "paragraph" and not MARKER.match(rest.text)
        yield block, under if len(under) >= FEWEST_NAMES and not goes_on else []


def _promises(block: Block) -> bool:
    title = len(block.text) <= 120 and block.text[-1] not in ".;:,"
    return title and bool(_ANALYSES.search(block.text)) and (block.kind == "heading" or bool(MARKER.match(block.text)))


def _names(text: str, names: set[str]) -> bool:
    own = plain(re.sub(r"^\W+", "", MARKER.sub("", re.sub(r"^[-–•\s]+", "", text))))
    return any(alike(own, name) for name in names)


def _finding(variant: str, block: Block, following: Block, most: float, item: str, start: int = 0) -> Finding:
    value = value_of(block, start, len(block.text)) if start else of_block(block)
    evidence = (Evidence("stated", value), Evidence("context", of_block(following)))
    sure = certainty(most, evidence)
    return Finding("STR109", graded("warning", sure), sure, {"judul": value.text, "sesudah": short(following.text)},
                   evidence, item=item, column=variant, variant=variant)
