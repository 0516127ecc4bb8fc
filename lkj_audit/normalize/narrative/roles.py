"""What a figure of a sentence is, by the words between it and the figure before: a target, a realisasi, a step …"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from lkj_audit.model import Block, Quantity, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.text.cues import value_of

# A figure on its own, no part of a date, a code or another figure.
NUMBER: Final = r"(?<![\w.,/-])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d)"
FIGURE = re.compile(
    r"(?<![\w.,/:-])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![\d/:]|[.,]\d|-\d)"
    r"(?:\s*(?P<share>%|persen\b)|\s+(?P<unit>[^\W\d_]{3,}))?")
YEAR = re.compile(r"\b(20\d\d)\b")
# What is no figure of the indicator: a number, a rule, a table, a date, a count ("belum mencapai target ada 1").
_NUMBERED = re.compile(r"(?:\b(?:nomor|no|pasal|ayat|tabel|gambar|grafik|tahun|tanggal|bab|ke|triwulan|tw|semester|"
                       r"sasaran|misi|tujuan|indikator|per|ada)\.?|Rp\.?|\(|[<>≤≥]=?)\s*$", re.I)
_OF_YEAR: Final = re.compile(r"\btahun (?:20\d\d|lalu|sebelumnya) \($")  # "turun dibanding tahun 2020 (79,10)"
_UP_TO: Final = re.compile(r"\d\s*%?\s*(?:s\.?\s?/?\s?d\.?|sampai dengan)\s*<?\s*$", re.I)  # a class: "85 s.d. 100"
_COUNTED: Final = frozenset((
    "indikator", "sasaran", "program", "kegiatan", "januari", "februari", "maret", "april", "mei", "juni", "juli",
    "agustus", "september", "oktober", "november", "desember", "tahun", "bulan", "kali", "responden"))
# Where a figure is of another place, time or thing than the indicator in this year.
_ELSEWHERE = re.compile(
    r"\b(?:kecamatan|kelurahan|distrik|triwulan|tw|semester|(?<!taman )(?<!narkotika )nasional|"
    r"provinsi|regional|rata-rata|rerata|anggaran|pagu|"
    r"dana|belanja|rp|laki-laki|perempuan|maksimal|minimal|standar|baru(?! mencapai| tercapai| terealisasi)|sisa\w*|"
    r"renstra|jangka menengah|rpjm\w*|akhir(?! tahun\b)|semula|awal|masing-masing|sebanyak|antara lain|dari jumlah|"
    r"tahun (?:depan|berikutnya|mendatang|selanjutnya)|"
    r"kabupaten/kota|bulan|unsur|komponen|aspek|dimensi|bidang|seksi|desa|kelompok|jenis|wilayah|di antara\w*|"
    r"fakultas|jurusan|program studi|prodi|puskesmas|cabang)\b", re.I)
# When it was measured, which says nothing of the part of the year that the figure is of.
_MONTH: Final = (r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)")
_IN_MONTHS: Final = re.compile(
    rf"(?P<kept>\b(?:survei|survey|diukur|dinilai)\b[^.;]*?)\b(?:pada|di|selama)\s+bulan\s+{_MONTH}"
    rf"(?:\s*(?:,|dan|sampai(?:\s+dengan)?|hingga|s\.?d\.?)\s*{_MONTH})*(?:\s+(?:tahun\s+)?20\d\d)?", re.I)
# A figure that the indicator is calculated from.
_WORKING = re.compile(r"\b(?:dibagi|dikali\w*|pembilang|penyebut|diperoleh dari|dihitung dari)\b|[x×:/]\s*$", re.I)
_WORKED = re.compile(r"\s*%?\s*(?:\w+\s+){0,3}(?:dibagi|dikali\w*)\b|\s*[x×:/]\s*\d")
_THAT_IS = re.compile(r"\b(?:yaitu|yakni|adalah|sehingga diperoleh|didapatkan|hasilnya)\s*"
                      r"(?:hasil\s+|angka\s+|nilai\s+)?"
                      r"(?:sebesar\s+)?$", re.I)
WAY: Final = re.compile(
    r"\b(?:naik|turun|kenaikan|penurunan|peningkatan|meningkat|menurun|bertambah|berkurang|(?<!dengan )tambahan|"
    r"lebih (?:tinggi|rendah|besar|kecil|banyak|sedikit)(?= (?:sebesar |sebanyak )?$))\b", re.I)
_ROLES: Final = (
    ("target", re.compile(r"\b(?:di|men)?target(?:kan|nya)?\b", re.I)),
    ("capaian", re.compile(r"\b(?:(?:per)?capaian(?:nya)?|tercapai|ketercapaian)\b|"
                           r"\batau(?:\s+(?:sebesar|mencapai))?\s*$", re.I)),
    ("realisasi", re.compile(r"\bdengan (?:hasil|nilai|skor)(?: sebesar)?(?=\s*$)|"
                             r"\b(?:(?:te)?realisasi(?:nya)?|direalisasikan|tercatat|menjadi|mencapai|hasilnya|"
                             r"hasil (?:pengukuran|penilaian|survei|evaluasi|perhitungan|penghitungan)(?:nya)?)\b",
                             re.I)),
    ("step", WAY),
)
_FROM = re.compile(r"\bdari\s*$|\bdari\s+(?:sebesar|angka|nilai|level|peringkat|skor|indeks|posisi|semula|"
                   r"tahun\s+20\d\d(?:\s+(?:yang\s+)?sebesar)?)\s*$|"
                   r"\btahun\s+(?:20\d\d|lalu|sebelumnya)\s+yang\s+(?:\w+\s+){1,3}$", re.I)
_PLACES: Final = re.compile(r"\b(?:di|pada|oleh|kepada|bagi|untuk)\s*$", re.I)  # "meningkat melalui … di 18 desa"
_POINTS: Final = re.compile(r"\S*\s*(?:%\s*)?po[ie]n\b", re.I)
# "pada tahun 2021 naik menjadi": of that year, or of this one
_WENT_TO: Final = re.compile(r"\btahun\s+20\d\d\s+(?:naik|turun|meningkat|menurun)\s+menjadi\s*$", re.I)
# "dari 90.364 ekor pada tahun 2017 menjadi": the year is that of the figure before
_THEN_TO: Final = re.compile(r"\btahun\s+20\d\d\s+menjadi\s*(?:sebesar\s*|sebanyak\s*)?$", re.I)
# "lebih tinggi 2,87% dari target"
BESIDE_TARGET: Final = re.compile(r"\s*(?:%|persen\b|po[ie]n\b|\s)*(?:dari(?:pada)?|terhadap|di ?atas|di ?bawah|"
                                  r"dibanding\w*(?:\s+dengan)?)\s+target\b", re.I)
# "3 menit lebih cepat dari target": a difference, of whatever it is told
IS_MORE: Final = re.compile(r"\s*(?:%|\w+)?(?:\s+poin)?\s+lebih\s+\w+\s+(?:dari(?:pada)?|dibanding\w*)\b", re.I)
_OF_MONEY = re.compile(r"\bRp[\s.]*[\d.,]+-?(?:\s+(?:ribu|juta|mili[ay]r|tril[iy]un))?,?\s*(?:atau|\()\s*"
                       r"(?:sebesar\s+)?$", re.I)
_MONEY = re.compile(r"\b(?:anggaran|keuangan|belanja|dana|\w*serapan)\b", re.I)
_NOT: Final = re.compile(r"\byang\s+(?:tidak|belum)\s+(?:dapat\s+|memenuhi\s+)?(?P<what>\w{5,})", re.I)
# "tumbuh 34,04 persen, dari 277,12 menjadi 371,46"; "ekonomi tumbuh 5,21 persen" is no step
_GREW: Final = re.compile(r"\btumbuh\s+(?:sebesar\s+)?$", re.I)
_GREW_FROM: Final = re.compile(r"\s*(?:%|persen\b)?,?\s+(?:yakni\s+|yaitu\s+)?dari\s+\d", re.I)
LAST = re.compile(r"\btahun (?:lalu|sebelumnya)\b", re.I)
_DOWN = re.compile(r"\b(?:turun|penurunan|menurun|berkurang|lebih (?:rendah|kecil|sedikit))\b", re.I)


class Told(NamedTuple):
    """A figure and its ``role``: "target", "realisasi", "capaian", "last" or "step" (with ``down`` where the words say
    that it fell). ``share`` tells a percentage."""

    role: str
    value: Value
    share: bool
    word: str = ""

    @property
    def down(self) -> bool:
        return bool(_DOWN.search(self.word))

    def readings(self) -> list[Quantity]:
        """What the figure may be: 1.146 is a number of people, or an index; "138,25 miliar" may be of a measure that is
        in miliar itself."""
        texts = dict.fromkeys((self.value.text, self.value.text.split()[0]))
        return [q for text in texts for q in readings_of(text)]


@lru_cache(maxsize=4096)
def readings_of(text: str) -> tuple[Quantity, ...]:
    """What a printed figure may be: 1.146 is a number of people, or an index."""
    found = [parse(text, hint=h) for h in ("index", "count")]
    return tuple(q for q in found if q is not None and q.value is not None)


def values_in(text: str) -> set[Decimal]:
    """All that the figures of ``text`` may be, those in thousands or millions also in full."""
    said = {m[group] for m in FIGURE.finditer(text) for group in ((0, "number") if m["unit"] else ("number",))}
    return {q.value for figure in said for q in readings_of(figure) if q.value is not None}


def without(gap: str, words: Collection[str]) -> str:
    """``gap`` without those of ``words`` that else would make its figure one of another place or thing."""
    return _ELSEWHERE.sub(lambda m: " " if m[0].casefold() in words else m[0], gap) if words else gap


def is_working(before: str, after: str) -> bool:
    """Whether a figure between ``before`` and ``after`` is one that the indicator is calculated from."""
    return bool(_WORKING.search(before[-60:]) or _WORKED.match(after))


def is_of_money(before: str, names: Collection[str]) -> bool:
    """Whether a percentage after ``before`` is the share of an amount, "terealisasi Rp98.670.000 atau 98,67%", and none
    of the indicators called ``names`` is of money."""
    return _OF_MONEY.search(before) is not None and not any(map(_MONEY.search, names))


def is_contrary(said: str, own: Collection[str]) -> bool:
    """Whether ``said`` is of what does not do as the indicator with the words ``own`` counts: "usulan yang tidak
    diterima"."""
    return "tidak" not in own and any(m["what"].casefold() in own for m in _NOT.finditer(said))


def is_no_figure(text: str, m: re.Match[str]) -> bool:
    if YEAR.fullmatch(m["number"]) or (_NUMBERED.search(text, max(0, m.start() - 14), m.start())
                                       and not _OF_YEAR.search(text, max(0, m.start() - 14), m.start())):
        return True
    counted = (m["unit"] or "").casefold() in _COUNTED and "," not in m["number"]  # "8,41 tahun" is a measure
    return counted or bool(_UP_TO.search(text, max(0, m.start() - 30), m.start()))


def cue_of(gap: str) -> tuple[str, str]:
    """The role that the last cue of ``gap`` gives, and the cue."""
    return max(((m.start(), role, m[0]) for role, cue in _ROLES for m in cue.finditer(gap)), default=(0, "", ""))[1:]


def role_of(gap: str, year: int | None, after: str, before: str) -> tuple[str, str]:
    """What the words before a figure say that it is, and the word that says so: "other" where it is of something else.
    ``before`` is what the sentence spoke of first."""
    gap = _IN_MONTHS.sub(r"\g<kept> ", gap)
    gap = _THEN_TO.sub(" menjadi ", gap) if before else gap
    following = re.match(r"\S*\s+(?:[^\W\d]+\s+)?(?:pada|di)\s+tahun\s+(20\d\d)", after)
    years = [int(y) for y in (*YEAR.findall(gap), *((following[1],) if following else ()))]
    if _ELSEWHERE.search(gap) or year is None or any(y not in (year, year - 1) for y in years):
        return "other", ""
    if _WENT_TO.search(gap):
        return "other", ""
    lately = bool(years) and years[-1] == year - 1 and ";" not in gap.rpartition(str(year - 1))[2]
    last = lately or bool(LAST.search(gap))
    role, word = cue_of(gap)
    if not role and _GREW.search(gap) and _GREW_FROM.match(after):
        return "step", "tumbuh"
    if role == "step" and _PLACES.search(gap):
        return "other", ""
    if role == "step":
        was = _FROM.search(gap) or (last and gap.endswith("("))
        return ("last", word) if was else ("step", word + " poin" * bool(_POINTS.match(after)))
    if last:
        return ("last", word) if role in ("", "realisasi") else ("other", "")
    if not role and before == "realisasi" and _THAT_IS.search(gap):
        return before, ""
    return role, word


def realisasi_at(block: Block, start: int, m: re.Match[str]) -> Told:
    """The figure that ``m`` found from ``start`` of ``block`` on, as a realisasi."""
    value = value_of(block, start + m.start("number"), start + m.end("number"), parse(m["number"], hint="index"))
    return Told("realisasi", value, bool(m["share"]))
