"""Audit one PDF, or many in worker processes: the one place where the layers meet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Literal

from lkj_audit import extract, facts, waivers
from lkj_audit.checks import registry
from lkj_audit.config import Config, Limits, config_for
from lkj_audit.errors import (
    Crashed,
    LkjAuditError,
    MissingPath,
    NoPages,
    NoPdfs,
    OutOfMemory,
    RuleInPreview,
    TimedOut,
    UnknownSelector,
    UnreadablePdf,
    UnwritableOutput,
)
from lkj_audit.model import AuditResult, Document, Finding, Problem
from lkj_audit.normalize import normalize

OnPage = Callable[[int, int], None]
Work = Callable[[Path], AuditResult]
Then = Callable[[AuditResult], None]

FILE_SECONDS = 1800  # a PDF that takes longer is given up; a 300-page scan takes half of it
_RANK = {"error": 0, "warning": 1, "info": 2}


def audit(path: str | Path, *, select: Iterable[str] = (), ignore: Iterable[str] = (), preview: bool = False,
          config: Path | None = None, password: str | None = None, on_page: OnPage | None = None) -> AuditResult:
    """Read one PDF and run the rules that ``select`` names less ``ignore`` over it, with those in preview if wanted.

    ``config`` is taken instead of the nearest lkj-audit.toml; what is selected here wins over it. ``on_page(done,
    total)`` is called as pages are read. Findings come gravest first, then in page order. Raises MissingPath,
    UnknownSelector, RuleInPreview, a BadConfig or an UnreadablePdf.
    """
    path = Path(path)
    own = config_for(path, config)
    suite, accepted = _suite(own, path, select, ignore, preview), waivers.beside(path)
    result = _read(path, own, password=password, on_page=on_page)
    start = perf_counter()
    assert result.report is not None
    with facts.added(own):
        findings, skipped, counts = registry.run(result.report, suite)
    count, waived = waivers.parted(sorted(findings, key=_gravest_first), accepted)
    return replace(result, findings=count, waived=waived, not_evaluated=tuple(skipped), rules=tuple(counts),
                   seconds=result.seconds + perf_counter() - start)


def read(path: str | Path, *, config: Path | None = None, password: str | None = None, on_page: OnPage | None = None,
         images: Path | None = None) -> AuditResult:
    """Read one PDF into typed records without running any rule.

    ``config`` as in ``audit``. With ``images``, a picture of each page with what was seen on it is put into a folder of
    that folder. Raises MissingPath, UnwritableOutput, a BadConfig or an UnreadablePdf.
    """
    path = Path(path)
    return _read(path, config_for(path, config), password=password, on_page=on_page, images=images)


def _read(path: Path, config: Config, *, password: str | None, on_page: OnPage | None,
          images: Path | None = None) -> AuditResult:
    start = perf_counter()
    if not path.exists():
        raise MissingPath(path=str(path))
    document = extract.read(path, password=password, on_page=on_page, max_pages=config.limits.pages)
    if not document.pages:
        raise NoPages(path)
    if images:
        _draw(path, document, images / path.stem, password)
    with facts.added(config):
        report = normalize(document, settings=config)
    return AuditResult(str(path), document.sha256, len(document.pages), _status(document), _problems(document),
                       report.identity, report=report, seconds=perf_counter() - start)


def audit_many(paths: Sequence[Path], *, select: Iterable[str] = (), ignore: Iterable[str] = (),
               preview: bool = False, config: Path | None = None, password: str | None = None,
               jobs: int | None = None, on_page: OnPage | None = None, keep_report: bool = False,
               then: Then | None = None) -> Iterator[AuditResult]:
    """Audit ``paths`` in ``jobs`` processes (default: the cores); results come as they are finished.

    A file that cannot be read gives a result with status "failed"; it never ends the run. The results leave out
    ``report`` unless ``keep_report``; ``then`` is called with the whole result before, in the process that made it. A
    single file without limits of its own is audited in this process, and only then is ``on_page`` called. Raises
    UnknownSelector, RuleInPreview or a BadConfig before any file is read.
    """
    select, ignore = tuple(select), tuple(ignore)
    configs = {path: config_for(path, config) for path in paths}
    for path, own in configs.items():
        _suite(own, path, select, ignore, preview)
        waivers.beside(path)
    work = partial(audit, select=select, ignore=ignore, preview=preview, config=config, password=password)
    finished = partial(_finished, work, then, keep_report)
    yield from _each(finished, paths, jobs, on_page, _limits(configs))


def read_many(paths: Sequence[Path], *, config: Path | None = None, password: str | None = None,
              jobs: int | None = None, on_page: OnPage | None = None, images: Path | None = None,
              ) -> Iterator[AuditResult]:
    """As ``audit_many``, but only reads: no rules are run and ``report`` is kept. ``images`` as in ``read``."""
    configs = {path: config_for(path, config) for path in paths}
    work = partial(read, config=config, password=password, images=images)
    yield from _each(work, paths, jobs, on_page, _limits(configs))


def find_pdfs(path: Path) -> list[Path]:
    """``path`` itself, or all PDFs under it when it is a folder. Raises MissingPath or NoPdfs."""
    if not path.exists():
        raise MissingPath(path=str(path))
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file())
    if not found:
        raise NoPdfs(path=str(path))
    return found


def _draw(path: Path, document: Document, folder: Path, password: str | None) -> None:
    from lkj_audit.extract.debug import draw_pages

    try:
        draw_pages(path, document, folder, password=password)
    except OSError as error:
        raise UnwritableOutput(path=str(folder)) from error


def _suite(config: Config, path: Path, select: Iterable[str], ignore: Iterable[str], preview: bool,
           ) -> list[registry.Rule]:
    """The rules to run on ``path``. As in ruff, ``select`` puts aside what the configuration selects and ignores,
    ``ignore`` alone takes away from it, and its per-file ignores hold in any case."""
    preview = preview or config.preview
    select, ignore = tuple(select), tuple(ignore)
    try:
        suite = (registry.selected(select, ignore, preview) if select else
                 registry.selected(config.select, config.ignore, preview))
        left = {r.code for r in registry.selected((), (*(() if select else ignore), *config.ignored(path)), preview)}
    except registry.InPreview as error:
        raise RuleInPreview(selector=str(error)) from error
    except ValueError as error:
        raise UnknownSelector(selector=str(error)) from error
    return [r for r in suite if r.code in left]


def _limits(configs: Mapping[Path, Config]) -> dict[Path, Limits]:
    return {path: own.limits for path, own in configs.items()}


def _gravest_first(finding: Finding) -> tuple[int, int, float, str]:
    place = finding.evidence[0].place
    return _RANK[finding.severity], place.page, place.bbox[1], finding.rule


def _status(document: Document) -> Literal["ok", "partial"]:
    return "partial" if any(p.page for p in document.problems) else "ok"


def _problems(document: Document) -> tuple[Problem, ...]:
    return document.problems if document.tables else (*document.problems, Problem(0, "no-tables"))


def _finished(work: Callable[..., AuditResult], then: Then | None, keep_report: bool, path: Path,
              **how: OnPage) -> AuditResult:
    result = work(path, **how)
    if then:
        then(result)
    return result if keep_report else replace(result, report=None)


def _each(work: Callable[..., AuditResult], paths: Sequence[Path], jobs: int | None, on_page: OnPage | None,
          limits: Mapping[Path, Limits]) -> Iterator[AuditResult]:
    if len(paths) == 1 and not (limits[paths[0]].seconds or limits[paths[0]].memory):
        yield _caught(lambda: work(paths[0], on_page=on_page), paths[0])
    elif paths:
        yield from _in_workers(work, paths, jobs or _cores(), limits)


def _in_workers(work: Work, paths: Sequence[Path], jobs: int, limits: Mapping[Path, Limits]) -> Iterator[AuditResult]:
    """One PDF a task: pebble alone survives a worker that dies or hangs without losing the other tasks."""
    from concurrent.futures import Future, as_completed
    from multiprocessing import get_all_start_methods, get_context

    from pebble import ProcessExpired, ProcessPool

    def outcome(future: Future[AuditResult], path: Path) -> AuditResult:
        try:
            return future.result()
        except TimeoutError as error:
            raise TimedOut(path) from error
        except ProcessExpired as error:
            raise Crashed(path) from error

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPool(max_workers=min(jobs, len(paths)), context=get_context(method))
    try:
        files: dict[Future[AuditResult], Path] = {
            pool.schedule(_within, args=(limits[path].memory, work, path),
                          timeout=limits[path].seconds or FILE_SECONDS): path for path in paths}
        for future in as_completed(files):
            yield _caught(partial(outcome, future, files[future]), files[future])
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _within(memory: int | None, work: Work, path: Path) -> AuditResult:
    """``work(path)`` with at most ``memory`` MB of data; the limit is the kernel's, where the system has one."""
    if memory is None or not find_spec("resource"):
        return work(path)
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, before[1]))
    try:
        return work(path)
    except MemoryError as error:
        raise OutOfMemory(path) from error
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _caught(run: Callable[[], AuditResult], path: Path) -> AuditResult:
    """The result of ``run``, or a failed one: an error in one file never ends the run."""
    try:
        return run()
    except LkjAuditError as error:
        return _failed(path, error)
    except OSError as error:
        return _failed(path, UnreadablePdf(path), str(error))
    except Exception as error:
        return _failed(path, Crashed(path), repr(error))


def _failed(path: Path, error: LkjAuditError, detail: str = "") -> AuditResult:
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        sha256 = ""
    return AuditResult(str(path), sha256, 0, "failed", (Problem(0, error.code, detail),))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
