"""Rows without rules, their lines as close as those of a cell: told by the figures, one line of them to a row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lkj_audit.extract.unruled.anchored import anchored_rows
from lkj_audit.extract.unruled.columns import lines_of
from lkj_audit.extract.unruled.doubts import is_doubtful
from lkj_audit.extract.unruled.rows import rows_of
from lkj_audit.model import Word

XS = (40.0, 70.0, 210.0, 380.0, 460.0)
LEADING = 11.0
Placed = tuple[int, float, str]  # column, line from the top, text


def words(cells: Sequence[Placed]) -> list[Word]:
    out = []
    for column, line, text in cells:
        x = XS[column] + 4
        for part in text.split():
            out.append(Word(part, 1, (x, 100 + LEADING * line, x + 4.5 * len(part), 110 + LEADING * line)))
            x += 4.5 * len(part) + 3
    return out


def read(cells: Sequence[Placed], xs: Sequence[float] = XS) -> list[list[tuple[str, int]]] | None:
    """Each cell of each row with how many rows it has."""
    rows = anchored_rows(lines_of(words(cells)), xs)
    return None if rows is None else [[(p.text, p.row_end - p.row) for p in row] for row in rows]


MIDDLE = [(0, 1.5, "1"), (1, 1, "Tertibnya pencatatan aset"), (1, 2, "dan persediaan"),
          (2, 0, "Persentase aset yang telah"), (2, 1, "disensus pada tahun ini"), (3, 0.5, "91,20%"),
          (2, 2, "Jumlah berita acara serah terima"), (2, 3, "barang persediaan"), (3, 2.5, "14"),
          (0, 4, "2"), (1, 4, "Naiknya mutu layanan"), (2, 4, "Indeks kepuasan"), (3, 4, "3,41")]
TOP = [(0, 0, "1"), (1, 0, "Tertibnya pencatatan aset"), (1, 1, "dan persediaan"),
       (2, 0, "Persentase aset yang telah"), (2, 1, "disensus pada tahun ini"), (3, 0, "91,20%"),
       (2, 2, "Jumlah berita acara serah terima"), (2, 3, "barang persediaan"), (3, 2, "14"),
       (0, 4, "2"), (1, 4, "Naiknya mutu layanan"), (2, 4, "Indeks kepuasan"), (3, 4, "3,41")]
FOOT = [(0, 3, "1"), (1, 2, "Tertibnya pencatatan aset"), (1, 3, "dan persediaan"),
        (2, 0, "Persentase aset yang telah"), (2, 1, "disensus pada tahun ini"), (3, 1, "91,20%"),
        (2, 2, "Jumlah berita acara serah terima"), (2, 3, "barang persediaan"), (3, 3, "14"),
        (0, 4, "2"), (1, 4, "Naiknya mutu layanan"), (2, 4, "Indeks kepuasan"), (3, 4, "3,41")]
NAME = "Tertibnya pencatatan aset dan persediaan"


@pytest.mark.parametrize("cells", [MIDDLE, TOP], ids=["middle", "top"])
def test_rows_and_merged_cells_are_told_by_the_figures(cells: list[Placed]) -> None:
    assert read(cells) == [
        [("1", 2), (NAME, 2), ("Persentase aset yang telah disensus pada tahun ini", 1), ("91,20%", 1)],
        [("Jumlah berita acara serah terima barang persediaan", 1), ("14", 1)],
        [("2", 1), ("Naiknya mutu layanan", 1), ("Indeks kepuasan", 1), ("3,41", 1)]]


def test_texts_may_stand_at_the_foot_of_their_rows() -> None:
    found = read(FOOT)
    assert found is not None
    assert [row[-2:] for row in found] == [
        [("Persentase aset yang telah disensus pada tahun ini", 1), ("91,20%", 1)],
        [("Jumlah berita acara serah terima barang persediaan", 1), ("14", 1)], [("Indeks kepuasan", 1), ("3,41", 1)]]


def test_a_figure_that_a_narrow_column_breaks_makes_no_row() -> None:
    cells = [(0, 0, "1"), (1, 0, "Hasil panen padi"), (1, 1, "gogo"), (2, 0, "Ton"), (3, 0, "12.405,5"), (3, 1, "0"),
             (0, 2, "2"), (1, 2, "Hasil panen jagung"), (2, 2, "Ton"), (3, 2, "8.110,2"), (3, 3, "5")]
    found = read(cells)
    assert found is not None
    assert [[text for text, _ in row] for row in found] == [
        ["1", "Hasil panen padi gogo", "Ton", "12.405,5 0"], ["2", "Hasil panen jagung", "Ton", "8.110,2 5"]]


def test_the_label_of_a_total_may_run_over_the_first_columns() -> None:
    total = [*TOP, (0, 5, "Jumlah semua indikator"), (3, 5, "3")]
    found = read(total)
    assert found is not None
    assert [text for text, _ in found[-1]] == ["Jumlah semua indikator", "3"]


def test_a_cell_that_begins_farther_left_ends_a_merged_one() -> None:
    """A row with the mean of a group has no indicator of its own."""
    grades = [(4, line, "Baik") for line in (0, 2, 4, 6, 8)]
    found = read([*TOP, (1, 6, "Nilai kelompok kedua"), (3, 6, "88,00"), (3, 8, "7"), (2, 8, "Indeks lain"),
                  (1, 8, "Lengkapnya arsip"), (0, 8, "3"), *grades], (*XS, 520.0))
    assert found is not None
    assert found[3] == [("Nilai kelompok kedua", 1), ("88,00", 1), ("Baik", 1)]
    assert found[2][2] == ("Indeks kepuasan", 1)


def test_nothing_is_said_where_texts_do_not_fit_the_figures() -> None:
    assert read([*TOP[:-4], (2, 4, "catatan"), (2, 5, "kaki"), (3, 6, "3,41")]) is None
    assert read([(0, 0, "1"), (1, 0, "Uraian")]) is None


def test_titles_above_the_figures_are_the_header() -> None:
    head = [(0, -1, "No"), (1, -1, "Sasaran"), (2, -1, "Indikator"), (3, -1, "Target")]
    rows = rows_of(lines_of(words([*head, *MIDDLE])), XS)
    assert [p.text for p in rows[0].pieces] == ["No", "Sasaran", "Indikator", "Target"]
    assert [len(row.pieces) for row in rows] == [4, 4, 2, 4]


def test_rows_read_as_one_are_doubted() -> None:
    lines = lines_of(words(TOP))
    assert not is_doubtful(rows_of(lines, XS, headed=False))
    whole = rows_of(lines, XS, headed=False)[:1]
    whole[0].pieces[-1].lines.append([Word("14", 1, (384.0, 122.0, 393.0, 132.0))])
    assert is_doubtful(whole)


def test_rows_without_figures_among_rows_that_have_them_are_doubted() -> None:
    cells = [(2, 0, "Persentase aset yang telah"), (1, 1, "Tertibnya aset"), (2, 1, "disensus"), (3, 1, "91"),
             (2, 3, "Jumlah berita acara serah"), (1, 4, "Naiknya mutu"), (2, 4, "terima"), (3, 4, "14"),
             (2, 6, "Indeks kepuasan para"), (1, 7, "Cepatnya layanan"), (2, 7, "pemohon"), (3, 7, "88")]
    rows = [rows_of(lines_of([w for w in words(cells) if round((w.bbox[1] - 100) / LEADING) == n]), XS, headed=False)
            for n in (1, 3, 4, 6, 7)]
    assert is_doubtful([row for one in rows for row in one])
