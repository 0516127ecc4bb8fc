""" "dari … menjadi …": which two figures, which way, by how much."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkj_audit.model import Change
from lkj_audit.normalize.figures.changes import find_changes
from lkj_audit.normalize.figures.claims import find_claims
from tests.building import make_document


def changes(*texts: str) -> list[Change]:
    document = make_document(texts)
    return list(find_changes(document, find_claims(document)))


def shown(change: Change) -> tuple[Decimal | None, Decimal | None, Decimal | None, str]:
    return (change.old.value.number, change.new.value.number, change.by.value.number if change.by else None,
            change.direction)


@pytest.mark.parametrize(("text", "want"), [
    ("Serapan naik dari 90% menjadi 95%.", (90, 95, None, "up")),
    ("Serapan anggaran naik sebesar 5% dari 90% pada tahun lalu menjadi 95%.", (90, 95, 5, "up")),
    ("Jumlah temuan menurun dari 12 temuan pada 2022 menjadi 7 temuan.", (12, 7, None, "down")),
    ("Pagu semula Rp5.000.000 menjadi Rp6.000.000, bertambah sebesar Rp1.000.000.",
     (5_000_000, 6_000_000, 1_000_000, "up")),
    ("Walaupun anggaran turun, capaian meningkat dari 80% menjadi 88%.", (80, 88, None, "up")),
    ("Nilai berubah dari 80% menjadi 88%.", (80, 88, None, "")),
    ("Pada APBD murni tersedia Rp5.000.000 dan sesudah perubahan menjadi Rp4.000.000 atau berkurang Rp1.000.000.",
     (5_000_000, 4_000_000, 1_000_000, "down")),
    ("Pagu awal Rp5.000.000 berkurang Rp2.000.000, ditambah hibah Rp3.000.000 menjadi Rp6.000.000.",
     (5_000_000, 6_000_000, None, "")),
    ("APBD murni menyediakan Rp6.000.000, sedangkan APBD perubahan Rp5.000.000 atau berkurang Rp1.000.000.",
     (6_000_000, 5_000_000, 1_000_000, "down")),
    ("Tahun 2022 tersedia Rp6.000.000 dan tahun 2021 sebesar Rp5.000.000 sehingga naik 20%.",
     (5_000_000, 6_000_000, 20, "up")),
    ("Retribusi sebesar Rp6.000.000, naik 20% dari tahun 2022 sebesar Rp5.000.000.", (5_000_000, 6_000_000, 20, "up")),
])
def test_a_change_in_one_sentence(text: str, want: tuple[int | None, int | None, int | None, str]) -> None:
    assert [shown(c) for c in changes(text)] == [want]


def test_the_word_that_tells_the_direction_is_kept() -> None:
    change, = changes("Terjadi Peningkatan serapan dari 90% menjadi 95%.")
    assert change.word == "Peningkatan"


@pytest.mark.parametrize("text", [
    "Target sebesar 90% menjadi acuan.",
    "Dari 24 pegawai, sebanyak 12 orang menjadi pengawas.",  # two things counted
    "Pagu dari APBN sebesar Rp5.000.000. Sisa menjadi Rp1.000.000.",  # two sentences
    "Serapan dari 90% menjadi Rp5.000.000.",
])
def test_figures_that_are_not_before_and_after(text: str) -> None:
    assert changes(text) == []
