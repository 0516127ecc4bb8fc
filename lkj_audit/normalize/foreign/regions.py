"""Another region where the reporting unit's own belongs: "ibu kota Kabupaten X", "masyarakat Kota Y"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.model import Block, Report, Value
from lkj_audit.normalize.satker.places import base_name, by_code, longest, places, regions_of
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.sentences import sentence_at

_OF_ITS_OWN: Final = Cued(
    r"\b(?:(?:ibu\s?kota|masyarakat|warga|penduduk|wilayah(?:\s+(?:kerja|administrasi|hukum))?|lingkungan|"
    r"jangka\s+(?:menengah|panjang)\s+daerah|rpj[mp]d\)?|rpd\)?|apbd|perda|"
    r"peraturan\s+(?:daerah|bupati|wali\s?kota|gubernur))\s+(?:di\s+)?|se-|"
    r"(?:seluruh|segenap)\s+(?:[a-z]+\s+){1,3}?(?:di\s+)?|"
    r"(?P<seat>berkedudukan|beralamat|berkantor|berlokasi)\s+di\s+"
    r"(?:(?:(?!kabupaten|kota|provinsi)[^.;\d]){2,60},\s+)?)"
    r"(?P<level>kabupaten|kota|provinsi)\s+(?-i:(?=[A-Z]))",
    "ibu", "masyarakat", "warga", "penduduk", "wilayah", "lingkungan", "se-", "seluruh", "segenap",
    "menengah", "panjang", "rpjmd", "rpjpd", "rpd", "apbd", "perda", "peraturan",
    "berkedudukan", "beralamat", "berkantor", "berlokasi")
# A portrait of the region: "Kabupaten X memiliki 15 kecamatan".
_PORTRAIT: Final = Cued(
    r"(?:^|(?<=[.] ))(?P<level>kabupaten|kota)\s+(?=[A-Z])(?=[^.;,\d]{3,60}?\s(?:memiliki|mempunyai|terdiri|terletak|"
    r"merupakan|secara\s+(?:geografis|administra\w+))\b)", "kabupaten", "kota")
# Whose head is reported to, or rules: "disampaikan kepada Bupati X", "Peraturan Wali Kota Y".
_ITS_HEAD: Final = Cued(
    r"\b(?:(?:disampaikan|dilaporkan|diserahkan|diperjanjikan|bertanggung\s+jawab)\s+(?:langsung\s+)?kepada|"
    r"peraturan|keputusan|instruksi|visi(?:\s+dan\s+misi)?)\s+"
    r"(?P<level>bupati|wali\s?kota|gubernur)\s+(?-i:(?=[A-Z]))", "bupati", "wali", "gubernur")
_LEVELS: Final = {"bupati": "kabupaten", "walikota": "kota", "gubernur": "provinsi"}
# What a sentence rightly says of another region: that it borders on it, was part of it, has people from there.
_ELSEWHERE: Final = re.compile(r"\b(?:batas\w*|sebelah|pemekaran|dimekarkan|induk|asal\w*|tetangga|lahir|pindah\w*|"
                               r"datang|jarak|menuju|melalui|terdekat|lain(?:nya)?|antar\w*|selain|luar)\b", re.I)
_AND_MORE: Final = re.compile(r"\s*(?:,|dan|serta|maupun|/)\s*(?:di\s+)?(?!Provinsi)[A-Z]")
# Units of the centre that each answer for one region, and are named after it without its level.
_OF_ONE: Final = re.compile(r"(?:Polres|Kejaksaan Negeri|Kantor Pertanahan|Kantor Kementerian Agama|BPS|BNN)\b", re.I)
OFTEN: Final = 3  # a region named in this many sentences has its place in the report
FEWEST_WORDS: Final = 2  # of a name that is told from others without its region
SURE, SEAT = 0.65, 0.8


class Named(NamedTuple):
    """A region that is not the unit's, with its sentence; ``sure`` is how sure it is that it stands for that one."""

    name: str
    value: Value
    sentence: str
    block: int
    sure: float


def strange_regions(report: Report) -> list[Named]:
    """The regions named as the unit's own that are neither that nor above nor below it, of units named after theirs;
    and the unit's own name with one of them."""
    who = report.identity
    own = base_name(by_code()[who.region]) if who.region in by_code() else ""
    found = list(_named(report)) if own and (who.region_name in who.satker or _OF_ONE.match(who.satker)) else []
    often = Counter(n.name for n in found)
    return [*(n for n in found if often[n.name] < OFTEN), *_namesakes(report)]


def _namesakes(report: Report) -> Iterator[Named]:
    """The unit's own name with another region at its end: "Balai Karantina Bima" in the report of that of Palu."""
    who = report.identity
    region = by_code().get(who.region)
    if region is None:
        return
    body = re.sub(rf"\W*(?:(?:Provinsi|Kabupaten|Kota)\s+)?{re.escape(base_name(region))}$", "", who.satker)
    if body == who.satker or len(body.split()) < FEWEST_WORDS:
        return
    named = re.compile(rf"\b{re.escape(body)}\s+(?:(?:provinsi|kabupaten|kota)\s+)?(?-i:(?=[A-Z]))", re.I)
    for index, block in report.document.holding(body.casefold()):
        for m in named.finditer(block.text):
            place = longest(block.text, m.end(), places())
            if place is None or any(_kin(code, region.code) for code in place[1]):
                continue
            start, end = sentence_at(block.text, m.start())
            if not rightly_told(block, start, end, place[0]):
                yield Named(block.text[m.start():place[0]], value_of(block, m.start(), place[0]),
                            block.text[start:end], index, SEAT)


def _named(report: Report) -> Iterator[Named]:
    found = (*_OF_ITS_OWN.over(report.document), *_PORTRAIT.over(report.document), *_ITS_HEAD.over(report.document))
    for index, block, m in found:
        level = "".join(m["level"].casefold().split())
        level = _LEVELS.get(level, level)
        if m.groupdict().get("seat") and level == "kota":
            continue  # the offices of a kabupaten may lie in a town beside it
        place = longest(block.text, m.end(), regions_of(level))
        if place is None or block.kind != "paragraph" or any(_kin(code, report.identity.region) for code in place[1]):
            continue
        start, end = sentence_at(block.text, m.start())
        if not rightly_told(block, start, end, place[0]):
            region = by_code()[place[1][0]]
            name = f"Provinsi {region.name}" if level == "provinsi" else region.name
            sure = SEAT if m[0].casefold().startswith("ibu") else SURE
            yield Named(name, value_of(block, m.start("level"), place[0]), block.text[start:end], index, sure)


def _kin(code: str, own: str) -> bool:
    """Whether a region is the own one, above or below it, or its namesake (a town and the kabupaten around it)."""
    return own.startswith(code) or code.startswith(own) or base_name(by_code()[code]) == base_name(by_code()[own])


def rightly_told(block: Block, start: int, end: int, after: int) -> bool:
    """Whether the sentence speaks of other regions, or goes on to name more of them."""
    text = block.text[start:end]
    cues = (cue(group) for group in ("kunjungan", "pertemuan", "pembanding"))
    return bool(_ELSEWHERE.search(text) or _AND_MORE.match(block.text, after) or any(c.search(text) for c in cues))
