"""``pytest tests/extract --update-golden`` writes the golden files anew; look at the difference before you keep it."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/extract/golden anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden", default=False))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """Where a test may write its PDF."""
    return tmp_path / "tata-letak.pdf"
