"""What the commands share: which files are meant, the run with its progress, where the result goes, what is said."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lkj_audit.errors import LkjAuditError, OutputIsInput, StoreError, UnwritableOutput
from lkj_audit.phrases import phrase

if TYPE_CHECKING:
    from rich.console import Console

    from lkj_audit.model import AuditResult
    from lkj_audit.render.progress import Progress
    from lkj_audit.store import Session

Lang = Literal["id", "en"]
Work = Callable[[list[Path], "Progress"], "Iterator[AuditResult]"]

FINDINGS, UNREAD, INTERRUPTED = 1, 3, 130
WIDTH = 110  # characters a line where there is no terminal to ask


def say(slug: str, lang: str, **params: object) -> None:
    """A sentence of the catalogue on standard error: standard output carries the result alone."""
    sys.stderr.write(phrase(slug, lang, **params) + "\n")


def gather(work: Work, paths: list[Path], output: Path | None, lang: Lang, each: bool = False,
           ) -> tuple[list[AuditResult], int]:
    """The results that could be finished, in the order of the paths, and the exit code so far (0, 2, 3 or 130).

    With ``each``, several files have ``output`` for a folder, which is made when it is not there; so has one
    file where it is there. A path that is not
    there is said and passed over. Raises UnwritableOutput or OutputIsInput before any work is done.
    """
    from lkj_audit.render.progress import progress

    files, code = _files(paths, lang)
    if output and each and (len(files) > 1 or output.is_dir()):
        _check_folder(output)
    elif output:
        _check_output(output, files)
    results: dict[str, AuditResult] = {}
    try:
        with progress(lang, len(files)) as shown:
            for result in work(files, shown):
                results[result.path] = result
                shown.finished(result, len(results), len(files))
        if any(r.status == "failed" for r in results.values()):
            code = code or UNREAD
    except KeyboardInterrupt:
        say("interrupted", lang)
        code = INTERRUPTED
    return [results[str(f)] for f in files if str(f) in results], code


def reading(session: Session, **how: Any) -> Work:
    """Work for ``gather`` that reads files and runs no rule; ``how`` as in ``batch.read_many``."""
    from lkj_audit import batch

    return lambda files, shown: batch.read_many(files, session=session, on_page=shown.page, on_running=shown.running,
                                                **how)


def follow(results: Iterator[AuditResult], lang: Lang, files: int) -> None:
    """Use up ``results``, which come as files are finished, and show how far it is where there is a terminal."""
    from lkj_audit.render.progress import progress

    with progress(lang, files, lines=False) as shown:
        for done, result in enumerate(results, 1):
            shown.finished(result, done, files)


@contextmanager
def stored(command: str, lang: Lang, fresh: bool = False) -> Iterator[Session]:
    """The store for the runs of a command. What is wrong with it is said, and the command goes on without."""
    from lkj_audit.store import session

    def trouble(error: StoreError) -> None:
        say(error.code, lang, **error.params)
        say("store-without", lang)

    with session(command, trouble, fresh=fresh) as made:
        try:
            yield made
        finally:
            sys.stdout.flush()  # what is stored at the end need not be waited for


def write(data: str | bytes, output: Path | None) -> None:
    """``data`` to ``output``, or text to standard output. Raises UnwritableOutput."""
    if output is None:
        sys.stdout.write(data if isinstance(data, str) else data.decode())
        return
    from lkj_audit.render.files import put

    put(data, output)


def show(draw: Callable[[Console], None], output: Path | None = None) -> None:
    """Let ``draw`` print on a rich console: the terminal, or plain text in ``output``."""
    from rich.console import Console

    if output is None and sys.stdout.isatty():
        draw(Console())
        return
    page = io.StringIO()
    draw(Console(file=page, width=WIDTH))
    write("".join(line.rstrip() + "\n" for line in page.getvalue().splitlines()), output)


def say_unread(results: list[AuditResult], lang: Lang) -> None:
    """One sentence on standard error for each file that could not be read, and a summary of the causes."""
    from lkj_audit.render.text import problem_sentence

    problems = [(p, r.path) for r in results if r.status == "failed" for p in r.problems]
    for problem, path in problems:
        sys.stderr.write(problem_sentence(problem, path, lang) + "\n")
    if len(problems) > 1:
        counts = Counter(p.code for p, _ in problems).most_common()
        say("causes", lang, causes=", ".join(f"{phrase(f'cause-{code}', lang)} ({n})" for code, n in counts))


def _files(paths: list[Path], lang: Lang) -> tuple[list[Path], int]:
    from lkj_audit.batch import find_pdfs

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
