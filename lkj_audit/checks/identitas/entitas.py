"""IDN101: another unit's name where the reporting unit's belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lkj_audit.checks.judging import distinct, graded
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Mention, NotEvaluated, Report
from lkj_audit.normalize.foreign.names import foreign_names
from lkj_audit.normalize.foreign.regions import Named

# A passage that names this many other units compares or lists them; copied text names one.
LISTED = 3


@rule("IDN101", "entitas-lain", "error")
def other_unit(report: Report) -> Iterator[Outcome]:
    """A unit that is neither the reporting one nor above, below or beside it is named, or a region that is not its own
    is spoken of as such: one finding for each name."""
    if not report.identity.satker:
        yield NotEvaluated("IDN101", "no-identity")
        return
    units = [m for m in report.mentions if m.kind == "unit"]
    regions = foreign_names(report)
    if not units and not regions:
        yield NotEvaluated("IDN101", "no-unit")
        return
    yield from [CHECKED] * len(units)
    strange: dict[str, list[Mention]] = {}
    listed = _lists(units)
    for mention in units:
        if mention.relation == "other" and mention.block not in listed:
            strange.setdefault(mention.name, []).append(mention)
    for name, mentions in strange.items():
        yield _finding(report, name, mentions, units)
    told = {m.block for mentions in strange.values() for m in mentions}
    for named in regions:
        yield CHECKED
        if named.block not in told:
            yield _of_region(report, named, units)


def _lists(units: list[Mention]) -> set[int]:
    """The blocks that name several other units."""
    others = {(m.block, m.name) for m in units if m.relation == "other"}
    return {block for block, n in Counter(block for block, _ in others).items() if n >= LISTED}


def _of_region(report: Report, named: Named, units: list[Mention]) -> Finding:
    sure = round(min(named.sure, named.value.confidence, report.identity.confidence or 1.0), 2)
    own = sorted((m for m in units if m.relation == "self"), key=lambda m: abs(m.block - named.block))[:1]
    return Finding("IDN101", graded("error", sure), sure,
                   {"lain": named.name, "satker": report.identity.satker, "kali": 1, "kalimat": named.sentence},
                   (Evidence("stated", named.value), *(Evidence("expected", m.value) for m in own)), item=named.name,
                   column="wilayah")


def _finding(report: Report, name: str, mentions: list[Mention], units: list[Mention]) -> Finding:
    sure = round(min(max(m.confidence for m in mentions), report.identity.confidence or 1.0), 2)
    own = sorted((m for m in units if m.relation == "self"), key=lambda m: abs(m.block - mentions[0].block))[:1]
    evidence = [Evidence("stated", m.value) for m in mentions] + [Evidence("expected", m.value) for m in own]
    return Finding("IDN101", graded("error", sure), sure,
                   {"lain": name, "satker": report.identity.satker, "kali": len(mentions),
                    "kalimat": mentions[0].sentence},
                   distinct(evidence), item=name, column="satker", variant="berulang" if len(mentions) > 1 else "")
