"""PDF → Document: what is on the pages, and where."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lkj_audit.errors import Damaged, EmptyFile, Encrypted, NoPages, NotAPdf
from lkj_audit.extract.assemble import assemble, outside
from lkj_audit.extract.page.drawn import IDENTITY, Matrix, RawPage
from lkj_audit.extract.page.fallback import read_with_pdfplumber
from lkj_audit.extract.page.layer import is_garbage, is_hidden, is_outlined, is_stamped
from lkj_audit.extract.page.pdfium import read_page
from lkj_audit.extract.ruled.alternating import alternating
from lkj_audit.extract.ruled.grid import find_grids, is_chart
from lkj_audit.extract.ruled.lattice import lattices
from lkj_audit.extract.ruled.lumps import part_lumps
from lkj_audit.extract.ruled.missing_rules import missing_rules
from lkj_audit.extract.ruled.open_sides import open_sides
from lkj_audit.extract.ruled.ruling import merge_rules
from lkj_audit.extract.ruled.tiles import header_rules, tile_rules
from lkj_audit.extract.scanned import ocr
from lkj_audit.extract.scanned.scan import read_pictures, read_scan, shows_paper
from lkj_audit.extract.scanned.turning import turn_back
from lkj_audit.extract.unruled.borderless import find_borderless
from lkj_audit.extract.whole.askew import titled
from lkj_audit.extract.whole.strips import PageContent
from lkj_audit.extract.words.labels import page_labels
from lkj_audit.extract.words.two_up import parts
from lkj_audit.model import Document, Page, PageKind, Problem

SCAN_COVER = 0.5  # share of a page under images from which it is a scan, if it has hardly any text
FEW_WORDS = 10
MAX_PAGES = 1500
PATIENCE = 5  # unreadable pages after which the file itself is to blame, and no second parser is asked any more
FOOT = 0.92  # share of the page height below which only running footers stand


def read(path: Path, *, password: str | None = None, on_page: Callable[[int, int], None] | None = None,
         max_pages: int = MAX_PAGES, data: bytes | None = None) -> Document:
    """Read the PDF at ``path``, at most ``max_pages`` of it. ``on_page`` hears (page, pages) after each page. ``data``
    is its content where the path cannot be seen from here.

    Raises EmptyFile, NotAPdf, NoPages, Encrypted or Damaged when nothing can be read, OSError when the file cannot be
    opened. A page that cannot be read is listed in ``problems``; the others are read all the same.
    """
    data = path.read_bytes() if data is None else data
    if not data:
        raise EmptyFile(str(path))
    if b"%PDF-" not in data[:1024]:
        raise NotAPdf(str(path))
    pages: list[Page] = []
    contents: list[PageContent] = []
    problems: list[Problem] = []
    turns: dict[int, Matrix] = {}
    pdf = _open(data, str(path), password)
    try:
        if len(pdf) > max_pages:
            problems.append(Problem(max_pages + 1, "page-limit"))
        for index in range(min(len(pdf), max_pages)):
            raw, kind, problem = _read_page(pdf, index)
            if problem and problem.code == "page-unreadable" and len(problems) < PATIENCE and (
                    second := read_with_pdfplumber(data, index + 1, password)):
                raw, kind, problem = second, "digital", None
            pages.append(Page(index + 1, *(raw.shown if raw else (0.0, 0.0)), kind))
            if raw:
                halves = parts(raw)
                for part, half in enumerate(halves, len(halves) - 1):
                    contents.append(_content(half, kind, data, password, contents[-1] if contents else None, part))
                if raw.turn != IDENTITY:
                    turns[raw.number] = raw.turn
            if problem:
                problems.append(problem)
            if on_page:
                on_page(index + 1, len(pdf))
    finally:
        pdf.close()
    flow, furniture = assemble(contents)
    labels = page_labels(furniture)
    pages = [replace(p, label=labels.get(p.number, "")) for p in pages]
    if turns:
        flow, furniture = turn_back(flow, turns), turn_back(furniture, turns)
    return Document(str(path), hashlib.sha256(data).hexdigest(), tuple(pages), flow, furniture, tuple(problems))


def _open(data: bytes, path: str, password: str | None) -> Any:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    try:
        pdf = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if empty := pdfium_c.FPDF_LoadMemDocument64(data, len(data), None):  # pypdfium2 refuses a file without pages
            pdfium_c.FPDF_CloseDocument(empty)
            raise NoPages(path) from error
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Encrypted(path) from error
        raise Damaged(path) from error
    if len(pdf) == 0:
        pdf.close()
        raise NoPages(path)
    return pdf


def _content(raw: RawPage, kind: PageKind, source: bytes, password: str | None,
             before: PageContent | None, part: int) -> PageContent:
    """The grids of a page, or of ``part`` of one, and the words outside them. A turned page has boxes that camelot does
    not share, a scanned one has none for it."""
    drawn = lattices([*raw.painted, *raw.frames], raw.rules, raw.words)
    rules = merge_rules([*drawn, *tile_rules(raw.painted, drawn, raw.words), *header_rules(raw.painted, drawn)])
    rules += open_sides(rules, raw.words)
    rules += alternating(rules, raw.words)
    rules += missing_rules(rules, raw.words, raw.painted)
    grids = [part_lumps(titled(g, raw.askew)) for g in find_grids(raw.number, rules, raw.words) if not is_chart(g)]
    words = outside(raw.words, grids)
    open_ = None
    known = source if kind == "digital" and raw.turn == IDENTITY else b""
    found = find_borderless(raw.number, words, raw.height, known, password, before.open if before else None)
    grids, words = [*grids, *found], outside(words, found)
    if found and not any(found[-1].bbox[3] < w.bbox[1] < FOOT * raw.height for w in words):
        open_ = found[-1]
    return PageContent(raw.number, raw.width, raw.height, words, tuple(grids), open_, part)


def _read_page(pdf: Any, index: int) -> tuple[RawPage | None, PageKind, Problem | None]:
    """One page. pdfium's own failures cost that page alone."""
    import pypdfium2 as pdfium

    number = index + 1
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return None, "failed", Problem(number, "page-unreadable")
    try:
        raw = read_page(page, number)
        if _is_picture(page, raw) or is_garbage(raw.words) or (len(raw.words) < FEW_WORDS and is_outlined(raw)):
            if not ocr.available():
                return None, "scanned", Problem(number, "page-scanned")
            return read_scan(page, number), "scanned", None
        if raw.pictures and raw.turn == IDENTITY and ocr.available():
            raw = read_pictures(page, raw)
        return raw, "digital" if raw.words or raw.rules else "blank", None
    except (pdfium.PdfiumError, ValueError, ArithmeticError):
        return None, "failed", Problem(number, "page-unreadable")
    except MemoryError:
        return None, "failed", Problem(number, "page-out-of-memory")
    finally:
        page.close()


def _is_picture(page: Any, raw: RawPage) -> bool:
    """Whether a page is a scan: one with hardly any text of its own, or none but an unseen layer or a stamp."""
    return raw.image_cover >= SCAN_COVER and (
        len(raw.words) < FEW_WORDS or raw.veiled or is_hidden(page) or (is_stamped(raw) and shows_paper(page)))
