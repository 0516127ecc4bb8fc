"""What spans several documents: which of them belong together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lkj_audit.commands.options import Jobs, Language, Output, Own, Password, Paths
from lkj_audit.console import gather, say_unread, show, stored, write

if TYPE_CHECKING:
    from lkj_audit.model import AuditResult
    from lkj_audit.render.progress import Progress


def dossier(
    paths: Paths,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="help-format")] = "text",
    output: Output = None,
    config: Own = None,
    lang: Language = "id",
    password: Password = None,
    jobs: Jobs = None,
) -> None:
    from lkj_audit import batch, lintas
    from lkj_audit.render.dossier_list import dossiers_json, print_dossiers

    def work(files: list[Path], shown: Progress) -> Iterator[AuditResult]:
        return batch.read_many(files, config=config, password=password, jobs=jobs, session=session,
                               on_page=shown.page, on_running=shown.running)

    with stored("dossier", lang) as session:
        results, code = gather(work, paths, output, lang)
        found = lintas.gathered(results, session)
    if form == "json":
        write(dossiers_json(found), output)
    else:
        show(lambda console: print_dossiers(console, found, lang), output)
    say_unread(results, lang)
    raise typer.Exit(code)
