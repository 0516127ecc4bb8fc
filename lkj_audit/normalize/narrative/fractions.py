"""Counts and their shares in sentences: "12 dari 16 kegiatan atau 75%", "dari 11 sasaran, 8 sasaran (72%) …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block, Document
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.sentences import sentences

_NUMBER: Final = r"(?<![\w.,/:-])(?P<{}>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})(?![\d%/:]|[.,]\d)"
_WORDS: Final = r"(?:\s+(?:\([^()\d]*\)|[^\W\d][\w/-]*)){{{}}}"
_LED_IN: Final = (r"(?:\s*\(|,?\s+(?:atau|yaitu|yakni|"
            r"sehingga\s+(?:realisasi|persentase|cakupan|proporsi|tingkat)(?:nya)?(?:\s+[^\W\d_]+){0,3}?)\s+"
                  r"(?:sebesar\s+|sebanyak\s+|mencapai\s+)?)")
_SHARE: Final = r"(?P<share>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|persen\b)"
_OF: Final = r"\s+dari\s+(?:total\s+|seluruh\s+|sasaran\s+|jumlah\s+|sebanyak\s+|sejumlah\s+|keseluruhan\s+)*"
# "12 dari 16 kegiatan … atau 75%", "dari 130 sarana … sebanyak 86 memenuhi syarat atau 66,15%"
_PATTERNS: Final = tuple(re.compile(p, re.I) for p in (
    _NUMBER.format("part") + _WORDS.format("0,5") + _OF + _NUMBER.format("whole") + _WORDS.format("0,9") + _LED_IN
    + _SHARE,
    r"\bdari\s+(?:total\s+|seluruh\s+|jumlah\s+|sebanyak\s+|sejumlah\s+)*" + _NUMBER.format("whole")
    + _WORDS.format("1,6") + r"(?:,?(?:\s+(?:sebanyak|terdapat|ada|telah|sudah|hanya|baru)(?:\s+di\w{4,})?)+|,)\s+"
    + _NUMBER.format("part")
    + _WORDS.format("0,7") + _LED_IN + _SHARE,
    # "melayani 60 permohonan dan 48 di antaranya selesai dalam sehari (80%)"
    _NUMBER.format("whole") + _WORDS.format("1,4") + r",?\s+(?:dan\s+)?(?:sebanyak\s+)?" + _NUMBER.format("part")
    + r"(?:\s+[^\W\d_]+)?\s+di\s?antaranya\b" + _WORDS.format("0,7") + _LED_IN + _SHARE,
    # "sebanyak 60 berkas dan yang selesai sebanyak 48 berkas atau 80%"
    r"(?:(?<=\bsebanyak )|(?<=\bsejumlah )|(?<=\bberjumlah ))" + _NUMBER.format("whole")
    + r"\s+(?P<noun>[^\W\d][\w/-]+)"
    r",?\s+(?:dan|dengan|serta|sedangkan)\s+(?:jumlah\s+)?yang" + _WORDS.format("1,8") + r"\s+"
    + _NUMBER.format("part") + r"\s+(?P=noun)\b" + _WORDS.format("0,3") + _LED_IN + _SHARE))
# Other things than a part of a whole: money, years, a target, a share of something else.
_NO_PART: Final = re.compile(r"\b(?:rp|rupiah|juta|ribu|miliar|milyar|triliun|tahun|target\w*|capaian\w*|nilai|"
                             r"skor|indeks|naik|turun|meningkat|menurun|berkurang|bertambah|halaman|tabel|pasal|nomor|skala|rata-rata|"
                             r"masing-masing|triwulan|poin)\b", re.I)
_LEAD: Final = 12  # characters before the counts that may say what they are
FEWEST: Final = 2  # parts of one whole
_COUNT = (r"(?<![\w.,/:-])(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d%/:]|[.,]\d)(?:\s*\([^()\d]{3,24}\))?\s+"
          r"(?P<noun>[^\W\d_]{3,})")
_WHOLE: Final = re.compile(
    r"\b(?:dari|atas|meliputi|terdapat|sebanyak|sejumlah|sebesar|total|jumlah|memiliki|ada)\s+(?:total\s+|seluruh\s+|"
    r"jumlah\s+|keseluruhan\s+)*" + _COUNT, re.I)
# "8 sasaran (72%)", "3 (tiga) indikator atau sebanyak 60,00%", "91% (40 indikator)"
_PARTS: Final = (
    re.compile(_COUNT + r"(?P<gap>[^.;:()\d]{0,60}?)(?:\(\s*|,?\s+(?:atau|yaitu|yakni)\s+"
               r"(?:sebesar\s+|sebanyak\s+|mencapai\s+)?)" + _SHARE, re.I),
    re.compile(_SHARE + r"\s*\(\s*" + _COUNT + r"(?P<gap>)[^()]{0,30}\)", re.I))
_NO_SHARE: Final = re.compile(r"\b(?:capaian\w*|realisasi\w*|target\w*|nilai|skor|indeks|rata-rata|anggaran|naik|turun|"
                              r"meningkat|menurun|serapan|kinerja)\b", re.I)


@once
def fractions(document: Document) -> tuple[tuple[Block, re.Match[str]], ...]:
    """The shares that sentences give of two counts: what fits has the groups part, whole and share."""
    return tuple(_fractions(document))


def _fractions(document: Document) -> Iterator[tuple[Block, re.Match[str]]]:
    for _, block in document.holding("dari", "yang", "antaranya"):
        if block.kind != "paragraph" or ("%" not in block.text and "persen" not in block.text.casefold()):
            continue
        for start, end in sentences(block.text):
            for pattern in _PATTERNS:
                for m in pattern.finditer(block.text, start, end):
                    if not _NO_PART.search(block.text, max(start, m.start() - _LEAD), m.end()):
                        yield block, m


@once
def divided(document: Document) -> tuple[tuple[Block, re.Match[str], list[re.Match[str]]], ...]:
    """The sentences that divide a whole into several parts and give the share of each: the whole with the group n, the
    parts with n and share."""
    return tuple(_divided(document))


def _divided(document: Document) -> Iterator[tuple[Block, re.Match[str], list[re.Match[str]]]]:
    for _, block in document.holding("%", "persen"):
        for start, end in sentences(block.text) if block.kind == "paragraph" else ():
            parts = [m for pattern in _PARTS for m in pattern.finditer(block.text, start, end)
                     if not _NO_SHARE.search(m["gap"])]
            if len(parts) < FEWEST:
                continue
            first = min(m.start() for m in parts)
            wholes = [w for w in _WHOLE.finditer(block.text, start, end) if w.end("n") <= first]
            if wholes:
                yield block, wholes[-1], parts
