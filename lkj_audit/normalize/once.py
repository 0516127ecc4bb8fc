"""What the rules of a suite ask of the same report one after the other is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

K = TypeVar("K")
T = TypeVar("T")
_KEPT: list[list[Any] | dict[int, Any]] = []  # what each function remembers
_MOST = 1000  # things of one report, such as its tables


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


def each(make: Callable[[K], T]) -> Callable[[K], T]:
    """``make``, which remembers what it made of each of the things of a report, such as its tables."""
    every: dict[int, tuple[K, T]] = {}
    _KEPT.append(every)

    @wraps(make)
    def get(of: K) -> T:
        known = every.get(id(of))
        if known is not None and known[0] is of:
            return known[1]
        made = make(of)
        if len(every) >= _MOST:
            every.clear()
        every[id(of)] = of, made
        return made

    return get


def forget() -> None:
    """Let go of all that is remembered, and so of the last report: it takes as much room as the next one."""
    for kept in _KEPT:
        kept.clear()
