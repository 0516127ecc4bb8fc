"""Words that a narrow column broke are whole again where the report has them whole."""

from __future__ import annotations

import pytest

from lkj_audit.extract.words.blocks import block_from_words
from lkj_audit.extract.words.broken_words import mended
from lkj_audit.model import Cell, Table, Word


def read(cell: str, text: str = "Pelayanan kelurahan dan kecamatan di samping balai kota") -> str:
    words = [Word(w, 1, (20.0 * i, 50.0, 20.0 * i + 18, 60.0)) for i, w in enumerate(text.split())]
    table = Table("T01", (1,), ("Uraian",), (Cell("Uraian", ()),), ((Cell(cell, ()),),))
    after = mended([block_from_words(words), table])[1]
    assert isinstance(after, Table)
    return after.rows[0][0].text


@pytest.mark.parametrize(("broken", "whole"), [
    ("Nilai Kecamata n", "Nilai Kecamatan"), ("desa/kelurah an terbaik", "desa/kelurahan terbaik"),
    ("Pela yan an.", "Pelayanan.")])
def test_pieces_of_a_known_word_are_joined(broken: str, whole: str) -> None:
    assert read(broken) == whole


@pytest.mark.parametrize("text", ["di samping balai", "Kecamatan n", "Lembu ng Baru", "balai kota"])
def test_other_words_stay_apart(text: str) -> None:
    assert read(text) == text
