"""The words of a page as pdfium gives them, and the way they run.

Its quirks are dealt with here: loose boxes, spaces and line ends that it makes up, U+0002 for a hyphen at a line end.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from statistics import median
from string import ascii_lowercase
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from lkj_audit.extract.page.clipped import shown
from lkj_audit.extract.page.drawn import Matrix, box
from lkj_audit.extract.page.turned_words import Letter, turned_words
from lkj_audit.extract.words.spaced import close_up, rejoined
from lkj_audit.model import BBox, Word, union

ASKEW = 0.1  # slope from which a line of text is neither level nor upright
STAMPED = 2.0  # of the usual size of text: a larger word over others is a stamp
FEW = 100  # letters on a page
MARK_ENDS = frozenset("0123456789*)")  # a note at the end of a figure: 12¹⁾
MARKED = frozenset("0123456789%)")
LONGEST_MARK = 4
HAIR = 0.15  # of its size: how far a word is moved to look bold or to throw a shadow, or twice that
DOWN = 1 << 20  # a point down where a place is one number; no page is as wide
SMALL, RISE, NEAR = 0.95, 0.2, 0.5  # of the size of a figure: its mark is smaller, stands higher, and close to it
_BULLETS = str.maketrans("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8", "•▪➢✓❖▪")  # of Symbol and Wingdings, as Word sets them
# What is not seen, hyphens of other kinds, and the letters of ligatures that Ghostscript writes with bytes swapped.
_PLAIN = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff")) | dict.fromkeys((0x2010, 0x2011), "-") | {
    ord(x) << 8: x for x in ascii_lowercase}
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_TOKEN = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?")  # U+0002 or U+FFFE: a hyphen at a line end


class Written(NamedTuple):
    """The words of a page; the way most of them run, in quarter turns to the left from the file's x axis, None where
    they are few; and the letters of each word that runs askew."""

    words: list[Word]
    way: int | None
    askew: list[list[Letter]]


def read_words(page: Any, number: int, to_page: Matrix, size: tuple[float, float], hidden: AbstractSet[int],
               clips: Mapping[int, BBox]) -> Written:
    """The words of a page of ``size`` (width, height in points), split where pdfium puts a space or a line end.

    Text off the page is not read, nor that of the ``hidden`` objects or outside the ``clips`` of others, nor text drawn
    a second time a hair beside the first to look bold, nor text that runs large over other text. What runs askew is no
    text of the page either: a watermark, the names along the axis of a chart, or titles of columns.
    """
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        count = pdfium_c.FPDFText_CountChars(handle)
        text = _characters(handle, count).translate(_BULLETS)
        chars = _Characters(handle)
        out: list[Word] = []
        ways = [0, 0, 0, 0]
        turned: dict[int, list[Letter]] = {}
        level = next(way for way in range(4) if (to_page[0], to_page[2])[way % 2] * (1, 1, -1, -1)[way] > 0)
        seen: dict[str, set[int]] = {}
        askew: list[list[Letter]] = []
        for first, end in chars.spans(text, clips) if clips else (m.span() for m in _TOKEN.finditer(text)):
            token = text[first:end]
            half = len(token) // 2
            if half and token[0] == token[half] and token[:half] == token[half:] and chars.is_twice(first, half):
                token, end = token[:half], first + half
            cut = token[-1] in "\x02\ufffe\xad"
            style = chars.style(first)
            if chars.drawn in hidden:
                continue
            if style.way is None:
                askew.append([*chars.letters(text, (first, end), to_page, style)])
                continue
            ways[style.way] += len(token)
            if (style.way - level) % 2:
                turned.setdefault((style.way - level) % 4, []).extend(chars.letters(text, (first, end), to_page, style))
                continue
            bounds = chars.bounds(first, end - 1 - cut, style)
            bbox = box(to_page, *bounds) if bounds else None
            said = token if token.isascii() and not cut else _said(token, cut)
            if token[-1] in MARK_ENDS:
                said = _marked(said, chars.raised(first, end - 1, style))
            if bbox and clips and (clip := clips.get(chars.drawn or 0)):
                said, bbox = shown(said, bbox, clip)
            if bbox and said and _inside(bbox, size) and not _again(said, bbox, seen):
                word = Word(said, number, bbox, bbox[3] - bbox[1], style.bold)
                if out and len(said) <= LONGEST_MARK and _is_mark(word, out[-1]):
                    out[-1] = replace(out[-1], text=_marked(out[-1].text + said, len(said)))
                else:
                    out.append(word)
        for way, letters in turned.items():
            out += turned_words((x for x in letters if _inside(x.bbox, size)), number, upwards=way == 1)
        if level % 2:
            out = rejoined(out)
        return Written(close_up(_unstamped(out)), ways.index(max(ways)) if sum(ways) > FEW else None, askew)
    finally:
        textpage.close()


def _is_mark(word: Word, before: Word) -> bool:
    """Whether ``word`` is the mark of a note, small and raised, at the end of the figure ``before``."""
    x0, top, x1, low = before.bbox
    return (word.size < SMALL * before.size and top < word.bbox[3] < low - RISE * before.size
            and x0 < word.bbox[0] < x1 + NEAR * before.size
            and before.text[-1] in MARKED and word.text[-1] in MARK_ENDS)


def _marked(text: str, mark: int) -> str:
    """``text`` with the last ``mark`` characters raised where they are the mark of a note at a figure: no digits of it,
    as they would be else. The 2 of km2 stays."""
    return text[:-mark] + text[-mark:].translate(_RAISED) if mark and text[:-mark][-1:] in MARKED else text


def _unstamped(words: list[Word]) -> list[Word]:
    """``words`` without large ones that are printed over others: a watermark."""
    usual = median(w.size for w in words) if words else 0.0
    large = {id(w): w.bbox for w in words if w.size > STAMPED * usual}
    if not large:
        return words
    middles = [((w.bbox[0] + w.bbox[2]) / 2, (w.bbox[1] + w.bbox[3]) / 2) for w in words if id(w) not in large]
    stamps = {key for key, b in large.items() if sum(b[0] < x < b[2] and b[1] < y < b[3] for x, y in middles) > 1}
    return [w for w in words if id(w) not in stamps]


def _said(token: str, cut: bool) -> str:
    """``token`` as it reads: without soft hyphens and spaces of no width. A ``cut`` one ends with a hyphen."""
    return (token[:-1].translate(_PLAIN) + "-") if cut else token.translate(_PLAIN)


def _inside(bbox: BBox, size: tuple[float, float]) -> bool:
    return -1 <= (bbox[0] + bbox[2]) / 2 <= size[0] + 1 and -1 <= (bbox[1] + bbox[3]) / 2 <= size[1] + 1


def _again(text: str, bbox: BBox, seen: dict[str, set[int]]) -> bool:
    """Whether the same word of this size stands a hair from here already; remembers it otherwise."""
    x0, top, _, bottom = bbox
    hair = HAIR * (bottom - top)
    at = round(x0 / hair) + DOWN * round(top / hair)
    places = seen.get(text)
    if places is None:
        seen[text] = {at}
    elif places.isdisjoint((at, at - 1, at + 1, at - DOWN, at - DOWN - 1, at - DOWN + 1,
                            at + DOWN, at + DOWN - 1, at + DOWN + 1)):
        places.add(at)
    else:
        return True
    return False


def bare(function: Any, result: Any, *arguments: Any) -> Any:
    """``function`` of pdfium, called with addresses as numbers: pypdfium2's checks of pointers take longer than it."""
    out = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    out.restype, out.argtypes = result, arguments
    return out


_object_at = bare(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_box_of = bare(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Style(NamedTuple):
    """How a character is drawn: the way its line runs in quarter turns to the left, None when askew; ``edges`` are the
    lower and upper edge of the font in the file's coordinates."""

    bold: bool
    way: int | None = 0
    edges: tuple[float, float] | None = None


class _Characters:
    """Boxes and fonts of the characters of one text page, read into buffers that are used again for each."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle
        self._address = ctypes.cast(handle, ctypes.c_void_p).value
        self._rect, self._matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
        self._rect_address = ctypes.addressof(self._rect)
        self._x, self._y, self._flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
        self._font = ctypes.create_string_buffer(96)
        self._styles: dict[int, _Style] = {}
        self.drawn: int | None = None  # the text object of the character whose style was asked last

    def spans(self, text: str, clips: Mapping[int, BBox]) -> Iterator[tuple[int, int]]:
        """From where to where the words of ``text`` run. One that is cut off by its clip ends where the next begins,
        however close that stands."""
        for match in _TOKEN.finditer(text):
            start, (first, end) = match.start(), match.span()
            drawn = [_object_at(self._address, i) for i in range(first, end)]
            for i in range(first + 1, end):
                before, after = drawn[i - 1 - start], drawn[i - start]
                if before != after and (before in clips or after in clips):
                    yield first, i
                    first = i
            yield first, end

    def is_twice(self, first: int, count: int) -> bool:
        """Whether ``count`` characters are drawn a second time a hair beside the first, which pdfium takes for one
        word of twice the length."""
        a, b = self._box(first), self._box(first + count)
        return a is not None and b is not None and all(abs(b[i] - a[i]) < 0.6 * (a[i + 2] - a[i]) for i in (0, 1))

    def bounds(self, first: int, last: int, style: _Style) -> BBox | None:
        """The box of the characters ``first`` to ``last``, drawn in ``style``, in the file's coordinates (x0, y0, x1,
        y1).

        Upright text gets the height of its font round the baseline, whatever letters it has, so that the words of a
        line stand on one height; turned text gets the box of its letters.
        """
        if style.edges is None:
            boxes = [r for i in range(first, last + 1) if (r := self._box(i))]
            x0, y0, x1, y1 = union(boxes) if boxes else (0.0, 0.0, 0.0, 0.0)
        else:
            a, b = self._box(first), self._box(last)
            if a is None or b is None:
                a = b = a or b or (0.0, 0.0, 0.0, 0.0)
            x0, x1 = a[0] if a[0] < b[0] else b[0], a[2] if a[2] > b[2] else b[2]
            y0, y1 = style.edges
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def letters(self, text: str, span: tuple[int, int], to_page: Matrix, style: _Style) -> Iterator[Letter]:
        """The characters of ``text`` from ``span[0]`` to ``span[1]``, boxes on the page."""
        for i in range(*span):
            if (bounds := self._box(i)) and bounds[2] > bounds[0] and bounds[3] > bounds[1]:
                yield Letter(text[i], box(to_page, *bounds), style.bold)

    def raised(self, first: int, last: int, style: _Style) -> int:
        """How many of the characters ``first`` to ``last`` at the end stand higher than the first, whose ``style`` was
        asked last. They are of another object: else nothing is measured."""
        handle, edges = self._handle, style.edges
        if edges is None or _object_at(self._address, last) == self.drawn:
            return 0
        size, up = edges[1] - edges[0], 1 if style.way == 0 else -1
        base = edges[0 if up == 1 else 1] + up * 0.22 / 0.96 * size
        at = last
        while at > first and pdfium_c.FPDFText_GetCharOrigin(handle, at, self._x, self._y) and (
                up * (self._y.value - base) > RISE * size):
            at -= 1
        return last - at

    def style(self, index: int) -> _Style:
        """How the character is drawn. The text of one object on a level baseline is drawn alike: it is asked once."""
        self.drawn = drawn = _object_at(self._address, index)
        style = self._styles.get(drawn)
        if style is None:
            style = self._asked(index)
            if drawn and not self._matrix.b:
                self._styles[drawn] = style
        return style

    def _asked(self, index: int) -> _Style:
        handle, m = self._handle, self._matrix
        length = pdfium_c.FPDFText_GetFontInfo(handle, index, self._font, 96, self._flags)
        bold = 0 < length <= 96 and (b"Bold" in self._font.value or b"Black" in self._font.value)
        if not pdfium_c.FPDFText_GetMatrix(handle, index, m):
            return _Style(bold)
        way = _way(m.a, m.b)
        size = pdfium_c.FPDFText_GetFontSize(handle, index) * (m.c * m.c + m.d * m.d) ** 0.5
        if way in (None, 1, 3) or not 1.0 < size < 200.0 or not pdfium_c.FPDFText_GetCharOrigin(
                handle, index, self._x, self._y):
            return _Style(bold, way)
        low, high = (0.22, 0.74) if way == 0 else (0.74, 0.22)
        return _Style(bold, way, (self._y.value - low * size, self._y.value + high * size))

    def _box(self, index: int) -> BBox | None:
        r = self._rect
        if not _box_of(self._address, index, self._rect_address):
            return None
        return r.left, r.bottom, r.right, r.top


def _way(x: float, y: float) -> int | None:
    """The quarter turn next to the direction ``(x, y)``; None when it is none of them."""
    if min(abs(x), abs(y)) > ASKEW * max(abs(x), abs(y)):
        return None
    return (0 if x >= 0 else 2) if abs(x) >= abs(y) else 1 if y > 0 else 3


def _characters(handle: Any, count: int) -> str:
    """The text of the page with one character for each of pdfium's indices."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[:-2].decode("utf-16-le", "ignore")
    if written == count + 1 and len(text) == count:  # no halves of characters beyond U+FFFF
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(handle, i) for i in range(count))
    return "".join(chr(c) if c < 0xD800 or 0xE000 <= c < 0x110000 else "\ufffd" for c in codes)
