"""ANG112: a figure and its spelling in words differ, or the words spell no number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkj_audit.checks.judging import graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Claim, Evidence, Finding, NotEvaluated, Report, Severity, Value


@rule("ANG112", "terbilang", "error")
def terbilang(report: Report) -> Iterator[Outcome]:
    """An amount, count or percentage and its words in brackets are different numbers."""
    spelled = [(c, c.words) for c in report.claims if c.words is not None and c.value.number is not None]
    if not spelled:
        yield NotEvaluated("ANG112", "no-words")
        return
    for claim, words in spelled:
        if words is None or claim.value.number is None:
            continue
        yield CHECKED
        if words.number is None:
            yield _finding(claim, words, claim.value.number, None)
        elif words.number != claim.value.number:
            yield _finding(claim, words, claim.value.number, words.number)


def _finding(claim: Claim, words: Value, figure: Decimal, spelled: Decimal | None) -> Finding:
    usual: Severity = "warning" if spelled is None else "error"
    confidence = 0.97 * min(claim.value.confidence, words.confidence)
    params: dict[str, str | int | Decimal] = {"figure": claim.value.text, "words": words.text,
                                              "page": claim.value.places[0].page}
    return Finding(
        rule="ANG112", severity=graded(usual, confidence), confidence=confidence,
        params=params if spelled is None else params | {"spelled": spelled},
        evidence=(Evidence("stated", words), Evidence("expected", claim.value)),
        item=f"{claim.value.text} ({words.text})", column=claim.kind, kind="narasi",
        expected=None if spelled is None else figure, stated=spelled,
        difference=None if spelled is None else spelled - figure, variant="bukan-bilangan" if spelled is None else "")
