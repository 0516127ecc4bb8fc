"""STR104: the numbers of chapters and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lkj_audit.checks.judging import completeness, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.struktur.awalan import number_of, printed, strayed
from lkj_audit.checks.struktur.nomor_judul import LIST_OF, bare_caption, names_figure
from lkj_audit.model import Block, Document, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.outline.numerals import roman, stands_in, to_roman
from lkj_audit.normalize.outline.skeleton import skeleton
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

# Style of a number and what stands before its last part: ("desimal", "2") for 2.9, ("huruf", "") for B.
Style = tuple[str, str]
WIDEST_GAP = 3
WIDEST_SLIP = 9  # of the sections of the chapter at hand, which are no items of a list
_TOGETHER = re.compile(r"^\W*(?:dan|&|s\.?d\.?|sampai(?:\s+dengan)?|-|–|/)\s*(\d+(?:\.\d+)*)\b", re.I)
# "H. SARIFUDDIN AHMAD, S.E.", who has been to Mecca, below a place for a signature
_IS_PERSON = re.compile(r"(?:[A-Z][\w.'’]*\s+){0,4}[A-Z][\w.'’]*(?:,\s*(?:[A-Z]\w*\.\s*)+[A-Z]?\w*)*\W*$")
_BY_HAND = re.compile(r"^(\d+|[A-Z])\.\s+\S")


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: "2.13 dan 2.14" is ``first`` 13, ``last`` 14 in style ("desimal", "2")."""

    block: Block
    index: int
    style: Style
    first: int
    last: int
    title: str


@dataclass(slots=True)
class Level:
    """The headings seen so far of one style under one parent."""

    style: Style
    seen: list[Heading] = field(default_factory=list)

    def twin(self, heading: Heading) -> Heading | None:
        """The heading that has the number of ``heading`` already."""
        return next((h for h in self.seen if h.first <= heading.first <= h.last), None)

    def gap(self, heading: Heading) -> int:
        """How many numbers are missing between the last heading and ``heading``."""
        return heading.first - self.seen[-1].last - 1


@rule("STR104", "nomor-bagian", "warning")
def section_numbers(report: Report) -> Iterator[Outcome]:
    """The number of a section is skipped or used twice under one parent."""
    headings = list(_headings(report.document))
    if not headings:
        yield NotEvaluated("STR104", "no-heading")
        return
    sure = completeness(report.document)
    yield from _chapters(report.document, [h for h in headings if h.style[0] == "bab"], sure)
    numbers = [(h.index, n) for h in headings if (n := number_of(_printed(h.style, h.first)))]
    strays = strayed(report.document, numbers)
    known = set(map(printed, strays.values()))
    stack: list[Level] = []
    before = headings[0]
    for heading in headings:
        yield CHECKED
        if heading.index in strays:
            yield _finding("awalan", printed(strays[heading.index]), before, heading, min(sure, 0.85))
            continue
        before = heading
        level = _level(stack, heading)
        yield from _compare(report.document, level, heading, sure, known)
        yield from _first(report.document, stack[0], level, heading, sure, known)
        level.seen.append(heading)


def _headings(document: Document) -> Iterator[Heading]:
    numbered = [(i, b, b.number or (m[1] if (m := _BY_HAND.match(b.text)) else ""))
                for i, b in _outside_contents(document)
                if b.kind == "heading" and not bare_caption(document, i) and not names_figure(b)]
    romans = any(re.fullmatch("[IVX]{2,}", number) for _, _, number in numbered)
    after_g = any(number == "G" for _, _, number in numbered)
    for i, block, number in numbered:
        if parsed := _parse(number, romans):
            style, value = parsed
            title = re.sub(r"^\W+", "", block.text.split(number.removeprefix("BAB ").strip(), 1)[-1])
            joined = _TOGETHER.match(title)
            last = int(joined[1].split(".")[-1]) if joined else value
            if number != "H" or after_g or not _IS_PERSON.match(title):
                yield Heading(block, i, style, value, max(value, last), title)


def _outside_contents(document: Document) -> Iterator[tuple[int, Block]]:
    """The blocks but for the lines of a table of contents, also where no dots lead to the page numbers: it lasts until
    the first paragraph."""
    listing = False
    for i, block in enumerate(document.flow):
        if not isinstance(block, Block):
            continue
        listing = bool(LIST_OF.match(block.text)) or (listing and not _is_prose(block))
        if not listing:
            yield i, block


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) > 100 and not block.text[-1].isdigit()


def _parse(number: str, romans: bool) -> tuple[Style, int] | None:
    """The style and value of a printed number. A lone I, V or X is a letter unless there are ``romans``."""
    if m := re.fullmatch(r"BAB\s+([IVXLC]+|\d+)", number):
        return (("bab", ""), int(m[1]) if m[1].isdigit() else roman(m[1]))
    if re.fullmatch("[IVX]{2,}" if not romans else "[IVX]+", number):
        return ("romawi", ""), roman(number)
    if re.fullmatch("[A-Z]", number):
        return ("huruf", ""), ord(number) - 64
    if re.fullmatch(r"\d+(?:\.\d+)*", number):
        *before, last = number.split(".")
        return ("desimal" if before else "angka", ".".join(before)), int(last)
    return None


def _level(stack: list[Level], heading: Heading) -> Level:
    """The level of ``stack`` that ``heading`` belongs to; deeper levels are closed, a new one is opened where needed.

    A number that begins again opens a level of its own: it belongs to another list or parent.
    """
    if heading.style[0] == "bab":
        stack[:] = [Level(heading.style)]  # chapters come again in the outline of the report and in annexes
        return stack[0]
    fitting = [i for i, level in enumerate(stack) if level.style == heading.style]
    for i in reversed(fitting):
        if heading.first == stack[i].seen[-1].last + 1:
            del stack[i + 1:]
            return stack[i]
    own = stack[:1] and stack[0].style[0] == "bab" and stack[0].seen and heading.style == (
        "desimal", str(stack[0].seen[-1].first))
    widest = WIDEST_SLIP if own else WIDEST_GAP
    # After "1.1", "1.8" the next may go on from 1.1; the items of lists go on from the last one only.
    for i in reversed(fitting if heading.style[0] == "desimal" else fitting[-1:]) if heading.first > 1 else ():
        level = stack[i]
        if level.twin(heading) or 0 < level.gap(heading) <= widest:
            del stack[i + 1:]
            return level
    stack.append(Level(heading.style))
    return stack[-1]


def _chapters(document: Document, chapters: list[Heading], sure: float) -> Iterator[Finding]:
    """Chapters whose number stands nowhere in the report, though a later one does, is not that of their place, or is
    that of two."""
    bones = skeleton(document)
    first = {h.first: h for h in reversed(chapters)}
    for low, high in pairwise(sorted(first)):
        for n in range(low + 1, min(high, low + WIDEST_GAP + 1)):
            if n not in dict(bones.slips).values() and not any(
                    stands_in(number, document.flow, "BAB") for number in (to_roman(n), str(n))):
                yield _finding("lompat", f"BAB {to_roman(n)}", first[low], first[high], min(sure, 0.8))
    own = [_chapter(document, c.index, c.number) for c in bones.chapters]
    for one, other in pairwise([*own[:1], *own]):
        if (other.index, other.first) in bones.slips:
            yield _finding("bab", f"BAB {to_roman(other.first)}", one, other, min(sure, 0.9))
        elif one.first == other.first and one is not other:
            yield _finding("ganda", f"BAB {to_roman(one.first)}", one, other, min(sure, 0.9))


def _chapter(document: Document, index: int, number: int) -> Heading:
    block = document.flow[index]
    assert isinstance(block, Block)
    return Heading(block, index, ("bab", ""), number, number, block.text)


def _compare(document: Document, level: Level, heading: Heading, sure: float, known: set[str]) -> Iterator[Finding]:
    """``known`` are the numbers of headings that bear another."""
    if not level.seen:
        return
    before = level.seen[-1]
    lists = heading.style[0] == "angka"  # bold items of a list look like sections
    if (twin := level.twin(heading)) is not None:
        same = plain(twin.title) == plain(heading.title)
        if twin is before and len(level.seen) > 1 and twin.first == level.seen[-2].last + 2:
            return  # "2.3, 2.5, 2.5": that 2.4 is missing says it
        if not same and (twin is before or not lists):
            number = _printed(heading.style, heading.first)
            yield _finding("ganda", number, twin, heading, min(sure, 0.8 if lists else 1.0))
        return
    between = document.flow[before.index + 1:heading.index]
    missing = [_printed(heading.style, n) for n in range(before.last + 1, heading.first)]
    if missing and known.isdisjoint(missing) and not any(stands_in(n, between) for n in missing):
        yield _finding("lompat", ", ".join(missing), before, heading, min(sure, 0.75 if lists else 0.95))


def _first(document: Document, chapters: Level, level: Level, heading: Heading, sure: float,
           known: set[str]) -> Iterator[Finding]:
    """A chapter whose first section is not numbered 1: "BAB IV", "4.3 Kesimpulan"."""
    if level.seen or chapters.style[0] != "bab" or not chapters.seen or not 1 < heading.first <= WIDEST_GAP + 1:
        return
    chapter = chapters.seen[-1]
    missing = [_printed(heading.style, n) for n in range(1, heading.first)]
    between = document.flow[chapter.index + 1:heading.index]
    own = heading.style == ("desimal", str(chapter.first)) and known.isdisjoint(missing)
    if own and not any(stands_in(n, between) for n in missing):
        yield _finding("lompat", ", ".join(missing), chapter, heading, min(sure, 0.8))


def _printed(style: Style, value: int) -> str:
    kind, prefix = style
    if kind == "huruf":
        return chr(64 + value)
    if kind == "romawi":
        return to_roman(value)
    return f"{prefix}.{value}" if prefix else str(value)


def _finding(variant: str, number: str, before: Heading, heading: Heading, sure: float) -> Finding:
    sure = round(min(sure, *(of_block(h.block).confidence for h in (before, heading))), 2)
    return Finding("STR104", graded("warning", sure), sure,
                   {"nomor": number, "sebelum": before.block.text, "sesudah": heading.block.text},
                   (Evidence("context", of_block(before.block)), Evidence("stated", of_block(heading.block))),
                   item=f"{number} {plain(heading.title)}", column=variant, kind=heading.style[0], variant=variant)
