"""KPU report: cover, preface, executive summary and Bab I."""

from __future__ import annotations

from collections import Counter

from samples.angka import hitung, kata, persen, persen_kata, rp, rupiah
from samples.pieces import Chart, Cover, Heading, Items, Para, Piece, Signatures, Table, Toc
from samples.units import SASARAN, Unit, pagu, realisasi

REKAAN = "Dokumen contoh: seluruh angka, nama orang, dan peristiwa di dalamnya adalah rekaan"
GOLONGAN = ("IV", "III", "II")
JENJANG = ("S2", "S1", "D3", "SLTA", "SLTP")


def awal(u: Unit) -> list[Piece]:
    all_lines = u.cq + u.wa
    total, spent = pagu(all_lines), realisasi(all_lines)
    return [
        Cover(("LAPORAN KINERJA", "(LKj)", "TAHUN 2023", "", u.panjang.upper()), REKAAN),
        Heading(0, "KATA PENGANTAR"),
        Para(f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena Laporan Kinerja {u.panjang} Tahun 2023 "
             "dapat diselesaikan tepat pada waktunya. Laporan ini kami susun sebagai wujud pertanggungjawaban atas "
             "pelaksanaan tugas dan penggunaan anggaran selama satu tahun."),
        Para("Isi laporan menggambarkan target yang diperjanjikan, hasil yang diperoleh, serta kendala yang kami temui "
             "di lapangan. Kami berharap gambaran tersebut dapat menjadi bahan perbaikan bagi perencanaan tahun-tahun "
             f"berikutnya, baik bagi {u.satker} maupun bagi KPU Provinsi {u.provinsi} sebagai atasan langsung."),
        Para("Terima kasih kami sampaikan kepada semua pihak yang telah membantu pengumpulan data dan penyusunan "
             "naskah. Saran dan kritik yang membangun akan kami terima dengan senang hati."),
        Signatures(f"{u.ibu_kota}, 26 Januari 2024", (("Ketua", u.ketua),)),
        Heading(0, "IKHTISAR EKSEKUTIF"),
        Para(f"{u.panjang} menetapkan {hitung(len(SASARAN))} sasaran dan {hitung(len(u.ukuran))} indikator kinerja "
             "dalam Perjanjian Kinerja Tahun 2023. Sebagian besar indikator mencapai atau melampaui target yang "
             "ditetapkan, sedangkan satu indikator, yaitu persentase sarana kerja yang berfungsi baik, masih di "
             "bawah target."),
        Para(f"Pagu anggaran setelah revisi terakhir berjumlah {rupiah(total)}. Sampai dengan akhir tahun anggaran "
             f"terealisasi {rupiah(spent)} atau {persen_kata(persen(spent, total))} dari pagu. Sisa anggaran "
             "terutama berasal dari efisiensi perjalanan dinas dan hasil penawaran pengadaan."),
        Para("Untuk tahun berikutnya perhatian diarahkan pada pemeliharaan sarana kerja, penguatan pengelolaan "
             "data, dan persiapan pemungutan suara pada bulan Februari 2024."),
        Heading(0, "DAFTAR ISI"),
        Toc(),
    ]


def bab1(u: Unit) -> list[Piece]:
    return [
        Heading(1, "PENDAHULUAN"),
        Heading(2, "Latar Belakang"),
        Para(f"Setiap instansi pemerintah wajib mempertanggungjawabkan kinerjanya kepada publik. {u.satker} sebagai "
             "penyelenggara Pemilu di tingkat daerah memenuhi kewajiban tersebut dengan menyusun laporan kinerja "
             "setiap tahun. Laporan kinerja tahun 2023 memuat hasil pelaksanaan program dan kegiatan selama tahun "
             "keempat pelaksanaan Renstra KPU Tahun 2020-2024."),
        Para("Tahun 2023 merupakan tahun yang padat karena sebagian besar tahapan Pemilu 2024 berjalan bersamaan, "
             "mulai dari pemutakhiran data pemilih, pencalonan anggota legislatif, hingga pengadaan logistik. "
             "Kepadatan itu menuntut perencanaan yang cermat agar tugas rutin perkantoran tetap terlayani."),
        Heading(2, "Dasar Hukum"),
        Para("Penyusunan laporan ini berpedoman pada peraturan sebagai berikut:"),
        Items((
            "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;",
            "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah;",
            "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah;",
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang "
            "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja "
            "Instansi Pemerintah; dan",
            "Peraturan Komisi Pemilihan Umum Nomor 14 Tahun 2020 tentang Tugas, Fungsi, Susunan Organisasi, dan "
            "Tata Kerja Sekretariat Jenderal Komisi Pemilihan Umum, Sekretariat Komisi Pemilihan Umum Provinsi, dan "
            "Sekretariat Komisi Pemilihan Umum Kabupaten/Kota.",
        )),
        Para("Undang-Undang Nomor 7 Tahun 2017 mengatur bahwa keterwakilan perempuan dalam keanggotaan KPU paling "
             "sedikit 30% (tiga puluh persen) tetap diperhatikan dalam setiap seleksi."),
        Heading(2, "Maksud dan Tujuan"),
        Para(f"Laporan ini dimaksudkan untuk memberikan informasi yang terukur mengenai kinerja {u.satker}. Adapun "
             "tujuannya adalah:"),
        Items(("memenuhi kewajiban pelaporan kepada KPU Republik Indonesia;",
               "menilai keberhasilan dan kegagalan pelaksanaan program; dan",
               "menyediakan bahan untuk menyusun rencana kinerja tahun 2024."), "a."),
        Heading(2, "Tugas dan Struktur Organisasi"),
        Para(f"Tugas {u.satker} meliputi penjabaran program, pelaksanaan tahapan di daerah, pembentukan badan ad "
             f"hoc, dan penyampaian laporan setiap tahapan kepada KPU Provinsi {u.provinsi}. Keanggotaan berjumlah "
             f"{hitung(5)} orang, dibantu sekretariat yang dipimpin seorang sekretaris dan empat kepala subbagian."),
        Chart("Bagan Organisasi Sekretariat", ("Ketua", "Sekretaris"),
              ("Subbagian Keuangan, Umum, dan Logistik", "Subbagian Hukum dan SDM",
               "Subbagian Teknis dan Hubungan Masyarakat", "Subbagian Perencanaan, Data, dan Informasi")),
        Heading(2, "Sumber Daya Manusia"),
        *_pegawai(u),
        Heading(2, "Permasalahan Utama"),
        Para("Berdasarkan hasil evaluasi internal, permasalahan utama (isu strategis) yang dihadapi pada tahun 2023 "
             "adalah sebagai berikut:"),
        Items(("beban kerja tahapan Pemilu meningkat, sementara jumlah pegawai berkurang dibandingkan tahun "
               "sebelumnya;",
               "sebagian sarana kerja berusia lebih dari lima tahun dan mulai sering rusak;",
               "jaringan internet di beberapa kecamatan belum stabil sehingga menghambat unggah data; dan",
               f"koordinasi lintas batas dengan {u.penyelenggara_lain} mengenai pemilih yang berpindah domisili perlu "
               "dilakukan lebih sering."), "1."),
        Heading(2, "Sistematika Penulisan"),
        Para("Laporan ini terdiri atas empat bab dengan susunan sebagai berikut:"),
        Items(("BAB I Pendahuluan, berisi latar belakang, dasar hukum, organisasi, dan permasalahan utama;",
               "BAB II Perencanaan Kinerja, berisi rencana strategis, rencana kinerja tahunan, dan perjanjian kinerja;",
               "BAB III Akuntabilitas Kinerja, berisi capaian kinerja dan realisasi anggaran; dan",
               "BAB IV Penutup, berisi kesimpulan dan langkah perbaikan."), "-"),
    ]


def _pegawai(u: Unit) -> list[Piece]:
    levels = Counter(p.golongan.split("/")[0] for p in u.pns)
    by_school = Counter(p.pendidikan for p in u.pns), Counter(p[2] for p in u.ppnpn)
    staff = len(u.pns) + len(u.ppnpn)
    split = ", ".join(f"{'dan ' if g == 'II' else ''}{hitung(levels[g])} orang bergolongan {g}" for g in GOLONGAN)
    rows = [(j, rp(by_school[0][j]), rp(by_school[1][j]), rp(by_school[0][j] + by_school[1][j])) for j in JENJANG]
    return [
        Para(f"Sampai dengan 31 Desember 2023 sekretariat {u.satker} didukung oleh {hitung(staff)} orang pegawai, "
             f"terdiri atas {hitung(len(u.pns))} orang Pegawai Negeri Sipil (PNS) dan {hitung(len(u.ppnpn))} orang "
             "Pegawai Pemerintah Non Pegawai Negeri (PPNPN). Pada akhir tahun 2022 jumlah pegawai masih "
             f"{hitung(u.lalu_pegawai)} orang; perubahan tersebut terjadi karena mutasi ke instansi lain."),
        Para(f"Menurut golongan, {hitung(len(u.pns))} orang PNS tersebut terdiri atas {split}. Rincian menurut "
             "pendidikan disajikan pada tabel berikut."),
        Table("sdm-pendidikan", (("Pendidikan", "PNS", "PPNPN", "Jumlah"),),
              (*rows, ("Jumlah", rp(len(u.pns)), rp(len(u.ppnpn)), rp(staff))), (3, 1.3, 1.3, 1.3), "lccc",
              "Jumlah Pegawai Menurut Pendidikan", bold=frozenset({len(rows)}), size=10),
        Para(f"Daftar {hitung(len(u.pns))} orang PNS di lingkungan sekretariat adalah sebagai berikut."),
        Table("sdm-pns", (("No", "Nama/NIP", "Gol.", "Jabatan", "Pendidikan"),),
              tuple((str(i), f"{p.name}\nNIP {p.nip}", p.golongan, p.jabatan, p.pendidikan)
                    for i, p in enumerate(u.pns, 1)),
              (0.8, 4.4, 1.1, 4.6, 1.2), "clclc", "Daftar PNS", numbered=True),
        Para(f"Adapun {hitung(len(u.ppnpn))} orang PPNPN beserta tugasnya tercantum pada tabel berikut."),
        Table("sdm-ppnpn", (("No", "Nama", "Tugas", "Pendidikan"),),
              tuple((str(i), name, task, school) for i, (name, task, school) in enumerate(u.ppnpn, 1)),
              (0.8, 4, 3.5, 2), "cllc", "Daftar PPNPN"),
        Para(f"Dengan {kata(len(u.pns))} PNS, rata-rata setiap subbagian hanya diperkuat dua sampai tiga orang, "
             "sehingga pembagian tugas lintas subbagian menjadi kebiasaan pada masa puncak tahapan."),
    ]
