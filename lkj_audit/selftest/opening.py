"""The made-up report up to the end of Bab I: cover, preface, summary, contents, the unit and its people."""

from __future__ import annotations

import datetime
from random import Random

from lkj_audit.selftest import extras
from lkj_audit.selftest.layout import Writer
from lkj_audit.selftest.world import World, grouped

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
          "Desember")
ORDINAL = ("pertama", "kedua", "ketiga", "keempat", "kelima")
LAWS = (
    "Undang-Undang Nomor 17 Tahun 2003 tentang Keuangan Negara",
    "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014 tentang Petunjuk "
    "Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi Pemerintah",
)


def front(out: Writer, w: World, rng: Random) -> None:
    out.say("LAPORAN KINERJA", "cover")
    out.say(w.unit.upper())
    out.say(f"TAHUN {w.year}", "cover-year")
    out.say("KATA PENGANTAR", "preface-head")
    out.say(rng.choice((
        f"Puji syukur kami ucapkan karena Laporan Kinerja {w.unit} Tahun {w.year} telah selesai disusun.",
        f"Laporan Kinerja {w.unit} Tahun {w.year} ini merupakan wujud pertanggungjawaban atas pelaksanaan tugas.",
        f"Dengan rasa syukur kami sampaikan Laporan Kinerja {w.unit} Tahun {w.year} kepada para pemangku kepentingan."))
        + " Semoga isinya berguna bagi perbaikan kinerja pada masa mendatang.", "preface")
    signed = datetime.date(w.year + 1, rng.randint(1, 2), rng.randint(2, 26))
    out.say(f"{w.place}, {signed.day} {MONTHS[signed.month - 1]} {signed.year}", "signed")
    out.say(f"{w.head},")
    out.say(w.staff[-1].name, "signer")
    out.say(rng.choice(("IKHTISAR EKSEKUTIF", "RINGKASAN EKSEKUTIF")), "summary-head")
    out.say(f"{w.unit} menetapkan {w.style.count(len(w.goals))} sasaran dengan {w.style.count(len(w.measures))} "
            f"indikator kinerja dalam Perjanjian Kinerja Tahun {w.year}.", "summary")
    out.say(f"Pagu anggaran tahun {w.year} sebesar {w.style.rupiah(w.ceiling)} dengan realisasi sebesar "
            f"{w.style.rupiah(w.spent)} atau {w.style.share(w.spent, w.ceiling)}%.", "summary-money")
    if out.layout.contents:
        out.say("DAFTAR ISI", "toc-head")


def unit(out: Writer, w: World, rng: Random) -> None:
    out.chapter_head("PENDAHULUAN")
    out.head("Latar Belakang")
    out.say(rng.choice((
        f"Setiap instansi pemerintah menyampaikan laporan kinerja. {w.unit} menyusunnya berdasarkan hasil pengukuran.",
        f"{w.unit} mempunyai tugas melayani masyarakat di wilayah kerjanya. Hasilnya dilaporkan setiap tahun.")),
        "background")
    out.say(f"Tahun {w.year} merupakan tahun {ORDINAL[w.year - w.start]} pelaksanaan {w.plan} Tahun "
            f"{w.start}-{w.start + 4}. Seluruh sasaran di dalamnya diturunkan ke dalam rencana tahunan.", "nth")
    out.head("Dasar Hukum")
    out.say("Laporan ini disusun berdasarkan:")
    for i, law in enumerate(LAWS, 1):
        out.say(f"{i}. {law}{';' if i < len(LAWS) else '.'}", f"law{i}")
    met = datetime.date(w.year, rng.randint(2, 11), rng.randint(1, 28))
    out.say(f"Rapat evaluasi kinerja dilaksanakan pada hari {DAYS[met.weekday()]}, {met.day} {MONTHS[met.month - 1]} "
            f"{met.year} di aula kantor.", "met")
    out.head("Isu Strategis")
    out.say(rng.choice((
        "Isu strategis yang dihadapi adalah keterbatasan tenaga teknis dan sebaran wilayah layanan yang luas.",
        "Permasalahan utama pada tahun berjalan ialah sarana kerja yang terbatas serta tuntutan layanan yang makin "
        "beragam.")), "issues")
    out.head("Sumber Daya Manusia")
    _people(out, w, rng)
    extras.add(out, w, rng, extras.PEOPLE)


def _people(out: Writer, w: World, rng: Random) -> None:
    pns = len(w.staff)
    whole = w.style.count(pns + w.others)
    parts = f"{w.style.count(pns)} orang PNS dan {w.style.count(w.others)} orang {w.contract}"
    out.say(rng.choice((
        f"Jumlah pegawai {w.unit} sebanyak {whole} orang, terdiri atas {parts}.",
        f"Pegawai {w.unit} berjumlah {whole} orang yang terdiri dari {parts}.",
        f"{w.unit} didukung oleh {whole} orang pegawai, yaitu {parts}.")), "staff")
    schools = grouped([p.school for p in w.staff])
    out.say("Komposisi PNS menurut pendidikan adalah sebagai berikut.")
    if out.layout.kelompok:
        by = {s: (sum(p.school == s and p.sex == "L" for p in w.staff), n) for s, n in schools.items()}
        out.grid("school", "PNS Menurut Pendidikan", ["Pendidikan", "Laki-laki", "Perempuan", "Jumlah"],
                 [*([s, str(m), str(n - m), str(n)] for s, (m, n) in by.items()),
                  ["Jumlah", str(sum(m for m, _ in by.values())), str(pns - sum(m for m, _ in by.values())), str(pns)]])
    else:
        out.grid("school", "PNS Menurut Pendidikan", ["No", "Pendidikan", "Jumlah"],
                 [*([str(i), s, str(n)] for i, (s, n) in enumerate(schools.items(), 1)), ["", "Jumlah", str(pns)]])
    if len(schools) > 1:
        told = [f"{w.style.count(n)} orang {s}" for s, n in schools.items()]
        out.say(f"Jumlah PNS sebanyak {w.style.count(pns)} orang, terdiri atas {', '.join(told[:-1])} dan {told[-1]}.",
                "schools")
    grades = grouped([p.grade.split("/")[0] for p in w.staff])
    by_grade = [f"{w.style.count(n)} orang golongan {g}" for g, n in grades.items()]
    if len(by_grade) > 1:
        out.say(f"Menurut golongan, {w.style.count(pns)} orang PNS terdiri atas {', '.join(by_grade[:-1])} dan "
                f"{by_grade[-1]}.", "grades")
    if out.layout.list_of_staff:
        out.say("Daftar PNS disajikan pada tabel berikut.")
        out.grid("staff", "Daftar PNS", ["No", "Nama", "NIP", "Pangkat", "Golongan", "Jabatan", "Pendidikan"],
                 [[str(i), p.full, p.nip, p.rank, p.grade, p.post, p.school] for i, p in enumerate(w.staff, 1)],
                 numbering=True)


