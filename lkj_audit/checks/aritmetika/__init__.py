"""ARI: the arithmetic of any table. Importing the package registers its rules."""

from lkj_audit.checks.aritmetika import antarbagian, bagian, jumlah, rata_rata, skm, turunan, urutan

__all__ = ["antarbagian", "bagian", "jumlah", "rata_rata", "skm", "turunan", "urutan"]
