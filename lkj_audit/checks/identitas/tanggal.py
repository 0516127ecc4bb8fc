"""IDN103: dates that cannot be: no such day, another weekday, an agreement or a preface dated outside its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from lkj_audit.checks.identitas.pengantar import preface
from lkj_audit.checks.judging import distinct, graded, of_block
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Block, Evidence, Finding, NotEvaluated, Report, Table, Value

MONTHS: Final = {"januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7,
                 "agustus": 8, "september": 9, "oktober": 10, "november": 11, "nopember": 11, "desember": 12}
DAYS: Final = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "jum’at": 4, "sabtu": 5,
               "minggu": 6, "ahad": 6}
NAMES: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
LATE = 11  # an agreement made in this month or later of its own year binds nobody any more
EARLY = 10  # nor is one made before this month of the year before
_UNTIL = r"\s*(?:-|–|s\.?\s?/?d\.?|sampai(?: dengan)?|dan|&)\s*"
_MONTH = "|".join(MONTHS)
_DATE = (rf"(?P<d>\d{{1,2}})(?:{_UNTIL}(?P<d2>\d{{1,2}}))?(?:\s+(?P<name>{_MONTH})\s+|\s*[/-]\s*(?P<m>\d{{1,2}})"
         r"\s*[/-]\s*)(?P<y>(?:19|20)\d\d)\b")
_DAY = "|".join(DAYS)
_WEEKDAY = re.compile(rf"\b(?P<w>{_DAY})(?:{_UNTIL}(?P<w2>{_DAY}))?[\s,(/]*(?:(?:tanggal|tgl\.?)[\s:]*)?\(?{_DATE}",
                      re.I)
_NAMED = re.compile(rf"(?<![\d/.,-])(?P<d>\d{{1,2}})\s+(?P<name>{_MONTH})\s+(?P<y>(?:19|20)\d\d)\b", re.I)
_SIGNED = re.compile(rf"^\W*(?:(?-i:[A-Z][\w.'’-]*\s?){{1,4}},|pada\s+tanggal|tanggal)[\s:]*(?:tanggal\s+)?"
                     rf"(?P<d>\d{{1,2}})\s+(?P<name>{_MONTH})\s+"
                     r"(?P<y>(?:19|20)\d\d)(?:\W*$|\s+\w.{0,80}$)", re.I)
_AGREEMENT = re.compile(r"\b(?:perjanjian|penetapan)\s+kinerja\b[^.;]{0,60}?\btahun\s+(?:anggaran\s+)?(?P<y>20\d\d)",
                        re.I)
_REVISED = re.compile(r"\b(?:perubahan|revisi|perbaikan|adendum)\s+(?:atas\s+)?(?:perjanjian\s+kinerja|pk)\b|"
                      r"\b(?:perjanjian\s+kinerja|pk)\b[^.;]{0,30}\b(?:perubahan|revisi|perbaikan)\b", re.I)
_OTHER_PART = re.compile(r"\W*(?:bab|lampiran|laporan|rekapitulasi|rencana|daftar|foto|dokumentasi)\b", re.I)
REACH = 60  # blocks and tables from the heading of an agreement to its signatures


@rule("IDN103", "tanggal", "warning")
def tanggal(report: Report) -> Iterator[Outcome]:
    """A date does not exist, is not the weekday given, or lies outside the time of what it dates."""
    looked = False
    for outcome in (*_weekdays(report), *_impossible(report), *_agreements(report), *_preface(report)):
        looked = True
        yield outcome
    if not looked:
        yield NotEvaluated("IDN103", "no-date")


def as_date(match: re.Match[str], day: str = "d") -> date | None:
    """The date of a match; None when there is no such day."""
    groups = match.groupdict()
    month = MONTHS[groups["name"].casefold()] if groups.get("name") else int(groups["m"])
    try:
        return date(int(groups["y"]), month, int(groups[day]))
    except ValueError:
        return None


def _texts(report: Report) -> Iterator[tuple[str, Block | Value]]:
    """The text of all blocks and cells, each with what it stands in."""
    for item in report.document.flow:
        if isinstance(item, Table):
            yield from ((c.text, Value(c.text, c.places, source=c.source, table=item.id, confidence=c.confidence))
                        for row in item.rows for c in row if not c.filled)
        elif item.kind != "toc":
            yield item.text, item


def _value(where: Block | Value, start: int, end: int) -> Value:
    if isinstance(where, Value):
        return where
    sure = min(w.confidence for w in where.words)
    return Value(where.text[start:end], where.locate(start, end), source="ocr" if sure < 1 else "text", confidence=sure)


def _finding(variant: str, trust: float, evidence: list[Evidence], item: str, **params: str) -> Finding:
    sure = trust * min(e.value.confidence for e in evidence)
    if any(e.value.source == "ocr" for e in evidence):
        sure *= 0.6
    return Finding("IDN103", graded("warning", sure), round(sure, 2), dict(params), distinct(evidence), item=item,
                   column=variant, variant=variant)


def _weekdays(report: Report) -> Iterator[Outcome]:
    """ "Senin, 8 Agustus 2022"; of "Kamis-Senin (15-19/9/2022)" both ends."""
    for text, where in _texts(report):
        for m in _WEEKDAY.finditer(text):
            if bool(m["w2"]) != bool(m["d2"]):
                continue
            for weekday, day in ((m["w"], "d"), (m["w2"], "d2")) if m["w2"] else ((m["w"], "d"),):
                found = as_date(m, day)
                if found is None:
                    continue
                yield CHECKED
                if DAYS[weekday.casefold()] != found.weekday():
                    yield _finding("hari", 0.9, [Evidence("stated", _value(where, m.start(), m.end()))], m[0],
                                   date=m[0].strip(" ("), day=weekday, expected=NAMES[found.weekday()])


def _impossible(report: Report) -> Iterator[Outcome]:
    for text, where in _texts(report):
        for m in _NAMED.finditer(text):
            yield CHECKED
            if as_date(m) is None:
                stated = Evidence("stated", _value(where, m.start(), m.end()))
                yield _finding("mustahil", 0.9, [stated], m[0], date=m[0])


def _agreements(report: Report) -> Iterator[Outcome]:
    """The dates under each Perjanjian Kinerja: one finding for a year and date. One that is called revised, or that the
    report says was revised, may be late."""
    revised = any(_REVISED.search(b.text) for b in report.document.blocks)
    dated: dict[tuple[int, date], list[Evidence]] = {}
    year, title, since = 0, None, REACH
    for item in report.document.flow:
        since += 1
        if not isinstance(item, Block) or item.kind in ("toc", "caption"):
            continue
        heading = _AGREEMENT.search(item.text) if len(item.text) < 160 else None
        if heading and (item.kind == "heading" or item.text.isupper()):
            year, title, since = int(heading["y"]), item, 0
        elif item.kind == "heading" and (item.level == 1 or _OTHER_PART.match(item.text)):
            since = REACH
        signed = _SIGNED.match(item.text) if since < REACH and title is not None else None
        found = as_date(signed) if signed else None
        if found and title is not None:
            yield CHECKED
            dated.setdefault((year, found), []).extend([Evidence("stated", of_block(item)),
                                                        Evidence("context", of_block(title))])
    for (year, found), evidence in dated.items():
        late = found.year > year or (found.year == year and found.month >= LATE and not revised)
        early = found < date(year - 1, EARLY, 1)
        if late or early:
            yield _finding("pk-akhir" if late else "pk-awal", 0.85, evidence, f"PK {year}", year=str(year),
                           date=evidence[0].value.text.strip())


def _preface(report: Report) -> Iterator[Outcome]:
    """A preface signed before the year that it reports on was nearly over."""
    year = report.identity.year
    for block in preface(report.document):
        found = as_date(m) if (m := _SIGNED.match(block.text)) else None
        if found is None or year is None:
            continue
        yield CHECKED
        if found < date(year, 12, 1):
            yield _finding("pengantar", 0.8 * report.identity.confidence, [Evidence("stated", of_block(block))],
                           "pengantar", year=str(year), date=block.text.strip())
