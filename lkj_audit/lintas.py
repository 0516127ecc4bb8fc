"""The rules across documents, over the results of a batch: what they find is added to the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from lkj_audit import decisions, engine, waivers
from lkj_audit.checks import registry
from lkj_audit.config import Config
from lkj_audit.dossiers import batch
from lkj_audit.model import AuditResult, Batch, Decision


def gathered(results: Iterable[AuditResult]) -> Batch:
    """The dossiers of all ``results`` that were read. Raises a BadConfig."""
    return batch(replace(r.gist, path=r.path) for r in results if r.gist)


def across(results: Sequence[AuditResult], config_of: Callable[[Path], Config], *, select: Iterable[str] = (),
           ignore: Iterable[str] = (), preview: bool = False,
           decided: Callable[[AuditResult], Sequence[Decision]] = lambda _: ()) -> list[AuditResult]:
    """``results`` with what the rules across documents find in them, without their gists. ``decided`` gives what
    reviewers decided on a result. Raises a BadConfig."""
    select, ignore = tuple(select), tuple(ignore)
    read = {r.path: config_of(Path(r.path)) for r in results if r.gist}
    suites = {path: [registry.rules()[code] for code in engine.rules_for(own, Path(path), select, ignore, preview)]
              for path, own in read.items()}
    judged = registry.run_across(gathered(results), suites, read)
    return [replace(_added(r, judged[r.path], decided(r)), gist=None) if r.path in judged else r for r in results]


def _added(result: AuditResult, judged: registry.Judged, decided: Sequence[Decision]) -> AuditResult:
    found, skipped, counts = judged
    both = replace(result, findings=(*result.findings, *found), not_evaluated=(*result.not_evaluated, *skipped),
                   rules=(*result.rules, *counts))
    return decisions.applied(both, (*waivers.beside(Path(result.path)), *decided)) if found else both
