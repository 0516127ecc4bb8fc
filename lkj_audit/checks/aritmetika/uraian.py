"""ARI101 in a sentence: a length, area or weight that it divides: "8.026 km, terdiri dari 934 km jalan …".

Numbers of people and things that a sentence divides are SDM101's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Final, NamedTuple

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Evidence, Finding, Quantity, Report
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.sentences import sentences

FEWEST: Final = 2  # parts of one whole
CLOSE: Final = Decimal("0.2")  # of the whole: parts that miss it by more are parts of something else
_AMOUNT: Final = re.compile(
    r"(?<![\w.,/:-])(?P<n>\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?|\d+(?:[.,]\d{1,3})?)\s*"
    r"(?P<unit>km|kilometer|ha|hektare?|ton|kg|kuintal|liter|meter|km2|m2|m3|km²|m²|m³|mw)\b(?!\s*/)", re.I)
_DIVIDED: Final = re.compile(r"[^.;\d]{0,60}?\b(?:terdiri|terbagi|dibagi|dibedakan|dirinci|rincian|terinci|meliputi|"
                             r"yaitu|yakni)\b", re.I)
_NOT_ALL: Final = re.compile(r"\b(?:di ?antara(?:nya)?|antara lain|termasuk|sebagian|salah satu|sisanya|masing-masing|"
                             r"target\w*|realisasi\w*|rata-rata|semula|menjadi|dari\s+total|sepanjang\s+tahun|"
                             r"dibanding\w*|naik|turun|meningkat|menurun)\b", re.I)
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NUMBER: Final = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_SAME: Final = {"kilometer": "km", "hektar": "ha", "hektare": "ha", "km²": "km2", "m²": "m2", "m³": "m3"}


class _Part(NamedTuple):
    start: int
    end: int
    text: str
    unit: str


def measured(report: Report) -> Iterator[Finding | None]:
    """For each measured whole that its sentence divides completely, None, or that the parts do not come to it."""
    for _, block in report.document.holding("terdiri", "terbagi", "dibagi", "dibedakan", "dirinci", "rinci", "meliputi",
                                            "yaitu", "yakni"):
        for start, end in sentences(block.text) if block.kind == "paragraph" else ():
            parts = _amounts(block.text, start, end)
            if len(parts) > FEWEST and not _NOT_ALL.search(block.text, start, end) and (
                    _DIVIDED.match(block.text, parts[0].end, parts[1].start)):
                yield from _compare(block, parts[0], parts[1:], end)


def _amounts(text: str, start: int, end: int) -> list[_Part]:
    return [_Part(m.start(), m.end(), m["n"], _SAME.get(m["unit"].casefold(), m["unit"].casefold()))
            for m in _AMOUNT.finditer(text, start, end)]


def _compare(block: Block, whole: _Part, parts: list[_Part], end: int) -> Iterator[Finding | None]:
    rest = _BRACKETS.sub(" ", block.text[parts[0].start:end])
    if {p.unit for p in parts} != {whole.unit} or len(_NUMBER.findall(rest)) != len(parts) or any(
            p.text not in rest for p in parts):
        return  # something else is told in between, or a part of a part
    off: list[tuple[Decimal, Decimal, Decimal]] = []
    for comma in (True, False):
        read = [_value(p.text, comma) for p in (whole, *parts)]
        known = [v for v in read if v is not None]
        if len(known) < len(read):
            continue
        total, *shares = known
        if total in list(accumulate(shares))[1:]:
            yield None
            return
        off.append((abs(sum(shares) - total), total, sum(shares, Decimal())))
    if not off or off[0][0] > CLOSE * off[0][1]:
        return
    step = max(_step(p.text) for p in (whole, *parts))
    yield None if any(gap <= step * len(parts) / 2 for gap, _, _ in off) else _finding(block, whole, parts, off[0])


def _value(text: str, comma: bool) -> Decimal | None:
    """The number with a decimal comma, or with a decimal point; None where it cannot be read so."""
    thousands, point = (".", ",") if comma else (",", ".")
    whole, _, fraction = text.partition(point)
    if point in fraction or (thousands in whole and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+",
                                                                     whole)) or thousands in fraction:
        return None
    return Decimal(whole.replace(thousands, "") + (f".{fraction}" if fraction else ""))


def _step(text: str) -> Decimal:
    """The last decimal printed; 0 for whole numbers, which are counted out."""
    decimals = re.search(r"[.,](\d{1,2})$", text)
    return Decimal(1).scaleb(-len(decimals[1])) if decimals else Decimal()


def _finding(block: Block, whole: _Part, parts: list[_Part], off: tuple[Decimal, Decimal, Decimal]) -> Finding:
    gap, total, together = off
    said = value_of(block, whole.start, whole.end, Quantity(block.text[whole.start:whole.end], total))
    shown = [value_of(block, p.start, p.end) for p in parts]
    sure = round(0.8 * min(v.confidence for v in (said, *shown)), 2)
    step = max(_step(p.text) for p in (whole, *parts))
    return Finding("ARI101", graded("error", sure), sure,
                   {"stated": said.text, "expected": printed(together, step or Decimal(1)),
                    "difference": printed(gap, step or Decimal(1)), "page": said.places[0].page if said.places else 0},
                   (Evidence("stated", said), *(Evidence("part", v) for v in shown)), item=said.text, column="jumlah",
                   kind="narasi", expected=together, stated=total, difference=total - together, variant="kalimat")
