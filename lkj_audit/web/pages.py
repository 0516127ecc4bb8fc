"""A page from its template, and the pages that say no."""

from __future__ import annotations

import errno
import sqlite3
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from lkj_audit import __version__
from lkj_audit.errors import LkjAuditError
from lkj_audit.phrases import phrase
from lkj_audit.render.text import ranges, safe

if TYPE_CHECKING:
    from jinja2 import Environment

    from lkj_audit.web.session import Visitor

TEMPLATES = Path(__file__).with_name("templates")
FULL = (errno.ENOSPC, errno.EDQUOT)


class Refusal(Exception):
    """What is asked for cannot be; ``slug`` is the sentence that says why and what to do."""

    def __init__(self, status: int, slug: str, **params: object) -> None:
        super().__init__(slug)
        self.status, self.slug, self.params = status, slug, params


def page(request: Request, template: str, code: int = 200, **what: object) -> HTMLResponse:
    """``template`` filled with ``what`` and what all pages share, in the visitor's language."""
    return HTMLResponse(fragment(request, template, **what), code)


def fragment(request: Request, template: str, **what: object) -> str:
    """The text of ``template``."""
    visitor: Visitor = request.state.visitor
    return _environment().get_template(template).render(
        what, lang=visitor.lang, visitor=visitor, csrf=visitor.csrf, t=partial(phrase, lang=visitor.lang),
        path=request.url.path, other="en" if visitor.lang == "id" else "id")


def said(request: Request, slug: str, **params: object) -> str:
    """The sentence ``slug`` in the visitor's language."""
    return phrase(slug, request.state.visitor.lang, **params)


def wants_json(request: Request) -> bool:
    """Whether a script of ours asks, which shows the answer itself."""
    return request.headers.get("accept") == "application/json"


def refusal_page(request: Request, refusal: Refusal) -> Response:
    """The page that says no. Without a visitor (the request was stopped at the door) it is in both languages."""
    if "visitor" not in request.scope.get("state", {}):
        sentences = (phrase(refusal.slug, lang, **refusal.params) for lang in ("id", "en"))
        return Response("\n".join(safe(s) for s in sentences), refusal.status, media_type="text/plain")
    message = said(request, refusal.slug, **refusal.params)
    if wants_json(request):
        return JSONResponse({"error": message}, refusal.status)
    return page(request, "error.html.j2", refusal.status, message=message)


async def on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refusal_page(request, error)


async def on_http(request: Request, error: Exception) -> Response:
    """What starlette itself refuses: no such page, a wrong method, a broken form."""
    assert isinstance(error, HTTPException)
    slug = {404: "web-not-found", 405: "web-wrong-method"}.get(error.status_code, "web-bad-request")
    return refusal_page(request, Refusal(error.status_code, slug))


async def on_own(request: Request, error: Exception) -> Response:
    """An error of lkj-audit's own, in its own words."""
    assert isinstance(error, LkjAuditError)
    return refusal_page(request, Refusal(422, error.code, **error.params))


async def on_disk(request: Request, error: Exception) -> Response:
    """A full disk has a page of its own; any other error of the system is one of ours."""
    full = isinstance(error, OSError) and error.errno in FULL
    full = full or (isinstance(error, sqlite3.OperationalError) and "full" in str(error))
    if not full:
        raise error
    return refusal_page(request, Refusal(507, "web-disk-full"))


async def on_gone(request: Request, error: Exception) -> Response:
    """An upload that was broken off: nobody reads the answer, and nothing is kept."""
    return Response(status_code=400)


async def on_error(request: Request, error: Exception) -> Response:
    """A fault of ours; what it was goes to the server's log."""
    return refusal_page(request, Refusal(500, "web-internal"))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
                       undefined=StrictUndefined, finalize=_shown)
    made.globals.update(version=__version__, ranges=ranges)
    return made


def _shown(value: Any) -> Any:
    return safe(value) if type(value) is str else value
