"""IDN103: dates that cannot be: no such day, another weekday, an agreement or a preface dated outside its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from lkj_audit.checks.identitas.keadaan import not_yet
from lkj_audit.checks.identitas.lama import not_so_long
from lkj_audit.checks.identitas.pengantar import POST, preface
from lkj_audit.checks.judging import distinct, graded, is_slip
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report
from lkj_audit.normalize.calendar.dates import WEEKDAYS, day_of, months, named_date, weekday_of
from lkj_audit.normalize.calendar.documents import AMENDED, Made, made
from lkj_audit.normalize.calendar.interim import PART, PART_CUES, last_month
from lkj_audit.normalize.calendar.voting import voting_days
from lkj_audit.normalize.calendar.years import find_years
from lkj_audit.normalize.text.cued import Cued, holds
from lkj_audit.normalize.text.cues import of_block, value_of

LATE = 11  # an agreement made in this month or later of its own year binds nobody any more
EARLY = 10  # nor is one made before this month of the year before
_AGREEMENT = re.compile(r"\b(?:perjanjian|penetapan)\s+kinerja\b[^.;]{0,60}?\btahun\s+(?:anggaran\s+)?(?P<y>20\d\d)",
                        re.I)
_REVISED = Cued(r"\b(?:perubahan|revisi|perbaikan|adendum)\s+(?:atas\s+)?(?:perjanjian\s+kinerja|pk)\b|"
                      r"\b(?:perjanjian\s+kinerja|pk)\b(?:(?!dipa|anggaran|pagu)[^.;]){0,30}\b(?:perubahan|revisi|perbaikan)\b",
                "perubahan", "revisi", "perbaikan", "adendum")
# The head of an annexed agreement, which may leave out of which year it is.
_HEAD = re.compile(r"^\W*(?:LAMPIRAN\b[\s\dIVX.:–-]*)?(?:PERJANJIAN|PENETAPAN)\s+KINERJA\b")
_OF_YEAR = re.compile(r"^\W*TAHUN\s+(?:ANGGARAN\s+)?(20\d\d)\b")
_OTHER_PART = re.compile(r"\W*(?:bab|lampiran|laporan|rekapitulasi|rencana|daftar|foto|dokumentasi)\b", re.I)
APPROVED = 9  # no budget is approved before this month of the year before
WRITTEN = 2  # years from the reporting year to the last in which its report may be written
REACH = 60  # blocks and tables from the heading of an agreement to its signatures


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


@cache
def _signed() -> re.Pattern[str]:
    """A line that holds place and date of a signature."""
    return re.compile(rf"^\W*(?:[^\d,]{{3,40}},\s+(?=[A-Z]))?(?:(?-i:[A-Z][\w.'’-]*\s?){{1,4}},|pada\s+tanggal|tanggal)"
                      rf"[\s:]*(?:tanggal\s+)?"
                      rf"{named_date()}(?:\W*$|\s+\w.{{0,80}}$)", re.I)


@cache
def _month() -> re.Pattern[str]:
    """A line that holds place and month of a signature: "Kupang, Februari 2021"."""
    return re.compile(rf"^\W*(?:[A-Z][\w.'’-]*\s?){{1,4}},\s+(?P<name>(?i:{'|'.join(months())}))\s+"
                      rf"(?P<y>(?:19|20)\d\d)(?:\W*$|\s+(?i:{POST.pattern}).{{0,80}}$)")


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


_NO_YEAR = re.compile(r"(?:2[1-9]\d\d|[12]\d{4})(?![\d/%]|[.,]\d)")  # to look for the figure first costs a tenth


@cache
def _before() -> re.Pattern[str]:
    """What stands before a year."""
    return re.compile(rf"\b(?:tahun(?:\s+anggaran)?|{'|'.join(months())})\s+$", re.I)


def _years(report: Report) -> Iterator[Outcome]:
    """Years that cannot be, and are one digit away from one near the reporting year: "Tahun 22023", "Januari 2203"."""
    year = report.identity.year or 0
    for block in report.document.blocks if year else ():
        for m in _NO_YEAR.finditer(block.text):
            if (before := _before().search(block.text, max(0, m.start() - 30), m.start())) and any(
                    _misprint(m[0], str(near)) for near in _near(year)):
                yield CHECKED
                said = block.text[before.start():m.end()]
                yield _finding("tahun", 0.9, [Evidence("stated", value_of(block, before.start(), m.end()))], said,
                               date=said)


_NO_SUCH_YEAR = Cued(r"\bNomor\s+\S{1,12}\s+Tahun\s+(?!1[89]\d\d\b|20\d\d\b)(?P<y>\d{3,4})\b(?!\s*[-–/.,]\d)", "nomor")


def _cited(report: Report) -> Iterator[Outcome]:
    """Regulations of a year that cannot be, or had not come when the report was written."""
    year = report.identity.year
    for _, block, m in _NO_SUCH_YEAR.over(report.document):
        yield CHECKED
        told = year and _NO_YEAR.match(m["y"]) and any(_misprint(m["y"], str(near)) for near in _near(year))
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
    """Times that are not as long as they are said to be."""
    for value, length, unit, wrong in not_so_long(report):
        yield CHECKED
        if wrong:
            yield _finding(f"lama-{unit}", 0.85, [Evidence("stated", value)], value.text, date=value.text,
                           length=str(length))


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
    for year, found, signature, title in _signatures(report, own):
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


def _signatures(report: Report, own: int) -> Iterator[tuple[int, date, Block, Block]]:
    """The date under each agreement with the year that it is for (``own`` where its title names none and it was made in
    that), the line of the date and the title."""
    year, title, since = 0, None, REACH
    for item in report.document.flow:
        since += 1
        if not isinstance(item, Block) or item.kind in ("toc", "caption"):
            continue
        headed = len(item.text) < 160 and (item.kind == "heading" or item.text.isupper())
        if headed and ((heading := _AGREEMENT.search(item.text)) or _HEAD.match(item.text)):
            year, title, since = int(heading["y"]) if heading else 0, item, 0
        elif since < REACH and not year and (told := _OF_YEAR.match(item.text)):
            year = int(told[1])
        elif item.kind == "heading" and (item.level == 1 or _OTHER_PART.match(item.text)):
            since = REACH
        signed = _signed().match(item.text) if since < REACH else None
        found = day_of(signed) if signed else None
        if found and title is not None and (year or found.year == own):
            yield year or own, found, item, title


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
        month = _month().match(block.text)
        found = day_of(m) if (m := _signed().match(block.text)) else (
            date(int(month["y"]), months()[month["name"].casefold()], 1) if month else None)
        if found is None or year is None:
            continue
        yield CHECKED
        if found < date(year, last, 1) or found.year > year + 1:
            yield _finding("pengantar" if found.year <= year else "pengantar-akhir", 0.8 * report.identity.confidence,
                           [Evidence("stated", of_block(block))], "pengantar", year=str(year),
                           date=_printed(block.text))
