"""The progress bar: on standard error, and only when that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lkj_audit.phrases import phrase


@contextmanager
def progress(lang: str) -> Iterator[Callable[[int, int], None]]:
    """Gives ``tick(done, total)``, which moves the bar; the bar is gone when the block ends."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(phrase("reading", lang), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
