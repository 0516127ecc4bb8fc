"""Rows of plan and result tables as indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkj_audit.model import Identity, Indicator
from lkj_audit.normalize.linking.indicators import indicators
from lkj_audit.normalize.tables.kinds import type_tables
from tests.building import make_document


def rows_of(
    header: Sequence[str], rows: Sequence[Sequence[str | None]], caption: str = "Capaian Kinerja"
) -> list[Indicator]:
    return list(
        indicators(type_tables(make_document([{"header": header, "rows": rows, "caption": caption}]), Identity()))
    )


def test_figures_and_sasaran() -> None:
    (one, two) = rows_of(["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian"], [
        ["1", "Tertib arsip", "Prosentase arsip tertata", "80%", "90%", "112,5%"],
        [None, None, "Nilai arsip", "B", "BB", ""]])
    assert (one.key, one.target and one.target.number, one.capaian and one.capaian.number) == (
        "persentase arsip tertata",
        Decimal(80),
        Decimal("112.5"),
    )
    assert two.sasaran is not None and two.sasaran.text == "Tertib arsip" and two.sasaran.filled
    assert two.target is not None and two.target.quantity is not None and two.target.quantity.grade == "B"


def test_totals_means_and_groups_are_no_indicators() -> None:
    found = rows_of(["No", "Indikator", "Target", "Realisasi"], [
        ["", "Sasaran 1: Tertib administrasi", "", ""],
        ["1", "Rata-rata lama sekolah", "8", "8,1"],
        ["2", "Jumlah dokumen", "4", "4"],
        ["", "Rata-rata capaian", "", "100"],
        ["", "Jumlah", "12", "12"]])
    assert [x.name.text for x in found] == ["Rata-rata lama sekolah", "Jumlah dokumen"]


def test_bullets_are_not_part_of_the_key() -> None:
    (found,) = rows_of(["Indikator", "Target", "Realisasi"], [["a. Persentase surat terjawab", "90%", "90%"]])
    assert found.key == "persentase surat terjawab"


def test_iku_without_target() -> None:
    (found,) = rows_of(
        ["Sasaran", "Indikator Kinerja Utama", "Formulasi"],
        [["Tertib", "Persentase tertib", "a/b"]],
        "Indikator Kinerja Utama",
    )
    assert found.source == "iku" and found.target is None


def test_owner_of_the_plan() -> None:
    (found,) = rows_of(
        ["Sasaran", "Indikator", "Target"],
        [["Tertib", "Persentase tertib", "90%"]],
        "PERJANJIAN KINERJA TAHUN 2023 SEKRETARIS DPRD",
    )
    assert found.owner == "Sekretaris"


def test_a_unit_in_brackets_is_no_part_of_the_name() -> None:
    first, second = rows_of(["Indikator", "Target", "Realisasi"], [
        ["Luas kawasan yang dikelola (ha)", "10", "11"], ["Luas kawasan yang dikelola (lestari)", "10", "11"]])
    assert first.key == "luas kawasan yang dikelola"
    assert second.key != first.key


def test_the_score_of_all_indicators_is_none_of_them() -> None:
    found = rows_of(["Indikator", "Target", "Realisasi", "Capaian"], [
        ["Produksi padi", "10", "11", "110"], ["Nilai Kinerja Organisasi (NKO)", "", "", "110"]])
    assert [x.name.text for x in found] == ["Produksi padi"]


def test_the_column_that_tells_the_rows_apart_names_them() -> None:
    found = rows_of(["Kegiatan", "Output", "Target", "Realisasi", "Capaian"], [
        ["Pembinaan arsip", "Laporan pembinaan", "4", "4", "100%"], [None, "Peserta pembinaan", "40", "42", "105%"]])
    assert [x.name.text for x in found] == ["Laporan pembinaan", "Peserta pembinaan"]
