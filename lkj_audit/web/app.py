"""The page as a whole: its addresses, what stands before them, and the work that goes on beside them."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from lkj_audit import render
from lkj_audit.errors import LkjAuditError
from lkj_audit.web import database, jobs, pages, work
from lkj_audit.web.accounts import Door
from lkj_audit.web.guard import HEADERS, Guard, TooLarge, too_large
from lkj_audit.web.queue import Queue
from lkj_audit.web.session import Lang, Sessions
from lkj_audit.web.settings import Limits, Site
from lkj_audit.web.views import home, login, report, review, satker, tables
from lkj_audit.web.views.common import Server, posted, visitor

TICK = 30.0  # seconds between two looks at what is old or broken
OWN = Path(__file__).with_name("static")
STATIC = {f.name: f for f in (*OWN.iterdir(), *(Path(render.__file__).with_name("templates") / name
                                               for name in ("style.css", "report.js")))}
UPLOADS = ("/unggah",)
OPEN = ("/masuk", "/static/")  # what is shown before the login


def create(site: Site, limits: Limits, processes: int, names: Iterable[str], lang: Lang,
           examine: Callable[..., None] = work.examine) -> ASGIApp:
    """The application. ``names`` are those it may be called by, ``examine`` what is done with each report."""
    database.prepare(site.database)
    server = Server(site, limits, Queue(site, processes, examine), Door(site.accounts))
    handlers: dict[Any, Any] = {
        pages.Refusal: pages.on_refusal, HTTPException: pages.on_http, LkjAuditError: pages.on_own,
        OSError: pages.on_disk, sqlite3.OperationalError: pages.on_disk, TooLarge: too_large,
        ClientDisconnect: pages.on_gone, Exception: pages.on_error}
    app = Starlette(routes=_routes(), exception_handlers=handlers, lifespan=partial(_alive, server))
    app.state.server = server
    return Sessions(Guard(LoginFirst(app), names, limits.bytes, UPLOADS), site, lang)


class LoginFirst:
    """Middleware: where there are accounts, whoever is not logged in sees the login alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(OPEN):
            who = visitor(Request(scope))
            if who.required and who.account is None:
                await RedirectResponse("/masuk", 303)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _routes() -> list[BaseRoute]:
    def get(path: str, view: Callable[[Request], Any]) -> Route:
        return Route(path, view, methods=["GET"])

    def post(path: str, view: Any) -> Route:
        return Route(path, posted(view), methods=["POST"])

    one = "/laporan/{job}"
    return [
        get("/", home.home), get("/daftar", home.listing), post("/unggah", home.upload),
        post("/folder", home.add_from_folder), post("/hapus", home.delete_all),
        get(one, report.show), get(one + "/gambar.css", report.style),
        get(one + "/halaman/{number:int}.webp", report.picture), get(one + "/ekspor", report.export),
        post(one + "/putusan", report.decide), post(one + "/batal", home.cancel), post(one + "/ulang", home.retry),
        post(one + "/sandi", home.unlock), post(one + "/hapus", home.delete),
        get(one + "/perbaikan", satker.mending), post(one + "/perbaikan", satker.tick),
        post(one + "/unggah", home.upload_version), get(one + "/lembar", satker.sheet),
        get(one + "/banding", satker.side_by_side),
        get(one + "/tabel/{table}", tables.show), post(one + "/tabel/{table}", tables.correct),
        get("/reviu", review.queue), get("/reviu/temuan", review.same), post("/reviu/temuan", review.decide),
        get("/reviu/ekspor", review.export),
        get("/masuk", login.show), post("/masuk", login.log_in), post("/keluar", login.log_out),
        get("/static/{name}", _static), get("/favicon.ico", _icon),
    ]


def _static(request: Request) -> Response:
    file = STATIC.get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, headers=HEADERS | {"cache-control": "no-cache"})


def _icon(request: Request) -> Response:
    return FileResponse(STATIC["icon.svg"], headers=HEADERS | {"cache-control": "max-age=86400"})


@asynccontextmanager
async def _alive(server: Server, app: Starlette) -> AsyncIterator[None]:
    await run_in_threadpool(server.queue.start)
    keeper = asyncio.create_task(_keep_house(server))
    try:
        yield
    finally:
        keeper.cancel()
        await run_in_threadpool(server.queue.stop)


async def _keep_house(server: Server) -> None:
    while True:
        await run_in_threadpool(tidy, server)
        await asyncio.sleep(TICK)


def tidy(server: Server) -> None:
    """Delete what is old or belongs to nobody; begin anew where worker processes broke."""
    site = server.site
    server.queue.remove(jobs.older(site.database, server.limits.hours * 3600))
    known = {j.id for j in jobs.listed(site.database, None)}
    folders = site.of("x").parent
    for folder in folders.iterdir() if folders.is_dir() else ():
        if folder.name not in known and _aged(folder):
            shutil.rmtree(folder, ignore_errors=True)
    server.queue.mend()


def _aged(folder: Path) -> bool:
    """Whether nobody can be writing there any more: an upload has no row before it is whole."""
    try:
        return time.time() - folder.stat().st_mtime > 3600
    except OSError:
        return False
