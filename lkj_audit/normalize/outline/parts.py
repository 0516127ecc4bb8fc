"""Where the text may speak of the parts that a report must contain (``outline.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lkj_audit import facts
from lkj_audit.model import Block, Report, Table
from lkj_audit.normalize.once import once
from lkj_audit.normalize.outline.phrases import Said, without_instructions
from lkj_audit.normalize.text.plain import plain

EARLIER = 5  # years back to which this year is compared


@once
def mentions_of_parts(report: Report) -> Said:
    """Where the items of the flow say what may tell that a part is there."""
    sought = [p for part in facts.outline()["parts"] for p in phrases_of(part, report.identity.year)]
    return Said([plain(text_of(item)) for item in report.document.flow], sought)


def phrases_of(part: dict[str, Any], year: int | None) -> list[str]:
    """All that may tell that ``part`` is there."""
    return [p for key in ("words", "headings", "told", "absent") for p in dated(part.get(key, ()), year)]


def dated(phrases: Iterable[str], year: int | None) -> Iterator[str]:
    """``phrases`` with the years they mean, counted from the reporting year; once for each year of the earlier ones."""
    for phrase in phrases:
        if year is None:
            yield re.sub(r"\{(tahun)_(\w+)\}", r"\1 \2", phrase)
        elif "{tahun_silam}" in phrase:
            yield from (phrase.replace("{tahun_silam}", str(y)) for y in range(year - EARLIER, year))
        else:
            yield phrase.replace("{tahun_lalu}", str(year - 1)).replace("{tahun_depan}", str(year + 1))


def text_of(item: Block | Table) -> str:
    """A paragraph, or the caption and header of a table."""
    return item.text if isinstance(item, Block) else " ".join(
        map(without_instructions, (item.caption or "", *item.header)))
