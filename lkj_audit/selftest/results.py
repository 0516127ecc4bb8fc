"""Bab III and IV of the made-up report: what was reached and what it cost."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random

from lkj_audit.selftest import extras
from lkj_audit.selftest.figures import comma, dots
from lkj_audit.selftest.layout import Writer
from lkj_audit.selftest.middle import rows_of
from lkj_audit.selftest.survey import survey
from lkj_audit.selftest.world import Activity, Measure, Program, World

FALLING = ("Untuk indikator yang diharapkan menurun, capaian adalah (2 x Target - Realisasi) dibagi target.",
           "Bagi indikator yang makin kecil makin baik, capaian = {Target - (Realisasi - Target)} / Target x 100%.")
FALLING_INVERSE = ("Untuk indikator yang diharapkan menurun, capaian dihitung dengan membagi target dengan realisasi.",
                   "Bagi indikator yang makin kecil makin baik, capaian = Target / Realisasi x 100%.")
GRADES = (("Sangat Baik", "> 100"), ("Baik", "90 - 100"), ("Cukup", "75 - 89,99"), ("Kurang", "< 75"))


def results(out: Writer, w: World, rng: Random) -> None:
    out.chapter_head("AKUNTABILITAS KINERJA")
    out.head("Pengukuran Kinerja")
    out.say(rng.choice((
        f"Capaian diperoleh dengan membandingkan realisasi dengan target tahun {w.year}, sebagaimana disajikan pada "
        f"{out.next_table()}.",
        f"Hasil pengukuran kinerja tahun {w.year} dapat dilihat pada {out.next_table()} berikut.",
        f"{out.next_table()} menyajikan target, realisasi, dan capaian setiap indikator.")), "refer")
    _rules(out, w, rng)
    header = ["No", out.layout.goal_head, out.layout.name_head, "Target", "Realisasi",
              rng.choice(("Capaian", "Capaian Kinerja") if w.style.sign else ("Capaian (%)", "Capaian Kinerja (%)"))]
    rows = rows_of(out, w, [[m.show(m.target), m.show(m.reached), w.capaian(m)] for m in w.measures])
    if out.layout.category:
        out.say("Capaian dikelompokkan dengan skala berikut:", "scale")
        for name, span in GRADES:
            out.say(f"{span} = {name}")
        header.append("Kategori")
        rows = [[*row, _grade(w.capaian(m))] for row, m in zip(rows, w.measures, strict=True)]
    elif out.layout.average:
        figures = [Decimal(w.capaian(m).strip("%").replace(",", ".")) for m in w.measures]
        mean = sum(figures, Decimal(0)) / len(figures)
        text = comma(mean.quantize(Decimal("0.01"), ROUND_HALF_UP)) + ("%" if w.style.sign else "")
        name = "Nilai Kinerja Organisasi (NKO)" if out.layout.overall else "Rata-rata capaian"
        rows.append(["", "", name, "", "", text])
        if out.layout.overall:
            out.say(rng.choice((f"Nilai Kinerja Organisasi (NKO) {w.unit} tahun {w.year} sebesar {text}.",
                                f"Pada tahun {w.year} NKO {w.unit} mencapai {text}.")), "overall")
    title = rng.choice(("Capaian Kinerja", "Target dan Realisasi Kinerja", "Pengukuran Kinerja"))
    out.grid("capaian", f"{title} Tahun {w.year}", header, rows, numbering=True)
    for i, goal in enumerate(w.goals):
        _goal(out, w, i, goal, rng)
    _past(out, w, rng)
    out.head("Hambatan dan Tindak Lanjut")
    out.say("Hambatan yang ditemui selama tahun berjalan serta tindak lanjutnya adalah sebagai berikut.")
    out.grid("hambatan", "Hambatan dan Tindak Lanjut", ["No", "Hambatan", "Tindak Lanjut"],
             [["1", w.obstacles[0].rstrip("."), "Menambah kerja sama dengan mitra setempat"],
              ["2", w.obstacles[1].rstrip("."), "Menyusun jadwal cadangan"]])
    extras.add(out, w, rng, extras.RESULTS)
    if out.layout.survey:
        survey(out, w, rng)
    out.head("Realisasi Anggaran")
    money(out, w, rng)
    out.chapter_head("PENUTUP")
    out.say(f"Laporan Kinerja {w.unit} Tahun {w.year} " + rng.choice((
        "menjadi bahan evaluasi bagi perencanaan berikutnya.",
        "disusun sebagai pertanggungjawaban kepada pimpinan dan masyarakat.",
        "diharapkan berguna bagi perbaikan kinerja pada masa mendatang.")), "closing")


def _rules(out: Writer, w: World, rng: Random) -> None:
    """How the report says that capaian is worked out."""
    if any(m.less for m in w.measures):
        out.say(rng.choice(FALLING_INVERSE if w.inverse else FALLING), "formula")
    if w.cap:
        out.say(rng.choice((f"Capaian setiap indikator dibatasi paling tinggi {w.cap} persen.",
                            f"Capaian yang melebihi {w.cap}% dicatat sebesar {w.cap}%.",
                            f"Batas maksimum capaian setiap indikator adalah {w.cap}%.")), "cap")


def _grade(capaian: str) -> str:
    value = Decimal(capaian.strip("%").replace(",", "."))
    return GRADES[0 if value > 100 else 1 if value >= 90 else 2 if value >= 75 else 3][0]


def _goal(out: Writer, w: World, index: int, goal: str, rng: Random) -> None:
    out.head(goal, f"goal{index}")
    out.grid(f"sasaran{index}", f"Capaian {goal}", [out.layout.name_head, "Target", "Realisasi", "Capaian (%)"],
             [[m.name, m.show(m.target), m.show(m.reached), w.capaian(m)] for m in w.of_goal(index)])
    if out.layout.sheets:
        for m in w.of_goal(index):
            out.say(f"Indikator: {m.name}", "sheet-title")
            out.grid(f"sheet-{m.name}", "", [f"Realisasi {w.year - 1}", f"Target {w.year}", f"Realisasi {w.year}"],
                     [[m.show(m.before), m.show(m.target), m.show(m.reached)]])
    if out.layout.stories:
        for m in w.of_goal(index)[1:]:
            out.say(_story(w, m, rng), f"story-{m.name}")
    m = w.of_goal(index)[0]
    reached, target = m.show(m.reached), m.show(m.target)
    out.say(rng.choice((
        f"Realisasi {m.name.lower()} pada tahun {w.year} sebesar {reached} dari target {target}.",
        f"Indikator {m.name} ditargetkan sebesar {target} dan terealisasi sebesar {reached}.",
        f"Dari target {target}, {m.name.lower()} terealisasi sebesar {reached}.",
        f"{m.name} tahun {w.year} terealisasi sebesar {reached}, sedangkan targetnya {target}.",
        f"Target {m.name.lower()} adalah {target} dengan realisasi sebesar {reached}.")),
        f"prose{index}")
    out.say(w.obstacles[2 + index % 3] if index < 3 else "Pemantauan dilaksanakan setiap triwulan.")


def _story(w: World, m: Measure, rng: Random) -> str:
    """What a paragraph may tell of an indicator, from the target to the change since last year."""
    step = comma(abs(m.reached - m.before))
    rose = m.reached > m.before
    reached, target, before = m.show(m.reached), m.show(m.target), m.show(m.before)
    return rng.choice((
        f"{m.name} ditargetkan {target}, tercatat {reached}, dan tercapai {_bare(w.capaian(m))} persen. Dibandingkan "
        f"tahun {w.year - 1} sebesar {before}, terjadi {'kenaikan' if rose else 'penurunan'} sebesar {step}.",
        f"Pada tahun {w.year - 1} {m.name} berada pada {before}. Setahun kemudian realisasinya {reached}, sehingga "
        f"{'naik' if rose else 'turun'} {step}.",
        f"{m.name} berhasil mencapai {reached} dari target {target}. Angka tersebut "
        f"{'bertambah' if rose else 'berkurang'} {step} dari tahun {w.year - 1} yang sebesar {before}."))


def _bare(capaian: str) -> str:
    return capaian.strip("%")


def _past(out: Writer, w: World, rng: Random) -> None:
    out.head("Perbandingan Realisasi dengan Tahun Sebelumnya dan Target Akhir Renstra")
    out.say(f"Realisasi tahun {w.year} dibandingkan dengan tahun sebelumnya tampak pada tabel berikut. Nilai akhir "
            "target renstra masih dapat dikejar pada tahun yang tersisa.")
    out.grid("past", f"Perbandingan Realisasi Tahun {w.year - 1} dan {w.year}",
             ["No", out.layout.name_head, f"Realisasi {w.year - 1}", f"Realisasi {w.year}",
              rng.choice(("Perubahan", "Kenaikan/Penurunan", "Selisih", "Naik/Turun", "Peningkatan"))],
             [[str(i), m.name, m.show(m.before), m.show(m.reached), comma(m.reached - m.before)]
              for i, m in enumerate(w.measures, 1)])
    m = w.measures[0]
    out.say(f"{m.name} naik dari {m.show(m.before)} pada tahun {w.year - 1} menjadi {m.show(m.reached)} pada tahun "
            f"{w.year}." if m.reached > m.before else "Perkembangan tersebut ditelaah setiap semester.", "rise")


def money(out: Writer, w: World, rng: Random) -> None:
    ceiling, spent, share = w.style.rupiah(w.ceiling), w.style.rupiah(w.spent), w.style.share(w.spent, w.ceiling)
    out.say(rng.choice((
        f"Pada tahun {w.year} {w.unit} mengelola anggaran sebesar {ceiling}. Sampai dengan akhir tahun terealisasi "
        f"sebesar {spent} atau {share}%.",
        f"Anggaran {w.unit} tahun {w.year} sebesar {ceiling}, dan telah direalisasikan sebesar {spent} ({share}%).",
        f"{w.unit} memperoleh pagu sebesar {ceiling} pada tahun {w.year}. Dari pagu tersebut terserap {spent} atau "
        f"{share} persen.")), "money")
    if out.layout.revision:
        _revision(out, w, rng)
    pagu, realisasi, sisa, share_head = out.layout.money_heads
    header = [pagu, realisasi, *([sisa] if out.layout.left else []), share_head]
    (_separate if out.layout.separate else _programs)(out, w, header, rng)
    out.say("Menurut jenis belanja, anggaran dan realisasinya adalah sebagai berikut.")
    out.grid("kinds", "Pagu dan Realisasi per Jenis Belanja", ["Kode", "Jenis Belanja", *header],
             [*(_line(out, w, a.code, a.name, a) for a in w.kinds),
              _line(out, w, "", "Jumlah", Program("", "", w.kinds))])
    if out.layout.kinds_text:
        parts = [f"{a.name.lower()} sebesar Rp{dots(a.ceiling)}" for a in w.kinds]
        out.say(f"Pagu anggaran sebesar Rp{dots(w.ceiling)} terdiri atas {parts[0]}, {parts[1]}, dan {parts[2]}.",
                "kinds-text")
    if out.layout.goods:
        goods = [(n, rng.randint(3, 40), rng.randint(12, 900) * 1000) for n in
                 ("Meja kerja", "Kursi tunggu", "Rak berkas", "Printer", "Kipas angin", "Papan informasi")]
        out.say("Pengadaan peralatan selama tahun berjalan disajikan pada tabel berikut.")
        out.grid("goods", "Pengadaan Peralatan Kantor", ["Barang", "Volume", "Harga Satuan", "Nilai"],
                 [[n, str(v), dots(c), dots(v * c)] for n, v, c in goods])
    if out.layout.figures:
        out.figure("Grafik Penyerapan Anggaran")
        out.say("Grafik tersebut memperlihatkan penyerapan yang stabil.")
        out.figure("Grafik Realisasi per Program")
        out.say("Grafik tersebut memperlihatkan bagian setiap program.")
    if out.layout.years:
        out.say("Perkembangan penyerapan anggaran selama empat tahun adalah sebagai berikut.")
        out.grid("years", "Perkembangan Penyerapan Anggaran", ["Uraian", *(str(w.year - 3 + i) for i in range(4))],
                 [["Persentase penyerapan anggaran", *(f"{p}%" for p in w.past),
                   f"{w.style.share(w.spent, w.ceiling)}%"]])
    extras.add(out, w, rng, extras.MONEY)
    out.head("Efisiensi Penggunaan Sumber Daya")
    out.say(f"Dengan penyerapan {w.style.share(w.spent, w.ceiling)}% seluruh kegiatan utama dapat dilaksanakan "
            "sehingga tingkat efisiensi tergolong baik.", "efficiency")


def _revision(out: Writer, w: World, rng: Random) -> None:
    """How the budget came to be what it is; the step is the amount that differs by it."""
    step = rng.randint(3, 90) * 500_000
    more, less, now = (f"Rp{dots(x)}" for x in (w.ceiling + step, w.ceiling - step, w.ceiling))
    change = f"Rp{dots(step)}"
    out.say(rng.choice((
        f"Pagu awal tahun {w.year} sebesar {more}. Setelah dilakukan refocusing sebesar {change}, pagu menjadi {now}.",
        f"Pagu semula {less} ditambah sebesar {change} sehingga menjadi {now}.",
        f"Pada perubahan anggaran terjadi pengurangan sebesar {change} dari {more} menjadi {now}.",
        f"Pagu tahun {w.year} sebesar {now}. Pagu semula sebesar {more} berkurang karena efisiensi sebesar {change}.")),
        "revision")


def _line(out: Writer, w: World, code: str, name: str, a: Activity | Program) -> list[str | None]:
    left = [dots(a.ceiling - a.spent)] if out.layout.left else []
    return [code, name, dots(a.ceiling), dots(a.spent), *left, w.style.percent(a.spent, a.ceiling)]


def _programs(out: Writer, w: World, header: list[str], rng: Random) -> None:
    out.say("Anggaran dan realisasi menurut program adalah sebagai berikut.")
    out.say(rng.choice((f"Anggaran tersebut dilaksanakan melalui {w.style.count(len(w.programs))} program.",
                        f"Pagu dibagi ke dalam {w.style.count(len(w.programs))} program.")), "programs-count")
    rows = [_line(out, w, f"{i}", p.name, p) for i, p in enumerate(w.programs, 1)]
    out.grid("programs", f"Pagu dan Realisasi Anggaran per Program Tahun {w.year}", ["No", "Program", *header],
             [*rows, _line(out, w, "", "Jumlah", Program("", "", tuple(a for p in w.programs for a in p.parts)))])
    p = w.programs[0]
    spent, share, ceiling = f"Rp{dots(p.spent)}", f"{w.style.share(p.spent, p.ceiling)}%", f"Rp{dots(p.ceiling)}"
    out.say(rng.choice((
        f"Realisasi {p.name} sebesar {spent} atau {share} dari pagu sebesar {ceiling}.",
        f"{p.name} dengan pagu sebesar {ceiling} terealisasi sebesar {spent} atau {share}.",
        f"Dari pagu {p.name} sebesar {ceiling}, terserap {spent} ({share}).")), "program-text")
    if out.layout.kegiatan:
        out.say("Rincian menurut kegiatan disajikan pada tabel berikut.")
        lines: list[list[str | None]] = []
        for p in w.programs:
            lines += [_line(out, w, p.code, p.name, p), *(_line(out, w, a.code, a.name, a) for a in p.parts)]
        out.grid("activities", "Pagu dan Realisasi per Kegiatan", ["Kode", "Program/Kegiatan", *header],
                 [*lines, _line(out, w, "", "Jumlah", Program("", "", tuple(a for p in w.programs for a in p.parts)))])


def _separate(out: Writer, w: World, header: list[str], rng: Random) -> None:
    """The whole unit in one row, then a table a program without a total."""
    whole = Program("", "", tuple(a for p in w.programs for a in p.parts))
    out.say("Anggaran dan realisasi seluruh unit adalah sebagai berikut.")
    out.grid("whole", f"Pagu dan Realisasi Anggaran Tahun {w.year}", ["Uraian", *header],
             [_line(out, w, "", w.unit, whole)[1:]])
    for i, p in enumerate(w.programs):
        out.say(f"Rincian {p.name} {rng.choice(('disajikan pada tabel berikut', 'adalah sebagai berikut'))}.")
        out.grid(f"program{i}", f"Pagu dan Realisasi {p.name}", ["No", "Kegiatan", *header],
                 [_line(out, w, str(j), a.name, a) for j, a in enumerate(p.parts, 1)])
