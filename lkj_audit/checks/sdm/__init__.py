"""SDM: the counts of staff, and who they are. Importing the package registers its rules."""

from lkj_audit.checks.sdm import jumlah, nama, nip, pangkat, rincian

__all__ = ["jumlah", "nama", "nip", "pangkat", "rincian"]
