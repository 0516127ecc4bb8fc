"""The first page: hand in reports, see how far each is, take them away again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from lkj_audit.batch import find_pdfs
from lkj_audit.errors import LkjAuditError
from lkj_audit.store.keys import content
from lkj_audit.web import across, jobs, publish
from lkj_audit.web.pages import Refusal, fragment, page, said, wants_json
from lkj_audit.web.uploads import Received, receive, shown_name
from lkj_audit.web.views.common import job_of, need_reviewer, see, server, text, texts, visitor


def home(request: Request) -> Response:
    return _home(request)


def listing(request: Request) -> Response:
    """The list alone, for the script that keeps it fresh."""
    return HTMLResponse(fragment(request, "list.html.j2", jobs=_mine(request)))


def upload(request: Request, form: FormData) -> Response:
    """Take in the files of a form, as new reports."""
    return _taken(request, form, None)


def upload_version(request: Request, form: FormData) -> Response:
    """Take in a new version of a report."""
    return _taken(request, form, job_of(request).id)


def add_from_folder(request: Request, form: FormData) -> Response:
    """Put PDFs of the server's folder into the queue; one that was there before is compared with its last version."""
    desk = server(request)
    need_reviewer(request)
    known = folder_files(desk.site.folder)
    before = {j.source: j for j in reversed(jobs.listed(desk.site.database, visitor(request).sees)) if j.source}
    for path in filter(None, map(known.get, texts(form, "file"))):
        if jobs.waiting(desk.site.database) >= desk.limits.waiting:
            raise Refusal(503, "web-queue-full", path=path.name)
        last = before.get(str(path))
        done = last if last and last.state == "done" else None
        if not (last and last.state in jobs.OPEN) and not (done and done.sha256 == content(path)):
            jobs.add(desk.site.database, shown_name(path.name), "", visitor(request).owner, source=path,
                     replaces=done.id if done else None)
    desk.queue.wake()
    return see("/#daftar")


def cancel(request: Request, form: FormData) -> Response:
    server(request).queue.cancel(job_of(request).id)
    return see("/#daftar")


def retry(request: Request, form: FormData) -> Response:
    """Audit again what failed or was cancelled."""
    desk = server(request)
    jobs.retry(desk.site.database, job_of(request).id)
    desk.queue.wake()
    return see("/#daftar")


def unlock(request: Request, form: FormData) -> Response:
    """Try a locked PDF with the password that was given."""
    server(request).queue.unlock(job_of(request).id, text(form, "password"))
    return see("/#daftar")


def delete(request: Request, form: FormData) -> Response:
    """Delete a report: the upload, what was read of it and what was found."""
    return _deleted(request, [job_of(request)])


def delete_all(request: Request, form: FormData) -> Response:
    return _deleted(request, _mine(request))


def folder_files(folder: Path | None) -> dict[str, Path]:
    """The PDFs that may be chosen, by their path in the folder; none without a folder."""
    try:
        return {p.relative_to(folder).as_posix(): p for p in find_pdfs(folder)} if folder else {}
    except LkjAuditError:
        return {}


def _mine(request: Request) -> list[jobs.Job]:
    return jobs.listed(server(request).site.database, visitor(request).sees)


def _deleted(request: Request, gone: Sequence[jobs.Job]) -> Response:
    """Delete reports, also from the history and from what was compared with them."""
    desk = server(request)
    desk.queue.remove([job.id for job in gone])
    publish.forget(desk.site, gone)
    for job in {(j.owner, j.satker): j for j in gone if j.satker}.values():
        desk.queue.at_desk(across.renew, desk.site, job)
    return see("/#daftar")


def _home(request: Request, received: Sequence[Received] = (), code: int = 200) -> Response:
    desk = server(request)
    files = folder_files(desk.site.folder if visitor(request).reviewer else None)
    return page(request, "home.html.j2", code, jobs=_mine(request), files=files, limits=desk.limits,
                notices=[(r, _sentence(request, r)) for r in received])


def _taken(request: Request, form: FormData, replaces: str | None) -> Response:
    desk = server(request)
    sent = [f for f in form.getlist("file") if isinstance(f, UploadFile) and (f.filename or f.size)]
    received = [receive(desk.site, desk.limits, f.file, f.filename or "", visitor(request).owner, replaces)
                for f in sent]
    desk.queue.wake()
    if wants_json(request):
        return JSONResponse([{"name": r.name, "job": r.job, "said": _sentence(request, r)} for r in received])
    if not received:
        raise Refusal(422, "web-no-file")
    if all(r.job and not r.slug for r in received):
        return see(f"/laporan/{received[0].job}/perbaikan" if replaces else "/#daftar")
    return _home(request, received, 200 if any(r.job for r in received) else 422)


def _sentence(request: Request, received: Received) -> str:
    """Why the file is no new report; the page has its name beside it."""
    sentence = said(request, received.slug, path=received.name) if received.slug else ""
    return sentence.removeprefix(f"{received.name}: ")
