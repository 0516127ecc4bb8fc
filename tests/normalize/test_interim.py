"""Parts of the year: how they are printed, and when they end."""

from __future__ import annotations

import pytest

from lkj_audit.normalize.calendar.interim import canonical, last_month, part_of_year, parts_named


@pytest.mark.parametrize(("printed", "want"), [
    ("Triwulan II", "Triwulan II"), ("TW. 3", "Triwulan III"), ("tri wulan ke-4", "Triwulan IV"),
    ("SEMESTER 1", "Semester I"), ("smt II", "Semester II"), ("Semester III", "")])
def test_canonical(printed: str, want: str) -> None:
    assert canonical(printed) == want


@pytest.mark.parametrize(("part", "month"), [("Triwulan I", 3), ("Triwulan III", 9), ("Semester I", 6), ("", 12)])
def test_last_month(part: str, month: int) -> None:
    assert last_month(part) == month


def test_a_part_is_that_of_a_report_only_after_its_name() -> None:
    assert [p for p, *_ in parts_named("LKj Balai Benih Triwulan III Tahun 2021")] == ["Triwulan III"]
    assert not parts_named("Capaian triwulan III naik.")


def test_a_running_header_tells_it_and_two_different_ones_do_not() -> None:
    assert part_of_year("", ["Lapkin Interim Triwulan I Balai Benih"], []) == "Triwulan I"
    assert part_of_year("", ["Lapkin Triwulan I", "Lapkin Triwulan II"], []) == ""
