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
from lkj_audit.dossiers import batch as dossiers_of
from lkj_audit.dossiers import corrections
from lkj_audit.model import AuditResult, Batch, Decision, Finding, NotEvaluated, RuleCount
from lkj_audit.since import Since, since
from lkj_audit.store import Session
from lkj_audit.store.keys import batch_key
from lkj_audit.store.parcels import joined


def gathered(results: Iterable[AuditResult], session: Session | None = None) -> Batch:
    """The dossiers of all ``results`` that were read; ``session`` has their gists where they have them no more. Raises
    a BadConfig."""
    gists = ((r, r.gist or (session.gist(r) if session else None)) for r in results if r.status != "failed")
    return dossiers_of(replace(gist, path=r.path) for r, gist in gists if gist)


def across(results: Sequence[AuditResult], *, select: Iterable[str] = (), ignore: Iterable[str] = (),
           preview: bool = False, config: Path | None = None, session: Session | None = None) -> list[AuditResult]:
    """``results`` with what the rules across documents find in them, without their gists. ``select``, ``ignore``,
    ``preview`` and ``config`` as in ``engine.audit``; ``session`` has what reviewers decided. Raises a BadConfig."""
    key = _key(results, session) if session else ""
    extra = session.across(key) if session else None
    if extra is None:
        extra = found(results, gathered(results, session), select=select, ignore=ignore, preview=preview, config=config)
    if session:  # also what came from there: it belongs to this run too
        session.put_across(key, extra.values())
    return [replace(added(r, extra[r.path], session.decisions(r) if session else ()), gist=None)
            if r.path in extra else r for r in results]


def found(results: Iterable[AuditResult], batch: Batch, *, select: Iterable[str] = (), ignore: Iterable[str] = (),
          preview: bool = False, config: Path | None = None) -> dict[str, AuditResult]:
    """What the rules across documents find in ``batch``, by the paths of those of ``results`` that were read: results
    that have nothing else. ``select`` and the rest as in ``across``."""
    of_folder = cache(lambda folder: config_for(folder, config))
    select, ignore = tuple(select), tuple(ignore)
    read = {r.path: r for r in results if r.status != "failed"}
    own = {path: of_folder(Path(path).parent) for path in read}
    suites = {path: [registry.rules()[code] for code in engine.rules_for(mine, Path(path), select, ignore, preview)]
              for path, mine in own.items()}
    return {path: _alone(read[path], *judged) for path, judged in registry.run_across(batch, suites, own).items()}


def added(result: AuditResult, extra: AuditResult, decided: Iterable[Decision] = ()) -> AuditResult:
    """``result`` with what was ``found`` in its file, by the waivers beside it and what reviewers ``decided``."""
    both = joined(result, extra)
    return decisions.applied(both, (*waivers.beside(Path(result.path)), *decided)) if extra.findings else both


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
