"""Another school or hospital where the reporting one belongs, in what sums up the year: bodies that are called
by a name of their own, and not by their region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Block, Report
from lkj_audit.normalize.foreign.regions import SEAT, Named, rightly_told
from lkj_audit.normalize.text.cues import cue, value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_KINDS: Final = (r"RSUD|Rumah\s+Sakit\s+Umum\s+Daerah|RSUP|Rumah\s+Sakit\s+Umum\s+Pusat",
                 r"Politeknik", r"Universitas", r"Institut", r"Akademi", r"Sekolah\s+Tinggi", r"Puskesmas")
_SUMS_UP: Final = re.compile(r"\b(?:pengantar|ringkasan|ikhtisar|penutup|kesimpulan|simpulan)\b", re.I)
_NAME: Final = r"(?:\s+(?:dr\.|[A-Z][\w’'/-]+,?|dan(?=\s+[A-Z])))+?"
_BEFORE: Final = r"(?:^|(?<=[.]\s))(?:(?:Secara\s+umum|Dengan\s+demikian|Pada\s+tahun\s+\d{4}),?\s+)?"
_DOES: Final = (r"(?=\s+(?:(?:pada|selama|di)\s+tahun\s+\d{4},?\s+)?"
                r"(?:(?:telah|berhasil|dapat|terus|akan|berupaya|berkomitmen)\s+)*(?:mencapai|memenuhi|memperoleh|meraih|merealisasikan|melaksanakan|meningkatkan|menyerap)\b)")


def namesakes(report: Report) -> Iterator[Named]:
    """The names of bodies of the same kind that do what the reporting one did, once in the whole report."""
    kind = next((k for k in _KINDS if re.match(rf"(?:{k})\s", report.identity.satker)), None)
    if kind is None:
        return
    head = re.compile(rf"(?:{kind})\s+", re.I)
    named = re.compile(rf"{_BEFORE}(?P<who>(?:{kind}){_NAME}){_DOES}")
    own = set(plain(head.sub("", report.identity.satker)).split())
    inside = False
    for index, block in enumerate(report.document.flow):
        if not isinstance(block, Block):
            continue
        if block.kind == "heading" and block.level <= 2 and (inside or block.level == 1 or _SUMS_UP.search(block.text)):
            inside = _SUMS_UP.search(block.text) is not None
        for m in named.finditer(block.text) if inside and block.kind == "paragraph" else ():
            start, end = sentence_at(block.text, m.start("who"))
            said = set(plain(head.sub("", m["who"])).split())
            if said <= own or own <= said or rightly_told(block, start, end, m.end("who")) or cue("pembanding").search(
                    block.text[start:end]) or _often(report, m["who"]):
                continue
            yield Named(m["who"], value_of(block, *m.span("who")), block.text[start:end], index, SEAT)


def _often(report: Report, name: str) -> bool:
    """Whether the report names it elsewhere too: as a partner, or because it is itself called so."""
    return sum(name.casefold() in b.text.casefold() for b in report.document.blocks) > 1
