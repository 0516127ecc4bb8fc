"""SDM: the counts of staff. Importing the package registers its rules."""

from lkj_audit.checks.sdm import jumlah

__all__ = ["jumlah"]
