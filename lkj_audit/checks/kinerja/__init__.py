"""Kinerja: do RKT, Perjanjian Kinerja and Capaian promise and report the same indicators, targets and results?"""

from lkj_audit.checks.kinerja import (
    antartabel,
    bab3,
    capaian,
    isi,
    jenjang,
    keberadaan,
    klaim,
    narasi,
    rata,
    redaksi,
    satuan,
    sel,
    skala,
    tahun,
    target,
    visi,
    wajar,
)

__all__ = ["antartabel", "bab3", "capaian", "isi", "jenjang", "keberadaan", "klaim", "narasi", "rata", "redaksi",
           "satuan", "sel", "skala", "tahun", "target", "visi", "wajar"]
