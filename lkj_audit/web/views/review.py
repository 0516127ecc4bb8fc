"""For who reviews many reports: the queue by severity, the same finding in all of them, exports of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from lkj_audit.checks import messages
from lkj_audit.model import Decision
from lkj_audit.web import decisions, jobs
from lkj_audit.web.decisions import VERDICTS, Wish
from lkj_audit.web.jobs import Found, Job
from lkj_audit.web.pages import Refusal, page
from lkj_audit.web.views.common import (
    concluded,
    name_of,
    named,
    need_reviewer,
    remember_name,
    see,
    server,
    text,
    texts,
    visitor,
)
from lkj_audit.web.views.report import FORMATS, exported, seen_in

Made = Mapping[tuple[str, int | None, str], Sequence[Decision]]


def queue(request: Request) -> Response:
    """All reports, the gravest first, with how many findings are decided on."""
    need_reviewer(request)
    done = _done(request)
    made = _decisions(request, done)
    by_id = {job.id: job for job in done}
    found = [(by_id[job], fingerprint, rule) for job, fingerprint, rule in jobs.keys(server(request).site.database)
             if job in by_id]
    decided = Counter(job.id for job, fingerprint, _ in found if (job.unit, job.year, fingerprint) in made)
    rules = Counter(rule for _, _, rule in found)
    done.sort(key=lambda j: (-j.error, -j.warning, -j.info, j.title))
    return page(request, "review.html.j2", jobs=done, decided=decided, formats=FORMATS,
                rules=[(rule, messages.entry(rule, visitor(request).lang).title, count)
                       for rule, count in rules.most_common()])


def same(request: Request) -> Response:
    """The findings of one rule in all reports."""
    need_reviewer(request)
    return _same(request, request.query_params.get("aturan", ""))


def decide(request: Request, form: FormData) -> Response:
    """One decision on findings of many reports; those that somebody has decided on meanwhile are left as they are."""
    need_reviewer(request)
    rule, name, (verdict, reason) = text(form, "rule"), named(request, form), concluded(form)
    chosen = dict(pair for v in texts(form, "finding") if (pair := _parted(v)))
    if not chosen:
        raise Refusal(422, "web-nothing-chosen")
    by_id = {job.id: job for job in _done(request)}
    wishes = [Wish(Decision(by_id[f.job].unit, by_id[f.job].year, f.fingerprint, verdict, reason, name, date.today()),
                   chosen[f.job, f.fingerprint])
              for f in _found(request, rule) if f.job in by_id and (f.job, f.fingerprint) in chosen]
    late = decisions.decide(server(request).site.store, wishes)
    if late:
        return page(request, "conflict.html.j2", 409, job=None, late=late, name=name,
                    back=f"/reviu/temuan?aturan={rule}")
    return remember_name(see(f"/reviu/temuan?aturan={rule}"), name)


async def export(request: Request) -> Response:
    """The chosen reports, or all, in one file."""
    need_reviewer(request)
    chosen = set(request.query_params.getlist("laporan"))
    return await exported(request, [j for j in _done(request) if not chosen or j.id in chosen])


def _same(request: Request, rule: str) -> Response:
    done = {job.id: job for job in _done(request)}
    found = [f for f in _found(request, rule) if f.job in done]
    if not found:
        raise Refusal(404, "web-no-such-finding")
    made = _decisions(request, list(done.values()))
    lines = [(done[f.job], f, list(made.get(_key(done[f.job], f), ()))) for f in found]
    lines.sort(key=lambda line: (bool(line[2]), line[0].title))
    return page(request, "same.html.j2", rule=rule, entry=messages.entry(rule, visitor(request).lang), lines=lines,
                verdicts=VERDICTS, name=name_of(request))


def _done(request: Request) -> list[Job]:
    """The reports that are audited, each in its last version."""
    return jobs.latest(j for j in jobs.listed(server(request).site.database, None) if j.state == "done")


def _found(request: Request, rule: str) -> list[Found]:
    return jobs.findings(server(request).site.database, f"f.rule = ? AND {jobs.NOW}", (rule,))


def _decisions(request: Request, done: Sequence[Job]) -> Made:
    return decisions.on(server(request).site.store, [(j.unit, j.year) for j in done])


def _key(job: Job, found: Found) -> tuple[str, int | None, str]:
    return job.unit, job.year, found.fingerprint


def _parted(value: str) -> tuple[tuple[str, str], int] | None:
    """What a tick stands for: report and fingerprint, and how many decisions there were on it."""
    parts = value.split(":")
    return ((parts[0], parts[1]), seen_in(parts[2])) if len(parts) == 3 else None
