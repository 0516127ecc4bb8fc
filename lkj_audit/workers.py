"""Worker processes: one task each, with limits of time and memory; a worker that dies or hangs costs its task alone.

A runner takes tasks as it can do them and gives what came of each as it is done, so that neither tasks nor outcomes
pile up. ``in_processes`` is the one for this machine.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from lkj_audit.errors import Crashed, Died, Killed, LkjAuditError, OutOfMemory, TimedOut, UnreadablePdf

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from pebble import ProcessPool

T = TypeVar("T")
TASKS = 100  # after so many a worker is replaced, so that what a library leaks does not add up
TRIES = 3  # of a task whose pool broke under it, perhaps by no fault of its own
POOL = "worker processes do not start"
LOOK = 0.5  # seconds between two looks at what is running


@dataclass(frozen=True, slots=True, eq=False)
class Task(Generic[T]):
    """``work()`` for the file at ``path``, in at most ``seconds`` and with at most ``memory`` MB of data."""

    path: Path
    work: Callable[[], T]
    seconds: float
    memory: int | None = None


OnRunning = Callable[[list[Path]], None]


class Runner(Protocol):
    """Does ``tasks`` and gives each with what came of it: its result, or the error that ended it. ``on_running`` is
    called now and then with the files that are being worked on."""

    def __call__(self, tasks: Iterable[Task[T]], on_running: OnRunning) -> Iterator[tuple[Task[T], T | LkjAuditError]]:
        ...


def in_processes(jobs: int) -> Runner:
    """A runner with ``jobs`` processes of this machine, which are started with the first task."""
    return partial(_in_processes, jobs)


def _in_processes(jobs: int, tasks: Iterable[Task[T]], on_running: OnRunning,
                  ) -> Iterator[tuple[Task[T], T | LkjAuditError]]:
    """A pool that breaks, as when an idle worker is killed, is made anew, and what was in it is tried again; when pools
    do nothing but break, all that is left is given up. A task whose worker died is tried again too: where a worker dies
    as soon as it takes up a task, the one that it had done before may be blamed."""
    waiting = iter(tasks)
    tries: Counter[Task[T]] = Counter()
    again: list[Task[T]] = []
    vain = 0  # pools in a row that did nothing
    while vain < TRIES:
        first, again, vain, broken = again, [], vain + 1, False
        for task, future in _in_pool(jobs, chain(first, waiting), on_running):
            outcome = outcome_of(task, future)
            tries[task] += 1
            if isinstance(outcome, BrokenProcessPool):
                broken = True
                if tries[task] < TRIES:
                    again.append(task)
                else:
                    yield task, Crashed(task.path, detail=POOL)
                continue
            vain = 0
            if isinstance(outcome, (Died, Killed)) and tries[task] == 1:
                again.append(task)
            else:
                yield task, outcome
        if not (broken or again):
            return
    for task in chain(again, waiting):
        yield task, Crashed(task.path, detail=POOL)


def _in_pool(jobs: int, tasks: Iterator[Task[T]], on_running: OnRunning) -> Iterator[tuple[Task[T], Future[T]]]:
    """Each of ``tasks`` with its future, done or given up with a pool that broke; then the rest is left untouched.

    pebble alone survives a worker that dies or hangs without losing the other tasks.
    """
    from pebble import ProcessPool

    pool = ProcessPool(max_workers=jobs, max_tasks=TASKS, context=context())
    at_work: dict[Future[T], Task[T]] = {}
    try:
        while True:
            for task in islice(tasks, 2 * jobs - len(at_work)):  # some in store, so that no worker waits
                at_work[_scheduled(pool, task)] = task
            if not at_work:
                return
            done = wait(at_work, LOOK, FIRST_COMPLETED).done
            on_running([task.path for future, task in at_work.items() if future.running()])
            for future in done if pool.active else list(at_work):
                yield at_work.pop(future), future
            if not pool.active:
                return
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _scheduled(pool: ProcessPool, task: Task[T]) -> Future[T]:
    """What will come of ``task``; of a pool that is broken, nothing ever."""
    try:
        return pool.schedule(partial(within, task.memory, task.work), timeout=task.seconds)
    except RuntimeError:
        return Future()


def outcome_of(task: Task[T], future: Future[T]) -> T | LkjAuditError | BrokenProcessPool:
    if not future.done():
        return BrokenProcessPool()
    if (error := future.exception()) is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        return error
    return TimedOut(task.path, detail=f"{task.seconds:g} s") if isinstance(error, TimeoutError) else explained(
        task.path, error)


def explained(path: Path, error: BaseException) -> LkjAuditError:
    """What ended the work on ``path``, as an error of ours."""
    from pebble import ProcessExpired

    match error:
        case LkjAuditError():
            return error
        case ProcessExpired():
            return _death(path, error.exitcode)
        case MemoryError():
            return OutOfMemory(path)
        case OSError():
            return UnreadablePdf(path, detail=str(error))
        case _:
            return Crashed(path, detail=repr(error))


def _death(path: Path, code: int) -> LkjAuditError:
    """How a worker ended with this exit code, which is minus a signal's number where a signal ended it."""
    if code == -getattr(signal, "SIGKILL", 0):
        return Killed(path)
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"exit {code}"
    return Died(path, detail=name)


def within(memory: int | None, work: Callable[[], T]) -> T:
    """``work()`` with at most ``memory`` MB of data; the limit is the kernel's, where the system has one."""
    if memory is None or not find_spec("resource"):
        return work()
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, before[1]))
    try:
        return work()
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def context() -> BaseContext:
    """How processes are started: as copies of one that has loaded what an audit needs, where the system has that."""
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    server = get_context("forkserver")
    server.set_forkserver_preload(["__main__", "lkj_audit.engine"])
    return server
