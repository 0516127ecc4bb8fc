"""Cells of extracted tables that a person has put right, kept by the PDF's SHA-256: they outlive the upload, and hold
whenever the same file comes again."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from lkj_audit.model import Correction
from lkj_audit.web.database import opened


def of(database: Path, sha256: str) -> list[Correction]:
    """The corrections of a file, the oldest first."""
    with opened(database) as db:
        rows = db.execute("SELECT data FROM corrections WHERE sha256 = ? ORDER BY id", (sha256,))
        return [_load(row["data"]) for row in rows]


def put(database: Path, sha256: str, correction: Correction) -> None:
    """Keep a correction; the one of the same cell before is replaced, and taken back where the text is as it was."""
    place = _place(correction.table, correction.row, correction.column)
    with opened(database) as db:
        db.execute("DELETE FROM corrections WHERE sha256 = ? AND place = ?", (sha256, place))
        if correction.text != correction.was:
            db.execute("INSERT INTO corrections (sha256, at, place, data) VALUES (?, ?, ?, ?)",
                       (sha256, datetime.now().astimezone().isoformat(timespec="seconds"), place, _dump(correction)))


def _place(table: str, row: int, column: int) -> str:
    return f"{table}/{row}/{column}"


def _dump(correction: Correction) -> str:
    return json.dumps({**asdict(correction), "date": correction.date.isoformat()}, ensure_ascii=False)


def _load(data: str) -> Correction:
    found = json.loads(data)
    return Correction(**{**found, "date": date.fromisoformat(found["date"])})
