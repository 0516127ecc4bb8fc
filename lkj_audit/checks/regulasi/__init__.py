"""Regulasi: are the regulations that the report cites in force, rightly named and named alike?"""

from lkj_audit.checks.regulasi import dasar, judul, rujukan, status

__all__ = ["dasar", "judul", "rujukan", "status"]
