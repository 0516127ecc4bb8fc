"""No test may touch the user's own store: it lies in a temporary folder, for subprocesses too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj_audit.store.schema import PLACE


@pytest.fixture(scope="session", autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("store") / "store.sqlite"
    before = os.environ.get(PLACE)
    os.environ[PLACE] = str(place)
    yield place
    if before is None:
        del os.environ[PLACE]
    else:
        os.environ[PLACE] = before
