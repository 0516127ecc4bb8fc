"""Pages as drawn → the flow of a document: blocks and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from lkj_audit.extract.ruled.grid import Grid
from lkj_audit.extract.ruled.touching import part_caption
from lkj_audit.extract.whole.stitch import RawTable, continues, extend, head_cells, numbering_cells, open_tables
from lkj_audit.extract.whole.strips import PageContent, put_together
from lkj_audit.extract.words.blocks import block_from_words
from lkj_audit.extract.words.broken_words import mended
from lkj_audit.extract.words.lines import (
    Line,
    as_block,
    find_furniture,
    join_blocks,
    joins_over_page,
    page_lines,
    paragraphs,
    turns_over,
)
from lkj_audit.model import BBox, Block, Table, Word

LINE = 120  # characters of a line of contents at most
UNSURE = 0.5  # the confidence of a table whose rows or columns may be others
CONTEXT = 8  # blocks before a table that may say what it is


def assemble(pages: Sequence[PageContent]) -> tuple[tuple[Block | Table, ...], tuple[Block, ...]]:
    """The flow of the document, and its running headers and footers."""
    pages, moved = put_together(pages)
    lines = {p.place: page_lines(p.number, p.words) for p in pages}
    running = find_furniture([(p.height, lines[p.place]) for p in pages])
    furniture = [as_block([line]) for p in pages for line in lines[p.place] if id(line) in running]
    flow: list[Block | RawTable] = []
    repeated: list[Block | RawTable] = []
    margins = _right_margins(pages, lines)
    for page in pages:
        own = [line for line in lines[page.place] if id(line) not in running]
        for item in _page_flow(page, own, margins[round(page.width), page.part]):
            last = flow[-1] if flow else None
            before = flow[-2] if len(flow) > 1 else None
            if isinstance(item, RawTable) and isinstance(last, RawTable) and _next(last, item, page, moved) and \
                    continues(last, item):
                extend(last, item)
            elif isinstance(item, RawTable) and isinstance(before, RawTable) and isinstance(last, Block) and \
                    _says_continued(last) and _next(before, item, page, moved) and continues(before, item):
                extend(before, item)
                repeated.append(flow.pop())
            elif isinstance(item, Block) and isinstance(last, Block) and turns_over(last, item) and \
                    joins_over_page(last, item):
                flow[-1] = join_blocks(last, item)
            else:
                flow.append(item)
    furniture += [b for b in repeated if isinstance(b, Block)]
    return mended(list(_finish(_contents_lists(flow)))), tuple(furniture)


def _next(table: RawTable, item: RawTable, page: PageContent, moved: set[int]) -> bool:
    """Whether ``page``, with ``item`` on it, comes right after the one on which ``table`` ends, but for those whose
    tables were ``moved`` to others."""
    last = table.pages[-1]
    if page.part == 2:
        return last == page.number and table.xs[-1] < item.xs[0]
    return last < page.number and moved.issuperset(range(last + 1, page.number))


def _right_margins(pages: Sequence[PageContent], lines: Mapping[tuple[int, int], list[Line]],
                   ) -> dict[tuple[int, int], float]:
    """The right edge of the text area for each page width and part, in points: where nine lines of ten end at the
    latest."""
    ends: dict[tuple[int, int], list[float]] = {}
    for page in pages:
        ends.setdefault((round(page.width), page.part), []).extend(x.bbox[2] for x in lines[page.place])
    return {kind: sorted(found)[int(0.9 * len(found))] if found else 0.0 for kind, found in ends.items()}


def _page_flow(page: PageContent, lines: Sequence[Line], right: float) -> Iterator[Block | RawTable]:
    """Paragraphs and tables of one page from top to bottom."""
    grids = sorted(page.grids, key=lambda g: g.bbox[1])
    edges = [0.0, *(g.bbox[1] for g in grids), float("inf")]
    for i in range(len(grids) + 1):
        between = [x for x in lines if edges[i] <= (x.bbox[1] + x.bbox[3]) / 2 < edges[i + 1]]
        for group in paragraphs(between, right):
            yield as_block(group)
        if i < len(grids):
            titles, grid = part_caption(grids[i])
            yield from (block_from_words(cell.words) for cell in titles if cell.words)
            yield from open_tables(grid)


def _says_continued(block: Block) -> bool:
    """Whether ``block`` stands over the rest of a table: "Tabel 3.1 Capaian (lanjutan)", "Lanjutan Tabel 3.1"."""
    return (block.kind == "caption" and _CONTINUED.search(block.text) is not None) or (
        len(block.text) < 150 and _CONTINUES.match(block.text) is not None)


_CONTINUED = re.compile(r"\b(?:lanjutan|sambungan|lanjut)\b\W*$", re.I)
_CONTINUES = re.compile(r"\W*(?:lanjutan|sambungan)(?:\s+dari)?(?:\s+tabel\b.*)?\W*$", re.I)
_LIST_TITLE = re.compile(r"^DAFTAR (?:ISI|TABEL|GAMBAR|GRAFIK|BAGAN|LAMPIRAN)\b", re.I)
# … or with the dots that lead to one, which stands in a column of its own
_LISTED = re.compile(r"\S.*(?:[\s.…](?:\d{1,3}|[ivxlc]{1,6})|\.{6,})\s*$")


def _contents_lists(flow: Sequence[Block | RawTable]) -> Iterator[Block | RawTable]:
    """Lines under "Daftar Isi", "Daftar Tabel" … that end with a page number are contents, however they look; on a
    scanned page, where dots and numbers are easily lost, so are headings without one."""
    inside = misses = scanned = 0
    for i, item in enumerate(flow):
        if isinstance(item, RawTable):
            inside = 0
        elif _LIST_TITLE.match(item.text) and len(item.text) < 40:
            inside, misses = 1, 0
            scanned = item.page if _lists_on_scan(item, flow[i + 1:]) else 0
        elif inside:
            listed = item.kind == "toc" or (len(item.text) < 200 and _LISTED.search(item.text) is not None) or (
                item.page == scanned and (item.kind == "heading" or item.text[-1] in ".…"))
            misses = 0 if listed else misses + 1
            inside = misses < 3 and not (misses and re.match(r"BAB\s+I\b|KATA PENGANTAR", item.text))
            if listed:
                item = replace(item, kind="toc", number="", label="", level=0)
        yield item


def _lists_on_scan(title: Block, after: Sequence[Block | RawTable]) -> bool:
    """Whether nothing but short lines stands below ``title`` on its page, which was scanned."""
    if min(w.confidence for w in title.words) == 1:
        return False
    below = takewhile(lambda b: isinstance(b, Block) and b.page == title.page, after)
    return all(len(b.text) <= LINE for b in below if isinstance(b, Block))


def _finish(flow: Iterator[Block | RawTable]) -> Iterator[Block | Table]:
    items = list(flow)
    number = 0
    recent: list[Block] = []
    since = 0
    below = _captions_below(items)
    for item, after in zip_longest(items, items[1:]):
        if isinstance(item, Block):
            if not (below and _is_caption(item)):
                recent.append(item)
            yield item
        elif len(item.rows) + len(item.head) > 1 and any(c.text for row in item.rows for c in row):
            number += 1
            own = after if below and isinstance(after, Block) and _is_caption(after) else None
            end = len(recent) - (len(recent) > since and _heads(recent[-1], after, item))
            yield _table(item, f"T{number:02}", recent, own or _caption(recent[since:end]))
            since = end
        else:
            said = {id(c): block_from_words(c.words) for row in item.drawn for c in row if c.words}
            recent += said.values()
            yield from said.values()


def _heads(caption: Block, after: Block | RawTable | None, table: RawTable) -> bool:
    """Whether ``caption`` stands over the table ``after``, which stands beside ``table``."""
    if not _is_caption(caption) or not isinstance(after, RawTable):
        return False
    right = min(after.xs[0], caption.words[0].bbox[0])
    return after.pages[0] == table.pages[-1] == caption.page and right > table.xs[-1]


def _is_caption(block: Block) -> bool:
    return block.kind == "caption" and block.label == "Tabel"


def _captions_below(items: Sequence[Block | RawTable]) -> bool:
    """Whether the report sets its captions below the tables: only those count that have a table on one side alone."""
    below = above = 0
    for before, item, after in zip(items, items[1:], items[2:], strict=False):
        if isinstance(item, Block) and _is_caption(item):
            below += isinstance(before, RawTable) and not isinstance(after, RawTable)
            above += isinstance(after, RawTable) and not isinstance(before, RawTable)
    return below > 1 and below > 3 * above


def _caption(before: Sequence[Block]) -> Block | None:
    """The caption of a table among the blocks since the table before.

    Numbered, perhaps with its title on the next line, or at least a line that begins with "Tabel".
    """
    for i, block in enumerate(before[-3:]):
        if block.kind == "caption" and block.label == "Tabel":
            title = before[-3:][i + 1] if i + 1 < len(before[-3:]) else None
            bare = len(block.text) < 12 and title is not None and len(title.text) < 150
            return replace(join_blocks(block, title), kind="caption", number=block.number, label="Tabel") \
                if bare and title else block
    last = before[-1] if before else None
    return last if last and re.match(r"Tabel\b", last.text) and len(last.text) < 120 and last.text[-1] not in ".:;," \
        else None


def _table(raw: RawTable, name: str, before: Sequence[Block], caption: Block | None) -> Table:
    header, cells = head_cells(raw)
    pages = {*raw.pages, *(p.page for row in raw.rows for cell in row for p in cell.places)}
    rows = tuple(map(tuple, raw.rows))
    return Table(name, tuple(sorted(pages)), header, cells, rows, caption.text if caption else None, caption,
                 tuple(b.text for b in before[-CONTEXT:] if b.kind != "toc"), numbering_cells(raw),
                 1.0 if raw.sure else UNSURE)


def outside(words: Sequence[Word], grids: Sequence[Grid]) -> tuple[Word, ...]:
    """The words that stand in no grid."""
    boxes: list[BBox] = [g.bbox for g in grids]

    def within(word: Word) -> bool:
        x, y = (word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2
        return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)

    return tuple(w for w in words if not within(w)) if boxes else tuple(words)
