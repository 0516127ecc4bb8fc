"""STR110: what a template left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.judging import certainty, distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Report
from lkj_audit.normalize.outline.template import remains
from lkj_audit.normalize.text.plain import plain

_NO_YEAR = re.compile(r"\w+ tahun [a-z]+")  # "pada tahun telah"


@rule("STR110", "sisa-templat", "warning")
def template_remains(report: Report) -> Iterator[Outcome]:
    """Instructions or blanks of a template are left in the text. The same words are one finding, wherever they are."""
    looked, left = remains(report.document)
    yield from [CHECKED] * looked
    found: dict[str, list[Evidence]] = {}
    for value in left:
        found.setdefault(plain(value.text) or value.text, []).append(Evidence("stated", value))
    for key, evidence in found.items():
        sure = certainty(0.85, evidence)
        yield Finding("STR110", graded("warning", sure), sure,
                      {"sisa": evidence[0].value.text, "kali": len(evidence)}, distinct(evidence), item=key,
                      variant="tahun" if _NO_YEAR.fullmatch(key) else "" if len(evidence) == 1 else "berulang")
