"""What needs all results of a batch: the rules across documents, whose findings are added to the results, and the
comparison with the last run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from lkj_audit import decisions, engine, waivers
from lkj_audit.checks import registry
from lkj_audit.config import config_for
from lkj_audit.dossiers import batch
from lkj_audit.model import AuditResult, Batch
from lkj_audit.since import Since, since
from lkj_audit.store import Session


def gathered(results: Iterable[AuditResult]) -> Batch:
    """The dossiers of all ``results`` that were read. Raises a BadConfig."""
    return batch(replace(r.gist, path=r.path) for r in results if r.gist)


def across(results: Sequence[AuditResult], *, select: Iterable[str] = (), ignore: Iterable[str] = (),
           preview: bool = False, config: Path | None = None, session: Session | None = None) -> list[AuditResult]:
    """``results`` with what the rules across documents find in them, without their gists. ``select``, ``ignore``,
    ``preview`` and ``config`` as in ``engine.audit``; ``session`` has what reviewers decided. Raises a BadConfig."""
    select, ignore = tuple(select), tuple(ignore)
    of_folder = cache(lambda folder: config_for(folder, config))
    read = {r.path: of_folder(Path(r.path).parent) for r in results if r.gist}
    suites = {path: [registry.rules()[code] for code in engine.rules_for(own, Path(path), select, ignore, preview)]
              for path, own in read.items()}
    judged = registry.run_across(gathered(results), suites, read)
    return [replace(_added(r, judged[r.path], session), gist=None) if r.path in judged else r for r in results]


def since_last(results: Sequence[AuditResult], session: Session) -> Since | None:
    """What became of it since the last run over the same files, if there was one: before ``across``, for the store has
    what each file has by itself."""
    last = session.before()
    return since(last[0].started, last[1], results) if last else None


def _added(result: AuditResult, judged: registry.Judged, session: Session | None) -> AuditResult:
    found, skipped, counts = judged
    both = replace(result, findings=(*result.findings, *found), not_evaluated=(*result.not_evaluated, *skipped),
                   rules=(*result.rules, *counts))
    if not found:
        return both
    if session:
        session.add(replace(result, findings=tuple(found), waived=(), not_evaluated=tuple(skipped),
                            rules=tuple(counts), gist=None))
    decided = session.decisions(result) if session else ()
    return decisions.applied(both, (*waivers.beside(Path(result.path)), *decided))
