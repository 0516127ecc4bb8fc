"""Who is looking, in which language, and the token that proves a form to be ours.

The cookie is random and the CSRF token follows from it, so that a visitor without an account needs no row anywhere; a
login makes a new cookie and remembers its hash.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Literal

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkj_audit.web.accounts import Account, load
from lkj_audit.web.database import opened
from lkj_audit.web.settings import Site

SESSION, LANGUAGE, NAME = "lkj_session", "lkj_lang", "lkj_name"
HOURS = 12  # a login holds
YEAR = 365 * 86400
Lang = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """``account`` is None without accounts or before the login; ``required``: there are accounts, so a login is."""

    cookie: str
    csrf: str
    lang: Lang
    account: Account | None
    required: bool

    @property
    def reviewer(self) -> bool:
        """Whether all reports may be seen and decided on."""
        return not self.required or (self.account is not None and self.account.role == "reviewer")

    @property
    def owner(self) -> str:
        """Under what this visitor's uploads are kept."""
        return self.account.name if self.account else ""

    @property
    def sees(self) -> str | None:
        """Whose reports are shown: None for everybody's."""
        return None if self.reviewer else self.owner


class Sessions:
    """Middleware: puts the ``Visitor`` into the request's state, and the cookies into the answer."""

    def __init__(self, app: ASGIApp, site: Site, lang: Lang) -> None:
        self.app, self.site, self.lang = app, site, lang
        self.secret = secret(site.database)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        cookie = request.cookies.get(SESSION, "")
        known = len(cookie) == 43
        visitor = self._visitor(request, cookie if known else secrets.token_urlsafe(32))
        scope.setdefault("state", {})["visitor"] = visitor

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not known and SESSION not in "".join(headers.getlist("set-cookie")):
                    set_cookie(headers, SESSION, visitor.cookie)
                if request.query_params.get("lang") == visitor.lang:
                    set_cookie(headers, LANGUAGE, visitor.lang, YEAR)
            await send(message)

        await self.app(scope, receive, answer)

    def _visitor(self, request: Request, cookie: str) -> Visitor:
        wanted = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
        lang: Lang = "en" if wanted == "en" else "id" if wanted == "id" else self.lang
        accounts = load(self.site.accounts)
        csrf = hmac.new(self.secret, cookie.encode(), hashlib.sha256).hexdigest()
        return Visitor(cookie, csrf, lang, _account(self.site.database, cookie, accounts), bool(accounts))


def secret(database: Path) -> bytes:
    """The server's own secret, made once: forms stay good when it is restarted."""
    with opened(database) as db:
        db.execute("INSERT INTO secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM secret)", (secrets.token_hex(32),))
        return bytes.fromhex(db.execute("SELECT key FROM secret").fetchone()[0])


def log_in(database: Path, account: Account) -> str:
    """A new session of ``account``: its cookie."""
    cookie = secrets.token_urlsafe(32)
    with opened(database) as db:
        db.execute("DELETE FROM sessions WHERE expires < ?", (time.time(),))
        db.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_hash(cookie), account.name, time.time() + HOURS * 3600))
    return cookie


def log_out(database: Path, cookie: str) -> None:
    with opened(database) as db:
        db.execute("DELETE FROM sessions WHERE token = ?", (_hash(cookie),))


def set_cookie(headers: MutableHeaders, name: str, value: str, seconds: int | None = None) -> None:
    """A cookie that no script reads and no other site's page makes the browser send."""
    made: SimpleCookie = SimpleCookie({name: value})
    made[name]["path"], made[name]["httponly"], made[name]["samesite"] = "/", True, "Strict"
    if seconds is not None:
        made[name]["max-age"] = str(seconds)
    headers.append("set-cookie", made.output(header="").strip())


def _account(database: Path, cookie: str, accounts: dict[str, Account]) -> Account | None:
    if not accounts:
        return None
    with opened(database) as db:
        row = db.execute("SELECT account FROM sessions WHERE token = ? AND expires > ?",
                         (_hash(cookie), time.time())).fetchone()
    return accounts.get(row[0]) if row else None


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
