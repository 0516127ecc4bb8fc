"""ARI103 in a sentence with several parts: "dari 11 sasaran, 8 sasaran (72%) tercapai dan 3 sasaran (37%) belum".

That the percentages are shares of the whole shows in those that fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import graded
from lkj_audit.model import Block, Evidence, Finding, Report, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.narrative.fractions import FEWEST, divided
from lkj_audit.normalize.text.cues import value_of

_YEARLY: Final = frozenset(("tahun", "bulan", "hari", "rupiah", "juta", "miliar", "milyar", "kali"))


def several_shares(report: Report) -> Iterator[Finding | None]:
    """For each share of a sentence that gives several of one whole, None, or that it is another one."""
    for block, whole, parts in divided(report.document):
        yield from _of_whole(block, whole, parts)


def _of_whole(block: Block, whole: re.Match[str], parts: list[re.Match[str]]) -> Iterator[Finding | None]:
    noun, total = whole["noun"].casefold(), _number(whole)
    mine = [m for m in parts if m["noun"].casefold() == noun and _number(m) <= total]
    if noun in _YEARLY or total < FEWEST or len(mine) < FEWEST or sum(map(_number, mine)) > total:
        return
    wrong = [m for m in mine if not _fits(m, total)]
    if len(wrong) * 2 > len(mine):
        return
    yield from [None] * (len(mine) - len(wrong))
    yield from (_finding(block, whole, m, total) for m in wrong)


def _number(m: re.Match[str]) -> int:
    return int(m["n"].replace(".", ""))


def _fits(m: re.Match[str], total: int) -> bool:
    stated = parse(m["share"])
    exact = Decimal(100 * _number(m)) / total
    return stated is None or stated.value is None or stated.agrees(exact) or abs(stated.value - exact) <= stated.step


def _finding(block: Block, whole: re.Match[str], m: re.Match[str], total: int) -> Finding:
    def told(match: re.Match[str], name: str, hint: str = "") -> Value:
        return value_of(block, *match.span(name), parse(match[name], hint=hint))

    share = told(m, "share")
    assert share.quantity is not None and share.number is not None
    expected = printed(Decimal(100 * _number(m)) / total, share.quantity.step)
    sure = round(0.85 * share.confidence, 2)
    return Finding("ARI103", graded("error", sure), sure,
                   {"count": m["n"], "whole": whole["n"], "stated": m["share"], "expected": expected,
                    "page": share.places[0].page if share.places else 0},
                   (Evidence("stated", share), Evidence("part", told(m, "n", "count")),
                    Evidence("whole", told(whole, "n", "count"))),
                   item=f"{m['n']} dari {whole['n']} {whole['noun']}", column="persen", kind="narasi",
                   expected=expected, stated=share.number, variant="kalimat")
