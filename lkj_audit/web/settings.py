"""How the local page is set up, and where it keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Site:
    """The place of everything the page keeps; goes to the worker processes. ``store`` has the reviewers' decisions,
    ``folder`` holds PDFs to choose from, ``config`` is taken instead of the nearest lkj-audit.toml."""

    data: Path
    store: Path
    folder: Path | None = None
    config: Path | None = None

    @property
    def database(self) -> Path:
        return self.data / "serve.sqlite3"

    @property
    def accounts(self) -> Path:
        return self.data / "accounts.json"

    def of(self, job: str) -> Path:
        """The folder of one report."""
        return self.data / "laporan" / job


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload, and all that wait, may be; ``hours`` after which an uploaded report is deleted."""

    megabytes: int = 200
    files: int = 100
    waiting: int = 500
    hours: int = 24

    @property
    def bytes(self) -> int:
        return self.megabytes << 20
