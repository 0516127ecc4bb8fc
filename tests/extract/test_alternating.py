"""Tables of which every other row alone has upright rules between its columns."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.extract.drawing import grids, line, words, write

XS, YS = (80, 120, 330, 420), (200, 225, 250, 275, 300)
ROWS = (("No", "Indikator Kinerja", "Target"), ("1", "Persentase desa terlayani", "85,00%"),
        ("2", "Jumlah dokumen selesai", "12"), ("3", "Nilai kepuasan warga", "83,50"))


def framed(*rows: int, last: int = len(XS) - 1) -> str:
    """All level rules, the two sides, and the inner upright rules of ``rows`` up to the column ``last``."""
    drawn = [line(XS[0], y, XS[-1], y) for y in YS] + [line(x, YS[0], x, YS[-1]) for x in (XS[0], XS[-1])]
    bands = list(pairwise(YS))
    return "0.6 w\n" + "".join([*drawn, *(line(x, bands[r][0], x, bands[r][1]) for r in rows for x in XS[1:last])])


@pytest.mark.parametrize("rows", [(1, 3), (2,), (0, 2)])
def test_the_rows_between_have_the_same_columns(rows: tuple[int, ...], pdf: Path) -> None:
    assert grids(write(pdf, [framed(*rows) + words(ROWS, XS, YS)])) == [[list(row) for row in ROWS]]


def test_a_title_over_all_columns_stays_one_cell(pdf: Path) -> None:
    group = "Urusan Wajib yang Berkaitan dengan Pelayanan Dasar"
    texts = words((*ROWS[:2], (group, "", ""), ROWS[3]), XS, YS)
    found = grids(write(pdf, [framed(0, 1, 3) + texts]))[0]
    assert set(found[2]) == {group}
