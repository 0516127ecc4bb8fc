"""IDN103: a state of affairs on a day that had not come when the report was written: "per 31 Desember 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from lkj_audit.model import Report, Value
from lkj_audit.normalize.calendar.dates import day_of, named_date
from lkj_audit.normalize.text.cues import value_of

# A report of a year is written in the months after it: what it counts on a day still later was counted on another.
_WRITTEN = 7
_COUNTED = re.compile(r"\b(?:berjumlah|jumlah|sebanyak|sejumlah|tercatat|terdapat|memiliki|mempunyai|terealisasi|"
                      r"realisasi|didukung)\b", re.I)
_PLANNED = re.compile(r"\b(?:akan|hendak|target\w*|rencana\w*|direncanakan|diproyeksikan|proyeksi|diperkirakan|"
                      r"diharapkan|berlaku|(?<!tenaga )(?<!pegawai )kontrak|perjanjian|masa|jangka|jatuh|paling lambat|"
                      r"selambat-lambatnya|tenggat|sampai akhir)\b", re.I)


@cache
def _on() -> re.Pattern[str]:
    """The day of a state; without "per" or the like what follows must count something."""
    return re.compile(rf"\b(?P<how>per|posisi|keadaan|kondisi|pada|sampai\s+dengan|s\.?\s?/?d\.?)\s+"
                      rf"(?:(?:per|tanggal|akhir)\s+)?{named_date()}(?P<rest>[^.;]{{0,90}})", re.I)


def not_yet(report: Report) -> Iterator[tuple[str, Value]]:
    """The date, as printed, and the passage of each state on a day after the report was written."""
    year = report.identity.year
    late = {d.text.casefold() for d in report.dates if year and d.day and d.day >= date(year + 1, _WRITTEN, 1)}
    for _, block in report.document.holding(*late):
        for m in _on().finditer(block.text) if block.kind == "paragraph" else ():
            day = day_of(m)
            if not year or day is None or day < date(year + 1, _WRITTEN, 1):
                continue
            state = m["how"].casefold() in ("per", "posisi", "keadaan", "kondisi")
            first, end = max(0, m.start() - 100), m.end("y") if state else m.end()
            if (state or _COUNTED.search(block.text, first, end)) and not _PLANNED.search(block.text, first, end):
                yield block.text[m.start("d"):m.end("y")], value_of(block, m.start(), m.end("y"))
