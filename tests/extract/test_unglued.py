"""Words that OCR ran together are parted, and the leaders of a table of contents are found again."""

from __future__ import annotations

import pytest

from lkj_audit.extract.scanned.ocr import PixelWord
from lkj_audit.extract.scanned.unglued import unglued


def line(*texts: str, wide: float = 80) -> list[PixelWord]:
    return [(text, 0.99, (100.0 * i, 10.0, 100.0 * i + wide, 30.0)) for i, text in enumerate(texts)]


@pytest.mark.parametrize(("read", "meant"), [
    ("tahun2021", "tahun 2021"), ("37orang", "37 orang"), ("1Bagan", "1 Bagan"), ("atau97,2%", "atau 97,2%"),
    ("BABIPENDAHULUAN", "BAB I PENDAHULUAN"), ("BABIII", "BAB III"), ("BABI", "BAB I"), ("BABI potong", "BABI potong"),
    ("398.550.000.Sisa", "398.550.000. Sisa"), ("selesai.Adapun", "selesai. Adapun"), ("Wira,M.Si.", "Wira, M.Si."),
    ("A.Md.Keb", "A.Md.Keb"), ("terserap. Rp 5.000.000", "terserap Rp 5.000.000"), ("layanan. prima", "layanan prima"),
    ("terserap. Sisanya", "terserap. Sisanya"), ("dll. yang", "dll. yang"), ("terserap.", "terserap."),
    ("pukul. 08.00", "pukul. 08.00"), ("66;85", "66,85"), ("1;2;3", "1;2;3"), ("97;5 pasal 3;", "97;5 pasal 3;"),
    ("Sedang;75%", "Sedang; 75%"), ("(IKM)sebesar", "(IKM) sebesar"), ("1.2ASN", "1.2 ASN"),
    ("S26 orang", "S2 6 orang"), ("S26", "S26"), ("D312 orang", "D3 12 orang"),
    ("km2", "km2"), ("PM10", "PM10"), ("SP2D", "SP2D"), ("3D", "3D"), ("KEP/Deputi2/2021", "KEP/Deputi2/2021")])
def test_words_run_together_are_parted(read: str, meant: str) -> None:
    assert " ".join(text for text, _, _ in unglued(line(*read.split(), wide=90))) == meant


def test_a_full_stop_at_the_end_of_a_cell_is_no_speck() -> None:
    assert [text for text, _, _ in unglued(line("terserap.", "yang"))] == ["terserap.", "yang"]


def test_pieces_of_a_word_in_capitals_are_put_together() -> None:
    """The engine takes the wide letter M for the end of a word."""
    texts = ("DINAS", "UM", "UM", "DAN")
    assert [text for text, _, _ in unglued(line(*texts, wide=90))] == ["DINAS", "UMUM", "DAN"]
    assert [text for text, _, _ in unglued(line("DINAS", "UM", "UM"))] == ["DINAS", "UM", "UM"]


def test_the_parts_share_the_box() -> None:
    assert [box for _, _, box in unglued(line("37orang!"))] == [(0, 10, 20, 30), (20, 10, 80, 30)]


def test_only_a_number_after_bab_is_parted_from_its_title() -> None:
    assert [text for text, _, _ in unglued(line("BAB", "IVPENUTUP", "IVPENUTUP"))] == [
        "BAB", "IV", "PENUTUP", "IVPENUTUP"]


def test_leaders_are_of_full_length_before_a_page_number_alone() -> None:
    assert [text for text, _, _ in unglued(line("Penutup..", "...", "12"))] == ["Penutup....", "....", "12"]
    assert [text for text, _, _ in unglued(line("dan", "seterusnya...", "Penutup"))] == [
        "dan", "seterusnya...", "Penutup"]
