""" "Capaian terendah adalah …", "program dengan serapan tertinggi": what a sentence calls the most or the least."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from lkj_audit.model import Block, Document, Report
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.sentences import sentence_at

_WHAT: Final = (r"(?P<capaian>(?:per|pen)?capaian(?:nya)?(?:\s+(?:kinerja|indikator))*)|"
                r"(?P<serapan>(?:daya\s+serap|(?:tingkat\s+|per?sentase\s+)?(?:penye|se)rapan|(?:per?sentase\s+)?"
                r"realisasi)(?:nya)?(?:\s+(?:anggaran|keuangan|belanja|program))*)|"
                r"(?P<pagu>(?:pagu|anggaran|alokasi)(?:nya)?(?:\s+(?:anggaran|program|belanja))*)")
_EXTREME: Final = Cued(
    rf"\b(?:{_WHAT})\s+(?:yang\s+)?(?:(?P<most>tertinggi|terbesar|terbanyak|paling\s+(?:tinggi|besar|banyak))|"
    r"terendah|terkecil|paling\s+(?:rendah|kecil|sedikit))\b", "tertinggi", "terbesar", "terbanyak", "paling",
    "terendah", "terkecil")
# What is told of something else: another such word, or the next clause.
_NEXT: Final = re.compile(r"\b(?:ter(?:tinggi|rendah|besar|kecil|banyak)|paling\s+(?:tinggi|rendah|besar|kecil)|"
                          r"sedangkan|"
                          r"sementara|namun|tetapi|adapun)\b|;", re.I)
# What leads from the word to the one that it is said of, and from that one, told first, to the word.
_TO_NAME: Final = re.compile(
    r"(?:[\s,:\"“”']|\b(?:adalah|ialah|yaitu|yakni|terdapat|terjadi|ada|berada|dicapai|diperoleh|diraih|dimiliki|ditempati|"
    r"dialokasikan|diberikan|pada|di|oleh|untuk|dalam|indikator|kinerja|utama|sebesar|mencapai|secara\s+\w+|dengan|yang|"
    r"sejumlah|senilai)\b|\(?(?:Rp\.?\s*)?\d[\d.,]*\s*(?:%|persen\b)?\)?)*", re.I)
_FROM_NAME: Final = re.compile(
    r"(?:[\s,]|\b(?:dengan|memiliki|mempunyai|merupakan|menjadi|adalah|sebagai|yang|mencatat(?:kan)?|memperoleh|meraih|"
    r"menempati|indikator|program|kegiatan|belanja|nilai|tingkat)\b)*$", re.I)
# Said of a change or a target, or of what is no row of a table: "kecamatan dengan capaian terendah".
_NO_ROW: Final = re.compile(
    r"\b(?:selisih|peningkatan|kenaikan|penurunan|pertumbuhan|perubahan|target|rata-rata|gap|deviasi)\s+(?:\w+\s+)?$|"
    r"\b(?!(?:indikator|kinerja|utama|iku|program|kegiatan|belanja|dan|serta|adapun)\b)[^\W\d]+\s+(?:yang\s+)?"
    r"(?:dengan|memiliki|mempunyai)\s+(?:nilai\s+|tingkat\s+)?$", re.I)
# Of some of them only, of another time or place, or no statement.
_ELSE: Final = re.compile(
    r"\b(?:kedua|ketiga|keempat|salah satu|antara lain|di ?antara\w*|nasional|provinsi|kabupaten/kota lain|"
    r"tahun (?:lalu|sebelumnya)|"
    r"triwulan|semester|bulan|target|sepanjang|selama (?:lima|tiga|kurun)|bukan|tidak (?:merupakan|menjadi|"
    r"memiliki)|jika|apabila|bila|kategori|skala|"
    r"(?:sasaran|program|kegiatan|bidang|perspektif|tujuan)\s+(?:ini|tersebut|ke-?\s?\d|\d|pertama|kedua|"
    r"ketiga))\b", re.I)


# Behind the name: it is where the one that is meant is found, "pada Program A adalah belanja obat".
_ELSEWHERE: Final = re.compile(r"\s*(?:(?:adalah|ialah|yaitu|yakni)\s+(?!sebesar\b|senilai\b|mencapai\b|rp\b|\d)|"
                               r"(?:terjadi|berasal|terdapat)\b)", re.I)


def goes_on(rest: str) -> bool:
    """Whether ``rest``, which follows a name behind the word, says that another thing within it is meant."""
    return _ELSEWHERE.match(rest) is not None


@dataclass(frozen=True, slots=True)
class Extreme:
    """What ``block.text[start:end]`` calls the ``most`` or the least of a ``measure``. What it is said of stands at the
    start of ``behind`` or, where there is nothing, at the end of ``before``; ``figure`` is all that the sentence says
    behind, up to the next such word."""

    index: int
    block: Block
    start: int
    end: int
    measure: Literal["capaian", "serapan", "pagu"]
    most: bool
    before: str
    behind: str
    figure: str


@once
def extremes(report: Report) -> tuple[Extreme, ...]:
    """Those of the paragraphs of ``report``, said of its own year as a whole."""
    return tuple(_extremes(report.document, report.identity.year))


def _extremes(document: Document, year: int | None) -> Iterator[Extreme]:
    for index, block, m in _EXTREME.over(document):
        start, end = sentence_at(block.text, m.start())
        if block.kind != "paragraph" or _NO_ROW.search(block.text, start, m.start()):
            continue
        if _ELSE.search(block.text, start, end) or not of_one_year(block.text[start:end], year):
            continue
        stop = _NEXT.search(block.text, m.end(), end)
        since = max((n.end() for n in _NEXT.finditer(block.text, start, m.start())), default=start)
        figure = block.text[m.end():stop.start() if stop else end]
        behind, before = _TO_NAME.sub("", figure, count=1), _FROM_NAME.sub("", block.text[since:m.start()])
        measure: Literal["capaian", "serapan", "pagu"] = (
            "capaian" if m["capaian"] else "serapan" if m["serapan"] else "pagu")
        yield Extreme(index, block, m.start(), m.end(), measure, m["most"] is not None,
                      before, behind, figure)
