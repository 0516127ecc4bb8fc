"""What is refused before anything else looks at a request, and the headers every answer carries."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkj_audit.web.pages import Refusal, refusal_page

SMALL = 2 << 20  # bytes of a form without files
DRAIN = 4  # times the limit: so much of a body too large is swallowed, so that the browser reads the answer
POLICY = ("default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
BOXES = f"{POLICY}; style-src-attr 'unsafe-inline'"  # of pages that say where on a picture a box is
HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "x-frame-options": "DENY",
    "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin", "cache-control": "no-store",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
AGAIN = '<!DOCTYPE html><meta http-equiv="refresh" content="0"><title>lkj-audit</title>'


class Guard:
    """Middleware. ``names`` are the host names the server is reached by; ``most`` the bytes an upload may have."""

    def __init__(self, app: ASGIApp, names: Iterable[str], most: int, uploads: Iterable[str]) -> None:
        self.app, self.names, self.most, self.uploads = app, frozenset(names), most, tuple(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request, send = Request(scope), _with_headers(send)
        body = Body(receive, self.most if scope["path"].endswith(self.uploads) else SMALL)
        answer = self._refused(request)
        if answer is None and int(request.headers.get("content-length") or 0) > body.most:
            answer = await too_large(request, TooLarge(body))
        if answer:
            await answer(scope, receive, send)
        else:
            await self.app(scope, body.receive, send)

    def _refused(self, request: Request) -> Response | None:
        """The answer to a request that is not for us or not from our own pages."""
        host = request.headers.get("host", "")
        if not known_host(host, self.names):
            return refusal_page(request, Refusal(421, "web-unknown-host", host=host))
        site = request.headers.get("sec-fetch-site", "same-origin")
        if request.method in ("GET", "HEAD"):
            if site == "cross-site" and request.headers.get("sec-fetch-mode") == "navigate":
                return HTMLResponse(AGAIN)  # by a link of another site: the browser keeps the cookie back until we ask
            return None
        origin = request.headers.get("origin")
        same = site in ("same-origin", "none") if origin is None else urlsplit(origin).netloc == host
        return None if same else refusal_page(request, Refusal(403, "web-foreign-origin"))


class Body:
    """A request's body that ends in TooLarge where it becomes larger than ``most`` bytes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self.most, self.size, self.more = receive, most, 0, True

    async def receive(self) -> Message:
        message = await self._next()
        if self.size > self.most:
            raise TooLarge(self)
        return message

    async def drain(self) -> None:
        """Swallow what is left, within reason."""
        while self.more and self.size <= DRAIN * self.most:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self.size += len(message.get("body", b""))
        self.more = message["type"] == "http.request" and message.get("more_body", False)
        return message


class TooLarge(Exception):
    """A body is larger than it may be."""

    def __init__(self, body: Body) -> None:
        super().__init__(body.most)
        self.body = body


async def too_large(request: Request, error: Exception) -> Response:
    """The page that says so, after the rest of the body: a browser that is still sending reads no answer."""
    assert isinstance(error, TooLarge)
    await error.body.drain()
    return refusal_page(request, Refusal(413, "web-too-large", megabytes=error.body.most >> 20))


def known_host(host: str, names: frozenset[str]) -> bool:
    """Whether the Host header names this server: a number cannot be another site's name, which DNS made point here."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in names:
        return True
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def own_names(host: str) -> set[str]:
    """The names by which a server bound to ``host`` may be called."""
    machine = socket.gethostname().lower()
    return {"localhost"} if is_loopback(host) else {"localhost", host.lower(), machine, f"{machine}.local"}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _with_headers(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return answer
