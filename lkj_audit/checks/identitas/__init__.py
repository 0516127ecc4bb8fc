"""Identitas: does the report speak of its own unit, its own year and its own plan period?"""

from lkj_audit.checks.identitas import entitas, nama_laporan, pengantar, periode, singkatan, tahun, tanggal

__all__ = ["entitas", "nama_laporan", "pengantar", "periode", "singkatan", "tahun", "tanggal"]
