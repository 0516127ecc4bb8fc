"""The page's own database: opened anew for every use, for threads and processes share the file, not a connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

WAIT = 20.0  # seconds another process may take to finish its writing


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are kept together when the block ends well, and not at all otherwise."""
    db = sqlite3.connect(file, timeout=WAIT)
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        with db:
            yield db
    finally:
        db.close()


@contextmanager
def locked(file: Path, wait: float) -> Iterator[None]:
    """Nobody else is in such a block with the same file; the system lets go of it however a process ends. Raises
    sqlite3.OperationalError when it takes longer than ``wait`` seconds to get in."""
    with closing(sqlite3.connect(file, timeout=wait)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def prepare(file: Path) -> None:
    """Make the database when it is not there yet; nobody but its owner may read it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with opened(file) as db:
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(files("lkj_audit.web").joinpath("schema.sql").read_text(encoding="utf-8"))
    file.chmod(0o600)
