"""The work on a dask cluster: a real scheduler and workers of their own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj_audit import batch, cluster, errors
from lkj_audit.cluster import Cluster, connected
from lkj_audit.store import Store, session
from tests.poison import with_poison
from tests.test_batch import SAMPLE, unexpected
from tests.test_cli import Run, run  # noqa: F401

pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Cluster]:
    with connected(cluster.LOCAL, 2) as made:
        made.client.wait_for_workers(2, timeout=120)
        yield made


def reports(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    for n in range(count):
        (folder / f"{n}.pdf").write_bytes(SAMPLE.read_bytes() + f"\n% {n}".encode())
    return batch.find_pdfs(folder)


def test_a_worker_killed_in_the_middle_costs_nothing(two_workers: Cluster, tmp_path: Path) -> None:
    paths = reports(tmp_path / "laporan", 6)
    pids = list(two_workers.client.run(os.getpid).values())
    with session("check", unexpected) as own:
        results = []
        for result in batch.audit_many(paths, session=own, runner=two_workers):
            results.append(result)
            if len(results) == 2:
                os.kill(pids[0], signal.SIGKILL)
        assert sorted(r.path for r in results) == [str(p) for p in paths]
        assert {r.status for r in results} == {"ok"}
        assert len({tuple(f.fingerprint for f in r.findings) for r in results}) == 1
    with Store.open() as store:
        assert len(list(store.results(store.runs()[0].id))) == 6


def test_what_goes_wrong_costs_one_file_and_has_its_name(two_workers: Cluster, tmp_path: Path) -> None:
    good, bad = reports(tmp_path / "laporan", 2)
    poison = bad.rename(bad.with_stem("segfault"))
    results = batch.audit_many([good, poison], runner=with_poison(two_workers))
    assert {r.path: [p.code for p in r.problems] for r in results if r.status == "failed"} == {
        str(poison): ["worker-died"]}


def test_files_that_workers_do_not_see_are_sent(two_workers: Cluster, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    reports(tmp_path / "laporan", 2)
    monkeypatch.chdir(tmp_path)
    paths = batch.find_pdfs(Path("laporan"))
    assert not two_workers.sees(paths[0]) and two_workers.sees(paths[0].absolute())
    results = list(batch.audit_many(paths, runner=two_workers, send=True))
    assert [(r.path, r.status) for r in sorted(results, key=lambda r: r.path)] == [(str(p), "ok") for p in paths]


def test_a_cluster_that_is_not_there_or_differs_has_a_sentence(run: Run, tmp_path: Path,  # noqa: F811
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAIT", 0.3)
    said = run("check", SAMPLE, "--cluster", "tcp://127.0.0.1:1")
    assert (said.code, said.out) == (2, "") and "tidak menjawab" in said.err
    monkeypatch.setattr(cluster, "program", lambda: "lain")
    with pytest.raises((errors.ClusterDiffers, errors.ClusterUnreachable)), connected("tcp://127.0.0.1:1", 1):
        pass


def test_without_the_extra_there_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setitem(sys.modules, "distributed", None)
    said = run("check", SAMPLE, "--cluster", "local")
    assert (said.code, said.out) == (2, "") and "lkj-audit[cluster]" in said.err
