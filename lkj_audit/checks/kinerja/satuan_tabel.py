"""KIN112: the unit of measure that one indicator has in the unit columns of two tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lkj_audit.checks.judging import distinct, name_of
from lkj_audit.checks.registry import CHECKED, Outcome
from lkj_audit.model import Evidence, Finding, Report, TypedTable, Value
from lkj_audit.normalize.linking.names import normalize_name
from lkj_audit.normalize.text.plain import plain

KINDS: Final = ("renstra", "iku", "rkt", "pk", "capaian", "capaian_sasaran")
# Words that reports use for one another.
_ALIKE: Final = (
    {"persen", "persentase", "prosentase", "presentase", "%"},
    {"nilai", "indeks", "poin", "skor", "angka", "skala", "level", "kategori", "predikat", "grade", "huruf"},
    {"orang", "jiwa", "peserta", "siswa", "pegawai", "asn", "pns"},
    {"dokumen", "berkas", "laporan", "naskah", "buku", "kegiatan", "layanan", "paket", "kali", "bulan", "tahun"},
    {"unit", "buah", "set", "lembaga", "instansi", "opd", "satker"}, {"hari", "jam", "menit", "hari kerja"},
    {"rp", "rupiah", "rp miliar", "miliar rupiah", "juta rupiah", "rp juta"})
_MOST: Final = 5  # one indicator in so many: where more differ, the tables measure otherwise


def between_tables(report: Report) -> Iterator[Outcome]:
    """The few indicators whose unit is not that of the same indicator in the other tables."""
    seen: dict[str, list[tuple[TypedTable, Value, Value]]] = defaultdict(list)
    for table in report.of_kind(*KINDS):
        name, unit = table.col("indikator"), table.col("satuan")
        if name is None or unit is None:
            continue
        for row in range(len(table.table.rows)):
            label, value = table.value(row, name), table.value(row, unit)
            if label.text.strip() and any(ch.isalpha() or ch == "%" for ch in value.text):
                seen[normalize_name(label.text, report.identity)].append((table, label, value))
    shared = {key: rows for key, rows in seen.items() if len({t.id for t, *_ in rows}) > 1}
    yield from [CHECKED] * len(shared)
    wrong = [(rows[0], other) for rows in shared.values()
             if (other := next((r for r in rows[1:] if _apart(rows[0][2].text, r[2].text)), None))]
    for (table, label, value), (elsewhere, _, said) in wrong if len(wrong) <= max(1, len(shared) // _MOST) else ():
        yield Finding("KIN112", "info", round(0.8 * min(value.confidence, said.confidence), 2),
                      {"indikator": label.text, "di": name_of(table), "target": value.text,
                       "di_lain": name_of(elsewhere), "realisasi": said.text},
                      distinct([Evidence("stated", said), Evidence("expected", value), Evidence("context", label)]),
                      item=plain(label.text), column="satuan", kind=table.kind, variant="antartabel")


def _apart(one: str, other: str) -> bool:
    a, b = plain(one) or one.strip(), plain(other) or other.strip()
    return a != b and not any({a, b} <= group for group in _ALIKE) and not set(a.split()) & set(b.split())
