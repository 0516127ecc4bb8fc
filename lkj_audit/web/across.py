"""The rules across documents on the page: over the reports of one unit that one person has handed in, whatever their
year. What others have handed in is not looked at: a finding shows what it was compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from lkj_audit.model import AuditResult, Gist, Identity
from lkj_audit.web import jobs, kept
from lkj_audit.web.database import locked
from lkj_audit.web.jobs import Job
from lkj_audit.web.publish import publish
from lkj_audit.web.settings import Site

WAIT = 300.0  # seconds that others may take for theirs: two at once would each miss the other's report


def settle(site: Site, job: Job) -> None:
    """Compare the reports of the unit of ``job``, which was just judged or deleted, and show ``job`` and those in which
    other things are found now. Raises a BadConfig."""
    with locked(site.data / "lintas.sqlite3", WAIT):
        compared = _compared(site, _group(site, job))
        for one, found in sorted(compared, key=lambda c: c[0].id == job.id):  # when it is done, all are
            if kept.keep(site, one.id, kept.ACROSS, found) or one.id == job.id:
                publish(site, one)


def _group(site: Site, job: Job) -> list[Job]:
    """The reports of the same unit and owner, each in its last version; of ``job`` itself, where it is still there,
    this one."""
    unit, newer = _unit(site, job), {job.id}
    known: list[Job] = []
    for j in reversed(jobs.listed(site.database, job.owner)):  # the oldest first
        if j.id == job.id:
            known.append(job)
        elif j.replaces in newer:
            newer.add(j.id)
        elif j.state == "done" and unit and _unit(site, j) == unit:
            known.append(j)
    return jobs.latest(known)


def _unit(site: Site, job: Job) -> str:
    from lkj_audit.dossiers import unit_of

    return unit_of(kept.named(site, job), Identity(job.satker))


def _compared(site: Site, group: Iterable[Job]) -> list[tuple[Job, AuditResult]]:
    """What the rules across documents find in each report of ``group`` whose reading is kept."""
    from lkj_audit import lintas

    members: dict[str, tuple[Job, AuditResult]] = {}
    for job in group:
        try:
            gist: Gist = kept.load(site, job.id, kept.GIST)
        except (OSError, ValueError, TypeError, KeyError):
            continue  # deleted meanwhile, or read by an older version
        path = kept.named(site, job)
        members[path] = job, AuditResult(path, job.sha256, job.pages, "ok", identity=gist.identity, gist=gist)
    results = [result for _, result in members.values()]
    found = lintas.found(results, lintas.gathered(results), config=site.config)
    return [(members[path][0], _with_names(mine)) for path, mine in found.items()]


def _with_names(found: AuditResult) -> AuditResult:
    """``found`` with the other documents by the names that people know, not by where they lie."""
    return replace(found, findings=tuple(
        replace(f, evidence=tuple(replace(e, document=Path(e.document).name if e.document else "") for e in f.evidence))
        for f in found.findings))
