"""Invented tables of the kinds that performance reports hold. Each maker takes a random generator and about how many
rows are wanted, and gives the same table for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.fidelity.tables import LEFT, UP, Row, Sheet
from bench.fidelity.words import (
    BELANJA,
    INDIKATOR,
    JABATAN,
    KALIMAT,
    NAMA,
    PROGRAM,
    SASARAN,
    SATUAN,
    UNIT,
    UNSUR,
    dotted,
    percent,
    phrase,
    rupiah,
    several,
)

Maker = Callable[[Random, int], Sheet]


def _target(rng: Random) -> str:
    return rng.choice([f"{rng.randint(40, 100)}%", percent(rng), str(rng.randint(1, 60)),
                       rng.choice(["A", "BB", "WTP"]), f"{rng.randint(1, 12)} dokumen"])


def rkt(rng: Random, size: int) -> Sheet:
    """One indicator a row, nothing merged."""
    rows = tuple((f"{i + 1}.", phrase(rng, SASARAN), text, _target(rng))
                 for i, text in enumerate(several(rng, INDIKATOR, size)))
    return Sheet("rkt", "Rencana Kinerja Tahunan", (("No", "Sasaran", "Indikator Kinerja", "Target"),), rows,
                 (1, 5, 6, 2), "cllc")


def _groups(rng: Random, size: int) -> list[list[str]]:
    """Indicators in groups of one to three."""
    left, out = several(rng, INDIKATOR, size), []
    while left:
        n = min(rng.randint(1, 3), len(left))
        out.append(left[:n])
        left = left[n:]
    return out


def pk(rng: Random, size: int) -> Sheet:
    """Number and sasaran merged over the indicators of the sasaran."""
    rows: list[Row] = []
    for i, group in enumerate(_groups(rng, size)):
        head = (str(i + 1), phrase(rng, SASARAN))
        rows += [(*(head if j == 0 else (UP, UP)), text, rng.choice(SATUAN), _target(rng))
                 for j, text in enumerate(group)]
    return Sheet("pk", "Perjanjian Kinerja", (("No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"),),
                 tuple(rows), (1, 5, 6, 2, 2), "cllcc")


def capaian(rng: Random, size: int) -> Sheet:
    """Two header levels; sasaran merged, each indicator numbered."""
    rows: list[Row] = []
    for i, group in enumerate(_groups(rng, size)):
        for j, text in enumerate(group):
            rows.append((phrase(rng, SASARAN) if j == 0 else UP, f"{i + 1}.{j + 1}", text, _target(rng), _target(rng),
                         percent(rng)))
    head = (("Sasaran Strategis", "Indikator Kinerja", LEFT, "Tahun 2023", LEFT, LEFT),
            (UP, "Nomor", "Uraian", "Target", "Realisasi", "Capaian"))
    return Sheet("capaian", "Capaian Kinerja", head, tuple(rows), (5, 1.4, 6, 2.3, 2.3, 2.3), "lclccc")


def capaian_tiga(rng: Random, size: int) -> Sheet:
    """Three header levels."""
    rows = tuple((str(i + 1), text, *(_target(rng) for _ in range(6)))
                 for i, text in enumerate(several(rng, INDIKATOR, size)))
    head = (("No", "Indikator Kinerja", "Perkembangan Kinerja", LEFT, LEFT, LEFT, LEFT, LEFT),
            (UP, UP, "Tahun 2022", LEFT, LEFT, "Tahun 2023", LEFT, LEFT),
            (UP, UP, "Target", "Realisasi", "Capaian", "Target", "Realisasi", "Capaian"))
    return Sheet("capaian", "Perbandingan Capaian Kinerja", head, rows, (0.9, 4.6, *([2.1] * 6)), "cl" + "c" * 6)


def anggaran(rng: Random, size: int) -> Sheet:
    """Budget by programme with codes and a total in merged cells."""
    rows: list[Row] = []
    total = [0, 0]
    for i, text in enumerate(several(rng, PROGRAM, size)):
        pagu = rupiah(rng)
        spent = int(pagu * rng.uniform(0.6, 1))
        total[0], total[1] = total[0] + pagu, total[1] + spent
        rows.append((f"2.{rng.randint(10, 20)}.{i + 1:02}.2.{rng.randint(1, 9):02}", text, dotted(pagu), dotted(spent),
                     dotted(pagu - spent), f"{100 * spent / pagu:.2f}".replace(".", ",")))
    rows.append(("JUMLAH", LEFT, dotted(total[0]), dotted(total[1]), dotted(total[0] - total[1]),
                 f"{100 * total[1] / total[0]:.2f}".replace(".", ",")))
    head = (("Kode", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"),)
    return Sheet("anggaran_program", "Realisasi Anggaran menurut Program", head, tuple(rows), (2.6, 5, 3, 3, 2.8, 1.5),
                 "llrrrr")


def pk_anggaran(rng: Random, size: int) -> Sheet:
    rows = tuple((f"{i + 1}.", text, "Rp", dotted(rupiah(rng, 8, 11)), rng.choice(["APBD", "DAK", ""]))
                 for i, text in enumerate(several(rng, PROGRAM, min(size, 4))))
    return Sheet("pk_anggaran", "Anggaran Program", (("No", "Program", "Anggaran", LEFT, "Keterangan"),), rows,
                 (1, 8, 0.8, 3.4, 2.2), "cllrc")


def belanja(rng: Random, size: int) -> Sheet:
    rows: list[Row] = []
    for i, text in enumerate(BELANJA[:max(2, min(size, len(BELANJA)))]):
        pagu = rupiah(rng, 9, 11)
        rows.append((str(i + 1), text, f"Rp {dotted(pagu)}", f"Rp {dotted(int(pagu * 0.97))}", percent(rng)))
    head = (("No.", "Jenis Belanja", "Pagu Anggaran", "Realisasi", "Persentase"),)
    return Sheet("anggaran_belanja", "Realisasi Anggaran menurut Jenis Belanja", head, tuple(rows), (1, 5, 4, 4, 2.2),
                 "clrrc")


def pendidikan(rng: Random, size: int) -> Sheet:
    """Counts with many cells that are empty."""
    levels = ("SMA", "D3", "S1", "S2")
    rows: list[Row] = []
    for i, unit in enumerate(UNIT[:max(3, min(size, len(UNIT)))]):
        counts = [rng.choice([0, 0, 1, 2, 5, 11]) for _ in levels]
        rows.append((str(i + 1), unit, *(str(n) if n else "" for n in counts), str(sum(counts))))
    head = (("No", "Unit Kerja", "Pendidikan", LEFT, LEFT, LEFT, "Jumlah"), (UP, UP, *levels, UP))
    return Sheet("sdm_pendidikan", "Pegawai menurut Pendidikan", head, tuple(rows), (1, 5, 1.4, 1.4, 1.4, 1.4, 1.8),
                 "clccccc")


def pegawai(rng: Random, size: int) -> Sheet:
    """A list of people with codes of eighteen digits."""
    rows = tuple((str(i + 1), " ".join(rng.sample(NAMA, 2)),
                  f"19{rng.randint(70, 99)}{rng.randint(10**13, 10**14 - 1)}",
                  rng.choice(["III/a", "III/c", "IV/a", "II/d"]), rng.choice(JABATAN), rng.choice(["L", "P"]))
                 for i in range(size))
    return Sheet("sdm_daftar_pns", "Daftar Pegawai", (("No", "Nama", "NIP", "Gol.", "Jabatan", "L/P"),), rows,
                 (1, 3.5, 4, 1.5, 3.6, 1), "cllclc")


def skm(rng: Random, size: int) -> Sheet:
    rows = tuple((f"U{i + 1}", text, f"{rng.randint(280, 400) / 100:.2f}".replace(".", ","), rng.choice("AB"),
                  rng.choice(["Baik", "Sangat Baik"])) for i, text in enumerate(UNSUR[:max(3, min(size, 9))]))
    return Sheet("skm", "Hasil Survei Kepuasan Masyarakat", (("Kode", "Unsur Pelayanan", "NRR", "Mutu", "Kinerja"),),
                 rows, (1.2, 6, 1.6, 1.4, 2.5), "clccl")


def multi_tahun(rng: Random, size: int) -> Sheet:
    years = tuple(str(y) for y in range(2020, 2025))
    rows = tuple((str(i + 1), text, *(percent(rng) for _ in years))
                 for i, text in enumerate(several(rng, INDIKATOR, size)))
    return Sheet("multi_tahun", "Perkembangan Kinerja Lima Tahun", (("No", "Uraian", *years),), rows,
                 (1, 5, *([1.9] * 5)), "clccccc")


def hambatan(rng: Random, size: int) -> Sheet:
    """Long wrapped text, some cells with bullets on lines of their own."""
    def cell() -> str:
        parts = several(rng, KALIMAT, rng.randint(1, 3))
        mark = rng.choice(["", "", "• ", "- ", "1"])
        if mark == "1":
            return "\n".join(f"{i + 1}. {t}" for i, t in enumerate(parts))
        return "\n".join(mark + t for t in parts) if mark else " ".join(parts)

    rows = tuple((str(i + 1), phrase(rng, SASARAN), cell(), cell()) for i in range(size))
    return Sheet("hambatan", "Hambatan dan Tindak Lanjut", (("No", "Sasaran", "Hambatan", "Rencana Tindak Lanjut"),),
                 rows, (1, 4, 6, 6), "clll")


def kelompok(rng: Random, size: int) -> Sheet:
    """Group rows: the sasaran over all columns, its indicators below."""
    rows: list[Row] = []
    for i, group in enumerate(_groups(rng, size)):
        rows.append((f"Sasaran {i + 1}: {phrase(rng, ['{b} {c}', '{a} {b}'])}", LEFT, LEFT, LEFT, LEFT))
        rows += [(str(j + 1), text, _target(rng), _target(rng), percent(rng)) for j, text in enumerate(group)]
    head = (("No", "Indikator", "Target", "Realisasi", "Capaian (%)"),)
    return Sheet("capaian", "Capaian menurut Sasaran", head, tuple(rows), (1, 7, 2.3, 2.3, 2.3), "clccc")


def sp2d(rng: Random, size: int) -> Sheet:
    """A print-out of a treasury system: codes, US-style figures."""
    rows: list[Row] = []
    for i, text in enumerate(several(rng, PROGRAM, size)):
        pagu = rupiah(rng, 8, 11)
        parts = pagu // 3, pagu // 5
        rows.append((f"{521000 + 11 * i} {text}", f"{pagu:,}", f"{parts[0]:,}", f"{parts[1]:,}", f"{sum(parts):,}",
                     f"{100 * sum(parts) / pagu:.2f} %", f"{pagu - sum(parts):,}"))
    head = (("Uraian", "Pagu Revisi", "Realisasi TA 2023", LEFT, LEFT, LEFT, "Sisa Anggaran"),
            (UP, UP, "Periode Lalu", "Periode Ini", "s.d. Periode", "%", UP))
    return Sheet("sp2d", "Realisasi Belanja", head, tuple(rows), (4.4, 3, 2.9, 2.9, 2.9, 1.6, 3), "lrrrrrr")


KINDS: dict[str, Maker] = {f.__name__: f for f in (
    rkt, pk, capaian, capaian_tiga, anggaran, pk_anggaran, belanja, pendidikan, pegawai, skm, multi_tahun, hambatan,
    kelompok, sp2d)}
