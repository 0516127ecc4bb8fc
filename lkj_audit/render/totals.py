"""Sums over results that more than one format shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lkj_audit.model import AuditResult, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def severities(results: Iterable[AuditResult]) -> dict[Severity, int]:
    """How many findings of each severity, gravest first."""
    count = Counter(f.severity for r in results for f in r.findings)
    return {s: count[s] for s in SEVERITIES}


def reaches(results: Iterable[AuditResult], threshold: str) -> bool:
    """Whether any finding is as grave as ``threshold`` ("error", "warning", "info"); never for "never"."""
    if threshold == "never":
        return False
    grave = SEVERITIES[: [str(s) for s in SEVERITIES].index(threshold) + 1]
    return any(f.severity in grave for r in results for f in r.findings)


def unjudged(result: AuditResult) -> bool:
    """Whether a file was read and nothing of it could be held against it because it has no tables (pages that are
    pictures, or no report at all): that it has no errors says nothing."""
    return any(p.code == "no-tables" for p in result.problems) and all(f.severity == "info" for f in result.findings)
