"""Columns whose titles begin at the left of the column and whose figures end at its right."""

from __future__ import annotations

from lkj_audit.extract.unruled.columns import column_gaps, lines_of
from lkj_audit.model import Word

LEFT, RIGHT = (60.0, 200.0, 262.0, 324.0, 386.0), (190.0, 250.0, 312.0, 374.0, 436.0)


def at_left(y: float, *texts: str) -> list[Word]:
    return [Word(t, 1, (x, y, x + 5 * len(t), y + 10)) for x, t in zip(LEFT, texts, strict=True) if t]


def at_right(y: float, name: str, *texts: str) -> list[Word]:
    return at_left(y, name, *[""] * 4) + [Word(t, 1, (x - 5 * len(t), y, x, y + 10))
                                          for x, t in zip(RIGHT[1:], texts, strict=True) if t]


def sides(body: list[list[Word]]) -> list[int]:
    """Into which column each title falls."""
    titles = at_left(100, "Prodi", "2020", "2021", "2022", "Jumlah")
    gaps = column_gaps(body, 55, 450, lines_of(titles))
    return [sum(x < (w.bbox[0] + w.bbox[2]) / 2 for x in gaps) for body_row in (titles, body[0]) for w in body_row]


def test_each_title_keeps_its_own_figures() -> None:
    body = [at_right(120, "Tambak", "28", "25", "31", "84"), at_right(135, "Kapal", "40", "38", "36", "114"),
            at_right(150, "Sawit", "60", "58", "30", "148")]
    assert sides(body) == [0, 1, 2, 3, 4] * 2


def test_a_word_among_the_figures_stands_under_the_title() -> None:
    body = [at_right(120 + 15 * r, "Tambak", "28", "25", "31", "84") for r in range(4)]
    body.append([*at_left(180, "Predikat", "B", "BB", "BB", ""), *at_right(180, "", "", "", "", "100")])
    assert sides(body) == [0, 1, 2, 3, 4] * 2
