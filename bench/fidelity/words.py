"""Words from which tables are invented. No sentence, name or figure here is from a real report."""

from __future__ import annotations

from random import Random

SASARAN = ["Meningkatnya {a} {b} yang {c}", "Terwujudnya {b} {c} di bidang {a}", "Menguatnya tata kelola {b} yang {c}",
           "Terlaksananya {a} {b} secara {c} dan berkesinambungan", "Menurunnya kesenjangan {b} antarkecamatan"]
INDIKATOR = ["Persentase {b} yang {c}", "Jumlah {b} {c} yang diselesaikan tepat waktu", "Indeks {a} {b}",
             "Rasio {b} {c} terhadap jumlah {d}",
             "Persentase {d} yang menerima {a} {b} sesuai standar pelayanan minimal",
             "Nilai {a} {b} hasil penilaian tim independen", "Tingkat kepatuhan {d} terhadap ketentuan {b}"]
A = ["kualitas", "cakupan", "pembinaan", "pengawasan", "ketersediaan", "pemanfaatan", "keandalan"]
B = ["layanan irigasi", "data kependudukan", "arsip dinamis", "produksi perikanan", "jalan lingkungan", "air bersih",
     "perpustakaan keliling", "posyandu terpadu", "pasar rakyat", "sampah rumah tangga", "aset daerah"]
C = ["mantap", "terintegrasi", "akuntabel", "merata", "layak fungsi", "terverifikasi", "berkelanjutan", "inklusif"]
D = ["keluarga", "desa", "kelompok tani", "pelaku usaha", "satuan pendidikan", "penyandang disabilitas"]
SATUAN = ["Persen", "Dokumen", "Indeks", "Orang", "Unit", "Laporan", "Nilai", "Km"]
PROGRAM = ["Program Pengelolaan {b}", "Program Penunjang Urusan Pemerintahan Bidang {b}", "Program Peningkatan {a} {b}",
           "Kegiatan Fasilitasi {b}", "Sub Kegiatan Penyusunan Dokumen {b} dan Evaluasinya",
           "Kegiatan Pemeliharaan {b}"]
UNIT = ["Sekretariat", "Bidang Data dan Informasi", "Bidang Pembinaan", "Bidang Sarana", "UPTD Wilayah Timur",
        "UPTD Wilayah Barat", "Subbagian Keuangan", "Subbagian Umum"]
UNSUR = ["Persyaratan", "Sistem, mekanisme dan prosedur", "Waktu penyelesaian", "Biaya/tarif", "Produk layanan",
         "Kompetensi pelaksana", "Perilaku pelaksana", "Penanganan pengaduan", "Sarana dan prasarana"]
BELANJA = ["Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal", "Belanja Hibah", "Belanja Bantuan Sosial",
           "Belanja Perjalanan Dinas", "Belanja Pemeliharaan"]
NAMA = ["Wiratama", "Lestari", "Prakoso", "Handayani", "Saputro", "Maharani", "Kusnadi", "Puspita", "Gunadi",
        "Anggraini"]
JABATAN = ["Analis Kebijakan", "Pranata Komputer", "Arsiparis", "Pengelola Keuangan", "Perencana Ahli Muda",
           "Statistisi"]
KALIMAT = ["Anggaran {b} baru tersedia pada triwulan kedua sehingga {a} tertunda.",
           "Koordinasi dengan {d} dilakukan setiap bulan melalui rapat dan kunjungan lapangan.",
           "Petugas {b} berkurang karena mutasi, sedangkan permintaan {d} bertambah.",
           "Penyusunan pedoman {a} {b} diselesaikan bersama perangkat daerah terkait.",
           "Data {b} belum {c} karena perbedaan definisi operasional antarbidang.",
           "Monitoring {b} dilaksanakan dua kali dengan hasil yang {c}."]


def phrase(rng: Random, patterns: list[str]) -> str:
    """One of ``patterns`` with its blanks filled."""
    return rng.choice(patterns).format(a=rng.choice(A), b=rng.choice(B), c=rng.choice(C), d=rng.choice(D))


def several(rng: Random, patterns: list[str], count: int) -> list[str]:
    """``count`` different phrases."""
    out: list[str] = []
    while len(out) < count:
        text = phrase(rng, patterns)
        if text not in out or len(out) > 25:
            out.append(text)
    return out


def rupiah(rng: Random, low: int = 6, high: int = 11) -> int:
    """An amount of ``low`` to ``high`` digits."""
    return int(rng.randint(10**(low - 1), 10**rng.randint(low, high) - 1))


def dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def percent(rng: Random, sign: bool = True) -> str:
    text = f"{rng.randint(3000, 11999) / 100:.2f}".replace(".", ",")
    return text + "%" if sign else text
