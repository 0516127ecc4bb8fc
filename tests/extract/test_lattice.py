"""Tables of shapes that stand apart, as on slides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extract.drawing import HEIGHT, ROWS, XS, YS, bar, grids, text, words, write


def shapes(paint: str, gap: float) -> str:
    """A box for each cell, ``gap`` points from the next."""
    boxes = [(XS[c], YS[r + 1], XS[c + 1] - XS[c], YS[r + 1] - YS[r]) for r in range(3) for c in range(3)]
    return "0.7 w 0.9 g\n" + "".join(
        f"{x + gap / 2} {HEIGHT - bottom + gap / 2} {wide - gap} {high - gap} re {paint}\n"
        for x, bottom, wide, high in boxes) + "0 g\n"


@pytest.mark.parametrize("paint", ["f", "S", "B"])
@pytest.mark.parametrize("gap", [0, 2, 5])
def test_a_table_of_boxes(paint: str, gap: float, pdf: Path) -> None:
    rows = (ROWS[0], ("1", "Persentase desa", "85,00%"), ("2", "Jumlah dokumen", "12"))
    assert grids(write(pdf, [shapes(paint, gap) + words(rows)])) == [[list(row) for row in rows]]


def test_boxes_without_figures_under_titles_are_a_chart(pdf: Path) -> None:
    """Offices, as in a chart of an organisation."""
    rows = (("Kepala", "Sekretaris", "Bendahara"), ("Bidang A", "Bidang B", "Bidang C"),
            ("Seksi A", "Seksi B", "Seksi C"))
    assert grids(write(pdf, [shapes("S", 8) + words(rows)])) == []


def test_what_stands_beside_the_boxes_stays(pdf: Path) -> None:
    rows = (ROWS[0], ("1", "Persentase desa", "85,00%"), ("2", "Jumlah dokumen", "12"))
    content = shapes("B", 5) + words(rows) + bar(80, 330, 420, 331) + text(80, 350, "Sumber: data bidang.")
    assert len(grids(write(pdf, [content]))) == 1
