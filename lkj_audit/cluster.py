"""A runner for more than one machine: dask.distributed (the extra ``cluster``) hands the tasks to its workers.

Each worker does a task in a process of its own (``workers``), so that limits and crashes are as on one machine. One
that is daemonic may not start processes and does it itself: set ``distributed.worker.daemon`` to False where workers
are started. What a lost worker had is done by another. All machines need the same lkj-audit and libraries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import current_process
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lkj_audit.errors import ClusterDiffers, ClusterUnreachable, ExtraNeeded, Killed, LkjAuditError
from lkj_audit.store.keys import content, program
from lkj_audit.workers import OnRunning, Task, explained, in_processes, within

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
LOCAL = "local"
WAIT = 10  # seconds for the scheduler to answer, and for a first worker to be there
DEATHS = 2  # workers that may die under one task before it is given up


@dataclass(frozen=True, slots=True)
class Cluster:
    """A runner (``workers.Runner``) on the workers of ``client``."""

    client: Client

    def sees(self, path: Path) -> bool:
        """Whether every worker has the same file under this name; else it must be sent."""
        found = self.client.run(_content, str(path))
        return set(found.values()) == {_content(str(path))}

    def __call__(self, tasks: Iterable[Task[T]], on_running: OnRunning) -> Iterator[tuple[Task[T], T | LkjAuditError]]:
        from distributed import as_completed

        waiting, done = iter(tasks), as_completed()
        at_work: dict[Any, Task[T]] = {}  # by future

        def fill() -> None:
            free = 2 * max(1, sum(self.client.ncores().values())) - len(at_work)
            for task in islice(waiting, max(0, free)):
                future = self.client.submit(_done, task, pure=False, retries=0)
                at_work[future] = task
                done.add(future)
            on_running([task.path for task in at_work.values()])

        fill()
        for future in done:
            task = at_work.pop(future)
            fill()
            yield task, _outcome(task.path, future)
            future.release()


@contextmanager
def connected(address: str, jobs: int) -> Iterator[Cluster]:
    """The cluster whose scheduler is at ``address``, or one of ``jobs`` processes here for "local".

    Raises ExtraNeeded, ClusterUnreachable, or ClusterDiffers where a worker would read otherwise than this machine.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ExtraNeeded(extra="cluster") from error
    with ExitStack() as stack:
        if address == LOCAL:
            stack.enter_context(dask.config.set({"distributed.worker.daemon": False,
                                                 "distributed.scheduler.allowed-failures": DEATHS}))
            made = stack.enter_context(LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=":0", silence_logs="CRITICAL"))
        try:
            client = stack.enter_context(Client(made if address == LOCAL else address, timeout=WAIT))
            client.wait_for_workers(1, timeout=WAIT)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterUnreachable(address=address) from error
        others = {worker for worker, own in client.run(program).items() if own != program()}
        if others:
            raise ClusterDiffers(workers=", ".join(sorted(others)))
        yield Cluster(client)


def _content(path: str) -> str:
    try:
        return content(Path(path))
    except OSError:
        return ""


def _done(task: Task[T]) -> T | LkjAuditError:
    """What comes of ``task``, on a worker."""
    if not current_process().daemon:
        (_, outcome), = in_processes(1)([task], _ignore)
        return outcome
    try:
        return within(task.memory, task.work)
    except Exception as error:  # one file never ends the run
        return explained(task.path, error)


def _outcome(path: Path, future: Any) -> Any:
    from distributed import KilledWorker

    error = future.exception()
    if error is None:
        return future.result()
    return Killed(path) if isinstance(error, KilledWorker) else explained(path, error)


def _ignore(_: object) -> None:
    pass
