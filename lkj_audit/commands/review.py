"""What reviewers do with results: decide on findings, compare two versions of a report."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lkj_audit.commands.options import Language, Output, Own, Password
from lkj_audit.console import FINDINGS, Lang, gather, say, say_unread, show, stored, write
from lkj_audit.errors import (
    AmbiguousFingerprint,
    DecisionIncomplete,
    FolderNeeded,
    MissingPath,
    NoSuchRun,
    OutputNeeded,
    UnknownFingerprint,
)
from lkj_audit.model import Decision, Verdict
from lkj_audit.phrases import phrase

if TYPE_CHECKING:
    from rich.console import Console

    from lkj_audit.model import AuditResult
    from lkj_audit.render.progress import Progress
    from lkj_audit.store import Session, Store
    from lkj_audit.store.deciding import Found, Taken
    from lkj_audit.versions import Diff

NOT_ALL = 2
SHOWN = 8  # findings that an ambiguous fingerprint is explained with
FINGERPRINT = re.compile(r"[0-9a-f]{1,16}(-[0-9a-f]+)*")
DiffFormat = Literal["text", "json", "html"]


def decide(
    target: Annotated[str, typer.Argument(metavar="FILE|SIDIK", help="help-decide-target", show_default=False)],
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="help-verdict")] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="help-reason")] = "",
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="help-person")] = "",
    report: Annotated[Path | None, typer.Option("--report", metavar="PDF", help="help-report")] = None,
    lang: Language = "id",
) -> None:
    from lkj_audit.store import Store
    from lkj_audit.store.deciding import take

    given = {"--verdict": verdict or "", "--reason": reason.strip(), "--person": person.strip()}
    with Store.open() as store:
        if FINGERPRINT.fullmatch(target) and not Path(target).exists():
            missing = [option for option, value in given.items() if not value]
            if missing or verdict is None:
                raise DecisionIncomplete(options=", ".join(missing))
            f = _found(store, target, report)
            taken = take(store, [Decision(f.unit, f.year, f.fingerprint, verdict, given["--reason"],
                                          given["--person"], datetime.date.today())])
            code = 0
        else:
            if not Path(target).is_file():
                raise MissingPath(path=target)
            taken, code = _filled_in(store, Path(target), lang)
    typer.echo(phrase("decide-done", lang, made=len(taken.made), same=len(taken.same)))
    raise typer.Exit(code)


def _found(store: Store, prefix: str, report: Path | None) -> Found:
    """The one finding that is meant. Raises UnknownFingerprint, AmbiguousFingerprint."""
    from lkj_audit.store.deciding import found

    every = found(store, prefix)
    if report:
        versions = {(r.unit, r.identity.year) for r in store.of_file(report)}
        every = [f for f in every if (f.unit, f.year) in versions]
    if not every:
        raise UnknownFingerprint(fingerprint=prefix)
    if len(every) > 1:
        names = [f"{f.fingerprint} {f.rule} {f.unit} {f.year or ''}".strip() for f in every]
        raise AmbiguousFingerprint(fingerprint=prefix, found="; ".join(names[:SHOWN] + ["…"] * (len(names) > SHOWN)))
    return every[0]


def _filled_in(store: Store, file: Path, lang: Lang) -> tuple[Taken, int]:
    """Take what is filled in on working papers and say what is not taken, line by line."""
    from lkj_audit.render.kertas_isian import Filled, read, said
    from lkj_audit.store.deciding import take

    lines = read(file, datetime.date.today())
    filled = [line for line in lines if isinstance(line, Filled)]
    taken = take(store, [line.decision for line in filled])
    for line in lines:
        if not isinstance(line, Filled):
            typer.echo(said(line, lang), err=True)
        elif line.decision in taken.unknown:
            d = line.decision
            say("decide-unknown", lang, row=line.row, fingerprint=d.fingerprint, unit=d.unit, year=d.year or "")
    return taken, NOT_ALL if taken.unknown or len(filled) < len(lines) else 0


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="help-diff-old", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="help-diff-new", show_default=False)],
    form: Annotated[DiffFormat, typer.Option("--format", help="help-format")] = "text",
    output: Output = None,
    config: Own = None,
    lang: Language = "id",
    password: Password = None,
) -> None:
    from lkj_audit import versions
    from lkj_audit.render.totals import reaches

    if form == "html" and output is None:
        raise OutputNeeded(format=form)
    with stored("diff", lang) as opened:
        (before, code), (after, more) = (_side(s, opened, output, config, lang, password) for s in (old, new))
    code = code or more
    if not (before and after):
        raise typer.Exit(code)
    pairs, lone = versions.reports(before, after)
    for result in lone:
        say("diff-lone", lang, path=result.path)
    diffs = [versions.diff(a, b) for a, b in pairs]
    _out(diffs, form, output, lang, password)
    raise typer.Exit(code or (FINDINGS if reaches((d.new for d in diffs), "error") else 0))


def _side(side: str, opened: Session, output: Path | None, config: Path | None, lang: Lang,
          password: str | None) -> tuple[list[AuditResult], int]:
    """One side of a comparison, and the exit code so far: a stored run by its number, else a PDF or a folder of PDFs,
    audited where that is not stored. What could not be read is said and left out."""
    from lkj_audit import batch, lintas

    def work(files: list[Path], shown: Progress) -> Iterator[AuditResult]:
        return batch.audit_many(files, config=config, password=password, session=opened, on_page=shown.page,
                                on_running=shown.running)

    if side.isdecimal() and not Path(side).exists():
        results, code = _of_run(opened.store, int(side)), 0
    else:
        results, code = gather(work, [Path(side)], None if output and output.is_dir() else output, lang)
        results = lintas.across(results, config=config, session=opened)
    say_unread(results, lang)
    return [r for r in results if r.status != "failed"], code


def _of_run(store: Store, number: int) -> list[AuditResult]:
    """The results of a stored run, with the decisions on them as they are now. Raises NoSuchRun."""
    from lkj_audit.decisions import applied

    if number not in {run.id for run in store.runs()}:
        raise NoSuchRun(run=number)
    return [applied(r, store.decisions(r.unit, r.identity.year)) for r in store.results(number)]


def _out(diffs: Sequence[Diff], form: DiffFormat, output: Path | None, lang: Lang, password: str | None) -> None:
    if form == "json":
        from lkj_audit.render.diff_json import diff_json

        write(diff_json(diffs, lang), output)
    elif form == "html" and output:
        from lkj_audit.render.diff_html import drawn
        from lkj_audit.render.html_files import file_names

        if len(diffs) > 1 and not output.is_dir():
            raise FolderNeeded(path=str(output))
        names = file_names([Path(d.new.path) for d in diffs])
        for d in diffs:
            write(drawn(d, lang, password), output / names[d.new.path] if output.is_dir() else output)
    else:
        from lkj_audit.render.diff_terminal import print_diff

        def draw(console: Console) -> None:
            for d in diffs:
                print_diff(console, d, lang)

        show(draw, output)
