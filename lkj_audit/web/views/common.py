"""What the views share: the form that is checked, the report that is asked for, the settings."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lkj_audit.model import Verdict
from lkj_audit.web import jobs
from lkj_audit.web.accounts import Door
from lkj_audit.web.decisions import VERDICTS
from lkj_audit.web.jobs import Job
from lkj_audit.web.pages import Refusal
from lkj_audit.web.session import NAME, YEAR, Visitor, set_cookie
from lkj_audit.web.settings import Limits, Site

if TYPE_CHECKING:
    from lkj_audit.web.queue import Queue

FIELDS = 20_000  # fields a form may have: a bulk decision over many reports
LONGEST = 4000  # characters of a field that are kept

FormView = Callable[[Request, FormData], Response]


@dataclass(frozen=True, slots=True)
class Server:
    """What the views work with."""

    site: Site
    limits: Limits
    queue: Queue
    door: Door


def server(request: Request) -> Server:
    return cast(Server, request.app.state.server)


def visitor(request: Request) -> Visitor:
    return cast(Visitor, request.state.visitor)


def posted(view: FormView) -> Callable[[Request], Awaitable[Response]]:
    """``view`` with the form that was sent, once its CSRF token is right."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=server(request).limits.files, max_fields=FIELDS) as form:
            if not hmac.compare_digest(text(form, "csrf").encode(), visitor(request).csrf.encode()):
                raise Refusal(403, "web-csrf")
            return await run_in_threadpool(view, request, form)

    return endpoint


def need_reviewer(request: Request) -> None:
    """Raises Refusal for who may not see all reports."""
    if not visitor(request).reviewer:
        raise Refusal(403, "web-reviewers-only")


def text(form: FormData, name: str) -> str:
    """A field of a form without the spaces around it; "" when it is not there or is a file."""
    value = form.get(name)
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def texts(form: FormData, name: str) -> list[str]:
    """All fields of this name."""
    return [v for v in form.getlist(name) if isinstance(v, str)]


def concluded(form: FormData) -> tuple[Verdict, str]:
    """The verdict and reason of a decision form. Raises Refusal when one is missing."""
    verdict, reason = text(form, "verdict"), text(form, "reason")
    if verdict not in VERDICTS:
        raise Refusal(422, "web-verdict-needed")
    if verdict != "accepted" and not reason:
        raise Refusal(422, "web-reason-needed")
    return VERDICTS[VERDICTS.index(verdict)], reason


def job_of(request: Request) -> Job:
    """The report of the address. Raises Refusal when it is not there or not the visitor's to see."""
    job = jobs.get(server(request).site.database, request.path_params["job"])
    if job is None or visitor(request).sees not in (None, job.owner):
        raise Refusal(404, "web-no-report")
    return job


def done_job(request: Request) -> Job:
    """The report of the address, which has been audited. Raises Refusal."""
    job = job_of(request)
    if job.state != "done":
        raise Refusal(409, "web-not-done")
    return job


def see(address: str) -> Response:
    """Go on to another page of ours."""
    return RedirectResponse(address, 303)


def name_of(request: Request) -> str:
    """The name under which the visitor decides: that of the account, else the one given last."""
    account = visitor(request).account
    return account.name if account else unquote(request.cookies.get(NAME, ""))[:100]


def named(request: Request, form: FormData) -> str:
    """The name that a decision or correction carries. Raises Refusal when there is none."""
    name = name_of(request) if visitor(request).account else " ".join(text(form, "person").split())[:100]
    if not name:
        raise Refusal(422, "web-name-needed")
    return name


def remember_name(response: Response, name: str) -> Response:
    """Have the name filled in the next time."""
    set_cookie(MutableHeaders(raw=response.raw_headers), NAME, quote(name), YEAR)
    return response
