"""KPU report: Bab III, what was achieved."""

from __future__ import annotations

from samples.angka import hitung, rp
from samples.content_kpu_rencana import grouped
from samples.pieces import LEFT, UP, Heading, Para, Piece, Table
from samples.units import SASARAN, Unit


def analysis(u: Unit) -> tuple[tuple[str, ...], ...]:
    """Two paragraphs on each sasaran."""
    m = u.ukuran
    return (
        ("Seluruh tahapan yang dijadwalkan pada tahun 2023 selesai tepat waktu. Realisasi indikator pertama "
         f"mencapai {m[0].show(m[0].realisasi)} dari target {m[0].show(m[0].target)}. Keberhasilan ini didukung "
         "oleh pembagian tugas yang jelas antarsubbagian dan rapat pemantauan setiap pekan.",
         "Panitia Pemilihan Kecamatan dan Panitia Pemungutan Suara dilantik pada bulan Januari 2023. Pelantikan "
         "berlangsung serentak di seluruh kecamatan tanpa penundaan."),
        ("Seluruh kecamatan menyampaikan rekapitulasi sebelum batas akhir, meningkat dibandingkan tahun 2022 yang "
         f"mencapai {m[2].show(m[2].lalu)}. Dengan target {m[2].show(m[2].target)}, capaian indikator ini sebesar "
         f"{m[2].capaian}.",
         "Pencermatan data dilakukan bersama dinas kependudukan dan catatan sipil. Warga yang meninggal dan pindah "
         "domisili dicoret setelah dokumen pendukungnya diterima."),
        (f"Pada tahun 2023 dilaksanakan {m[4].realisasi} kegiatan pendidikan pemilih, lebih banyak daripada "
         f"{m[4].lalu} kegiatan pada tahun 2022. Tambahan kegiatan terjadi karena beberapa sekolah mengajukan "
         "permintaan sendiri.",
         "Layanan informasi publik dikelola oleh satu meja layanan dan satu kotak surat elektronik. Permintaan yang "
         "terlambat dijawab umumnya menyangkut data yang harus dimintakan persetujuan lebih dahulu."),
        (f"Logistik yang diterima dalam keadaan baik mencapai {m[6].show(m[6].realisasi)}; barang yang rusak "
         "langsung diajukan penggantiannya kepada penyedia. Gudang sewaan dijaga bergantian selama dua puluh empat "
         "jam.",
         f"Sarana kerja yang berfungsi baik hanya {m[7].show(m[7].realisasi)}, lebih rendah dari target "
         f"{m[7].show(m[7].target)}. Penyebabnya adalah usia perangkat dan keterbatasan biaya pemeliharaan."),
        ("Produk hukum yang telah ditetapkan diunggah ke laman JDIH paling lambat tiga hari kerja. Capaian "
         f"indikator ini sebesar {m[8].capaian} dan menjadi salah satu yang paling stabil selama periode Renstra.",
         "Peraturan perundang-undangan mewajibkan putusan sengketa ditindaklanjuti paling lama 3 (tiga) hari. "
         "Selama tahun 2023 tidak ada sengketa yang melewati batas tersebut."),
        (f"Evaluasi akuntabilitas kinerja menghasilkan predikat {m[9].realisasi}, sama dengan target yang "
         f"ditetapkan. Nilai IKPA sebesar {m[10].realisasi} melampaui target {m[10].target} berkat ketepatan "
         "penyampaian tagihan.",
         f"Penyerapan anggaran mencapai {m[11].show(m[11].realisasi)}. Angka ini lebih tinggi daripada penyerapan "
         f"tahun 2022 sebesar {m[11].show(m[11].lalu)}."),
    )


def capaian(u: Unit) -> list[Piece]:
    chosen = [m for i, m in enumerate(u.ukuran) if m.sasaran != u.ukuran[i - 1].sasaran]
    return [
        Heading(1, "AKUNTABILITAS KINERJA"),
        Heading(2, "Capaian Kinerja Organisasi"),
        Para("Capaian kinerja dihitung dengan membandingkan realisasi terhadap target, kemudian dikalikan 100%. "
             "Indikator yang diukur dengan predikat dinyatakan tercapai penuh apabila predikat yang diperoleh sama "
             "dengan target."),
        Table("capaian", (("No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian"),),
              grouped(u.ukuran, [[m.show(m.target), m.show(m.realisasi), m.capaian] for m in u.ukuran]),
              (0.8, 3.4, 4, 1.6, 1.6, 1.5), "cllccc", "Capaian Kinerja Tahun 2023", numbered=True),
        Para("Uraian capaian setiap sasaran disampaikan pada bagian berikut."),
        *_sasaran(u),
        Heading(2, "Perbandingan Kinerja"),
        Heading(3, "Perbandingan dengan Tahun Sebelumnya"),
        Para("Realisasi indikator pertama setiap sasaran pada tahun 2023 dibandingkan dengan realisasi tahun 2022 "
             "sebagai berikut."),
        Table("tahun-lalu", (("No", "Indikator Kinerja", "Realisasi", LEFT), (UP, UP, "2022", "2023")),
              tuple((f"{i}.", m.name, m.show(m.lalu), m.show(m.realisasi)) for i, m in enumerate(chosen, 1)),
              (0.8, 6, 1.7, 1.7), "clcc", "Perbandingan Realisasi Tahun 2022 dan 2023"),
        Heading(3, "Perbandingan dengan Target Jangka Menengah"),
        Para("Realisasi sampai dengan tahun 2023 terhadap target akhir Renstra tahun 2024 tampak pada tabel "
             "berikut. Indikator yang belum mencapai target akhir diperkirakan terpenuhi pada tahun 2024."),
        Table("target-renstra", (("No", "Indikator Kinerja", "Target Akhir Renstra", "Realisasi 2023"),),
              tuple((f"{i}.", m.name, m.show(m.renstra[-1]), m.show(m.realisasi)) for i, m in enumerate(chosen, 1)),
              (0.8, 6, 1.9, 1.7), "clcc", "Realisasi Tahun 2023 terhadap Target Renstra"),
        Heading(3, "Perbandingan dengan Standar Nasional"),
        Para("Belum ada standar nasional untuk indikator kinerja KPU kabupaten/kota, sehingga perbandingannya tidak "
             "disajikan."),
        Heading(2, "Kegiatan Penunjang"),
        Para("Pendidikan pemilih dilaksanakan tatap muka di lima kecamatan yang dipilih karena tingkat "
             "partisipasinya rendah pada Pemilu 2019. Jumlah peserta menurut jenis kelamin adalah sebagai berikut."),
        _peserta(u),
        Para("Program yang menunjang pencapaian sasaran tersebut adalah penyelenggaraan Pemilu dan dukungan "
             "manajemen. Tanpa kegiatan pemeliharaan jaringan, unggah data dari kecamatan tidak akan selesai pada "
             "waktunya."),
        Heading(2, "Hambatan dan Tindak Lanjut"),
        Para("Hambatan disusun menurut besarnya pengaruh terhadap kelancaran tahapan. Ringkasan hambatan, penyebab, "
             "dan tindak lanjutnya selama tahun 2023 adalah sebagai berikut."),
        Table("hambatan", (("No", "Hambatan", "Penyebab", "Tindak Lanjut"),), _hambatan(), (0.8, 3.4, 3.4, 4), "clll",
              "Hambatan dan Tindak Lanjut"),
    ]


def _sasaran(u: Unit) -> list[Piece]:
    out: list[Piece] = []
    for index, paragraphs in enumerate(analysis(u)):
        rows = tuple((m.name, m.show(m.target), m.show(m.realisasi), m.capaian) for m in u.ukuran if m.sasaran == index)
        out += [
            Heading(3, SASARAN[index]),
            Table(f"sasaran-{index + 1}", (("Indikator Kinerja", "Target", "Realisasi", "Capaian"),), rows,
                  (5.5, 1.6, 1.6, 1.6), "lccc", f"Capaian Sasaran {index + 1}"),
            *(Para(text) for text in paragraphs),
        ]
    return out


def _peserta(u: Unit) -> Table:
    men, women = sum(k[1] for k in u.kecamatan), sum(k[2] for k in u.kecamatan)
    rows = tuple((f"{i}.", name, rp(a), rp(b), rp(a + b)) for i, (name, a, b) in enumerate(u.kecamatan, 1))
    return Table("peserta", (("No", "Kecamatan", "Peserta", LEFT, "Jumlah"), (UP, UP, "Laki-laki", "Perempuan", UP)),
                 (*rows, ("", "Jumlah", rp(men), rp(women), rp(men + women))), (0.8, 4, 1.8, 1.8, 1.8), "clccc",
                 "Peserta Pendidikan Pemilih", bold=frozenset({len(rows)}))


def _hambatan() -> tuple[tuple[str, ...], ...]:
    return (
        ("1.", "Unggah data dari kecamatan tersendat pada jam kerja.",
         "Jaringan internet di beberapa kecamatan belum stabil dan dipakai bersama oleh banyak pengguna.",
         "Jadwal unggah digeser ke malam hari, disediakan modem cadangan di setiap sekretariat kecamatan, dan "
         "petugas dilatih menyimpan salinan data di luar jaringan agar pekerjaan tidak terhenti apabila sambungan "
         "terputus. Petugas yang berjaga malam mendapat giliran libur pengganti."),
        ("2.", "Perangkat komputer sering rusak.", "Usia perangkat rata-rata melampaui lima tahun.",
         "Pengadaan perangkat baru diusulkan bertahap, dimulai dari subbagian yang mengolah data. Sambil menunggu, "
         "perangkat yang masih layak dibersihkan dan diganti suku cadangnya oleh teknisi setempat."),
        ("3.", "Pegawai merangkap beberapa tugas.", "Pegawai yang pindah ke instansi lain belum mendapat pengganti.",
         "Diajukan permintaan formasi baru melalui KPU Provinsi dan diatur pembagian tugas sementara selama masa "
         "puncak tahapan agar layanan kepada masyarakat tidak terganggu."),
        ("4.", "Permintaan informasi menumpuk menjelang penetapan calon.",
         "Petugas meja layanan hanya satu orang.", "Disusun daftar pertanyaan yang paling sering diajukan beserta "
                                                   "jawabannya dan dimuat pada laman resmi."),
        ("5.", "Gudang logistik jauh dari kantor.", "Tidak tersedia gedung milik sendiri.",
         "Dilakukan penjajakan pinjam pakai gedung dengan pemerintah daerah."),
    )


def simpulan(u: Unit) -> list[Piece]:
    return [
        Heading(1, "PENUTUP"),
        Heading(2, "Kesimpulan"),
        Para(f"Secara umum {u.satker} telah melaksanakan Perjanjian Kinerja Tahun 2023 dengan baik. Dari "
             f"{hitung(len(u.ukuran))} indikator, {hitung(len(u.ukuran) - 1)} indikator mencapai target dan "
             f"{hitung(1)} indikator belum mencapai target, yaitu persentase sarana kerja yang berfungsi baik."),
        Para(f"Dengan dukungan {hitung(len(u.pns) + len(u.ppnpn))} orang pegawai, seluruh tahapan Pemilu yang jatuh "
             "pada tahun 2023 dapat diselesaikan sesuai jadwal."),
        Heading(2, "Langkah Perbaikan"),
        Para("Langkah perbaikan yang akan ditempuh pada tahun 2024 meliputi pemeliharaan sarana kerja secara "
             "berkala, pelatihan pengelola data, dan penyempurnaan mekanisme pemantauan realisasi setiap triwulan. "
             "Kami berharap langkah tersebut mampu menjaga mutu layanan pada saat pemungutan suara berlangsung."),
    ]
