"""The shared words of lkj-audit: what every layer says and hears.

Units: boxes in PDF points with the origin at the top left; pages count from 1; money in rupiah; percentages as printed
(98,5 % is ``Decimal("98.5")``). No money or percentage is ever a float.
"""

from __future__ import annotations

from lkj_audit.model.document import Block, Cell, Correction, Document, Page, Problem, Table, Word
from lkj_audit.model.dossier import KINDS, Batch, DocumentKind, Dossier, Gist, Part, Passage, Said
from lkj_audit.model.places import BBox, BlockKind, PageKind, Place, Severity, Source, places_of, union
from lkj_audit.model.report import (
    BudgetLine,
    Change,
    Citation,
    Claim,
    CrossReference,
    DateClaim,
    Identity,
    Indicator,
    Link,
    Mention,
    Quantity,
    Report,
    StaffCount,
    TypedTable,
    Value,
)
from lkj_audit.model.result import (
    AuditResult,
    Decision,
    Evidence,
    Finding,
    NotEvaluated,
    RuleCount,
    Verdict,
)
from lkj_audit.model.settings import Reference, Regulation, Settings, Step

__all__ = [
    "KINDS",
    "AuditResult",
    "BBox",
    "Batch",
    "Block",
    "BlockKind",
    "BudgetLine",
    "Cell",
    "Change",
    "Citation",
    "Claim",
    "Correction",
    "CrossReference",
    "DateClaim",
    "Decision",
    "Document",
    "DocumentKind",
    "Dossier",
    "Evidence",
    "Finding",
    "Gist",
    "Identity",
    "Indicator",
    "Link",
    "Mention",
    "NotEvaluated",
    "Page",
    "PageKind",
    "Part",
    "Passage",
    "Place",
    "Problem",
    "Quantity",
    "Reference",
    "Regulation",
    "Report",
    "RuleCount",
    "Said",
    "Settings",
    "Severity",
    "Source",
    "StaffCount",
    "Step",
    "Table",
    "TypedTable",
    "Value",
    "Verdict",
    "Word",
    "places_of",
    "union",
]
