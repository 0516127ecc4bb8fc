"""The SQLite file itself: where it is, how it is opened and brought up to date, what can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from lkj_audit.errors import StoreDamaged, StoreLocked, StoreNewer, StoreUnwritable

PLACE = "LKJ_AUDIT_STORE"  # environment variable: another place for the store
IN_MEMORY = Path(":memory:")
PATIENCE = 10  # seconds to wait for another process that writes


def default_path() -> Path:
    """The file that LKJ_AUDIT_STORE names, else store.sqlite in the user's data folder."""
    if given := os.environ.get(PLACE):
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("lkj-audit", appauthor=False)) / "store.sqlite"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the store at ``path``, made or migrated as needed; with ``read_only`` it must be there, and
    nothing can be written through it. Raises a StoreError."""
    with explained(path):
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(_uri(path, read_only), uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            db.row_factory = sqlite3.Row
            _check_version(db, path)
            if not read_only:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")  # with WAL: a power cut may lose the last file, never more
                _migrate(db)
                db.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            db.close()
            raise
        return db


def _uri(path: Path, read_only: bool) -> str:
    if path == IN_MEMORY:
        return "file::memory:"
    return f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What goes wrong with the store at ``path`` in the block, as a StoreError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF if hasattr(error, "sqlite_errorcode") else None
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreLocked(path=str(path)) from error
        if code in _OURS:
            raise StoreUnwritable(path=str(path), reason=str(error)) from error
        raise
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise StoreDamaged(path=str(path), reason=str(error)) from error
    except OSError as error:
        raise StoreUnwritable(path=str(path), reason=error.strerror or str(error)) from error


_OURS = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
         sqlite3.SQLITE_PERM)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written in the block, and no other writer meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@cache
def _scripts() -> tuple[str, ...]:
    """The migrations in order: the n-th makes version n of version n - 1."""
    folder = files("lkj_audit.store").joinpath("migrations")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _check_version(db: sqlite3.Connection, path: Path) -> None:
    if _version(db) > len(_scripts()):
        raise StoreNewer(path=str(path))


def _migrate(db: sqlite3.Connection) -> None:
    if _version(db) == len(_scripts()):
        return
    with transaction(db):
        for number, script in enumerate(_scripts()[_version(db):], _version(db) + 1):
            for statement in _statements(script):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """The statements of ``script``: ``executescript`` would end the transaction."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if sqlite3.complete_statement(statement := "\n".join(lines)):
            yield statement
            lines.clear()
