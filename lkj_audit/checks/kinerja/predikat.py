"""KIN111: the name of an indicator that ends in "minimal BB", quoted with another grade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Value
from lkj_audit.normalize.narrative.chapter import Chapter
from lkj_audit.normalize.narrative.wording import MEASURE
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

_GRADED: Final = Cued(r"\b((?:[\w-]+ ){3,8}?)(?:minimal|minimum) (AA|BB|CC|A|B|C)\b(?!\w)", "minim", flags=0)


def misquoted(chapter: Chapter) -> Iterator[Outcome]:
    """The name of an indicator that ends in "minimal BB" quoted with another grade."""
    known: dict[str, tuple[str, Value]] = {}
    own = plain(chapter.plans.report.identity.satker)
    for row in chapter.indicators:
        for m in _GRADED.finditer(row.name.text):
            stem = plain(row.name.text[:m.start(2)]).removesuffix("minimal").removesuffix("minimum")
            if own:
                stem = stem.replace(own, "")
            known.setdefault(" ".join(stem.split()[-4:]), (m[2], row.name))
    for i, block, m in _GRADED.over(chapter.plans.report.document) if known else ():
        stem = " ".join(plain(block.text[max(0, m.start() - 80):m.start(2)]).split()[:-1][-4:])
        if block.kind != "paragraph" or not chapter.start <= i < chapter.end or stem not in known:
            continue
        yield CHECKED
        grade, name = known[stem]
        if m[2] != grade:
            measure = MEASURE.search(block.text, m.start(), m.end())
            said: Value = value_of(block, measure.start() if measure else m.start(), m.end())
            sure = round(0.85 * min(said.confidence, name.confidence), 2)
            yield Finding("KIN111", graded("error", sure), sure,
                          {"indikator": name.text, "narasi": m[2], "tabel": grade},
                          distinct([Evidence("stated", said), Evidence("expected", name)]),
                          item=f"predikat {plain(name.text)}", column="predikat", kind="narasi", variant="predikat")
