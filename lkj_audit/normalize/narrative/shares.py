""" "Lima dari tujuh indikator tercapai, dua belum": so many of so many, as sentences tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lkj_audit.model import Block, Report
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.sentences import sentence_at

NUMBER: Final = (r"(?:\d{1,3}|(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:puluh|belas))"
                 r"(?:\s+belas|\s+puluh(?:\s+[a-z]+)?)?)(?:\s*\([^()]{1,30}\))?")
_IND: Final = (r"(?:indikator(?:\s+(?:kinerja|utama|sasaran|kegiatan|program|tujuan))*|IK[UKPS]K?|"
               r"sasaran(?:\s+strategis)?)\b")
_DONE: Final = (r"(?:(?:yang|telah|sudah|dapat|berhasil)\s+)*"
                r"(?P<verb>mencapai|memenuhi|melampaui|tercapai|belum|tidak)\b")
_SHARE: Final = tuple(Cued(pattern, "indikator", "iku", "ikk", "iks", "ikp", "sasaran") for pattern in (
    rf"\bdari\s+(?:total\s+|seluruh\s+|sejumlah\s+)?(?P<whole>{NUMBER})\s+(?P<what>{_IND})"
    rf"(?:\s+(?:tersebut|pada [^,.;:]{{3,60}}|yang [^,.;:]{{3,60}}))?\s*,?\s+(?:terdapat\s+|sebanyak\s+)*"
    rf"(?P<part>{NUMBER})\s+(?:{_IND}\s+)?(?:\([^()]{{1,30}}\)\s+)?(?:atau\s+)?(?:di ?antaranya\s+)?{_DONE}",
    rf"(?<![\w.,/-])(?P<part>{NUMBER})\s+(?:{_IND}\s+)?dari\s+(?:total\s+|seluruh\s+)?(?P<whole>{NUMBER})\s+"
    rf"(?P<what>{_IND})(?:\s+tersebut)?\s+{_DONE}"))
# The others, where they are all of them: "… dan dua indikator belum."
_OTHERS: Final = re.compile(
    rf"[^.;:\d]{{0,60}}?\b(?:sedangkan|sementara|dan|serta|adapun)\s+(?:sebanyak\s+)?(?P<rest>{NUMBER})\s+"
    rf"(?:{_IND}\s*)?(?:lain(?:nya)?\s+|sisanya\s+)?(?:(?:yang|masih)\s+)*(?P<not>belum|tidak|mencapai|tercapai|telah)\b",
    re.I)
_SO_FEW: Final = re.compile(r"\b(?:hanya|baru|kecuali|salah|antara lain|di ?antara\w*)\b", re.I)


class Shares(NamedTuple):
    """What one sentence says: ``part`` of ``whole`` indicators, and how many the others are where it says so."""

    block: Block
    start: int
    end: int
    part: int
    whole: int
    rest: int | None
    indicators: bool


@once
def shares(report: Report) -> tuple[Shares, ...]:
    """All such sentences of the text."""
    return tuple(_shares(report))


def _shares(report: Report) -> Iterator[Shares]:
    for pattern in _SHARE:
        for _, block, m in pattern.over(report.document):
            part, whole = number_of(m["part"]), number_of(m["whole"])
            if part is None or not whole or block.kind != "paragraph":
                continue
            start, end = sentence_at(block.text, m.start())
            other = _OTHERS.match(block.text, m.end(), end)
            opposite = other and (other["not"] in ("belum", "tidak")) != (m["verb"].casefold() in ("belum", "tidak"))
            known = other if opposite and not _SO_FEW.search(block.text, start, end) else None
            rest = number_of(known["rest"]) if known else None
            stop = known.end() if known and rest is not None else m.end()
            yield Shares(block, m.start(), stop, part, whole, rest, not m["what"].casefold().startswith("sasaran"))
