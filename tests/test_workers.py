"""Worker processes: whatever becomes of one, it costs one file, and the cause has a name."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pebble.pool.process
import pytest

from lkj_audit import workers
from lkj_audit.errors import LkjAuditError
from lkj_audit.workers import Task, in_processes
from tests.poison import poisoned


def quiet(_: object) -> None:
    pass


def outcomes(names: list[str], jobs: int = 2) -> dict[str, object]:
    """What becomes of files of these names: the name again, or the code of the error with its detail."""
    tasks = (Task(Path(n), partial(poisoned, Path(n), partial(str, n)), seconds=3, memory=1024) for n in names)
    return {t.path.name: f"{o.code} {o.params.get('detail', '')}".strip() if isinstance(o, LkjAuditError) else o
            for t, o in in_processes(jobs)(tasks, quiet)}


def test_each_way_to_fail_costs_one_file_and_has_a_name() -> None:
    good = [f"baik-{n}" for n in range(12)]
    bad = ["segfault", *good[:4], "hang", "bomb", *good[4:8], "killed", "gone", "exits", "fault"]
    assert outcomes([*bad, *good[8:]]) == {
        **{name: name for name in good}, "segfault": "worker-died SIGSEGV", "hang": "timed-out 3 s",
        "bomb": "out-of-memory", "killed": "worker-killed", "gone": "worker-died exit 9",
        "exits": "crashed SystemExit(4)", "fault": "crashed ZeroDivisionError()"}


def dies_once(path: Path) -> str:
    if not path.exists():
        path.touch()
        os._exit(9)
    return path.name


def test_a_task_that_may_have_been_blamed_for_another_is_tried_again(tmp_path: Path) -> None:
    tasks = [Task(tmp_path / n, partial(dies_once, tmp_path / n), seconds=30) for n in "ab"]
    assert {t.path.name: o for t, o in in_processes(2)(tasks, quiet)} == {"a": "a", "b": "b"}


def wait_for(file: Path) -> None:
    while not file.exists():
        time.sleep(0.01)


def kills_the_other(path: Path) -> None:
    """Two files at once: the worker that is done with "a" is killed by the one that has "b"."""
    path.write_text(str(os.getpid()))
    if path.name == "a":
        wait_for(path.with_name("b"))
        return
    wait_for(path.with_name("received"))
    if not path.with_name("killed").exists():
        path.with_name("killed").touch()
        os.kill(int(path.with_name("a").read_text()), signal.SIGKILL)
        time.sleep(0.5)


def test_a_worker_killed_while_idle_costs_nothing(tmp_path: Path) -> None:
    tasks = (Task(tmp_path / n, partial(kills_the_other, tmp_path / n), seconds=60) for n in "ab")
    for n, (task, outcome) in enumerate(in_processes(2)(tasks, quiet)):
        assert (task.path.name, outcome) == ("ab"[n], None)
        (tmp_path / "received").touch()
    assert (tmp_path / "killed").exists() and n == 1


def test_tasks_are_taken_as_they_can_be_done() -> None:
    taken: list[int] = []

    def tasks() -> object:
        for n in range(40):
            taken.append(n)
            yield Task(Path(str(n)), partial(str, n), seconds=5)

    for done, _ in enumerate(in_processes(1)(tasks(), quiet), 1):  # type: ignore[arg-type]
        assert len(taken) <= done + 2


def test_where_no_worker_starts_every_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pebble.pool.process, "worker_process", dies)
    failed = outcomes([str(n) for n in range(9)])
    assert set(failed) == {str(n) for n in range(9)} and set(failed.values()) == {f"crashed {workers.POOL}"}


def dies(*_: object) -> None:
    os._exit(1)


def test_workers_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "TASKS", 2)
    tasks = (Task(Path(str(n)), os.getpid, seconds=5) for n in range(6))
    assert len({pid for _, pid in in_processes(1)(tasks, quiet)}) == 3
