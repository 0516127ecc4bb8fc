"""The store as Python sees it: runs, results, reports and decisions, in and out."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from lkj_audit import __version__
from lkj_audit.errors import StoreDamaged
from lkj_audit.model import AuditResult, Decision, Finding
from lkj_audit.store import rows
from lkj_audit.store.codec import pack, unpack
from lkj_audit.store.keys import content, reading
from lkj_audit.store.parcels import Parcel, Read, joined, parcel
from lkj_audit.store.schema import IN_MEMORY, connect, default_path, explained, transaction

KEPT = timedelta(days=30)  # how long a reading outlives a newer one of the same content
_AUDIT = ("sha256", "key", "made", "status", "cause", "pages", "unit", "satker", "level", "region", "year", "errors",
          "warnings", "infos", "seconds", "result")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program over files: ``about`` is what it was asked for, ``files`` how many it was to do;
    ``finished`` (UTC) and ``seconds`` are None when it was broken off."""

    id: int
    started: datetime
    finished: datetime | None
    version: str
    command: str
    about: str
    files: int | None
    seconds: float | None


class Store:
    """Results of many runs. Belongs to the thread that opened it; any number of processes may use one file.

    Every method may raise a StoreError. ``key`` is that of ``keys.audit_key``: what an audit hangs on besides the
    content.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._db = db

    @classmethod
    @contextmanager
    def open(cls, path: Path | None = None) -> Iterator[Store]:
        """The store at ``path`` (default: ``schema.default_path``), made when it is not there. Raises a StoreError."""
        path = path or default_path()
        db = connect(path)
        try:
            yield cls(db, path)
        finally:
            db.close()

    @classmethod
    @contextmanager
    def in_memory(cls) -> Iterator[Store]:
        """A store that is gone when the block ends."""
        with cls.open(IN_MEMORY) as store:
            yield store

    # ------------------------------------------------------------ runs

    def start_run(self, command: str, about: str, files: int | None = None) -> int:
        """A new run, for ``save``; ``files`` is how many it is going to do."""
        with self._writing():
            made = self._db.execute(
                "INSERT INTO runs (started, version, command, about, files) VALUES (?, ?, ?, ?, ?)",
                (_now(), __version__, command, about, files))
        assert made.lastrowid is not None
        return made.lastrowid

    def finish_run(self, run: int, seconds: float | None = None) -> None:
        """Mark ``run`` as done to its end, after ``seconds``."""
        with self._writing():
            self._db.execute("UPDATE runs SET finished = ?, seconds = ? WHERE id = ?", (_now(), seconds, run))

    def runs(self) -> tuple[Run, ...]:
        """All runs, the newest first."""
        columns = "id, started, finished, version, command, about, files, seconds"
        return tuple(Run(**{**row, "started": datetime.fromisoformat(row["started"]),
                            "finished": row["finished"] and datetime.fromisoformat(row["finished"])})
                     for row in map(dict, self._rows(f"SELECT {columns} FROM runs ORDER BY id DESC")))

    def totals(self) -> dict[int, dict[str, int]]:
        """By run: how many files are "done" and how many of them "failed", how many findings of each severity."""
        files = self._rows("SELECT f.run, count(*) AS done, sum(a.status = 'failed') AS failed "
                           "FROM files f JOIN audits a ON a.id = f.audit GROUP BY f.run")
        totals = {row["run"]: {"done": row["done"], "failed": row["failed"]} for row in files}
        for run, severity, count in self._rows(
                "SELECT f.run, x.severity, count(*) FROM files f JOIN findings x ON x.audit = f.audit "
                "AND (x.run IS NULL OR x.run = f.run) GROUP BY 1, 2"):
            totals[run][severity] = count
        return totals

    # ------------------------------------------------------------ results

    def save(self, run: int, result: AuditResult | Parcel, key: str, place: Path | None = None) -> None:
        """Keep ``result`` for its content and ``key``, with its report when it has one, and note that ``run`` has it.
        What was kept for this content and key before is replaced. ``place`` is where the file lies, when its path does
        not say so. One transaction."""
        sent = result if isinstance(result, Parcel) else parcel(result)
        with self._writing():
            audit = self._put_audit(sent, key)
            if sent.read:
                self._put_read(sent.result.sha256, key, sent.read)
            self._put_file(run, sent.result.path, audit, stored=False, place=place)

    def note(self, run: int, path: str, sha256: str, key: str) -> None:
        """Note that ``run`` met ``path``, whose content has an audit already."""
        with self._writing():
            found = self._db.execute("SELECT id FROM audits WHERE sha256 = ? AND key = ?", (sha256, key)).fetchone()
            self._put_file(run, path, found["id"], stored=True)

    def audit(self, sha256: str, key: str) -> AuditResult | None:
        """What was found in this content with this ``key``, without its report; None when it was not audited so, or
        when it cannot be understood any more. ``path`` is that of the first file that had it."""
        for row in self._rows("SELECT result FROM audits WHERE sha256 = ? AND key = ?", (sha256, key)):
            try:
                found: AuditResult = unpack(row["result"])
            except (ValueError, TypeError, KeyError):
                return None
            return found
        return None

    def put_across(self, run: int, batch: str, across: Iterable[AuditResult]) -> None:
        """Add what the rules across documents found in the files of ``run``: results that have nothing else. ``batch``
        is a digest of all that this hangs on."""
        with self._writing():
            self._db.execute("UPDATE runs SET batch = ? WHERE id = ?", (batch, run))
            for r in across:
                here = (run, r.path)
                self._db.execute("UPDATE files SET across = ? WHERE run = ? AND path = ?", (pack(r), *here))
                for row in self._db.execute("SELECT audit FROM files WHERE run = ? AND path = ?", here).fetchall():
                    self._put_findings(row["audit"], r.findings, run)

    def across(self, batch: str) -> dict[str, AuditResult] | None:
        """What the rules across documents found by path, where all that it hangs on was the same before."""
        for run in self._rows("SELECT id FROM runs WHERE batch = ? ORDER BY id DESC LIMIT 1", (batch,)):
            found = self._rows("SELECT path, across FROM files WHERE run = ? AND across IS NOT NULL", (run["id"],))
            try:
                return {row["path"]: unpack(row["across"]) for row in found}
            except (ValueError, TypeError, KeyError):
                return None
        return None

    def packed(self, what: Literal["report", "gist"], sha256: str, key: str) -> bytes | None:
        """The report or gist of this content with this ``key`` or another that differs in the rules alone, for
        ``unpack``; None when it is not kept."""
        for row in self._rows(f"SELECT {what} FROM reports WHERE sha256 = ? AND key = ?", (sha256, reading(key))):
            return bytes(row[what])
        return None

    def has_read(self, sha256: str, key: str) -> bool:
        """Whether what was read of this content is kept."""
        return any(self._rows("SELECT 1 FROM reports WHERE sha256 = ? AND key = ?", (sha256, reading(key))))

    def keep(self, sha256: str, key: str, read: Read) -> None:
        """Keep what was read of a content, without any audit."""
        with self._writing():
            self._put_read(sha256, key, read)

    def results(self, run: int) -> Iterator[AuditResult]:
        """The results of ``run`` in the order of their paths, one at a time, without their reports."""
        return self._results("WHERE f.run = ? ORDER BY f.path", (run,))

    def of_file(self, path: Path) -> Iterator[AuditResult]:
        """The results of all contents that the file at ``path`` had, and of the one that it has now wherever that was
        met; each content once, the one audited last first."""
        try:
            sha256 = content(path)
        except OSError:
            sha256 = ""
        seen: set[str] = set()
        where = "WHERE f.absolute = ? OR a.sha256 = ? ORDER BY f.run DESC, f.rowid DESC"
        for result in self._results(where, (os.path.abspath(path), sha256)):
            if result.sha256 not in seen:
                seen.add(result.sha256)
                yield result

    def forget(self, command: str, sha256: str) -> None:
        """Delete what the runs of ``command`` left of a content; other runs keep what they have."""
        with self._writing():
            for row in self._db.execute(
                    "SELECT f.run, f.audit FROM files f JOIN runs r ON r.id = f.run JOIN audits a ON a.id = f.audit "
                    "WHERE r.command = ? AND a.sha256 = ?", (command, sha256)).fetchall():
                self._db.execute("DELETE FROM runs WHERE id = ?", (row["run"],))
                self._db.execute("DELETE FROM audits WHERE id = ? AND id NOT IN (SELECT audit FROM files)",
                                 (row["audit"],))

    # ------------------------------------------------------------ decisions

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Add ``decisions``: the latest one on a finding counts, the others stay for the record."""
        now = _now()
        with self._writing():
            self._db.executemany(
                "INSERT INTO decisions (unit, year, fingerprint, verdict, reason, person, date, recorded) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(d.unit, d.year, d.fingerprint, d.verdict, d.reason, d.person, d.date.isoformat(), now)
                 for d in decisions])

    def decisions(self, unit: str, year: int | None) -> tuple[Decision, ...]:
        """What counts now: the latest decision on each finding in the reports of a unit and year."""
        latest = {d.fingerprint: d for d in self.all_decisions(unit, year)}
        return tuple(latest.values())

    def all_decisions(self, unit: str, year: int | None) -> tuple[Decision, ...]:
        """Every decision ever made in the reports of a unit and year, the oldest first."""
        found = self._rows("SELECT unit, year, fingerprint, verdict, reason, person, date FROM decisions "
                           "WHERE unit = ? AND year IS ? ORDER BY id", (unit, year))
        return tuple(Decision(**{**row, "date": date.fromisoformat(row["date"])}) for row in map(dict, found))

    # ------------------------------------------------------------ inside

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path), transaction(self._db):
            yield

    def _rows(self, sql: str, values: Iterable[object] = ()) -> Iterator[sqlite3.Row]:
        with explained(self.path):
            yield from self._db.execute(sql, tuple(values))

    def _results(self, where: str, values: Iterable[object]) -> Iterator[AuditResult]:
        for row in self._rows(f"SELECT f.path, a.result, f.across FROM files f JOIN audits a ON a.id = f.audit {where}",
                              values):
            try:
                found: AuditResult = unpack(row["result"])
                across: AuditResult | None = unpack(row["across"]) if row["across"] else None
            except (ValueError, TypeError, KeyError) as error:
                raise StoreDamaged(path=str(self.path), reason=repr(error)) from error
            yield replace(joined(found, across) if across else found, path=row["path"])

    def _put_audit(self, sent: Parcel, key: str) -> int:
        r, who = sent.result, sent.result.identity
        count = Counter(f.severity for f in r.findings)
        cause = r.problems[0].code if r.status == "failed" else None
        sha256 = r.sha256 or f"path:{os.path.abspath(r.path)}"  # of a file that could not even be opened
        values = (sha256, key, _now(), r.status, cause, r.pages,
                  r.unit, who.satker, who.level, who.region, who.year, count["error"], count["warning"],
                  count["info"], r.seconds, sent.packed)
        changed = ", ".join(f"{c} = excluded.{c}" for c in _AUDIT[2:])
        audit: int = self._db.execute(
            f"INSERT INTO audits ({', '.join(_AUDIT)}) VALUES ({_places(_AUDIT)}) "
            f"ON CONFLICT (sha256, key) DO UPDATE SET {changed} RETURNING id", values).fetchone()["id"]
        for table, where in (("findings", "AND run IS NULL"), ("indicators", ""), ("budget", "")):
            self._db.execute(f"DELETE FROM {table} WHERE audit = ? {where}", (audit,))
        self._put_findings(audit, r.findings)
        for table, many in (("indicators", sent.indicators), ("budget", sent.budget)):
            for row in many:
                self._insert(table, (audit, *row))
        return audit

    def _put_findings(self, audit: int, findings: Iterable[Finding], run: int | None = None) -> None:
        for number, f in enumerate(findings):
            found = self._insert("findings", (None, audit, run, *rows.finding(number, f)))
            for row in rows.evidence(f.evidence):
                self._insert("evidence", (found, *row))

    def _insert(self, table: str, values: tuple[Any, ...]) -> int | None:
        return self._db.execute(f"INSERT INTO {table} VALUES ({_places(values)})", values).lastrowid

    def _put_read(self, sha256: str, key: str, read: Read) -> None:
        """Readings of the same content by another version or with another configuration go when they are old: they are
        most of the store."""
        old = (datetime.now(UTC) - KEPT).isoformat(timespec="seconds")
        self._db.execute("DELETE FROM reports WHERE sha256 = ? AND made < ?", (sha256, old))
        self._db.execute("INSERT OR REPLACE INTO reports (sha256, key, made, report, gist) VALUES (?, ?, ?, ?, ?)",
                         (sha256, reading(key), _now(), *read))

    def _put_file(self, run: int, path: str, audit: int, stored: bool, place: Path | None = None) -> None:
        self._db.execute("INSERT OR REPLACE INTO files (run, path, absolute, audit, stored) VALUES (?, ?, ?, ?, ?)",
                         (run, path, os.path.abspath(place or path), audit, stored))


def _places(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
