"""Many files: results come once each, what is stored is not read again, and nothing that happens costs more than its
file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import lkj_audit
from lkj_audit import batch, engine, errors
from lkj_audit.batch import WithReports, audit_many, find_pdfs, read_many
from lkj_audit.config import FILE as CONFIG
from lkj_audit.model import AuditResult
from lkj_audit.store import Session, Store
from lkj_audit.store.codec import pack
from lkj_audit.store.schema import PLACE
from lkj_audit.workers import in_processes
from tests import pdfs
from tests.conftest import heeds_ctrl_c
from tests.poison import with_poison
from tests.test_cli import Run, run  # noqa: F401

SAMPLE = Path(__file__).parents[1] / "samples" / "dinas-temuan-2024.pdf"


def unexpected(error: errors.StoreError) -> None:
    raise error


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Store.open(tmp_path / "store" / "store.sqlite") as opened:
        yield opened


def session(store: Store, fresh: bool = False) -> Session:
    return Session(store, "check", unexpected, fresh)


def folder_of(tmp_path: Path, *names: str) -> list[Path]:
    """Reports that differ in nothing but their last bytes."""
    for name in names:
        path = tmp_path / "laporan" / f"{name}.pdf"
        path.parent.mkdir(exist_ok=True)
        pdfs.budget_report(path, pdfs.WRONG)
        path.write_bytes(path.read_bytes() + f"\n% {name}".encode())
    return find_pdfs(tmp_path / "laporan")


def read_count(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often each file is read in this process."""
    count: Counter[str] = Counter()
    real = engine._read

    def counted(path: Path, *rest: object, **options: object) -> AuditResult:
        count[path.stem] += 1
        return real(path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "_read", counted)
    return count


def in_this_process(tasks, on_running):  # type: ignore[no-untyped-def]
    for task in tasks:
        yield task, task.work()


def test_many_come_once_each_and_without_their_report(tmp_path: Path) -> None:
    paths = folder_of(tmp_path, "a", "b", "c")
    results = list(lkj_audit.audit_many(paths, jobs=2, select=["ANG104"]))
    assert sorted(r.path for r in results) == [str(p) for p in paths]
    assert all(r.report is None and len(r.findings) == 1 for r in results)


def test_tables_are_read_without_running_rules(tmp_path: Path) -> None:
    result, = read_many([pdfs.budget_report(tmp_path / "a.pdf", pdfs.WRONG)])
    assert result.report is not None and len(result.report.tables) == 1
    assert not result.findings and not result.rules


def test_failures_of_every_kind_are_results_among_the_others(tmp_path: Path, store: Store) -> None:
    paths = folder_of(tmp_path, "baik", "segfault", "hang", "bomb")
    (tmp_path / "laporan" / "terpotong.pdf").write_bytes(paths[0].read_bytes()[:400])
    pdfs.budget_report(tmp_path / "laporan" / "terkunci.pdf", pdfs.WRONG, password="rahasia")
    runner = with_poison(in_processes(2), seconds=5, memory=1024)
    results = audit_many(find_pdfs(tmp_path / "laporan"), session=session(store), runner=runner)
    codes = {Path(r.path).stem: r.problems[0].code if r.status == "failed" else "" for r in results}
    # a death may be heard of before it is known which task the worker had taken up
    assert codes.pop("segfault") in ("worker-died", "timed-out")
    assert codes == {"baik": "", "hang": "timed-out", "bomb": "out-of-memory", "terpotong": "damaged",
                     "terkunci": "encrypted"}
    assert len(list(store.results(1))) == 6


# ---------------------------------------------------------------- what is stored is not done again


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, count = folder_of(tmp_path, "a", "b"), read_count(monkeypatch)
    first = list(audit_many(paths, session=session(store), runner=in_this_process))
    again = list(audit_many(paths, session=session(store), runner=in_this_process))
    assert list(map(pack, first)) == list(map(pack, again)) and count == {"a": 1, "b": 1}
    paths[0].write_bytes(paths[0].read_bytes() + b"\n% berubah")
    list(audit_many(paths, session=session(store), runner=in_this_process))
    assert count == {"a": 2, "b": 1}
    list(audit_many(paths, session=session(store, fresh=True), runner=in_this_process))
    assert count == {"a": 3, "b": 2}


def test_other_rules_need_no_second_reading(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, count = folder_of(tmp_path, "a", "b"), read_count(monkeypatch)
    some = list(audit_many(paths, select=["ANG104"], session=session(store), runner=in_this_process))
    more = list(audit_many(paths, session=session(store), runner=in_this_process))
    assert {c.rule for r in some for c in r.rules} < {c.rule for r in more for c in r.rules}
    assert [r.findings for r in more] == [engine.audit(p).findings for p in paths]
    list(read_many(paths, session=session(store)))
    assert count == {"a": 2, "b": 2}  # the second time by engine.audit


def test_another_configuration_is_another_reading(tmp_path: Path, store: Store,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    paths, count = folder_of(tmp_path, "a", "b"), read_count(monkeypatch)
    list(audit_many(paths, session=session(store), runner=in_this_process))
    (tmp_path / CONFIG).write_text("[tolerances]\nrupiah = 60000000\n")
    results = audit_many(paths, session=session(store), select=["ANG104"], runner=in_this_process)
    assert [f for r in results for f in r.findings] == []
    (tmp_path / CONFIG).unlink()
    list(audit_many(paths, session=session(store), runner=in_this_process))
    assert count == {"a": 2, "b": 2}


def test_what_was_read_is_needed_for_other_documents(tmp_path: Path, store: Store,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    paths, count = folder_of(tmp_path, "a", "b"), read_count(monkeypatch)
    list(audit_many(paths, session=session(store), runner=in_this_process))
    store._db.execute("DELETE FROM reports")
    list(audit_many(paths, session=session(store), runner=in_this_process))
    assert count == {"a": 2, "b": 2}


def test_a_failure_that_may_pass_is_tried_again(tmp_path: Path, store: Store) -> None:
    paths = folder_of(tmp_path, "baik", "segfault")
    poisoned = with_poison(in_processes(1))
    assert {r.status for r in audit_many(paths, session=session(store), runner=poisoned)} == {"ok", "failed"}
    assert {r.status for r in audit_many(paths, session=session(store))} == {"ok"}


def test_a_file_goes_by_its_own_name_wherever_its_content_was_met(tmp_path: Path, store: Store) -> None:
    first, = folder_of(tmp_path, "a")
    list(audit_many([first], session=session(store), runner=in_this_process))
    moved = first.rename(tmp_path / "b.pdf")
    found, = audit_many([moved], session=session(store), runner=in_this_process)
    assert found.path == str(moved)


def test_reports_come_back_from_the_store_or_from_the_file(tmp_path: Path, store: Store,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    paths, own = folder_of(tmp_path, "a", "b"), session(store)
    results = list(audit_many(paths, session=own, runner=in_this_process))
    count = read_count(monkeypatch)
    whole = list(WithReports(results, own))
    assert [r.report == engine.read(r.path).report for r in whole] == [True, True]
    count.clear()
    store._db.execute("DELETE FROM reports")
    assert [r.report for r in WithReports(results, own)] == [r.report for r in whole] and count == {"a": 1, "b": 1}


# ---------------------------------------------------------------- a parent that dies


def test_what_was_finished_when_the_parent_died_is_neither_lost_nor_done_again(tmp_path: Path) -> None:
    folder, place = tmp_path / "laporan", tmp_path / "store.sqlite"
    folder.mkdir()
    for n in range(8):
        (folder / f"{n}.pdf").write_bytes(SAMPLE.read_bytes() + f"\n% {n}".encode())
    command = [sys.executable, "-m", "lkj_audit", "check", str(folder), "--jobs", "1", "--fail-on", "never",
               "--format", "json"]
    environment = {**os.environ, "LKJ_AUDIT_STORE": str(place)}

    def stored() -> dict[str, str]:
        with sqlite3.connect(place) as db:
            return dict(db.execute("SELECT sha256, id || made FROM audits"))

    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert started.stderr
    for _ in range(2):
        started.stderr.readline()  # a line for each file that is done
    started.send_signal(signal.SIGKILL)
    started.wait()
    before = stored()
    assert 2 <= len(before) < 8
    again = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert again.returncode == 0
    after = stored()
    assert len(after) == 8 and after.items() >= before.items()
    with Store.open(place) as store:
        second, first = store.runs()
        assert first.finished is None and second.finished is not None
        assert len(list(store.results(second.id))) == 8
        taken = store._db.execute("SELECT count(*) FROM files WHERE run = ? AND stored", (second.id,)).fetchone()[0]
    assert taken == len(before)


def test_interruption_keeps_what_is_finished_and_exits_130(tmp_path: Path) -> None:
    folder, place = tmp_path / "laporan", tmp_path / "store.sqlite"
    folder.mkdir()
    for n in range(8):
        (folder / f"{n}.pdf").write_bytes(SAMPLE.read_bytes() + f"\n% {n}".encode())
    started = subprocess.Popen(
        [sys.executable, "-m", "lkj_audit", "check", str(folder), "--jobs", "1", "--format", "json"],
        env={**os.environ, "LKJ_AUDIT_STORE": str(place)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heeds_ctrl_c)
    assert started.stderr
    started.stderr.readline()
    started.send_signal(signal.SIGINT)
    out, said = started.communicate(timeout=60)
    assert started.returncode == 130 and out.startswith('{"schema"') and "Traceback" not in said


# ---------------------------------------------------------------- on the command line


def test_files_that_cannot_be_read_are_summed_up_by_cause(run: Run, tmp_path: Path) -> None:  # noqa: F811
    good, *rest = folder_of(tmp_path, "a", "b", "c")
    for path in rest:
        path.write_bytes(good.read_bytes()[:400])
    said = run("check", good.parent, "--format", "csv", "--jobs", "1")
    assert said.code == 3 and said.out.count("ANG104") == 1
    assert said.err.endswith("Penyebab berkas tidak terbaca: rusak atau terpotong (2).\n")


def test_without_a_store_the_audit_goes_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    path, = folder_of(tmp_path, "a")
    monkeypatch.setenv(PLACE, str(tmp_path))
    said = run("check", path, "--format", "csv")
    assert said.code == 1 and "ANG104" in said.out
    assert "tidak dapat dipakai" in said.err and said.err.endswith("tanpa menyimpan hasilnya.\n")


# ---------------------------------------------------------------- which files


def test_folders_and_patterns_give_their_pdfs(tmp_path: Path) -> None:
    for name in ("2023/lkj-2023.pdf", "2024/lkj-2024.PDF", "2024/catatan.txt", "lkj-2024.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def names(pattern: str) -> list[str]:
        return [p.relative_to(tmp_path).as_posix() for p in find_pdfs(tmp_path / pattern)]

    assert names(".") == ["2023/lkj-2023.pdf", "2024/lkj-2024.PDF", "lkj-2024.pdf"]
    assert names("**/*2024*") == ["2024/lkj-2024.PDF", "lkj-2024.pdf"]
    with pytest.raises(errors.NoPdfs):
        names("**/*2031*")
    with pytest.raises(errors.MissingPath):
        names("tidak-ada.pdf")


def test_a_name_with_brackets_is_a_file_first(tmp_path: Path) -> None:
    path = tmp_path / "lkj [final].pdf"
    path.touch()
    assert batch.find_pdfs(path) == [path]

