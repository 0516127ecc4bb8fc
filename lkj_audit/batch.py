"""Audit or read many PDFs: what the store has is taken from it, the rest is done by a runner and put there.

Results come without their reports: hundreds of them would not fit into the memory. ``WithReports`` gives them back one
at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from glob import glob, has_magic
from pathlib import Path
from time import perf_counter
from typing import Any, overload

from lkj_audit import decisions, engine, waivers
from lkj_audit.config import Config, config_for
from lkj_audit.engine import OnPage, Plan
from lkj_audit.errors import LkjAuditError, MissingPath, NoPdfs
from lkj_audit.model import AuditResult, Decision, Problem, Report
from lkj_audit.store import Parcel, Session, parcel
from lkj_audit.store.codec import unpack
from lkj_audit.store.keys import audit_key, content
from lkj_audit.workers import OnRunning, Runner, Task, explained, in_processes

FILE_SECONDS = 1800  # a PDF that takes longer is given up; a 300-page scan takes half of it
FILE_MEMORY = 6144  # MB of address space for data; one that takes more among others is given up; OCR takes 4096


def audit_many(paths: Sequence[Path], *, select: Iterable[str] = (), ignore: Iterable[str] = (),
               preview: bool = False, config: Path | None = None, password: str | None = None, jobs: int | None = None,
               runner: Runner | None = None, send: bool = False, session: Session | None = None,
               on_page: OnPage | None = None, on_running: OnRunning | None = None) -> Iterator[AuditResult]:
    """Audit ``paths``; results come as they are finished, with the decisions on them and without their reports.

    ``session`` is where results are stored and taken from. ``runner`` does the work (default: ``jobs`` processes, as
    many as there are cores); with ``send`` it gets the files themselves, else it must see them where they are. A file
    that cannot be read gives a result with status "failed"; it never ends the run. A single file without limits of its
    own is audited in this process, and only then is ``on_page`` called; ``on_running`` otherwise. Raises
    UnknownSelector, RuleInPreview or a BadConfig before any file is read.
    """
    configs, select, ignore = _configs(paths, config), tuple(select), tuple(ignore)
    plans = [Plan(p, configs[p], engine.rules_for(configs[p], p, select, ignore, preview), password) for p in paths]
    waived = _waived(paths)
    start = perf_counter()
    if session:
        session.begin(_about(paths), _keys(plans))
    for result in _carried_out(plans, session, runner or in_processes(jobs or cores()), on_page, on_running, send):
        decided = session.decisions(result) if session else ()
        yield replace(decisions.applied(result, (*waived[result.path], *decided)), report=None)
    if session:
        session.end(perf_counter() - start)


def read_many(paths: Sequence[Path], *, config: Path | None = None, password: str | None = None,
              images: Path | None = None, jobs: int | None = None, session: Session | None = None,
              on_page: OnPage | None = None, on_running: OnRunning | None = None) -> Iterator[AuditResult]:
    """As ``audit_many``, but only reads: no rules are run, and without a ``session`` the results keep their reports.
    ``images`` as in ``engine.read``."""
    configs = _configs(paths, config)
    plans = [Plan(p, configs[p], None, password, images) for p in paths]
    if session:
        session.keys.update(_keys(plans))
    yield from _carried_out(plans, session, in_processes(jobs or cores()), on_page, on_running)


class WithReports(Sequence[AuditResult]):
    """Results with their reports, each taken from the store when it is asked for and held by nobody. Where the store
    has it no more, the file is read again (``how`` as in ``engine.read``)."""

    def __init__(self, results: Sequence[AuditResult], session: Session, **how: Any) -> None:
        self._results, self._session, self._how = results, session, how

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, at: int) -> AuditResult: ...
    @overload
    def __getitem__(self, at: slice) -> WithReports: ...
    def __getitem__(self, at: int | slice) -> AuditResult | WithReports:
        if isinstance(at, slice):
            return WithReports(self._results[at], self._session, **self._how)
        result = self._results[at]
        if held := self._session.held.get(result.path):
            return replace(result, report=held.report)
        return _rejoined(result, self._session.packed_report(result.path, result.sha256), self._how)

    def each(self, work: Callable[[AuditResult], None], jobs: int | None = None) -> Iterator[AuditResult]:
        """Those that could be read, without their reports, as soon as ``work`` was done on each with its report, in
        ``jobs`` processes when there are several. Raises what ``work`` raises."""
        read = {r.path: r for r in self._results if r.status != "failed"}
        if len(self) == 1:
            for result in read.values():
                work(self[0])
                yield result
            return
        tasks = (Task(Path(r.path), partial(_worked, work, r, self._session.packed_report(r.path, r.sha256), self._how),
                      FILE_SECONDS) for r in read.values())
        for task, outcome in in_processes(jobs or cores())(tasks, _ignore):
            if isinstance(outcome, LkjAuditError):
                raise outcome
            yield read[str(task.path)]


def _worked(work: Callable[[AuditResult], None], result: AuditResult, packed: bytes | None, how: dict[str, Any],
            ) -> None:
    work(_rejoined(result, packed, how))


def _rejoined(result: AuditResult, packed: bytes | None, how: dict[str, Any]) -> AuditResult:
    if result.status == "failed":
        return result
    report: Report | None = unpack(packed) if packed else engine.read(result.path, **how).report
    return replace(result, report=report)


def find_pdfs(path: Path) -> list[Path]:
    """``path`` itself, all PDFs under it when it is a folder, or those that it matches when it is a pattern ("**" for
    any folders). Raises MissingPath or NoPdfs."""
    if path.is_file():
        return [path]
    if path.is_dir():
        found = list(path.rglob("*"))
    elif has_magic(str(path)):
        found = [Path(p) for p in glob(str(path), recursive=True)]
    else:
        raise MissingPath(path=str(path))
    pdfs = sorted(p for p in found if p.suffix.lower() == ".pdf" and p.is_file())
    if not pdfs:
        raise NoPdfs(path=str(path))
    return pdfs


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# ---------------------------------------------------------------- the work itself

def _carried_out(plans: Sequence[Plan], session: Session | None, runner: Runner, on_page: OnPage | None,
                 on_running: OnRunning | None, send: bool = False) -> Iterator[AuditResult]:
    rest: list[tuple[Plan, bytes | None]] = []
    for plan in plans:
        known, packed = _stored(plan, session) if session and not plan.images else (None, None)
        if known:
            yield known
        else:
            rest.append((plan, packed))
    if len(plans) == 1 and not (plans[0].config.limits.seconds or plans[0].config.limits.memory):
        for plan, packed in rest:
            yield _here(plan, packed, session, on_page)
        return
    if not rest:
        return
    work: Callable[[Plan, bytes | None], Parcel | AuditResult] = _parcelled if session else _carried
    tasks = (Task(plan.path, partial(work, _with_data(plan) if send else plan, packed),
                  plan.config.limits.seconds or FILE_SECONDS, plan.config.limits.memory or FILE_MEMORY)
             for plan, packed in rest)
    for task, outcome in runner(tasks, on_running or _ignore):
        done = _failed(task.path, outcome) if isinstance(outcome, LkjAuditError) else outcome
        if session:
            session.put(done if isinstance(done, Parcel) else parcel(done))
        yield done.result if isinstance(done, Parcel) else done


def _stored(plan: Plan, session: Session) -> tuple[AuditResult | None, bytes | None]:
    """What the store has for ``plan``: its result, or else what was read of the file before."""
    try:
        path, sha256 = str(plan.path), content(plan.path)
    except OSError:
        return None, None
    if plan.rules is not None and (found := session.found(path, sha256)):
        return found, None
    packed = None if session.fresh else session.packed_report(path, sha256)
    if packed is None or plan.rules is not None:
        return None, packed
    return _bare(_carried(plan, packed)), None


def _here(plan: Plan, packed: bytes | None, session: Session | None, on_page: OnPage | None) -> AuditResult:
    """The result of a single file, in this process. It is stored later: the user waits for what is in it."""
    try:
        result = _carried(plan, packed, on_page)
    except Exception as error:  # one file never ends the run
        result = _failed(plan.path, explained(plan.path, error))
    if session:
        session.held[result.path] = result
        return _bare(result)
    return result


def _carried(plan: Plan, packed: bytes | None, on_page: OnPage | None = None) -> AuditResult:
    return engine.carried_out(plan, report=unpack(packed) if packed else None, on_page=on_page)


def _parcelled(plan: Plan, packed: bytes | None) -> Parcel:
    """The result ready to be stored; a report that came from there does not go back."""
    sent = parcel(_carried(plan, packed))
    return sent._replace(read=None) if packed else sent


def _failed(path: Path, error: LkjAuditError) -> AuditResult:
    try:
        sha256 = content(path)
    except OSError:
        sha256 = ""
    problem = Problem(0, error.code, str(error.params.get("detail", "")))
    return AuditResult(str(path), sha256, 0, "failed", (problem,))


def _with_data(plan: Plan) -> Plan:
    try:
        return replace(plan, data=plan.path.read_bytes())
    except OSError:
        return plan


def _bare(result: AuditResult) -> AuditResult:
    return replace(result, report=None, gist=None)


def _ignore(_: object) -> None:
    pass


# ---------------------------------------------------------------- what the files need

def _configs(paths: Iterable[Path], given: Path | None) -> dict[Path, Config]:
    of_folder = cache(lambda folder: config_for(folder, given))
    return {path: of_folder(path.parent) for path in paths}


def _waived(paths: Iterable[Path]) -> Mapping[str, tuple[Decision, ...]]:
    of_folder = cache(lambda folder: waivers.beside(folder / "_"))
    return {str(path): of_folder(path.parent) for path in paths}


def _keys(plans: Iterable[Plan]) -> dict[str, str]:
    return {str(p.path): audit_key(p.config, p.rules or (), p.password) for p in plans}


def _about(paths: Sequence[Path]) -> str:
    """What a run was about: the one file, or the folder that all are in."""
    full = [os.path.abspath(p) for p in paths]
    return full[0] if len(full) == 1 else os.path.commonpath(full) if full else ""
