"""Work that goes wrong as the file's name says, for runners. The product knows nothing of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from lkj_audit.errors import LkjAuditError
from lkj_audit.workers import OnRunning, Runner, Task

T = TypeVar("T")


def poisoned(path: Path, work: Callable[[], T]) -> T:
    """``work()``, after what the name of the file asks for."""
    match path.stem:
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "gone":
            os._exit(9)
        case "exits":
            sys.exit(4)
        case "hang":
            time.sleep(600)
        case "bomb":
            bytearray(64 << 30)
        case "fault":
            raise ZeroDivisionError
    return work()


def with_poison(runner: Runner, seconds: float | None = None, memory: int | None = None) -> Runner:
    """``runner`` with poisoned work, and limits of its own."""

    def run(tasks: Iterable[Task[T]], on_running: OnRunning) -> Iterator[tuple[Task[T], T | LkjAuditError]]:
        return runner((replace(t, work=partial(poisoned, t.path, t.work), seconds=seconds or t.seconds,
                               memory=memory or t.memory) for t in tasks), on_running)

    return run
