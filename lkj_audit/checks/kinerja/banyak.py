"""KIN119: how many indicators the report says that it has, and how many its plan and its result table list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit import facts
from lkj_audit.checks.kinerja.rencana import Plans
from lkj_audit.model import Report, Value
from lkj_audit.normalize.cued import Cued
from lkj_audit.normalize.cues import value_of

_HAS: Final = Cued(
    r"\b(?:terdapat|mengelola|memiliki|mengukur|menetapkan|ditetapkan|memuat|dengan|terdiri (?:dari|atas))\s+"
    r"(?:sebanyak\s+)?(?P<count>(?P<number>\d{1,2}|[a-z]+)\s*(?:\([^)]*\)\s*)?indikator(?:\s+kinerja)?)\b"
    r"(?!\s+(?:kinerja|kegiatan|program|sasaran|tujuan|output|outcome|yang|telah|belum|tidak|mencapai|tercapai|lain\w*|"
    r"tambahan|baru))", "indikator")
# Said of a part of them, of another plan or of another year.
_PART: Final = re.compile(
    r"\b(?:sasaran|tujuan|program|kegiatan|bidang|perspektif|indikator) "
    r"(?:ini\b|tersebut|ke\W?\d|pertama|kedua|ketiga|\d)|"
    r"\b(?:renstra|rencana strategis|rpjm\w*|masing-masing|setiap|nasional|provinsi|di ?antara\w*|semula|sebelumnya|"
    r"perubahan|hanya|sebagian)\b", re.I)
PLANNED: Final = ("pk", "rkt", "iku", "renstra")


def miscounted(report: Report, plans: Plans, listed: int) -> Iterator[tuple[Value, bool]]:
    """Each number of indicators that is stated of the whole report and whether it is wrong: the ``listed`` results are
    as many as a plan has, and no plan has the stated number."""
    sizes = {sum(plans[i].table == t for i in plans.rows(*PLANNED)) for t in
             {plans[i].table for i in plans.rows("pk")}}
    others = {sum(plans[i].table == t for i in plans.rows(*PLANNED, "capaian", "capaian_sasaran"))
              for t in {plans[i].table for i in plans.rows(*PLANNED)}}
    words = facts.scales()["terbilang"]["words"][:12]
    for _, block, m in _HAS.over(report.document) if listed in sizes else ():
        said = m["number"].casefold()
        number = int(said) if said.isdigit() else words.index(said) if said in words else 0
        if number and block.kind == "paragraph" and not _PART.search(block.text):
            years = {int(y) for y in re.findall(r"\b20\d\d\b", block.text)}
            if years <= {report.identity.year}:
                yield value_of(block, m.start("count"), m.end("count")), number not in {listed, *others}
