"""What spans several documents: which of them belong together."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from lkj_audit.commands.options import Jobs, Language, Output, Own, Password, Paths
from lkj_audit.console import gather, reading, say_unread, show, stored, write


def dossier(
    paths: Paths,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="help-format")] = "text",
    output: Output = None,
    config: Own = None,
    lang: Language = "id",
    password: Password = None,
    jobs: Jobs = None,
) -> None:
    from lkj_audit import lintas
    from lkj_audit.render.dossier_list import dossiers_json, print_dossiers

    with stored("dossier", lang) as session:
        results, code = gather(reading(session, config=config, password=password, jobs=jobs), paths, output, lang)
        found = lintas.gathered(results, session)
    if form == "json":
        write(dossiers_json(found), output)
    else:
        show(lambda console: print_dossiers(console, found, lang), output)
    say_unread(results, lang)
    raise typer.Exit(code)
