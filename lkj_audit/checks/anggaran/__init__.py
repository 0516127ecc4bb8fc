"""ANG: the figures of the budget. Importing the package registers its rules."""

from lkj_audit.checks.anggaran import (
    antartabel,
    baris,
    jumlah,
    kronologi,
    nama,
    nominal,
    persen,
    pk,
    rincian,
    tahunan,
    terbilang,
    tertukar,
)

__all__ = ["antartabel", "baris", "jumlah", "kronologi", "nama", "nominal", "persen", "pk", "rincian", "tahunan",
           "terbilang", "tertukar"]
