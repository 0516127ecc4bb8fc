"""The rows of the result tables: target, realisasi and capaian, and what each row says of the other two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from lkj_audit import facts
from lkj_audit.model import Indicator, Quantity, TypedTable, Value
from lkj_audit.normalize.calendar.interim import OF_PART, PART, canonical
from lkj_audit.normalize.linking.indicators import UNIT_BEHIND, indicators
from lkj_audit.normalize.narrative.plans import Plans, titles
from lkj_audit.normalize.tables.views import as_results, of_year, years_in
from lkj_audit.normalize.text.plain import plain

RESULTS = ("capaian", "capaian_sasaran")
ENOUGH = 3  # rows that show what a percentage beside target and realisasi is
_ELSEWHERE = re.compile(r"\bnasional\b|\bjangka menengah\b|\brenstra\b|\brpjm[dn]\b|\btahun (?:sebelumnya|"
                        r"lalu)\b", re.I)
_LOWER = re.compile(r"\bindikator (?:kinerja )?(?:program|(?:sub ?)?kegiatan|keluaran|output)\b")
_OPINIONS = ("TMP", "TW", "WDP", "WTP")
# Where more is better, whatever the negative cues say.
_MORE_IS_BETTER = re.compile(
    r"\b(?:tepat waktu|sesuai|kepuasan|partisipasi|(?:me|pe)ningkat\w*|terlaksana\w*|tersedia\w*|terlayani|"
    r"ditindaklanjuti|tindak lanjut|penyelesaian|penanganan|tertangani|ditangani|terselesaikan|penurunan|"
    r"terakreditasi|memenuhi (?:syarat|standar|ketentuan|target)|"
    r"prevalensi (?:\w+ )?(?:kontrasepsi|kb)|diselesaikan|selesai|dimenangkan|berfungsi|dibina|"
    r"jumlah (?:dokumen|kegiatan|peserta|pengunjung|layanan)|"
    r"(?:pengembalian|penyelamatan|pemulihan|pengurangan|pemberantasan|pengungkapan) (?=\w))\b")

# The share of bad things that were dealt with: "Persentase sengketa yang dimediasi".
_DEALT_WITH = re.compile(r"\byang (?:telah |berhasil |dapat )?di(?!lapor|aju|terima|kena|temu|laku|alami|tolak|timbul|"
                         r"sebab|akibat|catat)\w+")
_TIME_TAKEN = re.compile(r"\b(?:rata rata|rerata|lama|lamanya|waktu|durasi)\b")
_LESS_TIME = re.compile(r"\b(?:waktu|lama|lamanya|durasi) (?:penyelesaian|pelayanan|layanan|tunggu|tanggap|respons?|"
                        r"proses|pengurusan|penerbitan|penanganan)\b(?!.*\btepat waktu)|"
                        r"\b(?:response?|respons?|lead) time\b|\bwaktu respons?\b|"
                        r"\bkecepatan (?:respons?|tanggap|pelayanan|penanganan|penyelesaian)\b")
_TIMES = ("hari", "jam", "menit", "detik")


@dataclass(frozen=True, slots=True)
class Result:
    """A row of a result table; ``index`` is its place in ``Report.indicators``."""

    index: int
    row: Indicator
    table: TypedTable
    capaian: Value | None

    @property
    def name(self) -> str:
        return self.row.name.text

    @property
    def target(self) -> Quantity | None:
        return self.row.target.quantity if self.row.target else None

    @property
    def realisasi(self) -> Quantity | None:
        return self.row.realisasi.quantity if self.row.realisasi else None

    @property
    def stated(self) -> Quantity | None:
        """The capaian as printed."""
        return self.capaian.quantity if self.capaian else None

    def values(self) -> tuple[Value, ...]:
        return tuple(v for v in (self.row.target, self.row.realisasi, self.capaian) if v is not None)


def results(plans: Plans, *kinds: str) -> tuple[Result, ...]:
    """The rows of the result tables of ``kinds`` (all by default) that are about the whole reporting year."""
    out = []
    columns: dict[str, int | None] = {}
    chosen = plans.rows(*(kinds or RESULTS))
    tables = {t.id: t for t in map(plans.table_of, chosen)}
    # a wrong year in the caption of the only result table is a slip, not another year's table
    usual = {i for i, t in tables.items() if not _of_other_year(plans, t)} or set(tables)
    usual -= {i for i, t in tables.items() if of_other_period(t, plans.report.identity.interim)}
    for index in chosen:
        row, table = plans[index], plans.table_of(index)
        if table.id not in usual:
            continue
        if table.id not in columns:
            columns[table.id] = capaian_column(table)
        column = columns[table.id]
        out.append(Result(index, row, table, table.value(row.row, column) if column is not None else None))
    return tuple(out)


def of_unit(rows: Iterable[Result]) -> list[Result]:
    """``rows`` without those of tables whose heading calls their indicators those of programmes or activities, where
    there are others."""
    rows = list(rows)
    lower = {r.table.id for r in rows if (c := r.table.col("indikator")) is not None
             and _LOWER.search(plain(r.table.table.header[c]))}
    return [r for r in rows if r.table.id not in lower] or rows


def beside(plans: Plans) -> tuple[Result, ...]:
    """The rows that tables of several years give for another year than the reporting year, named with the year, and
    those of the reporting year that are not among ``results``; further those of goods, places and the like. Their
    ``index`` is no place in ``Report.indicators``."""
    views = [(f" ({year})", view) for t in plans.report.tables for year, view in years_in(t)]
    known = {r.table.id for r in results(plans)}
    views += [("", of_year(plans.tables[i])) for i in dict.fromkeys(view.id for _, view in views) if i not in known]
    views += [("", as_results(t)) for t in plans.report.of_kind("lain") if len(t.table.rows) >= ENOUGH]
    rows = [(year, view, row) for year, view in views if view.kind in RESULTS for row in indicators((view,))]
    return tuple(_of_view(n, year, replace(view, kind=plans.tables[view.id].kind), row)
                 for n, (year, view, row) in enumerate(rows, len(plans.report.indicators)))


def _of_view(index: int, year: str, view: TypedTable, row: Indicator) -> Result:
    named = replace(row, name=replace(row.name, text=row.name.text + year), key=row.key + year)
    column = capaian_column(view)
    return Result(index, named, view, view.value(row.row, column) if column is not None else None)


def of_other_period(table: TypedTable, part: str = "") -> bool:
    """Whether the table is about a part of the year other than ``part``, which the report is on, or compares with
    another target than this year's."""
    title = next(iter(titles(table)), "")
    by_quarter = any(":tw" in role for role in table.roles)  # the quarters stand beside the year
    own = bool(part) and {canonical(m[0]) for m in PART.finditer(title)} == {part}
    return bool((OF_PART.search(title) and not by_quarter and not own) or _ELSEWHERE.search(title))


def _of_other_year(plans: Plans, table: TypedTable) -> bool:
    """Whether the table's own caption names years, and the reporting year is not among them."""
    years = set(re.findall(r"\b20\d\d\b", table.table.caption or ""))
    return bool(years) and plans.report.identity.year is not None and str(plans.report.identity.year) not in years


def capaian_column(table: TypedTable) -> int | None:
    """The column of the capaian: by its role, or a column after the realisasi whose heading says so."""
    if (found := table.col("capaian")) is not None:
        return found
    after = table.col("realisasi")
    if after is None:
        return None
    for c in range(after + 1, len(table.roles)):
        heading = plain(table.table.header[c].replace("%", " persen "))
        says = re.search(r"\bcapaian\b|^(?:persen|persentase)$|\bkinerja persen\b", heading)
        if says and table.roles[c] in ("realisasi", "persen", ""):
            return c
    return None


@cache
def _less_is_better() -> re.Pattern[str]:
    cues = facts.vocabulary()["negative_indicator_cues"]
    said = [plain(c) for c in (*cues["seen"], *cues["gk"]) if plain(c)]
    return re.compile(r"(?<!penurunan )\b(?:" + "|".join(map(re.escape, said)) + r")\b")


def less_is_better(result: Result) -> bool | None:
    """Whether a low realisasi is a good one; None where neither the target nor the name tells."""
    column = result.table.col("satuan")
    unit = result.table.table.rows[result.row.row][column].text if column is not None else ""
    return told_direction(result.name, result.target, unit)


def told_direction(indicator: str, target: Quantity | None, unit: str = "") -> bool | None:
    """Whether less is better of ``indicator``, measured in ``unit``; None where neither target nor name tells."""
    name = plain(indicator)
    if target and target.operator in ("≤", "<"):
        return True
    if target and target.operator in ("≥", ">"):
        return False
    bracket = UNIT_BEHIND.search(indicator)
    measured = (target.unit if target else "") or unit or (bracket[1] if bracket else "")
    timed = target is not None and measured.strip().casefold() in _TIMES
    if timed and _LESS_TIME.search(name):
        return True
    taken = timed and bool(_TIME_TAKEN.search(name))
    negative = taken or bool(_less_is_better().search(name))
    positive = bool(_MORE_IS_BETTER.search(name) or (negative and _DEALT_WITH.search(name)))
    if (positive and not negative) or (target and target.unit == "%" and target.value == 100):
        return False
    return True if negative and not positive else None


def comparable(result: Result) -> bool:
    """Whether target and realisasi are figures in the same unit."""
    a, b = result.target, result.realisasi
    if a is None or b is None or a.value is None or b.value is None or a.grade or b.grade:
        return False
    if a.unit != b.unit and a.unit and b.unit:
        return False
    # 0,95 beside 96 %: a share and a percentage
    return a.unit == b.unit or not (min(abs(a.value), abs(b.value)) <= 1 < max(abs(a.value), abs(b.value)))


def rank(grade: str) -> tuple[str, int] | None:
    """The scale of a grade and its place in it, the best highest."""
    letters = [str(row[2]) for row in facts.scales()["predikat_akip_88_2021"]["rows"]][::-1]
    for scale in (letters, list(_OPINIONS)):
        if grade in scale:
            return scale[0], scale.index(grade)
    return None


def reached(result: Result) -> bool | None:
    """Whether the row says that the target was reached; None where it does not tell."""
    stated = result.stated
    if stated is not None and stated.value is not None and stated.unit in ("%", ""):
        return stated.value + stated.step / 2 >= 100
    a, b = result.target, result.realisasi
    if a and b and a.grade and b.grade:
        one, other = rank(a.grade), rank(b.grade)
        return other[1] >= one[1] if one and other and one[0] == other[0] else None
    if not comparable(result) or a is None or b is None or a.value is None or b.value is None:
        return None
    if (less := less_is_better(result)) is None and a.value != b.value:
        return b.value > a.value or None
    return b.value <= a.value if less else b.value >= a.value


def ratio(result: Result) -> Decimal | None:
    """Realisasi in per cent of the target."""
    a, b = result.target, result.realisasi
    if not comparable(result) or a is None or b is None or not a.value or b.value is None:
        return None
    return 100 * b.value / a.value


def achieved(result: Result) -> Decimal | None:
    """The capaian in per cent: as printed, else what the row's figures give."""
    stated = result.stated.value if result.stated else None
    return stated if stated is not None else ratio(result)


def rounded(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are the same, or one is the other with fewer decimals: 98,6 and 98,61."""
    return a.value is not None and b.value is not None and (a.agrees(b.value) or b.agrees(a.value))


def twins(plans: Plans, rows: Iterable[Result]) -> list[list[Result]]:
    """``rows`` gathered so that those of the same indicator stand together."""
    by_index = {r.index: r for r in rows}
    return [[by_index[i] for i in group] for group in plans.same(by_index)]
