"""Many runs: what was done (``history``), what is known (``query``), and what is new in a folder (``watch``)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lkj_audit.commands.options import Jobs, Language, Output, Own, Password
from lkj_audit.console import Lang, say, show, stored, write
from lkj_audit.errors import MissingPath, OutputNeeded, QuestionNeeded
from lkj_audit.phrases import phrase

if TYPE_CHECKING:
    from lkj_audit.store import Run
    from lkj_audit.store.rows import Row

Question = Literal["findings", "units", "indicators", "absorption"]
Export = Literal["csv", "parquet"]
Sleep = Callable[[float], None]
State = tuple[int, int]  # size and time of change (ns) of a file
HISTORY = ("id", "started", "state", "command", "about", "files", "failed", "error", "warning", "info", "seconds")


def history(
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="help-history-count")] = 20,
    lang: Language = "id",
) -> None:
    from lkj_audit.errors import NoStore
    from lkj_audit.render.answers import print_answer
    from lkj_audit.store import Store
    from lkj_audit.store.schema import default_path

    if not default_path().exists():
        raise NoStore(path=str(default_path()))
    with Store.open() as store:
        totals = store.totals()
        rows = [_told(run, totals.get(run.id, {}), lang) for run in store.runs()[:count]]
    show(lambda console: print_answer(console, _header(HISTORY, lang), rows, lang))


def _header(columns: Sequence[str], lang: Lang) -> list[str]:
    return [phrase(f"column-{column}", lang) for column in columns]


def _told(run: Run, total: dict[str, int], lang: Lang) -> Row:
    """A run as a line of the history."""
    done = total.get("done", 0)
    state = phrase("run-ended" if run.finished else "run-broken-off", lang)
    return (run.id, f"{run.started.astimezone():%Y-%m-%d %H:%M}", state, run.command, run.about,
            str(done) if done == run.files else f"{done}/{run.files}",
            *(total.get(name, 0) for name in ("failed", "error", "warning", "info")),
            None if run.seconds is None else Decimal(f"{run.seconds:.1f}"))


def query(
    question: Annotated[Question | None, typer.Argument(metavar="NAME", help="help-question",
                                                        show_default=False)] = None,
    sql: Annotated[str | None, typer.Option("--sql", metavar="SELECT", help="help-sql")] = None,
    export: Annotated[Export | None, typer.Option("--export", help="help-export")] = None,
    output: Output = None,
    lang: Language = "id",
) -> None:
    from lkj_audit.render.answers import answer_csv, answer_parquet, print_answer
    from lkj_audit.store.queries import QUESTIONS, ask, ask_sql

    if export == "parquet" and output is None:
        raise OutputNeeded(format=export)
    if (question is None) == (sql is None):
        raise QuestionNeeded(known=", ".join(QUESTIONS))
    columns, rows = ask(question) if question else ask_sql(sql or "")
    if question == "findings":
        columns, rows = _titled(columns, rows, lang)
    if export == "parquet":
        write(answer_parquet(columns, rows), output)
    elif export == "csv":
        write(answer_csv(columns, rows), output)
    else:
        header = _header(columns, lang) if question else columns
        show(lambda console: print_answer(console, header, rows, lang), output)


def _titled(columns: tuple[str, ...], rows: Sequence[Row], lang: Lang) -> tuple[tuple[str, ...], list[Row]]:
    """The answer with the title of each rule beside its code."""
    from lkj_audit.checks.messages import entries

    titles = {code: entry.title for code, entry in entries(lang).items()}
    return (columns[0], "title", *columns[1:]), [(row[0], titles.get(str(row[0]), ""), *row[1:]) for row in rows]


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="help-watch-folder", show_default=False)],
    every: Annotated[float, typer.Option("--every", metavar="SECONDS", min=0.1, help="help-watch-every")] = 10,
    config: Own = None,
    lang: Language = "id",
    password: Password = None,
    jobs: Jobs = None,
) -> None:
    from lkj_audit import batch
    from lkj_audit.render.progress import Lines

    if not folder.is_dir():
        raise MissingPath(path=str(folder))
    shown = Lines(lang)
    say("watching", lang, folder=folder)
    try:
        with stored("watch", lang) as session:
            for files in settled(folder, every):
                results = batch.audit_many(files, config=config, password=password, jobs=jobs, session=session)
                for done, result in enumerate(results, 1):
                    shown.finished(result, done, len(files))
    except KeyboardInterrupt:
        say("watched", lang)


def settled(folder: Path, every: float, sleep: Sleep = time.sleep) -> Iterator[list[Path]]:
    """The PDFs under ``folder`` that are new or changed, again and again: each as soon as it was the same at two looks,
    ``every`` so many seconds; one that lay there before is taken at the first look. Never ends by itself."""
    before, taken = _states(folder), dict[Path, State]()
    start = time.time()
    ready = {path: state for path, state in before.items() if state[1] < (start - every) * 1e9}
    while True:
        if ready:
            taken |= ready
            yield sorted(ready)
        sleep(every)
        now = _states(folder)
        ready = {path: state for path, state in now.items() if before.get(path) == state != taken.get(path)}
        before = now


def _states(folder: Path) -> dict[Path, State]:
    """The state of each PDF under ``folder``; what cannot be seen, perhaps for the share is away, is not there."""
    states: dict[Path, State] = {}
    with suppress(OSError):
        for path in folder.rglob("*"):
            if path.suffix.lower() == ".pdf":
                with suppress(OSError):
                    found = path.stat()
                    states[path] = found.st_size, found.st_mtime_ns
    return states
