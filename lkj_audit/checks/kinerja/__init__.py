"""Kinerja: do RKT, Perjanjian Kinerja and Capaian promise and report the same indicators and targets?"""

from lkj_audit.checks.kinerja import isi, keberadaan, redaksi, target

__all__ = ["isi", "keberadaan", "redaksi", "target"]
