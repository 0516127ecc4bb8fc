"""What the text of a report tells beyond single figures and names: of its indicators, of its own parts, of itself.

It is read along with the report, so that rules only judge: they ask the same readers, each of which keeps what it found
of the last report (``once``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lkj_audit.model import Report
from lkj_audit.normalize.abbreviations import expansions
from lkj_audit.normalize.documents import made
from lkj_audit.normalize.foreign.names import foreign_names
from lkj_audit.normalize.meant import meanings
from lkj_audit.normalize.narrative.chapter import chapter_of
from lkj_audit.normalize.narrative.counted_lists import announced, bracketed, said_anew
from lkj_audit.normalize.narrative.general import claims_of_success
from lkj_audit.normalize.narrative.plans import plans_of
from lkj_audit.normalize.narrative.scales import printed_scales
from lkj_audit.normalize.narrative.shares import shares
from lkj_audit.normalize.narrative.short_verdicts import named_shortly
from lkj_audit.normalize.narrative.statements import missions, sasaran_groups
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.outline.contents import aligned
from lkj_audit.normalize.outline.numbered_lists import numbered_lists
from lkj_audit.normalize.outline.parts import mentions_of_parts
from lkj_audit.normalize.outline.printed_numbers import printed_numbers
from lkj_audit.normalize.outline.template import remains
from lkj_audit.normalize.persons import listed, nips, signers
from lkj_audit.normalize.report_names import report_names

READERS: Final[tuple[Callable[[Report], object], ...]] = (
    made, shares, claims_of_success, printed_scales, missions, sasaran_groups, mentions_of_parts,
    foreign_names, announced, bracketed, said_anew, listed, signers, nips, meanings,
    lambda report: named_shortly(plans_of(report)),
    lambda report: (stories_of(plans_of(report)).every, stories_of(plans_of(report)).sheets),
    lambda report: chapter_of(plans_of(report)).named,
    lambda report: expansions(report.document),
    lambda report: report_names(report.document),
    lambda report: printed_numbers(report.document),
    lambda report: aligned(report.document),
    lambda report: numbered_lists(report.document),
    lambda report: remains(report.document),
)


def tell(report: Report) -> None:
    """Read all of it."""
    for read in READERS:
        read(report)
