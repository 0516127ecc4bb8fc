"""KPU report: Bab II and the annexes that repeat its plan."""

from __future__ import annotations

from collections.abc import Sequence

from samples.angka import hitung, persen, rp, rupiah, us
from samples.pieces import LEFT, UP, Heading, Items, Para, Piece, Row, Signatures, Table, Turn
from samples.units import SASARAN, Ukuran, Unit, pagu, realisasi

CQ = "Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi"
WA = "Dukungan Manajemen"


def grouped(ukuran: Sequence[Ukuran], columns: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Rows of number, sasaran (merged over its indicators), indicator and ``columns``."""
    rows: list[Row] = []
    before, count = -1, 0
    for m, cells in zip(ukuran, columns, strict=True):
        new = m.sasaran != before
        count += new
        rows.append((f"{count}." if new else None, SASARAN[m.sasaran] if new else None, m.name, *cells))
        before = m.sasaran
    return tuple(rows)


def plan(u: Unit, key: str, caption: str, only: Sequence[Ukuran] | None = None, head: str = "Target") -> Table:
    """A table of targets as RKT and PK have it."""
    chosen = u.ukuran if only is None else only
    return Table(key, (("No", "Sasaran", "Indikator Kinerja", head),),
                 grouped(chosen, [[m.show(m.target)] for m in chosen]), (0.8, 4, 5.2, 1.8), "cllc",
                 caption, numbered=True)


def money(u: Unit, key: str, caption: str) -> Table:
    """The budget that the Perjanjian Kinerja promises."""
    return Table(key, (("No", "Program", "Anggaran"),),
                 (("1.", CQ, f"Rp{rp(pagu(u.cq))}"), ("2.", WA, f"Rp{rp(pagu(u.wa))}"),
                  ("", "Jumlah", f"Rp{rp(pagu(u.cq + u.wa))}")),
                 (0.8, 6, 3), "clr", caption, bold=frozenset({2}), size=10)


def bab2(u: Unit) -> list[Piece]:
    return [
        Heading(1, "PERENCANAAN KINERJA"),
        Heading(2, "Rencana Strategis"),
        Para("Rencana Strategis KPU Tahun 2020-2024 menjadi acuan seluruh satuan kerja. Dokumen tersebut disusun "
             "dengan memperhatikan RPJMN 2020-2024 dan RPJPN 2005-2025."),
        Heading(3, "Visi dan Misi"),
        Para("Visi yang hendak diwujudkan adalah \"Menjadi penyelenggara Pemilu yang dipercaya, cakap, dan "
             f"melayani\". Visi tersebut dijabarkan ke dalam {hitung(4)} misi, yaitu:"),
        Items(("membangun penyelenggara yang jujur dan taat asas;", "menyediakan layanan kepemiluan yang mudah "
                                                                    "dijangkau;",
               "memanfaatkan teknologi informasi pada setiap tahapan; dan",
               "menumbuhkan kesadaran warga untuk menggunakan hak pilihnya."), "1."),
        Heading(3, "Sasaran dan Indikator Kinerja Utama"),
        Para(f"Untuk mencapai visi dan misi ditetapkan {hitung(len(SASARAN))} sasaran. Target setiap indikator "
             "selama periode Renstra disajikan pada tabel berikut; tanda strip berarti indikator belum diukur pada "
             "tahun yang bersangkutan."),
        Table("renstra", (("No", "Sasaran", "Indikator Kinerja Utama", "Target", LEFT, LEFT, LEFT, LEFT),
                          (UP, UP, UP, "2020", "2021", "2022", "2023", "2024")),
              grouped(u.ukuran, [m.renstra for m in u.ukuran]), (0.8, 3.4, 4, 0.95, 0.95, 0.95, 0.95, 0.95), "cllccccc",
              "Target Indikator Kinerja Utama Tahun 2020-2024", size=8.5),
        Heading(2, "Rencana Kinerja Tahunan"),
        Para("Rencana Kinerja Tahunan (RKT) merupakan penjabaran sasaran Renstra ke dalam target satu tahun. "
             f"Rencana Kinerja Tahun 2023 yang disusun {u.satker} pada akhir tahun 2022 adalah sebagai berikut."),
        plan(u, "rkt", "Rencana Kinerja Tahun 2023"),
        Heading(2, "Perjanjian Kinerja"),
        Para("Perjanjian Kinerja Tahun 2023 ditetapkan setelah dokumen anggaran diterima dan menjadi dasar "
             "penilaian pada akhir tahun. Target yang diperjanjikan disajikan pada tabel berikut."),
        plan(u, "pk", "Perjanjian Kinerja Tahun 2023"),
        Para(f"Untuk melaksanakan perjanjian tersebut tersedia anggaran sebesar {rupiah(pagu(u.cq + u.wa))} yang "
             "terbagi ke dalam dua program."),
        money(u, "pk-anggaran", "Anggaran Perjanjian Kinerja Tahun 2023"),
    ]


def lampiran(u: Unit) -> list[Piece]:
    helper, nip = u.sekretaris
    # The secretary promises the indicators of support alone: fewer than the chair, and none of his own.
    support = [m for m in u.ukuran if m.sasaran in (3, 5)]
    return [
        Heading(0, "LAMPIRAN I PERJANJIAN KINERJA"),
        Para("PERJANJIAN KINERJA TAHUN 2023", "C", True),
        Para("Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel, yang bertanda "
             "tangan di bawah ini berjanji akan mewujudkan target kinerja sesuai dengan lampiran perjanjian ini. "
             "Keberhasilan dan kegagalan pencapaian target tersebut menjadi tanggung jawab kami."),
        plan(u, "lampiran-pk", "", head="Target 2023"),
        Para(""),
        money(u, "lampiran-pk-anggaran", ""),
        Signatures(f"{u.ibu_kota}, 4 Januari 2023",
                   (("Sekretaris", helper, f"NIP {nip}"), (f"Ketua {u.satker}", u.ketua))),
        Heading(0, "LAMPIRAN II PERJANJIAN KINERJA SEKRETARIS"),
        Para("PERJANJIAN KINERJA TAHUN 2023", "C", True),
        Para(f"SEKRETARIS {u.satker.upper()}", "C", True),
        Para(f"Sekretaris {u.satker} berjanji kepada Ketua {u.satker} untuk mewujudkan target dukungan administrasi "
             "berikut."),
        plan(u, "lampiran-pk-sekretaris", "", support),
        Signatures(f"{u.ibu_kota}, 4 Januari 2023",
                   ((f"Ketua {u.satker}", u.ketua), ("Sekretaris", helper, f"NIP {nip}"))),
        Turn(landscape=True),
        Heading(0, "LAMPIRAN III REKAPITULASI PENCAIRAN DANA"),
        Para("Angka pada rekapitulasi ini dikutip apa adanya dari cetakan aplikasi perbendaharaan, sehingga pemisah "
             "ribuannya berupa koma."),
        Table("sp2d", (("Kode", "Uraian", "Pagu", "Realisasi", "%"),),
              tuple((k.code, k.name, us(k.pagu), us(k.realisasi),
                     persen(k.realisasi, k.pagu, potong=u.level == "kabupaten").replace(",", "."))
                    for k in u.cq + u.wa),
              (1.2, 5, 2.2, 2.2, 1), "llrrr"),
        Para(f"Jumlah pencairan sampai dengan 31 Desember 2023 sebesar Rp{rp(realisasi(u.cq + u.wa))}."),
        Turn(),
    ]
