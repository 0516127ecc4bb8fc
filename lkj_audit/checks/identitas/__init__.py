"""Identitas: does the report speak of its own unit, its own year and its own plan period?"""

from lkj_audit.checks.identitas import entitas, periode, tahun

__all__ = ["entitas", "periode", "tahun"]
