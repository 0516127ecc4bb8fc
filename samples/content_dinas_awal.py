"""Report of a regional agency (dinas): front matter, Bab I and the figures all its chapters use. All invented."""

from __future__ import annotations

from samples.angka import hitung, rupiah
from samples.content_kpu_awal import REKAAN
from samples.pieces import LEFT, UP, Chart, Cover, Heading, Items, Para, Piece, Signatures, Table, Toc
from samples.units import Kegiatan, Ukuran, pagu, realisasi

DINAS = "Dinas Perpustakaan dan Kearsipan"
KABUPATEN = "Kabupaten Wonosobo"
KEPALA = ("Retno Widuri Prasasti, S.Sos., M.M.", "Pembina Utama Muda", "NIP 196911201995032002")
BUPATI = ("Haryo Suteja",)

PROGRAM: tuple[tuple[str, str, tuple[Kegiatan, ...]], ...] = (
    ("2.23.01", "Program Penunjang Urusan Pemerintahan Daerah", (
        Kegiatan("2.23.01.2.01", "Perencanaan dan Evaluasi Kinerja", 28_640_000, 27_915_400),
        Kegiatan("2.23.01.2.02", "Administrasi Keuangan", 3_486_275_000, 3_401_862_317),
        Kegiatan("2.23.01.2.08", "Penyediaan Jasa Penunjang", 412_380_000, 398_204_650),
        Kegiatan("2.23.01.2.09", "Pemeliharaan Barang Milik Daerah", 96_500_000, 95_118_000),
    )),
    ("2.23.02", "Program Pembinaan Perpustakaan", (
        Kegiatan("2.23.02.2.01", "Pengelolaan Perpustakaan Daerah", 684_920_000, 661_347_500),
        Kegiatan("2.23.02.2.02", "Pembudayaan Gemar Membaca", 215_700_000, 209_886_250),
    )),
    ("2.24.02", "Program Pengelolaan Arsip", (
        Kegiatan("2.24.02.2.01", "Pengelolaan Arsip Dinamis", 143_260_000, 139_975_800),
        Kegiatan("2.24.02.2.02", "Pengelolaan Arsip Statis", 87_415_000, 85_640_900),
    )),
)
KEGIATAN = tuple(k for _, _, lines in PROGRAM for k in lines)
PEGAWAI_5101 = (3_402_118_000, 3_320_574_217)
MODAL = (("Bahan pustaka tercetak", 185_000_000, 183_640_000), ("Rak buku kayu", 64_500_000, 62_950_000),
         ("Komputer layanan", 48_000_000, 47_200_000))

SASARAN = (
    "Meningkatnya budaya baca masyarakat",
    "Meningkatnya mutu layanan perpustakaan",
    "Meningkatnya tertib arsip perangkat daerah",
    "Meningkatnya akuntabilitas kinerja dinas",
)
UKURAN = (
    Ukuran(0, "Nilai Tingkat Kegemaran Membaca", "nilai", "62,5", "64,18", "61,94",
           ("55", "57,5", "60", "62,5", "65", "67")),
    Ukuran(0, "Jumlah pengunjung perpustakaan", "orang", "48000", "51372", "46815",
           ("35.000", "40.000", "44.000", "48.000", "52.000", "56.000")),
    Ukuran(1, "Indeks Pembangunan Literasi Masyarakat", "indeks", "61,2", "63,05", "60,77",
           ("55", "57", "59", "61,2", "63", "65")),
    Ukuran(1, "Persentase perpustakaan desa yang dibina", "%", "70", "72,5", "66,25",
           ("55", "60", "65", "70", "75", "80")),
    Ukuran(2, "Nilai pengawasan kearsipan internal", "nilai", "65", "68,4", "63,9",
           ("55", "58", "62", "65", "68", "70")),
    Ukuran(2, "Persentase perangkat daerah yang menyerahkan arsip statis", "%", "55", "51,25", "47,5",
           ("35", "40", "48", "55", "62", "70")),
    Ukuran(3, "Nilai SAKIP Dinas", "nilai", "72", "73,15", "71,6", ("66", "68", "70", "72", "74", "76")),
    Ukuran(3, "Indeks Kepuasan Masyarakat", "indeks", "84,5", "86,02", "83,71", ("80", "82", "83", "84,5", "86", "87")),
)
STAF = (("S2", 2, 1), ("S1", 4, 7), ("D3", 2, 3), ("SLTA", 5, 2))
PEJABAT = (
    ("Retno Widuri Prasasti, S.Sos., M.M.", "Kepala Dinas", "IV/c"),
    ("Bambang Tri Lesmana, S.H., M.Si.", "Sekretaris", "IV/a"),
    ("Siti Maryanah Utari, S.IP.", "Kepala Bidang Perpustakaan", "III/d"),
    ("Agung Cahyo Pranowo, S.E.", "Kepala Bidang Kearsipan", "III/d"),
    ("Nining Puspa Handari, S.Sos.", "Kepala Subbagian Umum dan Kepegawaian", "III/c"),
)


def awal() -> list[Piece]:
    return [
        Cover(("LAPORAN KINERJA", "INSTANSI PEMERINTAH", "TAHUN 2024", "", DINAS.upper(), KABUPATEN.upper()), REKAAN),
        Heading(0, "KATA PENGANTAR"),
        Para(f"Laporan Kinerja Instansi Pemerintah {DINAS} {KABUPATEN} Tahun 2024 disusun untuk menyampaikan hasil "
             "kerja dinas kepada Bupati dan masyarakat. Penyusunannya melibatkan seluruh bidang serta sekretariat."),
        Para("Kami menyadari masih ada target yang belum terpenuhi. Penyebabnya kami uraikan dengan terbuka agar "
             "dapat dibenahi pada tahun berikutnya. Atas bantuan semua pihak kami mengucapkan terima kasih."),
        Signatures("Wonosobo, 24 Januari 2025", (("Kepala Dinas", *KEPALA),)),
        Heading(0, "RINGKASAN EKSEKUTIF"),
        Para(f"Pada tahun 2024 {DINAS} {KABUPATEN} melaksanakan {hitung(len(SASARAN))} sasaran dengan "
             f"{hitung(len(UKURAN))} indikator kinerja. Tujuh indikator mencapai target, sedangkan persentase "
             "perangkat daerah yang menyerahkan arsip statis belum mencapai target."),
        Para(f"Anggaran yang dikelola berjumlah {rupiah(pagu(KEGIATAN))}, dengan realisasi "
             f"{rupiah(realisasi(KEGIATAN))}. Dana tersebut membiayai tiga program yang menunjang urusan "
             "perpustakaan dan urusan kearsipan."),
        Heading(0, "DAFTAR ISI"),
        Toc(),
    ]


def bab1() -> list[Piece]:
    men, women = sum(s[1] for s in STAF), sum(s[2] for s in STAF)
    rows = tuple((j, str(a), str(b), str(a + b)) for j, a, b in STAF)
    return [
        Heading(1, "PENDAHULUAN"),
        Heading(2, "Latar Belakang"),
        Para(f"{DINAS} {KABUPATEN} dibentuk untuk menyelenggarakan urusan perpustakaan dan kearsipan. Kinerja dinas "
             "setiap tahun dilaporkan kepada Bupati sebagai bahan penyusunan laporan kinerja pemerintah kabupaten."),
        Para("Tahun 2024 merupakan tahun keempat pelaksanaan Renstra Perangkat Daerah Tahun 2021-2026. Pada tahun "
             "tersebut ruang baca anak mulai dioperasikan dan penyelamatan arsip desa dilaksanakan di empat "
             "kecamatan."),
        Heading(2, "Dasar Hukum"),
        Items(("Undang-Undang Nomor 43 Tahun 2007 tentang Perpustakaan;",
               "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan;",
               "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah;",
               "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah; dan",
               "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang "
               "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja "
               "Instansi Pemerintah."),
              "a."),
        Heading(2, "Organisasi"),
        Para("Dinas dipimpin seorang kepala dinas yang bertanggung jawab kepada Bupati melalui Sekretaris Daerah. "
             "Pembinaan teknis diterima dari Dinas Kearsipan dan Perpustakaan Provinsi Jawa Tengah serta "
             "Perpustakaan Nasional."),
        Chart("Susunan Organisasi Dinas", ("Kepala Dinas",), ("Sekretariat", "Bidang Perpustakaan", "Bidang "
                                                                                                    "Kearsipan")),
        Heading(2, "Sumber Daya Manusia"),
        Para(f"Jumlah pegawai sampai dengan akhir tahun 2024 sebanyak {hitung(men + women)} orang, terdiri atas "
             f"{hitung(14)} orang PNS, {hitung(5)} orang PPPK, dan {hitung(7)} orang tenaga kontrak. Komposisinya "
             "menurut pendidikan adalah sebagai berikut."),
        Table("sdm-pendidikan", (("Pendidikan", "Jenis Kelamin", LEFT, "Jumlah"), (UP, "Laki-laki", "Perempuan", UP)),
              (*rows, ("Jumlah", str(men), str(women), str(men + women))), (3, 1.6, 1.6, 1.6), "lccc",
              "Pegawai Menurut Pendidikan dan Jenis Kelamin", bold=frozenset({len(rows)})),
        Para(f"Jabatan struktural diisi oleh {hitung(len(PEJABAT))} orang pejabat dengan susunan sebagai berikut."),
        Table("pejabat", (("No", "Nama", "Jabatan", "Golongan"),),
              tuple((f"{i}.", *p) for i, p in enumerate(PEJABAT, 1)), (0.8, 4.6, 4.4, 1.6), "cllc", "Pejabat "
                                                                                                    "Struktural",
              numbered=True),
        Heading(2, "Isu Strategis"),
        Para("Isu strategis yang dihadapi dinas adalah jumlah pustakawan yang terbatas, koleksi buku yang belum "
             "merata sampai ke desa, serta rendahnya kesadaran perangkat daerah untuk menyerahkan arsip statis."),
    ]
