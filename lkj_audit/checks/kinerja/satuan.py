"""KIN112, KIN118: does the unit of a figure fit what it measures?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.kinerja.satuan_tabel import between_tables
from lkj_audit.checks.kinerja.target import PER_YEAR
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, Indicator, NotEvaluated, Quantity, Report, TypedTable
from lkj_audit.normalize.narrative.plans import plans_of
from lkj_audit.normalize.narrative.results import results, twins
from lkj_audit.normalize.text.plain import plain

# Words for what is counted that one report rightly uses for the same thing.
_SAME = ({"orang", "jiwa", "peserta", "siswa", "pegawai", "asn", "pns", "pengunjung", "wisatawan", "pasien",
          "responden"},
         {"dokumen", "berkas", "naskah", "buku", "lembar"}, {"nilai", "poin", "indeks", "skala", "%"},
         {"unit", "buah", "set", "item"}, {"opd", "perangkat daerah", "instansi", "unit kerja", "satker"})
_COUNT = re.compile(r"jumlah\b(?! (?:persentase|rata|kenaikan|penurunan|peningkatan|pertumbuhan)\b)")
_SHARE = re.compile(r"persentase\b")
_GRADE = re.compile(r"(?:nilai|predikat|hasil|kategori|opini|peringkat)\b.*\bminimal (?:aa|bb|cc|[abcd]|wtp|wdp)\b|"
                    r"(?:opini|predikat)\b(?!.*\bpersentase\b)")
_SHARE_OF_GRADE = re.compile(r"persentase (?:nilai|predikat|opini)\b.*\bminimal (?:aa|bb|cc|[abcd])\b")
_COUNTED = {"dokumen", "laporan", "orang", "kegiatan", "paket", "layanan", "unit", "kasus", "berkas", "kali", "satker"}


@rule("KIN112", "satuan-realisasi", "warning")
def units_differ(report: Report) -> Iterator[Outcome]:
    """Target and realisasi of a row are in different units, or an indicator has another unit in another table."""
    plans = plans_of(report)
    rows = [r for r in results(plans) if r.target and r.realisasi and r.target.unit and r.realisasi.unit]
    told = list(between_tables(report))
    yield from told
    if not rows and not told:
        yield NotEvaluated("KIN112", "no-unit-pair")
        return
    for group in twins(plans, rows):
        yield from [CHECKED] * len(group)
        wrong = [r for r in group if r.target and r.realisasi and _apart(r.target, r.realisasi)]
        if not wrong:
            continue
        r = wrong[0]
        assert r.row.target and r.row.realisasi
        sure = round(min(plans.legibility(r.index), *(v.confidence for v in r.values())), 2)
        yield Finding("KIN112", graded("warning", sure), sure,
                      {"indikator": r.name, "di": name_of(r.table), "target": r.row.target.text,
                       "realisasi": r.row.realisasi.text},
                      distinct(e for w in wrong for e in (
                          *(Evidence("stated", v) for v in (w.row.realisasi,) if v),
                          *(Evidence("expected", v) for v in (w.row.target,) if v), Evidence("context", w.row.name))),
                      item=r.row.key or plain(r.name), column="realisasi", kind="capaian")


def _apart(a: Quantity, b: Quantity) -> bool:
    """Whether the units cannot mean the same. 12 bulan and 4 triwulan are both the whole year."""
    if a.unit == b.unit or a.grade or b.grade or {a.unit, b.unit} <= set(PER_YEAR):
        return False
    one, other = a.unit.casefold(), b.unit.casefold()
    if any({one, other} <= group for group in _SAME):
        return False
    return not (one in other.split() or other in one.split())  # kegiatan, sub kegiatan


@rule("KIN118", "satuan-indikator", "warning")
def unit_of_indicator(report: Report) -> Iterator[Outcome]:
    """A target that cannot measure what the indicator's name says: a count in per cent, a grade in per cent."""
    plans = plans_of(report)
    rows = [i for i in plans.rows("rkt", "pk", "capaian", "capaian_sasaran") if _target(plans[i])]
    if not rows:
        yield NotEvaluated("KIN118", "no-plan")
        return
    for group in plans.same(rows):
        yield CHECKED
        found = [(i, v) for i in group if (v := _misfit(plans.table_of(i), plans[i]))]
        if not found:
            continue
        i, variant = found[0]
        row = plans[i]
        assert row.target is not None
        sure = round(min(plans.legibility(i), row.target.confidence), 2)
        cells = [e for j, _ in found for e in (
            *(Evidence("stated", v) for v in (plans[j].target,) if v), Evidence("context", plans[j].name))]
        severity = "info" if variant == "persen-predikat" else graded("warning", sure)
        yield Finding("KIN118", severity, sure,
                      {"indikator": row.name.text, "di": name_of(plans.table_of(i)), "target": row.target.text},
                      distinct(cells), item=row.key or plain(row.name.text), column="target", kind=row.source,
                      variant=variant)


def _target(row: Indicator) -> Quantity | None:
    return row.target.quantity if row.target else None


def _misfit(table: TypedTable, row: Indicator) -> str:
    """How the target does not fit the name, "" when it does."""
    target, name = _target(row), plain(row.name.text)
    if target is None:
        return ""
    unit = target.unit
    if not unit and (column := table.col("satuan")) is not None:
        written = plain(table.table.rows[row.row][column].text.replace("%", " persen "))
        unit = "%" if written in ("persen", "persentase") else written
    if _COUNT.match(name) and unit == "%":
        return "jumlah"
    if _SHARE.match(name) and (unit in _COUNTED or (target.grade and "minimal" not in name)):
        return "persentase"
    if _GRADE.match(name) and unit == "%":
        return "predikat"
    return "persen-predikat" if _SHARE_OF_GRADE.match(name) and unit == "%" else ""
