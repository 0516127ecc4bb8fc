"""``serve``: the local page; ``account``: who may use it where others can reach it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lkj_audit.commands.options import Jobs, Language, Own
from lkj_audit.console import say
from lkj_audit.errors import AccountUnknown, MissingPath, PasswordTooShort, WebNotInstalled

if TYPE_CHECKING:
    from lkj_audit.web.settings import Site

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
        from lkj_audit.web import running
    except ImportError as error:
        raise WebNotInstalled() from error
    from lkj_audit.batch import cores
    from lkj_audit.web.settings import Limits

    for path in (folder, config):
        if path and not path.exists():
            raise MissingPath(path=str(path))

    def ready(address: str, slug: str = "serve-open") -> None:
        say(slug, lang, address=address)
        if not quiet and address:
            import webbrowser

            webbrowser.open(address)

    try:
        running.run(_site(data, folder, config), Limits(most, hours=keep), jobs or cores(), host, port, lang, ready)
        say("serve-bye", lang)
    except running.Running as other:
        ready(other.args[0], "serve-already")


def account(
    name: Annotated[str, typer.Argument(metavar="NAME", help="help-account-name", show_default=False)],
    satker: Annotated[bool, typer.Option("--satker", help="help-account-satker")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="help-account-remove")] = False,
    data: Data = None,
    lang: Language = "id",
) -> None:
    from getpass import getpass
    from importlib.util import find_spec

    from lkj_audit.phrases import phrase
    from lkj_audit.web import accounts

    if not find_spec("argon2"):
        raise WebNotInstalled()
    file = _site(data).accounts
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


def _site(data: Path | None, folder: Path | None = None, config: Path | None = None) -> Site:
    import platformdirs

    from lkj_audit.store.schema import default_path
    from lkj_audit.web.settings import Site

    place = data or Path(platformdirs.user_data_dir("lkj-audit", appauthor=False)) / "serve"
    return Site(place.absolute(), default_path(), folder.absolute() if folder else None,
                config.absolute() if config else None)
