"""REG106: regulations that the report relies on and leaves out of its list of legal bases."""

from __future__ import annotations

from collections.abc import Iterator

from lkj_audit.checks.judging import distinct
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.checks.regulasi.known import by_regulation, historic, name, relied_on, shown, sure
from lkj_audit.model import Citation, Finding, NotEvaluated, Report
from lkj_audit.normalize.regulations import titles
from lkj_audit.normalize.regulations.keys import entry_key, label
from lkj_audit.normalize.regulations.meant import Entry, entry_of, meanings

_LEAST = 2  # citations that make a list


@rule("REG106", "dasar-hukum-kurang", "info")
def missing_basis(report: Report) -> Iterator[Outcome]:
    """A known regulation in force is relied on elsewhere and is not in the report's own list: one finding for each."""
    listed = [c for c in report.citations if c.role == "basis"]
    if len(listed) < _LEAST:
        yield NotEvaluated("REG106", "no-legal-basis")
        return
    inside = {entry_key(e) for c, e in zip(report.citations, meanings(report), strict=True)
              if e is not None and _in_lists(c, listed)}
    elsewhere = [(e, c) for c in report.citations if c.role == "text" and (e := entry_of(c)) is not None]
    yield from [CHECKED] * len(elsewhere)
    for entry, citations in by_regulation((e, c) for e, c in elsewhere if _counts(report, e, c)):
        trust = min(sure(entry, *citations), 0.9)
        if trust and entry_key(entry) not in inside and not _named_in(entry, listed):
            yield Finding("REG106", "info", trust, {"peraturan": label(entry), "judul": name(entry)},
                          distinct([*shown(citations), *shown(listed[:1], "context")]), item=label(entry))


def _in_lists(citation: Citation, listed: list[Citation]) -> bool:
    return citation.block in {c.block for c in listed}


def _counts(report: Report, entry: Entry, citation: Citation) -> bool:
    """Whether the report rests on ``entry`` at ``citation``, and may: what is revoked need not be listed."""
    return entry["status"] != "dicabut" and relied_on(report, citation) and not historic(report, citation)


def _named_in(entry: Entry, listed: list[Citation]) -> bool:
    """Whether the list has the regulation under a number that is not its own."""
    return "title" in entry and any(c.title and titles.exactly(c.title, entry["title"]) for c in listed)
