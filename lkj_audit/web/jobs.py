"""The reports on the page: which there are, how far each is, what was found in it."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lkj_audit.web.database import opened

State = Literal["waiting", "running", "done", "failed", "locked", "cancelled"]
Change = Literal["", "new", "remaining", "unchecked", "mended"]
OPEN = ("waiting", "running")
UNJUDGED = 2  # in ``Job.partial``
TRIES = 3  # a report that was under way each time the server died is given up


@dataclass(frozen=True, slots=True)
class Job:
    """One report, as schema.sql describes it, with how many findings it has by severity (those it has now:
    neither mended nor unchecked ones of the version before)."""

    id: str
    name: str
    source: str | None
    sha256: str
    owner: str
    added: float
    replaces: str | None
    state: State
    tries: int
    problem: str
    page: int
    pages: int
    satker: str
    unit: str
    year: int | None
    partial: int
    error: int = 0
    warning: int = 0
    info: int = 0

    @property
    def title(self) -> str:
        """The unit and year, or the file's name where they were not found."""
        return f"{self.satker} {self.year or ''}".strip() or self.name

    @property
    def unjudged(self) -> bool:
        """Whether it is without findings only because there was nothing to judge."""
        return self.partial == UNJUDGED

    @property
    def found(self) -> int:
        return self.error + self.warning + self.info


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the page lists it. ``said`` has title and message by language; ``ticked``: the satker says it is
    mended."""

    job: str
    fingerprint: str
    rule: str
    severity: str
    change: Change
    pages: tuple[int, ...]
    item: str
    said: Mapping[str, tuple[str, str]]
    ticked: bool = False


NOW = "f.change NOT IN ('mended', 'unchecked')"  # of the findings f those that the report has now
_JOBS = f"""SELECT jobs.*, count(f.severity) FILTER (WHERE f.severity = 'error') AS error,
    count(f.severity) FILTER (WHERE f.severity = 'warning') AS warning,
    count(f.severity) FILTER (WHERE f.severity = 'info') AS info
    FROM jobs LEFT JOIN findings f ON f.job = jobs.id AND {NOW} """


def add(file: Path, name: str, sha256: str, owner: str, source: Path | None = None, replaces: str | None = None,
        id: str | None = None) -> str:
    """Put a report into the queue; its id."""
    id = id or secrets.token_hex(8)
    with opened(file) as db:
        db.execute("INSERT INTO jobs (id, name, source, sha256, owner, added, replaces) VALUES (?, ?, ?, ?, ?, ?, ?)",
                   (id, name, str(source) if source else None, sha256, owner, time.time(), replaces))
    return id


def get(file: Path, id: str) -> Job | None:
    with opened(file) as db:
        row = db.execute(_JOBS + "WHERE jobs.id = ? GROUP BY jobs.id", (id,)).fetchone()
    return Job(**row) if row else None


def listed(file: Path, owner: str | None) -> list[Job]:
    """The reports of ``owner`` (None: of all), the newest first."""
    where = "" if owner is None else "WHERE owner = ? "
    with opened(file) as db:
        rows = db.execute(_JOBS + where + "GROUP BY jobs.id ORDER BY added DESC", () if owner is None else (owner,))
        return [Job(**row) for row in rows]


def latest(every: Iterable[Job]) -> list[Job]:
    """Those that no other of them replaces."""
    known = list(every)
    old = {j.replaces for j in known}
    return [j for j in known if j.id not in old]


def first(file: Path, job: Job) -> str:
    """The first version of a report, which may be gone: its id."""
    while job.replaces:
        before = get(file, job.replaces)
        if before is None:
            return job.replaces
        job = before
    return job.id


def twin(file: Path, sha256: str, owner: str, replaces: str | None) -> str | None:
    """The report of ``owner`` with the same content that is not given up, if there is one."""
    with opened(file) as db:
        row = db.execute(
            "SELECT id FROM jobs WHERE sha256 = ? AND owner = ? AND replaces IS ? "
            "AND state NOT IN ('failed', 'cancelled') ORDER BY added DESC", (sha256, owner, replaces)).fetchone()
    return row[0] if row else None


def waiting(file: Path) -> int:
    """How many are in the queue."""
    with opened(file) as db:
        return int(db.execute("SELECT count(*) FROM jobs WHERE state IN ('waiting', 'running')").fetchone()[0])


def take(file: Path) -> Job | None:
    """The next report to audit, which is running from now on."""
    with opened(file) as db:
        row = db.execute(
            "UPDATE jobs SET state = 'running', tries = tries + 1, page = 0, problem = '' WHERE id = "
            "(SELECT id FROM jobs WHERE state = 'waiting' ORDER BY added LIMIT 1) RETURNING id").fetchone()
    return get(file, row[0]) if row else None


def resume(file: Path) -> None:
    """After a restart: what was under way waits again."""
    with opened(file) as db:
        db.execute("UPDATE jobs SET state = 'failed', problem = 'crashed' WHERE state = 'running' AND tries >= ?",
                   (TRIES,))
        db.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'running'")


def put_back(file: Path) -> None:
    """Before a restart: what is under way waits again, and it was not its fault."""
    with opened(file) as db:
        db.execute("UPDATE jobs SET state = 'waiting', tries = tries - 1 WHERE state = 'running'")


def end(file: Path, id: str, state: State, problem: str = "") -> None:
    """Give up a report that waits or is under way; one that is done by now stays so."""
    with opened(file) as db:
        db.execute("UPDATE jobs SET state = ?, problem = ? WHERE id = ? AND state IN ('waiting', 'running')",
                   (state, problem, id))


def retry(file: Path, id: str) -> None:
    """Put back into the queue what was given up."""
    with opened(file) as db:
        db.execute("UPDATE jobs SET state = 'waiting', tries = 0, problem = '' "
                   "WHERE id = ? AND state IN ('failed', 'locked', 'cancelled')", (id,))


def advance(file: Path, id: str, page: int, pages: int) -> None:
    with opened(file) as db:
        db.execute("UPDATE jobs SET page = ?, pages = ? WHERE id = ?", (page, pages, id))


def finish(file: Path, id: str, about: Mapping[str, Any], found: Iterable[Found]) -> bool:
    """Keep what was found, at once with the end of the audit; nothing, which is False, of a report that was cancelled
    or deleted meanwhile."""
    rows = [(id, n, f.fingerprint, f.rule, f.severity, f.change, _dump(f)) for n, f in enumerate(found)]
    with opened(file) as db:
        done = db.execute(
            "UPDATE jobs SET state = 'done', problem = '', sha256 = :sha256, pages = :pages, page = :pages, "
            "satker = :satker, unit = :unit, year = :year, partial = :partial "
            "WHERE id = :id AND state IN ('running', 'done')", {**about, "id": id})
        if done.rowcount:
            db.execute("DELETE FROM findings WHERE job = ?", (id,))
            db.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        return bool(done.rowcount)


def delete(file: Path, ids: Sequence[str]) -> None:
    with opened(file) as db:
        db.executemany("DELETE FROM jobs WHERE id = ?", [(id,) for id in ids])


def older(file: Path, seconds: float) -> list[str]:
    """The uploaded reports that were added more than ``seconds`` ago."""
    with opened(file) as db:
        rows = db.execute("SELECT id FROM jobs WHERE source IS NULL AND added < ?", (time.time() - seconds,))
        return [row[0] for row in rows]


def findings(file: Path, where: str = "TRUE", values: Sequence[object] = ()) -> list[Found]:
    """Findings in the order of mending; ``where`` is SQL of our own over findings ``f``, ``values`` fill it."""
    with opened(file) as db:
        rows = db.execute(
            "SELECT f.*, t.job IS NOT NULL AS ticked FROM findings f LEFT JOIN ticks t "
            f"ON t.job = f.job AND t.fingerprint = f.fingerprint WHERE {where} ORDER BY f.position", values)
        return [_load(row) for row in rows]


def keys(file: Path) -> list[tuple[str, str, str]]:
    """Report, fingerprint and rule of all findings."""
    with opened(file) as db:
        return [tuple(row) for row in db.execute(f"SELECT job, fingerprint, rule FROM findings f WHERE {NOW}")]


def tick(file: Path, id: str, ticked: Mapping[str, bool]) -> None:
    """Keep which findings the satker says it has mended."""
    with opened(file) as db:
        for fingerprint, yes in ticked.items():
            db.execute("INSERT OR IGNORE INTO ticks VALUES (?, ?)" if yes else
                       "DELETE FROM ticks WHERE job = ? AND fingerprint = ?", (id, fingerprint))


def _dump(f: Found) -> str:
    return json.dumps({"pages": f.pages, "item": f.item, "said": f.said}, ensure_ascii=False)


def _load(row: sqlite3.Row) -> Found:
    said = json.loads(row["said"])
    return Found(row["job"], row["fingerprint"], row["rule"], row["severity"], row["change"], tuple(said["pages"]),
                 said["item"], {lang: (title, message) for lang, (title, message) in said["said"].items()},
                 bool(row["ticked"]))
