"""What the report calls itself: LKj, LKIP, LAKIP, Laporan Kinerja."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lkj_audit.model import Block, Document, Value
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentence_at

_NAMES = Cued(
    r"(?P<lakip>\bLAKIP\b|\bLAKIN\b|\bLaporan\s+Akuntabilitas(?:\s+dan)?\s+Kinerja(?:\s+Instansi\s+Pemerintah(?:an)?)?\b"
    r"(?:\s*\(LAKI[PN]\))?)|"
    r"(?P<lkip>\bLKj?IP\b|\bLaporan\s+Kinerja\s+Instansi\s+Pemerintah(?:an)?\b(?:\s*\(LKj?IP\))?)|"
    r"(?P<lkj>\bLKj\b|\bLaporan\s+Kinerja\s+\(LKj\))|(?P<lk>\bLaporan\s+Kinerja\b(?!\s+(?:Keuangan|Interim|Triwulan|Bulanan|"
    r"Semester|Pegawai)))", "laporan", "laki", "lkip", "lkj")
# The title of a regulation, an old name given as such, and the evaluation of the report of another.
_TITLE = re.compile(r"\btentang\b|\bpetunjuk\s+teknis\b|\bpedoman\b", re.I)
_HISTORY = re.compile(r"\b(?:sebelumnya|dahulu|dulu|semula|dikenal|menggantikan|pengganti|istilah)\b", re.I)
_EVALUATED = re.compile(r"\b(?:evaluasi|nilai|hasil|predikat|lhe|penilaian)\s+(?:atas\s+)?$", re.I)


class Name(NamedTuple):
    """One way the report names itself: ``sort`` groups the ways that are one name."""

    sort: str
    value: Value


@once
def report_names(document: Document) -> tuple[Name, ...]:
    """The names that the text has for the report, in order."""
    return tuple(n for b in document.blocks if b.kind != "toc" for n in _in_block(b))


def _in_block(block: Block) -> Iterator[Name]:
    for m in _NAMES.finditer(block.text):
        start, end = sentence_at(block.text, m.start())
        before = block.text[start:m.start()]
        if not (_TITLE.search(before) or _HISTORY.search(block.text[start:end]) or _EVALUATED.search(before)):
            yield Name(m.lastgroup or "", value_of(block, *m.span()))
