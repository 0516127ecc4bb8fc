"""KIN111: "tidak terdapat sengketa", and yet a percentage of the disputes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Value
from lkj_audit.normalize.narrative.chapter import Chapter
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import Result
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_SHARE_OF = re.compile(r"persentase (\w{5,})")
_NONE = re.compile(r"\btidak (?:terdapat|ada|terjadi|pernah ada)(?: adanya)? (\w+)(?! yang\b)", re.I)


def of_nothing(chapter: Chapter, rows: tuple[Result, ...]) -> Iterator[Outcome]:
    """"Tidak terdapat sengketa" and yet a share of the disputes: nothing out of nothing is no percentage. A full 100 %
    is how many write that, and passes."""
    for section in chapter.sections:
        names = {plain(chapter.plans[i].name.text) for i in section.rows}
        for r in rows:
            counted, figure = _SHARE_OF.match(plain(r.name)), r.realisasi
            if counted is None or figure is None or figure.unit != "%" or figure.value in (None, 0, 100) or not (
                    r.index in section.rows or plain(r.name) in names):
                continue
            for _, block in section.blocks:
                for m in _NONE.finditer(block.text):
                    yield CHECKED
                    if plain(m[1]) == counted[1]:
                        yield _finding(chapter.plans, r, value_of(block, *m.span()))


def _finding(plans: Plans, row: Result, said: Value) -> Finding:
    assert row.row.realisasi is not None
    sure = round(0.8 * min(said.confidence, plans.legibility(row.index)), 2)
    return Finding("KIN111", graded("error", sure), sure,
                   {"indikator": row.name, "narasi": said.text, "di": name_of(row.table),
                    "tabel": row.row.realisasi.text},
                   distinct([Evidence("stated", said), Evidence("expected", row.row.realisasi),
                             Evidence("context", row.row.name)]),
                   item=row.row.key or plain(row.name), column="realisasi", kind="narasi", variant="nihil")
