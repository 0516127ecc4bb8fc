"""The shape of ``--format json`` of ``check``, ``diff`` and ``extract``, version "lkj-audit/1". Programs rely on it:
fields are added, never changed."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic makes the schema from it; that of typing will do from Python 3.12 on

from lkj_audit.model import DocumentKind, Severity, Verdict
from lkj_audit.versions import State, Why

SCHEMA = "lkj-audit/1"
Box = list[float]  # x0, top, x1, bottom in points, origin at the top left


class ProblemOut(TypedDict):
    page: int  # 0: the file as a whole
    code: str
    message: str


class IdentityOut(TypedDict):
    satker: str | None
    level: str | None
    region: str | None
    year: int | None
    interim: NotRequired[str | None]  # a part of the year: "Triwulan III", "Semester I"; None: all of it


class EvidenceOut(TypedDict):
    role: str
    page: int
    bbox: Box
    text: str
    value: int | float | None
    source: str
    table: str | None
    document: str | None  # path of the PDF it stands in; None: this report


class DecisionOut(TypedDict):
    verdict: Verdict
    reason: str
    person: str
    date: str  # 2025-01-31


class FindingOut(TypedDict):
    rule: str
    slug: str
    severity: Severity
    confidence: float
    title: str
    message: str
    values: dict[str, str]  # expected, stated and difference as exact decimals; part and others as text
    evidence: list[EvidenceOut]
    fingerprint: str
    also: list[str]  # the rules that the same wrong cell breaks
    decision: DecisionOut | None  # of a reviewer


class StaleOut(DecisionOut):
    fingerprint: str
    file: str


class NotEvaluatedOut(TypedDict):
    rule: str
    reason: str


class RuleOut(TypedDict):
    rule: str
    checked: int
    findings: int


class ReportOut(TypedDict):
    path: str
    sha256: str
    pages: int
    status: str
    problems: list[ProblemOut]
    identity: IdentityOut
    findings: list[FindingOut]
    waived: list[FindingOut]  # explained or not relevant; none of findings
    not_evaluated: list[NotEvaluatedOut]
    rules: list[RuleOut]


class SummaryOut(TypedDict):
    files: int
    failed: int
    findings: dict[Severity, int]
    seconds: float


class CheckOut(TypedDict):
    schema: str
    version: str
    reports: list[ReportOut]
    stale_waivers: list[StaleOut]  # they match nothing any more
    summary: SummaryOut


class VersionOut(TypedDict):
    path: str
    sha256: str
    pages: int
    identity: IdentityOut


class ChangeOut(TypedDict):
    state: State
    why: Why  # figures: others now; rule, page: what was not looked at
    old: FindingOut | None
    new: FindingOut | None


class DiffOut(TypedDict):
    old: VersionOut
    new: VersionOut
    same_report: bool  # both of one unit and year
    summary: dict[State, int]
    changes: list[ChangeOut]


class DiffsOut(TypedDict):
    schema: str
    version: str
    diffs: list[DiffOut]


class PartOut(TypedDict):
    kind: DocumentKind
    first: int  # page
    last: int
    year: int | None  # in its title


class DocumentOut(TypedDict):
    path: str
    sha256: str
    confidence: float  # of unit and year
    parts: list[PartOut]


class DossierOut(TypedDict):
    unit: str
    year: int | None
    documents: list[DocumentOut]


class DossiersOut(TypedDict):
    schema: str
    version: str
    dossiers: list[DossierOut]
    loose: list[DocumentOut]


class PlaceOut(TypedDict):
    page: int
    bbox: Box


class TableOut(TypedDict):
    id: str
    kind: str
    owner: str | None
    caption: str | None
    pages: list[int]
    header: list[str]
    rows: list[list[str]]
    cells: list[list[PlaceOut]]


class ExtractedOut(TypedDict):
    path: str
    status: str
    problems: list[ProblemOut]
    tables: list[TableOut]


class ExtractOut(TypedDict):
    schema: str
    version: str
    reports: list[ExtractedOut]
