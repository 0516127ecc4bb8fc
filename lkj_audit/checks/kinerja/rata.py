"""KIN113: stated averages of the result tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.judging import distinct, graded, name_of, sign_of, whereabouts
from lkj_audit.checks.kinerja.banyak import said_to_be_more
from lkj_audit.checks.kinerja.hitung import put_right
from lkj_audit.checks.kinerja.kelompok import closed_groups
from lkj_audit.checks.kinerja.nilai import told_values
from lkj_audit.checks.kinerja.per_sasaran import in_tables, numbered, of_named
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Claim, Evidence, Finding, NotEvaluated, Report, Table, TypedTable, Value
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.linking.names import is_average, is_total
from lkj_audit.normalize.narrative.plans import Plans, plans_of
from lkj_audit.normalize.narrative.results import RESULTS, Result, achieved, capaian_column, of_unit, results, twins
from lkj_audit.normalize.text.cues import of_block
from lkj_audit.normalize.text.plain import plain

_AVERAGE = re.compile(r"(?:nilai |total |jumlah )?(?:rata ?rata|rerata)\b|capaian rata rata")
_PROSE = re.compile(
    r"\b(?:rata-?\s?rata|rerata),?\s+(?:(?:nilai|persentase|tingkat)\s+)?(?:pen)?capaian(?:nya)?\b(?:\s+(?:kinerja|"
    r"indikator|sasaran|"
    r"strategis|utama|target|seluruh|semua|dari|IKU|tersebut|program)){0,6}[^.%\d]{0,60}$|"
    r"\b(?:pen)?capaian\s+(?:kinerja\s+)?(?:rata-?\s?rata|rerata)[^.%\d]{0,60}$|"
    r"\b(?:pen)?capaian\s+(?:kinerja\s+)?(?:\w+\s+){0,2}indikator\b[^.%;]{0,50}\b(?:rata-?\s?rata|rerata)\s*"
    r"(?:sebesar|adalah|mencapai)?\s*$|"
    r"\b(?:pen)?capaian\s+kinerja\b[^.%\d;,]{0,80}\bsecara\s+rata-?\s?rata\s*(?:sebesar|adalah|mencapai)?\s*$", re.I)
# The year, or how many: "dari lima (5) indikator", "rata-rata capaian 8 indikator".
_ASIDE = re.compile(r"\b(?:pada )?tahun(?: anggaran)? 20\d\d\s*|\(\d{1,2}\)\s*|"
                    r"\b\d{1,2}\s+(?=indikator|IKU|sasaran)|(?<=sasaran )\d{1,2}\s+|"
                    r"\b(?:pada|dalam|di)\s+tabel\s+[\d.]*\d\s+", re.I)
_NEXT = re.compile(r"[,;]|\b(?:dan|dengan|serta|sedangkan|sementara)\b")  # another figure follows
_OTHER = re.compile(r"\banggaran|\bkeuangan|\bserapan|(?<!taman )(?<!narkotika )\bnasional|\btriwulan|\bsemester|"
                    r"\bkabupaten/kota\b|\btahun (?:lalu|sebelumnya)", re.I)
_OF_SASARAN = re.compile(
    r"\bsasaran(?: (?:strategis|kegiatan|program|kinerja))? (?:ini|tersebut|(?:yang )?(?:ke[ -]?)?(?:\d|satu|dua|tiga|"
    r"empat|lima|enam|tujuh|delapan|sembilan|sepuluh|pertama|kedua|ketiga|keempat|kelima|keenam)\b)", re.I)
_OF_LOWER = re.compile(r"\bcapaian (?:kinerja )?(?:indikator )?(?:program|kegiatan)\b", re.I)
_FEW = 5  # rows put right of which some may not have been wrong when the mean was taken
_ITS = re.compile(r"\bcapaiannya\b", re.I)
_BELOW = 3  # items of the flow, a caption among them, between such a sentence and the table that it introduces
_NEAR = 12  # items of the flow between the table of a sasaran and the sentence on its mean
_MEANS = re.compile(r"\b(?:rata-?\s?rata|rerata)\b[^.]*\bindikator\b[^.]*\bmasing-masing\b[^.]*\bsasaran\b", re.I)


@rule("KIN113", "rata-rata", "error")
def means(report: Report) -> Iterator[Outcome]:
    """A row of means, or an average stated in the text, is not the mean of the rows."""
    plans = plans_of(report)
    rows = results(plans)
    tables = [t for t in report.of_kind(*RESULTS) if any(_average_row(t, r) for r in range(len(t.table.rows)))]
    said = [c for c in report.claims if c.kind == "percent" and _overall(report, c)]
    parts = [(c, own) for c in said if _of_sasaran(report, c) and (own := _of_table_near(plans, c, rows))]
    parts += [(c, own) for c in said if (own := of_named(plans, c))]
    claims = [c for c in said if not _of_sasaran(report, c) and not _ITS.search(c.sentence)
              and all(c is not part for part, _ in parts)]
    groups = [t for t in report.of_kind("capaian_sasaran") if _said_to_be_means(report, t)]
    told = list(told_values(report))
    yield from told
    right = _corrected(rows, plans)
    beside = list(in_tables(report, rows))
    closed = [(t, found) for t in report.of_kind(*RESULTS) if any(found := closed_groups(t, right, _is_mean))]
    if not rows or not (tables or claims or groups or parts or closed or beside):
        if not told:
            yield NotEvaluated("KIN113", "no-average")
        return
    for table in tables:
        yield from _rows(table, right)
    for table, fitting, wrong in (*((t, *found) for t, found in closed), *beside):
        yield from [CHECKED] * (fitting + len(wrong))
        yield from (_finding(table, stated, parts) for stated, parts in wrong)
    for claim in claims:
        whole = [r for r in rows if r.table.kind == "capaian"] or list(rows)
        own = of_unit(whole)
        if _OF_LOWER.search(claim.sentence) and len(own) < len(whole):
            own = [r for r in whole if r not in own]
        yield from _claim(plans, claim, own)
    for claim, own in parts:
        yield from _claim(plans, claim, own, 2)
    for table in groups:
        yield from _of_groups(plans, table, [r for r in rows if r.table.kind == "capaian"])


def _average_row(table: TypedTable, row: int) -> bool:
    """Whether a row is one of means, and not an indicator that is an average itself: one has a number of its own, or
    every figure that a result has."""
    cells = table.table.rows[row]
    label = next((c.text for c in cells if any(ch.isalpha() for ch in c.text)), "")
    if is_average(label) or not _AVERAGE.match(plain(label)):
        return is_average(label)
    numbered = (no := table.col("no")) is not None and cells[no].text.strip(" .").isdigit()
    target = next((c for role in ("target", "target_akhir") if (c := table.col(role)) is not None), None)
    measured = [target, table.col("realisasi")]
    return not numbered and not all(c is not None and table.value(row, c).quantity for c in measured)


def _corrected(rows: Iterable[Result], plans: Plans) -> dict[tuple[str, int], Decimal]:
    """``put_right`` by table and row."""
    right = put_right(plans)
    return {(r.table.id, r.row.row): right[r.index] for r in rows if r.index in right}


def _rows(table: TypedTable, right: Mapping[tuple[str, int], Decimal]) -> Iterator[Outcome]:
    """Each figure of a row of means against the rows above it, from the mean before; ``right`` as of ``_corrected``."""
    start = 0
    for r in range(len(table.table.rows)):
        if not _average_row(table, r):
            continue
        for c in {table.col("target"), table.col("realisasi"), capaian_column(table)} - {None}:
            assert c is not None
            stated = table.value(r, c)
            above = [i for i in range(start, r) if not _is_sum(table, i)]
            parts = [table.value(i, c) for i in above]
            figures = [p for p in parts if p.quantity and p.quantity.value is not None and not p.filled]
            if stated.quantity is None or stated.number is None or len(figures) < 2 or len(figures) < len(parts):
                continue
            if len({p.quantity.unit for p in figures if p.quantity and p.quantity.unit}) > 1:
                continue
            yield CHECKED
            mended = [right.get((table.id, i)) for i in above] if c == capaian_column(table) else []
            if not _is_mean(stated, figures, mended):
                yield _finding(table, stated, figures)
        start = r + 1


def _is_sum(table: TypedTable, row: int) -> bool:
    """Whether a row is the sum from which the mean below it was taken."""
    return is_total(next((c.text for c in table.table.rows[row] if any(ch.isalpha() for ch in c.text)), ""))


def _is_mean(stated: Value, figures: Sequence[Value], mended: Sequence[Decimal | None] = ()) -> bool:
    """Whether ``stated`` is the mean of ``figures``, within their printed precision, or of them cut at 100 or 120;
    any of what is ``mended`` may stand in their place."""
    quantities = [f.quantity for f in figures if f.quantity]
    values = [q.value for q in quantities if q.value is not None]
    slack = sum((q.step for q in quantities), Decimal(0)) / len(values)
    stated_q = stated.quantity
    assert stated_q is not None and stated_q.value is not None
    for put, cap in product(_mended(values, mended), (None, Decimal(100), Decimal(120))):
        mean = _mean([min(v, cap) if cap else v for v in put])
        if stated_q.agrees(mean) or mean - slack / 2 <= stated_q.value <= mean + slack / 2 + stated_q.step / 2:
            return True
    return False


def _mended(values: list[Decimal], mended: Sequence[Decimal | None]) -> Iterator[list[Decimal]]:
    """``values`` with any of those that are ``mended``, of which only a few are tried one by one."""
    places = [i for i, m in enumerate(mended) if m is not None and m != values[i]]
    for used in product((False, True), repeat=len(places)) if len(places) <= _FEW else ([True] * len(places),):
        put = {i: mended[i] for i, use in zip(places, used, strict=True) if use}
        yield [put.get(i) or v for i, v in enumerate(values)]


def _finding(table: TypedTable, stated: Value, figures: list[Value]) -> Finding:
    values = [f.number for f in figures if f.number is not None]
    assert stated.quantity is not None and stated.number is not None
    expected = printed(sum(values, Decimal(0)) / len(values), stated.quantity.step)
    sure = round(min(table.confidence, stated.confidence, *(f.confidence for f in figures)), 2)
    return Finding("KIN113", graded("error", sure), sure,
                   {"di": name_of(table), "rata": stated.text, "seharusnya": expected, "jumlah": len(values),
                    "satuan": sign_of(stated)},
                   distinct([Evidence("stated", stated), *(Evidence("part", f) for f in figures)]),
                   item=f"rata-rata {name_of(table)}", column="rata-rata", kind=table.kind, expected=expected,
                   stated=stated.number, difference=stated.number - expected)


# ---------------------------------------------------------------- an average in the text

def _overall(report: Report, claim: Claim) -> bool:
    """Whether ``claim`` is the average of all indicators in the reporting year."""
    block = report.document.flow[claim.block]
    assert isinstance(block, Block)
    at = block.text.find(claim.sentence)
    before = _ASIDE.sub("", block.text[max(at, 0):claim.start])
    found = _PROSE.search(before)
    after = block.text[claim.start + len(claim.value.text):max(at, 0) + len(claim.sentence)]
    if not found or _OTHER.search(before + _NEXT.split(after)[0]):
        return False
    return of_one_year(claim.sentence, report.identity.year)


def _of_sasaran(report: Report, claim: Claim) -> bool:
    """Whether ``claim`` is of one sasaran, named in its sentence or before it ("Rata-rata capaiannya …")."""
    block = report.document.flow[claim.block]
    its = isinstance(block, Block) and _ITS.search(claim.sentence) and _OF_SASARAN.search(block.text[:claim.start])
    return bool(its or _OF_SASARAN.search(claim.sentence))


def _of_table_near(plans: Plans, claim: Claim, rows: tuple[Result, ...]) -> list[Result]:
    """The rows of the table of a sasaran that stands last before ``claim`` or right after it, with no other title
    between; of the one whose number it gives where there are both, or none."""
    flow = plans.report.document.flow
    above = _first_table(reversed(flow[max(0, claim.block - _NEAR):claim.block]), rows)
    below = _first_table(flow[claim.block + 1:claim.block + 1 + _BELOW], rows)
    if above and below:
        return numbered(claim.sentence, rows)
    return above or below or numbered(claim.sentence, rows)


def _first_table(items: Iterable[Block | Table], rows: tuple[Result, ...]) -> list[Result]:
    for item in items:
        own = [r for r in rows if isinstance(item, Table) and r.table.id == item.id]
        if own or (isinstance(item, Block) and (item.kind == "heading" or _OF_SASARAN.match(item.text))):
            return own if own and own[0].table.kind == "capaian_sasaran" else []
    return []


def _claim(plans: Plans, claim: Claim, rows: list[Result], fewest: int = 3) -> Iterator[Outcome]:
    shares = [(r, achieved(r)) for r in rows]
    known = [(r, v) for r, v in shares if v is not None]
    if len(known) < max(fewest, len(rows)) or (fewest > 2 and _promised(plans) > len(rows)):
        return
    if len({r.table.id for r, _ in known}) > 1 and (
            len(twins(plans, rows)) < len(rows) or said_to_be_more(plans.report, len(rows))):
        return  # tables that repeat each other's indicators, or not all of them, rather than one for each sasaran
    yield CHECKED
    values = [v for _, v in known]
    by_sasaran: dict[str, list[Decimal]] = defaultdict(list)
    for r, v in known:
        by_sasaran[plain(r.row.sasaran.text) if r.row.sasaran else ""].append(v)
    quantity = claim.value.quantity
    assert quantity is not None and quantity.value is not None
    slack = max(quantity.step, Decimal("0.01"))
    right = _corrected(rows, plans)
    mended = [right.get((r.table.id, r.row.row)) for r, _ in known]
    if any(abs(_mean(v) - quantity.value) <= slack or quantity.agrees(_mean(v)) for v in _mended(values, mended)):
        return
    for cap in (None, Decimal(100), Decimal(110), Decimal(120), Decimal(150)):
        cut = [min(v, cap) if cap else v for v in values]
        groups = [[min(v, cap) if cap else v for v in g] for g in by_sasaran.values()]
        for mean in (_mean(cut), _mean([_mean(g) for g in groups])):
            if quantity.agrees(mean) or abs(mean - quantity.value) <= slack:
                return
    expected = printed(_mean(values), quantity.step)
    table = rows[0].table
    sure = round(min(0.8, claim.confidence, table.confidence), 2)
    yield Finding("KIN113", graded("error", sure), sure,
                  {"di": name_of(table), "rata": claim.value.text, "seharusnya": expected, "jumlah": len(values),
                   "satuan": sign_of(claim.value)},
                  distinct([Evidence("stated", claim.value),
                            *(Evidence("part", v) for r in rows for v in [r.capaian or r.row.realisasi] if v)]),
                  item="rata-rata capaian", column="rata-rata", kind="narasi", expected=expected, stated=quantity.value,
                  difference=quantity.value - expected, variant="narasi")


def _promised(plans: Plans) -> int:
    """How many indicators the longest Perjanjian Kinerja has."""
    tables = [plans[i].table for i in plans.rows("pk", own=True)]
    return max((tables.count(t) for t in set(tables)), default=0)


def _mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


# ---------------------------------------------------------------- sasaran as means of their indicators


def _said_to_be_means(report: Report, table: TypedTable) -> Block | None:
    """The sentence by the table that calls its figures the means of each sasaran's indicators."""
    flow = report.document.flow
    at = next(i for i, item in enumerate(flow) if isinstance(item, Table) and item.id == table.id)
    near = [b for b in flow[max(0, at - 2):at + 3] if isinstance(b, Block)]
    return next((b for b in near if _MEANS.search(b.text)), None)


def _of_groups(plans: Plans, table: TypedTable, rows: list[Result]) -> Iterator[Outcome]:
    """Means that are all the same cannot come from indicators none of which is above and some of which are below."""
    block = _said_to_be_means(plans.report, table)
    for role in ("target", "realisasi"):
        column = table.col(role)
        if column is None or block is None:
            continue
        body = [table.value(r, column) for r in range(len(table.table.rows)) if not _average_row(table, r)]
        values = {v.number for v in body if v.number is not None}
        parts = [v for r in rows for v in [getattr(r.row, role)] if v and v.quantity and v.quantity.unit == "%"]
        if len(values) != 1 or len(parts) < 3 or len(parts) < 0.8 * len(rows):
            continue
        yield CHECKED
        mean = next(iter(values))
        below = [p for p in parts if p.number < mean]
        if below and all(p.number <= mean for p in parts):
            sure = round(0.65 * min(table.confidence, rows[0].table.confidence), 2)
            yield Finding("KIN113", graded("warning", sure), sure,
                          {"di": name_of(table), "rata": body[0].text, "kolom": role, "di_lain": name_of(rows[0].table),
                           "nilai": below[0].text, "jumlah": len(below)},
                          distinct([Evidence("stated", of_block(block)),
                                    *(Evidence("stated", v) for v in body if v.quantity),
                                    *(Evidence("part", p) for p in below), whereabouts(table, role)]),
                          item=f"rata-rata {role}", column=role, kind=table.kind, variant="sasaran")
            return
