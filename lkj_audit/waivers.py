"""``lkj-audit-waivers.toml``: findings that a person accepts, kept in the folder of the PDFs they are about.

Each is one entry ::

    [[waiver]]
    fingerprint = "0123456789abcdef"
    reason = "Pagu setelah revisi DIPA ke-4; bukti pada KKA 12."
    person = "Ketua Tim"
    date = 2025-01-31

``verdict`` may be added ("explained" when it is not, "not-relevant" or "accepted"). A waived finding does not count,
but is shown with its reason; a waiver that matches nothing any more is reported.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from lkj_audit.config import SCHEMA, read_toml
from lkj_audit.errors.config import MissingKey
from lkj_audit.model import AuditResult, Decision, Verdict

FILE = "lkj-audit-waivers.toml"


@dataclass(frozen=True, slots=True)
class _Waiver:
    fingerprint: str
    reason: str
    person: str
    date: datetime.date
    verdict: Verdict = "explained"


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__: ClassVar = SCHEMA

    waiver: tuple[_Waiver, ...] = ()


def beside(pdf: Path) -> tuple[Decision, ...]:
    """The waivers in the folder of ``pdf``. Raises a BadConfig."""
    file = pdf.parent / FILE
    if not file.is_file():
        return ()
    waivers = read_toml(file, _File).waiver
    for n, waiver in enumerate(waivers, 1):
        for key in ("fingerprint", "reason", "person"):
            if not getattr(waiver, key).strip():
                raise MissingKey(path=str(file), key=f"waiver[{n}].{key}")
    return tuple(Decision("", None, w.fingerprint, w.verdict, w.reason, w.person, w.date) for w in waivers)


def stale(results: Sequence[AuditResult]) -> list[tuple[Path, Decision]]:
    """The waivers that match no finding of their folder, each with its file.

    Only a folder is judged whose PDFs were all read in full: the finding may be in what was not.
    """
    used = {(Path(r.path).parent, f.fingerprint) for r in results for f in r.all_findings}
    read = {Path(r.path) for r in results if r.status == "ok"}
    folders = dict.fromkeys(Path(r.path).parent for r in results)
    judged = [f for f in folders if all(p in read for p in f.iterdir() if p.suffix.lower() == ".pdf")]
    return [(f / FILE, w) for f in judged for w in beside(f / FILE) if (f, w.fingerprint) not in used]
