"""ARI105: the conversion of a satisfaction survey by PermenPANRB 14/2017: NIK = NI × 25, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from lkj_audit import facts
from lkj_audit.checks.arithmetic import printed
from lkj_audit.checks.aritmetika.hasil import row_name, wrong_cell
from lkj_audit.checks.aritmetika.ikm import of_the_mean
from lkj_audit.checks.aritmetika.konversi import converted
from lkj_audit.checks.aritmetika.mutu import SINCE, judged, marks_beside_scores, marks_in_rows, marks_in_text
from lkj_audit.checks.judging import distinct, graded, name_of
from lkj_audit.checks.registry import CHECKED, Outcome, rule
from lkj_audit.model import Evidence, Finding, NotEvaluated, Quantity, Report, TypedTable, Value
from lkj_audit.normalize.figures.numbers import parse
from lkj_audit.normalize.tables.totals import figure
from lkj_audit.normalize.text.plain import plain

FACTOR = Decimal(25)
_ABOUT = re.compile(r"\b(?:skm|ikm|kepuasan|konversi|nik|unsur)\b", re.I)
_CONVERTED = re.compile(r"konversi|\bnik\b", re.I)
Scale = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Survey:
    """A table of survey results and its columns: NI, its conversion, the letter and the word; None where missing."""

    typed: TypedTable
    ni: int
    nik: int
    mutu: int | None
    kinerja: int | None

    def rows(self) -> Iterator[tuple[int, Quantity, Quantity]]:
        for r in range(len(self.typed.table.rows)):
            ni, nik = self.figure(r, self.ni), self.figure(r, self.nik)
            if ni and nik and ni.value and nik.value:
                yield r, ni, nik


    def figure(self, row: int, column: int) -> Quantity | None:
        """The figure of a cell; a column headed NIK holds scores here, and no numbers of persons."""
        found = figure(self.typed, row, column)
        return found or (parse(self.typed.table.rows[row][column].text) if self.typed.roles[column] == "nip" else None)

    def value(self, row: int, column: int) -> Value:
        return replace(self.typed.value(row, column), quantity=self.figure(row, column))


def surveys(report: Report) -> list[Survey]:
    """The tables with an NI column and its conversion: two columns of which one is about 25 times the other."""
    out = []
    for typed in report.tables:
        said = " ".join((typed.table.caption or "", *typed.table.header, *typed.table.context[-2:]))
        if typed.kind == "skm" or _ABOUT.search(said):
            scored = [c for c in range(len(typed.roles)) if _are_scores(typed, c)]
            pairs = [Survey(typed, a, b, None, None) for a in scored for b in range(len(typed.roles))
                     if a != b and _is_conversion(Survey(typed, a, b, None, None))]
            best = max(pairs, key=lambda s: bool(_CONVERTED.search(typed.table.header[s.nik])), default=None)
            if best:
                out.append(replace(best, mutu=_column_of(typed, _letters()), kinerja=_column_of(typed, _words())))
    return out


def _are_scores(typed: TypedTable, column: int) -> bool:
    """Whether two figures of the column at least are scores from 1 to 4."""
    found = (figure(typed, r, column) for r in range(len(typed.table.rows)))
    return sum(q is not None and q.value is not None and 1 <= q.value <= 4 for q in found) >= 2


def _is_conversion(survey: Survey) -> bool:
    rows = [(ni.value or Decimal(0), nik.value or Decimal(0)) for _, ni, nik in survey.rows()]
    near = sum(1 <= ni <= 4 and abs(nik - ni * FACTOR) <= 3 for ni, nik in rows)
    return near >= 2 and near * 3 >= len(rows) * 2


def _letters() -> dict[str, int]:
    return {str(row[4]).casefold(): i for i, row in enumerate(facts.scales()["skm_14_2017"]["rows"])}


def _words() -> dict[str, int]:
    """The word for each step of the scale, the official one and those in common use."""
    return {word: i for i, words in enumerate(facts.scales()["skm_14_2017"]["words"]) for word in words}


def _column_of(typed: TypedTable, known: dict[str, int]) -> int | None:
    """The column most of whose cells are ``known`` words."""
    fit = {c: sum(plain(row[c].text) in known for row in typed.table.rows) for c in range(len(typed.roles))}
    best = max(fit, key=lambda c: fit[c], default=None)
    return best if best is not None and fit[best] >= 2 and fit[best] * 3 >= len(typed.table.rows) * 2 else None


@rule("ARI105", "konversi-skm", "error")
def konversi_skm(report: Report) -> Iterator[Outcome]:
    """No NI that is printed as the one given makes 25 times it the NIK given; or the letter or word does not follow,
    in the table or in the text. The same row in two tables is one finding."""
    found = surveys(report)
    told = [*marks_in_text(report), *marks_in_rows(report),
            *marks_beside_scores(report, {s.typed.id for s in found})]
    scores = [*converted(report), *of_the_mean(report)]
    if not found and not told and not scores:
        yield NotEvaluated("ARI105", "no-survey")
        return
    for marked in told:
        yield from judged(marked)
    yield from (CHECKED for _ in scores)
    yield from (score for score in scores if score)
    findings: dict[tuple[str, str, str], Finding] = {}
    scales = _scales(report.identity.year)
    for survey in found:
        rounded = any(nik.value / FACTOR < ni.value for _, ni, nik in survey.rows()  # type: ignore[operator]
                      if _converts(ni, nik))
        for row, ni, nik in survey.rows():
            yield CHECKED
            for f in (*_conversion(survey, row, ni, nik, rounded), *_category(survey, row, ni, nik, scales)):
                key = (plain(f.item), f.variant, f"{f.params.get('ni')} {f.params['stated']}")
                same = findings.get(key)
                findings[key] = replace(same, evidence=distinct((*same.evidence, *f.evidence))) if same else f
    yield from findings.values()


def _converts(ni: Quantity, nik: Quantity) -> bool:
    """Whether some value printed as ``ni``, rounded or truncated, gives ``nik`` when multiplied by 25."""
    low, high = _span(nik)
    least, most = _span(ni)
    return low <= most * FACTOR and least * FACTOR <= high


def _span(q: Quantity) -> tuple[Decimal, Decimal]:
    value = q.value or Decimal(0)
    return value - q.step / 2, value + q.step if value not in (4, 100) else value


def _conversion(survey: Survey, row: int, ni: Quantity, nik: Quantity, rounded: bool) -> Iterator[Finding]:
    """``rounded`` when another row can only have been rounded up: then a row that fits only if its NI was cut off is
    worth a remark."""
    typed, expected = survey.typed, (ni.value or Decimal(0)) * FACTOR
    cut = rounded and (nik.value or Decimal(0)) > ((ni.value or Decimal(0)) + ni.step / 2) * FACTOR + nik.step
    if _converts(ni, nik) and not cut:
        return
    variant = "dipotong" if _converts(ni, nik) else ""
    yield wrong_cell("ARI105", typed, survey.value(row, survey.nik), [survey.value(row, survey.ni), _name(typed, row)],
                     printed(expected, nik.step), 0.95, row_name(typed, row), typed.table.header[survey.nik].strip(),
                     severity="info" if variant else "error", variant=variant, ni=ni.value or Decimal(0))


def _name(typed: TypedTable, row: int) -> Value:
    """The cell that names the row."""
    cells = [c for c in range(len(typed.roles)) if any(ch.isalpha() for ch in typed.table.rows[row][c].text)]
    return typed.value(row, cells[0] if cells else 0)


def _scales(year: int | None) -> list[Scale]:
    """The scales that a report of ``year`` may go by, the one to name first."""
    now, before = (facts.scales()[name]["rows"] for name in ("skm_14_2017", "ikm_25_2004"))
    return [now] if year is None or year >= SINCE else [before, now]


def _category(survey: Survey, row: int, ni: Quantity, nik: Quantity, scales: list[Scale]) -> Iterator[Finding]:
    """The letter and the word against the intervals of the scales, at the printed precision of NIK and of NI."""
    figures = [*_span(nik), nik.value or Decimal(0), (ni.value or Decimal(0)) * FACTOR]
    steps = [{max((i for i, r in enumerate(scale) if Decimal(str(r[2])) <= v), default=0) for v in figures}
             for scale in scales]
    fitting = set().union(*steps)
    for column, known, at in ((survey.mutu, _letters(), 4), (survey.kinerja, _words(), 5)):
        given = known.get(plain(survey.typed.table.rows[row][column].text)) if column is not None else None
        if column is None or given is None or given in fitting:
            continue
        typed, right = survey.typed, max(steps[0])
        stated, basis = typed.value(row, column), survey.value(row, survey.nik)
        confidence = 0.95 * min(stated.confidence, basis.confidence)
        yield Finding(
            "ARI105", graded("error", confidence), confidence,
            {"item": row_name(typed, row), "table": name_of(typed), "stated": stated.text.strip(),
             "expected": str(scales[0][right][at]), "nik": nik.value or Decimal(0)},
            (Evidence("stated", stated), Evidence("part", basis)), item=row_name(typed, row),
            column=typed.table.header[column].strip(), kind=typed.kind, variant="mutu" if at == 4 else "kinerja")
