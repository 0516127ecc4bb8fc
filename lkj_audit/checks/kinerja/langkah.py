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
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.steps import told_growths, told_steps
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain

FAR: Final = 5  # times as large: hardly the step between the two
_RANKED: Final = re.compile(r"\b(?:peringkat|rang?king|urutan|posisi|level|kelas|tingkat)\b", re.I)
_UP: Final = re.compile(r"naik|tumbuh|ningkat|tambah|tinggi|besar|banyak|lambat|lama", re.I)


def steps(report: Report) -> Iterator[tuple[Value, Finding | None]]:
    """Each step that a sentence gives with what it leads from and to, and the finding where it does not lead there."""
    for block, m in told_steps(report.document):
        if not (read := _read(m)):
            continue
        stated = value_of(block, *m.span("step"))
        fits = _fits(*read, bool(m["points"]))
        yield stated, None if fits else _finding(block, m, stated, read)
        if fits and not _RANKED.search(m[0]) and _against(m["way"], *read):
            before, now = (value_of(block, *m.span(g), q) for g, q in (("old", read[1]), ("new", read[2])))
            yield now, turned(before, now, m)


def growths(report: Report) -> Iterator[tuple[Value, Finding | None]]:
    """Each growth in per cent that a sentence gives beside the step and the figure that it led to, and the finding
    where it is not the share of the step in what it led from."""
    for block, m in told_growths(report.document):
        new, step, share = (parse(m[g]) for g in ("new", "step", "share"))
        if m["way"].casefold() == "selisih" or not (
                new and step and share and new.value and step.value and share.value):
            continue
        old = new.value - step.value if _UP.search(m["way"]) else new.value + step.value
        if old <= 0 or step.value >= new.value:
            continue
        slack = (step.step + new.step) / 2 if min(step.step, new.step) < 1 else Decimal(0)
        bounds = [100 * (step.value + s) / (old - s) for s in (-slack, slack)]
        fits = any(share.agrees(g) for g in (*bounds, 100 * step.value / old, 100 * step.value / new.value)) or (
            bounds[0] <= share.value <= bounds[1])
        stated = value_of(block, *m.span("share"))
        yield stated, None if fits else _misgrown(block, m, stated, share, printed(100 * step.value / old, share.step))


def _misgrown(block: Block, m: re.Match[str], stated: Value, share: Quantity, expected: Decimal) -> Finding:
    parts = [value_of(block, *m.span(g)) for g in ("step", "new")]
    most = 0.8 if expected < FAR * (share.value or 0) and (share.value or 0) < FAR * expected else 0.5
    sure = round(most * min(v.confidence for v in (stated, *parts)), 2)
    assert share.value is not None
    return Finding("KIN120", graded("error", sure), sure,
                   {"persen": m["share"], "langkah": m["step"], "kini": m["new"], "seharusnya": expected},
                   (Evidence("stated", stated), *(Evidence("part", p) for p in parts)), item=plain(m[0])[:80],
                   column="persen", kind="narasi", expected=expected, stated=share.value,
                   difference=share.value - expected, variant="tumbuh")


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
    expected, sign = abs(new - old), ""
    if expected > FAR * step and old:
        expected, sign = printed(100 * expected / old, read[0].step), "%"
    return Finding("KIN120", graded("error", sure), sure,
                   {"lalu": m["old"], "kini": m["new"], "selisih": m["step"] + sign, "seharusnya": expected,
                    "satuan": sign},
                   (Evidence("stated", stated), *(Evidence("part", p) for p in parts)), item=plain(m[0])[:80],
                   column="selisih", kind="narasi", expected=expected, stated=step, difference=step - expected,
                   variant="langkah")
