"""Tables with rules between their columns alone, and tables under each other that are open at the same sides."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.extract.drawing import PROSE, bar, grids, line, text, words, write

XS = (80, 120, 330, 420)
FIRST, SECOND = (200, 225, 250, 275), (360, 385, 410, 435)
ROWS = (("No", "Indikator Kinerja", "Target"), ("1", "Persentase desa terlayani", "85,00%"),
        ("2", "Jumlah dokumen selesai", "12"))
OTHER = (("No", "Program", "Pagu"), ("1", "Penataan ruang", "750.000"), ("2", "Jalan daerah", "980.500"))


def upright(ys: tuple[int, ...]) -> str:
    return "0.6 w\n" + "".join(line(x, ys[0], x, ys[-1]) for x in XS[1:-1])


def level(*ys: float) -> str:
    return "0.6 w\n" + "".join(line(XS[0], y, XS[-1], y) for y in ys)


@pytest.mark.parametrize("content", [
    pytest.param(upright(FIRST), id="between-columns"),
    pytest.param(upright(FIRST) + level(FIRST[1]), id="and-under-the-header"),
    pytest.param(upright(FIRST) + level(FIRST[0], FIRST[-1]), id="and-above-and-below"),
    pytest.param(upright(FIRST) + level(*FIRST[1:-1]), id="and-between-rows"),
    pytest.param("q 0.8 g " + bar(XS[0], FIRST[0], XS[-1], FIRST[1]) + "Q\n" + upright(FIRST), id="shaded-header"),
])
def test_no_rule_round_the_table(content: str, pdf: Path) -> None:
    assert grids(write(pdf, [content + words(ROWS, XS, FIRST)])) == [[list(row) for row in ROWS]]


@pytest.mark.parametrize("rules", [
    pytest.param(upright, id="between-columns"),
    pytest.param(lambda ys: upright(ys) + level(*ys[1:-1]), id="and-between-rows"),
    pytest.param(lambda ys: upright(ys) + level(*ys), id="all-but-the-sides"),
    pytest.param(lambda ys: upright(ys) + level(ys[0], ys[-1]), id="above-and-below")])
def test_two_tables_of_one_width_are_two(rules, pdf: Path) -> None:  # type: ignore[no-untyped-def]
    between = text(80, 310, PROSE) + text(80, 345, "Tabel 3.2 Anggaran menurut Program")
    content = rules(FIRST) + words(ROWS, XS, FIRST) + between + rules(SECOND) + words(OTHER, XS, SECOND)
    assert grids(write(pdf, [content])) == [[list(row) for row in rows] for rows in (ROWS, OTHER)]


def test_a_title_across_all_columns_does_not_part_a_table(pdf: Path) -> None:
    """No upright rule runs through it, but it is one line without a number."""
    ys = (200, 225, 250, 275, 300)
    parted = [(a, b) for a, b in pairwise(ys) if a != 225]
    rules = level(*ys) + "".join(line(x, a, x, b) for x in XS[1:-1] for a, b in parted)
    rows = (ROWS[0], ("Sasaran pertama: layanan yang merata", "", ""), *ROWS[1:])
    found, = grids(write(pdf, [rules + words(rows, XS, ys)]))
    assert [row[-1] for row in found][-2:] == ["85,00%", "12"]


def test_lines_behind_a_chart_are_no_columns(pdf: Path) -> None:
    """Names stand beside them, but no titles above."""
    lines = "".join(line(x, 200, x, 300) for x in (150, 200, 250, 300))
    names = "".join(text(90, 215 + 25 * i, f"Bidang {n}") + text(160 + 30 * i, 215 + 25 * i, f"{12 + i}")
                    for i, n in enumerate("ABC"))
    assert grids(write(pdf, ["0.3 w\n" + lines + names])) == []
