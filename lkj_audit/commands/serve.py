"""``serve``: the local page; ``account``: who may use it where others can reach it."""

from __future__ import annotations

import logging
import socket
import sqlite3
import sys
import webbrowser
from contextlib import closing, suppress
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkj_audit.commands.options import Jobs, Language, Own
from lkj_audit.console import say
from lkj_audit.errors import AccountsNeeded, AccountUnknown, MissingPath, PasswordTooShort, PortTaken, WebNotInstalled

if TYPE_CHECKING:
    from lkj_audit.web.settings import Site

PORT, TRIES = 8017, 20  # the usual port, and how many are tried from there
Data = Annotated[Path | None, typer.Option("--data", metavar="DIR", help="help-serve-data")]


def serve(
    folder: Annotated[Path | None, typer.Option("--folder", metavar="DIR", help="help-serve-folder")] = None,
    host: Annotated[str, typer.Option("--host", help="help-serve-host")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="help-serve-port")] = None,
    data: Data = None,
    most: Annotated[int, typer.Option("--max-mb", min=1, help="help-serve-most")] = 200,
    keep: Annotated[int, typer.Option("--keep-hours", min=1, help="help-serve-keep")] = 24,
    quiet: Annotated[bool, typer.Option("--no-browser", help="help-serve-quiet")] = False,
    config: Own = None,
    jobs: Jobs = None,
    lang: Language = "id",
) -> None:
    try:
        import uvicorn

        from lkj_audit.web import app, guard
    except ImportError as error:
        raise WebNotInstalled() from error
    from lkj_audit.batch import cores
    from lkj_audit.web.accounts import load
    from lkj_audit.web.settings import Limits

    site = _site(data, folder, config)
    if folder and not folder.is_dir():
        raise MissingPath(path=str(folder))
    if not guard.is_loopback(host) and not load(site.accounts):
        raise AccountsNeeded(host=host)
    site.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    address_file = site.data / "alamat.txt"
    with closing(sqlite3.connect(site.data / "kunci.sqlite3", timeout=0)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")  # as long as this server lives; the system frees it whatever happens
        except sqlite3.OperationalError:
            address = address_file.read_text("utf-8") if address_file.is_file() else ""
            say("serve-already", lang, address=address)
            _open(address, quiet)
            return
        listener = _listener(host, port)
        address = _address(host, listener.getsockname()[1])
        address_file.write_text(address, "utf-8")
        say("serve-open", lang, address=address)
        logging.basicConfig(format="%(levelname)s %(message)s", stream=sys.stderr)
        page = app.create(site, Limits(most, hours=keep), jobs or cores(), guard.own_names(host), lang)
        how = uvicorn.Config(page, log_level="warning", server_header=False, proxy_headers=False,
                             timeout_graceful_shutdown=3)
        _open(address, quiet)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(how).run(sockets=[listener])
    say("serve-bye", lang)


def account(
    name: Annotated[str, typer.Argument(metavar="NAME", help="help-account-name", show_default=False)],
    satker: Annotated[bool, typer.Option("--satker", help="help-account-satker")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="help-account-remove")] = False,
    data: Data = None,
    lang: Language = "id",
) -> None:
    from lkj_audit.phrases import phrase
    from lkj_audit.web import accounts

    file = _site(data, None, None).accounts
    if remove:
        if not accounts.remove(file, name):
            raise AccountUnknown(name=name)
        say("account-removed", lang, name=name)
        return
    ask = getpass if sys.stdin.isatty() else _line
    password, again = ask(phrase("account-password", lang)), ask(phrase("account-again", lang))
    if len(password) < accounts.SHORTEST or password != again:
        raise PasswordTooShort(least=accounts.SHORTEST)
    accounts.save(file, name, "satker" if satker else "reviewer", password)
    say("account-saved", lang, name=name)


def _line(prompt: str) -> str:
    return sys.stdin.readline().rstrip("\n")


def _site(data: Path | None, folder: Path | None, config: Path | None) -> Site:
    import platformdirs

    from lkj_audit.store.schema import default_path
    from lkj_audit.web.settings import Site

    place = data or Path(platformdirs.user_data_dir("lkj-audit", appauthor=False)) / "serve"
    return Site(place.absolute(), default_path(), folder.absolute() if folder else None,
                config.absolute() if config else None)


def _listener(host: str, port: int | None) -> socket.socket:
    """A listening socket at ``port``, or at the first free one from the usual on. Raises PortTaken."""
    tries = range(PORT, PORT + TRIES) if port is None else (port,)
    for number in tries:
        with suppress(OSError):
            family, _, _, _, where = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            made = socket.socket(family)
            try:
                if sys.platform != "win32":  # there it would let two servers share a port
                    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                made.bind(where)
                made.listen(128)
            except OSError:
                made.close()
                raise
            return made
    raise PortTaken(host=host, port=tries[0])


def _address(host: str, port: int) -> str:
    name = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _open(address: str, quiet: bool) -> None:
    if not quiet and address:
        webbrowser.open(address)
