"""The store: what is put in comes out, from several processes, and what is wrong with the file has a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lkj_audit import errors
from lkj_audit.model import AuditResult, Decision, Identity, Problem
from lkj_audit.store import Store, schema, session
from lkj_audit.store.keys import content
from lkj_audit.store.parcels import Read
from tests.render.results import finding, result

KEY = "baca.aturan"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.sqlite"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with Store.open(place) as opened:
        yield opened


def audited(name: str = "lkj.pdf", sha256: str = "ab", year: int = 2024, **more: Any) -> AuditResult:
    who = Identity("Dinas Contoh", year=year)
    return result(path=name, sha256=sha256, identity=who, **more)


def counts(store: Store, *tables: str) -> dict[str, int]:
    return {t: store._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def test_a_result_is_found_by_its_content_and_key(store: Store) -> None:
    run = store.start_run("check", "laporan", 1)
    store.save(run, audited(), KEY)
    assert store.audit("ab", KEY) == audited()
    assert store.audit("ab", "baca.lain") is None and store.audit("cd", KEY) is None


def test_saving_twice_replaces(store: Store) -> None:
    run = store.start_run("check", "laporan", 1)
    store.save(run, audited(), KEY)
    store.save(run, audited(findings=(finding(),)), KEY)
    assert counts(store, "audits", "files", "findings", "evidence") == {
        "audits": 1, "files": 1, "findings": 1, "evidence": 2}
    found = store.audit("ab", KEY)
    assert found and len(found.findings) == 1


def test_runs_know_their_results_and_whether_they_ended(store: Store) -> None:
    first = store.start_run("check", "laporan", 2)
    store.save(first, audited("a.pdf", "aa"), KEY)
    store.save(first, audited("b.pdf", "bb"), KEY)
    store.finish_run(first, 2.5)
    second = store.start_run("watch", "laporan", 1)
    store.note(second, "c.pdf", "aa", KEY)
    newest, oldest = store.runs()
    assert (newest.command, newest.finished, oldest.seconds, oldest.files) == ("watch", None, 2.5, 2)
    assert [r.path for r in store.results(first)] == ["a.pdf", "b.pdf"]
    assert [r.path for r in store.results(second)] == ["c.pdf"]
    assert list(store.results(first))[1] == audited("b.pdf", "bb")


def test_results_of_a_file_are_found_by_its_place_and_its_content(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"isi")
    now = content(file)
    for name, sha256 in (("b.pdf", now), ("c.pdf", "cc"), (str(file), "lama"), ("b.pdf", now)):
        store.save(store.start_run("check", "laporan", 1), audited(name, sha256), KEY)
    assert [(r.path, r.sha256) for r in store.of_file(file)] == [("b.pdf", now), (str(file), "lama")]
    file.unlink()
    assert [r.sha256 for r in store.of_file(file)] == ["lama"]


def test_figures_are_kept_exactly_for_questions(store: Store) -> None:
    amounts = [Decimal("4384927985"), Decimal("98.50"), Decimal(10) ** 30]
    made = [replace(finding(), expected=a) for a in amounts]
    store.save(store.start_run("check", "x"), audited(findings=tuple(made)), KEY)
    found = [row[0] for row in store._db.execute("SELECT expected FROM findings ORDER BY number")]
    assert found == [4384927985, "98.50", "1" + "0" * 30]


def test_files_that_cannot_be_opened_do_not_take_each_others_place(store: Store) -> None:
    run = store.start_run("check", "x", 2)
    for name in ("a.pdf", "b.pdf"):
        store.save(run, AuditResult(name, "", 0, "failed", (Problem(0, "unreadable"),)), KEY)
    assert [r.path for r in store.results(run)] == ["a.pdf", "b.pdf"]
    assert counts(store, "audits") == {"audits": 2}


def test_what_hangs_on_the_other_files_of_a_run_belongs_to_the_run(store: Store) -> None:
    first, second = (store.start_run("check", "x", 1) for _ in range(2))
    store.save(first, audited(), KEY)
    across = result(findings=(finding(rule="LIN101", severity="info"),), not_evaluated=(), rules=())
    store.put_across(first, "kunci", [across])
    store.note(second, "lkj.pdf", "ab", KEY)
    assert [[f.rule for f in r.findings] for run in (first, second) for r in store.results(run)] == [
        ["ANG104", "ANG104", "LIN101"], ["ANG104", "ANG104"]]
    assert store.audit("ab", KEY) == audited()
    assert store.across("kunci") == {"lkj.pdf": across} and store.across("lain") is None


def test_the_last_decision_counts_and_all_are_kept(store: Store) -> None:
    def decision(verdict: Any, fingerprint: str = "f1", year: int | None = 2024) -> Decision:
        return Decision("u", year, fingerprint, verdict, "sebab", "Ketua Tim", date(2025, 1, 31))

    store.decide([decision("accepted"), decision("accepted", "f2"), decision("accepted", year=None)])
    store.decide([decision("explained")])
    assert store.decisions("u", 2024) == (decision("explained"), decision("accepted", "f2"))
    assert [d.verdict for d in store.all_decisions("u", 2024)] == ["accepted", "accepted", "explained"]
    assert store.decisions("u", None) == (decision("accepted", year=None),)


def test_two_can_write_at_once(place: Path, store: Store) -> None:
    with Store.open(place) as other:
        for n, one in enumerate((store, other) * 3):
            one.save(one.start_run("check", "x", 1), audited(f"{n}.pdf", str(n)), KEY)
        assert counts(store, "files") == counts(other, "files") == {"files": 6}


def test_all_or_nothing_of_a_file_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run = store.start_run("check", "x", 1)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(store, "_put_file", fails)
    with pytest.raises(RuntimeError):
        store.save(run, audited(), KEY)
    assert counts(store, "audits", "findings", "files") == {"audits": 0, "findings": 0, "files": 0}


def test_old_readings_go_when_there_is_a_newer_one(store: Store) -> None:
    for n, age in enumerate(("2020-01-01T00:00:00+00:00", None)):
        store.keep("ab", f"versi{n}.r", Read(b"report", b"gist"))
        if age:
            store._db.execute("UPDATE reports SET made = ?", (age,))
    assert [store.has_read("ab", f"versi{n}.lain") for n in (0, 1)] == [False, True]


# ---------------------------------------------------------------- what can be wrong with it


def test_a_store_of_a_newer_version_is_left_alone(place: Path) -> None:
    with Store.open(place) as opened:
        opened._db.execute("PRAGMA user_version = 999")
    with pytest.raises(errors.StoreNewer), Store.open(place):
        pass


def test_an_older_store_is_brought_up_to_date_and_keeps_what_it_has(place: Path,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    now = schema._scripts()
    with Store.open(place) as opened:
        opened.save(opened.start_run("check", "x", 1), audited(), KEY)
    monkeypatch.setattr(schema, "_scripts", lambda: (*now, "CREATE TABLE later (a);\nINSERT INTO later VALUES (';');"))
    for _ in range(2):
        with Store.open(place) as opened:
            assert counts(opened, "later") == {"later": 1} and opened.audit("ab", KEY) == audited()


def damaged(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"SQLite format 3\0" + b"rusak" * 1000)


def no_database(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("bukan basis data, " * 100)


def folder(place: Path) -> None:
    place.mkdir(parents=True)


def no_folder(place: Path) -> None:
    place.parent.write_text("")


@pytest.mark.parametrize(("spoil", "error"), [
    (damaged, errors.StoreDamaged), (no_database, errors.StoreDamaged), (folder, errors.StoreUnwritable),
    (no_folder, errors.StoreUnwritable)])
def test_what_is_wrong_is_said_and_the_session_goes_on_in_memory(
        place: Path, spoil: Any, error: type[errors.StoreError], monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(place)
    monkeypatch.setenv(schema.PLACE, str(place))
    said: list[errors.StoreError] = []
    with session("check", said.append) as made:
        made.begin("x", {"lkj.pdf": KEY})
        made.held["lkj.pdf"] = audited()
    assert [type(e) for e in said] == [error]


def test_a_store_that_stays_locked_is_said_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(schema.PLACE, str(place))
    monkeypatch.setattr(schema, "PATIENCE", 0.1)
    said: list[errors.StoreError] = []
    with session("check", said.append) as made, closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        made.begin("x", {"lkj.pdf": KEY})
        made.held["lkj.pdf"] = audited()
        made.end(1.0)
        made.flush()
    assert [type(e) for e in said] == [errors.StoreLocked]


def test_a_result_of_another_age_is_audited_again(store: Store) -> None:
    store.save(store.start_run("check", "x", 1), audited(), KEY)
    store._db.execute("UPDATE audits SET result = ?", (b"lain",))
    assert store.audit("ab", KEY) is None
