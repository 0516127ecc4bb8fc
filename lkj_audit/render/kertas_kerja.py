"""``check --format xlsx``: the kertas kerja reviu, for the reviewer to fill in.

Sheets: Ringkasan, Temuan, Uji per aturan, Tabel, Peta indikator, and the recalculations with live formulas.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, Finding
from lkj_audit.phrases import phrase
from lkj_audit.render.formats import Run
from lkj_audit.render.kertas_tabel import peta, tabel
from lkj_audit.render.rekalkulasi import rekalkulasi
from lkj_audit.render.text import one_line, problem_sentence
from lkj_audit.render.totals import SEVERITIES
from lkj_audit.render.workbook import Book

DECISIONS = ("accepted", "explained", "not-relevant")
TEMUAN = (("no", 5), ("file", 18), ("severity", 11), ("rule", 9), ("page", 9), ("title-column", 26), ("message", 52),
          ("stated", 18), ("expected", 18), ("difference", 16), ("evidence", 34), ("why", 40), ("fix", 40),
          ("certainty", 10), ("reply", 30), ("decision", 16), ("reason", 30), ("person", 18), ("date", 12),
          ("initials", 9), ("fingerprint", 20))
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
        names = file_names(run.results)
        last = max(2, 1 + sum(len(r.findings) for r in run.results))
        _ringkasan(book, run.results, names, last)
        _temuan(book, run.results, names)
        _uji(book, run.results, names)
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
        file = f"{_column(book, 'file', last)},$A{row + 1}"
        for c, severity in enumerate(SEVERITIES, 5):
            count = sum(f.severity == severity for f in result.findings)
            word = phrase(f"rule-severity-{severity}", book.lang)
            book.formula(sheet, row, c, f'=COUNTIFS({file},{_column(book, "severity", last)},"{word}")', count)
        book.formula(sheet, row, 8, f'=COUNTIFS({file},{_column(book, "decision", last)},"?*")', 0)
        book.formula(sheet, row, 9, f"=SUM(F{row + 1}:H{row + 1})-I{row + 1}", len(result.findings))
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


def _temuan(book: Book, results: Sequence[AuditResult], names: Sequence[str]) -> None:
    sheet = book.sheet("findings", TEMUAN, names=2)
    row = 0
    for result, name in zip(results, names, strict=True):
        for f in result.findings:
            row += 1
            _finding(book, sheet, row, f, name)
    last = max(1, row)
    sheet.autofilter(0, 0, last, len(TEMUAN) - 1)
    choices = [book.say(f"decision-{d}") for d in DECISIONS]
    sheet.data_validation(1, COL["decision"], last, COL["decision"], {
        "validate": "list", "source": choices, "error_title": book.say("decision"),
        "error_message": book.say("choose")})
    sheet.data_validation(1, COL["date"], last, COL["date"], {
        "validate": "date", "criteria": ">", "value": datetime.date(2000, 1, 1), "ignore_blank": True,
        "error_message": book.say("date-wanted")})
    if not row:
        book.texts(sheet, 1, [phrase("nothing-found", book.lang)], COL["message"])


def _finding(book: Book, sheet: Any, row: int, f: Finding, name: str) -> None:
    title, message = messages.sentence(f, book.lang)
    entry = messages.entry(f.rule, book.lang)
    pages = sorted({p.page for e in f.evidence for p in e.value.places})
    quotes = [f"{phrase('page', book.lang, number=e.place.page)} ({phrase(f'role-{e.role}', book.lang)}): "
              f"{one_line(e.value.text, 120)}" for e in f.evidence]
    book.number(sheet, row, COL["no"], row)
    book.texts(sheet, row, [name], COL["file"])
    book.texts(sheet, row, [phrase(f"rule-severity-{f.severity}", book.lang)], COL["severity"], f.severity)
    book.texts(sheet, row, [f.rule, ", ".join(map(str, pages))], COL["rule"])
    for slug, value in (("stated", f.stated), ("expected", f.expected), ("difference", f.difference)):
        book.number(sheet, row, COL[slug], value)
    long = {"title-column": one_line(title), "message": one_line(message), "evidence": "\n".join(quotes),
            "why": one_line(entry.why), "fix": one_line(entry.fix)}
    for slug, text in long.items():
        book.texts(sheet, row, [text], COL[slug])
    book.height(sheet, row, ((text, TEMUAN[COL[slug]][1]) for slug, text in long.items()))
    sheet.write_number(row, COL["certainty"], round(f.confidence, 2), book.looks["percent"])
    for slug in ("reply", "decision", "reason", "person", "initials"):
        sheet.write_blank(row, COL[slug], None, book.looks["fill"])
    sheet.write_blank(row, COL["date"], None, book.looks["date"])
    book.texts(sheet, row, [f.fingerprint], COL["fingerprint"])


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
