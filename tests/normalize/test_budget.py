"""Rows of budget tables as lines with their place in the hierarchy."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from lkj_audit.model import BudgetLine, Identity
from lkj_audit.normalize.tables.budget import budget_lines
from lkj_audit.normalize.tables.kinds import type_tables
from tests.building import make_document


def lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "Realisasi Anggaran", before: str = ""
) -> list[BudgetLine]:
    flow: list[Any] = [before] if before else []
    flow.append({"header": header, "rows": rows, "caption": caption})
    return list(budget_lines(type_tables(make_document(flow), Identity())))


def shape(found: list[BudgetLine]) -> list[tuple[str, str, int | None]]:
    return [(x.code, x.level, x.parent) for x in found]


HEADER = ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa", "%"]


def row(code: str, name: str, pagu: str, real: str) -> list[str]:
    return [code, name, pagu, real, "", ""]


def test_programmes_and_their_activities() -> None:
    found = lines(HEADER, [
        row("", "JUMLAH SELURUHNYA", "6.000.000.000", "5.000.000.000"),
        row("CQ", "Pemilu", "4.000.000.000", "3.000.000.000"),
        row("CQ.6639", "Teknis", "4.000.000.000", "3.000.000.000"),
        row("WA", "Dukungan", "2.000.000.000", "2.000.000.000"),
        row("WA.3355", "Keuangan", "2.000.000.000", "2.000.000.000")])
    assert shape(found) == [
        ("", "total", None),
        ("CQ", "program", 0),
        ("CQ.6639", "kegiatan", 1),
        ("WA", "program", 0),
        ("WA.3355", "kegiatan", 3),
    ]


def test_unit_row_heads_the_kinds_of_spending() -> None:
    found = lines(HEADER, [
        row("402211", "KANWIL", "6.000.000.000", "5.000.000.000"),
        row("51", "BELANJA PEGAWAI", "4.000.000.000", "3.000.000.000"),
        row("52", "BELANJA BARANG", "2.000.000.000", "2.000.000.000")])
    assert shape(found) == [("402211", "total", None), ("51", "belanja", 0), ("52", "belanja", 0)]


def test_unlabelled_first_row_is_the_total() -> None:
    found = lines(HEADER, [
        row("", "", "6.000.000.000", "5.000.000.000"),
        row("CQ", "Pemilu", "4.000.000.000", "3.000.000.000"),
        row("WA", "Dukungan", "2.000.000.000", "2.000.000.000")])
    assert shape(found) == [("", "total", None), ("CQ", "program", 0), ("WA", "program", 0)]


def test_first_row_that_is_the_sum_is_the_total() -> None:
    found = lines(["Uraian", "Pagu", "Realisasi"], [
        ["Dinas Kesehatan", "6.000.000.000", "5.000.000.000"],
        ["Bidang A", "4.000.000.000", "3.000.000.000"],
        ["Bidang B", "2.000.000.000", "2.000.000.000"]])
    assert [x.parent for x in found] == [None, 0, 0] and found[0].level == "total"


def test_code_inside_the_name_and_broken_by_a_narrow_cell() -> None:
    found = lines(["Uraian", "Pagu", "Realisasi"], [
        ["CQ Penyelenggaraan Pemilu", "4.000.000.000", "3.000.000.000"],
        ["CQ.663 9 Teknis Penyelenggaraan", "4.000.000.000", "3.000.000.000"]])
    assert shape(found) == [("CQ", "program", None), ("CQ.6639", "kegiatan", 0)]
    assert found[1].name.text == "Teknis Penyelenggaraan"


def test_codes_of_other_agencies() -> None:
    found = lines(HEADER, [
        row("054.01.GG", "Statistik", "4.000.000.000", "3.000.000.000"),
        row("2886.EBA", "Layanan", "4.000.000.000", "3.000.000.000")])
    assert [x.code for x in found] == ["054.01.GG", "2886.EBA"] and found[0].level == "program"


def test_regional_hierarchy() -> None:
    found = lines(HEADER, [
        row("1.02.01", "Program Penunjang", "4.000.000.000", "3.000.000.000"),
        row("1.02.01.2.01", "Perencanaan", "1.000.000.000", "900.000.000"),
        row("1.02.01.2.02", "Keuangan", "3.000.000.000", "2.100.000.000")])
    assert shape(found) == [
        ("1.02.01", "program", None),
        ("1.02.01.2.01", "kegiatan", 0),
        ("1.02.01.2.02", "kegiatan", 0),
    ]


def test_total_row_at_the_end() -> None:
    found = lines(["No", "Program", "Anggaran"], [
        ["1", "Penyuluhan", "Rp 1.000.000.000"],
        ["2", "Sarana", "Rp 2.000.000.000"],
        ["", "Jumlah", "Rp 3.000.000.000"]])
    assert shape(found) == [("", "program", 2), ("", "program", 2), ("", "total", None)]


def test_subtotals_belong_to_the_grand_total() -> None:
    found = lines(["Uraian", "Pagu"], [
        ["Gaji", "1.000.000.000"],
        ["Sub Jumlah", "1.000.000.000"],
        ["Rapat", "2.000.000.000"],
        ["Sub Jumlah", "2.000.000.000"],
        ["Total", "3.000.000.000"]])
    assert [x.parent for x in found] == [1, 4, 3, 4, None]


def test_spending_under_each_programme() -> None:
    found = lines(HEADER, [
        row("CQ", "Pemilu", "4.000.000.000", "3.000.000.000"),
        row("51", "Belanja Pegawai", "4.000.000.000", "3.000.000.000"),
        row("WA", "Dukungan", "2.000.000.000", "2.000.000.000"),
        row("51", "Belanja Pegawai", "2.000.000.000", "2.000.000.000")])
    assert [x.parent for x in found] == [None, 0, None, 2]


def test_named_activities_follow_their_programme() -> None:
    found = lines(["Program/Kegiatan", "Pagu", "Realisasi"], [
        ["Program Penyuluhan", "3.000.000.000", "1.000.000.000"],
        ["Kegiatan Pelatihan", "1.000.000.000", "500.000.000"],
        ["Kegiatan Lapangan", "2.000.000.000", "500.000.000"]])
    assert [(x.level, x.parent) for x in found] == [("program", None), ("kegiatan", 0), ("kegiatan", 0)]


def test_code_in_the_caption_of_a_single_programme() -> None:
    (found,) = lines(
        ["Sasaran", "Indikator", "Target", "Realisasi", "Capaian"],
        [["Dukungan", "Layanan kantor", "2.000.000.000", "1.900.000.000", "95,00%"]],
        "Tabel 3.5 Realisasi Anggaran (076.01.WA)",
    )
    assert (found.code, found.level) == ("076.01.WA", "program")
    assert found.pagu is not None and found.pagu.number == Decimal(2000000000)
    assert found.persen is not None and found.persen.number == Decimal("95.00")


def test_single_row_without_a_name_is_the_whole_unit() -> None:
    (found,) = lines(
        ["Nomor", "Alokasi Anggaran", "Realisasi sampai 31 Desember", "Presentase"],
        [["1", "4.000.000.000", "3.900.000.000", "97,50%"]],
    )
    assert (found.level, found.realisasi and found.realisasi.number) == ("total", Decimal(3900000000))


def test_single_row_of_a_unit_is_its_whole() -> None:
    (found,) = lines(["Satuan Kerja", "Pagu", "Realisasi"], [["KPU Kota Melati", "4.000.000.000", "3.900.000.000"]])
    assert (found.name.text, found.level) == ("KPU Kota Melati", "total")


def test_a_column_of_words_names_the_lines_whatever_its_heading() -> None:
    found = lines(
        ["Pos", "Pagu", "Realisasi"],
        [["Gaji", "4.000.000.000", "3.900.000.000"], ["Rapat", "1.000.000.000", "900.000.000"]],
    )
    assert [x.name.text for x in found] == ["Gaji", "Rapat"]


def test_accounts_of_regional_government() -> None:
    found = lines(HEADER, [
        row("5", "Belanja Daerah", "6.000.000.000", "5.000.000.000"),
        row("5.1", "Belanja Operasi", "4.000.000.000", "3.000.000.000"),
        row("5.1.01", "Belanja Pegawai", "3.000.000.000", "2.000.000.000"),
        row("5.1.02", "Belanja Barang dan Jasa", "1.000.000.000", "1.000.000.000"),
        row("5.2", "Belanja Modal", "2.000.000.000", "2.000.000.000"),
        row("", "Jumlah", "6.000.000.000", "5.000.000.000")])
    assert [(x.code, x.parent) for x in found] == [
        ("5", 5), ("5.1", 0), ("5.1.01", 1), ("5.1.02", 1), ("5.2", 0), ("", None)]


def test_accounts_before_the_names() -> None:
    found = lines(["Uraian", "Pagu", "Realisasi"], [
        ["5.1 Belanja Operasi", "4.000.000.000", "3.000.000.000"],
        ["5.1.01 Belanja Pegawai", "3.000.000.000", "2.000.000.000"],
        ["5.1.02 Belanja Barang", "1.000.000.000", "1.000.000.000"]])
    assert [(x.code, x.parent) for x in found] == [("5.1", None), ("5.1.01", 0), ("5.1.02", 0)]


def test_row_numbers_are_no_accounts() -> None:
    header = ["Kode", "Uraian", "Pagu", "Realisasi"]
    rows = [[str(n), f"Belanja {n}", "4.000.000.000", "3.000.000.000"] for n in range(1, 7)]
    assert {x.code for x in lines(header, rows)} == {""}


def test_same_accounts_under_each_activity() -> None:
    found = lines(HEADER, [
        row("5.1", "Belanja Operasi", "4.000.000.000", "3.000.000.000"),
        row("5.1.01", "Belanja Pegawai", "4.000.000.000", "3.000.000.000"),
        row("5.1", "Belanja Operasi", "2.000.000.000", "2.000.000.000"),
        row("5.1.01", "Belanja Pegawai", "2.000.000.000", "2.000.000.000")])
    assert [x.parent for x in found] == [None, 0, None, 2]


def test_activity_whose_number_looks_like_an_account() -> None:
    found = lines(HEADER, [
        row("3355", "Keuangan", "2.000.000.000", "2.000.000.000"),
        row("5275", "Logistik", "1.000.000.000", "900.000.000"),
        row("5211", "Belanja Barang", "600.000.000", "500.000.000"),
        row("", "Jumlah", "3.000.000.000", "2.900.000.000")])
    assert [x.level for x in found] == ["kegiatan", "kegiatan", "belanja", "total"]
    assert [x.parent for x in found] == [3, 3, 1, None]


def test_total_of_the_programme_in_the_caption() -> None:
    found = lines(["Kode", "Kegiatan", "Pagu", "Realisasi"], [
        ["WA.3355", "Keuangan", "1.000.000.000", "900.000.000"],
        ["WA.3356", "Umum", "2.000.000.000", "1.900.000.000"],
        ["", "Jumlah", "3.000.000.000", "2.800.000.000"]],
        "Tabel 3.4 Realisasi Anggaran Program Dukungan Manajemen Tahun 2023 (076.01.WA)")
    assert [(x.name.text, x.code, x.level, x.parent) for x in found][-1] == (
        "Dukungan Manajemen", "076.01.WA", "program", None)
    assert [x.parent for x in found[:2]] == [2, 2]


@pytest.mark.parametrize(("caption", "name"), [
    ("Realisasi Program Pengembangan Perumahan Tahun 2023", "Pengembangan Perumahan"),
    ("Realisasi Anggaran Program Penataan Tata Ruang menurut Kegiatan", "Penataan Tata Ruang")])
def test_where_the_name_in_a_caption_ends(caption: str, name: str) -> None:
    found = lines(["Kode", "Kegiatan", "Pagu", "Realisasi"], [
        ["3355", "Keuangan", "1.000.000.000", "900.000.000"], ["3356", "Umum", "2.000.000.000", "1.900.000.000"],
        ["", "Jumlah", "3.000.000.000", "2.800.000.000"]], caption)
    assert found[-1].name.text == name


def test_caption_over_several_programmes_names_none() -> None:
    found = lines(["No", "Program", "Pagu", "Realisasi"], [
        ["1", "Padi", "1.000.000.000", "900.000.000"],
        ["2", "Jagung", "2.000.000.000", "1.900.000.000"],
        ["", "Jumlah", "3.000.000.000", "2.800.000.000"]],
        "Tabel 3.4 Realisasi Anggaran Program Prioritas dan Penunjang")
    assert (found[-1].name.text, found[-1].level) == ("Jumlah", "total")


def test_money_in_a_performance_table() -> None:
    header = ["Indikator", "Target", "Realisasi", "%", "Program", "Pagu", "Realisasi", "%"]
    rows = [
        ["Angka stunting", "10", "9", "90%", "Program Gizi", "1.000.000.000", "900.000.000", "90%"],
        ["Angka kematian", "5", "5", "100%", None, None, None, None],
        ["Angka kunjungan", "5", "5", "100%", "Program Balita", "500.000.000", "400.000.000", "80%"],
    ]
    flow = [{"header": header, "rows": rows, "caption": "Capaian Kinerja dan Anggaran"}]
    found = budget_lines(type_tables(make_document(flow), Identity()))
    assert [(x.kind, x.name.text, x.realisasi and x.realisasi.number) for x in found] == [
        ("anggaran_program", "Program Gizi", Decimal(900000000)),
        ("anggaran_program", "Program Balita", Decimal(400000000))]


def test_amounts_in_millions_are_given_in_rupiah() -> None:
    header, cells = ["Uraian", "Pagu (juta Rp)", "Realisasi", "%"], ["Belanja Modal", "1.250,5", "1.200", "95,96"]
    (found,) = lines(header, [cells], "Realisasi Anggaran (dalam jutaan rupiah)")
    assert found.pagu is not None and found.pagu.quantity is not None
    assert (found.pagu.number, found.pagu.quantity.step) == (Decimal(1250500000), Decimal(100000))
    assert found.realisasi and found.realisasi.number == Decimal(1200000000)
    assert found.persen and found.persen.number == Decimal("95.96")


def test_amounts_in_full_under_a_heading_in_thousands_stay() -> None:
    (found,) = lines(["Uraian", "Pagu (ribu Rp)"], [["Belanja Modal", "1.250.500.000.000"]])
    assert found.pagu and found.pagu.number == Decimal(1250500000000)


def test_sums_without_codes_take_the_rows_below_them_as_parts() -> None:
    found = lines(["Uraian", "Pagu", "Realisasi"], [
        ["Pengelolaan Kantor", "300.000.000", "290.000.000"],
        ["Penyediaan Alat Tulis", "100.000.000", "95.000.000"],
        ["Penyediaan Listrik", "200.000.000", "195.000.000"],
        ["Pelatihan", "81.000.000", "79.000.000"],  # wrong: one column in which it adds up is enough
        ["Pelatihan Kader", "80.000.000", "79.000.000"],
        ["Jumlah", "380.000.000", "369.000.000"]])
    assert [x.parent for x in found] == [5, 0, 0, 5, 3, None]
