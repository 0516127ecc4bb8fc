"""Sentences of a conclusion that sum up the year of the report."""

from __future__ import annotations

import re
from typing import Final

_OPENS: Final = re.compile(r"\W*(?:pada|selama|sepanjang|dalam|di)\s+tahun\s+(?:anggaran\s+)?", re.I)
_LED: Final = re.compile(r"\bkinerja\b[^.;:\d]{0,60}?\btahun\s+(?:anggaran\s+)?$", re.I)
_DONE: Final = re.compile(r"(?:(?!\b(?:akan|diharapkan|direncanakan|ditargetkan|mendatang)\b)[^.;]){0,90}?\b"
                          r"(?:telah|berhasil|"
                          r"mencapai|tercapai|terlaksana|terealisasi|berjalan|dinilai|dikategorikan|tergolong)\b", re.I)


def sums_up(text: str, start: int, at: int, after: int) -> bool:
    """Whether the year at ``text[at:after]``, in the sentence that begins at ``start``, is said to be the one of which
    the sentence tells how it went: "Pada tahun 2021 dinas telah …", "Kinerja dinas tahun 2021 berjalan baik"."""
    led = _OPENS.fullmatch(text, start, at) or _LED.search(text, start, at)
    return led is not None and _DONE.match(text, after) is not None
