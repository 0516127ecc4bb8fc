"""The satisfaction survey of the made-up report, and small tables of other subjects."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from lkj_audit.selftest.figures import comma, dots
from lkj_audit.selftest.layout import Writer
from lkj_audit.selftest.world import World


def survey(out: Writer, w: World, rng: Random) -> None:
    out.head("Kepuasan Masyarakat")
    out.say("Survei kepuasan masyarakat menilai enam unsur layanan dengan hasil sebagai berikut.", "skm-text")
    rows: list[list[str | None]] = []
    for i, (name, ni) in enumerate(w.skm, 1):
        nik = ni * 25
        rows.append([str(i), name, comma(ni), comma(nik.quantize(Decimal("0.01"))), *_mark(nik)])
    out.say(f"Jumlah responden survei sebanyak {w.style.count(w.others * 12)} orang.", "respondents")
    out.say("Unsur yang dinilai meliputi:")
    for i, (name, _) in enumerate(w.skm, 1):
        out.say(f"{i}. {name}", f"unsur{i}")
    out.say("Nilai setiap unsur adalah sebagai berikut.")
    out.grid("skm", "Hasil Survei Kepuasan Masyarakat",
             ["No", "Unsur", "Nilai Interval (NI)", "Nilai Interval Konversi (NIK)", "Mutu", "Kinerja"], rows)
    value = (sum((ni for _, ni in w.skm), Decimal(0)) * 25 / len(w.skm)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    letter, word = _mark(value)
    out.say(rng.choice((
        f"Nilai kepuasan masyarakat setelah dikonversi adalah {comma(value)} sehingga mutu pelayanan termasuk kategori "
        f"{letter} ({word}).",
        f"Dengan nilai {comma(value)}, mutu pelayanan {w.unit} adalah {letter} ({word}).")), "skm-mark")
    out.say("Responden menurut jenis kelamin adalah sebagai berikut.")
    out.grid("people", "Karakteristik Responden Survei", ["Karakteristik", "Uraian", "Jumlah"],
             [["Jenis Kelamin", "Laki-laki", str(w.others * 7)], [None, "Perempuan", str(w.others * 5)],
              [None, "Total", str(w.others * 12)]])
    counters = [(Decimal(rng.randint(7900, 9400)) / 100, Decimal(rng.randint(7900, 9400)) / 100) for _ in range(3)]
    means = [(sum((c[i] for c in counters), Decimal(0)) / 3).quantize(Decimal("0.01"), ROUND_HALF_UP) for i in (0, 1)]
    out.say("Nilai layanan pada tiga loket selama dua semester adalah sebagai berikut.")
    out.grid("counters", "Nilai Layanan per Loket", ["No", "Loket", "Nilai Semester I", "Nilai Semester II"],
             [*([str(i), f"Loket {c}", f"{a:.2f}".replace(".", ","), f"{b:.2f}".replace(".", ",")]
                for i, (c, (a, b)) in enumerate(zip("ABC", counters, strict=True), 1)),
              ["", "Rata-rata", *(comma(m) for m in means)]])
    totals = [sum(v[i] for v in w.visitors) for i in (0, 1)]
    out.say("Jumlah pengguna layanan setiap triwulan disajikan pada tabel berikut.")
    out.grid("visitors", "Pengguna Layanan per Triwulan", ["Periode", "Loket", "Daring", "Jumlah"],
             [*([f"Triwulan {r}", dots(a), dots(b), dots(a + b)] for r, (a, b) in
                zip(("I", "II", "III", "IV"), w.visitors, strict=True)),
              ["Jumlah", dots(totals[0]), dots(totals[1]), dots(sum(totals))]])
    people = sum(v[0] for v in w.visitors)
    out.say("Pengguna loket menurut triwulan dan bagiannya tampak pada tabel berikut.")
    out.grid("shares", "Bagian Setiap Triwulan", ["Periode", "Jumlah", "Persentase (%)"],
             [*([f"Triwulan {r}", dots(a), w.style.share(a, people)] for r, (a, _) in
                zip(("I", "II", "III", "IV"), w.visitors, strict=True)), ["Jumlah", dots(people), "100"]])


def _mark(nik: Decimal) -> tuple[str, str]:
    """The letter and the word of PermenPANRB 14/2017."""
    if nik >= Decimal("88.31"):
        return "A", "Sangat Baik"
    return ("B", "Baik") if nik >= Decimal("76.61") else ("C", "Kurang Baik")
