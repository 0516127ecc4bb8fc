"""``--format jsonl``: one JSON object a line, for programs that read as it comes.

A line of ``type`` "report" says what was read and what was not; the lines of ``type`` "finding", "waived" and
"not_evaluated" that follow belong to it. All carry ``path`` and ``sha256``; their other fields are those of
``contract.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from lkj_audit.render.formats import Run
from lkj_audit.render.json_ import report_out

INSIDE = {"findings": "finding", "waived": "waived", "not_evaluated": "not_evaluated"}


def check_jsonl(run: Run) -> str:
    """The audit of ``run`` as JSON Lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for r in run.results
                   for line in _lines(report_out(r, run.lang)))


def _lines(report: Mapping[str, object]) -> Iterator[dict[str, object]]:
    yield {"type": "report", **{k: v for k, v in report.items() if k not in INSIDE}}
    for field, name in INSIDE.items():
        items = report[field]
        assert isinstance(items, list)
        for item in items:
            yield {"type": name, "path": report["path"], "sha256": report["sha256"], **item}
