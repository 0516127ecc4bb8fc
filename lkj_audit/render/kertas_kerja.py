"""``check --format xlsx``: the kertas kerja reviu, for the reviewer to fill in.

Sheets: Ringkasan, Temuan, Uji per aturan, Tabel, Peta indikator, and the recalculations with live formulas.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote

from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, Finding, Verdict
from lkj_audit.phrases import phrase
from lkj_audit.render.formats import Run
from lkj_audit.render.html_files import beside
from lkj_audit.render.kertas_tabel import peta, tabel
from lkj_audit.render.rekalkulasi import rekalkulasi
from lkj_audit.render.text import one_line, problem_sentence, quotations
from lkj_audit.render.totals import SEVERITIES
from lkj_audit.render.workbook import Book

TEMUAN = (("no", 5), ("file", 18), ("severity", 11), ("rule", 9), ("page", 12), ("title-column", 26), ("message", 52),
          ("stated", 18), ("expected", 18), ("difference", 16), ("evidence", 34), ("why", 40), ("fix", 40),
          ("certainty", 10), ("reply", 30), ("decision", 16), ("reason", 30), ("person", 18), ("date", 12),
          ("initials", 9), ("fingerprint", 20), ("satker", 30), ("year", 8))
COL = {slug: c for c, (slug, _) in enumerate(TEMUAN)}
UJI = (("file", 24), ("rule", 9), ("title-column", 48), ("severity", 12), ("checked", 12), ("found", 10),
       ("outcome", 18), ("unevaluated", 60))
RINGKASAN = (("file", 30), ("satker", 40), ("year", 8), ("pages", 10), ("status", 18), ("error", 12), ("warning", 12),
             ("info", 10), ("decided", 14), ("open", 14))


def check_xlsx(run: Run) -> bytes:
    """The working papers of ``run``; several reports share the sheets, with the file in a column."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as made:
        book = Book.of(made, run.lang)
        results = [replace(r, report=None) for r in run.results]  # reports are many, large, and had one at a time
        names = file_names(results)
        _ringkasan(book, results, names, last=max(2, 1 + sum(len(r.all_findings) for r in results)))
        _temuan(book, results, names, beside((Path(r.path) for r in results), run.folder) if run.folder else {})
        _uji(book, results, names)
        tabel(book, run.results, names)
        peta(book, run.results)
        rekalkulasi(book, run.results, names)
    return out.getvalue()


def file_names(results: Sequence[AuditResult]) -> list[str]:
    """A short name for each report: the file's, or the whole path where two files have the same name."""
    short = [Path(r.path).name for r in results]
    return [one_line(r.path if short.count(n) > 1 else n) for r, n in zip(results, short, strict=True)]


def _ringkasan(book: Book, results: Sequence[AuditResult], names: Sequence[str], last: int) -> None:
    """One line a report; the counts follow the sheet of findings as the reviewer fills it in."""
    sheet = book.sheet("summary", RINGKASAN, first=3)
    sheet.write_string(0, 0, book.say("title"), book.looks["title"])
    sheet.write_string(1, 0, book.say("how"), book.looks["note"])
    for row, (result, name) in enumerate(zip(results, names, strict=True), 4):
        who = result.identity
        book.texts(sheet, row, [name, one_line(who.satker), str(who.year or "")])
        book.height(sheet, row, ((name, RINGKASAN[0][1]), (who.satker, RINGKASAN[1][1])))
        book.number(sheet, row, 3, result.pages)
        book.texts(sheet, row, [book.say(f"status-{result.status}")], 4)
        file, decided = f"{_column(book, 'file', last)},$A{row + 1}", _column(book, "decision", last)
        counted = "".join(f',{decided},"<>{phrase(f"verdict-{v}", book.lang)}"' for v in get_args(Verdict)
                        if v != "accepted")
        for c, severity in enumerate(SEVERITIES, 5):
            count = sum(f.severity == severity for f in result.findings)
            word = phrase(f"rule-severity-{severity}", book.lang)
            book.formula(sheet, row, c, f'=COUNTIFS({file},{_column(book, "severity", last)},"{word}"{counted})', count)
        done = sum(f.decision is not None for f in result.all_findings)
        book.formula(sheet, row, 8, f'=COUNTIFS({file},{decided},"?*")', done)
        book.formula(sheet, row, 9, f"=COUNTIFS({file})-I{row + 1}", len(result.all_findings) - done)
    row = 6 + len(results)
    for result, name in zip(results, names, strict=True):
        for problem in result.problems:
            where = phrase("page", book.lang, number=problem.page) if problem.page else ""
            book.texts(sheet, row, [name, " ".join((where, problem_sentence(problem, result.path, book.lang))).strip()],
                       look="plain")
            row += 1


def _column(book: Book, slug: str, last: int) -> str:
    letter = chr(ord("A") + COL[slug])
    return f"'{book.say('sheet-findings')}'!${letter}$2:${letter}${last}"


def _temuan(book: Book, results: Sequence[AuditResult], names: Sequence[str], pages: Mapping[str, str]) -> None:
    """One line a finding, also for those that do not count by a decision: it may change. ``pages`` are the HTML pages
    to link to; ``kertas_isian`` reads back what a reviewer fills in."""
    sheet = book.sheet("findings", TEMUAN, names=2)
    row = 0
    for result, name in zip(results, names, strict=True):
        for f in result.all_findings:
            row += 1
            _finding(book, sheet, row, f, name)
            _decision(book, sheet, row, f)
            book.texts(sheet, row, [one_line(result.identity.satker), str(result.identity.year or "")], COL["satker"])
            if page := pages.get(result.path):
                link = f"external:{quote(page)}#t-{f.fingerprint}"
                sheet.write_url(row, COL["page"], link, book.looks["link"], _pages(f), book.say("open-page"))
    last = max(1, row)
    sheet.autofilter(0, 0, last, len(TEMUAN) - 1)
    choices = [phrase(f"verdict-{v}", book.lang) for v in get_args(Verdict)]
    sheet.data_validation(1, COL["decision"], last, COL["decision"], {
        "validate": "list", "source": choices, "error_title": book.say("decision"), "error_message": book.say("choose"),
        "input_title": book.say("decision"), "input_message": book.say("verdicts")})
    sheet.data_validation(1, COL["date"], last, COL["date"], {
        "validate": "date", "criteria": ">", "value": datetime.date(2000, 1, 1), "ignore_blank": True,
        "error_message": book.say("date-wanted")})
    if not row:
        book.texts(sheet, 1, [phrase("nothing-found", book.lang)], COL["message"])


def _finding(book: Book, sheet: Any, row: int, f: Finding, name: str) -> None:
    title, message = messages.sentence(f, book.lang)
    entry = messages.entry(f.rule, book.lang)
    quotes = [f"{place} ({role}): {words}" for role, place, words in quotations(f, book.lang)]
    book.number(sheet, row, COL["no"], row)
    book.texts(sheet, row, [name], COL["file"])
    book.texts(sheet, row, [phrase(f"rule-severity-{f.severity}", book.lang)], COL["severity"], f.severity)
    book.texts(sheet, row, [f.rule, _pages(f)], COL["rule"])
    for slug, value in (("stated", f.stated), ("expected", f.expected), ("difference", f.difference)):
        book.number(sheet, row, COL[slug], value)
    long = {"title-column": one_line(title), "message": one_line(message), "evidence": "\n".join(quotes),
            "why": one_line(entry.why), "fix": one_line(entry.fix)}
    for slug, text in long.items():
        book.texts(sheet, row, [text], COL[slug])
    book.height(sheet, row, ((text, TEMUAN[COL[slug]][1]) for slug, text in long.items()))
    sheet.write_number(row, COL["certainty"], round(f.confidence, 2), book.looks["percent"])
    book.texts(sheet, row, [f.fingerprint], COL["fingerprint"])


def _pages(f: Finding) -> str:
    return ", ".join(map(str, f.pages))


def _decision(book: Book, sheet: Any, row: int, f: Finding) -> None:
    """The cells to fill in, with the decision that there is."""
    for slug in ("reply", "decision", "reason", "person", "initials"):
        sheet.write_blank(row, COL[slug], None, book.looks["fill"])
    sheet.write_blank(row, COL["date"], None, book.looks["date"])
    if d := f.decision:
        said = (phrase(f"verdict-{d.verdict}", book.lang), one_line(d.reason), one_line(d.person))
        book.texts(sheet, row, said, COL["decision"], "fill")
        sheet.write_datetime(row, COL["date"], d.date, book.looks["date"])


def _uji(book: Book, results: Sequence[AuditResult], names: Sequence[str]) -> None:
    """Every rule that was run: where it looked, what it found, or why it could not look."""
    sheet = book.sheet("rules", UJI, names=2)
    row = 0
    for result, name in zip(results, names, strict=True):
        reasons = {n.rule: one_line(messages.reason(n, book.lang)) for n in result.not_evaluated}
        for count in result.rules:
            row += 1
            rule = registry.rules()[count.rule]
            found = sum(f.rule == count.rule for f in result.findings)
            outcome = "found" if found else "unevaluated" if count.rule in reasons else "merged" if count.findings \
                else "clean"
            title, why = messages.entry(count.rule, book.lang).title, reasons.get(count.rule, "")
            book.texts(sheet, row, [name, count.rule, title, phrase(f"rule-severity-{rule.severity}", book.lang)])
            book.number(sheet, row, 4, count.checked)
            book.number(sheet, row, 5, found)
            book.texts(sheet, row, [book.say(f"outcome-{outcome}"), why], 6)
            book.height(sheet, row, ((name, UJI[0][1]), (title, UJI[2][1]), (why, UJI[-1][1])))
    sheet.autofilter(0, 0, max(1, row), len(UJI) - 1)
