"""``check --format csv``: one line a finding; a file that could not be read has a line that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, Finding
from lkj_audit.render.formats import Run
from lkj_audit.render.grid import defused
from lkj_audit.render.text import one_line, plain, problem_sentence

COLUMNS = ("path", "satker", "year", "rule", "slug", "severity", "confidence", "title", "message", "pages", "stated",
           "expected", "difference", "evidence", "fingerprint", "decision", "reason", "person", "date")


def check_csv(run: Run) -> str:
    """The findings of ``run`` with the columns ``COLUMNS``, those that do not count by a decision last."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for result in run.results:
        for line in _lines(result, run.lang):
            writer.writerow({k: defused(str(v)) for k, v in line.items()})
    return out.getvalue()


def _lines(r: AuditResult, lang: str) -> Iterator[dict[str, object]]:
    front: dict[str, object] = {"path": r.path, "satker": one_line(r.identity.satker), "year": r.identity.year or ""}
    for f in r.all_findings:
        yield {**front, **_finding(f, lang)}
    if r.status == "failed":
        yield from ({**front, "severity": r.status, "message": problem_sentence(p, r.path, lang)} for p in r.problems)


def _finding(f: Finding, lang: str) -> dict[str, object]:
    title, message = messages.sentence(f, lang)
    arithmetic = {"stated": f.stated, "expected": f.expected, "difference": f.difference}
    return {
        "rule": f.rule, "slug": registry.rules()[f.rule].slug, "severity": f.severity,
        "confidence": f"{f.confidence:.2f}", "title": title, "message": one_line(message),
        "pages": " ".join(map(str, f.pages)),
        **{k: plain(v) for k, v in arithmetic.items() if v is not None},
        "evidence": " | ".join(one_line(e.value.text) for e in f.evidence), "fingerprint": f.fingerprint,
        **({"decision": f.decision.verdict, "reason": one_line(f.decision.reason),
            "person": one_line(f.decision.person), "date": f.decision.date} if f.decision else {}),
    }
