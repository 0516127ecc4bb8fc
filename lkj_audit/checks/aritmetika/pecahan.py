"""ARI103 in a sentence: "12 dari 16 kegiatan … atau 85%" gives the share of two counts, and another one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, Value
from lkj_audit.normalize.cues import value_of
from lkj_audit.normalize.numbers import parse
from lkj_audit.normalize.sentences import sentences

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
_WHOLE_CENT: Final = Decimal(100)


def told_shares(report: Report) -> Iterator[Finding | None]:
    """For each share that a sentence gives of two counts, None, or that it is another one."""
    for _, block in report.document.holding("dari", "yang", "antaranya"):
        if block.kind != "paragraph" or ("%" not in block.text and "persen" not in block.text.casefold()):
            continue
        for start, end in sentences(block.text):
            for pattern in _PATTERNS:
                for m in pattern.finditer(block.text, start, end):
                    if not _NO_PART.search(block.text, max(start, m.start() - _LEAD), m.end()):
                        yield from _judged(block, m)


def _judged(block: Block, m: re.Match[str]) -> Iterator[Finding | None]:
    part, whole = (Decimal(m[name].replace(".", "")) for name in ("part", "whole"))
    stated = parse(m["share"])
    if stated is None or stated.value is None or whole < 2 or part > whole:
        return
    exact = part * _WHOLE_CENT / whole
    yield None
    # the rest may be meant, and the last digit may be cut off
    if any(stated.agrees(s) or abs(stated.value - s) <= stated.step for s in (exact, _WHOLE_CENT - exact)):
        return
    yield _finding(block, m, stated, exact)


def _finding(block: Block, m: re.Match[str], stated: Quantity, exact: Decimal) -> Finding:
    def told(name: str, quantity: Quantity | None = None) -> Value:
        return value_of(block, m.start(name), m.end(name), quantity or parse(m[name], hint="count"))

    expected = printed(exact, stated.step)
    share = told("share", stated)
    sure = round(0.85 * share.confidence, 2)
    return Finding("ARI103", graded("error", sure), sure,
                   {"count": m["part"], "whole": m["whole"], "stated": m["share"], "expected": expected,
                    "page": share.places[0].page if share.places else 0},
                   (Evidence("stated", share), Evidence("part", told("part")), Evidence("whole", told("whole"))),
                   item=f"{m['part']} dari {m['whole']}", column="persen", kind="narasi", expected=expected,
                   stated=stated.value, variant="kalimat")
