"""Struktur: is every part there, numbered without gap or repetition, listed, referred to and filled in?"""

from lkj_audit.checks.struktur import (
    bagian,
    daftar_isi,
    ikhtisar,
    isi,
    kolom,
    nomor_bagian,
    nomor_baris,
    nomor_judul,
    rujukan,
    templat,
    ulang,
)

__all__ = [
    "bagian",
    "daftar_isi",
    "ikhtisar",
    "isi",
    "kolom",
    "nomor_bagian",
    "nomor_baris",
    "nomor_judul",
    "rujukan",
    "templat",
    "ulang",
]
