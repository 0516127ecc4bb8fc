"""What the commands share: which files are meant, the run with its progress, where the result goes, what is said."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lkj_audit.errors import LkjAuditError, OutputIsInput, UnwritableOutput
from lkj_audit.phrases import phrase

if TYPE_CHECKING:
    from rich.console import Console

    from lkj_audit.engine import OnPage
    from lkj_audit.model import AuditResult

Lang = Literal["id", "en"]
Work = Callable[[list[Path], "OnPage"], "Iterator[AuditResult]"]

UNREAD, INTERRUPTED = 3, 130
WIDTH = 110  # characters a line where there is no terminal to ask


def say(slug: str, lang: str, **params: object) -> None:
    """A sentence of the catalogue on standard error: standard output carries the result alone."""
    sys.stderr.write(phrase(slug, lang, **params) + "\n")


def gather(work: Work, paths: list[Path], output: Path | None, lang: Lang, each: bool = False,
           ) -> tuple[list[AuditResult], int]:
    """The results that could be finished, in the order of the paths, and the exit code so far (0, 2, 3 or 130).

    With ``each``, several files have ``output`` for a folder, which is made when it is not there. A path that is not
    there is said and passed over. Raises UnwritableOutput or OutputIsInput before any work is done.
    """
    from lkj_audit.render.progress import progress

    files, code = _files(paths, lang)
    if output and each and len(files) > 1:
        _check_folder(output)
    elif output:
        _check_output(output, files)
    results: dict[str, AuditResult] = {}
    try:
        with progress(lang) as tick:
            for result in work(files, tick):
                results[result.path] = result
                if len(files) > 1:
                    tick(len(results), len(files))
        if any(r.status == "failed" for r in results.values()):
            code = code or UNREAD
    except KeyboardInterrupt:
        say("interrupted", lang)
        code = INTERRUPTED
    return [results[str(f)] for f in files if str(f) in results], code


def write(data: str | bytes, output: Path | None) -> None:
    """``data`` to ``output``, or text to standard output. Raises UnwritableOutput."""
    if output is None:
        sys.stdout.write(data if isinstance(data, str) else data.decode())
        return
    try:
        output.write_bytes(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        raise UnwritableOutput(path=str(output)) from error


def show(draw: Callable[[Console], None], output: Path | None = None) -> None:
    """Let ``draw`` print on a rich console: the terminal, or plain text in ``output``."""
    from rich.console import Console

    if output is None:
        draw(Console(width=None if sys.stdout.isatty() else WIDTH))
        return
    page = io.StringIO()
    draw(Console(file=page, width=WIDTH))
    write("".join(line.rstrip() + "\n" for line in page.getvalue().splitlines()), output)


def say_unread(results: list[AuditResult], lang: Lang) -> None:
    """One sentence on standard error for each file that could not be read."""
    from lkj_audit.render.text import problem_sentence

    for result in results:
        if result.status == "failed":
            for problem in result.problems:
                sys.stderr.write(problem_sentence(problem, result.path, lang) + "\n")


def _files(paths: list[Path], lang: Lang) -> tuple[list[Path], int]:
    from lkj_audit.engine import find_pdfs

    files: dict[Path, None] = {}  # a file that is named twice is read once
    code = 0
    for path in paths:
        try:
            files |= dict.fromkeys(find_pdfs(path))
        except LkjAuditError as error:
            say(error.code, lang, **error.params)
            code = error.exit_code
    return list(files), code


def _check_folder(output: Path) -> None:
    try:
        output.mkdir(exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(path=str(output)) from error
    if not os.access(output, os.W_OK):
        raise UnwritableOutput(path=str(output))


def _check_output(output: Path, files: list[Path]) -> None:
    if not output.exists():
        writable = os.access(output.parent, os.W_OK)
    elif any(output.samefile(f) for f in files):
        raise OutputIsInput(path=str(output))
    else:
        writable = os.access(output, os.W_OK) and not output.is_dir()
    if not writable:
        raise UnwritableOutput(path=str(output))
