"""In and out, where there are accounts."""

from __future__ import annotations

from starlette.datastructures import FormData, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

from lkj_audit.web import session
from lkj_audit.web.pages import page, said
from lkj_audit.web.session import SESSION, set_cookie
from lkj_audit.web.views.common import see, server, text, visitor


def show(request: Request) -> Response:
    return see("/") if visitor(request).account or not visitor(request).required else page(
        request, "login.html.j2", wrong="", name="")


def log_in(request: Request, form: FormData) -> Response:
    """A new session for who knows the password; the old cookie, which others may know, is worth nothing then."""
    desk, name = server(request), text(form, "name")
    if desk.door.paused(name):
        return page(request, "login.html.j2", 429, wrong=said(request, "web-login-paused"), name=name)
    password = form.get("password")
    account = desk.door.enter(name, password if isinstance(password, str) else "")
    if account is None:
        return page(request, "login.html.j2", 403, wrong=said(request, "web-login-wrong"), name=name)
    answer = see("/")
    set_cookie(MutableHeaders(raw=answer.raw_headers), SESSION, session.log_in(desk.site.database, account))
    return answer


def log_out(request: Request, form: FormData) -> Response:
    session.log_out(server(request).site.database, visitor(request).cookie)
    return see("/masuk")
