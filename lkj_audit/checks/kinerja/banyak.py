"""KIN119: how many indicators and sasaran the report says that it has, and how many its plans and results list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from lkj_audit.checks.judging import plain
from lkj_audit.checks.kinerja.rencana import Plans
from lkj_audit.checks.kinerja.sebagian import shares
from lkj_audit.model import Block, Report, Value
from lkj_audit.normalize.cued import Cued
from lkj_audit.normalize.cues import value_of
from lkj_audit.normalize.sentences import sentence_at
from lkj_audit.normalize.terbilang import from_words

_VERBS: Final = (r"\b(?:terdapat|mengelola|memiliki|mempunyai|mengukur|menetapkan|ditetapkan|memuat|melaksanakan|"
                 r"menyajikan|dengan|melalui|terdiri (?:dari|atas)|(?:ke )?dalam)\s+"
                 r"(?:sebanyak\s+|(?:tingkat )?(?:pen)?capaian\s+)?")
_NUMBER: Final = r"(?P<count>(?P<number>\d{1,2}|[a-z]+ belas|[a-z]+)\s*(?:\([^)]*\)\s*)?"
# "12 indikator yang telah tercapai" are some of them; "yang tertuang dalam Perjanjian Kinerja" are all.
_ONLY_SOME: Final = (r"(?!\s+(?:telah|belum|tidak|mencapai|tercapai|lain\w*|tambahan|baru|"
                     r"yang\b(?! (?:tertuang|tercantum|tersebar|dimuat|diperjanjikan|diukur|"
                     r"dikelompokkan|dijabarkan|terbagi|disepakati))))")
_AND: Final = r"\bsasaran(?: (?:strategis|kegiatan|program|kinerja))? (?:dan|serta)\s+"
_MEAN: Final = r"\b(?:rata-?\s?rata|rerata) (?:nilai )?(?:pen)?capaian (?:kinerja )?(?:dari |atas )?"
_INDICATORS: Final = Cued(
    rf"(?:{_VERBS}|{_AND}|{_MEAN}){_NUMBER}(?:indikator(?:\s+kinerja(?:\s+(?:utama|(?P<level>kegiatan|program)))?)?|IK[UK])\b)"
    rf"(?!\s+(?:kinerja|kegiatan|program|sasaran|tujuan|output|outcome)\b){_ONLY_SOME}", "indikator", "ik")
_SASARAN: Final = Cued(
    rf"{_VERBS}{_NUMBER}sasaran(?:\s+(?:strategis|kegiatan|program|kinerja))?\b){_ONLY_SOME}", "sasaran")
_SUMMED: Final = re.compile(r"\b(?:jumlah|total|rata rata|rerata|nilai kinerja)\b")
# Said of a part of them, of another plan or of another year.
_PART: Final = re.compile(
    r"\b(?:sasaran|tujuan|program|kegiatan|bidang|perspektif|indikator) "
    r"(?:ini\b|tersebut|ke\W?\d|pertama|kedua|ketiga|\d)|"
    r"\b(?:renstra|rencana strategis|rpjm\w*|(?-i:nasional|provinsi)|semula|sebelumnya|perubahan)\b", re.I)
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
        yield from _stated(report, _INDICATORS, {listed, *others}, heads)


def miscounted_sasaran(report: Report, plans: Plans) -> tuple[int, list[tuple[Value, bool]]]:
    """How many sasaran the tables have, 0 where not two of them have as many, and each number of sasaran that is stated
    of the whole report and whether it is wrong."""
    named = [{plain(t.value(r, c).text) for r in range(len(t.table.rows))}
             for t in report.tables if (c := t.col("sasaran")) is not None]
    sizes = [n for names in named if (n := sum(bool(name) and not _SUMMED.search(name) for name in names)) > 1]
    by_sasaran = len({plans[i].table for i in plans.rows("capaian_sasaran")})
    usual, times = Counter((*sizes, *({by_sasaran} - {0, 1}))).most_common(1)[0] if sizes else (0, 0)
    if times < WITNESSES:
        return 0, []
    return usual, list(_stated(report, _SASARAN, {*sizes, by_sasaran}))


def _stated(report: Report, pattern: Cued, right: Collection[int], heads: str = "") -> Iterator[tuple[Value, bool]]:
    """Each number that ``pattern`` finds, said of the whole report and of its year, and whether it is not ``right``.
    Indicators of a lower level count only where those of the tables are called so in their ``heads``."""
    for _, block, m in pattern.over(report.document):
        level = m.groupdict().get("level")
        if level and f"indikator kinerja {level.casefold()}" not in heads:
            continue
        said = m["number"].casefold()
        number = int(said) if said.isdigit() else int(from_words(said) or 0)
        if number and block.kind == "paragraph" and _is_of_all(report, block, m.start()):
            yield value_of(block, m.start("count"), m.end("count")), number not in right


def _is_of_all(report: Report, block: Block, at: int) -> bool:
    """Whether what ``block`` says at ``at`` is said of the whole report and of its year."""
    if _PART.search(block.text) or _SOME.search(block.text, *sentence_at(block.text, at)):
        return False
    return {int(y) for y in re.findall(r"\b20\d\d\b", block.text)} <= {report.identity.year}
