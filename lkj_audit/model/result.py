"""What contradicts what: the words of ``checks`` and the result of an audit."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lkj_audit.model.document import Problem
from lkj_audit.model.dossier import Gist
from lkj_audit.model.places import Place, Severity
from lkj_audit.model.report import Identity, Report, Value

if TYPE_CHECKING:
    from pandas import DataFrame


Verdict = Literal["accepted", "explained", "not-relevant"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure or phrase a finding rests on. ``role``: "stated", "expected", "part", "whole" or "context";
    ``document`` is the path of the PDF it stands in, "" for the report that the finding is about."""

    role: str
    value: Value
    document: str = ""

    @property
    def place(self) -> Place:
        return self.value.places[0]


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction. ``params`` fill the sentences of the catalogue
    (a Decimal or int is printed in the reader's language); ``expected``, ``stated`` and ``difference`` are
    the arithmetic, where there is one; ``item`` and ``column`` name what it is about and make the fingerprint; ``also``
    are the rules that the same wrong cell breaks."""

    rule: str
    severity: Severity
    confidence: float
    params: dict[str, str | int | Decimal]
    evidence: tuple[Evidence, ...]
    item: str
    column: str = ""
    kind: str = ""
    expected: Decimal | None = None
    stated: Decimal | None = None
    difference: Decimal | None = None
    fingerprint: str = ""
    variant: str = ""
    also: tuple[str, ...] = ()
    decision: Decision | None = None

    @property
    def own(self) -> tuple[Evidence, ...]:
        """The evidence that stands in the report itself."""
        return tuple(e for e in self.evidence if not e.document)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages of the report that evidence stands on, in order."""
        return tuple(sorted({p.page for e in self.own for p in e.value.places}))


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that had nothing to look at: ``reason`` is a slug of the catalogue."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many places a rule looked at and how many of them it reported."""

    rule: str
    checked: int
    findings: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer concluded about one finding in the reports of one unit and year, in every version of them.

    "accepted": it is so and must be mended; "explained" and "not-relevant": it does not count any more.
    ``unit`` is the unit's key (``AuditResult.unit``), "" in a waivers file, which holds for its folder."""

    unit: str
    year: int | None
    fingerprint: str
    verdict: Verdict
    reason: str
    person: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The audit of one PDF. ``status``: "ok", "partial" (some pages unread) or "failed". ``waived`` are the findings
    that do not count by a decision on them; they are none of ``findings``; ``gist`` is what the rules across documents
    compare."""

    path: str
    sha256: str
    pages: int
    status: Literal["ok", "partial", "failed"]
    problems: tuple[Problem, ...] = ()
    identity: Identity = field(default_factory=Identity)
    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    rules: tuple[RuleCount, ...] = ()
    report: Report | None = None
    seconds: float = 0.0
    waived: tuple[Finding, ...] = ()
    gist: Gist | None = None

    @property
    def unit(self) -> str:
        """Under what decisions on this report are kept: the unit's key, or the file's name where no unit was found."""
        return self.identity.key or Path(self.path).name.casefold()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those that count, then those that do not."""
        return (*self.findings, *self.waived)

    def to_frames(self) -> dict[str, DataFrame]:
        """The frames of ``report``, where it was kept, and "findings"."""
        from lkj_audit import frames

        return frames.of_result(self)

    def save(self, path: str | Path, lang: str = "id", password: str | None = None) -> None:
        """Write the result into a file, in the format that its name ends with: .html, .xlsx, .docx (a name that ends
        with checklist.docx: the form), .json, .jsonl, .csv, .sarif, .xml (JUnit), or .pdf, a copy with notes.

        ``password`` opens a locked PDF once more for its pages. Raises UnknownForm, UnwritableOutput, OutputIsInput."""
        from lkj_audit.render import files

        files.save(self, Path(path), lang, password)
