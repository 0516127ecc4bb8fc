"""KIN119: how many indicators and sasaran the report says that it has, and how many its plans and results list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from lkj_audit.model import Block, Report, Value
from lkj_audit.normalize.calendar.dates import of_one_year
from lkj_audit.normalize.figures.terbilang import number_of
from lkj_audit.normalize.narrative.plans import Plans
from lkj_audit.normalize.narrative.shares import NUMBER, shares
from lkj_audit.normalize.text.cued import Cued
from lkj_audit.normalize.text.cues import value_of
from lkj_audit.normalize.text.plain import plain
from lkj_audit.normalize.text.sentences import sentence_at

_VERBS: Final = (r"\b(?:terdapat|mengelola|memiliki|mempunyai|mengukur|menetapkan|ditetapkan|memuat|melaksanakan|"
                 r"menyajikan|memperjanjikan|dengan|melalui|terdiri (?:dari|atas)|(?:ke )?dalam|"
                 r"di(?:tentukan|ukur) oleh)\s+"
                 r"(?:sebanyak\s+|(?:tingkat )?(?:pen)?capaian\s+)?")
_NUMBER: Final = r"(?P<count>(?P<number>\d{1,2}|[a-z]+ belas|[a-z]+)\s*(?:\([^)]*\)\s*)?"
# "12 indikator yang telah tercapai" are some of them; "yang tertuang dalam Perjanjian Kinerja" are all.
_ONLY_SOME: Final = (r"(?!\s+(?:telah|belum|tidak|mencapai|tercapai|lain\w*|tambahan|baru|"
                     r"yang\b(?! (?:tertuang|tercantum|tersebar|dimuat|diperjanjikan|diukur|"
                     r"dikelompokkan|dijabarkan|terbagi|disepakati))))")
_AND: Final = r"\b(?:sasaran|tujuan)(?: (?:strategis|kegiatan|program|kinerja))? (?:dan|serta)\s+"
_MEAN: Final = (r"\b(?:rata-?\s?rata|rerata) (?:nilai )?(?:pen)?capaian (?:kinerja )?(?:dari |atas )?|"
                r"\bcapaian (?=\S+ (?:\([^)]*\) )?indikator\b[^.;]{0,50}\brata-?rata)")
_INDICATORS: Final = Cued(
    rf"(?:{_VERBS}|{_AND}|{_MEAN}){_NUMBER}(?:indikator(?:\s+kinerja(?:\s+(?:utama|(?P<level>kegiatan|program)))?)?|IK[UK])\b)"
    rf"(?!\s+(?:kinerja|kegiatan|program|sasaran|tujuan|output|outcome)\b){_ONLY_SOME}", "indikator", "iku", "ikk")
_SASARAN: Final = Cued(
    rf"{_VERBS}{_NUMBER}sasaran(?:\s+(?:strategis|kegiatan|program|kinerja))?\b){_ONLY_SOME}", "sasaran")
# "empat sasaran yang diukur dengan sepuluh indikator", "delapan indikator dari tiga sasaran"
_OF: Final = rf"(?P<of>{NUMBER})\s*(?:indikator|IK[UK])\b"
_OF_SASARAN: Final = rf"(?P<count>(?P<number>{NUMBER})\s*sasaran(?:\s+(?:strategis|kegiatan|program|kinerja))?\b)"
_BOTH: Final = tuple(Cued(pattern, "sasaran") for pattern in (
    rf"(?<![\w.,/-]){_OF_SASARAN}(?:\s+dan\s+|\s*,?\s*(?:yang\s+)?"
    rf"(?:(?:di\w+\s+)?(?:dengan|melalui|ke dalam)|memuat|memiliki)\s+){_OF}",
    rf"(?<![\w.,/-]){_OF}(?:\s+(?:kinerja|utama))*\s+(?:dari|pada|untuk)\s+{_OF_SASARAN}"))
_SUMMED: Final = re.compile(r"\b(?:jumlah|total|rata rata|rerata|nilai kinerja)\b")
# Said of a part of them, of another plan or of another year.
_PART: Final = re.compile(
    r"\b(?:misi|sasaran|tujuan|program|kegiatan|bidang|perspektif|indikator) "
    r"(?:ini\b|tersebut|ke\W?\d|pertama|kedua|ketiga|\d)|"
    r"\b(?:renstra|rencana strategis|rpjm\w*|(?-i:nasional|provinsi)|semula|sebelumnya|perubahan)\b", re.I)
_REVISED: Final = re.compile(r"\b(?:perjanjian kinerja|PK)\s+perubahan\b", re.I)
_SOME: Final = re.compile(r"\b(?:masing-masing|setiap|di ?antara\w*|hanya|sebagian)\b", re.I)  # in the same sentence
PLANNED: Final = ("pk", "rkt", "iku", "renstra")
WITNESSES: Final = 2  # tables with as many sasaran


def miscounted(report: Report, plans: Plans, listed: int) -> Iterator[tuple[Value, bool]]:
    """Each number of indicators that is stated of the whole report and whether it is wrong: the ``listed`` results are
    as many as a plan has, and no plan has the stated number."""
    sizes = {sum(plans[i].table == t for i in plans.rows(*PLANNED)) for t in
             {plans[i].table for i in plans.rows("pk")}}
    others = {sum(plans[i].table == t for i in plans.rows(*PLANNED, "capaian", "capaian_sasaran"))
              for t in {plans[i].table for i in plans.rows(*PLANNED)}}
    if listed in sizes:
        by_sasaran = Counter((plans[i].table, plain(s.text)) for i in plans.rows(*PLANNED, "capaian")
                             if (s := plans[i].sasaran) is not None)
        tables = {len(t.table.rows) for t in report.tables if t.col("indikator") is not None}
        for share in shares(report):
            if share.indicators and _is_of_all(report, share.block, share.start):
                yield (value_of(share.block, share.start, share.end),
                       share.whole not in {listed, *others, *by_sasaran.values(), *tables})
        heads = " ".join(plain(h) for t in report.of_kind("pk", "capaian") for h in t.table.header)
        yield from _stated(report, _INDICATORS, {listed, *others}, heads, sizes == {listed})


def said_to_be_more(report: Report, listed: int) -> bool:
    """Whether the text gives the whole report more indicators than are ``listed``."""
    return any((number_of(m["number"]) or 0) > listed for _, block, m in _INDICATORS.over(report.document)
               if block.kind == "paragraph" and _is_of_all(report, block, m.start()))


def miscounted_sasaran(report: Report, plans: Plans) -> tuple[int, list[tuple[Value, bool]]]:
    """How many sasaran the tables have, 0 where not two of them have as many, and each number of sasaran that is stated
    of the whole report and whether it is wrong."""
    named = [{plain(t.value(r, c).text) for r in range(len(t.table.rows))}
             for t in report.tables if (c := t.col("sasaran")) is not None]
    sizes = [n for names in named if (n := sum(bool(name) and not _SUMMED.search(name) for name in names)) > 1]
    by_sasaran = len({plans[i].table for i in plans.rows("capaian_sasaran")})
    usual, times = Counter((*sizes, *({by_sasaran} - {0, 1}))).most_common(1)[0] if sizes else (0, 0)
    # as many small tables as there are sasaran tell nothing where other tables name them
    right = set(sizes) if any(n > 1 for n in Counter(sizes).values()) else {*sizes, by_sasaran}
    told = list(_with_indicators(report, plans, right))
    if times < WITNESSES:
        return told[0][2] if told else 0, [(value, wrong) for value, wrong, _ in told]
    places = {value.places for value, *_ in told}
    return usual, [*((v, w) for v, w, _ in told),
                   *(s for s in _stated(report, _SASARAN, right) if s[0].places not in places)]


def _with_indicators(report: Report, plans: Plans, sizes: Collection[int]) -> Iterator[tuple[Value, bool, int]]:
    """Each number of sasaran that is stated along with the number of indicators of a plan, whether it is none of
    ``sizes``, and how many that plan has."""
    of: dict[int, set[int]] = {}
    for table in {plans[i].table for i in plans.rows("pk", "rkt", own=True)}:
        mine = [plans[i].sasaran for i in plans.rows("pk", "rkt", own=True) if plans[i].table == table]
        named = {plain(s.text) for s in mine if s is not None} - {""}  # a blank cell goes on with the one above
        if None not in mine and len(named) > 1:
            of.setdefault(len(mine), set()).add(len(named))
    for pattern in _BOTH if of else ():
        for _, block, m in pattern.over(report.document):
            number, indicators = number_of(m["number"]), number_of(m["of"]) or 0
            if number and block.kind == "paragraph" and len(known := of.get(indicators, ())) == 1 and _is_of_all(
                    report, block, m.start()):
                yield value_of(block, *m.span("count")), number not in {*known, *sizes}, next(iter(known))


def _stated(report: Report, pattern: Cued, right: Collection[int], heads: str = "",
            as_many: bool = False) -> Iterator[tuple[Value, bool]]:
    """Each number that ``pattern`` finds, said of the whole report and of its year, and whether it is not ``right``.
    Indicators of a lower level count only where those of the tables are called so in their ``heads``. A revised PK is
    the report's own where all have ``as_many``."""
    for _, block, m in pattern.over(report.document):
        level = m.groupdict().get("level")
        if level and f"indikator kinerja {level.casefold()}" not in heads:
            continue
        number = number_of(m["number"])
        if number and block.kind == "paragraph" and _is_of_all(report, block, m.start(), as_many):
            yield value_of(block, m.start("count"), m.end("count")), number not in right


def _is_of_all(report: Report, block: Block, at: int, as_many: bool = False) -> bool:
    """Whether what ``block`` says at ``at`` is said of the whole report and of its year; what follows speaks of it."""
    start, end = sentence_at(block.text, at)
    said = _REVISED.sub("perjanjian kinerja", block.text[:end]) if as_many else block.text[:end]
    if _PART.search(said) or _SOME.search(block.text, start, end):
        return False
    year = report.identity.year
    return of_one_year(block.text, year) or (of_one_year(block.text[:end], year) and str(year) in block.text[start:end])
