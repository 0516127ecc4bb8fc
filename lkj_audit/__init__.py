"""Audit Indonesian government performance reports (LKj) for contradictions, each proven on the page.

>>> from lkj_audit import audit
>>> for finding in audit("lkj-2024.pdf").findings:
...     print(finding.rule, finding.evidence[0].place, finding.difference)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkj_audit.batch import audit_many
    from lkj_audit.engine import audit

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "audit_many"]


def __getattr__(name: str) -> Any:
    """Load the engine only when it is used, so that ``lkj-audit --help`` stays quick."""
    if name == "audit":
        from lkj_audit.engine import audit

        return audit
    if name == "audit_many":
        from lkj_audit.batch import audit_many

        return audit_many
    raise AttributeError(f"module 'lkj_audit' has no attribute {name!r}")
