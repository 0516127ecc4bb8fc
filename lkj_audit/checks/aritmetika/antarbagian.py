"""ARI106: a named quantity has different values in two places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from lkj_audit.checks.arithmetic import sureness
from lkj_audit.checks.aritmetika.antartahun import risen
from lkj_audit.checks.aritmetika.cacah import miscounted
from lkj_audit.checks.aritmetika.hasil import row_name
from lkj_audit.checks.aritmetika.pada_tahun import in_its_year, in_many_years
from lkj_audit.checks.aritmetika.rata_rata import is_mean_row
from lkj_audit.checks.aritmetika.skm import Survey, surveys
from lkj_audit.checks.aritmetika.terbanyak import of_outermost
from lkj_audit.checks.aritmetika.ujung import outermost
from lkj_audit.checks.aritmetika.ulangan import restated
from lkj_audit.checks.judging import graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Claim, Evidence, Finding, NotEvaluated, Report, TypedTable, Value
from lkj_audit.normalize.tables.totals import figure, total_rows
from lkj_audit.normalize.text.plain import plain

_BEFORE = re.compile(r"\bresponden\b[^.;,\d]{0,70}$", re.I)
_AFTER = re.compile(r"^\W*(?:orang\s+)?responden\b", re.I)
# Other numbers of respondents than those of the whole survey: the least needed, a part, another survey.
_OTHER = re.compile(r"\b(?:minimal|minimum|paling sedikit|sekurang\S*|target|ditargetkan|semester|triwulan|laki\S*|"
                    r"perempuan|wanita|pria|masing\S*|setiap|per|populasi|disebar\S*|kembali|menjawab|menyatakan|"
                    r"sebagian|di ?antara\S*|mayoritas)\b", re.I)
_PART = re.compile(r"^\W*(?:\w+\W+){0,2}(?:dari|laki\S*|perempuan|wanita|pria|menjawab|menyatakan|memilih|per|"
                   r"setiap)\b", re.I)
_ROW = re.compile(r"(?:\w{1,3} )?(?:jumlah|total|banyaknya)? ?responden")  # a row at the foot of a table
_YEAR = re.compile(r"\b20\d\d\b")
SAME_ROWS = 2  # rows with the same figures that show two tables to give one survey


@rule("ARI106", "nilai-antarbagian", "error")
def nilai_antarbagian(report: Report) -> Iterator[Outcome]:
    """The number of respondents, or the result of one survey, differs between two places, or a figure of a table from
    the sentence that repeats it."""
    counts = [*_in_text(report), *_in_tables(report)]
    results = surveys(report)
    repeated = [*restated(report), *miscounted(report), *risen(report), *in_its_year(report), *in_many_years(report),
                *outermost(report), *of_outermost(report)]
    yield from (CHECKED for _ in repeated)
    yield from (f for f in repeated if f)
    if not counts and len(results) < 2 and not repeated:
        yield NotEvaluated("ARI106", "no-survey")
        return
    if len(counts) > 1:
        yield CHECKED
        yield from _respondents(report, counts)
    for a, b in combinations(results, 2):
        if _shared_rows(a, b) >= SAME_ROWS:
            yield CHECKED
            yield from _results(report, a, b)


# ---------------------------------------------------------------- respondents


def _in_text(report: Report) -> Iterator[Value]:
    """What the text says the number of respondents of this year's survey is."""
    for claim in report.claims:
        if claim.kind == "count" and claim.value.number and _is_all_respondents(report, claim):
            yield claim.value


def _is_all_respondents(report: Report, claim: Claim) -> bool:
    at = claim.sentence.find(claim.value.text)
    before, after = claim.sentence[:max(at, 0)], claim.sentence[at + len(claim.value.text):]
    said = claim.noun == "responden" or _BEFORE.search(before) or _AFTER.search(after)
    years = {int(y) for y in _YEAR.findall(claim.sentence)}
    foreign = report.identity.year is not None and bool(years) and report.identity.year not in years
    least = claim.value.quantity is not None and claim.value.quantity.operator
    return bool(said) and not (foreign or least or _OTHER.search(before[-90:]) or _PART.search(after))


def _in_tables(report: Report) -> Iterator[Value]:
    """The totals of the tables of respondents, and the rows of others that name them."""
    for typed in report.of_kind("skm"):
        said = plain(" ".join((typed.table.caption or "", *typed.table.header, *typed.table.context[-2:])))
        column = typed.col("jumlah")
        if column is not None and re.search(r"\bresponden\b|\bkarakteristik\b", said):
            yield from (typed.value(r, column) for r, certain in total_rows(typed)
                        if certain and figure(typed, r, column))
        last = len(typed.roles) - 1
        for r, row in enumerate(typed.table.rows):
            if _ROW.fullmatch(plain(" ".join(c.text for c in row[:-1]))) and figure(typed, r, last):
                yield typed.value(r, last)


def _respondents(report: Report, counts: list[Value]) -> Iterator[Finding]:
    """Two numbers of which one stands in several places, or in a table; more than two are as many surveys."""
    often = Counter(v.number for v in counts)
    in_tables = {v.number for v in counts if v.table}
    if len(often) != 2 or len(in_tables) > 1:
        return
    right = max(often, key=lambda n: (n in in_tables, often[n])) or Decimal(0)
    if right not in in_tables and often[right] < 2:
        return
    wrong = [v for v in counts if v.number != right]
    agreeing = sorted((v for v in counts if v.number == right), key=lambda v: v.table is not None)
    yield _finding(report, "jumlah responden", wrong, agreeing, "", 0.9)


# ---------------------------------------------------------------- results


def _named(survey: Survey) -> dict[str, tuple[int, Decimal | None]]:
    """The rows of the unsur by name, with their NI."""
    return {plain(row_name(survey.typed, r)): (r, ni.value) for r, ni, _ in survey.rows()
            if not is_mean_row(survey.typed, r)}


def _shared_rows(a: Survey, b: Survey) -> int:
    ours, theirs = _named(a), _named(b)
    return sum(ours[name][1] == theirs[name][1] for name in ours.keys() & theirs.keys())


def _results(report: Report, a: Survey, b: Survey) -> Iterator[Finding]:
    """The closing rows of two tables of one survey. Where one has fewer unsur, its mean may be meant as that of these:
    then it is a warning."""
    ends = [next((r for r, *_ in s.rows() if is_mean_row(s.typed, r)), None) for s in (a, b)]
    if None in ends:
        return
    (one, other) = ((s, r) for s, r in zip((a, b), ends, strict=True) if r is not None)
    ours, theirs = (_end_values(*end) for end in (one, other))
    if all(x.quantity and y.quantity and x.number == y.number for x, y in zip(ours, theirs, strict=True)):
        return
    fewer = a if len(_named(a)) < len(_named(b)) else b
    wrong, right = (ours, theirs) if fewer is a else (theirs, ours)
    same_size = len(_named(a)) == len(_named(b))
    yield _finding(report, name_of_result(fewer.typed), wrong, right, "" if same_size else "sebagian",
                   0.9 if same_size else 0.7)


def _end_values(survey: Survey, row: int) -> list[Value]:
    return [survey.value(row, survey.ni), survey.value(row, survey.nik)]


def name_of_result(typed: TypedTable) -> str:
    return f"nilai SKM {name_of(typed)}"


def _finding(report: Report, name: str, wrong: list[Value], right: list[Value], variant: str, trust: float) -> Finding:
    confidence = trust * sureness(report, [*wrong, *right])
    stated, expected = wrong[0].number or Decimal(0), right[0].number or Decimal(0)
    return Finding(
        "ARI106", graded("warning" if variant else "error", confidence), confidence,
        {"name": name, "stated": stated, "expected": expected, "page": wrong[0].places[0].page,
         "other_page": right[0].places[0].page},
        (*(Evidence("stated", v) for v in wrong), *(Evidence("expected", v) for v in right)), item=name.split(" (")[0],
        column="nilai", kind="skm", expected=expected, stated=stated, difference=stated - expected, variant=variant)
