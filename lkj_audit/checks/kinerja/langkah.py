"""KIN120 without a table: "naik 0,31 poin dari 3,31 menjadi 3,52", and "83,47, meningkat 6,27 poin dari … 78,20"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.checks.kinerja.arah import turned
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report, Value
from lkj_audit.normalize.cues import value_of
from lkj_audit.normalize.narrative.roles import NUMBER
from lkj_audit.normalize.numbers import parse
from lkj_audit.normalize.plain import plain
from lkj_audit.normalize.sentences import sentences

FAR: Final = 5  # times as large: hardly the step between the two
_CUES: Final = ("naik", "turun", "meningkat", "peningkatan", "bertambah", "berkurang", "menurun", "selisih", "lebih")
_UNIT = r"(?:\s*(?:%|persen\b))?"
_WAY = (r"\b(?P<way>naik|turun|(?:ke|pe|me)(?:naik|nurun|ningkat)\w*|bertambah|berkurang|selisih|"
         r"lebih (?:tinggi|besar|banyak|rendah|kecil|sedikit))\b")
_STEP = rf"{_WAY}\s*(?:sebesar\s+|sebanyak\s+)?(?P<step>{NUMBER})(?P<share>{_UNIT})\s*(?P<points>po[ie]n\b)?"
_GAP = r"[^.;:\d]{0,60}?"
# What may stand between a figure and its step: no other figure's name.
_THEN = r"(?:(?!\b(?:realisasi|capaian|target)\b)[^.;:\d]){0,60}?"
_OLD, _NEW = (rf"(?P<{name}>{NUMBER}){_UNIT}" for name in ("old", "new"))
_ENDED = r"(?:\s+[a-z]+)?(?=\s*(?:[.,;)]|$|dibanding|dari|selama|dalam|pada|tahun))"
_TOLD: Final = tuple(re.compile(pattern, re.I) for pattern in (
    rf"{_STEP},?{_GAP}\b(?:dari|semula)\b{_GAP}{_OLD}{_GAP}\bmenjadi\b{_GAP}{_NEW}",
    rf"\b(?:dari|semula)\b{_GAP}{_OLD}{_GAP}\bmenjadi\b{_GAP}{_NEW}(?:\s+[a-z]+)?(?:\s+pada)?\W*(?:atau|berarti|artinya|"
    rf"sehingga)?\s*(?:ada|terdapat|terjadi|mengalami)?\s*{_STEP}{_ENDED}",
    rf"{_NEW}{_THEN}{_STEP}(?:\s+[a-z]+)?\s+(?:dari(?:pada)?|dibanding\w*)\b{_GAP}\b(?:sebesar|sebanyak|mencapai|adalah|"
    rf"yaitu|yang|tercatat)\s+{_OLD}",
    rf"\b(?:dibanding\w*|dari)\b{_GAP}\b(?:sebesar|mencapai|adalah|yaitu|yang)\s+{_OLD}\s*,?{_GAP}{_STEP}"
    rf"{_GAP}\bmenjadi\b{_GAP}{_NEW}"))
# Where the figures are of two things, or of no step: "naik 2 kali lipat", "… dan melampaui target sebesar 82".
_OTHER: Final = re.compile(r"\b(?:target\w*|dan|serta|sedangkan|namun|nasional|provinsi|rata-rata|melampaui|melebihi|"
                           r"kali|semester|triwulan)\b", re.I)
_PLANNED: Final = re.compile(r"\btarget\w*\s+(?:sebesar\s+|sebanyak\s+)?$", re.I)
_AND_SO: Final = re.compile(rf"\b(?:dan|serta)\s+(?:\w+\s+)?(?={_WAY})", re.I)  # "… bermutu B dan naik 1,46 poin"
_RANKED: Final = re.compile(r"\b(?:peringkat|rang?king|urutan|posisi|level|kelas|tingkat)\b", re.I)
_UP: Final = re.compile(r"naik|ningkat|tambah|tinggi|besar|banyak", re.I)
# Two figures, which a sentence must have to be looked at.
_TWO: Final = re.compile(r"\d\D+\d")
_YEAR: Final = re.compile(r"\(?\b(?:tahun\s+)?(?:19|20)\d\d\b\)?", re.I)


def steps(report: Report) -> Iterator[tuple[Value, Finding | None]]:
    """Each step that a sentence gives with what it leads from and to, and the finding where it does not lead there."""
    for _, block in report.document.holding(*_CUES):
        if block.kind != "paragraph":
            continue
        text = _YEAR.sub(lambda m: " " * len(m[0]), block.text)
        for start, end in sentences(block.text):
            if not _TWO.search(text, start, end):
                continue
            m = next((m for pattern in _TOLD if (m := pattern.search(text, start, end))), None)
            if m is not None and not _OTHER.search(_AND_SO.sub(" ", m[0])) and not _PLANNED.search(
                    text, start, m.start("new")) and (read := _read(m)):
                stated = value_of(block, *m.span("step"))
                fits = _fits(*read, bool(m["points"]))
                yield stated, None if fits else _finding(block, m, stated, read)
                if fits and not _RANKED.search(m[0]) and _against(m["way"], *read):
                    before, now = (value_of(block, *m.span(g), q) for g, q in (("old", read[1]), ("new", read[2])))
                    yield now, turned(before, now, m)


def _read(m: re.Match[str]) -> tuple[Quantity, Quantity, Quantity] | None:
    """The step, what it starts from and where it ends, where all are numbers and the step is about as large, or as the
    growth in per cent."""
    step, old, new = (parse(m[g]) for g in ("step", "old", "new"))
    if not (step and old and new and step.value and old.value and new.value) or old.value == new.value:
        return None
    size = abs(new.value - old.value)
    growth = 100 * size / old.value if m["share"].strip() and not m["points"] else size
    return (step, old, new) if any(s <= FAR * step.value and step.value <= FAR * s for s in (size, growth)) else None


def _fits(step: Quantity, old: Quantity, new: Quantity, points: bool) -> bool:
    """Whether the step is the difference, or, unless it is given in points, the growth in per cent."""
    assert step.value is not None and old.value is not None and new.value is not None
    size = abs(new.value - old.value)
    slack = (old.step + new.step) / 2 if min(old.step, new.step) < 1 else Decimal(0)
    growth = [100 * size / old.value, 100 * size / new.value] if not points else []
    return abs(step.value - size) <= slack or any(step.agrees(g) for g in growth)


def _against(way: str, step: Quantity, old: Quantity, new: Quantity) -> bool:
    """Whether the figure went the other way than ``way`` says, and did not fall below nothing."""
    assert old.value is not None and new.value is not None and step.value is not None
    if way.casefold() == "selisih" or min(old.value, new.value, step.value) < 0:
        return False
    return (new.value > old.value) != bool(_UP.search(way))


def _finding(block: Block, m: re.Match[str], stated: Value, read: tuple[Quantity, Quantity, Quantity]) -> Finding:
    step, old, new = (q.value or Decimal(0) for q in read)
    parts = [value_of(block, *m.span(g)) for g in ("old", "new")]
    sure = round(0.82 * min(v.confidence for v in (stated, *parts)), 2)
    expected = abs(new - old)
    if expected > FAR * step and old:
        expected = printed(100 * expected / old, read[0].step)
    return Finding("KIN120", graded("error", sure), sure,
                   {"lalu": m["old"], "kini": m["new"], "selisih": m["step"], "seharusnya": expected},
                   (Evidence("stated", stated), *(Evidence("part", p) for p in parts)), item=plain(m[0])[:80],
                   column="selisih", kind="narasi", expected=expected, stated=step, difference=step - expected,
                   variant="langkah")
