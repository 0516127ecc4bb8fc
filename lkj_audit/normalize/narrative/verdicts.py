"""What a sentence says of an indicator without a figure: which way it went, and whether its target was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.narrative.roles import FIGURE, LAST, YEAR, Told, is_no_figure
from lkj_audit.normalize.text.cues import value_of

_TREND = re.compile(r"\b(?:capaian|realisasi|kinerja|angka|nilai)(?: kinerja)?(?: indikator)?"
                    r"(?: ini| tersebut)? (?:juga |mengalami |terjadi )*"
                    r"(?:naik|turun|kenaikan|penurunan|peningkatan|meningkat|menurun)\b", re.I)
_COMPARED: Final = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|(?:mengalami|terjadi) (?:kenaikan|penurunan|peningkatan)|lebih (?:tinggi|"
    r"rendah))\b"
    r"(?= (?:\w+ )?(?:(?:jika |bila |apabila )?(?:di)?banding\w* (?:dengan )?|dari(?:pada)? )(?:(?:realisasi|"
    r"capaian|nilai|"
    r"kondisi)(?:nya)? )?(?:pada )?tahun\b)",
    re.I)
TREND: Final = re.compile(_TREND.pattern + "|" + _COMPARED.pattern, re.I)
# "Dibandingkan tahun 2021 sebesar 86,15, indeks ini meningkat."
_SINCE: Final = re.compile(
    r"\bdibanding\w*\s+(?:dengan\s+)?(?:(?:realisasi|capaian|nilai)(?:nya)?\s+)?(?:pada\s+)?tahun\s+"
    r"(?:20\d\d|lalu|sebelumnya)[^.;:\d]{0,30}\d[\d.,]*\d\s*(?:%|persen\b)?\)?\s*,\s*(?:maka\s+)?"
    r"(?:indeks|nilai|angka|realisasi)(?:nya)?\s+(?:(?:ini|itu|tersebut|juga|justru|mengalami|tahun|20\d\d)\s+){0,3}"
    r"(?P<way>naik|turun|meningkat|menurun)\b(?!\s+(?:sebesar\s+|sebanyak\s+|menjadi\s+)?\d)", re.I)
_CAPAIAN: Final = re.compile(r"\b(?:capaian|kinerja)\b", re.I)  # of which more is better whatever it is of
_PLAIN: Final = re.compile(
    r"(?:\W|\d|\b(?:realisasi|capaian|nilai|angka|indeks|kinerja|indikator|pada|tahun|ini|tersebut|juga|telah|sudah|dinas|"
    r"kabupaten|kota|namun|sedangkan|sementara|adapun|dan|di)\b)*", re.I)
_OF_A_PART: Final = re.compile(r"\b(?:unsur|komponen|aspek|dimensi|laki-laki|perempuan)\b", re.I)
VERDICT: Final = re.compile(
    r"(?:\b(?:belum|tidak|gagal|kegagalan|ketidak\w+)(?: \w+)? )?\b(?:melampaui|melebihi|melewati|mencapai|memenuhi|"
                      r"di ?atas|"
                      r"di ?bawah|(?:lebih rendah|lebih tinggi|kurang) dari(?:pada)?) target\b|"
    # "Dengan demikian target tersebut tercapai": the negation stands in the middle
    r"\btarget(?:nya| (?:(?:indikator|kinerja) )?(?:ini|tersebut|itu))(?: (?:telah|sudah|masih|dinyatakan))*"
    r"(?: (?:belum|tidak|gagal)(?: (?:dapat|berhasil))?| (?:dapat|berhasil))? (?:tercapai|terpenuhi|"
    r"terlampaui)\b", re.I)
NOT_THIS_TARGET: Final = re.compile(
    r"\b(?:renstra|rpjm\w*|jangka menengah|akhir|nasional|provinsi|triwulan|semester|bulan|anggaran|"
    r"tahun (?:lalu|sebelumnya|berikutnya|depan)|seluruh\w*|semua|"
    r"[\w)]+ indikator (?:mencapai|memenuhi|melampaui))\b", re.I)
# Before a verdict these make it a wish, a reason or a part of the truth; what follows them is another clause.
HEDGED: Final = re.compile(
    r"\b(?:agar|untuk|upaya|guna|diharapkan|akan|apabila|jika|bila|harus|dapat|sebagian|hampir|meskipun|walaupun|"
    r"karena)\b|^\D*\bsehingga\b", re.I)

NEAR: Final = 30  # characters after a verdict that can say which target is meant


def trends(block: Block, start: int, end: int, year: int | None, own: bool, bare: str = "") -> Iterator[Told]:
    """"Capaian ini menurun dibandingkan tahun 2021": which way the indicator went, without a figure; with ``own``,
    where the sentence names the indicator, also "Angka kemiskinan naik dibandingkan tahun lalu". The role tells whether
    it is said of the capaian. ``bare`` is the text without the names of indicators, where one is named in full."""
    last = (year or 0) - 1
    sentence = block.text[start:end]
    if (since := _SINCE.search(sentence)) and YEAR.findall(sentence) in ([], [str(last)]):
        yield Told("trend", value_of(block, start + since.start("way"), start + since.end("way")), False, since["way"])
        return
    found = _TREND.search(sentence) or (_COMPARED.search(sentence) if own else None)
    if found and bare and not _PLAIN.fullmatch(bare, start, start + found.start()):
        return  # of something else about it: "jumlah responden IKM", "target IKM"
    if found and {int(y) for y in YEAR.findall(sentence)} <= {last, last + 1} and (
            str(last) in sentence or LAST.search(sentence)) and not any(
            not is_no_figure(sentence, m) for m in FIGURE.finditer(sentence)):
        subject = _CAPAIAN.search(sentence, 0, found.end())
        yield Told("trend" if subject is None else "capaian-trend",
                   value_of(block, start + found.start(), start + found.end()), False, found[0])


def verdicts(block: Block, start: int, end: int, year: int | None, bare: str) -> Iterator[Told]:
    """"Nilai SAKIP 70,12 sudah melampaui target": that the target of this year was reached, or not."""
    sentence = bare[start:end]
    found = list(VERDICT.finditer(sentence))
    if len(found) != 1 or NOT_THIS_TARGET.search(sentence, 0, found[0].end() + NEAR):
        return
    before = sentence[:found[0].start()]
    if not _OF_A_PART.search(before) and not HEDGED.search(before) and of_one_year(sentence, year):
        yield Told("verdict", value_of(block, start + found[0].start(), start + found[0].end()), False, found[0][0])
