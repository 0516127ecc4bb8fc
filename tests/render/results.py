"""Results to render, made by hand: nothing is read and no rule is run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from lkj_audit.model import (
    AuditResult,
    Decision,
    Evidence,
    Finding,
    Identity,
    NotEvaluated,
    Place,
    Problem,
    Quantity,
    Report,
    RuleCount,
    TypedTable,
    Value,
    Verdict,
)
from tests.building import make_document

IDENTITY = Identity("Dinas Contoh Kabupaten Contoh", "kabupaten", "35.08", "Kabupaten Contoh", 2024)
HOSTILE = "\x1b[2J[bold]Rp\u202e 1.000\n[/nosuch]"


def value(text: str, number: str | None = None, page: int = 3, **more: Any) -> Value:
    quantity = Quantity(text, Decimal(number), "rp") if number else None
    return replace(Value(text, (Place(page, (50.04, 100.0, 120.0, 112.0)),), quantity, table="T01"), **more)


def finding(**more: Any) -> Finding:
    made = Finding(
        "ANG104", "error", 0.98, {"item": "Belanja Modal", "count": 12345, "part": "penutup"},
        (Evidence("stated", value("4.384.925.985", "4384925985")),
         Evidence("part", value("1.250,50", "1250.50", page=5))),
        "Belanja Modal", expected=Decimal("4384927985"), stated=Decimal("4384925985"), difference=Decimal(-2000),
        fingerprint="0123456789abcdef")
    return replace(made, **more)


def decided(verdict: Verdict = "explained", **more: Any) -> Finding:
    """``finding`` with a reviewer's decision on it."""
    made = finding(**more)
    return replace(made, decision=Decision("", None, made.fingerprint, verdict, "lihat KKA 12", "Reviewer Contoh",
                                           date(2025, 1, 31)))


def result(**more: Any) -> AuditResult:
    made = AuditResult(
        "lkj.pdf", "ab" * 32, 24, "partial", tuple(Problem(n, "page-scanned") for n in (7, 8, 9, 12)), IDENTITY,
        (finding(), finding(severity="warning", confidence=0.6)), (NotEvaluated("KIN101", "nothing-to-check"),),
        (RuleCount("ANG104", 1200, 2), RuleCount("KIN101", 0, 0)), seconds=1.25)
    return replace(made, **more)


def failed(code: str = "damaged", path: str = "rusak.pdf") -> AuditResult:
    return AuditResult(path, "", 0, "failed", (Problem(0, code),))


def table_result(header: list[str], *rows: list[str]) -> AuditResult:
    """A result with one table of kind anggaran_belanja; cells that hold a grouped figure have its quantity."""
    document = make_document([{"header": header, "rows": rows, "caption": "Tabel 3.1 Realisasi Anggaran"}])
    table = document.tables[0]
    quantities = tuple(tuple(_quantity(c.text) for c in row) for row in table.rows)
    typed = TypedTable(table, "anggaran_belanja", 0.9, "", ("",) * len(header), quantities)
    return result(report=Report(document, IDENTITY, (typed,)), findings=())


def _quantity(text: str) -> Quantity | None:
    digits = text.replace(".", "").replace(",", ".")
    return Quantity(text, Decimal(digits)) if digits.replace(".", "").isdigit() else None
