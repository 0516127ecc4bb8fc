"""How far a run is, on standard error: a bar for one file, a live table for many, lines where there is no terminal."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from lkj_audit.model import AuditResult
from lkj_audit.phrases import phrase
from lkj_audit.render.text import one_line
from lkj_audit.render.totals import severities, unjudged

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

LAST = 8  # finished files that the table shows
NAME = 60  # characters of a file's name
BAR = 30


class Progress:
    """What a run tells of itself. This one says nothing."""

    def page(self, done: int, total: int) -> None:
        """So many pages of the only file are read."""

    def running(self, files: list[Path]) -> None:
        """These files are being worked on."""

    def finished(self, result: AuditResult, done: int, total: int) -> None:
        """``result`` is there, the ``done``-th of ``total``."""


@contextmanager
def progress(lang: str, files: int, lines: bool = True) -> Iterator[Progress]:
    """Tells of a run over so many files, in ``lines`` where there is no terminal; what was drawn on a terminal is gone
    when the block ends."""
    terminal = sys.stderr.isatty()
    if files == 1 and terminal:
        with _bar(lang) as bar:
            yield bar
    elif files > 1 and terminal:
        with _table(lang, files) as table:
            yield table
    else:
        yield Lines(lang) if lines and files > 1 else Progress()


class Lines(Progress):
    """A line for each file that is done."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def finished(self, result: AuditResult, done: int, total: int) -> None:
        sys.stderr.write(f"[{done}/{total}] {one_line(result.path)}: {_outcome(result, self.lang)}\n")
        sys.stderr.flush()


def _outcome(result: AuditResult, lang: str) -> str:
    """What came of a file, in a few words."""
    if result.status == "failed":
        return phrase("progress-failed", lang, reason=phrase(f"cause-{result.problems[0].code}", lang))
    if not result.rules:
        return phrase("progress-read", lang, pages=result.pages)
    if unjudged(result):
        return phrase("progress-unjudged", lang)
    counts = {str(s): n for s, n in severities([result]).items()}
    return phrase("progress-done", lang, **counts)


@contextmanager
def _bar(lang: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(phrase("reading", lang), total=None)
        shown = Progress()
        shown.page = lambda done, total: bars.update(task, completed=done, total=total)  # type: ignore[method-assign]
        yield shown


@contextmanager
def _table(lang: str, files: int) -> Iterator[Progress]:
    from rich.console import Console
    from rich.live import Live

    table = _Table(lang, files)
    with Live(get_renderable=table.drawn, console=Console(stderr=True), transient=True, refresh_per_second=4):
        yield table


class _Table(Progress):
    """What is being read and for how long, what was finished last, how far it all is."""

    def __init__(self, lang: str, files: int) -> None:
        self.lang, self.files, self.done, self.failed = lang, files, 0, 0
        self.last: deque[AuditResult] = deque(maxlen=LAST)
        self.since: dict[Path, float] = {}
        self.start = monotonic()

    def running(self, files: list[Path]) -> None:
        now = monotonic()
        self.since = {file: self.since.get(file, now) for file in files}

    def finished(self, result: AuditResult, done: int, total: int) -> None:
        self.last.append(result)
        self.done, self.failed = done, self.failed + (result.status == "failed")
        self.since.pop(Path(result.path), None)

    def drawn(self) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        rows = Table.grid(padding=(0, 2))
        for result in self.last:
            style = "red" if result.status == "failed" else ""
            rows.add_row(_name(result.path), Text(_outcome(result, self.lang), style))
        for file, since in self.since.items():
            rows.add_row(_name(str(file)), Text(_clock(monotonic() - since), "cyan"))
        total = phrase("progress-total", self.lang, done=self.done, total=self.files, failed=self.failed,
                       clock=_clock(monotonic() - self.start))
        below = Table.grid(padding=(0, 2))
        below.add_row(ProgressBar(self.files, self.done, width=BAR), Text(total, "bold"))
        return Group(rows, below)


def _name(path: str) -> Text:
    from rich.text import Text

    return Text(one_line(Path(path).name, NAME))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
