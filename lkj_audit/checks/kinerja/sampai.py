"""KIN119: sentences on one indicator that say that it reached its target, or fell short of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.kinerja.cerita import Story, Told
from lkj_audit.checks.kinerja.hasil import comparable, less_is_better, reached

_SHORT: Final = re.compile(
    r"\b(?:belum|tidak)(?: \w+)? (?:mencapai|memenuhi|melampaui|melewati) target\b|"
    r"\b(?:di ?bawah|lebih rendah dari(?:pada)?|kurang dari) target\b", re.I)
_MET: Final = re.compile(
    r"\b(?:melampaui|melebihi|melewati|mencapai|memenuhi|di ?atas|lebih tinggi dari(?:pada)?) target\b", re.I)


def refuted(story: Story) -> Iterator[tuple[Told, bool]]:
    """Each verdict of ``story`` on the indicator and whether the table gives it the lie. Where less is better, "di
    bawah target" may be praise: such indicators are left alone."""
    done = [reached(r) for r in story.rows if comparable(r)]
    if not done or None in done or any(less_is_better(r) for r in story.rows):
        return
    for told in story.verdicts:
        if _SHORT.search(told.word):
            yield told, all(done)
        elif _MET.search(told.word):
            yield told, not any(done)
