"""One report: its page, the pictures on it, decisions about its findings, its exports."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from lkj_audit.errors import Encrypted
from lkj_audit.model import Decision
from lkj_audit.web import corrections, decisions, jobs, kept, report, work
from lkj_audit.web.decisions import VERDICTS, Wish
from lkj_audit.web.guard import BOXES, HEADERS
from lkj_audit.web.jobs import Job
from lkj_audit.web.pages import Refusal, fragment, page
from lkj_audit.web.views.common import (
    concluded,
    done_job,
    job_of,
    name_of,
    named,
    need_reviewer,
    remember_name,
    see,
    server,
    text,
    visitor,
)

FORMATS = ("html", "xlsx", "docx", "checklist", "pdf", "json", "csv")
MEDIA = {"html": "text/html", "json": "application/json", "csv": "text/csv", "pdf": "application/pdf",
         "zip": "application/zip", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
KEPT = {"cache-control": "private, max-age=3600"}


def show(request: Request) -> Response:
    """The page of a report, as ``check --format html`` makes it, with the decisions on its findings."""
    job, who = job_of(request), visitor(request)
    if job.state != "done":
        return see(f"/laporan/{job.id}/perbaikan")
    made = _decisions(request, job)
    mine = corrections.of(server(request).site.database, job.sha256)
    text = kept.page_file(server(request).site, job.id, who.lang).read_text("utf-8")
    decided = len(report.marks(text) & made.keys())

    def fill(mark: str) -> str:
        if mark == report.TOP:
            return fragment(request, "top.html.j2", job=job, formats=FORMATS, decided=decided, corrections=mine)
        if not who.reviewer:
            return ""
        if mark.startswith(report.TABLE):
            return fragment(request, "correct.html.j2", job=job, table=mark.removeprefix(report.TABLE))
        return _form(request, job, mark, made.get(mark, []))

    return HTMLResponse(report.filled(text, fill), headers={"content-security-policy": BOXES})


def style(request: Request) -> Response:
    """Where the pictures of the pages are."""
    return FileResponse(kept.style_file(server(request).site, job_of(request).id), media_type="text/css")


async def picture(request: Request) -> Response:
    """The picture of a page, drawn when it is asked for the first time."""
    desk, job, number = server(request), job_of(request), int(request.path_params["number"])
    file = kept.picture_file(desk.site, job.id, number)
    if not file.is_file():
        call = desk.queue.at_desk(work.draw, desk.site, job, number, desk.queue.passwords.get(job.id))
        await asyncio.wrap_future(call)
        if not file.is_file():
            raise Refusal(404, "web-no-picture")
    return FileResponse(file, media_type="image/webp", headers=HEADERS | KEPT)


def decide(request: Request, form: FormData) -> Response:
    """Keep a decision on a finding, unless somebody else has made one in the meantime."""
    need_reviewer(request)
    job = done_job(request)
    fingerprint, name, (verdict, reason) = text(form, "fingerprint"), named(request, form), concluded(form)
    if not jobs.findings(server(request).site.database, "f.job = ? AND f.fingerprint = ?", (job.id, fingerprint)):
        raise Refusal(404, "web-no-such-finding")
    wish = Wish(Decision(job.unit, job.year, fingerprint, verdict, reason, name, date.today()),
                seen_in(text(form, "seen")))
    late = decisions.decide(server(request).site.store, [wish])
    if late:
        return page(request, "conflict.html.j2", 409, job=job, late=late, name=name, back=f"/laporan/{job.id}")
    if request.headers.get("x-lkj-part"):  # our script puts the answer where the form was
        made = _decisions(request, job)
        return remember_name(HTMLResponse(_form(request, job, fingerprint, made[fingerprint])), name)
    return remember_name(see(f"/laporan/{job.id}#t-{fingerprint}"), name)


async def export(request: Request) -> Response:
    """The report in one of the formats."""
    return await exported(request, [done_job(request)])


async def exported(request: Request, wanted: Sequence[Job]) -> Response:
    """``wanted`` as one file, in the format that the address or form names. Raises Refusal."""
    desk, form = server(request), request.query_params.get("bentuk", "")
    if form not in FORMATS or not wanted:
        raise Refusal(422, "web-no-format")
    passwords = {job.id: desk.queue.passwords[job.id] for job in wanted if job.id in desk.queue.passwords}
    call = desk.queue.at_desk(work.export, desk.site, list(wanted), form, visitor(request).lang, passwords)
    try:
        name, data = await asyncio.wrap_future(call)
    except Encrypted as error:
        raise Refusal(422, "web-export-locked", **error.params) from error
    return Response(data, media_type=MEDIA[name.rpartition(".")[2]],
                    headers={"content-disposition": f'attachment; filename="{name}"'})


def seen_in(number: str) -> int:
    """How many decisions a form was made with."""
    return int(number) if re.fullmatch(r"\d{1,6}", number) else 0


def _decisions(request: Request, job: Job) -> Mapping[str, list[Decision]]:
    """All decisions on the findings of a report, by fingerprint."""
    made = decisions.on(server(request).site.store, [(job.unit, job.year)])
    return {fingerprint: mine for (_, _, fingerprint), mine in made.items()}


def _form(request: Request, job: Job, fingerprint: str, made: Sequence[Decision]) -> Markup:
    return Markup(fragment(request, "decision.html.j2", job=job, fingerprint=fingerprint, made=made, verdicts=VERDICTS,
                           name=name_of(request)))


