"""References of the text to what is numbered: captions and other documents are none."""

from __future__ import annotations

import pytest

from lkj_audit.normalize.text.references import find_references
from tests.building import make_document


@pytest.mark.parametrize(("text", "want"), [
    ("Rinciannya dapat dilihat pada Tabel 3.1 dan Gambar 2.", [("Tabel", "3.1"), ("Gambar", "2")]),
    ("Uraian lengkap ada dalam lampiran II dan tabel 4-2.", [("Lampiran", "II"), ("Tabel", "4.2")]),
    ("Seperti yang tabel 3.2 tunjukkan, hasilnya naik.", [("Tabel", "3.2")]),
    ("Tabel 3.2 Hasil Pengukuran Kinerja", []),  # a caption
    ("Sesuai Lampiran II Peraturan Menteri tersebut.", []),
    ("Foto 3 orang petugas dan tabel 5 kolom.", []),
])
def test_references(text: str, want: list[tuple[str, str]]) -> None:
    assert [(r.label, r.number) for r in find_references(make_document([text]))] == want


def test_a_reference_has_its_own_words_for_evidence() -> None:
    document = make_document(["Hasilnya tersaji pada Tabel 3.1 berikut."])
    found, = find_references(document)
    assert found.value.text == "Tabel 3.1"
    assert found.value.places[0].bbox[0] == document.blocks[0].words[3].bbox[0]
