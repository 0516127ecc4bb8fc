"""Which documents belong together, for a reader and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from lkj_audit import __version__
from lkj_audit.dossiers import FILE
from lkj_audit.model import Batch, Dossier, Gist
from lkj_audit.phrases import phrase
from lkj_audit.render.contract import SCHEMA, DocumentOut, DossierOut, DossiersOut
from lkj_audit.render.text import one_line, ranges, safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def print_dossiers(console: Console, batch: Batch, lang: str) -> None:
    """One table a unit and year, then the files that could not be placed."""
    from rich.text import Text

    for (_, year), same in _groups(batch):
        files = _files(same)
        console.print(Text(one_line(f"{files[0].identity.satker} · {year or '?'}"), "bold"))
        console.print(_table([(g, _is_other_version(g, same)) for g in files], lang))
    if batch.loose:
        console.print(Text(phrase("dossier-loose", lang), "bold yellow"))
        console.print(_table([(g, False) for g in batch.loose], lang))
    console.print(Text(phrase("dossier-correct", lang, file=FILE), "dim"))


def dossiers_json(batch: Batch) -> str:
    """The dossiers as one JSON document."""
    found: list[DossierOut] = [
        {"unit": safe(_files(same)[0].identity.satker), "year": year, "documents": [_document(g) for g in _files(same)]}
        for (_, year), same in _groups(batch)]
    out: DossiersOut = {"schema": SCHEMA, "version": __version__, "dossiers": found,
                        "loose": [_document(g) for g in batch.loose]}
    return json.dumps(out, ensure_ascii=False) + "\n"


def _groups(batch: Batch) -> Iterator[tuple[tuple[str, int | None], list[Dossier]]]:
    """The versions of a unit's dossier of one year together."""
    for key, same in groupby(batch.dossiers, key=lambda d: (d.unit, d.year)):
        yield key, list(same)


def _files(same: Sequence[Dossier]) -> list[Gist]:
    return list({g.path: g for d in same for g in d.files()}.values())


def _is_other_version(gist: Gist, same: Sequence[Dossier]) -> bool:
    return any(g is gist for d in same[1:] for g in d.reports)


def _table(files: Sequence[tuple[Gist, bool]], lang: str) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(expand=True)
    for slug, ratio in (("dossier-document", 2), ("html-pages", 1), ("dossier-file", 4)):
        table.add_column(phrase(slug, lang), ratio=ratio)
    for gist, other in files:
        for n, part in enumerate(gist.parts):
            kind = phrase(f"dossier-kind-{part.kind}", lang)
            kind += f" {part.year}" if part.year else ""
            kind += f" ({phrase('dossier-version', lang)})" if other and part.kind == "lkj" else ""
            pages = ranges(range(part.first, part.last + 1))
            table.add_row(Text(kind), Text(pages), Text(one_line(gist.path) if n == 0 else ""))
    return table


def _document(gist: Gist) -> DocumentOut:
    return {"path": safe(gist.path), "sha256": gist.sha256, "confidence": round(gist.identity.confidence, 3),
            "parts": [{"kind": p.kind, "first": p.first, "last": p.last, "year": p.year} for p in gist.parts]}
