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
