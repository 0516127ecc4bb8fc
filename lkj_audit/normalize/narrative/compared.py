"""Which indicators of the result tables are told of in an earlier year, in a paragraph or in another table."""

from __future__ import annotations

import re

from lkj_audit.normalize.narrative.past_figures import kept_of_the_past, told_of_the_past
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.results import results
from lkj_audit.normalize.narrative.stories import stories_of
from lkj_audit.normalize.narrative.wording import alike, shared
from lkj_audit.normalize.once import once
from lkj_audit.normalize.text.plain import plain

_MEASURED = re.compile(r"(?:realisasi|tahun|capaian):(20\d\d)")
_MOST = 0.75  # of the words of a name, which a paragraph has that speaks of it


@once
def compared(plans: Plans) -> dict[str, bool]:
    """The indicators of the summary tables of results, and whether a figure of an earlier year, a rise or a fall is
    given for each, be it under another wording of its name."""
    stories, kept = stories_of(plans), {k.name for k in kept_of_the_past(plans.report)}
    texts = {t.block.text for t in told_of_the_past(plans.report)}
    known = {plain(s.rows[0].name) for s in stories.every if s.trends or s.of("last") or s.of("step")}
    known |= {plain(r.name) for name in kept for r in stories.names.titled(name)}
    names = {plain(r.name) for r in results(plans) if r.table.kind == "capaian"}
    # tables that name them by their codes, or one by one and not at all
    beside = sum(len(t.table.rows) for t in plans.report.tables if any(_of_the_past(r, plans) for r in t.roles))
    return {name: name in known or 2 * beside >= len(names) or any(alike(name, k) for k in kept)
            or any(shared(name, text)[0] >= _MOST for text in texts) for name in sorted(names)}


def _of_the_past(role: str, plans: Plans) -> bool:
    """Whether a column with ``role`` has what was measured in an earlier year."""
    found = _MEASURED.fullmatch(role)
    return found is not None and int(found[1]) < (plans.report.identity.year or 0)
