"""How far the facts about a regulation can be trusted."""

from __future__ import annotations

from lkj_audit.checks.judging import graded
from lkj_audit.checks.regulasi.known import sure


def test_what_no_source_says_is_a_note_at_most() -> None:
    assert graded("error", sure({"confidence": "high", "verified": False})) == "info"
    assert graded("error", sure({"confidence": "high", "verified": True})) == "error"


def test_what_is_not_verified_does_not_gain() -> None:
    assert sure({"confidence": "low", "verified": False}) == 0
    assert sure({"confidence": "medium", "verified": False}) == sure({"confidence": "medium", "verified": True})


def test_a_project_answers_for_its_own_regulations() -> None:
    assert sure({"confidence": "high"}) == sure({"confidence": "high", "verified": True})
