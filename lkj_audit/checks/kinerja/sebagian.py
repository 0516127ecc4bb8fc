"""KIN119: "lima dari tujuh indikator tercapai, dua belum": whether so many of so many can be."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.judging import graded
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.narrative.shares import Shares, shares
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain


def impossible(report: Report) -> Iterator[tuple[Shares, Finding | None]]:
    """Each of them and the finding where it cannot be: more than there are, or parts that are not the whole."""
    for share in shares(report):
        rest = None if share.part > share.whole else share.rest
        part = share.part + (rest or 0)
        if part == share.whole or (part < share.whole and rest is None):
            yield share, None
            continue
        said = value_of(share.block, share.start, share.end)
        sure = round(0.85 * said.confidence, 2)
        yield share, Finding("KIN119", graded("error", sure), sure,
                             {"klaim": said.text, "jumlah": part, "seluruh": share.whole, "satu": share.part,
                              "lain": rest or 0}, (Evidence("stated", said),), item=f"klaim {plain(said.text)[:60]}",
                             column="klaim", kind="narasi", variant="mustahil" if rest is None else "bagian")
