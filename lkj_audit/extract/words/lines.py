"""Words outside tables → lines → paragraphs; running headers and footers apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lkj_audit.extract.words.blocks import block_from_words, classify
from lkj_audit.extract.words.joining import text_lines
from lkj_audit.extract.words.reading_order import in_reading_order
from lkj_audit.model import BBox, Block, Word, union

MARGIN = 0.12  # share of the page height in which running headers and footers stand
APART = 4.0  # sizes of the letters: further than words of justified text stand from each other
_LABELS = frozenset(("Tabel", "TABEL", "Gambar", "GAMBAR", "Grafik", "GRAFIK"))
_NUMBERED = re.compile(r"(?:tabel|gambar|grafik|lampiran)\s+(?:\d[\d.]*|[ivxlc]+\b)")
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE = re.compile(r"\d{1,3}|[ivxlc]{1,6}")
_REFERENCE = re.compile(r"(?:Tabel|Gambar|Grafik) [\d.]*\d\.", re.I)
_ASKS = re.compile(r"\b(?:pada|dalam|di|dari|dan|lihat|menurut|berdasarkan|sesuai|sebagaimana|seperti|melalui|dengan)$")
_GOES_ON = re.compile(r"[a-z]|\d+(?:\.\d+)+ [a-z]")  # "… sebesar / 94.35 persen": no title begins so
_MARKER = re.compile(r"^(?:[-–•●▪➢✓❖*]|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]|[A-Z]\.)(?:\s|$)")


class Line(NamedTuple):
    """One line of running text, words from left to right; ``right`` is the right edge of its column, in points, on a
    page set in two."""

    page: int
    words: tuple[Word, ...]
    bbox: BBox
    right: float | None = None

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


def page_lines(page: int, words: Iterable[Word]) -> list[Line]:
    return [Line(page, tuple(part), union(w.bbox for w in part), right)
            for line, right in in_reading_order(text_lines(words)) for part in _captions(line)]


def _captions(line: Sequence[Word]) -> list[Sequence[Word]]:
    """``line``, cut before a second caption that stands beside the first."""
    for i in range(1, len(line)):
        if line[i].text in _LABELS and line[i].bbox[0] - line[i - 1].bbox[2] > line[i].size and all(
                classify(" ".join(w.text for w in part), False)[0] == "caption" for part in (line[:i], line[i:])):
            return [line[:i], line[i:]]
    return [line]


def find_furniture(pages: Sequence[tuple[float, Sequence[Line]]]) -> set[int]:
    """``id`` of each line that is a running header or footer.

    It has the same words, figures aside, at the same height of three pages in a row, of three left or right pages, or
    of both pages of two. ``pages`` are heights in points with their lines.
    """
    places: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for number, (height, lines) in enumerate(pages):
        for line in lines:
            middle = (line.bbox[1] + line.bbox[3]) / 2 / height if height else 0.5
            if min(middle, 1 - middle) <= MARGIN:
                places[_shape(line.text), round(middle * 40)].append((number, line))
    out: set[int] = set()
    for (shape, band), found in places.items():
        near = {number for other in (band - 1, band, band + 1) for number, _ in places.get((shape, other), ())}
        runs = any({p, p + step, p + 2 * step} <= near for p in near for step in (1, 2))
        runs = runs or len(near) == len(pages) == 2
        if runs and len(shape) <= 120:
            out.update(id(line) for _, line in found)
    return out


def _shape(text: str) -> str:
    """What a running header or footer repeats: its words, and the number of a table or an annex, but no page's."""
    text = text.lower()
    kept = numbered.end() if (numbered := _NUMBERED.match(text)) else 0
    return re.sub(r"[^\w#]+", "", text[:kept] + _FIGURES.sub("#", text[kept:]))


def paragraphs(lines: Sequence[Line], right: float) -> list[list[Line]]:
    """Lines of one page grouped into paragraphs. ``right`` is the right edge of the text area, in points."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _belongs(groups[-1], line, line.right or right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _belongs(group: Sequence[Line], line: Line, right: float) -> bool:
    last = group[-1]
    height = max(last.bbox[3] - last.bbox[1], line.bbox[3] - line.bbox[1])
    gap = line.bbox[1] - last.bbox[3]
    if gap > 1.1 * height or gap < -height or _MARKER.match(line.text):
        return False
    if len(group) > 1:
        usual = group[-1].bbox[1] - group[-2].bbox[1]
        if line.bbox[1] - last.bbox[1] > 1.35 * usual:
            return False
    bold, was = all(w.bold for w in line.words), all(w.bold for w in last.words)
    if bold != was:
        return False
    kinds = classify(last.text, was)[0], classify(line.text, bold)[0]
    if "toc" in kinds or (_paged(last) and _paged(line)):
        return False
    first_word = line.words[0].bbox[2] - line.words[0].bbox[0]
    full = last.bbox[2] + first_word > right - 0.6 * height
    # "… disajikan / Tabel 6.", "… disajikan pada / Tabel 6. Capaian sasaran ini …"
    ends = full and last.text[-1:] not in ".:;" and (_REFERENCE.fullmatch(line.text) or (
        kinds == ("paragraph", "caption") and _ASKS.search(last.text)))
    if kinds[1] in ("heading", "caption") and not ends and not (full and _GOES_ON.match(line.text)):
        return bold and full is not False and kinds[0] == "heading" and len(group) < 3 and not re.match(
            r"^(?:BAB\b|\d|[A-Z]\.|Tabel|Gambar|Grafik)", line.text) and _centred(last, line)
    return full or (_centred(last, line) and bold)


def _paged(line: Line) -> bool:
    """Whether a number stands far to the right of the other words: a page in a table of contents without dots."""
    *words, number = line.words
    return bool(words) and _PAGE.fullmatch(number.text) is not None and (
        number.bbox[0] - words[-1].bbox[2] > APART * number.size)


def _centred(a: Line, b: Line) -> bool:
    return abs((a.bbox[0] + a.bbox[2]) - (b.bbox[0] + b.bbox[2])) < 6 and abs(a.bbox[0] - b.bbox[0]) > 6


def turns_over(block: Block, following: Block) -> bool:
    """Whether ``following`` begins a new page, or the right column, right after ``block``."""
    last, first = block.words[-1], following.words[0]
    return first.page == last.page + 1 or (
        first.page == last.page and first.bbox[0] > last.bbox[2] and first.bbox[3] < last.bbox[1])


def joins_over_page(block: Block, following: Block) -> bool:
    """Whether a paragraph that ends a page or column goes on with the first of the next."""
    if block.kind != "paragraph" or following.kind != "paragraph" or _MARKER.match(following.text):
        return False
    return not re.search(r"[.;:!?]\W?$", block.text) and following.text[:1].islower()


def join_blocks(a: Block, b: Block) -> Block:
    return block_from_words((*a.words, *b.words))


def as_block(group: Sequence[Line]) -> Block:
    return block_from_words([w for line in group for w in line.words])
