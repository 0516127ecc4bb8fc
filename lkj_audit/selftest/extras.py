"""Parts that some reports have and that look like contradictions and are none: other years, parts of a whole, other
institutions, caps, indicators where less is better, amounts in thousands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from lkj_audit.selftest.figures import comma, dots
from lkj_audit.selftest.layout import Writer
from lkj_audit.selftest.world import World

Extra = Callable[[Writer, World, Random], None]


def add(out: Writer, w: World, rng: Random, among: tuple[Extra, ...]) -> None:
    """Some of ``among``, in any order."""
    for extra in rng.sample(among, rng.randint(0, len(among))):
        extra(out, w, rng)


def region_plan(out: Writer, w: World, rng: Random) -> None:
    """The plan of the region that a regional body follows."""
    if not w.above.startswith(("Bupati", "Wali Kota", "Gubernur")):
        return
    first = w.year - rng.randint(1, 3)
    years = f"{first}-{first + 5}"
    out.say(f"Sasaran tersebut diturunkan dari RPJMD {w.region} Tahun {years}. Periode {years} ini memuat lima misi.",
            "region-plan")


def citizens(out: Writer, w: World, rng: Random) -> None:
    """For whom the unit works, where its name says of which region it is."""
    if w.region in w.unit:
        out.say(rng.choice((f"Seluruh layanan disediakan tanpa biaya bagi masyarakat {w.region}.",
                            f"Penduduk {w.region} dapat mengajukan permohonan secara daring.")), "citizens")


def last_year_money(out: Writer, w: World, rng: Random) -> None:
    before = w.ceiling * rng.randint(80, 97) // 100
    out.say(f"Sebagai perbandingan, pada tahun {w.year - 1} pagu anggaran sebesar Rp{dots(before)} dengan penyerapan "
            f"sebesar {w.past[2]}%.")


def next_year(out: Writer, w: World, rng: Random) -> None:
    out.say(f"Pada tahun {w.year + 1} direncanakan penambahan dua loket layanan. Target tahun {w.year + 1} akan "
            f"ditetapkan dalam Perjanjian Kinerja Tahun {w.year + 1}.")


def partners(out: Writer, w: World, rng: Random) -> None:
    out.say(f"Kerja sama dijalin dengan Kepolisian Resor {w.place}, Badan Pusat Statistik {w.region}, serta "
            "Universitas setempat untuk penyediaan data pendukung.")


def few_of_them(out: Writer, w: World, rng: Random) -> None:
    out.say(f"Dari seluruh pegawai tersebut {w.style.count(3)} orang mengikuti pelatihan teknis dan "
            f"{w.style.count(2)} orang akan memasuki masa pensiun pada tahun {w.year + 1}.")


def national(out: Writer, w: World, rng: Random) -> None:
    m = w.measures[0]
    out.say(f"Secara nasional rata-rata {m.name.lower()} tercatat {m.show(m.reached - 1)}, sehingga capaian unit ini "
            "berada di atas rata-rata nasional.")


def thousands(out: Writer, w: World, rng: Random) -> None:
    out.say("Ringkasan anggaran menurut program dalam ribuan rupiah adalah sebagai berikut.")
    rows: list[list[str | None]] = [[p.name, dots(round(p.ceiling / 1000)), dots(round(p.spent / 1000))]
                                    for p in w.programs]
    out.grid("thousands", "Ringkasan Anggaran (dalam ribuan rupiah)", ["Program", "Pagu", "Realisasi"], rows)


def months(out: Writer, w: World, rng: Random) -> None:
    out.say("Penyerapan kumulatif setiap triwulan adalah sebagai berikut.")
    shares = (18, 43, 71)
    parts = [w.spent * s // 100 for s in shares] + [w.spent]
    out.grid("quarters", "Penyerapan Anggaran Kumulatif per Triwulan", ["Triwulan", "Realisasi (Rp)", "Persentase"],
             [[f"Triwulan {r}", dots(p), w.style.percent(p, w.ceiling)]
              for r, p in zip(("I", "II", "III", "IV"), parts, strict=True)])


def quarters(out: Writer, w: World, rng: Random) -> None:
    out.say("Rencana aksi pencapaian target setiap triwulan adalah sebagai berikut.")
    chosen = [m for m in w.measures if m.noun == "%"]
    out.grid("aksi", f"Rencana Aksi Tahun {w.year}", ["No", "Indikator Kinerja", "TW I", "TW II", "TW III", "TW IV"],
             [[str(i), m.name, *(m.show((m.target * k / 4).quantize(Decimal(1))) for k in range(1, 4)),
               m.show(m.target)]
              for i, m in enumerate(chosen, 1)])


def rise_in_text(out: Writer, w: World, rng: Random) -> None:
    m = w.measures[-1]
    if m.reached > m.before:
        rise = comma(m.reached - m.before)
        out.say(f"Dibandingkan tahun {w.year - 1}, {m.name.lower()} meningkat sebesar {rise} poin, yaitu dari "
                f"{m.show(m.before)} menjadi {m.show(m.reached)}.")


def efficiency(out: Writer, w: World, rng: Random) -> None:
    out.say("Perbandingan capaian kinerja dan penyerapan anggaran setiap program adalah sebagai berikut.")
    rows: list[list[str | None]] = []
    for i, p in enumerate(w.programs, 1):
        reached = Decimal(rng.randint(9800, 10400)) / 100
        spent = (Decimal(p.spent) * 100 / p.ceiling).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rows.append([str(i), p.name, comma(reached), comma(spent), comma(reached - spent)])
    out.grid("efficiency", "Efisiensi per Program",
             ["No", "Program", "Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"], rows)


def districts(out: Writer, w: World, rng: Random) -> None:
    out.say("Sebaran layanan menurut kecamatan adalah sebagai berikut.")
    rows: list[list[str | None]] = []
    total = [0, 0]
    for i, name in enumerate(("Utara", "Selatan", "Timur", "Barat"), 1):
        a, b = rng.randint(12, 480), rng.randint(12, 480)
        total = [total[0] + a, total[1] + b]
        rows.append([str(i), f"Kecamatan {w.place} {name}", str(a), str(b)])
    out.grid("districts", "Layanan Menurut Kecamatan", ["No", "Kecamatan", f"Tahun {w.year - 1}", f"Tahun {w.year}"],
             [*rows, ["", "Jumlah", str(total[0]), str(total[1])]])
    out.say(f"Jumlah layanan naik atau turun dari {dots(total[0])} pada tahun {w.year - 1} menjadi {dots(total[1])} "
            f"pada tahun {w.year}.")


def grades(out: Writer, w: World, rng: Random) -> None:
    out.say(f"Hasil evaluasi akuntabilitas kinerja tahun {w.year - 1} memperoleh predikat B, sedangkan laporan "
            "keuangan memperoleh opini Wajar Tanpa Pengecualian (WTP).")


def grant(out: Writer, w: World, rng: Random) -> None:
    out.say(f"Selain itu diterima hibah sebesar Rp{dots(rng.randint(100, 900) * 1_000_000)} yang dikelola terpisah "
            "dari pagu tersebut.")


def goods(out: Writer, w: World, rng: Random) -> None:
    a, b = w.kinds[2].ceiling * 6 // 10, w.kinds[2].ceiling - w.kinds[2].ceiling * 6 // 10
    out.say(f"Belanja modal sebesar Rp{dots(w.kinds[2].ceiling)} digunakan untuk peralatan sebesar Rp{dots(a)} dan "
            f"mesin sebesar Rp{dots(b)}.")


def average(out: Writer, w: World, rng: Random) -> None:
    figures = [Decimal(w.capaian(m).strip("%").replace(",", ".")) for m in w.measures]
    mean = (sum(figures, Decimal(0)) / len(figures)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    over = sum(not m.missed for m in w.measures)
    out.say(f"Rata-rata capaian seluruh indikator sebesar {comma(mean)}%. Dari {w.style.count(len(figures))} "
            f"indikator, {w.style.count(over)} indikator mencapai atau melampaui target.")


RESULTS: tuple[Extra, ...] = (next_year, partners, national, quarters, rise_in_text, districts, grades, average)
MONEY: tuple[Extra, ...] = (last_year_money, thousands, months, efficiency, grant, goods)
PEOPLE: tuple[Extra, ...] = (few_of_them, region_plan, citizens)
