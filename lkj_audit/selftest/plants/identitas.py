"""Another unit, year, date or name where the report's own belongs."""

from __future__ import annotations

import re

from lkj_audit import facts
from lkj_audit.normalize.satker.places import base_name
from lkj_audit.selftest.clean import Draft
from lkj_audit.selftest.opening import DAYS, ORDINAL
from lkj_audit.selftest.pieces import Line, Spot
from lkj_audit.selftest.plants.register import insert_after, need, plants, replace_in


@plants("IDN101")
def other_unit(d: Draft) -> list[Spot]:
    w = d.world
    tag = d.rng.choice(("closing", "background", "money", "staff", "preface", "citizens"))
    if tag == "citizens":
        other = d.rng.choice([r for r in facts.regions() if r.level == 2 and base_name(r) not in w.region])
        return [replace_in(d.line(tag), w.region, other.name)]
    return [replace_in(d.line(tag), w.unit, w.elsewhere)]


@plants("IDN102")
def other_year(d: Draft) -> list[Spot]:
    tag, year = d.rng.choice(("closing", "chapter", "summary", "preface", "done")), d.world.year
    other = year - d.rng.randint(1, 3)
    if tag == "done":
        return [insert_after(d, d.line("closing"), d.rng.choice((
            f"{d.world.unit} telah melaksanakan tugas pada tahun {other} dengan baik.",
            f"Secara umum {d.world.unit} mampu menjalankan tugas selama tahun {other}.")))]
    line = d.line(tag)
    if tag == "chapter":
        need(not d.layout.contents)
        line = [p for p in d.flow if isinstance(p, Line) and p.tag == "chapter"][1]
        line.text += f" TAHUN {other}"
        return [Spot(line)]
    return [replace_in(line, f"Tahun {year}", f"Tahun {other}")]


@plants("IDN103")
def weekday(d: Draft) -> list[Spot]:
    if d.rng.random() < 0.4:
        need(not d.layout.amended)
        line = d.line(d.rng.choice(("annex-pk-date", "annex-sub-date")))
        month = d.rng.choice(("November", "Desember"))
        return [replace_in(line, f"Januari {d.world.year}", f"{month} {d.world.year}")]
    line = d.line("met")
    day = next(day for day in DAYS if f"hari {day}," in line.text)
    if d.rng.random() < 0.5:
        return [replace_in(line, f"hari {day}", f"hari {DAYS[(DAYS.index(day) + d.rng.randint(1, 5)) % 7]}")]
    line.text = re.sub(r"hari \w+, \d+ \w+", "tanggal 31 September", line.text)
    return [Spot(line)]


@plants("IDN104")
def other_title(d: Draft) -> list[Spot]:
    return [replace_in(d.line("closing"), "Laporan Kinerja", d.rng.choice(
        ("LAKIP", "Laporan Akuntabilitas Kinerja", "Laporan Akuntabilitas Kinerja Instansi Pemerintah (LAKIP)")))]


@plants("IDN105")
def nth(d: Draft) -> list[Spot]:
    at = d.world.year - d.world.start
    return [replace_in(d.line("nth"), f"tahun {ORDINAL[at]}", f"tahun {ORDINAL[(at + d.rng.randint(1, 3)) % 5]}")]


@plants("IDN106")
def scope(d: Draft) -> list[Spot]:
    need(d.world.unit.startswith("KPU"))
    return [replace_in(d.line("preface"), f"Laporan Kinerja {d.world.unit}",
                       f"Laporan Kinerja Sekretariat {d.world.unit}"), Spot(d.line("closing"))]


@plants("IDN107")
def period(d: Draft) -> list[Spot]:
    if d.rng.random() < 0.3:
        line = d.line("region-plan")
        told = re.findall(r"20\d\d-20\d\d", line.text)[0]
        other = f"{int(told[:4]) + 2}-{int(told[5:]) + 2}"
        line.text = line.text.replace(f"Periode {told}", f"Periode {other}")
        return [Spot(line)]
    line = d.line(d.rng.choice(("background", "nth", "issues")))
    wrong = d.rng.choice(("2014-2019", "2019-2023", "2021-2025"))
    line.text += d.rng.choice((f" Arah kebijakannya mendukung RPJMN {wrong}.",
                               f" Hal itu selaras dengan Rencana Pembangunan Jangka Menengah Nasional Tahun {wrong}.",
                               f" Sasarannya mengacu pada RPJMN Tahun {wrong.replace('-', ' sampai dengan ')}.",
                               f" RPJMN {('I', 'II')[d.world.start % 10 // 5]} Tahun 2020-2024 menjadi rujukan."))
    return [Spot(line)]


@plants("IDN108")
def abbreviation(d: Draft) -> list[Spot]:
    wrong = d.rng.choice(("Barang Milik Nasional (BMN)", "Pegawai Pemerintah dengan Perjanjian Kontrak (PPPK)",
                          "Aparatur Sipil Nasional (ASN)", "Daftar Isian Penggunaan Anggaran (DIPA)",
                          "Pegawai Negara Sipil (PNS)"))
    return [insert_after(d, d.line("issues"), d.rng.choice((
        f"Pengelolaan {wrong} dilaksanakan secara berkala.", f"Penataan {wrong} menjadi perhatian pimpinan.")))]


@plants("IDN109")
def no_signer(d: Draft) -> list[Spot]:
    d.flow.remove(d.line("signer"))
    return [Spot(d.line("signed")), Spot(d.line("preface-head"))]
