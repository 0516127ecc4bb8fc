"""Tables without rules, or with level rules only: their columns from camelot, their rows from the lines of text.

Only pages on which a caption or a line of header words says that a table must be there are looked at: camelot costs ten
times what the rest of a page does. It finds the columns; which lines make up a row it does not know, so rows are built
here, from the gaps between lines and from the figures that a row can have only once.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lkj_audit.extract.blocks import classify
from lkj_audit.extract.grid import Grid, GridCell, text_lines
from lkj_audit.extract.joining import join_lines, known_words
from lkj_audit.model import BBox, Word, union

GUTTER = 1.0  # of the line height: a wider gap between words of a line may part two columns
SPACE = 5.0  # points: a narrower gap is a space between words
CROSSING = 0.12  # share of the rows whose words may cross a gap between columns: titles over several of them
FIGURE = re.compile(r"(?:Rp\.?\s*)?\(?[\d.,]*\d\)?(?:,-)?\s*(?:%|[^\W\d]{2,12})?|[A-D]{1,2}|W[TD]P")
LOOSE = 1.3  # a gap between lines this much over the usual parts two rows
MIN_ROWS = 2
HINTS = frozenset(("Tabel", "TABEL", "No", "No.", "NO", "NO.", "Nomor", "NOMOR", "Kode", "KODE", "Uraian", "URAIAN",
                   "Indikator", "INDIKATOR", "Jenis"))  # a page without any of these has no table of interest
MARGIN = 0.06  # share of the page height in which only running headers and footers stand


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of words, and its stretches of words between wide gaps."""

    words: tuple[Word, ...]
    bbox: BBox
    parts: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)


def lines_of(words: Sequence[Word]) -> list[TextLine]:
    """The lines of ``words``, each cut at its wide gaps."""
    out = []
    for line in text_lines(words):
        parts: list[list[Word]] = [[line[0]]]
        height = max(w.size for w in line)
        for before, word in pairwise(line):
            if word.bbox[0] - before.bbox[2] > GUTTER * height:
                parts.append([word])
            else:
                parts[-1].append(word)
        out.append(TextLine(tuple(line), union(w.bbox for w in line), tuple(map(tuple, parts))))
    return out


def table_starts(lines: Sequence[TextLine]) -> list[int]:
    """Indices of the lines that look like the head of a table: header words in columns, or the first line in columns
    under a caption."""
    out: list[int] = []
    captioned = -1
    for i, line in enumerate(lines):
        if classify(line.text, False)[0] == "caption" or re.match(r"Tabel\b", line.text):
            captioned = i
        columns = len(line.parts)
        if sum(len(x.parts) >= 2 for x in lines[i + 1: i + 7]) < MIN_ROWS:
            continue
        below_caption = captioned >= 0 and i - captioned <= 2
        if columns >= 2 and (below_caption or (columns >= 3 and _is_head(line))) and not (
                out and _runs_on(lines[out[-1]: i + 1])):
            out.append(i)
    return out


def _is_head(line: TextLine) -> bool:
    parts = [" ".join(w.text for w in p) for p in line.parts]
    if any(re.search(r"\d{3}|\d\s*%|\.{4}", p) and not re.search(r"(?:19|20)\d\d", p) for p in parts):
        return False
    known = known_words()
    hits = sum(any(w in known or w in ("no", "kode") for w in re.findall(r"[^\W\d_]{2,}", p.lower())) for p in parts)
    return hits * 3 >= 2 * len(parts) and all(len(p) < 45 for p in parts)


def _runs_on(lines: Sequence[TextLine]) -> bool:
    """Whether ``lines`` are one run in columns: no full paragraph line between."""
    return all(len(line.parts) > 1 or line.bbox[2] - line.bbox[0] < 250 for line in lines)


def find_borderless(number: int, words: Sequence[Word], height: float, source: bytes, password: str | None,
                    before: Grid | None = None) -> list[Grid]:
    """The tables without a grid among ``words`` (those outside grids) of page ``number``.

    ``source`` is the PDF itself, ``height`` that of the page in points, ``before`` the last table without a grid of the
    page before: it may go on at the top of this one. Empty when camelot fails: it raises almost anything on odd files.
    """
    if not before and not any(w.text in HINTS for w in words):
        return []
    lines = [x for x in lines_of(words) if MARGIN * height < x.bbox[1] and x.bbox[3] < (1 - MARGIN) * height]
    rest = _grid(number, before.xs, lines) if before and lines and before.bbox[3] > 0.75 * height else None
    if rest:
        below = [w for w in words if w.bbox[1] > rest.bbox[3]]
        return [rest, *find_borderless(number, below, height, source, password)]
    starts = table_starts(lines)
    if not starts:
        return []
    grids: list[Grid] = []
    for columns, region in _columns(number, source, password, height):
        inside = [x for x in lines if region[1] - 4 <= (x.bbox[1] + x.bbox[3]) / 2]
        first = next((lines[i] for i in starts if lines[i] in inside and lines[i].bbox[1] < region[3]), None)
        if first is not None and (grid := _grid(number, columns, inside[inside.index(first):])):
            grids.append(grid)
    for i in starts:
        if not any(g.bbox[1] - 2 <= lines[i].bbox[1] <= g.bbox[3] for g in grids) and (
                grid := _by_gaps(number, lines[i:])):
            grids.append(grid)
    return sorted(grids, key=lambda g: g.bbox[1])


def _by_gaps(number: int, lines: Sequence[TextLine]) -> Grid | None:
    """A table that camelot does not see: its columns from the gaps that run through its lines."""
    run: list[TextLine] = []
    for line in lines:
        if run and (_too_far(run, line) or (len(line.parts) == 1 and line.bbox[2] - line.bbox[0] > 250)):
            break
        run.append(line)
    x0, x1 = min(x.bbox[0] for x in run), max(x.bbox[2] for x in run)
    gaps = column_gaps([x.words for x in run if len(x.parts) > 1], x0, x1)
    return _grid(number, [x0, *gaps, x1], run) if gaps else None


def _columns(number: int, source: bytes, password: str | None, height: float) -> Iterator[tuple[list[float], BBox]]:
    """camelot's columns (their limits, in points) and region of each table it sees on a page, top to bottom."""
    from camelot.io import read_pdf

    try:
        tables = read_pdf(source, pages=str(number), flavor="network", password=password, suppress_stdout=True)
    except Exception:  # camelot leaks StopIteration, IndexError, ValueError, TypeError … on odd pages
        return
    for table in sorted(tables, key=lambda t: -t._bbox[3]):
        x0, y0, x1, y1 = table._bbox
        if len(table.cols) >= 2:
            yield [table.cols[0][0], *(c[1] for c in table.cols)], (x0, height - y1, x1, height - y0)


def column_gaps(bands: Sequence[Sequence[Word]], x0: float, x1: float) -> list[float]:
    """The middles of the gaps, in points, that hardly a band's words cross."""
    width = round(x1 - x0) + 1
    cover = [0] * width
    for band in bands:
        marks = {x for w in band for x in range(max(0, int(w.bbox[0] - x0)), min(width, int(w.bbox[2] - x0) + 1))}
        for x in marks:
            cover[x] += 1
    allowed = int(CROSSING * len(bands))
    out, start = [], -1
    for x, count in enumerate([*cover, len(bands)]):
        if count <= allowed and start < 0:
            start = x
        elif count > allowed and start >= 0:
            if x - start >= SPACE and start > 0 and x < width:
                out.append(x0 + (start + x) / 2)
            start = -1
    return out


def _grid(number: int, limits: Sequence[float], lines: Sequence[TextLine]) -> Grid | None:
    """The lines that keep to the columns, from the first on, as a grid; None when they are too few."""
    xs = [limits[0] - 500, *limits[1:-1], limits[-1] + 500]
    kept: list[TextLine] = []
    for line in lines:
        if _crosses(line, xs) or (kept and _too_far(kept, line)) or classify(line.text, False)[0] == "caption":
            break
        kept.append(line)
    while kept and len(kept[-1].parts) == 1 and classify(kept[-1].text, False)[0] == "heading":
        kept.pop()
    rows = split_rows(kept, xs)
    if sum(len({_column(p[0], xs) for x in row for p in x.parts}) >= 2 for row in rows) < MIN_ROWS:
        return None
    return _as_grid(number, xs, rows)


def _column(word: Word, xs: Sequence[float]) -> int:
    middle = (word.bbox[0] + word.bbox[2]) / 2
    return max(i for i, x in enumerate(xs[:-1]) if x <= middle or i == 0)


def _crosses(line: TextLine, xs: Sequence[float]) -> bool:
    """Whether a stretch of the line runs over the limit of two columns: then it is running text."""
    for part in line.parts:
        x0, x1 = part[0].bbox[0], part[-1].bbox[2]
        if any(x0 + 6 < x < x1 - 6 and not any(abs(w.bbox[0] - x) < 3 for w in part) for x in xs[1:-1]):
            return True
    return False


def _too_far(kept: Sequence[TextLine], line: TextLine) -> bool:
    gap = line.bbox[1] - kept[-1].bbox[3]
    return gap > 3.0 * (line.bbox[3] - line.bbox[1])


def split_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> list[list[TextLine]]:
    """Lines grouped into rows: parted by gaps wider than usual or, where all gaps are alike, by a filled first column
    or by a figure in a column that has one already."""
    if not lines:
        return []
    gaps = [b.bbox[1] - a.bbox[1] for a, b in pairwise(lines)]
    tight = max(min(gaps, default=0.0), statistics.median(x.bbox[3] - x.bbox[1] for x in lines))
    loose = bool(gaps) and max(gaps) > LOOSE * tight and statistics.median(gaps) < LOOSE * max(gaps)
    rows = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        filled = {_column(p[0], xs) for p in line.parts}
        have = {_column(p[0], xs) for x in rows[-1] for p in x.parts}
        if (gap > LOOSE * tight) if loose else (0 in filled or _figures(line, xs) & have != set()):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _figures(line: TextLine, xs: Sequence[float]) -> set[int]:
    """The columns in which ``line`` has a whole figure."""
    return {_column(p[0], xs) for p in line.parts if FIGURE.fullmatch(" ".join(w.text for w in p))}


def _as_grid(number: int, xs: Sequence[float], rows: Sequence[Sequence[TextLine]]) -> Grid:
    every = [w for row in rows for line in row for w in line.words]
    box = union(w.bbox for w in every)
    sides = [box[0], *xs[1:-1], box[2]]
    tops = [min(x.bbox[1] for x in row) for row in rows] + [box[3]]
    cells = []
    for r, row in enumerate(rows):
        for c in range(len(sides) - 1):
            own = [[w for w in line.words if _column(w, xs) == c] for line in row]
            bbox = sides[c], tops[r], sides[c + 1], tops[r + 1]
            words = tuple(w for line in own for w in line)
            cells.append(GridCell(bbox, r, c, r + 1, c + 1, join_lines([x for x in own if x], bbox), words))
    return Grid(number, box, tuple(sides), tuple(tops), tuple(cells))
