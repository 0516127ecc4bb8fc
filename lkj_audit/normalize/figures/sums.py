""" "… a dan b, sehingga seluruhnya c": figures that a sentence adds up, the sum told last.

Breakdowns told the other way round ("c, terdiri dari a dan b") are read by the rules of their families.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from lkj_audit.model import Block, Document, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

FEWEST: Final = 2
CLOSE: Final = Decimal("0.2")  # of the total: figures that miss it by more are no parts of it
_CUES: Final = ("total", "jumlah", "seluruh", "ditambah", "beban", "sisa", "belum", "masih", "tidak", "efisiensi",
                "hemat")
_FIGURE: Final = re.compile(
    r"(?:(?P<money>\bRp\.?\s*)|(?<![\w,/:-])(?<!\w\.))(?P<n>"
    r"\d{1,3}(?:\.\d{3})*,\d{1,3}(?=\s+(?:juta|mili?[ay]r|tril[iy]un)\b)|\d{1,3}(?:\.\d{3})+(?:,\d{2})?|"
    r"\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+)"
    r"(?P<dash>,-)?(?![\w/:%]|[.,]\d|-\d)(?P<scale>\s+(?:ribu|juta|mili?[ay]r|tril[iy]un)\b)?(?!\s*(?:%|"
    r"persen\b))", re.I)
_SPELT: Final = re.compile(r"\s*\([^()\d]{2,200}\)")
_NOUN: Final = re.compile(r"\s+(?P<noun>[^\W\d_][\w/-]{2,})")
# What leads to the sum …
_CLOSING: Final = re.compile(
    r"\b(?:sehingga|hingga|jadi|maka|dengan|atau|berarti)\b[^.;:]{0,30}?\b(?:total|jumlah|berjumlah|(?:ke)?seluruhan(?:nya)?|"
    r"seluruh(?:nya)?|beban)\b|^\W*(?:total|jumlah)(?:nya)?\s+(?:\w+\s+){0,3}$", re.I)
_ADDED: Final = re.compile(r"\bditambah\b", re.I)
_REACHED: Final = re.compile(r"\b(?:sehingga|hingga|maka|jadi|menjadi)\b", re.I)
_LEFT: Final = re.compile(r"\b(?:sehingga|hingga|jadi|maka|dengan|dan|sedangkan)\b[^.;:]{0,30}?\b(?:sisa|"
                          r"tersisa|efisiensi|penghematan)\b(?!\w)", re.I)
# "Rp9 miliar dari pagu Rp10 miliar, sehingga terjadi efisiensi …"
_OF_WHOLE: Final = re.compile(r"\bdari\s+(?:total\s+|nilai\s+|jumlah\s+)?(?:pagu|hps|anggaran|alokasi)\b[^.;]{0,40}$",
                              re.I)
# "Dari 40 desa, 25 desa telah … dan 15 desa belum": all of them, done or not.
_OUT_OF: Final = re.compile(r"\bdari\s+(?:total\s+|seluruh\s+|jumlah\s+|sebanyak\s+|keseluruhan\s+)*$", re.I)
_DONE: Final = re.compile(r"\b(?:telah|sudah|dapat|berhasil)\b", re.I)
_AND: Final = re.compile(r"\W+(?:dan|sedangkan|sementara|serta)\b")
_UNDONE: Final = re.compile(r"[^.;]*?\b(?:(?:masih|sedang)\s+(?:dalam\s+)?(?:proses|berjalan|berlangsung|tahap|"
                            r"diproses|tersisa)|"
                            r"(?:belum|tidak)(?:\s+(?P<what>[^.;,]*))?)", re.I)
# … and what makes figures no parts of it, or not all of them.
_NOT_ALL: Final = re.compile(
    r"\b(?:di ?antara(?:nya)?|antara lain|termasuk|sebagian|salah satu|sisa\w*|masing-masing|target\w*|rata-rata|"
    r"semula|"
    r"menjadi(?=\W+\d)|naik|turun|meningkat|menurun|bertambah|berkurang|dikurangi|dibanding\w*|selisih|"
    r"tahun\s+(?:lalu|sebelumnya)|per(?!\s+(?:tanggal\s+)?\d)|"
    r"setiap|kali|maksimal|minimal|dari\s+total|skor|nilai|bobot|indeks)\b", re.I)
_NUMBERED: Final = re.compile(r"(?:\b(?:nomor|no|pasal|ayat|tabel|gambar|tahun|tanggal|bab|hal|ke|triwulan|tw|"
                              r"semester|dipa|"
                              r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)"
                              r"\.?|[-(/])\s*$", re.I)
_MONTH: Final = re.compile(r"\s+(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
                           r"desember)\b", re.I)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_AIM: Final = re.compile(r"\b(?:untuk|guna|dalam\s+rangka)\s+\w+\s+target\w*", re.I)  # what the money is for
_WORTH: Final = re.compile(r"\bnilai\b", re.I)
_OLD: Final = re.compile(r"\bsisa\b[^.;\d]{0,40}\btahun\s+(?:lalu|sebelumnya)\b", re.I)  # carried over, and so a part


class Summed(NamedTuple):
    """``total`` is said to be the sum of figures before it: of ``parts``, or of the last two or more of them; or, told
    ``first``, to be made up of the two behind it. ``gaps`` are the words before each figure in the order of the text,
    ``nouns`` those behind."""

    block: Block
    total: Value
    parts: tuple[Value, ...]
    gaps: tuple[str, ...]
    nouns: tuple[str, ...]
    first: bool = False

    @property
    def expected(self) -> Decimal:
        return sum((p.number or Decimal(0) for p in self.parts), Decimal(0))

    @property
    def is_near(self) -> bool:
        """Whether the total is near enough to the sum, and more than each part, to be meant as it."""
        numbers = [p.number or Decimal(0) for p in self.parts]
        total = self.total.number or Decimal(0)
        return total > max(numbers) and abs(total - self.expected) <= CLOSE * total

    @property
    def holds(self) -> bool:
        """Whether the total is the sum of all parts, or of the last ones."""
        numbers = [p.number or Decimal(0) for p in self.parts]
        total = self.total.number or Decimal(0)
        steps = [p.quantity.step for p in (*self.parts, self.total) if p.quantity]
        slack = sum(steps, Decimal(0)) if max(steps) > 1 else Decimal(0)
        return any(abs(sum(numbers[i:], Decimal(0)) - total) <= slack for i in range(len(numbers) - 1))


@once
def sums_of_money(document: Document) -> tuple[Summed, ...]:
    """The amounts that sentences add up, or leave over."""
    return tuple(_find(document, money=True))


@once
def sums_of_things(document: Document) -> tuple[Summed, ...]:
    """The numbers of things that sentences add up, or leave over."""
    return tuple(_find(document, money=False))


def _find(document: Document, money: bool) -> Iterator[Summed]:
    for _, block in document.holding(*_CUES):
        many = block.text.count("Rp") > FEWEST if money else sum(map(str.isdigit, block.text)) > FEWEST
        for start, end in sentences(block.text) if many and block.kind == "paragraph" else ():
            yield from _in_sentence(block, start, end, money)


def _in_sentence(block: Block, start: int, end: int, money: bool) -> Iterator[Summed]:
    text = block.text
    found = [m for m in _FIGURE.finditer(text, start, end) if bool(m["money"]) == money and _counts(text, m, money)]
    if len(found) <= FEWEST:
        return
    behind = [s.end() if (s := _SPELT.match(text, m.end())) else m.end() for m in found]
    gaps = tuple(text[a:m.start()] for a, m in zip([start, *behind], found, strict=False))
    last = next((i for i in range(len(found) - 1, 1, -1) if _closes(gaps, i)), 0)
    whole = last or (1 if _saves(gaps) else 0 if _divides(gaps, text[behind[-1]:end]) else -1)
    if whole < 0:
        return
    used = range(last + 1) if last else range(len(found))
    told = [gaps[i] for i in used if i != last and not (whole in (0, 1) and i == used[-1])]
    worth = _WORTH if money else _AIM  # "nilai kontrak" is an amount
    if any(_NOT_ALL.search(worth.sub(" ", _AIM.sub(" ", _OLD.sub(" ", gap)))) for gap in told):
        return
    values = [value_of(block, m.start(), m.end(), parse(m[0], hint="rp" if money else "count")) for m in found]
    nouns = tuple(n["noun"].casefold() if (n := _NOUN.match(text, a)) else "" for a in behind)
    if all(values[i].number is not None for i in used):
        yield Summed(block, values[whole], tuple(values[i] for i in used if i != whole),
                     tuple(gaps[i] for i in used), tuple(nouns[i] for i in used), last == 0)


def _divides(gaps: Sequence[str], rest: str) -> bool:
    """Whether the first of three figures is the whole of which the two others are told to be what was done and what is
    left."""
    if len(gaps) != FEWEST + 1:
        return False
    if _LEFT.search(gaps[2]):
        return not _OUT_OF.search(gaps[1])
    done, undone = _DONE.search(gaps[2]), _UNDONE.match(rest)
    if not (_OUT_OF.search(gaps[0]) and undone) or _UNDONE.match(gaps[2]):
        return False
    what = (undone["what"] or "").split()  # "15 telah terakreditasi dan 4 belum (terakreditasi)"
    if done is None:  # "38 BUMDes aktif dan 9 BUMDes tidak aktif"
        return bool(what) and _AND.split(gaps[2])[0].split()[-1:] == what[:1]
    return gaps[2][done.end():].split()[:len(what)] == what


def _saves(gaps: Sequence[str]) -> bool:
    """Whether the second of three figures is the whole that the first was taken from, and the third what is left."""
    return len(gaps) == FEWEST + 1 and bool(_OF_WHOLE.search(gaps[1]) and _LEFT.search(gaps[2]))


def _counts(text: str, m: re.Match[str], money: bool) -> bool:
    if money:
        return True
    return not (m["scale"] or m["dash"] or "," in m["n"] or _YEAR.fullmatch(m["n"]) or _MONTH.match(text, m.end())
                or _NUMBERED.search(text, max(0, m.start() - 14), m.start()))


def _closes(gaps: Sequence[str], i: int) -> bool:
    """Whether the words before figure ``i`` say that it is the sum of those before it."""
    gap = gaps[i].rpartition(";")[2]
    return _CLOSING.search(gap) is not None or (_ADDED.search(gaps[i - 1]) is not None
                                                and _REACHED.search(gap) is not None)
