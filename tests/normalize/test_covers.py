"""The year on the cover below the name of the report."""

from __future__ import annotations

import pytest

from lkj_audit.model import Identity
from lkj_audit.normalize.satker.identity import find_mentions
from tests.building import make_document


@pytest.mark.parametrize(("lines", "relation"), [
    (("LAPORAN KINERJA", "BALAI BENIH PADI", "TAHUN 2021"), "other"),
    (("Laporan Kinerja Instansi Pemerintah", "BALAI BENIH PADI TAHUN ANGGARAN 2021"), "other"),
    (("LAPORAN KINERJA", "BALAI BENIH PADI", "TAHUN 2022"), "report"),
    (("LAPORAN KINERJA", "BALAI BENIH PADI", "TAHUN 2023"), ""),  # when it was written
    (("LAPORAN HASIL EVALUASI", "LAPORAN KINERJA BALAI BENIH PADI", "TAHUN 2021"), ""),
    (("BALAI BENIH PADI", "TAHUN 2021"), ""),
    (("LAPORAN KINERJA", *("Balai" for _ in range(4)), "TAHUN 2021"), "")])
def test_year_below_the_name(lines: tuple[str, ...], relation: str) -> None:
    found = find_mentions(make_document(list(lines)), Identity(year=2022))
    assert [m.relation for m in found if m.kind == "year"] == [relation]
