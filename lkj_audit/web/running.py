"""A server from start to end: the lock on its folder, its port, its address."""

from __future__ import annotations

import logging
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

import uvicorn

from lkj_audit.errors import AccountsNeeded, PortTaken
from lkj_audit.web import app
from lkj_audit.web.accounts import load
from lkj_audit.web.database import locked
from lkj_audit.web.guard import is_loopback, own_names
from lkj_audit.web.session import Lang
from lkj_audit.web.settings import Limits, Site

PORT, TRIES = 8017, 20  # the usual port, and how many are tried from there
PATIENCE = 3  # seconds that answers under way have when the server ends


class Running(Exception):
    """Another server has this folder; ``args[0]`` is its address."""


def run(site: Site, limits: Limits, processes: int, host: str, port: int | None, lang: Lang,
        ready: Callable[[str], None]) -> None:
    """Serve until it is stopped; ``ready`` is told the address. Raises Running, AccountsNeeded or PortTaken."""
    if not is_loopback(host) and not load(site.accounts):
        raise AccountsNeeded(host=host)
    site.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    logging.basicConfig(format="%(levelname)s %(message)s", stream=sys.stderr)
    with alone(site), closing(listener(host, port)) as listening:
        address = address_of(host, listening.getsockname()[1])
        (site.data / "alamat.txt").write_text(address, "utf-8")
        page = app.create(site, limits, processes, own_names(host), lang)
        server = uvicorn.Server(uvicorn.Config(page, log_level="warning", server_header=False, proxy_headers=False,
                                               timeout_graceful_shutdown=PATIENCE))
        ready(address)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


@contextmanager
def alone(site: Site) -> Iterator[None]:
    """Keep every other server out of the folder; the system lets go of it however this one ends. Raises Running."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(site.data / "kunci.sqlite3", wait=0))
        except sqlite3.OperationalError as error:
            file = site.data / "alamat.txt"
            raise Running(file.read_text("utf-8") if file.is_file() else "") from error
        yield


def listener(host: str, port: int | None) -> socket.socket:
    """A listening socket at ``port``, or at the first free one from the usual on. Raises PortTaken."""
    tries = range(PORT, PORT + TRIES) if port is None else (port,)
    for number in tries:
        with suppress(OSError):
            family, _, _, _, where = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            return _bound(socket.socket(family), where)
    raise PortTaken(host=host, port=tries[0])


def _bound(made: socket.socket, where: object) -> socket.socket:
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(where)  # type: ignore[arg-type]
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def address_of(host: str, port: int) -> str:
    """What to open: a server at every address is called by the machine's name."""
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
