"""Another body of the same regional government where the reporting one belongs: "LKjIP Dinas …", "Renstra Dinas
…", "Dinas … menetapkan tiga sasaran"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block, Mention, Report
from lkj_audit.normalize.foreign.regions import Named
from lkj_audit.normalize.text.cues import cue
from lkj_audit.normalize.text.plain import plain

SURE: Final = 0.75
# Bodies that write of themselves; those that plan and report for all others write of these too.
_OWN: Final = re.compile(r"(?:Dinas|Badan(?! Perencanaan)|Inspektorat|Satuan Polisi|Kecamatan|Sekretariat DPRD|RSUD|"
                         r"Rumah Sakit|(?-i:[DB][A-Z]{3,}))\b", re.I)
_ANY: Final = re.compile(r"(?:Dinas|Badan|Inspektorat|Satuan Polisi|Kecamatan|Sekretariat DPRD|RSUD|Rumah Sakit)\b",
                         re.I)
_HEAD: Final = 3  # words that may stand before it at the head of a sentence
# What a body calls its own by the name behind it.
_DOCUMENT: Final = re.compile(
    r"\b(?:laporan\s+(?:akuntabilitas\s+)?kinerja(?:\s+instansi\s+pemerintah)?(?:\s*\([^()]{{3,12}}\))?|lkj(?:ip)?|"
    r"lakip|lkip|renstra|rencana\s+strategis|rencana\s+kerja|renja|perjanjian\s+kinerja|indikator\s+kinerja\s+utama|"
    r"rencana\s+kinerja\s+tahunan)\s+(?:pada\s+)?$", re.I)
_YEAR: Final = r"\s*(?:(?:pada|selama|untuk)\s+)?tahun\s+(?:anggaran\s+)?20\d\d\s+"
_IS_MADE: Final = re.compile(rf"{_YEAR}(?:ini\s+)?(?:telah|dapat|selesai|disusun|merupakan|menyajikan|memuat|"
                             r"menggambarkan|diharapkan|adalah)\b", re.I)
_WORK: Final = re.compile(r"\bkinerja\s+$", re.I)
_IS_JUDGED: Final = re.compile(rf"{_YEAR}(?:secara\s+(?:umum|keseluruhan)|tergolong|termasuk|telah|menunjukkan|"
                               r"mencapai|dinilai)\b", re.I)
_AND_MORE: Final = re.compile(r"\s*(?:,|dan|serta|maupun|/)\s*[A-Z]")
_IN_THE_YEAR: Final = re.compile(
    r"\W*(?:(?:pada|selama|sepanjang|dalam|di)?\s*tahun\s+(?:anggaran\s+)?20\d\d,?\s+)?", re.I)
_NUMBER: Final = (r"(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|seluruh)(?:\s*\([^()]*\))?\s+"
                  r"(?:sasaran|tujuan|indikator|program|kegiatan|misi|bidang|orang|pegawai|ASN|PNS)\b")
_DOES: Final = re.compile(
    rf"\s*(?:pada\s+)?(?:tahun\s+(?:anggaran\s+)?20\d\d\s+)?(?:(?:telah\s+)?(?:mempunyai|memiliki|menetapkan|melaksanakan|"
    rf"menjalankan|mengelola|memperoleh|didukung)\s+(?:oleh\s+)?(?:{_NUMBER}|anggaran|alokasi|pagu|tugas\s)|"
    r"dibentuk\s+(?:berdasar|dengan)|dipimpin\s+oleh|merupakan\s+(?:unsur|perangkat))", re.I)
_ANOTHER: Final = re.compile(r"\b(?:evaluasi|reviu|contoh|seperti|misalnya|kerja\s?sama|koordinasi|bersama|gabungan|"
                             r"eks|dahulu|semula|sebelumnya|bergabung|dilebur|pemisahan|penggabungan)\b", re.I)
_COMMON: Final = frozenset(("dinas", "badan", "daerah", "kabupaten", "kota", "provinsi", "dan", "satuan", "kecamatan",
                            "rumah", "sakit"))


def colleagues(report: Report) -> Iterator[Named]:
    """The other bodies of the own government that stand where the reporting one does."""
    who = report.identity
    if not _OWN.match(who.satker) or not who.region:
        return
    own = _words(who.satker) - _words(who.region_name)
    for m in report.mentions:
        if m.kind != "unit" or m.relation != "partner" or m.code != who.region or m.block < 0:
            continue
        block, words = report.document.flow[m.block], _words(m.name) - _words(who.region_name)
        other = _ANY.match(m.name) and words and not words & own and not _shortened(m.name, who.satker)
        if other and isinstance(block, Block) and block.kind == "paragraph" and _in_place(block, m):
            yield Named(m.name, m.value, m.sentence, m.block, SURE * m.confidence)


def _words(name: str) -> set[str]:
    return {*plain(name).split()} - _COMMON


def _shortened(name: str, own: str) -> bool:
    """Whether ``own`` begins with an abbreviation that may stand for ``name``."""
    letters = iter(own.split()[0])
    return own.split()[0].isupper() and all(
        w[0].upper() in letters for w in re.split(r"\s+(?:Kabupaten|Kota|Provinsi)\b", name)[0].split() if w != "dan")


def _in_place(block: Block, m: Mention) -> bool:
    """Whether the name stands where a body names itself."""
    start = max(block.text.find(m.sentence), 0)
    at = block.text.find(m.value.text, start)
    if at < 0 or any(p.search(m.sentence) for p in (_ANOTHER, cue("kunjungan"), cue("pertemuan"))):
        return False
    before, after = block.text[start:at], block.text[at + len(m.value.text):start + len(m.sentence)]
    if _AND_MORE.match(after):
        return False
    named = _DOCUMENT.search(before)
    return bool((named and (len(before[:named.start()].split()) <= _HEAD or _IS_MADE.match(after)))
                or (_WORK.search(before) and _IS_JUDGED.match(after))
                or (_IN_THE_YEAR.fullmatch(before) and _DOES.match(after)))
