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
from lkj_audit.dossiers import batch, corrections
from lkj_audit.model import AuditResult, Batch, Finding, NotEvaluated, RuleCount
from lkj_audit.since import Since, since
from lkj_audit.store import Session
from lkj_audit.store.keys import batch_key
from lkj_audit.store.parcels import joined


def gathered(results: Iterable[AuditResult], session: Session | None = None) -> Batch:
    """The dossiers of all ``results`` that were read; ``session`` has their gists where they have them no more. Raises
    a BadConfig."""
    gists = ((r, r.gist or (session.gist(r) if session else None)) for r in results if r.status != "failed")
    return batch(replace(gist, path=r.path) for r, gist in gists if gist)


def across(results: Sequence[AuditResult], *, select: Iterable[str] = (), ignore: Iterable[str] = (),
           preview: bool = False, config: Path | None = None, session: Session | None = None) -> list[AuditResult]:
    """``results`` with what the rules across documents find in them, without their gists. ``select``, ``ignore``,
    ``preview`` and ``config`` as in ``engine.audit``; ``session`` has what reviewers decided. Raises a BadConfig."""
    key = _key(results, session) if session else ""
    extra = session.across(key) if session else None
    if extra is None:
        of_folder = cache(lambda folder: config_for(folder, config))
        select, ignore = tuple(select), tuple(ignore)
        read = {r.path: of_folder(Path(r.path).parent) for r in results if r.status != "failed"}
        suites = {path: [registry.rules()[code] for code in engine.rules_for(own, Path(path), select, ignore, preview)]
                  for path, own in read.items()}
        judged = registry.run_across(gathered(results, session), suites, read)
        extra = {r.path: _alone(r, *judged[r.path]) for r in results if r.path in judged}
    if session:  # also what came from there: it belongs to this run too
        session.put_across(key, extra.values())
    return [replace(_added(r, extra[r.path], session), gist=None) if r.path in extra else r for r in results]


def _key(results: Sequence[AuditResult], session: Session) -> str:
    """All that the rules across documents hang on: the files, and what was put right by hand of their dossiers."""
    folders = sorted({Path(r.path).parent for r in results})
    return batch_key(((r.path, r.sha256, session.keys[r.path]) for r in results),
                     *(repr((str(f), corrections(f))).encode() for f in folders))


def _alone(result: AuditResult, found: Iterable[Finding], skipped: Iterable[NotEvaluated],
           counts: Iterable[RuleCount]) -> AuditResult:
    """What was found in the file of ``result``, and nothing else."""
    return replace(result, findings=tuple(found), waived=(), not_evaluated=tuple(skipped), rules=tuple(counts),
                   problems=(), gist=None)


def since_last(results: Sequence[AuditResult], session: Session) -> Since | None:
    """What became of it since the last run over the same files, if there was one; ``results`` as ``across`` gives
    them."""
    last = session.before()
    return since(last[0].started, last[1], results) if last else None


def _added(result: AuditResult, extra: AuditResult, session: Session | None) -> AuditResult:
    both = joined(result, extra)
    if not extra.findings:
        return both
    decided = session.decisions(result) if session else ()
    return decisions.applied(both, (*waivers.beside(Path(result.path)), *decided))
