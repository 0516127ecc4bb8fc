"""KIN119: "lima dari tujuh indikator tercapai, dua belum": whether so many of so many can be."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.judging import graded
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.cues import value_of
from lkj_audit.normalize.narrative.shares import Shares, shares
from lkj_audit.normalize.plain import plain


def impossible(report: Report) -> Iterator[tuple[Shares, Finding | None]]:
    """Each of them and the finding where it cannot be: more than there are, or parts that are not the whole."""
    for share in shares(report):
        part = share.part if share.part > share.whole or share.rest is None else share.part + share.rest
        if part == share.whole or (part < share.whole and share.rest is None):
            yield share, None
            continue
        said = value_of(share.block, share.start, share.end)
        sure = round(0.85 * said.confidence, 2)
        yield share, Finding("KIN119", graded("error", sure), sure,
                             {"klaim": said.text, "jumlah": part, "seluruh": share.whole}, (Evidence("stated", said),),
                             item=f"klaim {plain(said.text)[:60]}", column="klaim", kind="narasi", variant="mustahil")
