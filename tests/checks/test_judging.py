"""What the rules share."""

import pytest

from lkj_audit.checks.judging import is_slip


@pytest.mark.parametrize(("one", "other", "slip"), [
    ("4821", "4831", True), ("4821", "4281", True), ("2.07.01", "2.07.02", True),
    ("4821", "4821", False), ("4821", "1824", False), ("4821", "4912", False), ("4821", "48211", False),
    ("", "", False)])
def test_one_digit_or_two_neighbours(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip
