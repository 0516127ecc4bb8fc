"""The index over a batch as a workbook: reports, rules, families, unread files, to sort and count."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from lkj_audit.model import AuditResult
from lkj_audit.phrases import phrase
from lkj_audit.render.indeks import MOST, SHOWN, Index, index_of
from lkj_audit.render.totals import SEVERITIES
from lkj_audit.render.workbook import FILLS, Book
from lkj_audit.since import Since

BAR = {"error": "#EDA99F", "warning": "#F0CF8E", "info": "#A9D3EA"}  # light: the figures stand on them
HEAD = 30.0  # points: two lines
Columns = Sequence[tuple[str, float]]


def index_xlsx(results: Sequence[AuditResult], names: Mapping[str, str], lang: str,
               since: Since | None = None) -> bytes:
    """The workbook; ``names`` are the pages of the reports, which it leads to when they lie beside it."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as made:
        book, index = Book.of(made, lang), index_of(results, names, lang, since)
        _reports(book, index)
        _rules(book, index)
        _families(book, index)
        if index.causes:
            _failed(book, index)
    return out.getvalue()


def _sheet(book: Book, slug: str, columns: Columns, rows: int) -> Any:
    """A sheet with its heading row, to filter by."""
    sheet = book.book.add_worksheet(phrase(slug, book.lang))
    for c, (name, width) in enumerate(columns):
        sheet.set_column(c, c, width)
        sheet.write_string(0, c, name[:1].upper() + name[1:], book.looks["head"])
    sheet.set_row(0, HEAD)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _reports(book: Book, index: Index) -> None:
    def say(slug: str) -> str:
        return phrase(slug, book.lang)

    columns = [(say("index-unit"), 42.0), (say("html-year"), 8.0), (say("dossier-file"), 36.0),
               (say("html-pages"), 9.0), *((say(f"rule-severity-{s}"), 12.0) for s in SEVERITIES),
               *((say(f"index-{state}"), 12.0) for state in SHOWN if index.since),
               (say("problems"), 50.0), (say("index-page-link"), 22.0)]
    sheet = _sheet(book, "index-sheet-reports", columns, len(index.lines))
    for row, line in enumerate(index.lines, 1):
        r, unread = line.result, line.result.status == "failed"
        book.texts(sheet, row, [r.identity.satker, str(r.identity.year or ""), r.path])
        book.number(sheet, row, 3, r.pages or None)
        for c, s in enumerate(SEVERITIES, 4):
            book.number(sheet, row, c, None if unread else line.counts[s])
        states = SHOWN if index.since else ()
        for c, state in enumerate(states, 7):
            book.number(sheet, row, c, line.since[state] if line.since else None)
        book.texts(sheet, row, ["\n".join(said for _, said in line.problems)], 7 + len(states))
        if not unread:
            sheet.write_url(row, 8 + len(states), f"external:{line.link}", book.looks["link"], say("index-page-link"))
    for c, s in enumerate(SEVERITIES, 4):
        sheet.conditional_format(1, c, max(1, len(index.lines)), c, {
            "type": "data_bar", "bar_color": BAR[s], "bar_solid": True, "min_type": "num", "min_value": 0})


def _rules(book: Book, index: Index) -> None:
    def say(slug: str) -> str:
        return phrase(slug, book.lang)

    columns = [(say("html-rule"), 10.0), (say("html-what"), 60.0), (say("html-severity"), 14.0),
               (say("index-reports"), 12.0), (say("index-share"), 14.0), (say("html-found"), 12.0)]
    sheet = _sheet(book, "index-sheet-rules", columns, len(index.rules))
    for row, rule in enumerate(index.rules, 1):
        book.texts(sheet, row, [rule.code, rule.title])
        book.texts(sheet, row, [say(f"rule-severity-{rule.severity}")], 2, rule.severity)
        book.number(sheet, row, 3, rule.reports)
        sheet.write_number(row, 4, rule.reports / max(1, len(index.read)), book.looks["percent"])
        book.number(sheet, row, 5, rule.findings)
    if index.rules:
        _chart(book, sheet, min(MOST, len(index.rules)))


def _chart(book: Book, sheet: Any, rows: int) -> None:
    """The first rules as bars, the most frequent on top."""
    name = sheet.get_name()
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series({"categories": [name, 1, 0, rows, 0], "values": [name, 1, 3, rows, 3], "gap": 40,
                      "fill": {"color": FILLS["head"]}, "data_labels": {"value": True}})
    chart.set_title({"name": phrase("index-rules", book.lang), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"name": phrase("index-reports", book.lang), "major_gridlines": {"visible": False},
                      "num_format": "0"})
    chart.set_legend({"none": True})
    chart.set_size({"width": 620, "height": 90 + 24 * rows})
    sheet.insert_chart(1, 7, chart, {"description": phrase("index-rules", book.lang)})


def _families(book: Book, index: Index) -> None:
    """Reports by families of rules, the cells darker the more was found."""
    columns = [(phrase("html-report", book.lang), 46.0), *((phrase(f"family-{f}", book.lang), 14.0)
                                                           for f in index.families)]
    sheet = _sheet(book, "index-sheet-families", columns, len(index.read))
    for row, line in enumerate(index.read, 1):
        book.texts(sheet, row, [line.name])
        for c, f in enumerate(index.families, 1):
            book.number(sheet, row, c, line.families[f])
    if index.families and index.read:
        sheet.conditional_format(1, 1, len(index.read), len(index.families), {
            "type": "2_color_scale", "min_color": "#FFFFFF", "max_color": BAR["warning"]})


def _failed(book: Book, index: Index) -> None:
    columns = [(phrase("index-cause", book.lang), 34.0), (phrase("dossier-file", book.lang), 60.0),
               (phrase("problems", book.lang), 70.0)]
    sheet = _sheet(book, "index-sheet-failed", columns, sum(map(len, index.causes.values())))
    found = [(cause, line) for cause, lines in index.causes.items() for line in lines]
    for row, (cause, line) in enumerate(found, 1):
        book.texts(sheet, row, [phrase(f"cause-{cause}", book.lang), line.result.path,
                                "\n".join(said for _, said in line.problems)])
