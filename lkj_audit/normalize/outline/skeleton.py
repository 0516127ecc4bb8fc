"""The skeleton of a report: lists of contents, the outline it announces, its chapters, and where the annexes begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lkj_audit import facts
from lkj_audit.model import Block, Document, Table
from lkj_audit.normalize.once import once
from lkj_audit.normalize.outline.numerals import roman
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.plain import plain

# A list of contents has a line without page number now and then: a title that goes on, a heading of its own.
WIDEST_BREAK = 3
LONGEST_OUTLINE = 40  # items of the flow
_LIST = re.compile(r"^\W*DAFTAR\s+(ISI|TABEL|GAMBAR|GRAFIK|BAGAN|DIAGRAM|FOTO|LAMPIRAN)\b(.*)$", re.I)
_PAGE = re.compile(r"(?:\d{1,3}|[ivxlc]{1,6})\s*$", re.I)
_OUTLINE = Cued(r"\bsistematika\b.{0,60}$", "sistematika")
_CHAPTER = re.compile(r"^BAB\s+([IVXLC]+|\d+)$")
_ANNEX = re.compile(r"^\W*LAMPIRAN\b")
MARKER = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)]|[-–•●▪➢✓*])\s")


Numbered = tuple[int, int]  # the index of a heading in the flow, and the number of its chapter


class Listing(NamedTuple):
    """A list of contents: the flow from ``start`` (its title) to ``end``; ``what`` is "isi", "tabel" …"""

    what: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the report itself: ``index`` of its heading, ``body`` of what follows the title, ``end``."""

    number: int
    title: str
    index: int
    body: int
    end: int


class Skeleton(NamedTuple):
    """``outline`` is the stretch of the flow that announces the chapters (Sistematika Penulisan), empty when there is
    none; ``annex`` the index where the annexes begin, the length of the flow when there are none; ``inside`` what
    stands in a list of contents; ``slips`` the headings of chapters whose printed number is not that of their place,
    each with that number."""

    listings: tuple[Listing, ...]
    outline: range
    chapters: tuple[Chapter, ...]
    annex: int
    inside: frozenset[int]
    slips: tuple[tuple[int, int], ...] = ()

    def listed(self, index: int) -> bool:
        """Whether the item of the flow stands in a list of contents."""
        return index in self.inside

    def chapter(self, *titles: str) -> Chapter | None:
        """The first chapter with one of ``titles`` in its title."""
        return next((c for c in self.chapters if any(t in c.title for t in titles)), None)


@once
def skeleton(document: Document) -> Skeleton:
    """The skeleton of ``document``."""
    listings = _listings(document)
    inside = frozenset(i for x in listings for i in range(x.start, x.end))
    heads = [(i, n) for i, item in enumerate(document.flow)
             if isinstance(item, Block) and i not in inside and (n := chapter_number(item))]
    outline = _outline(document, heads, inside)
    real = [(i, n) for i, n in heads if i not in outline]
    if not real:
        real = [(i, n) for i, item in enumerate(document.flow)
                if isinstance(item, Block) and i not in inside and (n := _known_title(item))]
    main, slips = _main(document, real)
    annex = _annex(document, main, real, listings)
    return Skeleton(listings, outline, _chapters(document, main, annex), annex, inside, slips)


def _main(document: Document, real: list[Numbered]) -> tuple[list[Numbered], tuple[Numbered, ...]]:
    """The headings of the report's own chapters, up to where others begin again at I or II, and those with a wrong
    number: they are given the number of their place."""
    again = next((k for k in range(1, len(real)) if real[k][1] == 1 and [n for _, n in real[k + 1:k + 2]] != [3]),
                 len(real))
    run = real[:again]
    for k, (i, n) in enumerate(run):
        numbers = [n for _, n in run]
        rest, place = numbers[:k] + numbers[k + 1:], (numbers[k - 1] if k else 0) + 1
        fits = numbers[k + 1] == place + 1 if k + 1 < len(run) else k > 0 and n == numbers[k - 1]
        if n != place and fits and len(run) > 2 and all(a < b for a, b in pairwise(rest)):
            return [*run[:k], (i, place), *run[k + 1:]], ((i, place),)
    main: list[Numbered] = []
    for i, n in run:
        if main and (n < main[-1][1] or (n == main[-1][1] and _titled(document, i) == _titled(document, main[-1][0]))):
            break
        main.append((i, n))
    return main, ()


def _titled(document: Document, index: int) -> str:
    """The title of a chapter, be it on the line of its number or the one below."""
    lines = [b for b in document.flow[index:index + 2] if isinstance(b, Block)]
    return next((title for b in lines if (title := plain(title_of(b)))), "")


def chapter_number(item: Block | Table) -> int:
    """The number of the chapter that ``item`` is the heading of, 0 for anything else."""
    found = _CHAPTER.match(item.number) if isinstance(item, Block) and item.kind == "heading" else None
    return number_of(found[1]) if found else 0


def number_of(text: str) -> int:
    """The value of a chapter number, Roman or Arabic."""
    return int(text) if text.isdigit() else roman(text.upper())


def title_of(block: Block) -> str:
    """The words of a heading or line of contents after its number, without bullets and mark-up."""
    text = re.sub(r"</?\w+>|\*+", "", block.text)
    text = re.sub(r"^\W*BAB\s+(?:[IVXLC]+|\d+)\b", "", text)
    return re.sub(r"^\W*(?:(?:\d+\.)*\d+\.?|[A-Z]\.|[IVX]+\.)\s+", "", text).strip(" .:-–")


def _known_title(item: Block) -> int:
    """The chapter that a heading without number opens, by the titles that all reports share."""
    titles: dict[str, int] = facts.outline()["chapters"]
    return titles.get(plain(item.text), 0) if item.kind == "heading" and not item.number else 0


def _listings(document: Document) -> tuple[Listing, ...]:
    found: list[Listing] = []
    for i, item in enumerate(document.flow):
        title = _LIST.match(item.text) if isinstance(item, Block) and item.kind != "toc" else None
        if not title or len(title[2]) > 12 or _PAGE.search(title[2]) or (found and i < found[-1].end):
            continue
        end = misses = 0
        for j in range(i + 1, len(document.flow)):
            line = document.flow[j]
            if not isinstance(line, Block) or misses == WIDEST_BREAK or (
                    line.kind != "toc" and (other := _LIST.match(line.text)) and not _PAGE.search(other[2])):
                break
            misses = 0 if line.kind == "toc" else misses + 1
            end = j + 1 if line.kind == "toc" else end
        if end:
            found.append(Listing(title[1].casefold(), i, end))
    return tuple(found)


def _outline(document: Document, heads: list[tuple[int, int]], inside: frozenset[int]) -> range:
    """Where the report tells what its chapters hold.

    Its chapters may look like headings: they do when after them the numbers fall back to the chapter in progress or the
    next.
    """
    start = next((i for i, item in enumerate(document.flow) if isinstance(item, Block) and i not in inside
                  and len(item.text) < 100 and _OUTLINE.search(item.text)), None)
    if start is None:
        return range(0)
    current = max((n for i, n in heads if i < start), default=0)
    after = [(i, n) for i, n in heads if i > start]
    last = 0
    for i, n in after:
        if n <= last:
            # so short and without a table it announces chapters, whatever number the next one has
            short = after[0][1] == 1 and i - start <= LONGEST_OUTLINE and not any(
                isinstance(item, Table) for item in document.flow[start:i])
            if n in (current, current + 1) or short:
                return range(start, i)
            break
        last = n
    return range(start, after[0][0] if after else _next_section(document, start))


def _next_section(document: Document, start: int) -> int:
    for i in range(start + 1, len(document.flow)):
        item = document.flow[i]
        if isinstance(item, Block) and item.kind == "heading":
            return i
    return len(document.flow)


def _annex(document: Document, main: list[tuple[int, int]], real: list[tuple[int, int]],
           listings: tuple[Listing, ...]) -> int:
    """The first word LAMPIRAN, second list of contents or second BAB I after the last chapter began."""
    last = main[-1][0] if main else 0
    again = next((i for i, _ in real if i > last), len(document.flow))
    second = next((x.start for x in listings if x.what == "isi" and x.start > last), len(document.flow))
    word = next((i for i, item in enumerate(document.flow) if i > last and isinstance(item, Block)
                 and _ANNEX.match(item.text) and len(item.text) < 120 and item.kind != "toc"), len(document.flow))
    agreement = next((i for i, item in enumerate(document.flow) if i > last and isinstance(item, Block)
                      and item.kind == "heading" and not item.number
                      and re.match(r"(?:PERNYATAAN )?PERJANJIAN KINERJA\b", item.text)), len(document.flow))
    return min(again, second, word, agreement)


def _chapters(document: Document, main: list[tuple[int, int]], annex: int) -> tuple[Chapter, ...]:
    out: list[Chapter] = []
    for (i, n), end in zip(main, (*(i for i, _ in main[1:]), annex), strict=False):
        head = document.flow[i]
        assert isinstance(head, Block)
        title, body = title_of(head), i + 1
        while not title and body < end and isinstance(line := document.flow[body], Block) and line.kind == "heading":
            title, body = title_of(line), body + 1
        out.append(Chapter(n, plain(title), i, body, end))
    return tuple(out)
