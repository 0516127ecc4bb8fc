"""lkj-audit with workers that go wrong on files of certain names (``tests.poison``): ``python -m bench.poisoned check …``."""

from __future__ import annotations

from lkj_audit import batch, cli, workers
from tests.poison import with_poison

if __name__ == "__main__":
    batch.in_processes = lambda jobs: with_poison(workers.in_processes(jobs))
    cli.main()
