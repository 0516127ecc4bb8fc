"""What was found in a report, put where it is seen: its pages, the list of findings, the history of runs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lkj_audit.errors import StoreError
from lkj_audit.model import AuditResult, Finding
from lkj_audit.render.totals import unjudged
from lkj_audit.web import corrections, jobs, kept
from lkj_audit.web.jobs import UNJUDGED, Change, Found, Job
from lkj_audit.web.settings import Site

LANGUAGES = ("id", "en")
RUN = "serve"  # what an audit on the page is called in the history
log = logging.getLogger("lkj_audit.web")


def publish(site: Site, job: Job) -> None:
    """Show what was found in ``job``, which is done now."""
    found = kept.result(site, job)
    _write_pages(site, job, found)
    who = found.identity
    about = {"sha256": found.sha256, "pages": found.pages, "satker": who.satker, "unit": found.unit,
             "year": who.year, "partial": UNJUDGED if unjudged(found) else int(found.status == "partial")}
    if jobs.finish(site.database, job.id, about, _found(site, job, found)):
        try:
            _record(site, job)
        except StoreError as error:
            log.warning("%s is not in the history: %s", job.id, error)


def forget(site: Site, gone: Iterable[Job]) -> None:
    """Take reports out of the history whose content nobody has on the page any more. Raises a StoreError."""
    from lkj_audit.store import Store

    left = {j.sha256 for j in jobs.listed(site.database, None)}
    with Store.open(site.store) as store:
        for sha256 in {j.sha256 for j in gone} - left:
            store.forget(RUN, sha256)


def _write_pages(site: Site, job: Job, found: AuditResult) -> None:
    from lkj_audit.web.report import served

    for lang in LANGUAGES:
        page, style = served(found, job.id, lang)
        kept.write(kept.page_file(site, job.id, lang), page.encode())
        kept.write(kept.style_file(site, job.id), style.encode())


def _found(site: Site, job: Job, new: AuditResult) -> Iterator[Found]:
    """The findings in the order of mending; against the version before, where there is one, with the mended ones."""
    from lkj_audit.versions import diff

    before = jobs.get(site.database, job.replaces) if job.replaces else None
    if before is None or before.state != "done":
        yield from (_listed(job, f, "") for f in new.findings)
        return
    changes = diff(kept.result(site, before), new).changes
    states: dict[str, Change] = {c.new.fingerprint: c.state for c in changes if c.new}
    yield from (_listed(job, f, states.get(f.fingerprint, "new")) for f in new.findings)
    yield from (_listed(job, c.old, c.state) for c in changes if c.old and not c.new)


def _listed(job: Job, f: Finding, change: Change) -> Found:
    from lkj_audit.checks import messages

    return Found(job.id, f.fingerprint, f.rule, f.severity, change, f.pages, f.item,
                 {lang: messages.sentence(f, lang) for lang in LANGUAGES})


def _record(site: Site, job: Job) -> None:
    """A run of the history, as ``check`` of a single file leaves one, without what was read: that is deleted with the
    upload. Raises a StoreError."""
    from lkj_audit.config import config_for
    from lkj_audit.decisions import applied
    from lkj_audit.engine import rules_for
    from lkj_audit.store import Store, parcel
    from lkj_audit.store.codec import pack
    from lkj_audit.store.keys import audit_key

    path = kept.pdf_of(site, job)
    config = config_for(path, site.config)
    made = corrections.of(site.database, job.sha256)
    alone, across = (replace(kept.load(site, job.id, name), path=job.name) for name in (kept.RESULT, kept.ACROSS))
    key = audit_key(config, rules_for(config, path), None, RUN, *map(pack, made))
    with Store.open(site.store) as store:
        run = store.start_run(RUN, job.name, 1)
        store.save(run, parcel(applied(alone, ()))._replace(read=None), key, _place(site, job))
        store.put_across(run, "", [across])
        store.finish_run(run, alone.seconds)


def _place(site: Site, job: Job) -> Path:
    """Where the history takes a report to lie: a new version in the place of the first."""
    return Path(job.source) if job.source else site.of(jobs.first(site.database, job)) / kept.PDF
