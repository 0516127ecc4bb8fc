"""General claims of success: "seluruh indikator mencapai target", "sepuluh dari dua belas IKU tercapai"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lkj_audit.model import Block, Report, Table
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.results import RESULTS
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.sentences import sentences

_WISH = re.compile(r"\b(?:apabila|jika|bila|agar|supaya|diharapkan|harapan|akan|harus|wajib|"
                   r"untuk (?:dapat )?mencapai|belum|tidak|"
                   r"hampir|sebagian|kecuali|selain|guna|upaya|rencana|semoga|suatu|dinyatakan|dikatakan|terhadap|"
                   r"anggaran|"
                   r"namun|tetapi|meskipun|walaupun|dari \d+|tahun (?:sebelumnya|lalu))\b", re.I)
_ALL: Final = Cued(
    r"\b(?<!dari )(?:seluruh|semua|keseluruhan)\s+(?:target|indikator|IK[UKPS]K?|sasaran)\b[^.;]{0,80}?\b(?:tercapai|"
    r"(?:mencapai|memenuhi|melampaui|melebihi)(?:\s+(?:atau|dan|bahkan)\s+(?:mencapai|melampaui|melebihi))?\s+target|"
    r"terpenuhi|mencapai 100\s*%|terealisasi 100\s*%)", "seluruh", "semua")
_GENERAL: Final = Cued(
    r"\bsecara (?:umum|keseluruhan)\b[^.;]{0,60}?\b(?:mencapai|memenuhi|melampaui|melebihi) target\b[^.;,]{0,60}|"
    r"\btarget kinerja\b[^.;]{0,30}\bsecara (?:umum|keseluruhan)\b[^.;]{0,30}\btercapai\b", "target")
_BALANCED: Final = Cued(r"\brealisasi (?:dan|dengan) target\b[^.;]{0,40}\b(?:seimbang|sebanding|"
                              r"berimbang)\b[^.;]{0,60}",
                              "imbang", "sebanding")
_IND: Final = r"(?:indikator(?:\s+kinerja)?(?:\s+(?:utama|kegiatan|program))?|IK[UKPS]K?)\b"
_COUNT: Final = Cued(
    rf"\bdari\s+(?:total\s+|seluruh\s+)?(\d+|[a-z]+)\s*(?:\([^)]*\)\s*)?{_IND}[^.;,]{{0,40}},\s*(?:sebanyak\s+|"
    r"terdapat\s+)?"
    rf"(\d+|[a-z]+)\s*(?:\([^)]*\)\s*)?(?:{_IND}\s+)?(?:\([^)]*\)\s*)?(?:yang\s+|telah\s+|dapat\s+|berhasil\s+)*"
    r"(mencapai|memenuhi|tercapai|belum|tidak)\b|"
    rf"\b(\d+|[a-z]+)\s+dari\s+(\d+|[a-z]+)\s*(?:\([^)]*\)\s*)?{_IND}\s+(?:yang\s+|telah\s+|"
    r"dapat\s+|berhasil\s+)*"
    r"(mencapai|memenuhi|tercapai|belum|tidak)\b|"
    r"\b(?:berhasil\s+(?:mencapai|memenuhi)|(?:mencapai|memenuhi)\s+target(?:\s+pada)?|tercapai)\s+(?:sebanyak\s+)?"
    rf"(\d+|[a-z]+)\s*(?:\([^)]*\)\s*)?dari\s+(\d+|[a-z]+)\s*(?:\([^)]*\)\s*)?{_IND}",
    "indikator", "iku", "ikp", "iks", "ikk")
# "Sepuluh indikator mencapai target dan satu indikator belum": of all there are
_SOME: Final = Cued(
    r"(?:^|[.,;:]\s+|\b(?:dan|serta|sedangkan|sementara|sebanyak|terdapat|sejumlah|menunjukkan|bahwa|"
    r"jumlah (?:itu|tersebut))\s+)"
    rf"(?!dari\b)(\d+|[a-z]+)\s*(?:\([^)]*\)\s*)?{_IND}\s+"
    r"(?:lain(?:nya)?\s+)?(?:yang\s+|(?:realisasi|capaian)nya\s+|telah\s+|dapat\s+|berhasil\s+|sudah\s+)*"
    r"(mencapai|memenuhi|melampaui|tercapai|dicapai|belum|tidak|masih (?:berada )?di ?bawah)\b"
    r"(?!\s+(?:atau|dan|serta)\s+sesuai\b)", "indikator", "iku", "ikp", "iks", "ikk")
# "Dari 12 indikator tersebut, seluruh indikator …"
_OF_THESE: Final = re.compile(rf"\bdari\s+\d+\s*(?:\([^)]*\)\s*)?{_IND}(?:\s+tersebut)?,?\s*$", re.I)
_SUMMARY: Final = re.compile(r"\s*(?:(?:\d+|[IVX]+)\.?\s+)?(?:ikhtisar|ringkasan)(?:\s+eksekutif)?\b", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim at ``block.text[start:end]``; ``count`` is how many of how many (0: of all there are), and whether these
    are the ones that missed."""

    variant: str
    block: Block
    start: int
    end: int
    count: tuple[int, int, bool] | None = None
    beyond: bool = False  # they went beyond their target


@once
def claims_of_success(report: Report) -> tuple[Said, ...]:
    """The claims of the summary, of Bab III from its first result table on, and of the conclusion."""
    return tuple(_claims(report))


def _claims(report: Report) -> Iterator[Said]:
    results_seen = summary = False
    telling = {i for i, _ in report.document.holding(*(c for p in (_COUNT, _ALL, _GENERAL, _BALANCED) for c in p.cues))}
    kinds = {t.id: t.kind for t in report.tables}
    for i, item in enumerate(report.document.flow):
        if isinstance(item, Table):
            results_seen |= kinds.get(item.id, "") in RESULTS
            continue
        titled = _SUMMARY.match(item.text) is not None and len(item.text) < 60
        if item.kind == "heading" or titled:
            summary = titled or (summary and not item.text.isupper())
        if item.kind != "paragraph" or i not in telling or not (results_seen or summary):
            continue
        for start, end in sentences(item.text):
            yield from _in_sentence(item, start, end)


def _in_sentence(block: Block, start: int, end: int) -> Iterator[Said]:
    text = block.text[start:end]
    for m in _COUNT.finditer(text):
        total, count, verb = (m[1], m[2], m[3]) if m[1] else (m[5], m[4], m[6]) if m[5] else (m[8], m[7], "")
        whole, part = number_of(total), number_of(count)
        if whole and part is not None and (not verb or "target" in text[m.end() - 12:].casefold()):
            yield Said("hitung", block, start + m.start(), start + m.end(),
                       (part, whole, verb.casefold() in ("belum", "tidak")))
    known = False  # "enam indikator mencapai target dan dua indikator belum"
    for m in _SOME.finditer(text):
        part = number_of(m[1])
        named = re.search(r"target|tercapai", text[m.end(2) - len(m[2]):m.end() + 60], re.I)
        if part is not None and (named or (known and not text[m.end():].strip(" .;"))):
            verb, known = m[2].casefold(), True
            yield Said("hitung", block, start + m.start(1), start + m.end(),
                       (part, 0, verb.startswith(("belum", "tidak", "masih"))), verb == "melampaui")
    for variant, pattern in (("semua", _ALL), ("umum", _GENERAL), ("seimbang", _BALANCED)):
        found = pattern.search(text)
        if found is None:
            continue
        before = _OF_THESE.sub("", text[:found.start()])
        hedge = before + found[0] if variant != "seimbang" else before[-40:]
        if not _WISH.search(hedge):
            yield Said(variant, block, start + found.start(), start + found.end())
