"""The lines of a table of contents side by side with the headings of the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz, process

from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once
from lkj_audit.normalize.outline.numerals import roman
from lkj_audit.normalize.outline.skeleton import Listing, Skeleton, chapter_number, number_of, skeleton, title_of
from lkj_audit.normalize.text.plain import plain

# Style of a number and what stands before its last part: ("desimal", "2") for 2.9, ("bab", "") for BAB II.
Style = tuple[str, str]
# How alike two titles must be to be the same but for slips of the pen.
ALIKE = 90
LONGEST_TITLE = 100
EQUAL, SAME_TITLE, BEGINS, SAME_NUMBER = 4, 3, 2, 1
_PAGE = re.compile(r"[\s.…_]+(\d{1,3}|[ivxlc]{1,6})\s*$", re.I)
_DOTS = re.compile(r"[.…]*()\s*$")  # the page stands apart, or was not read
_NUMBER = re.compile(r"^\W*(?:BAB\s+(?P<bab>[IVXLC]+|\d+)\b|"
                     r"(?P<rest>(?:\d+\.)*\d+(?=[.)\s])|[A-Z](?=[.)])|[IVX]+(?=[.)])))")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of contents or a heading. ``style`` is None without number; ``page`` the printed page number of a line of
    contents; ``chapter`` the chapter it stands in, 0 if unknown; ``firm`` whether it surely is a heading; ``below`` the
    lines under ``block`` that hold the title, where the number stands alone."""

    index: int
    block: Block
    style: Style | None
    value: int
    title: str
    chapter: int
    page: int | None = None
    firm: bool = True
    below: tuple[Block, ...] = ()

    @property
    def number(self) -> str:
        """The number as a reader writes it."""
        return self.block.text[: len(self.block.text) - len(title_of(self.block))].strip(" .:-–") if self.style else ""


class Aligned(NamedTuple):
    """A table of contents: its lines, the headings of what it is about, and which heading each line means: index of the
    line → index of the heading, and how well they agree (EQUAL … SAME_NUMBER)."""

    listing: Listing
    lines: list[Line]
    headings: list[Line]
    pairs: dict[int, tuple[int, int]]


@once
def aligned(document: Document) -> tuple[Aligned, ...]:
    """The tables of contents, each side by side with the headings up to the next."""
    bones = skeleton(document)
    lists = [x for x in bones.listings if x.what == "isi"]
    edges = [0, *(x.start for x in lists[1:]), len(document.flow)]
    return tuple(_aligned(document, listing, _headings(document, bones, range(start, end)))
                 for listing, (start, end) in zip(lists, pairwise(edges), strict=False))


def _aligned(document: Document, listing: Listing, found: list[Line]) -> Aligned:
    lines = entries(document, listing)
    return Aligned(listing, lines, found, _align(lines, found))


def entries(document: Document, listing: Listing) -> list[Line]:
    """The lines of a table of contents, a title on the line after its chapter's number joined to it."""
    out: list[Line] = []
    chapter, before = 0, ""
    for i in range(listing.start + 1, listing.end):
        block = document.flow[i]
        if not isinstance(block, Block):
            continue
        page = _PAGE.search(block.text) or _DOTS.search(block.text)
        if block.kind != "toc" or not page:
            goes_on = len(block.text) < LONGEST_TITLE and not block.text[-1].isdigit()
            before = f"{before} {block.text}" if goes_on else ""
            continue
        text = re.sub(r"[.…_\s]+$", "", f"{before} {block.text[:page.start()]}").strip()
        before = ""
        style, value = _numbered(text)
        chapter = value if style == ("bab", "") else chapter
        title = _title(text)
        number = int(page[1]) if page[1] and page[1].isdigit() else None
        if out and not out[-1].title and not style:
            out[-1] = replace(out[-1], title=title, below=(block,))
        elif title or style:
            out.append(Line(i, block, style, value, title, chapter, number))
    return out


@once
def all_headings(document: Document) -> tuple[Line, ...]:
    """The headings of the whole document, and the short numbered lines that may be headings."""
    return tuple(_headings(document, skeleton(document), range(len(document.flow))))


def _headings(document: Document, bones: Skeleton, scope: range) -> list[Line]:
    """The headings of ``scope``, and the short numbered lines that may be headings."""
    out: list[Line] = []
    chapter = 0
    for i in scope:
        block = document.flow[i]
        if not isinstance(block, Block) or bones.listed(i) or i in bones.outline or block.kind in ("toc", "caption"):
            continue
        chapter = chapter_number(block) or chapter
        firm = block.kind == "heading"
        style, value = _numbered(block.text)
        short = len(block.text) < LONGEST_TITLE and block.text[-1] not in ".;:,"
        if not firm and not (style and short) and len(block.text) < LONGEST_TITLE:
            continue
        below = () if (title := _title(block.text)) else tuple(_below(document, i))
        title = title or " ".join(b.text for b in below)
        out.append(Line(i, block, style, value, title, chapter, firm=firm, below=below))
    return out


def _align(listed: Sequence[Line], found: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """Which heading each line of contents means, in one order: index of the line → index of the heading, and how well
    they agree (EQUAL … SAME_NUMBER)."""
    pairs = _pairs(listed, found)
    best: dict[int, tuple[int, int]] = {}  # what the best chain that begins with a pair comes to, and the pair after it
    for n in reversed(range(len(pairs))):
        i, j, score = pairs[n]
        rest, after = max(((best[m][0], -m) for m in range(n + 1, len(pairs)) if pairs[m][0] > i and pairs[m][1] > j),
                          default=(0, -len(pairs)))
        best[n] = score + rest, -after
    out: dict[int, tuple[int, int]] = {}
    n = max(best, key=lambda n: (best[n][0], -n), default=len(pairs))
    while n < len(pairs):
        i, j, score = pairs[n]
        out[i], n = (j, score), best[n][1]
    return out


def alike(a: str, b: str) -> bool:
    """Whether two titles are the same but for spaces, case and a slip of the pen."""
    one, two = _compact(a), _compact(b)
    if one == two:
        return True
    short, long = min(len(one), len(two)), max(len(one), len(two))
    return 5 < short >= 0.8 * long and fuzz.ratio(one, two) >= ALIKE


def _pairs(listed: Sequence[Line], found: Sequence[Line]) -> list[tuple[int, int, int]]:
    """The lines of contents and headings that agree, by their indexes, and how well. Only those are compared that have
    the number or, as far as its letters tell, the title."""
    titles = [_compact(heading.title) for heading in found]
    numbered: dict[tuple[Style | None, int], set[int]] = defaultdict(set)
    for j, heading in enumerate(found):
        if heading.style:
            numbered[heading.style, heading.value].add(j)
    out = []
    for i, entry in enumerate(listed):
        near = process.extract(_compact(entry.title), titles, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        candidates = {j for _, _, j in near} | numbered[entry.style, entry.value]
        out += [(i, j, score) for j in sorted(candidates) if (score := _agreement(entry, found[j]))]
    return out


def _agreement(entry: Line, heading: Line) -> int:
    same_number = entry.style is not None and entry.style == heading.style and entry.value == heading.value
    if not same_number and entry.style == heading.style == ("bab", ""):
        return 0
    same_title = entry.title and len(heading.block.text) < 2 * LONGEST_TITLE and alike(entry.title, heading.title)
    if not (same_number or same_title):
        return 0
    chapters = not (entry.chapter and heading.chapter) or entry.chapter == heading.chapter
    if same_title:
        return EQUAL if same_number else SAME_TITLE if chapters else 0
    if chapters:
        if len(entry.title) > 12 and _compact(heading.title).startswith(_compact(entry.title)):
            return BEGINS
        short = len(heading.block.text) < LONGEST_TITLE
        return SAME_NUMBER if heading.firm or (short and _share(entry.title, heading.title)) else 0
    return 0


def _share(a: str, b: str) -> bool:
    return bool({w for w in plain(a).split() if len(w) > 3} & set(plain(b).split()))


@lru_cache(maxsize=4096)
def _compact(text: str) -> str:
    return plain(text).replace(" ", "")


@lru_cache(maxsize=4096)
def _numbered(text: str) -> tuple[Style | None, int]:
    found = _NUMBER.match(text)
    if not found:
        return None, 0
    if found["bab"]:
        return ("bab", ""), number_of(found["bab"])
    number = found["rest"]
    if re.fullmatch("[IVX]{2,}", number):
        return ("romawi", ""), roman(number)
    if number.isalpha():
        return ("huruf", ""), ord(number) - 64
    *before, last = number.split(".")
    return ("desimal" if before else "angka", ".".join(before)), int(last)


@lru_cache(maxsize=4096)
def _title(text: str) -> str:
    text = re.sub(r"</?\w+>|\*+", "", text)
    found = _NUMBER.match(text)
    return (text[found.end():] if found else text).strip(" .:)-–\t")


def _below(document: Document, index: int) -> Iterator[Block]:
    """The title of a chapter that stands under its number, on one line or two."""
    for item in document.flow[index + 1:index + 3]:
        if not isinstance(item, Block) or item.kind != "heading" or item.number:
            return
        yield item
