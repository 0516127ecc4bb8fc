"""Reviewers' decisions on the findings of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lkj_audit.checks.registry import twin
from lkj_audit.model import AuditResult, Decision, Finding

_GRAVITY = {"error": 0, "warning": 1, "info": 2}


def applied(result: AuditResult, decisions: Iterable[Decision]) -> AuditResult:
    """``result`` with ``decisions`` on its findings and no others: what is accepted stays among ``findings``, what is
    explained or not relevant moves to ``waived``. Of several decisions on one finding the latest holds, of those of one
    day the last. A decision on one of several findings that are alike still holds when it is left alone."""
    by_print = {d.fingerprint: d for d in sorted(decisions, key=lambda d: d.date)}
    decided = [replace(f, decision=by_print.get(f.fingerprint) or (by_print.get(twin(f)) if _alone(f) else None))
               for f in result.all_findings]
    return replace(result, findings=tuple(sorted(filter(counts, decided), key=gravest_first)),
                   waived=tuple(sorted((f for f in decided if not counts(f)), key=gravest_first)))


def _alone(finding: Finding) -> bool:
    return "-" not in finding.fingerprint


def counts(finding: Finding) -> bool:
    """Whether nobody has explained it or found it not relevant."""
    return finding.decision is None or finding.decision.verdict == "accepted"


def gravest_first(finding: Finding) -> tuple[int, int, float, str]:
    """The order of findings: by severity, then as they stand on the pages, then by rule."""
    place = finding.evidence[0].place
    return _GRAVITY[finding.severity], place.page, place.bbox[1], finding.rule
