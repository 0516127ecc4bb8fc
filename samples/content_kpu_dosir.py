"""The other documents of KPU Kota Bitung: its Perjanjian Kinerja, the treasury's print-out, last year's report."""

from __future__ import annotations

from decimal import Decimal

from samples.angka import desimal, hitung, rp, us
from samples.content_kpu_awal import REKAAN
from samples.content_kpu_rencana import grouped, money, plan
from samples.pieces import Cover, Heading, Para, Piece, Signatures, Table, number
from samples.units import BITUNG, Kegiatan, Ukuran, pagu, realisasi

LALU = 2022


def perjanjian() -> list[Piece]:
    u = BITUNG
    return [
        Heading(1, "PERJANJIAN KINERJA TAHUN 2023"),
        Para(u.satker.upper(), "C", True),
        Para("Dalam rangka mewujudkan penyelenggaraan Pemilu yang tertib, kami yang bertanda tangan di bawah ini "
             f"berjanji mewujudkan target kinerja {u.satker} Tahun 2023 sebagaimana tercantum dalam lampiran."),
        plan(u, "pk", ""),
        Para("Anggaran yang disediakan untuk mewujudkan target tersebut adalah sebagai berikut."),
        money(u, "pk-anggaran", ""),
        Signatures(f"{u.ibu_kota}, 4 Januari 2023",
                   (("Sekretaris", *u.sekretaris[:1]), (f"Ketua {u.satker}", u.ketua))),
        Para(REKAAN),
    ]


def cetakan() -> list[Piece]:
    """As the treasury's program prints it: figures with commas, a column of codes."""
    u = BITUNG
    return [
        Heading(1, "LAPORAN REALISASI ANGGARAN SATUAN KERJA"),
        Para("OM SPAN - Periode Januari s.d. Desember 2023", "C"),
        Para(f"Satuan kerja: {u.satker.upper()}"),
        Table("omspan", (("Kode", "Uraian", "Pagu", "Realisasi", "Sisa"),),
              tuple((k.code, k.name, us(k.pagu), us(k.realisasi), us(k.sisa)) for k in u.cq + u.wa),
              (1.2, 5, 2.2, 2.2, 1.8), "llrrr", size=8.5),
        Para(REKAAN),
    ]


def _dulu(m: Ukuran) -> tuple[str, str]:
    """Target and realisasi of last year: the Renstra's target, and what this year's report says of last year."""
    return m.show(m.renstra[2]), m.show(m.lalu)


def _capaian(target: str, realized: str) -> str:
    if not realized[0].isdigit():
        return "100,00%"
    a, b = (Decimal(text.rstrip("%").split()[0].replace(",", ".")) for text in (target, realized))
    return f"{desimal((b * 100 / a).quantize(Decimal('0.01')))}%"


def tahun_lalu() -> list[Piece]:
    u = BITUNG
    measured = [m for m in u.ukuran if m.lalu[0].isalnum()]
    lines = tuple(Kegiatan(k.code, k.name, k.pagu * 3 // 5, k.realisasi * 3 // 5) for k in u.wa)
    named = Table(
        "capaian", (("No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian"),),
        grouped(measured, [(*_dulu(m), _capaian(*_dulu(m))) for m in measured]), (0.8, 3.4, 4, 1.6, 1.6, 1.5),
        "cllccc", f"Capaian Kinerja Tahun {LALU}", numbered=True)
    return number([
        Cover(("LAPORAN KINERJA", u.satker.upper(), f"TAHUN {LALU}"), REKAAN),
        Heading(1, "PENDAHULUAN"),
        Para(f"Laporan Kinerja {u.satker} Tahun {LALU} disusun secara ringkas. Tahun {LALU} merupakan tahun ketiga "
             "pelaksanaan Renstra KPU Tahun 2020-2024."),
        Heading(1, "PERENCANAAN KINERJA"),
        Para(f"Perjanjian Kinerja Tahun {LALU} memuat {hitung(len(measured))} indikator yang targetnya diambil dari "
             "Renstra KPU Tahun 2020-2024."),
        Heading(1, "AKUNTABILITAS KINERJA"),
        Heading(2, "Capaian Kinerja Organisasi"),
        Para("Realisasi setiap indikator dibandingkan dengan targetnya pada tabel berikut."),
        named,
        Heading(2, "Analisis Penyebab Keberhasilan dan Kegagalan serta Solusi"),
        Para("Keberhasilan didukung jadwal kerja yang disusun sejak awal tahun. Kegagalan pada layanan informasi "
             "disebabkan kekurangan petugas; solusinya adalah pelatihan petugas pengganti."),
        Heading(2, "Perbandingan Realisasi dengan Tahun Sebelumnya"),
        Para("Dibandingkan dengan tahun sebelumnya, jumlah kegiatan pendidikan pemilih bertambah, sedangkan indikator "
             "yang lain tidak banyak berubah."),
        Heading(2, "Perbandingan dengan Target Jangka Menengah"),
        Para("Dibandingkan dengan target akhir Renstra, sebagian besar indikator diperkirakan tercapai pada akhir "
             "periode."),
        Heading(2, "Realisasi Anggaran"),
        Para("Realisasi anggaran menurut kegiatan disajikan pada tabel berikut."),
        Table("anggaran", (("Kode", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)"),),
              (*((k.code, k.name, rp(k.pagu), rp(k.realisasi), rp(k.sisa)) for k in lines),
               ("", "Jumlah", *map(rp, (pagu(lines), realisasi(lines), pagu(lines) - realisasi(lines))))),
              (1.4, 4, 2.4, 2.4, 2), "llrrr", f"Realisasi Anggaran Tahun {LALU}", bold=frozenset({len(lines)})),
        Heading(2, "Analisis Efisiensi Penggunaan Sumber Daya"),
        Para("Efisiensi penggunaan sumber daya terlihat dari hasil yang dicapai dengan dana yang lebih kecil daripada "
             "pagunya."),
        Heading(1, "PENUTUP"),
        Para("Demikian laporan ini disusun sebagai bahan perbaikan pada tahun berikutnya."),
    ], letters=False)
