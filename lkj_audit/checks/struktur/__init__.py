"""Struktur: are tables, figures, sections and rows numbered without gap or repetition?"""

from lkj_audit.checks.struktur import nomor_bagian, nomor_baris, nomor_judul

__all__ = ["nomor_bagian", "nomor_baris", "nomor_judul"]
