"""What became of the findings of a batch since the last run over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lkj_audit.model import AuditResult
from lkj_audit.versions import State, diff, reports


@dataclass(frozen=True, slots=True)
class Since:
    """``started``: when the last run began (UTC). ``changes``: how many findings of each report, by its path, are new,
    remaining, mended or unchecked; ``added`` and ``gone``: the paths of reports that one of the runs has alone."""

    started: datetime
    changes: Mapping[str, Mapping[State, int]]
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def total(self, state: State) -> int:
        return sum(of[state] for of in self.changes.values())


def since(started: datetime, old: Sequence[AuditResult], new: Sequence[AuditResult]) -> Since:
    """``new`` compared with ``old``, the results of the run that began at ``started``. What could not be read in one of
    the two runs is in neither."""
    before, now = ([r for r in results if r.status != "failed"] for results in (old, new))
    pairs, _ = reports(before, now)
    changes: dict[str, Mapping[State, int]] = {
        b.path: Counter(change.state for change in diff(a, b).changes) for a, b in pairs}
    compared = {a.path for a, _ in pairs}
    return Since(started, changes, tuple(r.path for r in now if r.path not in changes),
                 tuple(r.path for r in before if r.path not in compared))
