"""ARI: the arithmetic of any table. Importing the package registers its rules."""

from lkj_audit.checks.aritmetika import jumlah

__all__ = ["jumlah"]
