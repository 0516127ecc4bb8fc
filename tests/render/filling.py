"""Working papers filled in as a reviewer does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from lkj_audit.model import AuditResult
from lkj_audit.render.formats import Run
from lkj_audit.render.kertas_kerja import COL, check_xlsx

SHEETS = {"id": "Temuan", "en": "Findings"}


def papers(path: Path, *results: AuditResult, lang: str = "id") -> Path:
    """Working papers of ``results`` at ``path``."""
    path.write_bytes(check_xlsx(Run(results, lang, folder=path.parent)))
    return path


def fill(path: Path, row: int, cells: Mapping[str, Any], lang: str = "id") -> Path:
    """Write ``cells``, by the slugs of ``kertas_kerja.TEMUAN``, into line ``row`` (the first finding is on 2)."""
    book = load_workbook(path)
    for slug, value in cells.items():
        book[SHEETS[lang]].cell(row, COL[slug] + 1).value = value
    book.save(path)
    return path
