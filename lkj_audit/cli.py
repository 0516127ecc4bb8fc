"""Arguments in, exit code out: 0 clean, 1 findings, 2 wrong use, 3 a file could not be read, 130 interrupted.

Nothing heavy is imported before a command runs, so that ``--help`` is instant.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from lkj_audit import __version__
from lkj_audit.commands import dossier, review, runs, serve
from lkj_audit.commands.options import Jobs, Language, Output, Own, Password, Paths, Selectors, codes
from lkj_audit.console import FINDINGS, Lang, follow, gather, reading, say, say_unread, show, stored, write
from lkj_audit.errors import LkjAuditError, MissingPath, OutputNeeded, UnknownRule
from lkj_audit.phrases import phrase

if TYPE_CHECKING:
    from lkj_audit.model import AuditResult
    from lkj_audit.render.progress import Progress

FailOn = Literal["error", "warning", "info", "never"]
CheckFormat = Literal["text", "json", "jsonl", "csv", "sarif", "junit", "xlsx", "docx", "checklist", "pdf", "html"]

WRONG_USE = 2

app = typer.Typer(help="help-app", rich_markup_mode=None, add_completion=False, no_args_is_help=True)

@app.command(help="help-check")
def check(
    paths: Paths,
    form: Annotated[CheckFormat, typer.Option("--format", help="help-format")] = "text",
    output: Output = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="help-template")] = None,
    select: Annotated[Selectors, typer.Option("--select", metavar="RULES", help="help-select")] = None,
    ignore: Annotated[Selectors, typer.Option("--ignore", metavar="RULES", help="help-ignore")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="help-preview")] = False,
    config: Own = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="help-fail-on")] = "error",
    lang: Language = "id",
    password: Password = None,
    jobs: Jobs = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="help-no-cache")] = False,
    cluster: Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help="help-cluster")] = None,
) -> None:
    from lkj_audit import batch, lintas, waivers
    from lkj_audit.cluster import connected
    from lkj_audit.render.formats import FORMATS, Run, written
    from lkj_audit.render.html_files import Pages
    from lkj_audit.render.totals import reaches

    to = FORMATS.get(form)
    pages = Pages(output, lang, password) if form == "html" and output else None
    if (form == "html" or (to and to.binary)) and output is None:
        raise OutputNeeded(format=form)
    if template and not template.is_file():
        raise MissingPath(path=str(template))

    def work(files: list[Path], shown: Progress) -> Iterator[AuditResult]:
        if pages:
            pages.prepare(files)
        return batch.audit_many(files, select=codes(select), ignore=codes(ignore), preview=preview, config=config,
                                password=password, jobs=jobs, runner=far, send=bool(far and not far.sees(files[0])),
                                session=session, on_page=shown.page, on_running=shown.running)

    start = perf_counter()
    with (stored("check", lang, fresh=no_cache) as session,
          connected(cluster, jobs or batch.cores()) if cluster else nullcontext() as far):
        results, code = gather(work, paths, None if pages else output, lang, each=bool(to and to.each))
        results = lintas.across(results, select=codes(select), ignore=codes(ignore), preview=preview, config=config,
                                session=session)
        since = lintas.since_last(results, session) if pages and pages.is_folder() else None
        stale = [] if select or ignore else waivers.stale(results)  # a rule not run cannot match its waivers
        whole = batch.WithReports(results, session, config=config, password=password)
        if to:
            run = Run(whole if to.report else results, lang, perf_counter() - start, stale, template, password)
            for file, data in written(to, run, output):
                write(data, file)
        elif pages:
            follow(whole.each(pages.save, jobs), lang, len(results))
            pages.finish(results, since)
        else:
            from lkj_audit.render.terminal import print_audit

            show(lambda console: print_audit(console, results, lang), output)
    if to or output:
        say_unread(results, lang)
    for file, waiver in stale:
        say("waiver-stale", lang, file=file, fingerprint=waiver.fingerprint, person=waiver.person, date=waiver.date)
    raise typer.Exit(code or (FINDINGS if reaches(results, fail_on) else 0))


@app.command(help="help-extract")
def extract(
    paths: Paths,
    form: Annotated[Literal["json", "csv", "xlsx"], typer.Option("--format", help="help-format")] = "json",
    output: Output = None,
    config: Own = None,
    lang: Language = "id",
    password: Password = None,
    jobs: Jobs = None,
    debug_images: Annotated[Path | None, typer.Option(metavar="DIR", help="help-debug-images")] = None,
) -> None:
    from lkj_audit import batch

    if form == "xlsx" and output is None:
        raise OutputNeeded(format=form)
    with stored("extract", lang) as session:
        work = reading(session, config=config, password=password, jobs=jobs, images=debug_images)
        results, code = gather(work, paths, output, lang)
        whole = batch.WithReports(results, session, config=config, password=password)
        if form == "json":
            from lkj_audit.render.json_ import extract_json

            write(extract_json(whole, lang), output)
        elif form == "csv":
            from lkj_audit.render.csv_ import extract_csv

            write(extract_csv(whole), output)
        else:
            from lkj_audit.render.xlsx import extract_xlsx

            write(extract_xlsx(whole, lang), output)
    say_unread(results, lang)
    raise typer.Exit(code)


@app.command("config", help="help-config")
def show_config(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="help-config-path", show_default=False)] = Path(),
    config: Own = None,
    lang: Language = "id",
) -> None:
    from lkj_audit.config import config_for, find
    from lkj_audit.render.toml_ import config_toml

    if not path.exists():
        raise MissingPath(path=str(path))
    write(config_toml(config_for(path, config), config or find(path), lang), None)


@app.command("map", help="help-map")
def indicator_map(
    paths: Paths,
    form: Annotated[Literal["text", "csv", "xlsx"], typer.Option("--format", help="help-format")] = "text",
    output: Output = None,
    scores: Annotated[bool, typer.Option("--scores", help="help-scores")] = False,
    lang: Language = "id",
    password: Password = None,
    jobs: Jobs = None,
) -> None:
    from lkj_audit import batch
    from lkj_audit.render.map_grid import grid_of

    if form == "xlsx" and output is None:
        raise OutputNeeded(format=form)
    with stored("map", lang) as session:
        results, code = gather(reading(session, password=password, jobs=jobs), paths, output, lang)
        grid = grid_of(batch.WithReports(results, session, password=password), lang, scores)
    if form == "csv":
        from lkj_audit.render.map_csv import map_csv

        write(map_csv(grid), output)
    elif form == "xlsx":
        from lkj_audit.render.map_xlsx import map_xlsx

        write(map_xlsx(grid, lang), output)
    else:
        from lkj_audit.render.map_terminal import print_map

        show(lambda console: print_map(console, grid, lang), output)
    say_unread(results, lang)
    raise typer.Exit(code)


@app.command(help="help-selftest")
def selftest(
    reports: Annotated[int, typer.Option("--reports", min=1, help="help-reports")] = 100,
    seed: Annotated[int, typer.Option("--seed", help="help-seed")] = 0,
    pdf: Annotated[bool, typer.Option("--pdf", help="help-through-pdf")] = False,
    lang: Language = "id",
) -> None:
    from lkj_audit.selftest.show import print_selftest

    show(lambda console: print_selftest(console, reports, seed, pdf, lang))


@app.command(help="help-rules")
def rules(lang: Language = "id") -> None:
    from lkj_audit.render.terminal import print_rules

    show(lambda console: print_rules(console, lang))


@app.command(help="help-rule")
def rule(
    code: Annotated[str, typer.Argument(metavar="CODE", help="help-code", show_default=False)],
    lang: Language = "id",
) -> None:
    from lkj_audit.checks import registry
    from lkj_audit.render.terminal import print_rule

    found = next((r for r in registry.rules().values() if code.lower() in (r.code.lower(), r.slug)), None)
    if found is None:
        raise UnknownRule(code=code)
    show(lambda console: print_rule(console, found, lang))


app.command(help="help-decide")(review.decide)
app.command(help="help-diff")(review.diff)
app.command(help="help-history")(runs.history)
app.command(help="help-query")(runs.query)
app.command(help="help-watch")(runs.watch)
app.command(help="help-dossier")(dossier.dossier)
app.command(help="help-serve")(serve.serve)
app.command(help="help-account")(serve.account)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"lkj-audit {__version__}")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="help-version")] = False,
) -> None:
    pass


def main() -> NoReturn:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    lang = _language(sys.argv[1:])
    command = typer.main.get_command(app)
    _translate(command, lang)
    try:
        code = command.main(prog_name="lkj-audit", standalone_mode=False)
    except LkjAuditError as error:
        say(error.code, lang, **error.params)
        code = error.exit_code
    except typer.TyperException as error:
        say("wrong-use", lang, reason=_reason(error, lang))
        code = WRONG_USE
    sys.exit(code or 0)


def _reason(error: Any, lang: Lang) -> str:
    """What typer finds wrong, in the reader's language; typer itself has English alone."""
    said = str(error.format_message()).rstrip(".")
    parameter = getattr(error, "param", None)
    name = parameter and ("/".join(parameter.opts) if parameter.opts[0].startswith("-") else parameter.metavar)
    wrong, _, choices = said.partition(" is not one of ")
    if said.startswith("No such command"):
        asked, *near = re.findall(r"'[^']*'", said)
        return phrase("use-no-command", lang, name=asked) + _meant(near, lang)
    if hasattr(error, "possibilities"):
        return phrase("use-no-option", lang, name=error.option_name) + _meant(error.possibilities or (), lang)
    if hasattr(error, "param_type"):
        return phrase("use-missing", lang, name=name)
    if choices:
        return phrase("use-choice", lang, name=name, value=wrong.rpartition(" ")[2], choices=choices)
    if not parameter:
        lone = re.fullmatch(r"Option '(.+)' requires an argument", said)
        return phrase("use-no-value", lang, name=lone[1]) if lone else said
    return phrase("use-value", lang, name=name, reason=_unfit(error.message, lang))


def _unfit(message: str, lang: Lang) -> str:
    """Why a value of an option is none of those it may have."""
    if least := re.search(r"greater than or equal to (\S+)", message):
        return phrase("use-at-least", lang, least=least[1])
    return phrase("use-number", lang) if re.search("valid (?:integer|number)", message) else message


def _meant(names: Sequence[str], lang: Lang) -> str:
    """What may have been meant by a name that there is not."""
    return phrase("use-meant", lang, names=", ".join(n.strip("'") for n in names)) if names else ""


def _language(arguments: Sequence[str]) -> Lang:
    """The language asked for, also when the rest of the command line cannot be parsed."""
    joined = " ".join(arguments)
    return "en" if "--lang en" in joined or "--lang=en" in joined else "id"


def _translate(command: Any, lang: Lang) -> None:
    command.help = phrase(command.help, lang)
    for option in command.params:
        option.help = phrase(option.help or "", lang)
    for child in getattr(command, "commands", {}).values():
        _translate(child, lang)
