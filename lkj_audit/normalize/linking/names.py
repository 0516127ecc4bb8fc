"""Names made comparable: one spelling, one spacing, and the unit's own name taken out of the way."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from lkj_audit import facts
from lkj_audit.model import Identity
from lkj_audit.normalize.text.plain import plain

UNIT = "unitini"
TAGS = re.compile(r"</?\w{1,8}>|\*{1,3}|[↓↑★•]")
HYPHEN_BREAK = re.compile(r"(?<=[^\W\d_])[-‐]\s+(?=[^\W\d_])")
IN_WORDS = re.compile(r"(\d)\s*\([a-z]+(?:[\s-][a-z]+)*[\s-]?\)")
# "[IKU 2.1] Persentase …", "IKK 3a. Nilai …": the number of an indicator is no part of its name.
CODE = re.compile(r"^\[?(?:ik[ukps]k?|iksk|ikss|iksp)[\s.]*(?=[\w.-]{0,5}\d)[\w.-]{1,8}\]?[\s:.–-]+(?=[^\W\d])")
_LABELLED = re.compile(r"^\W*(?P<sort>ik[ukps]k?|iksk|ikss|iksp)[\s.-]*(?P<number>\d[\w.-]{0,7}?)\]?[\s:.–-]*"
                       r"(?=$|(?<=[\s\]])[^\W\d])", re.I)
TOTAL = re.compile(
    r"^(?:sub ?)?(?:jumlah|total|jml)\b(?: (?:seluruhnya|keseluruhan|total|besar|anggaran|pagu|belanja|pegawai|orang|"
    r"akhir|umum|capaian|kinerja|nilai|rp|realisasi|program|kegiatan|indikator|sasaran|dan|i+|[abc\d]))*$|"
    r"^grand total\b")
AVERAGE = re.compile(
    r"^(?:(?:nilai |total )?(?:rata ?rata|rerata)|nrr\b)"
    r"(?: (?:(?:pen)?cap\w{2,4}n|kinerja|nilai|realisasi|target|indikator|"  # "Capain", too
    r"sasaran|strategis|persentase|total|keseluruhan|tertimbang|unsur|dan|\d+))*$")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """``text`` in lower case without markup, line breaks or doubled spaces; punctuation stays."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    if not text.isascii() or "<" in text or "*" in text:
        text = TAGS.sub(" ", text)
    text = " ".join(text.casefold().replace("\u0002", "").split())
    return HYPHEN_BREAK.sub("-", text) if "- " in text or "‐ " in text else text


def compact(text: str) -> str:
    """``plain(text)`` without spaces: cells break words anywhere."""
    return plain(text).replace(" ", "")


def is_total(text: str) -> bool:
    """Whether ``text`` is the label of a Jumlah or Total row ("JUMLAH SELURUHNYA", "Sub Total")."""
    return bool(TOTAL.match(plain(text))) or compact(text) in ("jumlah", "total", "grandtotal", "subtotal")


def is_average(text: str) -> bool:
    """Whether ``text`` is the label of a row of means ("Rata-Rata", "NRR Tertimbang/Unsur")."""
    return bool(AVERAGE.match(plain(text)))


def code_of(text: str) -> str:
    """The code that ``text`` is or begins with, as ``plain`` writes it: "ikss 1 2" of "IKSS-1.2 Nilai …"."""
    found = _LABELLED.match(text)
    return plain(f"{found['sort']} {found['number']}") if found else ""


def without_code(text: str) -> str:
    """``text`` without the code that it begins with, where more follows."""
    found = _LABELLED.match(text)
    return text[found.end():] or text if found else text


@cache
def _spelling() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all variant spellings and what each stands for."""
    data = facts.kinds()["spelling"]
    table = {str(variant): str(good) for good, variants in data.items() for variant in variants}
    for good, variants in facts.vocabulary()["spelling_variants"].items():
        for variant in variants:
            key = plain(str(variant))
            # abbreviations of two letters mean too many things elsewhere
            if len(key) > 2:
                table.setdefault(key, plain(str(good)))
    longest = sorted(table, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b"), table


@cache
def _own_names(satker: str, region_name: str) -> re.Pattern[str] | None:
    """The ways a report writes its own unit: with or without its region, and with kab/kota left out."""
    satker, region = _spell(plain(satker)), _spell(plain(region_name))
    if not satker:
        return None
    bare = re.sub(r"^(?:kabupaten|kota|provinsi) ", "", region)
    tail = rf"(?: (?:kabupaten|kota|provinsi))? {re.escape(bare)}" if bare else ""
    head = satker
    if tail:
        head = re.sub(rf"{tail}\b.*$", "", satker).strip()
    head = re.sub(r"^sekretariat (?=kpu\b)", "", head)
    names = [re.escape(satker)] + ([rf"{re.escape(head)}{tail}"] if tail and head else []) + [re.escape(head)]
    # "KPU Provinsi/Kabupaten/Kota" is a class of units, not this one
    either = "|".join(n for n in names if n)
    return re.compile(rf"\b(?:sekretariat )?(?:{either})\b(?! (?:ri|provinsi|kabupaten|kota)\b)")


def _spell(text: str) -> str:
    pattern, table = _spelling()
    return pattern.sub(lambda m: table[m[0]], text)


@lru_cache(maxsize=8192)
def _normalize(text: str, satker: str, region_name: str) -> str:
    text = CODE.sub("", IN_WORDS.sub(r"\1", fold(text)))
    text = _spell(" ".join(re.findall(r"\w+(?:[.,]\d+)*", text)))
    own = _own_names(satker, region_name)
    return " ".join(own.sub(UNIT, text).split()) if own else text


def normalize_name(text: str, identity: Identity | None = None) -> str:
    """``text`` as a key: NFKC, lower case, no markup or punctuation, one spelling (prosentase → persentase,
    kab/kota → kabupaten kota), numbers in words dropped after the figure, the unit's own name as ``UNIT``, and no
    number of an indicator before its name."""
    who = identity or Identity()
    return _normalize(text, who.satker, who.region_name)
