"""The queue: audits in worker processes, a few at a time, so that the server always has time to answer.

What waits is in the database, so that a server that is started again goes on where the last one was killed.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import RLock
from typing import ParamSpec, TypeVar

from pebble import ProcessPool

from lkj_audit import workers
from lkj_audit.batch import FILE_SECONDS
from lkj_audit.config import config_for
from lkj_audit.errors import Crashed, Encrypted, TimedOut, UnreadablePdf
from lkj_audit.errors.config import BadConfig
from lkj_audit.web import across, jobs, kept, work
from lkj_audit.web.jobs import Job
from lkj_audit.web.pages import FULL
from lkj_audit.web.settings import Site

BAD_CONFIG = "web-bad-config"
DESK = 2  # processes for what somebody is waiting for: pictures, exports, corrections
DESK_SECONDS = 300
P = ParamSpec("P")
T = TypeVar("T")
Examine = Callable[[Site, Job, str | None], None]
log = logging.getLogger("lkj_audit.web")


class Queue:
    """Audits as many reports at once as it has ``processes``; ``examine`` is what is done with each in one of them.
    Passwords are kept in memory alone, so that a locked PDF asks again after a restart."""

    def __init__(self, site: Site, processes: int, examine: Examine = work.examine) -> None:
        self.site, self.processes, self.examine = site, processes, examine
        self.passwords: dict[str, str] = {}
        self._running: dict[str, Future[None]] = {}
        self._lock = RLock()
        self._pools: tuple[ProcessPool, ProcessPool] | None = None

    def start(self) -> None:
        """Begin with what waits, and with what was under way when the server ended."""
        with self._lock:
            self._running.clear()
            self._pools = (ProcessPool(self.processes, max_tasks=workers.TASKS, initializer=work.begin,
                                       context=workers.context()),
                           ProcessPool(DESK, max_tasks=workers.TASKS, context=workers.context()))
            jobs.resume(self.site.database)
            self.wake()

    def stop(self) -> None:
        """End all work at once; what was under way waits for the next start."""
        with self._lock:
            pools, self._pools = self._pools, None
        for pool in pools or ():
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
        if pools:
            jobs.put_back(self.site.database)

    def mend(self) -> None:
        """Begin anew when a pool broke, as when an idle worker was killed."""
        if self._pools and not all(pool.active for pool in self._pools):
            self.stop()
            self.start()

    def wake(self) -> None:
        """Start what may start."""
        with self._lock:
            while self._pools and len(self._running) < self.processes:
                job = jobs.take(self.site.database)
                if job is None:
                    return
                self._start(self._pools[0], job)

    def cancel(self, job: str) -> None:
        """Give up a report, also while it is read."""
        with self._lock:
            jobs.end(self.site.database, job, "cancelled")
            if future := self._running.get(job):
                future.cancel()

    def remove(self, ids: Sequence[str]) -> None:
        """Delete reports: the uploads, what was read of them and what was found."""
        for job in ids:
            self.cancel(job)
        jobs.delete(self.site.database, ids)
        for job in ids:
            self.passwords.pop(job, None)
            shutil.rmtree(self.site.of(job), ignore_errors=True)

    def unlock(self, job: str, password: str) -> None:
        """Try a locked PDF again with ``password``."""
        self.passwords[job] = password
        jobs.retry(self.site.database, job)
        self.wake()

    def at_desk(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """``call`` in a worker process, before all audits."""
        with self._lock:
            if self._pools is None:
                raise RuntimeError("the queue is not running")
            future: Future[T] = self._pools[1].schedule(call, args=args, kwargs=kwargs, timeout=DESK_SECONDS)
        return future

    def _start(self, pool: ProcessPool, job: Job) -> None:
        path = kept.pdf_of(self.site, job)
        try:
            limits = config_for(path, self.site.config).limits
        except BadConfig:
            jobs.end(self.site.database, job.id, "failed", BAD_CONFIG)
            self.at_desk(across.renew, self.site, job)
            return
        call = partial(self.examine, self.site, job, self.passwords.get(job.id))
        future: Future[None] = pool.schedule(workers.within, args=(limits.memory, call),
                                             timeout=limits.seconds or FILE_SECONDS)
        self._running[job.id] = future
        future.add_done_callback(lambda done: self._ended(job, path, done))

    def _ended(self, job: Job, path: Path, future: Future[None]) -> None:
        """Note why an audit failed, and see to the reports that waited for it; one that ended well has done all that
        itself."""
        with self._lock:
            self._running.pop(job.id, None)
            if self._pools is None:
                return  # the server ends: the next one takes the report up again
            error = None if future.cancelled() else future.exception()
            if error:
                self._failed(job.id, path, error)
            if error or future.cancelled():
                self.at_desk(across.renew, self.site, job)
            self.wake()

    def _failed(self, job: str, path: Path, error: BaseException) -> None:
        ours = TimedOut(path) if isinstance(error, TimeoutError) else workers.explained(path, error)
        problem = ours.code if isinstance(ours, UnreadablePdf) else BAD_CONFIG
        if isinstance(error, OSError) and error.errno in FULL:
            problem = "web-disk-full"
        if isinstance(ours, Crashed):
            log.error("the audit of %s failed", job, exc_info=error)
        jobs.end(self.site.database, job, "locked" if isinstance(ours, Encrypted) else "failed", problem)
