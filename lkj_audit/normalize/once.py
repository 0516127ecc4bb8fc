"""What the rules of a suite ask of the same report one after the other is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

K = TypeVar("K")
T = TypeVar("T")
_KEPT: list[list[Any]] = []  # what each function remembers


def once(make: Callable[[K], T]) -> Callable[[K], T]:
    """``make``, which remembers what it made of the last thing: of that very thing, not of one that is equal."""
    last: list[tuple[K, T]] = []
    _KEPT.append(last)

    @wraps(make)
    def get(of: K) -> T:
        for known, kept in tuple(last):  # as it is now: another thread may ask for another thing
            if known is of:
                return kept
        made = make(of)
        last[:] = [(of, made)]
        return made

    return get


def forget() -> None:
    """Let go of all that is remembered, and so of the last report: it takes as much room as the next one."""
    for last in _KEPT:
        last.clear()
