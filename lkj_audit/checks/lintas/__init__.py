"""LIN: rules across documents: an LKj and its plans, its budget print-out, last year's LKj and those of other units."""

from __future__ import annotations

from lkj_audit.checks.lintas import anggaran, ganda, salinan, tahun, target
from lkj_audit.checks.lintas.gist import gist
from lkj_audit.checks.lintas.parts import is_report

__all__ = ["anggaran", "ganda", "gist", "is_report", "salinan", "tahun", "target"]
