"""Where tables without rules begin: a caption or a line of header words says that one must be there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkj_audit.extract.unruled.columns import TextLine
from lkj_audit.extract.words.blocks import classify
from lkj_audit.extract.words.joining import known_words
from lkj_audit.model import union

MIN_ROWS = 2
AHEAD = 9  # lines after the first of a table, twice as many under a caption, among which some stand in columns
WIDE = 250.0  # points: a line without gaps this wide may be running text
_MONEY = re.compile(r"(?:anggaran|pagu)\b", re.I)
_AMOUNT = re.compile(r"(?:Rp\.?)?\d{1,3}(?:[.,]\d{3}){2,}(?:,\d\d|,-)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def table_starts(lines: Sequence[TextLine]) -> list[int]:
    """Indices of the lines that look like the head of a table: header words in columns, or the first line in columns
    under a caption."""
    out: list[int] = []
    captioned = -1
    for i, line in enumerate(lines):
        if is_caption(line):
            captioned = i
        columns = len(line.parts)
        below_caption = captioned >= 0 and i - captioned <= 2
        ahead = AHEAD * (1 + below_caption)
        last = below_caption and i + ahead >= len(lines)
        if _heads_amounts(lines[i:i + 2]):
            out.append(i)
            continue
        if sum(len(x.parts) >= 2 for x in lines[i + 1: i + 1 + ahead]) < (1 if last else MIN_ROWS):
            continue
        begins = below_caption or (columns >= 3 and _is_head(line)) or _is_bold_head(lines[i:i + 4])
        if columns >= 2 and begins and not (out and captioned < out[-1] and _runs_on(lines[out[-1]: i + 1])):
            out.append(i)
    return out


def is_caption(line: TextLine) -> bool:
    """Whether ``line`` begins the caption of a table or figure."""
    return classify(line.text, False)[0] == "caption" or re.match(r"Tabel\b", line.text) is not None


def _is_head(line: TextLine) -> bool:
    parts = [part for p in line.parts if not _YEAR.fullmatch(part := " ".join(w.text for w in p))]
    if any(re.search(r"\d{3}|\d\s*%|\.{4}", p) and not re.search(r"(?:19|20)\d\d", p) for p in parts):
        return False
    known = known_words()
    hits = sum(any(w in known or w in ("no", "kode") for w in re.findall(r"[^\W\d_]{2,}", p.lower())) for p in parts)
    return hits * 3 >= 2 * len(parts) > 0 and all(len(p) < 45 for p in parts)


def _heads_amounts(lines: Sequence[TextLine]) -> bool:
    """Whether two lines begin a list of amounts: "Program   Anggaran" over "1. Penyuluhan Tani   Rp 1.500.000.000"."""
    if len(lines) < 2 or not 2 <= len(lines[0].parts) <= len(lines[1].parts) + 1:
        return False
    for title, part in zip(lines[0].parts[1:], lines[1].parts[1:], strict=False):
        if _MONEY.match(title[0].text) and _AMOUNT.fullmatch("".join(w.text for w in part)):
            above, below = (union(w.bbox for w in p) for p in (title, part))
            return above[0] < below[2] and below[0] < above[2] and _is_head(lines[0])
    return False


def _is_bold_head(lines: Sequence[TextLine]) -> bool:
    """Whether the first of some lines, bold, has four columns or more, and one below it, not bold, nearly as many."""
    columns = len(lines[0].parts)
    return columns >= 4 and all(w.bold for w in lines[0].words) and any(
        len(x.parts) >= columns - 1 and not any(w.bold for w in x.words) for x in lines[1:])


def _runs_on(lines: Sequence[TextLine]) -> bool:
    """Whether ``lines`` are one run in columns: no full paragraph line between."""
    return all(len(line.parts) > 1 or line.bbox[2] - line.bbox[0] < WIDE for line in lines)
