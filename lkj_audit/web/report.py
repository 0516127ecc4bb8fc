"""The page of a report as ``render.html`` makes it, with the page's own things in it.

A worker writes the page once, with marks where something changes from one visit to the next; the server fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from lkj_audit.model import AuditResult, Document, Finding, TypedTable
from lkj_audit.pages import Picture

TOP, TABLE = "atas", "tabel-"
_MARK = re.compile(r"<!--lkj:([0-9A-Za-z-]+)-->")  # text of a PDF has no < of its own in a page


def served(found: AuditResult, job: str, lang: str) -> tuple[str, str]:
    """The page of a report, marks and all, and the style sheet with the pictures of its pages."""
    from lkj_audit.render import html_view
    from lkj_audit.render.html import Served, report_html

    assert found.report is not None
    images = sizes(found.report.document, html_view.pages(found))
    head = Markup('<link rel="stylesheet" href="/static/style.css"><link rel="stylesheet" href="/static/web.css">'
                  '<link rel="stylesheet" href="/laporan/{}/gambar.css"><script defer src="/static/report.js"></script>'
                  '<script defer src="/static/decide.js"></script>').format(job)

    page = report_html(found, images, lang, Served(head, _mark(TOP), _beside, _under))
    return page, "".join(f".p{n}{{background-image:url(halaman/{n}.webp)}}\n" for n in images)


def sizes(document: Document, pages: Iterable[int]) -> dict[int, Picture]:
    """Pictures without data, by page: they are drawn when they are looked at."""
    known = {p.number: p for p in document.pages if p.width and p.height}
    return {n: Picture(b"", known[n].width, known[n].height) for n in pages if n in known}


def marks(page: str) -> set[str]:
    """What is to be filled in ``page``."""
    return set(_MARK.findall(page))


def filled(page: str, fill: Callable[[str], str]) -> str:
    """``page`` with what ``fill`` gives for each mark: TOP, TABLE with the table's id, or a finding's fingerprint."""
    return _MARK.sub(lambda mark: fill(mark[1]), page)


def _mark(name: str) -> Markup:
    return Markup(f"<!--lkj:{escape(name)}-->")


def _under(typed: TypedTable) -> Markup:
    return _mark(TABLE + typed.id)


def _beside(finding: Finding) -> Markup:
    return _mark(finding.fingerprint)
