"""Years, periods and "tahun kedua Renstra" in running text, and what each year stands for.

Only a year that follows one of the performance reports' own phrases ("Perjanjian Kinerja … Tahun 2020") can stand where
the reporting year belongs; periods, laws, dates, events, comparisons and plans are told apart first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from lkj_audit import facts
from lkj_audit.model import Block, Identity, Mention
from lkj_audit.normalize.calendar.closing import sums_up
from lkj_audit.normalize.calendar.covers import Cover
from lkj_audit.normalize.calendar.interim import PART
from lkj_audit.normalize.calendar.periods import PERIOD, periods, plans, rpjmn
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.ordinals import number, order, ordinal, word_key
from lkj_audit.normalize.text.sentences import sentence_at

STRONG, WEAK, DEFAULT = 0.9, 0.55, 0.5  # WEAK is below what rules hold against a report
REACH = 100  # characters from a phrase to the year it governs: a unit's full name fits in between

# What must not stand before the digits is asked after the first two: ``re`` then skips to the next 1 or 2 by itself.
_YEAR = re.compile(r"(?:19|20)(?<!\d..)(?<!\d[.,]..)\d\d(?!\d|[.,]\d)")
_SUM = re.compile(r"(?:Rp\.?|sebanyak|sejumlah|sebesar|kode\s+pos|telp\.?|pukul)\s*$", re.I)
_CODE = re.compile(r"(?<![\d.,])\d{1,3}\s+tahun\s*$|"  # PermenPANRB 53 Tahun 2014
                   r"\b(?:nomor|nomer|no\b\.?|(?:uu|pp|perpres|perda|pkpu|pmk)\b)"
                   r"\W{0,3}\S+(?:\s+\S+)?\s*,?\s*(?:tahun\s*)?$|"
                   r"\b(?:uud|uu|undang-undang(?:\s+dasar)?|lembaran\s+negara)"
                   r"(?:\s+(?:negara|kesatuan|republik|indonesia|nri|ri)){0,4}\s*(?:tahun\s*)?$", re.I)
_LISTED = re.compile(r"\b(?:sasaran|strategis|tujuan|misi|indikator|iku|program|kegiatan|tabel|gambar|grafik)\s+"
                     r"(?:(?:ke|nomor|no)\b\W{0,3})?[\d.]{1,5}\s+tahun\s*$", re.I)  # "Sasaran No. 1 Tahun 2020"
_WHEN = re.compile(r"\b(?:pada|di|sejak|hingga|sampai|menjelang)\s+(?:akhir|awal|pertengahan|penghujung)\s+tahun\s*$|"
                   r"\bakhir\s+(?:periode\s+)?(?:rpjm\w*|renstra)\s*\(\s*(?:tahun\s*)?$", re.I)
_FIGURE = re.compile(r"\d\s*(?:%|persen\b)|\b(?:sebesar|sebanyak|target|realisasi|nilai)\s+\d", re.I)
# Not the year that is reported on: "bahan perencanaan tahun terakhir Renstra", "menjelang tahun kelima".
_AHEAD = re.compile(r"\b(?:menuju|menjelang|(?:pe)?rencana(?:an)?|persiapan|hingga|sampai|sebelum)\s+"
                    r"(?:(?:dengan|pada|untuk|di|ke)\s+)?$", re.I)
# "Perbaikan pada tahun 2020 diarahkan", "penyusunan rencana aksi tahun 2022", "akan ditambah pada tahun 2023".
_INTENDED = re.compile(
    r"\b(?:akan|rencana aksi|rencana tindak lanjut|(?:upaya|langkah|rencana)(?:-langkah)? perbaikan|perbaikan)\b"
    r"(?:(?!\b(?:atas|terhadap|temuan|hasil|capaian|realisasi|rekomendasi|laporan|sejak|dari|sesuai|seperti|"
    r"dalam)\b)[^.;:\d]){0,120}?"
    r"\btahun\s+(?:anggaran\s+)?$", re.I)
_OF_PERIOD = re.compile(r"\W+(?:(?:dari\s+|dalam\s+)?periode|(?:sekaligus\s+tahun\s+\w+\s+)?pelaksanaannya)", re.I)
_OF_THAT = re.compile(r"\s+(?:(?:dari|dalam)\s+)?(?:pelaksanaan\s+)?(?:rencana|dokumen)\s+(?:tersebut|itu)\b", re.I)
# "Renstra Badan Tahun 2020-2024 memasuki tahun keempat"
_LED_TO = re.compile(r"\b(?:renstra|rencana\s+strategis|rpjm[nd]?)\b[^.;\d]{0,90}?\(?" + PERIOD.pattern +
                     r"\)?,?\s+(?:(?:yang|telah|sudah|kini|saat\s+ini)\s+)*(?:memasuki|menginjak|berada\s+(?:pada|di))\s+$",
                     re.I)
_TITLE = re.compile(r"\b(?:nomor|no\.|tentang)", re.I)
_BODIES = re.compile(r"(?:komisi|pengawas)\s+pemilihan\s+umum|pengawas\s+pemilu|badan\s+penanggulangan\s+bencana", re.I)

_THIS = re.compile(r"\s+ini\b")
_PLANNED = re.compile(r"\b(?:target\w*|rencana\w*|(?:di)?rencanakan|usulan|pagu|alokasi|akan|hendak|proyeksi|"
                      r"anggaran(?=\s+tahun)|perjanjian|penetapan|persiapan|menjelang)\b", re.I)
# "kinerja yang dilakukan selama tahun 2020"
_DURING = re.compile(r"\b(?:kinerja|akuntabilitas|keberhasilan|pertanggungjawaban)\b[^.;\d]{0,90}"
                     r"\b(?:selama|sepanjang)\s+(?:(?:satu\s+tahun|setahun)\s+(?:pada\s+)?)?"
                     r"tahun(?:\s+anggaran)?\s+$", re.I)
# "Capaian tahun 2021 dibandingkan dengan Perjanjian Kinerja Tahun 2022": results are those of the agreement's year
_AGAINST = re.compile(
    r"\b(?:capaian|realisasi|hasil)\b[^.;\d]{0,60}\btahun\s+(20\d\d)\s+(?:tersebut\s+|ini\s+)?(?:telah\s+|dapat\s+)?"
    r"(?:(?:di)?perbandingkan|dibandingkan)\s+dengan\s+(?:dokumen\s+)?(?:pk|perjanjian\s+kinerja|penetapan\s+kinerja|"
    r"rencana\s+kinerja)\b[^.;\d]{0,80}\btahun\s+(20\d\d)", re.I)

# "Laporan Kinerja … Tahun 2022 memuat kegiatan yang dilaksanakan selama tahun 2022": of what year a report is
_CONTENT = re.compile(
    r"\b(?:laporan\s+(?:akuntabilitas\s+)?kinerja|lkj(?:ip)?|lkip|lakip)\b[^.;]{0,120}?\btahun\s+(20\d\d)\b[^.;\d]{0,60}?"
    r"\b(?:memuat|menyajikan|menggambarkan|menguraikan|berisi|melaporkan|merupakan|pertanggungjawaban)\b[^.;\d]{0,120}?"
    r"\b(?:selama|sepanjang)\s+tahun\s+(?:anggaran\s+)?(20\d\d)\b(?!\s*[-–])", re.I)

# "hambatan yang dihadapi pada tahun 2023", which a report on 2022 cannot know
_DONE_IN = re.compile(r"\b(?:telah\s+(?:dilaksanakan|dilakukan|dicapai)|yang\s+(?:telah\s+)?dihadapi)\b"
                      r"(?:(?!\b(?:menjadi|bahan|untuk|bagi|akan|dan|rencana\w*|perencanaan)\b)[^.;:\d]){0,100}"
                      r"\b(?:selama|sepanjang|pada|di)\s+tahun\s+(?:anggaran\s+)?$", re.I)
_AGAINST_TARGET = re.compile(  # a comparison, but not of years
    r"(?:per|mem|di|diper)banding(?:an|kan)\w*\s+(?:antara\s+|dengan\s+|terhadap\s+)?"
    r"(?:target|output|rencana|perjanjian|pagu|realisasi\s+(?:dan|dengan|terhadap)\s+(?:target|pagu))\b"
    r"(?!\s+tahun)", re.I)
# "Laporan ini merupakan laporan penyelenggaraan tugas dinas tahun 2019"
_IS_OF = re.compile(r"\blaporan\s+(?:\w+\s+){0,2}ini\s+(?:merupakan|adalah|ialah)\s+laporan\b"
                    r"(?:(?!\b(?:lanjut\w*|kelanjutan|sejak|dari|sampai|hingga|ke(?:dua|tiga|empat|lima|enam)?|pertama|terakhir|mulai|setelah|"
                    r"target\w*|rencana\w*|renstra|rpjm\w*)\b)[^.;:\d]){0,110}\btahun\s+(?:anggaran\s+)?$", re.I)


def _compares(text: str) -> bool:
    """Whether a word of ``text`` compares years or tells history."""
    return bool(cue("pembanding").search(_AGAINST_TARGET.sub(" ", text)))


class Year(NamedTuple):
    """A year at ``text[start:end]``; ``relation`` "period", "law", "date", "event", or "" where it stands free."""

    start: int
    end: int
    year: int
    relation: str


@cache
def _dates() -> re.Pattern[str]:
    months = "|".join([*facts.vocabulary()["months"], "Nopember", "Pebruari", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
                       "Agt", "Ags", "Sept?", "Okt", "Nov", "Des"])
    return re.compile(rf"(?:\b(?:{months})\.?\s*(?:tahun\s+)?|\d[/.-]\d{{1,2}}[/.-]|"
                      rf"{PART.pattern}\s*,?\s*(?:tahun\s+(?:anggaran\s+)?)?)$", re.I)


@lru_cache(maxsize=4096)
def find_years(text: str) -> tuple[Year, ...]:
    """All years of ``text``, in order, with what can be told without knowing the report."""
    return tuple(_years(text)) if _YEAR.search(text) else ()


def _years(text: str) -> Iterator[Year]:
    periods = [m.span() for m in PERIOD.finditer(text) if m[1] < m[2]]
    for m in _YEAR.finditer(text):
        left = text[sentence_at(text, m.start())[0]:m.start()]
        if _SUM.search(left[-20:]):
            continue
        yield Year(m.start(), m.end(), int(m[0]), _standing(left, text[m.end():m.end() + 6],
                                                           any(a <= m.start() < b for a, b in periods)))


def _standing(left: str, right: str, in_period: bool) -> str:
    if in_period:
        return "period"
    tail = left[-40:]
    if _dates().search(tail) or _WHEN.search(tail):
        return "date"
    if re.match(r"/(?:19|20)\d\d(?!\d)", right) or re.search(r"(?<!\d)(?:19|20)\d\d/$", tail):
        return "period"  # a school year
    if right[:1] == "/" or re.search(r"/$|\d:$", tail) or (_CODE.search(left[-80:]) and not _LISTED.search(tail)):
        return "law"
    law = cue("dasar_hukum").search(left)
    if law and _TITLE.search(left, law.end()):
        return "law"
    return "event" if _is_event(left) else ""


def _is_event(left: str) -> bool:
    """Whether an event's name, and nothing of a performance report, leads up to the year."""
    clause = re.split(r"[,;:()]", _BODIES.sub("KPU", left))[-1][-90:]
    found = list(cue("peristiwa").finditer(clause))
    return bool(found) and not cue("kinerja_kuat").search(clause, found[-1].end())


# ---------------------------------------------------------------- years of a report


class YearReader:
    """Reads the year mentions of one report, block by block, keeping the heading a block stands under and whether that
    is the conclusion's."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.heading = ""
        self.closing = False
        self.before = ""
        self.cover = Cover()

    def read(self, block: Block, index: int) -> Iterator[Mention]:
        """The mentions of kind "year", "period" and "tahun-ke" in ``block``, number ``index`` of the flow."""
        text = block.text
        if block.kind == "heading":
            self.heading = text
            self.closing = bool(cue("penutup").search(text)) or (self.closing and block.level != 1)
        years, titled = find_years(text), self.cover.has_year(block)
        for y in years:
            start, end = sentence_at(text, y.start)
            same = [o for o in years if start <= o.start < end]
            relation, confidence = (y.relation, 1.0) if y.relation else self._relation(text, start, end, y, same)
            if titled and not relation and y.year < (self.identity.year or 0):
                relation, confidence = "other", STRONG
            yield Mention("year", str(y.year), value_of(block, y.start, y.end), text[start:end], index, y.start,
                          relation, confidence=confidence)
        yield from periods(block, index) if years else ()
        if years or re.search(r"\btahun\s+(?:yang\s+)?ke|tahun\s+(?:pertama|terakhir)", text, re.I):
            yield from self._ordinals(block, index, years)
        self.before = text if block.kind != "toc" else ""

    def _relation(self, text: str, start: int, end: int, y: Year, same: list[Year]) -> tuple[str, float]:
        """What a free year stands for, and how sure that is."""
        own = self.identity.year
        if own is None:
            return "", DEFAULT
        if y.year == own:
            return "report", 1.0
        sentence = text[start:end]
        if self._of_the_report(text, start, end, y):
            return "other", STRONG
        if y.year < own and self.closing and _INTENDED.search(text, start, y.start) and not any(
                o.year != y.year for o in same):
            return "other", STRONG
        if len({o.year for o in same if not o.relation}) > 1 or _compares(sentence):
            return "comparison", STRONG
        if _compares(self.heading) or (y.year < own and cue("evaluasi").search(sentence)):
            return "comparison", WEAK
        if y.year > own and (cue("mendatang").search(sentence) or self._governed("rencana", text, start, y)):
            return "plan", STRONG
        if self._governed("kinerja_kuat", text, start, y):
            return self._strong(text, y, text[y.end:end])
        if self.closing and y.year < own and any(self._governed(g, text, start, y) for g in ("umum", "kinerja_lemah")):
            others = {o.year for o in find_years(text) if not o.relation} - {y.year, own}
            return ("comparison", WEAK) if others or _compares(text) else ("other", STRONG)
        if self.closing and sums_up(text, start, y.start, y.end) and not self._several(text, y.year):
            return "other", STRONG
        if _DURING.search(text, start, y.start):
            return self._strong(text, y, text[y.end:end])
        if not self._governed("kinerja_lemah", text, start, y):
            return "", DEFAULT
        if any(o.year == y.year and self._governed("kinerja_kuat", text, start, o) for o in same if not o.relation):
            return "other", STRONG
        return ("comparison", WEAK) if self._several(text, y.year) else ("other", WEAK)

    def _of_the_report(self, text: str, start: int, end: int, y: Year) -> bool:
        """Whether the year is said to be that of this very report, of results that are set against another year's
        agreement, or of a report or results that are still to come."""
        own = self.identity.year or 0
        for pattern in (_AGAINST, _CONTENT):
            told = pattern.search(text, start, end)
            if told and own in (years := {int(told[1]), int(told[2])}):
                return y.year in years
        report = self._governed("laporan", text, start, y)
        if (report and _THIS.match(text, y.end)) or _IS_OF.search(text, start, y.start):
            return True
        if y.year > own and _DONE_IN.search(text, start, y.start):
            return True
        return y.year > own and not _PLANNED.search(text, max(start, y.start - REACH), y.start) and (
            report or (self._governed("hasil", text, start, y) and not cue("mendatang").search(text[start:end])))

    @staticmethod
    def _governed(group: str, text: str, start: int, y: Year) -> bool:
        """Whether a phrase of ``group`` leads up to the year within its sentence."""
        left = text[start:y.start]
        found = list(cue(group).finditer(left))
        gap = left[found[-1].end():] if found else ""
        return bool(found) and len(gap) <= REACH and not re.search(r"[;:]|\d{4}", gap)

    def _strong(self, text: str, y: Year, after: str) -> tuple[str, float]:
        """A strong phrase governs ``y``; doubt where the passage goes through several years besides the own, compares
        years, or gives the figures of that year beside the own one's."""
        years = {o.year for o in find_years(text) if not o.relation}
        if years - {y.year, self.identity.year}:
            return "comparison", WEAK
        told = _FIGURE.search(after) and (self.identity.year in years or self._several(text, y.year))
        return "other", WEAK if told or _compares(text) else STRONG

    def _several(self, text: str, year: int) -> bool:
        """Whether the passage compares years: another free year, or a comparing word, in this block or the last."""
        passage = f"{self.before}\n{text}"
        return _compares(passage) or any(
            o.year != year and not o.relation for part in (self.before, text) for o in find_years(part))

    def _ordinals(self, block: Block, index: int, years: Sequence[Year]) -> Iterator[Mention]:
        """"tahun kedua dari periode Renstra 2020-2024": ``name`` the ordinal, ``code`` the period, ``relation``
        "report" when the sentence speaks of the reporting year."""
        text = block.text
        for m in ordinal().finditer(text):
            start, end = sentence_at(text, m.start())
            after = text[m.end():min(end, m.end() + 120)]
            kinds = {name for name, p in plans() if p.search(after)}
            before = {p.groups(): p for p in PERIOD.finditer(text, 0, start)} if _OF_THAT.match(after) else {}
            led = _LED_TO.search(text, start, m.start())
            if led:
                if any(o.year != self.identity.year for o in years if m.end() <= o.start < end):
                    continue  # "… memasuki tahun keempat pada 2023"
                before = {(led[1], led[2]): led}
            if not kinds and not _OF_PERIOD.match(after) and len(before) != 1:
                continue
            if _AHEAD.search(text, start, m.start()):
                continue
            span = PERIOD.search(after) or PERIOD.search(text, start, end) or next(iter(before.values()), None)
            told = [y for y in years if not y.relation and start <= y.start < m.start()]
            own = self.identity.renstra or (0, 0)
            if "rpjmn" in kinds and not kinds & {"renstra", "rpjmd"}:
                own = rpjmn(told[-1].year if told else self.identity.year or 0)
            first, last = (int(span[1]), int(span[2])) if span else own
            named = last - first + 1 if m["word"] and order()[word_key(m["word"])] == 0 else number(m)
            if first < last and named:
                relation = "report" if not told or told[-1].year == self.identity.year else "comparison"
                until = m.end() + max((s.end() for s in PERIOD.finditer(after)), default=0)
                value = value_of(block, told[-1].start if told else m.start(), until)
                yield Mention("tahun-ke", str(named), value, text[start:end], index, m.start(), relation,
                              f"{first}-{last}")


def settle(mentions: list[Mention]) -> list[Mention]:
    """Where weakly told years of several kinds turn up, the report compares years: none of them stands for its own."""
    weak = {m.name for m in mentions if m.kind == "year" and m.relation == "other" and m.confidence <= WEAK}
    if len(weak) < 2:
        return mentions
    return [replace(m, relation="comparison") if m.kind == "year" and m.relation == "other" and m.confidence <= WEAK
            else m for m in mentions]
