"""For who mends a report: what is wrong in plain words, in the order of mending; the next version; the sheet."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from lkj_audit.checks import messages
from lkj_audit.web import decisions, jobs, work
from lkj_audit.web.jobs import Found, Job
from lkj_audit.web.pages import Refusal, page
from lkj_audit.web.views.common import done_job, job_of, see, server, texts, visitor


def mending(request: Request) -> Response:
    """What to mend, or how far the audit is."""
    job = job_of(request)
    return page(request, "mending.html.j2", job=job, limits=server(request).limits, **_about(request, job))


def tick(request: Request, form: FormData) -> Response:
    """Keep what the satker says it has mended."""
    job = done_job(request)
    ticked = set(texts(form, "ticked"))
    jobs.tick(server(request).site.database, job.id, {f: f in ticked for f in texts(form, "shown")})
    return see(f"/laporan/{job.id}/perbaikan")


def sheet(request: Request) -> Response:
    """What is handed in with the report: what was mended, what is left."""
    job = done_job(request)
    return page(request, "sheet.html.j2", job=job, **_about(request, job))


async def side_by_side(request: Request) -> Response:
    """Both versions on one self-contained page, to be kept or sent."""
    desk, job = server(request), done_job(request)
    before = jobs.get(desk.site.database, job.replaces) if job.replaces else None
    if before is None or before.state != "done":
        raise Refusal(404, "web-no-report")
    password = desk.queue.passwords.get(job.id)
    call = desk.queue.at_desk(work.compared, desk.site, before, job, visitor(request).lang, password)
    return Response(await asyncio.wrap_future(call), media_type="text/html",
                    headers={"content-disposition": 'attachment; filename="perbandingan.html"'})


def _about(request: Request, job: Job) -> dict[str, Any]:
    """The findings of a report and of the version before, parted by what became of them."""
    database, lang = server(request).site.database, visitor(request).lang
    found = jobs.findings(database, "f.job = ?", (job.id,))
    before = jobs.get(database, job.replaces) if job.replaces else None
    earlier = jobs.findings(database, "f.job = ?", (job.replaces,)) if before else []
    made = decisions.on(server(request).site.store, [(job.unit, job.year)]) if job.state == "done" else {}
    now = [f for f in found if f.change not in ("mended", "unchecked")]
    return {
        "now": now, "ticked": sum(f.ticked for f in now), "before": before, "compared": any(f.change for f in found),
        "mended": _of(found, "mended"), "unchecked": _of(found, "unchecked"), "remaining": _of(found, "remaining"),
        "new": _of(found, "new"), "claimed": {f.fingerprint for f in earlier if f.ticked},
        "decided": {fingerprint: mine[-1] for (_, _, fingerprint), mine in made.items()},
        "fix": {f.rule: messages.entry(f.rule, lang).fix for f in found},
    }


def _of(found: Sequence[Found], change: str) -> list[Found]:
    return [f for f in found if f.change == change]
