"""Reports as long as real ones (60 to 75 pages), as many as wanted: those of the selftest, with pages on each activity.

The same number gives the same report. Real reports of 70 pages have 7,000 to 8,000 words and 11 to 20 tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from lkj_audit.selftest.clean import Draft, report
from lkj_audit.selftest.pieces import Grid, Line
from lkj_audit.selftest.typeset import typeset

PAGES = (46, 58)  # added to the 14 to 17 of a report of the selftest
SENTENCES = (
    "Pelaksanaan {activity} dimulai dengan pemetaan kebutuhan bersama para pemangku kepentingan di {place}.",
    "Setiap bagian menyusun jadwal kerja yang menjadi dasar pemantauan bulanan oleh pimpinan.",
    "Hasil {activity} dibahas dalam rapat evaluasi dan ditindaklanjuti oleh pelaksana terkait.",
    "Koordinasi dengan perangkat daerah lain dilakukan agar sasaran tidak tumpang tindih.",
    "Keterbatasan sarana diatasi dengan penggunaan bersama peralatan antarbagian.",
    "Masyarakat {place} memberi masukan melalui forum konsultasi dan kotak saran.",
    "Petugas lapangan mencatat perkembangan kegiatan pada buku kendali yang diperiksa atasan langsung.",
    "Perbaikan tata kelola {activity} diarahkan pada ketepatan waktu dan kelengkapan dokumen.",
    "Dokumen pendukung disimpan secara elektronik sehingga mudah ditelusuri kembali.",
    "Peningkatan kemampuan pegawai dilakukan melalui pelatihan singkat dan pendampingan.",
    "Kendala cuaca dan jarak tempuh menjadi perhatian dalam penyusunan jadwal berikutnya.",
    "Upaya perbaikan berkelanjutan dilakukan dengan meninjau ulang prosedur {activity}.",
    "Dukungan pimpinan mempercepat penyelesaian hambatan yang muncul selama pelaksanaan.",
    "Pembagian tugas yang jelas membuat {activity} dapat diselesaikan sesuai rencana.",
    "Catatan pengawasan internal menjadi bahan penyempurnaan pada periode selanjutnya.",
    "Kerja sama dengan perguruan tinggi dan media setempat memperluas jangkauan layanan.",
)
HEADS = ("Uraian Pelaksanaan", "Evaluasi", "Faktor Pendukung", "Hambatan dan Tindak Lanjut", "Analisis",
         "Rencana Perbaikan")


def make(folder: Path, count: int, jobs: int = 2) -> list[Path]:
    """The reports 1 to ``count`` in ``folder``; those that are there already are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"lkj-{number:04}.pdf" for number in range(1, count + 1)]
    missing = [n for n, path in enumerate(paths, 1) if not path.exists()]
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(partial(_write, folder), missing, chunksize=8))
    return paths


def _write(folder: Path, number: int) -> None:
    draft = report(number)
    draft.flow[_before_closing(draft):_before_closing(draft)] = _pages(draft, Random(number))
    part = folder / f"lkj-{number:04}.part"
    typeset(draft.flow, part)
    part.rename(part.with_suffix(".pdf"))


def _before_closing(draft: Draft) -> int:
    return max(at for at, piece in enumerate(draft.flow) if isinstance(piece, Line) and piece.tag == "chapter")


def _pages(draft: Draft, rng: Random) -> Iterator[Line | Grid]:
    w = draft.world
    activities = [activity.name for program in w.programs for activity in program.parts]
    for number in range(rng.randint(*PAGES)):
        activity = activities[number % len(activities)]
        yield Line(f"{HEADS[number // len(activities) % len(HEADS)]} {activity}", "more-title", True)
        for _ in range(2):
            sentences = rng.sample(SENTENCES, 5)
            yield Line(" ".join(sentences).format(activity=activity.lower(), place=w.place), "more")
        if number % 6 == 0:
            yield Grid("more", ["No", "Tahapan", "Keluaran", "Keterangan"], _stages(rng))


def _stages(rng: Random) -> list[list[str | None]]:
    stages = ("Persiapan", "Koordinasi", "Pelaksanaan", "Pelaporan", "Tindak lanjut")
    return [[str(n), stage, rng.choice(("Dokumen", "Berita acara", "Laporan", "Notulen")), "Selesai"]
            for n, stage in enumerate(stages, 1)]
