"""The planters: for each rule, how to put a contradiction of its kind into a clean report."""

from __future__ import annotations

from importlib import import_module

from lkj_audit.selftest.plants.register import PLANTERS, Planter

FAMILIES = ("anggaran", "anggaran_teks", "rencana", "capaian", "sdm", "struktur", "identitas", "aritmetika", "regulasi")


def planters() -> dict[str, Planter]:
    """All planters by the code of the rule that must find what they plant."""
    for family in FAMILIES:
        import_module(f"lkj_audit.selftest.plants.{family}")
    return dict(sorted(PLANTERS.items()))
