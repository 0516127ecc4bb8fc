"""Regulations that are cited wrongly."""

from __future__ import annotations

from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.pieces import Spot
from lkj_audit.selftest.plants.register import insert_after, need, plants, replace_in


def _cite(d: Draft, text: str) -> list[Spot]:
    return [insert_after(d, d.line(d.rng.choice(("issues", "background", "nth"))), text)]


@plants("REG101")
def revoked(d: Draft) -> list[Spot]:
    return _cite(d, d.rng.choice((
        "Pembagian urusan dilaksanakan sesuai Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah.",
        "Penilaian pegawai mengikuti Peraturan Pemerintah Nomor 46 Tahun 2011 tentang Penilaian Prestasi Kerja Pegawai "
        "Negeri Sipil.") if d.world.year >= 2022 else (
        "Pembagian urusan dilaksanakan sesuai Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah.",)))


@plants("REG102")
def two_types(d: Draft) -> list[Spot]:
    spots = _cite(d, "Pengukuran mengikuti Peraturan Pemerintah Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas "
                     "Kinerja Instansi Pemerintah.")
    return [*spots, Spot(d.line("law3"))]


@plants("REG103")
def wrong_number(d: Draft) -> list[Spot]:
    return _cite(d, d.rng.choice((
        "Sasaran ini sesuai Perpres Nomor 8 Tahun 2020 tentang Rencana Pembangunan Jangka Menengah Nasional Tahun "
        "2020-2024.", "Pelayanan diselenggarakan menurut Undang-Undang Nomor 35 Tahun 2009 tentang Pelayanan Publik.")))


@plants("REG104")
def short_title(d: Draft) -> list[Spot]:
    return [replace_in(d.line("law4"), "Pelaporan Kinerja dan Tata Cara Reviu", "Pelaporan dan Reviu")]


@plants("REG105")
def old_amendment(d: Draft) -> list[Spot]:
    need(d.world.year >= 2023)
    return _cite(d, "Produk hukum disusun menurut Undang-Undang Nomor 12 Tahun 2011 tentang Pembentukan Peraturan "
                    "Perundang-undangan sebagaimana telah diubah terakhir dengan Undang-Undang Nomor 15 Tahun 2019.")


@plants("REG106")
def missing_basis(d: Draft) -> list[Spot]:
    law = d.line("law3")
    cited = law.text[3:].rstrip(";")
    d.flow.remove(law)
    d.line("law4").text = d.line("law4").text.replace("4. ", "3. ", 1)
    d.line("preface").text += f" Penyusunannya berpedoman pada {cited}."
    return [Spot(d.line("preface"))]
