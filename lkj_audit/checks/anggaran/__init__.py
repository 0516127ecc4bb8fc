"""ANG: the figures of the budget. Importing the package registers its rules."""

from lkj_audit.checks.anggaran import antartabel, baris, jumlah, nominal, persen, terbilang

__all__ = ["antartabel", "baris", "jumlah", "nominal", "persen", "terbilang"]
