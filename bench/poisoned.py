"""``python -m bench.poisoned check …``: lkj-audit with workers that go wrong on files of certain names."""

from __future__ import annotations

from unittest.mock import patch

from lkj_audit import cli
from lkj_audit.workers import in_processes
from tests.poison import with_poison

if __name__ == "__main__":
    with patch("lkj_audit.batch.in_processes", lambda jobs: with_poison(in_processes(jobs))):
        cli.main()
