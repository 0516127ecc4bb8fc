"""KIN119: sentences on one indicator that say that it reached its target, or fell short of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lkj_audit.normalize.narrative.results import Result, comparable, less_is_better, ratio, reached
from lkj_audit.normalize.narrative.roles import Told
from lkj_audit.normalize.narrative.stories import Story

FAR: Final = 20  # times the target: more is another scale
_SHORT: Final = re.compile(
    r"\b(?:belum|tidak|gagal|kegagalan|ketidak\w+)(?: \w+)? (?:(?:mencapai|memenuhi|melampaui|melewati) target|"
    r"tercapai|terpenuhi|terlampaui)\b|"
    r"\b(?:di ?bawah|lebih rendah dari(?:pada)?|kurang dari) target\b", re.I)
_MET: Final = re.compile(
    r"\b(?:(?:melampaui|melebihi|melewati|mencapai|memenuhi|di ?atas|lebih tinggi dari(?:pada)?) target|tercapai|"
    r"terpenuhi|terlampaui)\b", re.I)
# Of these where less is better the words do not say which side of the target is meant.
_EITHER_SIDE: Final = re.compile(r"\b(?:mel\w+|terlampaui|di ?atas|di ?bawah|lebih|kurang)\b", re.I)


def refuted(story: Story) -> Iterator[tuple[Told, bool]]:
    """Each verdict of ``story`` on the indicator and whether the table gives it the lie. Where less is better, "di
    bawah target" may be praise, and is left alone."""
    rows = [r for r in story.rows if comparable(r) and _of_one_scale(r)]
    less = [r for r in rows if less_is_better(r) and not _rises(r)]
    if not rows or 0 < len(less) < len(rows):
        return
    done = all(reached(r) and not (_higher(r) if less else _lower(r)) for r in rows)
    missed = all(reached(r) is False and (_higher(r) if less else _lower(r)) for r in rows)
    for told in story.verdicts:
        if less and _EITHER_SIDE.search(told.word):
            continue
        if _SHORT.search(told.word):
            yield told, done
        elif _MET.search(told.word):
            yield told, missed


def _of_one_scale(row: Result) -> bool:
    """Whether the figures can be compared; "0,79" and "62" are an index on two scales, unless a capaian is printed."""
    share = ratio(row)
    return row.stated is not None or share is None or 100 / FAR <= share <= 100 * FAR


def _rises(row: Result) -> bool:
    """Whether the table's own capaian grows with the realisasi."""
    stated, share = row.stated, ratio(row)
    return stated is not None and share is not None and share != 100 and stated.agrees(share)


def _lower(row: Result) -> bool:
    """Whether the realisasi is the smaller figure, whatever that means."""
    a, b = row.target, row.realisasi
    return a is not None and b is not None and a.value is not None and b.value is not None and b.value < a.value


def _higher(row: Result) -> bool:
    """Whether the realisasi is the larger figure."""
    a, b = row.target, row.realisasi
    return a is not None and b is not None and a.value is not None and b.value is not None and b.value > a.value
