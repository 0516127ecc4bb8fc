"""``diff --format json``: the changes as ``contract.DiffsOut`` describes them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lkj_audit import __version__
from lkj_audit.model import AuditResult
from lkj_audit.render.contract import SCHEMA, ChangeOut, DiffOut, DiffsOut, VersionOut
from lkj_audit.render.json_ import finding_out, identity_out
from lkj_audit.render.text import safe
from lkj_audit.versions import STATES, Change, Diff


def diff_json(diffs: Sequence[Diff], lang: str) -> str:
    """``diffs`` as one JSON document."""
    out: DiffsOut = {"schema": SCHEMA, "version": __version__, "diffs": [_diff(d, lang) for d in diffs]}
    return json.dumps(out, ensure_ascii=False) + "\n"


def _diff(d: Diff, lang: str) -> DiffOut:
    return {"old": _version(d.old), "new": _version(d.new), "same_report": d.same_report,
            "summary": {s: len(d.of(s)) for s in STATES}, "changes": [_change(c, lang) for c in d.changes]}


def _version(r: AuditResult) -> VersionOut:
    return {"path": safe(r.path), "sha256": r.sha256, "pages": r.pages, "identity": identity_out(r)}


def _change(c: Change, lang: str) -> ChangeOut:
    return {"state": c.state, "why": c.why, "old": finding_out(c.old, lang) if c.old else None,
            "new": finding_out(c.new, lang) if c.new else None}
