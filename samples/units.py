"""The two KPU units of the samples: their money, people and indicators. All invented; only the regions are real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from samples.angka import desimal


@dataclass(frozen=True, slots=True)
class Kegiatan:
    code: str
    name: str
    pagu: int
    realisasi: int

    @property
    def sisa(self) -> int:
        return self.pagu - self.realisasi


@dataclass(frozen=True, slots=True)
class Pegawai:
    name: str
    nip: str
    golongan: str
    jabatan: str
    pendidikan: str


@dataclass(frozen=True, slots=True)
class Ukuran:
    """An indicator: ``unit`` "%" or a noun; ``grade`` instead of figures where it is measured by a letter."""

    sasaran: int
    name: str
    unit: str
    target: str
    realisasi: str
    lalu: str
    renstra: tuple[str, ...]

    def show(self, figure: str) -> str:
        if self.unit == "%":
            return f"{figure}%"
        return f"{figure} {self.unit}" if self.unit in ("Dokumen", "Kegiatan") else figure

    @property
    def capaian(self) -> str:
        if not self.target[0].isdigit():
            return "100,00%"
        ratio = Decimal(self.realisasi.replace(",", ".")) * 100 / Decimal(self.target.replace(",", "."))
        return f"{desimal(ratio.quantize(Decimal('0.01'), ROUND_HALF_UP))}%"


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    level: str
    provinsi: str
    ibu_kota: str
    penyelenggara_lain: str
    ketua: str
    sekretaris: tuple[str, str]
    cq: tuple[Kegiatan, ...]
    wa: tuple[Kegiatan, ...]
    pegawai_51: tuple[int, int]
    modal: tuple[tuple[str, int, int], ...]
    pns: tuple[Pegawai, ...]
    ppnpn: tuple[tuple[str, str, str], ...]
    ukuran: tuple[Ukuran, ...]
    kecamatan: tuple[tuple[str, int, int], ...]
    serapan: tuple[str, str, str]
    lalu_pegawai: int

    @property
    def satker(self) -> str:
        return f"KPU {self.name}"

    @property
    def panjang(self) -> str:
        return f"Komisi Pemilihan Umum {self.name}"


SASARAN = (
    "Terselenggaranya tahapan Pemilu yang tepat waktu dan sesuai ketentuan",
    "Tersedianya data pemilih yang mutakhir dan akurat",
    "Meningkatnya pengetahuan masyarakat tentang kepemiluan",
    "Terwujudnya pengelolaan logistik dan sarana kerja yang andal",
    "Terwujudnya produk hukum yang tertib dan mudah diakses",
    "Meningkatnya akuntabilitas kinerja dan keuangan",
)
_NAMES = (
    (0, "Persentase tahapan Pemilu yang diselesaikan sesuai jadwal", "%"),
    (0, "Persentase badan ad hoc yang dilantik tepat waktu", "%"),
    (1, "Persentase kecamatan yang menyampaikan rekapitulasi data pemilih tepat waktu", "%"),
    (1, "Jumlah dokumen pemutakhiran data pemilih", "Dokumen"),
    (2, "Jumlah kegiatan pendidikan pemilih", "Kegiatan"),
    (2, "Persentase permintaan informasi publik yang dijawab sesuai standar waktu", "%"),
    (3, "Persentase logistik Pemilu yang diterima dalam keadaan baik", "%"),
    (3, "Persentase sarana kerja yang berfungsi baik", "%"),
    (4, "Persentase produk hukum yang diunggah ke JDIH", "%"),
    (5, "Nilai evaluasi akuntabilitas kinerja", "predikat"),
    (5, "Nilai Indikator Kinerja Pelaksanaan Anggaran (IKPA)", "nilai"),
    (5, "Persentase penyerapan anggaran", "%"),
)


def _ukuran(figures: Sequence[str]) -> tuple[Ukuran, ...]:
    """One line of figures an indicator: target, realisasi, last year's realisasi, the five Renstra targets."""
    out = []
    for (sasaran, name, unit), line in zip(_NAMES, figures, strict=True):
        target, realisasi, lalu, *renstra = line.split()
        out.append(Ukuran(sasaran, name, unit, target, realisasi, lalu, tuple(renstra)))
    return tuple(out)


def _pns(lines: str) -> tuple[Pegawai, ...]:
    return tuple(Pegawai(*(part.strip() for part in line.split("|"))) for line in lines.strip().splitlines())


BANGGAI = Unit(
    name="Kabupaten Banggai", level="kabupaten", provinsi="Sulawesi Tengah", ibu_kota="Luwuk",
    penyelenggara_lain="KPU Kabupaten Banggai Laut",
    ketua="Rahmidar Towuli", sekretaris=("Halimun Datukaro, S.IP., M.Si.", "197408122000031004"),
    cq=(
        Kegiatan("CQ.6639", "Teknis Penyelenggaraan Pemilu", 2_318_440_000, 2_241_905_500),
        Kegiatan("CQ.6709", "Perencanaan Program dan Anggaran Pemilu", 184_725_000, 181_066_940),
        Kegiatan("CQ.6867", "Pembentukan Badan Ad Hoc", 9_874_260_000, 9_874_258_660),
        Kegiatan("CQ.6870", "Masa Kampanye Pemilu", 1_000, 0),
        Kegiatan("CQ.6871", "Pengelolaan dan Dokumentasi Logistik", 812_500_000, 789_413_250),
    ),
    wa=(
        Kegiatan("WA.3355", "Pengelolaan Keuangan dan Barang Milik Negara", 1_964_300_000, 1_941_775_612),
        Kegiatan("WA.3360", "Operasional Perkantoran dan Sarana Prasarana", 1_208_915_000, 1_187_220_430),
        Kegiatan("WA.6637", "Pengelolaan Sumber Daya Manusia", 96_480_000, 93_118_000),
    ),
    pegawai_51=(1_702_664_000, 1_688_031_774),
    modal=(("Laptop untuk subbagian", 72_000_000, 71_340_000), ("Pemindai dokumen", 18_500_000, 18_500_000),
           ("Lemari arsip baja", 31_250_000, 30_875_000)),
    pns=_pns("""
Halimun Datukaro, S.IP., M.Si. | 197408122000031004 | IV/a | Sekretaris | S2
Mirnawati Labulu, S.E. | 197911052005022003 | III/d | Kepala Subbagian Keuangan, Umum, dan Logistik | S1
Fardan Tohopi, S.H. | 198203172009011007 | III/d | Kepala Subbagian Hukum dan SDM | S1
Yosefin Paramata, S.Sos., M.A.P. | 198106242006042011 | III/d | Kepala Subbagian Teknis dan Hubungan Masyarakat | S2
Ridwan Salipu, S.Kom. | 198509302010121005 | III/c | Kepala Subbagian Perencanaan, Data, dan Informasi | S1
Adelia Monggesang, S.E. | 198801142011012009 | III/c | Bendahara | S1
Suparjo Lamakarate | 197606182007011012 | III/a | Pengadministrasi Keuangan | SLTA
Norma Dulahu, A.Md. | 199002212014022004 | II/d | Pengelola Barang Milik Negara | D3
Irfan Buhang, S.H. | 199105082015031002 | III/b | Penyusun Naskah Hukum | S1
Welly Sangadji, S.Si. | 199307192018011003 | III/b | Pengelola Data | S1
Kartini Moidady, S.I.Kom. | 199508272019032006 | III/a | Pengelola Informasi | S1
Sahrul Abas | 198211032008101004 | II/c | Pengadministrasi Umum | SLTA
Deswita Lanta, A.Md. | 199611122020122007 | II/c | Pengelola Logistik | D3
"""),
    ppnpn=(("Anwar Tatipang", "Pengemudi", "SLTA"), ("Bastian Kule", "Pramubakti", "SLTA"),
           ("Citra Mantende", "Pramubakti", "SLTA"), ("Dirman Lapasau", "Petugas Keamanan", "SLTA"),
           ("Erwin Hasania", "Petugas Keamanan", "SLTA"), ("Fitra Poiyo", "Petugas Keamanan", "SLTA"),
           ("Gufran Bidja", "Petugas Keamanan", "SLTP"), ("Hasna Ledo", "Tenaga Kebersihan", "SLTP"),
           ("Indra Makaluas", "Operator Data", "S1")),
    ukuran=_ukuran((
        "100 100 100 100 100 100 100 100", "100 100 100 - - 100 100 100", "95 100 91,3 80 85 90 95 100",
        "4 4 4 2 2 4 4 4", "12 15 11 6 8 10 12 14", "90 96,5 94,2 80 80 85 90 95", "98 99,2 98,6 95 95 96 98 98",
        "90 88,75 91,25 85 85 88 90 92", "100 100 100 90 95 100 100 100", "BB BB B B B B BB BB",
        "90 93,41 92,08 85 86 88 90 92", "95 99,08 98,15 92 93 94 95 96")),
    kecamatan=(("Luwuk", 64, 71), ("Batui", 48, 52), ("Bunta", 39, 45), ("Pagimana", 51, 47), ("Toili", 58, 66)),
    serapan=("94,37%", "96,82%", "98,15%"), lalu_pegawai=23,
)

BITUNG = Unit(
    name="Kota Bitung", level="kota", provinsi="Sulawesi Utara", ibu_kota="Bitung",
    penyelenggara_lain="KPU Kabupaten Minahasa Utara",
    ketua="Ferdinan Walukow", sekretaris=("Olga Tambariki, S.Sos., M.Si.", "197305192001122001"),
    cq=(
        Kegiatan("CQ.6639", "Teknis Penyelenggaraan Pemilu", 1_906_320_000, 1_858_447_300),
        Kegiatan("CQ.6709", "Perencanaan Program dan Anggaran Pemilu", 152_640_000, 148_905_200),
        Kegiatan("CQ.6867", "Pembentukan Badan Ad Hoc", 7_415_880_000, 7_398_126_450),
        Kegiatan("CQ.6871", "Pengelolaan dan Dokumentasi Logistik", 690_150_000, 663_917_845),
    ),
    wa=(
        Kegiatan("WA.3355", "Pengelolaan Keuangan dan Barang Milik Negara", 2_108_460_000, 2_079_336_914),
        Kegiatan("WA.3360", "Operasional Perkantoran dan Sarana Prasarana", 1_057_230_000, 1_031_604_722),
        Kegiatan("WA.6637", "Pengelolaan Sumber Daya Manusia", 88_750_000, 85_290_500),
    ),
    pegawai_51=(1_845_120_000, 1_821_664_319),
    modal=(("Komputer meja", 65_400_000, 64_890_000), ("Pencetak laser", 21_600_000, 20_950_000),
           ("Pendingin ruangan", 28_000_000, 27_460_000)),
    pns=_pns("""
Olga Tambariki, S.Sos., M.Si. | 197305192001122001 | IV/a | Sekretaris | S2
Stenly Rumondor, S.E. | 198004112006041008 | III/d | Kepala Subbagian Keuangan, Umum, dan Logistik | S1
Grace Mandolang, S.H. | 198307252009032004 | III/d | Kepala Subbagian Hukum dan SDM | S1
Jemmy Lasut, S.Sos. | 198112032007011009 | III/d | Kepala Subbagian Teknis dan Hubungan Masyarakat | S1
Vonny Karame, S.T., M.T. | 198410162010122003 | III/c | Kepala Subbagian Perencanaan, Data, dan Informasi | S2
Ronny Sumampow, S.E. | 198702282011011006 | III/c | Bendahara | S1
Elda Tumbelaka, S.H. | 199009092015032005 | III/b | Penyusun Naskah Hukum | S1
Billy Rampen, S.Kom. | 199204302018011004 | III/b | Pengelola Data | S1
Indah Makahinda, S.I.Kom. | 199412152019032008 | III/a | Pengelola Informasi | S1
Yance Dalero | 197809212008101003 | III/a | Pengadministrasi Keuangan | SLTA
Feiby Onsu, A.Md. | 199106072014022002 | II/d | Pengelola Barang Milik Negara | D3
Marten Bawole | 198305142009101001 | II/c | Pengadministrasi Umum | SLTA
"""),
    ppnpn=(("Alfrits Kojo", "Pengemudi", "SLTA"), ("Berty Salindeho", "Pramubakti", "SLTA"),
           ("Christo Manoppo", "Petugas Keamanan", "SLTA"), ("Denny Ratag", "Petugas Keamanan", "SLTA"),
           ("Evert Tinungki", "Petugas Keamanan", "SLTA"), ("Frangky Wowor", "Petugas Keamanan", "SLTP"),
           ("Geby Lengkong", "Tenaga Kebersihan", "SLTP"), ("Henny Paat", "Operator Data", "S1")),
    ukuran=_ukuran((
        "100 100 100 100 100 100 100 100", "100 100 100 - - 100 100 100", "90 100 87,5 75 80 85 90 95",
        "3 3 3 2 2 3 3 4", "10 13 9 5 6 8 10 12", "92 95,8 93,1 80 84 88 92 95", "97 98,4 97,9 94 95 96 97 98",
        "88 86,35 87,5 80 82 85 88 90", "95 97,6 94,4 85 88 92 95 98", "B B B B B B B BB",
        "91 92,67 90,15 86 88 90 91 92", "96 98,85 97,44 92 93 95 96 97")),
    kecamatan=(("Madidir", 57, 63), ("Matuari", 61, 58), ("Girian", 44, 52), ("Aertembaga", 49, 46),
               ("Lembeh Utara", 33, 38)),
    serapan=("93,18%", "95,60%", "97,44%"), lalu_pegawai=21,
)


def pagu(lines: Sequence[Kegiatan]) -> int:
    return sum(k.pagu for k in lines)


def realisasi(lines: Sequence[Kegiatan]) -> int:
    return sum(k.realisasi for k in lines)
