"""The rules across documents on the page: over the reports of one unit that one person has handed in, whatever their
year. What others have handed in is not looked at: a finding shows what it was compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
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
    """Show ``job``, which was just judged, with what is found between it and the other reports of its unit, and what is
    found in these now; they wait while more reports of the same owner are on their way. Raises a BadConfig."""
    with _turn(site):
        every = [job if j.id == job.id else j for j in jobs.listed(site.database, job.owner)]
        for one, found in _compared(site, [*_others(site, every, job), job]):
            if one.id == job.id:
                kept.keep(site, job.id, kept.ACROSS, found)
        kept.put_off(site, job.id).touch()
        _catch_up(site, [replace(j, state="done") if j.id == job.id else j for j in every])
        publish(site, job)  # last: when it is done, all are


def renew(site: Site, job: Job) -> None:
    """Show what is found in the other reports now that ``job`` is gone, or could not be read. Raises a BadConfig."""
    with _turn(site):
        every = jobs.listed(site.database, job.owner)
        for other in _others(site, every, job):
            with suppress(FileNotFoundError):  # deleted meanwhile
                kept.put_off(site, other.id).touch()
        _catch_up(site, every)


def _turn(site: Site) -> AbstractContextManager[None]:
    return locked(site.data / "lintas.sqlite3", WAIT)


def _others(site: Site, every: Iterable[Job], job: Job) -> list[Job]:
    """The other reports of the same unit, but for newer versions of ``job``."""
    unit, versions = _unit(site, job), {job.id}
    for j in sorted(every, key=lambda j: j.added):
        if j.replaces in versions:
            versions.add(j.id)
    return [j for j in jobs.latest(j for j in every if j.id not in versions)
            if j.id != job.replaces and j.state == "done" and unit and _unit(site, j) == unit]


def _catch_up(site: Site, every: Sequence[Job]) -> None:
    """Compare the reports of the units of which some were put off, and show those in which other things are found now;
    not while there is more to come."""
    late = [j for j in every if kept.put_off(site, j.id).is_file()]
    if any(j.state in jobs.OPEN for j in every):
        return
    latest = jobs.latest(j for j in every if j.state == "done")
    for unit in {_unit(site, j) for j in late} - {""}:
        for one, found in _compared(site, [j for j in latest if _unit(site, j) == unit]):
            if kept.keep(site, one.id, kept.ACROSS, found):
                with suppress(FileNotFoundError):  # deleted meanwhile
                    publish(site, one)
    for j in late:
        kept.put_off(site, j.id).unlink(missing_ok=True)


def _unit(site: Site, job: Job) -> str:
    from lkj_audit.dossiers import unit_of

    return unit_of(kept.named(site, job), Identity(job.satker))


def _compared(site: Site, group: Iterable[Job]) -> list[tuple[Job, AuditResult]]:
    """What the rules across documents find in each report of ``group`` whose reading is kept."""
    from lkj_audit import lintas

    members: dict[str, tuple[Job, AuditResult]] = {}
    for job in sorted(group, key=lambda j: j.added):
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
