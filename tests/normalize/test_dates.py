"""Dates: the day, the weekday before it, in text and cells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lkj_audit.normalize.calendar.dates import find_dates
from tests.building import make_document


def dates(*flow: Any) -> list[tuple[str, date | None, str]]:
    return [(d.text, d.day, d.weekday) for d in find_dates(make_document(flow))]


@pytest.mark.parametrize(("text", "want"), [
    ("Ditetapkan pada 8 Agustus 2022.", [("8 Agustus 2022", date(2022, 8, 8), "")]),
    ("Rapat hari Senin, 8 Agustus 2022.", [("Senin, 8 Agustus 2022", date(2022, 8, 8), "Senin")]),
    ("Rapat Jum’at tanggal 12-08-2022.", [("Jum’at tanggal 12-08-2022", date(2022, 8, 12), "Jum’at")]),
    ("Pada Kamis-Senin (15-19/9/2022).", [("Kamis-Senin (15-19/9/2022", date(2022, 9, 15), "Kamis"),
                                          ("Kamis-Senin (15-19/9/2022", date(2022, 9, 19), "Senin")]),
    ("Terbit 30 Pebruari 2021.", [("30 Pebruari 2021", None, "")]),
    ("Nomor 12/08/2022 dan tahun 2022.", []),
    ("Kode 3.12 Mei 2020.", []),
])
def test_dates_in_the_text(text: str, want: list[tuple[str, date | None, str]]) -> None:
    assert dates(text) == want


def test_a_date_in_a_cell_has_the_whole_cell_for_evidence() -> None:
    found, = find_dates(make_document([{"header": ["No", "Waktu"], "rows": [["1", "Rapat Selasa, 9 Agustus 2022"]]}]))
    assert (found.text, found.value.text) == ("Selasa, 9 Agustus 2022", "Rapat Selasa, 9 Agustus 2022")
    assert found.value.table


def test_a_date_in_the_text_has_its_own_words_for_evidence() -> None:
    document = make_document(["Lumbung Jaya, 8 Agustus 2022"])
    found, = find_dates(document)
    assert found.value.places[0].bbox[0] == document.blocks[0].words[2].bbox[0]
