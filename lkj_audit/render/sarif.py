"""``--format sarif``: SARIF 2.1.0, for code-scanning pages and editors.

SARIF counts lines and bytes, a PDF has neither: page and box are in the location's ``properties``, the page also in its
message and as a logical location. What was not evaluated and what could not be read are notifications of the run.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lkj_audit import __version__
from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, Decision, Evidence, Finding, Place, Severity
from lkj_audit.phrases import phrase
from lkj_audit.render.formats import Run
from lkj_audit.render.text import one_line, problem_sentence, safe

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def check_sarif(run: Run) -> str:
    """The audit of ``run`` as one SARIF log."""
    codes = sorted({c.rule for r in run.results for c in r.rules} |
                   {f.rule for r in run.results for f in r.all_findings})
    driver = {"name": "lkj-audit", "semanticVersion": __version__, "language": run.lang,
              "rules": [_rule(code, run.lang) for code in codes]}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(r) for r in run.results],
        "invocations": [{"executionSuccessful": all(r.status != "failed" for r in run.results),
                         "toolExecutionNotifications": [n for r in run.results for n in _notes(r, run.lang)]}],
        "results": [result for n, r in enumerate(run.results) for result in _results(r, n, codes, run.lang)],
    }]}
    return json.dumps(log, ensure_ascii=False) + "\n"


def _rule(code: str, lang: str) -> dict[str, Any]:
    rule, said = registry.rules()[code], messages.entry(code, lang)
    return {"id": code, "name": rule.slug, "shortDescription": {"text": said.title},
            "fullDescription": {"text": said.what.strip()},
            "help": {"text": f"{said.why.strip()}\n\n{said.fix.strip()}"},
            "defaultConfiguration": {"level": LEVELS[rule.severity]}}


def _uri(path: str) -> str:
    """A relative path as it is, an absolute one as file:///…; both with everything quoted that a URI cannot hold."""
    file = Path(path)
    text = quote(file.as_posix().encode("utf-8", "replace"))
    return ("file://" if text.startswith("/") else "file:///") + text if file.is_absolute() else text


def _artifact(r: AuditResult) -> dict[str, Any]:
    hashes = {"hashes": {"sha-256": r.sha256}} if r.sha256 else {}
    return {"location": {"uri": _uri(r.path)}, "mimeType": "application/pdf", **hashes}


def _notes(r: AuditResult, lang: str) -> list[dict[str, Any]]:
    where = [{"physicalLocation": {"artifactLocation": {"uri": _uri(r.path)}}}]
    level = "error" if r.status == "failed" else "warning"
    unread = [{"level": level, "descriptor": {"id": p.code}, "locations": where, "properties": {"page": p.page},
               "message": {"text": problem_sentence(p, r.path, lang)}} for p in r.problems]
    skipped = [{"level": "note", "associatedRule": {"id": n.rule}, "locations": where,
                "message": {"text": f"{phrase('not-evaluated', lang)}: {one_line(messages.reason(n, lang))}"}}
               for n in r.not_evaluated]
    return unread + skipped


def _results(r: AuditResult, artifact: int, codes: list[str], lang: str) -> list[dict[str, Any]]:
    """What does not count by a reviewer's decision is suppressed."""
    suppressed = [{**_result(f, r, artifact, codes, lang),
                   "suppressions": [{"kind": "external", "justification": one_line(f.decision.reason)}]}
                  for f in r.waived if f.decision]
    return [*(_result(f, r, artifact, codes, lang) for f in r.findings), *suppressed]


def _decision(d: Decision) -> dict[str, str]:
    return {"verdict": d.verdict, "reason": one_line(d.reason), "person": one_line(d.person),
            "date": d.date.isoformat()}


def _result(f: Finding, r: AuditResult, artifact: int, codes: list[str], lang: str) -> dict[str, Any]:
    _, message = messages.sentence(f, lang)
    boxes = [_location(e, p, r, artifact, lang) for e in f.evidence for p in e.value.places]
    return {"ruleId": f.rule, "ruleIndex": codes.index(f.rule), "level": LEVELS[f.severity],
            "message": {"text": safe(message)}, "locations": boxes[:1],
            "relatedLocations": [{"id": n, **box} for n, box in enumerate(boxes[1:], 1)],
            "partialFingerprints": {"lkjAudit/v1": f.fingerprint},
            "rank": round(100 * f.confidence, 1),
            **({"properties": {"decision": _decision(f.decision)}} if f.decision else {})}


def _location(e: Evidence, place: Place, r: AuditResult, artifact: int, lang: str) -> dict[str, Any]:
    page, role = phrase("page", lang, number=place.page), phrase(f"role-{e.role}", lang)
    file = {"uri": _uri(e.document)} if e.document else {"uri": _uri(r.path), "index": artifact}
    return {"physicalLocation": {"artifactLocation": file},
            "logicalLocations": [{"name": page, "kind": "page"}],
            "message": {"text": f"{page}, {role}: {one_line(e.value.text)}"},
            "properties": {"page": place.page, "bbox": [round(edge, 1) for edge in place.bbox]}}
