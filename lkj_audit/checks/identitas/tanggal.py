"""IDN103: dates that cannot be: no such day, another weekday, an agreement or a preface dated outside its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lkj_audit.checks.identitas.keadaan import not_yet
from lkj_audit.checks.judging import distinct, graded, is_slip
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.calendar.dates import WEEKDAYS, named_date, weekday_of
from lkj_audit.normalize.calendar.documents import AMENDED, Made, made
from lkj_audit.normalize.calendar.durations import durations
from lkj_audit.normalize.calendar.impossible import impossible, impossible_years
from lkj_audit.normalize.calendar.interim import PART, PART_CUES, last_month
from lkj_audit.normalize.calendar.signatures import day_signed, signed_agreements
from lkj_audit.normalize.calendar.voting import voting_days
from lkj_audit.normalize.calendar.years import find_years
from lkj_audit.normalize.outline.preface import preface
from lkj_audit.normalize.text.cued import Cued, holds
from lkj_audit.normalize.text.cues import of_block, value_of

LATE = 11  # an agreement made in this month or later of its own year binds nobody any more
EARLY = 10  # nor is one made before this month of the year before
_REVISED = Cued(r"\b(?:perubahan|revisi|perbaikan|adendum)\s+(?:atas\s+)?(?:perjanjian\s+kinerja|pk)\b|"
                      r"\b(?:perjanjian\s+kinerja|pk)\b(?:(?!dipa|anggaran|pagu)[^.;]){0,30}\b(?:perubahan|revisi|perbaikan)\b",
                "perubahan", "revisi", "perbaikan", "adendum")
APPROVED = 9  # no budget is approved before this month of the year before
WRITTEN = 2  # years from the reporting year to the last in which its report may be written


@rule("IDN103", "tanggal", "warning")
def tanggal(report: Report) -> Iterator[Outcome]:
    """A date does not exist, is not the weekday given, or lies outside the time of what it dates."""
    looked = False
    for outcome in (*_days(report), *_years(report), *_cited(report), *_states(report), *_votes(report),
                    *_agreements(report), *_budgets(report), *_preface(report), *_spans(report)):
        looked = True
        yield outcome
    if not looked:
        yield NotEvaluated("IDN103", "no-date")


def _finding(variant: str, trust: float, evidence: list[Evidence], item: str, **params: str) -> Finding:
    sure = trust * min(e.value.confidence for e in evidence)
    if any(e.value.source == "ocr" for e in evidence):
        sure *= 0.6
    return Finding("IDN103", graded("warning", sure), round(sure, 2), dict(params), distinct(evidence), item=item,
                   column=variant, variant=variant)


def _days(report: Report) -> Iterator[Outcome]:
    for said in report.dates:
        yield CHECKED
        stated = [Evidence("stated", said.value)]
        if said.day is None:
            yield _finding("mustahil", 0.9, stated, said.text, date=said.text.strip(" ("))
        elif said.weekday and weekday_of(said.weekday) != said.day.weekday():
            yield _finding("hari", 0.9, stated, said.text, date=said.text.strip(" ("), day=said.weekday,
                           expected=WEEKDAYS[said.day.weekday()])


def _votes(report: Report) -> Iterator[Outcome]:
    for said, value, meant in voting_days(report):
        yield CHECKED
        if meant is not None:
            yield _finding("pemilu", 0.85, [Evidence("stated", value)], said, date=said, expected=str(meant.year))


def _years(report: Report) -> Iterator[Outcome]:
    """Years that cannot be, and are one digit away from one near the reporting year: "Tahun 22023", "Januari 2203"."""
    year = report.identity.year or 0
    for printed, value in impossible_years(report.document) if year else ():
        if any(_misprint(printed, str(near)) for near in _near(year)):
            yield CHECKED
            yield _finding("tahun", 0.9, [Evidence("stated", value)], value.text, date=value.text)


_NO_SUCH_YEAR = Cued(r"\bNomor\s+\S{1,12}\s+Tahun\s+(?!1[89]\d\d\b|20\d\d\b)(?P<y>\d{3,4})\b(?!\s*[-–/.,]\d)", "nomor")


def _cited(report: Report) -> Iterator[Outcome]:
    """Regulations of a year that cannot be, or had not come when the report was written."""
    year = report.identity.year
    for _, block, m in _NO_SUCH_YEAR.over(report.document):
        yield CHECKED
        told = year and impossible(m["y"]) and any(_misprint(m["y"], str(near)) for near in _near(year))
        if not told:  # by _years
            yield _finding("tahun", 0.9, [Evidence("stated", value_of(block, *m.span()))], m[0], date=m[0])
    for citation in report.citations if year else ():
        if citation.year is not None and year is not None and citation.year > year + WRITTEN:
            yield CHECKED
            said = f"{citation.type} {citation.number}/{citation.year}"
            yield _finding("peraturan", 0.9 * report.identity.confidence, [Evidence("stated", citation.value)], said,
                           date=said, year=str(year))


def _states(report: Report) -> Iterator[Outcome]:
    """States of affairs on days that had not come."""
    for printed, value in not_yet(report):
        yield CHECKED
        yield _finding("keadaan", 0.85 * report.identity.confidence, [Evidence("stated", value)], printed, date=printed,
                       year=str(report.identity.year))


def _spans(report: Report) -> Iterator[Outcome]:
    """Times that are not as long as they are said to be. Both ends may count or not: January to July are six months or
    seven."""
    for told in durations(report.document):
        yield CHECKED
        if told.said not in (told.length - 1, told.length):
            yield _finding(f"lama-{told.unit}", 0.85, [Evidence("stated", told.value)], told.value.text,
                           date=told.value.text, length=str(told.length))


def _near(year: int) -> range:
    """The years that a report of ``year`` may well name."""
    return range(year - 15, year + 6)


def _misprint(printed: str, year: str) -> bool:
    """Whether ``printed`` is ``year`` with a digit too many, a wrong one, or two that changed places; behind a year
    that may be, a fifth digit is the mark of a footnote."""
    if len(printed) > len(year):
        return printed[:2] not in ("19", "20") and any(printed[:i] + printed[i + 1:] == year for i in range(len(year)))
    return is_slip(printed, year)


def _agreements(report: Report) -> Iterator[Outcome]:
    """The dates under each Perjanjian Kinerja, or told of it: one finding for a year and date. One that is called
    revised, or that the report says was revised, may be late. One that does not say of which year it is, is taken for
    the reporting year's, unless it was made in another."""
    revised, own = any(_REVISED.over(report.document)), report.identity.year or 0
    dated: dict[tuple[int, date], list[Evidence]] = {}
    strange: list[tuple[date, Evidence]] = []  # told of an agreement of no year, made in another year
    for paper in made(report):
        if not paper.pk or not (paper.of or own):
            continue
        yield CHECKED
        said = Evidence("stated", paper.value)
        if paper.of or paper.day.year == own or paper.amended or _is_off(own, paper):
            dated.setdefault((paper.of or own, paper.day), []).append(said)
        else:
            strange.append((paper.day, said))
    for year, found, signature, title in signed_agreements(report):
        yield CHECKED
        dated.setdefault((year, found), []).extend([Evidence("stated", of_block(signature)),
                                                    Evidence("context", of_block(title))])
    annexed = {d for y, d in dated if y == own and d.year == own}
    for day, said in strange if len(annexed) == 1 else ():  # it is this year's, which the annex dates otherwise
        dated.setdefault((own, day), []).append(said)
    for (year, found), evidence in dated.items():
        late = found.year > year or (found.year == year and found.month >= LATE and not revised)
        early = found < date(year - 1, EARLY, 1) or (found.year < year and AMENDED.search(evidence[0].value.text))
        if late or early:
            yield _finding("pk-akhir" if late else "pk-awal", 0.85, evidence, f"PK {year}", year=str(year),
                           date=_printed(evidence[0].value.text))


def _printed(text: str) -> str:
    """The date in ``text``, as printed; all of it where the date is not written out."""
    found = re.search(named_date(), text, re.I)
    return found[0] if found else text.strip()


_REPORTED = ("laporan", "lkj", "lakip", "lkip", "lapkin", "lakin")


def _is_off(own: int, told: Made) -> bool:
    """Whether an agreement of no year was made too early or too late to be this year's, where the passage names no
    other year."""
    found = [y for y in find_years(told.block.text) if y.relation != "law"]
    years, free = {y.year for y in found}, {y.year for y in found if not y.relation}
    off = told.day < date(own - 1, EARLY, 1) or told.day.year > own
    return off and years <= {own, told.day.year} and told.day.year not in free


def _budgets(report: Report) -> Iterator[Outcome]:
    """The budget document of a year, made long before it or after it."""
    for told in made(report):
        if told.pk:
            continue
        yield CHECKED
        if not date(told.of - 1, APPROVED, 1) <= told.day <= date(told.of, 12, 31):
            yield _finding("dipa", 0.8, [Evidence("stated", told.value)], f"DIPA {told.of}", year=str(told.of),
                           date=told.printed)


def _preface(report: Report) -> Iterator[Outcome]:
    """A preface signed before the year, or the part of it, that it reports on was nearly over, or a year after it."""
    year, last = report.identity.year, last_month(report.identity.interim)
    body = preface(report.document)
    if last == 12 and any(holds(b.text, *PART_CUES) and PART.search(b.text) for b in body):
        return  # on a part of the year, as it seems
    if not any(holds(b.text, *_REPORTED) for b in body):
        return  # of a plan for the year, such as its Rencana Kerja Tahunan
    for block in body:
        found = day_signed(block.text)
        if found is None or year is None:
            continue
        yield CHECKED
        if found < date(year, last, 1) or found.year > year + 1:
            yield _finding("pengantar" if found.year <= year else "pengantar-akhir", 0.8 * report.identity.confidence,
                           [Evidence("stated", of_block(block))], "pengantar", year=str(year),
                           date=_printed(block.text))
