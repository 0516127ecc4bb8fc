"""``--format json``: the audit and the tables as ``contract.py`` describes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from lkj_audit import __version__
from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, BBox, Decision, Evidence, Finding, Place, Problem, TypedTable
from lkj_audit.render.contract import (
    SCHEMA,
    Box,
    CheckOut,
    DecisionOut,
    EvidenceOut,
    ExtractedOut,
    ExtractOut,
    FindingOut,
    IdentityOut,
    PlaceOut,
    ProblemOut,
    ReportOut,
    SummaryOut,
    TableOut,
)
from lkj_audit.render.formats import Run
from lkj_audit.render.text import plain, problem_sentence, safe
from lkj_audit.render.totals import severities


def check_json(results: Sequence[AuditResult], seconds: float, lang: str,
               stale: Iterable[tuple[Path, Decision]] = ()) -> str:
    """The audit of ``results`` as one JSON document; ``seconds`` is what the whole run took, ``stale`` the waivers that
    match nothing any more."""
    summary: SummaryOut = {"files": len(results), "failed": sum(r.status == "failed" for r in results),
                           "findings": severities(results), "seconds": round(seconds, 2)}
    out: CheckOut = {"schema": SCHEMA, "version": __version__, "reports": [report_out(r, lang) for r in results],
                     "stale_waivers": [{**_decision(d), "fingerprint": d.fingerprint, "file": safe(str(file))}
                                       for file, d in stale],
                     "summary": summary}
    return _dump(out)


def of_run(run: Run) -> str:
    """The audit of ``run`` as one JSON document."""
    return check_json(run.results, run.seconds, run.lang, run.stale)


def extract_json(results: Iterable[AuditResult], lang: str) -> str:
    """The tables of ``results`` as one JSON document."""
    reports: list[ExtractedOut] = [
        {"path": safe(r.path), "status": r.status, "problems": _problems(r, lang),
         "tables": [_table(t) for t in (r.report.tables if r.report else ())]}
        for r in results
    ]
    out: ExtractOut = {"schema": SCHEMA, "version": __version__, "reports": reports}
    return _dump(out)


def _dump(out: CheckOut | ExtractOut) -> str:
    return json.dumps(out, ensure_ascii=False) + "\n"


def report_out(r: AuditResult, lang: str) -> ReportOut:
    return {
        "path": safe(r.path), "sha256": r.sha256, "pages": r.pages, "status": r.status, "problems": _problems(r, lang),
        "identity": identity_out(r),
        "findings": [finding_out(f, lang) for f in r.findings],
        "waived": [finding_out(f, lang) for f in r.waived],
        "not_evaluated": [{"rule": n.rule, "reason": messages.reason(n, lang)} for n in r.not_evaluated],
        "rules": [{"rule": c.rule, "checked": c.checked, "findings": c.findings} for c in r.rules],
    }


def identity_out(r: AuditResult) -> IdentityOut:
    """Whose report it is."""
    who = r.identity
    return {"satker": safe(who.satker) or None, "level": who.level or None, "region": who.region or None,
            "year": who.year, "interim": who.interim or None}


def _decision(d: Decision) -> DecisionOut:
    return {"verdict": d.verdict, "reason": safe(d.reason), "person": safe(d.person), "date": d.date.isoformat()}


def _problems(r: AuditResult, lang: str) -> list[ProblemOut]:
    def out(p: Problem) -> ProblemOut:
        return {"page": p.page, "code": p.code, "message": problem_sentence(p, r.path, lang)}

    return [out(p) for p in r.problems]


def finding_out(f: Finding, lang: str) -> FindingOut:
    """One finding, with sentence and evidence."""
    title, message = messages.sentence(f, lang)
    values = {k: v if isinstance(v, str) else plain(Decimal(v)) for k, v in f.params.items()}
    arithmetic = {"expected": f.expected, "stated": f.stated, "difference": f.difference}
    values |= {k: plain(v) for k, v in arithmetic.items() if v is not None}
    return {
        "rule": f.rule, "slug": registry.rules()[f.rule].slug, "severity": f.severity,
        "confidence": round(f.confidence, 3), "title": title, "message": safe(message),
        "values": {k: safe(v) for k, v in values.items()},
        "evidence": [_evidence(e, p) for e in f.evidence for p in e.value.places], "fingerprint": f.fingerprint,
        "also": list(f.also), "decision": _decision(f.decision) if f.decision else None,
    }


def _evidence(e: Evidence, place: Place) -> EvidenceOut:
    """One entry for each box: a cell that a page break cuts gives two."""
    return {"role": e.role, "page": place.page, "bbox": _box(place.bbox), "text": safe(e.value.text),
            "value": _number(e.value.number), "source": e.value.source, "table": e.value.table,
            "document": safe(e.document) or None}


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number that prints the same digits: a float gives back all decimals of up to 15 digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _box(bbox: BBox) -> Box:
    return [round(edge, 1) for edge in bbox]


def _table(t: TypedTable) -> TableOut:
    def place(p: Place) -> PlaceOut:
        return {"page": p.page, "bbox": _box(p.bbox)}

    table = t.table
    return {
        "id": t.id, "kind": t.kind, "owner": t.owner, "caption": safe(table.caption) if table.caption else None,
        "pages": list(table.pages), "header": [safe(h) for h in table.header],
        "rows": [[safe(c.text) for c in row] for row in table.rows],
        "cells": [[place(c.places[0]) for c in row] for row in table.rows],
    }
