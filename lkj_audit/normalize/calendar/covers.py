"""The year on the cover, on a line of its own below what the report is called."""

from __future__ import annotations

import re
from typing import Final

from lkj_audit.model import Block
from lkj_audit.normalize.calendar.interim import REPORT
from lkj_audit.normalize.text.cued import holds

PAGES: Final = 2  # the cover, and the title once more behind it
LINES: Final = 4  # from the name of the report to its year
LONG: Final = 110  # characters; a paragraph, not a line of a cover
_YEAR = re.compile(r"^(?:[^.;:\d]{0,80}\b)?tahun\s+(?:anggaran\s+)?20\d\d\W*$", re.I)
_REPORT = re.compile(REPORT, re.I)
_OF_ELSE = ("evaluasi", "reviu", "review", "rencana", "renstra", "renja", "rpjm", "perjanjian", "penetapan",
            "indikator", "keputusan", "peraturan", "dipa", "disusun", "bab")


class Cover:
    """The lines of the cover, as far as they have been read."""

    def __init__(self) -> None:
        self._lines: list[Block] = []

    def has_year(self, line: Block) -> bool:
        """Whether ``line``, the next one, ends with the year of the report that a line above it names: "LAPORAN
        KINERJA" / "BALAI BENIH PADI" / "TAHUN 2021"."""
        if line.page > PAGES:
            return False
        near = [b.text for b in self._lines[-LINES:] if b.page == line.page]
        self._lines.append(line)
        return _YEAR.match(line.text) is not None and any(_REPORT.search(t) for t in near) and not any(
            len(t) > LONG or holds(t, *_OF_ELSE) for t in (*near, line.text))
