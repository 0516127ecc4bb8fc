"""Who may use a page that others can reach: a file of names with hashes of their passwords (argon2id)."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["reviewer", "satker"]
SHORTEST = 10  # characters of a password
FAILURES, PAUSE = 5, 30.0  # after so many wrong passwords for one name it is not tried for so many seconds


@dataclass(frozen=True, slots=True)
class Account:
    """A reviewer sees all reports, a satker those that it has uploaded itself."""

    name: str
    role: Role
    hash: str


def load(file: Path) -> dict[str, Account]:
    """The accounts by name; none where there is no file."""
    if not file.is_file():
        return {}
    return {name: Account(name, a["role"], a["hash"]) for name, a in json.loads(file.read_text("utf-8")).items()}


def save(file: Path, name: str, role: Role, password: str) -> None:
    """Add an account, or give it another password and role."""
    _write(file, {**load(file), name: Account(name, role, hasher().hash(password))})


@cache
def hasher() -> PasswordHasher:
    """What makes and verifies hashes, with the parameters that its library recommends (RFC 9106)."""
    from argon2 import PasswordHasher

    return PasswordHasher()


def remove(file: Path, name: str) -> bool:
    """Take away an account; whether there was one."""
    left = load(file)
    gone = left.pop(name, None)
    _write(file, left)
    return gone is not None


def _write(file: Path, accounts: dict[str, Account]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = {a.name: {"role": a.role, "hash": a.hash} for a in accounts.values()}
    draft = file.with_suffix(".new")
    with open(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(rows, out, indent=1, ensure_ascii=False)
    draft.replace(file)


@dataclass
class Door:
    """Lets in who knows the password, and slows down who guesses."""

    file: Path
    failures: dict[str, tuple[int, float]] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)  # a hash takes 64 MB: one at a time

    def paused(self, name: str) -> bool:
        """Whether ``name`` has to wait after too many wrong passwords."""
        count, last = self.failures.get(name, (0, 0.0))
        return count >= FAILURES and time.monotonic() - last < PAUSE

    def enter(self, name: str, password: str) -> Account | None:
        """The account, when the password is right. A name that is not there takes as long as one that is."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        found = load(self.file).get(name)
        with self.turn, suppress(Argon2Error, InvalidHashError):
            if found and hasher().verify(found.hash, password):
                self.failures.pop(name, None)
                return found
            if not found:
                hasher().hash(password)
        if len(self.failures) > 10_000:  # names are the client's: there is no end of them
            self.failures.clear()
        self.failures[name] = self.failures.get(name, (0, 0.0))[0] + 1, time.monotonic()
        return None
