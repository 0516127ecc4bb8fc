"""Audit one PDF: the one place where the layers meet. ``batch`` audits many."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Literal

from lkj_audit import decisions, extract, facts, waivers
from lkj_audit.checks import registry
from lkj_audit.checks.lintas import gist, is_report
from lkj_audit.config import Config, config_for
from lkj_audit.errors import MissingPath, NoPages, RuleInPreview, UnknownSelector, UnwritableOutput
from lkj_audit.model import AuditResult, Decision, Document, NotEvaluated, Problem, Report
from lkj_audit.normalize import normalize
from lkj_audit.normalize.once import forget

OnPage = Callable[[int, int], None]
OF_REPORTS = "STR"  # these rules ask for what an LKj must contain, not its PK or a budget print-out


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with the PDF at ``path``: read it and run ``rules`` (codes), or read it only where they are
    None. ``images`` as in ``read``; ``data`` is the PDF where its path cannot be seen from where this is done."""

    path: Path
    config: Config
    rules: tuple[str, ...] | None = None
    password: str | None = None
    images: Path | None = None
    data: bytes | None = None


def audit(path: str | Path, *, select: Iterable[str] = (), ignore: Iterable[str] = (), preview: bool = False,
          config: Path | None = None, password: str | None = None, on_page: OnPage | None = None) -> AuditResult:
    """Read one PDF and run the rules that ``select`` names less ``ignore`` over it, with those in preview if wanted.

    ``config`` is taken instead of the nearest lkj-audit.toml; what is selected here wins over it. ``on_page(done,
    total)`` is called as pages are read. Findings come gravest first, then in page order. Raises MissingPath,
    UnknownSelector, RuleInPreview, a BadConfig or an UnreadablePdf.
    """
    path = Path(path)
    own = config_for(path, config)
    plan = Plan(path, own, rules_for(own, path, select, ignore, preview), password)
    waived = waivers.beside(path)
    return decisions.applied(carried_out(plan, on_page=on_page), waived)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Inside the block cycles are looked for seldom: what is made of a report is many small things without cycles, and
    to go through them again and again takes a tenth of an audit's time."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@_seldom_collecting()
def carried_out(plan: Plan, *, report: Report | None = None, on_page: OnPage | None = None) -> AuditResult:
    """What comes of ``plan``, with no decisions on its findings; ``report`` is what was read of the file before, if it
    was. Raises MissingPath, UnwritableOutput or an UnreadablePdf."""
    if report is None:
        read = _read(plan.path, plan.config, password=plan.password, on_page=on_page, images=plan.images,
                     data=plan.data)
    else:
        read = _of_report(_at(plan.path, report), 0.0)
    return read if plan.rules is None else _judged(read, plan.rules, ())


def _at(path: Path, report: Report) -> Report:
    """``report`` as one of the file at ``path``, which may have been read under another name."""
    if report.document.path == str(path):
        return report
    return replace(report, document=replace(report.document, path=str(path)))


def judge(document: Document, *, config: Path | None = None) -> AuditResult:
    """The audit of a document that was read before, perhaps with cells put right since (``extract.corrected``).

    ``config`` and the order of findings as in ``audit``. Raises a BadConfig.
    """
    path, start = Path(document.path), perf_counter()
    own = config_for(path, config)
    waived = waivers.beside(path)
    return _judged(_typed(document, own, start), rules_for(own, path), waived)


def _judged(read: AuditResult, codes: Iterable[str], waived: Sequence[Decision]) -> AuditResult:
    start, known = perf_counter(), registry.rules()
    suite = [known[code] for code in codes]
    assert read.report is not None and read.gist is not None
    unfit = () if is_report(read.gist) else tuple(r for r in suite if r.code.startswith(OF_REPORTS))
    with facts.added(read.report.settings):
        findings, skipped, counts = registry.run(read.report, [r for r in suite if r not in unfit])
    skipped += [NotEvaluated(r.code, "not-a-report") for r in unfit]
    found = replace(read, findings=tuple(findings), not_evaluated=tuple(skipped), rules=tuple(counts),
                    seconds=read.seconds + perf_counter() - start)
    return decisions.applied(found, waived)


def read(path: str | Path, *, config: Path | None = None, password: str | None = None, on_page: OnPage | None = None,
         images: Path | None = None) -> AuditResult:
    """Read one PDF into typed records without running any rule.

    ``config`` as in ``audit``. With ``images``, a picture of each page with what was seen on it is put into a folder of
    that folder. Raises MissingPath, UnwritableOutput, a BadConfig or an UnreadablePdf.
    """
    path = Path(path)
    return _read(path, config_for(path, config), password=password, on_page=on_page, images=images)


def _read(path: Path, config: Config, *, password: str | None, on_page: OnPage | None,
          images: Path | None = None, data: bytes | None = None) -> AuditResult:
    start = perf_counter()
    if data is None and not path.exists():
        raise MissingPath(path=str(path))
    forget()
    document = extract.read(path, password=password, on_page=on_page, max_pages=config.limits.pages, data=data)
    if not document.pages:
        raise NoPages(path)
    if images:
        _draw(path, document, images / path.stem, password)
    return _typed(document, config, start)


def _typed(document: Document, config: Config, start: float) -> AuditResult:
    """What ``document`` says, read since ``start``."""
    with facts.added(config):
        report = normalize(document, settings=config)
    return _of_report(report, perf_counter() - start)


def _of_report(report: Report, seconds: float) -> AuditResult:
    document = report.document
    return AuditResult(document.path, document.sha256, len(document.pages), _status(document), _problems(document),
                       report.identity, report=report, seconds=seconds, gist=gist(report))


def _draw(path: Path, document: Document, folder: Path, password: str | None) -> None:
    from lkj_audit.extract.debug import draw_pages

    try:
        draw_pages(path, document, folder, password=password)
    except OSError as error:
        raise UnwritableOutput(path=str(folder)) from error


def rules_for(config: Config, path: Path, select: Iterable[str] = (), ignore: Iterable[str] = (),
              preview: bool = False) -> tuple[str, ...]:
    """The codes of the rules to run on ``path``. As in ruff, ``select`` puts aside what the configuration selects and
    ignores, ``ignore`` alone takes away from it, and its per-file ignores hold in any case. Raises UnknownSelector or
    RuleInPreview."""
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
    return tuple(r.code for r in suite if r.code in left)


def _status(document: Document) -> Literal["ok", "partial"]:
    return "partial" if any(p.page for p in document.problems) else "ok"


def _problems(document: Document) -> tuple[Problem, ...]:
    return document.problems if document.tables else (*document.problems, Problem(0, "no-tables"))
