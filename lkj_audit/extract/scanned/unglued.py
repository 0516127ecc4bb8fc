"""What OCR does to good print: words run into figures, specks read as points, leaders of contents cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lkj_audit.extract.scanned.ocr import PixelWord
from lkj_audit.extract.words.joining import known_words
from lkj_audit.model import BBox, union

# "Tahun2015", "519orang", "selesai.Adapun", "Baik;85%", "(IKM)sebesar", "1.1PNS", "IPENDAHULUAN" after BAB; not "km2",
# "PM10", "SP2D", "A.Md.Keb".
_GLUED = re.compile(r"(?<=[a-z]{3})(?=\d)|(?<=\d)(?=[A-Za-z][a-z]{2})|(?<=[a-z]{3}[,;:])(?=\d)"
                    r"|(?:(?<=[a-z]{2}\))|(?<=[A-Z]{2}\)))(?=[a-z]{3})|(?<=\d\.\d)(?=[A-Z]{3})"
                    r"|(?:(?<=[a-z]{3}[.,;:])|(?<=[\d%)][.,;]))(?=[A-Z][a-z]{2})|(?<=[a-z]{3},)(?=[A-Z])")
_ROMAN = "(?:IV|IX|VI{0,3}|I{1,3}|X)"
_CHAPTER = re.compile(rf"(?P<bab>BAB(?={_ROMAN}[A-Z]{{4}})|BAB(?={_ROMAN}$)(?!I$))?(?P<number>{_ROMAN}(?=[A-Z]{{4}}))?")
_SHORT = re.compile(r"[.…]{2,}$")
_PAGE = re.compile(r"[.…]*(?:\d{1,3}|[ivxlc]{1,6})?[.…]*")
# A speck after a word in the middle of a sentence ("terealisasi. Rp 5.000.000"), not the end of "dll." or a sentence.
_SPECKED = re.compile(r"[a-z]{4,}\.")
_WITHIN = re.compile(r"[a-z]{2}|Rp")
_DECIMALS = re.compile(r"(\d{1,3}(?:\.\d{3})*);(\d\d%?)")  # "66;85": of the comma and a speck above it
_COUNTED = re.compile(r"[SD][1-4]\d{1,3}")  # "S26 orang": of a degree and the number of those who have it
LEADERS = "...."


def unglued(words: Sequence[PixelWord]) -> list[PixelWord]:
    """``words`` in reading order with those parted that are run together, each given the share of the box that its
    letters have, without specks, and with leaders of full length."""
    out: list[PixelWord] = []
    before = ""
    nexts = [*(w[0] for w in words), ""][1:]
    for word, after in zip(map(_clean, words, (*words[1:], None)), nexts, strict=True):
        out += _parted(word, before, after, word[0] == "BABI" and len(_on_line(word, words)) == 1)
        before = word[0]
    out = _whole(out)
    return [(_SHORT.sub(LEADERS, w[0]), *w[1:]) if _SHORT.search(w[0]) and _is_listed(w, words) else w for w in out]


def _clean(word: PixelWord, after: PixelWord | None) -> PixelWord:
    """``word``, which stands before the word ``after``, without the specks read as part of it: a full stop may end its
    line, or stand at the end of a cell."""
    goes_on = after is not None and _WITHIN.match(after[0]) and _follows(word[2], after[2])
    text = word[0][:-1] if goes_on and _SPECKED.fullmatch(word[0]) else word[0]
    return (_DECIMALS.sub(r"\1,\2", text) if _DECIMALS.fullmatch(text) else text, *word[1:])


def _follows(one: BBox, other: BBox) -> bool:
    """Whether a blank parts the two boxes, and no more."""
    return one[1] < (other[1] + other[3]) / 2 < one[3] and 0 <= other[0] - one[2] < one[3] - one[1]


def _whole(words: Sequence[PixelWord]) -> list[PixelWord]:
    """``words`` with those put together that are pieces of one of the tables' words in capitals, "UM" and "UM"."""
    out = list(words[:1])
    for word in words[1:]:
        (head, score, box), (tail, other, own) = out[-1], word
        capitals = head.isupper() and tail.isupper() and _follows(box, own)
        if capitals and (head + tail).lower() in known_words() and not {head.lower(), tail.lower()} & known_words():
            out[-1] = head + tail, min(score, other), union((box, own))
        else:
            out.append(word)
    return out


def _parted(word: PixelWord, before: str, after: str, first: bool) -> Iterator[PixelWord]:
    """The parts of ``word``, which stands between the words ``before`` and ``after``; ``first`` where "BABI" is the
    first chapter and no pork."""
    text, score, (x0, top, x1, bottom) = word
    chapter = _CHAPTER.match(text) if before == "BAB" or text.startswith("BAB") else None
    cuts = [m.start() for m in _GLUED.finditer(text)] if "/" not in text else []
    if after == "orang" and _COUNTED.fullmatch(text):
        cuts = [2]
    if chapter:
        cuts = [len("BAB")] if first else sorted({chapter.end(g) for g in ("bab", "number")} - {-1, len(text)})
    wide = (x1 - x0) / len(text)
    for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True):
        yield text[a:b], score, (x0 + a * wide, top, x0 + b * wide, bottom)


def _is_listed(word: PixelWord, words: Sequence[PixelWord]) -> bool:
    """Whether nothing but dots and a page number stands on the line to the right of ``word``, and one of them does."""
    middle = (word[2][0] + word[2][2]) / 2
    right = [text for text, _, b in _on_line(word, words) if b[0] > middle]
    return bool(right) and all(_PAGE.fullmatch(text) for text in right)


def _on_line(word: PixelWord, words: Sequence[PixelWord]) -> list[PixelWord]:
    """``word`` and those on its line."""
    middle = (word[2][1] + word[2][3]) / 2
    return [w for w in words if w[2][1] < middle < w[2][3]]
