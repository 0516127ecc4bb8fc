"""All names of others that stand where the reporting unit's own belongs."""

from __future__ import annotations

from lkj_audit.model import Report
from lkj_audit.normalize.foreign.ministries import peers
from lkj_audit.normalize.foreign.namesakes import namesakes
from lkj_audit.normalize.foreign.offices import colleagues
from lkj_audit.normalize.foreign.plans import copied
from lkj_audit.normalize.foreign.provinces import misplaced
from lkj_audit.normalize.foreign.regions import Named, strange_regions
from lkj_audit.normalize.once import once


@once
def foreign_names(report: Report) -> tuple[Named, ...]:
    """Regions, and bodies of the unit's own rank, in their order; those of a report without a unit are unknown."""
    if not report.identity.satker:
        return ()
    return (*strange_regions(report), *misplaced(report), *peers(report), *copied(report), *namesakes(report),
            *colleagues(report))
