"""Another body of the centre where the reporting one belongs: "Laporan Kinerja Direktorat Jenderal …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.model import Report
from lkj_audit.normalize.foreign.regions import SEAT, Named, rightly_told
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_HEAD: Final = re.compile(r"(?:Kementerian(?:\s+Koordinator(?:\s+Bidang)?)?|"
                          r"(?:Direktorat|Inspektorat|Sekretariat)\s+(?:Jenderal|Utama)|Deputi(?:\s+Bidang)?)(?=\s)")
# What a report calls its own by the name behind it, or by that before it.
_OWN: Final = (r"\b(?:Laporan\s+Kinerja|LKj(?:IP)?|LAKIP|(?:Perjanjian|Rencana)\s+Kinerja|Renstra|Rencana\s+Strategis|"
               r"[Pp]agu|[Aa]nggaran|[Pp]egawai|[Vv]isi|[Mm]isi)\s+")
_DOES: Final = (r"(?=\s+(?:didukung\s+oleh\s+\d|mengelola\s+(?:anggaran|pagu)|"
                r"mem(?:peroleh|iliki)\s+(?:pagu|anggaran|\d)|"
                r"menyusun(?:nya)?\b|menetapkan\s+\d|(?:telah\s+)?melaksanakan\s+tugas|mempunyai\s+tugas))")
_ENDS: Final = r"(?=\s+[Tt]ahun\b|\s+[a-z(]|[.,;:]|$)"


def peers(report: Report) -> Iterator[Named]:
    """The names of bodies of the same rank as the reporting ministry or directorate that stand where its own does."""
    head = _HEAD.match(report.identity.satker)
    if head is None or report.identity.level != "pusat":
        return
    name = rf"{re.escape(head[0])}(?:\s+(?:[A-Z][\w/-]+|dan(?=\s+[A-Z])))+?"
    named = re.compile(rf"{_OWN}(?P<who>{name}){_ENDS}|(?:^|(?<=[.]\s))(?:Pada\s+tahun\s+\d{{4}},?\s+)?"
                       rf"(?P<does>{name}){_DOES}")
    own = {*plain(report.identity.satker).split()}
    for index, block in report.document.holding(head[0].casefold()):
        for m in named.finditer(block.text) if block.kind == "paragraph" else ():
            group = "who" if m["who"] else "does"
            start, end = sentence_at(block.text, m.start(group))
            said = {*plain(m[group]).split()}
            if said <= own or own <= said or rightly_told(block, start, end, m.end(group)):
                continue
            yield Named(m[group], value_of(block, *m.span(group)), block.text[start:end], index, SEAT)
