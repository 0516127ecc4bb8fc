"""The options that several commands share. Help texts are slugs of the catalogue: ``main()`` puts them into the
reader's language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lkj_audit.console import Lang

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="help-paths", show_default=False)]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="help-output")]
Language = Annotated[Lang, typer.Option("--lang", help="help-lang")]
Password = Annotated[str | None, typer.Option("--password", help="help-password")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="help-jobs")]
Own = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="help-config-file")]
Selectors = list[str] | None


def codes(selectors: Selectors) -> list[str]:
    """The selectors of options that may be repeated and may each hold several, split by commas."""
    return [s.strip() for given in selectors or () for s in given.split(",") if s.strip()]
