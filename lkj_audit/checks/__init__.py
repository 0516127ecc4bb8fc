"""checks: Report → Finding. One folder per family of rules, a registry, and the catalogue of what they say."""

from __future__ import annotations

from collections.abc import Iterable

from lkj_audit.checks.registry import run, selected
from lkj_audit.model import Finding, NotEvaluated, Report, RuleCount


def check(
    report: Report, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[list[Finding], list[NotEvaluated], list[RuleCount]]:
    """Run the rules that ``select`` names (all when empty) less those that ``ignore`` names over ``report``.

    Raises ValueError naming a selector that matches no rule.
    """
    return run(report, selected(select, ignore))
