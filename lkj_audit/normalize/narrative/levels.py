"""Two levels that a sentence sets beside each other: "sebesar 88,95, masih di bawah rata-rata nasional 91,24"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block, Document
from lkj_audit.normalize.narrative.roles import NUMBER
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.sentences import sentences

_CUES: Final = ("bawah", "atas", "lebih", "melampaui")
_UNIT = r"(?:\s*(?:%|persen\b))?"
_THAN = r"\s+(?:dari(?:\s?pada)?|dibanding\w*(?:\s+dengan)?)"
_BELOW = rf"(?:di\s?bawah|lebih\s+(?:rendah|kecil|sedikit|cepat|singkat){_THAN})"
_ABOVE = rf"(?:di\s?atas|melebihi|melampaui|lebih\s+(?:tinggi|besar|banyak|lambat|lama){_THAN})"
_OTHER = (r"(?:[^.;:\d]{1,110}?\b(?:sebesar|yaitu|yakni|adalah|mencapai|sebanyak|tercatat)\s*|"
          r"\s+(?:nilai\s+|angka\s+)?target(?:nya)?\s+(?:[^\W\d]+\s+){0,4}?|"
          r"\s+(?:(?:rata-rata|rerata|angka|nilai|capaian)\s+){0,2}"
          r"(?:nasional|(?:tingkat\s+)?provinsi(?:\s+[^\W\d]+){0,3}?)\s*(?:\(\s*)?)")
# "mencapai 99,08%. Angka ini lebih tinggi …", "98,54% dari pagu Rp12.133.500.000, lebih tinggi …"
_THIS = (r"(?:angka|nilai|capaian|realisasi|persentase|jumlah|hasil|penyerapan|serapan)\s+(?:ini|itu|tersebut)\s+"
         r"(?:(?:juga|masih|sedikit|jauh)\s+)?")
_GAP = rf"(?:\s*(?:dari\s+[^.;:\d]{{0,40}}Rp\.?\s?[\d.]+(?:,\d+|,-)?)?[^.;:\d]{{0,50}}?|\.\s+{_THIS})"
_OR = rf"atau(?=\s+{NUMBER}{_UNIT}(?:,|\.|\s+dari)\s)"
_SIDES: Final = re.compile(
    rf"\b(?:sebesar|mencapai|adalah|yaitu|yakni|menjadi|sebanyak|tercatat|{_OR})\s+(?P<a>{NUMBER})(?P<ua>{_UNIT})"
    rf"(?P<gap>{_GAP})\b(?:(?P<below>{_BELOW})|{_ABOVE})\b{_OTHER}(?P<b>{NUMBER})(?P<ub>{_UNIT})", re.I)
# "15 kegiatan, lebih banyak daripada 11 kegiatan pada tahun 2022": the same thing counted twice
_COUNTED: Final = re.compile(
    rf"(?P<a>{NUMBER})(?P<ua>)(?P<gap>\s+(?P<noun>[^\W\d]{{3,}})\b[^.;:\d]{{0,60}}?)\blebih\s+"
    rf"(?:(?P<below>sedikit|rendah|kecil)|banyak|tinggi|besar){_THAN}\s+(?P<b>{NUMBER})(?P<ub>)\s+(?P=noun)\b", re.I)
_SO: Final = re.compile(_THIS, re.I)
_BETWEEN: Final = re.compile(
    rf"\b(?P<first>{_BELOW}|{_ABOVE})\b{_OTHER}(?P<a>{NUMBER})(?P<ua>{_UNIT})\W{{0,3}}(?:tetapi|tapi|namun|dan)\b"
    rf"[^.;:\d]{{0,30}}?\b(?P<second>{_BELOW}|{_ABOVE})\b{_OTHER}(?P<b>{NUMBER})(?P<ub>{_UNIT})", re.I)
# The first figure is no level but a step or a target; or the words deny, or point to a place on the page.
_NO_LEVEL: Final = re.compile(r"\b(?:(?:me|pe)ningkat\w*|(?:me|pe)nurun\w*|naik|turun|kenaikan|selisih|bertambah|"
                              r"berkurang|target\w*|pertumbuhan|tumbuh)\b[^.;:]{0,45}$", re.I)
_DENIED: Final = re.compile(r"\b(?:tidak|bukan|belum|tanpa|tabel|gambar|grafik|data|penjelasan|uraian)\s+(?:\w+\s+)?$",
                            re.I)
# Two figures, which a sentence must have to be looked at.
_TWO: Final = re.compile(r"\d\D+\d")
_YEAR: Final = re.compile(r"\btahun\s+(?:19|20)\d\d\b", re.I)


@once
def told_levels(document: Document) -> tuple[tuple[Block, re.Match[str]], ...]:
    """The two figures a and b, with their signs ua and ub: b is above a where the group below fits something, and below
    it where not; or a is what something lies on the ``first`` side of, and b on the ``second``."""
    return tuple(_levels(document))


def _levels(document: Document) -> Iterator[tuple[Block, re.Match[str]]]:
    for _, block in document.holding(*_CUES):
        if block.kind != "paragraph":
            continue
        text = _YEAR.sub(lambda m: " " * len(m[0]), block.text)
        before = 0
        for start, end in sentences(block.text):
            start, before = before if _SO.match(text, start) else start, start
            if _TWO.search(text, start, end) and (
                    m := _BETWEEN.search(text, start, end) or _beside(text, start, end)):
                yield block, m


def _beside(text: str, start: int, end: int) -> re.Match[str] | None:
    """The two levels that ``text[start:end]`` sets beside each other."""
    m = _SIDES.search(text, start, end) or _COUNTED.search(text, start, end)
    return None if not m or _DENIED.search(m["gap"]) or _NO_LEVEL.search(text[start:m.start("a")]) else m


def is_below(words: str) -> bool:
    """Whether ``words`` put something below what follows."""
    return re.match(_BELOW, words, re.I) is not None
