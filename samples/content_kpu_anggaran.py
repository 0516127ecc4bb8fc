"""KPU report: the budget section of Bab III, and the report as a whole."""

from __future__ import annotations

from samples.angka import persen, persen_kata, rp, rupiah
from samples.content_kpu_awal import awal, bab1
from samples.content_kpu_kinerja import capaian, simpulan
from samples.content_kpu_rencana import CQ, WA, bab2, lampiran
from samples.pieces import Bars, Heading, Para, Piece, Row, Table, number
from samples.units import BANGGAI, BITUNG, Kegiatan, Unit, pagu, realisasi


def _row(code: str, name: str, ceiling: int, spent: int) -> Row:
    return code, name, rp(ceiling), rp(spent), rp(ceiling - spent), f"{persen(spent, ceiling)}%"


def _program(key: str, code: str, name: str, lines: tuple[Kegiatan, ...]) -> Table:
    rows = (*(_row(k.code, k.name, k.pagu, k.realisasi) for k in lines),
            _row("", "Jumlah", pagu(lines), realisasi(lines)))
    return Table(key, (("Kode", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"),), rows,
                 (1.45, 3.5, 2.35, 2.35, 2, 1.35), "llrrrr", f"Pagu dan Realisasi Program {name} ({code})",
                 bold=frozenset({len(lines)}), size=8.5)


def _belanja(u: Unit) -> Table:
    """By kind of expenditure; without a column for what is left."""
    total, spent = pagu(u.cq + u.wa), realisasi(u.cq + u.wa)
    staff, capital = u.pegawai_51, (sum(m[1] for m in u.modal), sum(m[2] for m in u.modal))
    goods = total - staff[0] - capital[0], spent - staff[1] - capital[1]
    named = (("51", "Belanja Pegawai", staff), ("52", "Belanja Barang", goods), ("53", "Belanja Modal", capital))
    rows = tuple((code, name, rp(a), rp(b), f"{persen(b, a)}%") for code, name, (a, b) in named)
    return Table("belanja", (("Kode", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "%"),),
                 (*rows, ("", "Jumlah", rp(total), rp(spent), f"{persen(spent, total)}%")),
                 (1.2, 3.6, 2.6, 2.6, 1.4), "clrrr",
                 "Pagu dan Realisasi Menurut Jenis Belanja", bold=frozenset({3}))


def _modal(u: Unit) -> Table:
    rows = tuple((f"{i}.", name, rp(a), rp(b), rp(a - b), f"{persen(b, a)}%")
                 for i, (name, a, b) in enumerate(u.modal, 1))
    ceiling, spent = sum(m[1] for m in u.modal), sum(m[2] for m in u.modal)
    total = ("", "Jumlah", rp(ceiling), rp(spent), rp(ceiling - spent), f"{persen(spent, ceiling)}%")
    return Table("modal", (("No", "Uraian Belanja Modal", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"),),
                 (*rows, total),
                 (0.8, 4, 2.2, 2.2, 1.9, 1.4), "clrrrr", "Rincian Belanja Modal", bold=frozenset({3}))


def anggaran(u: Unit) -> list[Piece]:
    lines = u.cq + u.wa
    total, spent = pagu(lines), realisasi(lines)
    return [
        Heading(2, "Realisasi Anggaran"),
        Para(f"Pada tahun 2023 {u.satker} mengelola anggaran sebesar {rupiah(total)}. Ringkasan pagu dan realisasi "
             "seluruh satuan kerja disajikan pada tabel berikut."),
        Table("ringkasan", (("Satuan Kerja", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"),),
              ((u.satker, rp(total), rp(spent), rp(total - spent), f"{persen(spent, total)}%"),),
              (3.5, 2.4, 2.4, 2, 1.3), "lrrrr",
              "Ringkasan Pagu dan Realisasi Anggaran Tahun 2023"),
        Para("Anggaran tersebut digunakan untuk membiayai dua program yang rinciannya menurut kegiatan adalah "
             "sebagai berikut."),
        _program("anggaran-cq", "076.01.CQ", CQ, u.cq),
        Para(f"Realisasi Program {CQ} mencapai {persen(realisasi(u.cq), pagu(u.cq))}% dari pagu. Bagian terbesar "
             "digunakan untuk membayar honorarium badan ad hoc. Pada kegiatan yang persentasenya tertulis 100,00% "
             "masih terdapat sisa yang sangat kecil karena pembulatan." if u.level == "kabupaten" else
             f"Realisasi Program {CQ} mencapai {persen(realisasi(u.cq), pagu(u.cq))}% dari pagu. Bagian terbesar "
             "digunakan untuk membayar honorarium badan ad hoc."),
        _program("anggaran-wa", "076.01.WA", WA, u.wa),
        Para(f"Realisasi Program {WA} mencapai {persen(realisasi(u.wa), pagu(u.wa))}% dari pagu. Sisa dana berasal "
             "dari tagihan langganan daya dan jasa yang lebih rendah daripada perkiraan."),
        Para("Menurut jenis belanja, anggaran dan realisasinya adalah sebagai berikut."),
        _belanja(u),
        Para("Belanja modal digunakan untuk mengganti peralatan yang rusak dengan rincian pada tabel berikut."),
        _modal(u),
        Heading(2, "Analisis Efisiensi Penggunaan Sumber Daya"),
        Para(f"Dengan penyerapan sebesar {persen_kata(persen(spent, total))}, hampir seluruh indikator mencapai "
             "target. Hal itu menunjukkan tingkat efisiensi yang baik karena hasil diperoleh dengan dana yang lebih "
             "kecil daripada pagu. Perkembangan penyerapan selama empat tahun digambarkan pada grafik berikut."),
        Bars("Penyerapan Anggaran Tahun 2020-2023", ("2020", "2021", "2022", "2023"),
             (*u.serapan, f"{persen(spent, total)}%")),
        Table("serapan", (("Uraian", "2020", "2021", "2022", "2023"),),
              (("Persentase penyerapan anggaran", *u.serapan, f"{persen(spent, total)}%"),),
              (4, 1.5, 1.5, 1.5, 1.5), "lcccc",
              "Perkembangan Penyerapan Anggaran"),
    ]


def kpu(u: Unit, letters: bool) -> list[Piece]:
    return number([*awal(u), *bab1(u), *bab2(u), *capaian(u), *anggaran(u), *simpulan(u), *lampiran(u)], letters)


def kpu_banggai() -> list[Piece]:
    return kpu(BANGGAI, letters=True)


def kpu_bitung() -> list[Piece]:
    return kpu(BITUNG, letters=False)
