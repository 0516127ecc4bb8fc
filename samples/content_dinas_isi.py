"""Report of a regional agency (dinas): Bab II to IV and the annexes."""

from __future__ import annotations

from samples.angka import hitung, persen, persen_kata, rp, rupiah
from samples.content_dinas_awal import (
    BUPATI,
    DINAS,
    KABUPATEN,
    KEGIATAN,
    KEPALA,
    MODAL,
    PEGAWAI_5101,
    PROGRAM,
    SASARAN,
    UKURAN,
    awal,
    bab1,
)
from samples.pieces import LEFT, UP, Heading, Items, Para, Piece, Row, Signatures, Table, number
from samples.units import Ukuran, pagu, realisasi

TRIWULAN = (("Triwulan I", 7_412, 4_188), ("Triwulan II", 8_036, 4_905), ("Triwulan III", 8_794, 5_120),
            ("Triwulan IV", 7_963, 4_954))


def _show(m: Ukuran, figure: str) -> str:
    return f"{rp(int(figure))} orang" if m.unit == "orang" else m.show(figure)


def _grouped(columns: list[list[str]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for i, (m, cells) in enumerate(zip(UKURAN, columns, strict=True)):
        new = i == 0 or m.sasaran != UKURAN[i - 1].sasaran
        rows.append((str(m.sasaran + 1) if new else None, SASARAN[m.sasaran] if new else None, m.name, *cells))
    return tuple(rows)


def _plan(key: str, caption: str) -> Table:
    return Table(key, (("No", "Sasaran Strategis", "Indikator Kinerja", "Target"),),
                 _grouped([[_show(m, m.target)] for m in UKURAN]), (0.8, 4, 5, 2), "cllc", caption, numbered=True)


def _programs(key: str, caption: str) -> Table:
    rows = tuple((f"{i}.", name, f"Rp{rp(pagu(lines))}") for i, (_, name, lines) in enumerate(PROGRAM, 1))
    return Table(key, (("No", "Program", "Anggaran"),), (*rows, ("", "Jumlah", f"Rp{rp(pagu(KEGIATAN))}")), (0.8, 6, 3),
                 "clr", caption, bold=frozenset({3}))


def bab2() -> list[Piece]:
    return [
        Heading(1, "PERENCANAAN KINERJA"),
        Heading(2, "Rencana Strategis"),
        Para("Renstra Perangkat Daerah Tahun 2021-2026 merupakan turunan RPJMD Kabupaten dengan visi \"Terwujudnya "
             f"masyarakat yang cerdas, mandiri, dan sejahtera\". Dinas mendukung misi kedua melalui {hitung(2)} "
             "tujuan berikut:"),
        Items(("meningkatkan literasi masyarakat; dan", "mewujudkan tata kelola arsip yang andal."), "1."),
        Table("iku", (("No", "Sasaran Strategis", "Indikator Kinerja Utama", "Target Renstra",
                      LEFT, LEFT, LEFT, LEFT, LEFT),
                      (UP, UP, UP, "2021", "2022", "2023", "2024", "2025", "2026")),
              _grouped([list(m.renstra) for m in UKURAN]), (0.7, 2.7, 3, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1), "cllcccccc",
              "Indikator Kinerja Utama Dinas", size=7.5),
        Heading(2, "Rencana Kinerja Tahunan"),
        Para("Berdasarkan Renstra tersebut disusun rencana kinerja untuk tahun 2024 sebagaimana tabel berikut. "
             "Naskah lengkapnya dilampirkan pada bagian akhir laporan."),
        _plan("rkt", "Rencana Kinerja Tahunan 2024"),
        Heading(2, "Perjanjian Kinerja"),
        Para("Perjanjian Kinerja Tahun 2024 ditandatangani Kepala Dinas bersama Bupati pada awal tahun anggaran. "
             "Isinya adalah sebagai berikut."),
        _plan("pk", "Perjanjian Kinerja Tahun 2024"),
        Para("Program dan anggaran yang mendukung perjanjian tersebut tercantum pada tabel berikut."),
        _programs("pk-anggaran", "Program dan Anggaran Tahun 2024"),
    ]


def _sasaran() -> list[Piece]:
    m = UKURAN
    prose = (
        f"Nilai Tingkat Kegemaran Membaca naik dari {m[0].lalu} pada tahun 2023 menjadi {m[0].realisasi} pada tahun "
        "2024. Kenaikan didorong oleh pojok baca di pasar dan taman kota serta jam layanan yang diperpanjang pada "
        "akhir pekan.",
        f"Pembinaan perpustakaan desa mencakup {m[3].show(m[3].realisasi)} dari seluruh perpustakaan desa. "
        "Pembinaan dilakukan berkelompok agar satu kunjungan pustakawan dapat menjangkau beberapa desa sekaligus.",
        f"Perangkat daerah yang menyerahkan arsip statis baru {m[5].show(m[5].realisasi)} dari target "
        f"{m[5].show(m[5].target)}. Faktor penghambatnya adalah belum tersusunnya daftar arsip pada sebagian "
        "perangkat daerah.",
        f"Nilai SAKIP sebesar {m[6].realisasi} berada di atas target {m[6].target}. Catatan evaluasi tahun "
        "sebelumnya mengenai kualitas indikator telah ditindaklanjuti.",
    )
    out: list[Piece] = []
    for index, text in enumerate(prose):
        rows = tuple((x.name, _show(x, x.target), _show(x, x.realisasi), x.capaian) for x in m if x.sasaran == index)
        out += [Heading(3, SASARAN[index]),
                Table(f"sasaran-{index + 1}", (("Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"),), rows,
                      (5, 1.8, 1.8, 1.8), "lccc", f"Capaian Sasaran Strategis {index + 1}"),
                Para(text)]
    return out


def bab3() -> list[Piece]:
    figures = [[_show(m, m.target), _show(m, m.realisasi), m.capaian] for m in UKURAN]
    history = tuple((f"{i}.", m.name, _show(m, m.lalu), _show(m, m.realisasi),
                     m.renstra[-1] + ("%" if m.unit == "%" else ""))
                    for i, m in enumerate(UKURAN[::2], 1))
    return [
        Heading(1, "AKUNTABILITAS KINERJA"),
        Heading(2, "Pengukuran Kinerja"),
        Para("Capaian diperoleh dari perbandingan realisasi dengan target tahun 2024. Hasil pengukuran seluruh "
             "indikator adalah sebagai berikut."),
        Table("capaian", (("No", "Sasaran Strategis", "Indikator Kinerja", "Tahun 2024", LEFT, LEFT),
                          (UP, UP, UP, "Target", "Realisasi", "Capaian")),
              _grouped(figures), (0.8, 3.2, 3.8, 1.7, 1.7, 1.6), "cllccc",
              "Capaian Kinerja Dinas Tahun 2024", numbered=True),
        *_sasaran(),
        Heading(2, "Perbandingan dengan Tahun Sebelumnya dan Target Renstra"),
        Para("Realisasi tahun 2024 dibandingkan dengan tahun sebelumnya dan target akhir Renstra tahun 2026 tampak "
             "pada tabel berikut. Realisasi tersebut masih perlu ditingkatkan pada dua tahun yang tersisa."),
        Table("perbandingan", (("No", "Indikator Kinerja", "Realisasi 2023", "Realisasi 2024", "Target Renstra 2026"),),
              history,
              (0.8, 4.6, 1.9, 1.9, 1.9), "clccc", "Perbandingan Realisasi dan Target Jangka Menengah"),
        Heading(2, "Kegiatan Penunjang"),
        Para("Program yang menunjang budaya baca antara lain layanan perpustakaan keliling. Jumlah pengguna layanan "
             "menurut kelompok umur selama tahun 2024 adalah sebagai berikut."),
        Table("pengunjung", (("Periode", "Dewasa", "Anak", "Jumlah"),),
              tuple((name, rp(a), rp(b), rp(a + b)) for name, a, b in TRIWULAN), (3, 2, 2, 2), "lccc",
              "Pengguna Layanan Perpustakaan Menurut Kelompok Umur"),
        *_anggaran(),
    ]


def _line(code: str, name: str, ceiling: int, spent: int) -> Row:
    return code, name, rp(ceiling), rp(spent), rp(ceiling - spent), persen(spent, ceiling)


def _anggaran() -> list[Piece]:
    rows: list[Row] = []
    bold: set[int] = set()
    for code, name, lines in PROGRAM:
        bold.add(len(rows))
        rows.append(_line(code, name, pagu(lines), realisasi(lines)))
        rows += [_line(k.code, k.name, k.pagu, k.realisasi) for k in lines]
    total, spent = pagu(KEGIATAN), realisasi(KEGIATAN)
    capital = sum(m[1] for m in MODAL), sum(m[2] for m in MODAL)
    operating = total - capital[0], spent - capital[1]
    goods = operating[0] - PEGAWAI_5101[0], operating[1] - PEGAWAI_5101[1]
    kinds = (_line("5.1", "Belanja Operasi", *operating), _line("5.1.01", "Belanja Pegawai", *PEGAWAI_5101),
             _line("5.1.02", "Belanja Barang dan Jasa", *goods), _line("5.2", "Belanja Modal", *capital),
             _line("", "Jumlah", total, spent))
    items = tuple((f"{i}.", name, rp(a), rp(b), persen(b, a)) for i, (name, a, b) in enumerate(MODAL, 1))
    head = ("Kode", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%")
    return [
        Heading(2, "Realisasi Anggaran"),
        Para(f"Anggaran dinas tahun 2024 sebesar {rupiah(total)} dan terealisasi "
             f"{persen_kata(persen(spent, total))}. Rinciannya menurut program dan kegiatan disajikan pada tabel "
             "berikut."),
        Table("program", (head,), (*rows, _line("", "Jumlah", total, spent)), (2, 3.3, 2.1, 2.1, 1.8, 1.1), "llrrrr",
              "Pagu dan Realisasi Menurut Program dan Kegiatan", bold=frozenset({*bold, len(rows)}), size=7.5),
        Para("Menurut kelompok belanja, anggaran tersebut terbagi ke dalam belanja operasi dan belanja modal."),
        Table("belanja", (head,), kinds, (1.3, 3.2, 2.3, 2.3, 2, 1.2), "llrrrr", "Pagu dan Realisasi Menurut "
                                                                                 "Kelompok Belanja",
              bold=frozenset({0, 3, 4}), size=8),
        Para("Belanja modal digunakan untuk menambah koleksi dan memperbaiki ruang layanan."),
        Table("modal", (("No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "%"),),
              (*items, ("", "Jumlah", rp(capital[0]), rp(capital[1]), persen(capital[1], capital[0]))),
              (0.8, 4.5, 2.2, 2.2, 1.2),
              "clrrr", "Rincian Belanja Modal", bold=frozenset({3})),
        Heading(2, "Analisis Efisiensi"),
        Para(f"Tujuh dari {hitung(len(UKURAN))} indikator mencapai target dengan serapan {persen(spent, total)}%. "
             "Analisis efisiensi penggunaan sumber daya menunjukkan bahwa penghematan terbesar berasal dari belanja "
             "pegawai karena ada pegawai yang memasuki masa pensiun."),
    ]


def penutup() -> list[Piece]:
    return [
        Heading(1, "PENUTUP"),
        Heading(2, "Simpulan"),
        Para("Kinerja dinas pada tahun 2024 secara umum tergolong baik. Target yang belum tercapai adalah "
             "persentase perangkat daerah yang menyerahkan arsip statis."),
        Para(f"Seluruh pekerjaan diselesaikan oleh pegawai sebanyak {hitung(26)} orang yang tersebar di sekretariat "
             "dan dua bidang."),
        Heading(2, "Rekomendasi"),
        Items(("menyusun jadwal pendampingan penyerahan arsip bagi setiap perangkat daerah;",
               "menambah koleksi digital agar dapat diakses dari desa; dan",
               "mengusulkan formasi pustakawan dan arsiparis pada tahun 2025."), "1."),
        Heading(0, "LAMPIRAN I PERJANJIAN KINERJA"),
        Para("PERJANJIAN KINERJA TAHUN 2024", "C", True),
        Para(f"Kepala {DINAS} {KABUPATEN} selaku pihak pertama berjanji kepada Bupati selaku pihak kedua akan "
             "mewujudkan target kinerja berikut. Pihak kedua akan melakukan supervisi dan evaluasi atas capaiannya."),
        _plan("lampiran-pk", ""),
        Para(""),
        _programs("lampiran-pk-anggaran", ""),
        Signatures("Wonosobo, 8 Januari 2024", (("Bupati Wonosobo", *BUPATI), ("Kepala Dinas", *KEPALA))),
        Heading(0, "LAMPIRAN II RENCANA KINERJA TAHUNAN"),
        Para("RENCANA KINERJA TAHUNAN 2024", "C", True),
        _plan("lampiran-rkt", ""),
        Signatures("Wonosobo, 2 Oktober 2023", (("Kepala Dinas", *KEPALA),)),
    ]


def dinas() -> list[Piece]:
    return number([*awal(), *bab1(), *bab2(), *bab3(), *penutup()], letters=False)
