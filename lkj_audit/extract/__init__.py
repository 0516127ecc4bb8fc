"""PDF → Document: what is on the pages, and where."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lkj_audit.errors import Damaged, EmptyFile, Encrypted, NotAPdf
from lkj_audit.extract.assemble import PageContent, assemble, outside
from lkj_audit.extract.grid import find_grids
from lkj_audit.extract.pdfium import RawPage, read_page
from lkj_audit.model import Document, Page, PageKind, Problem

SCAN_COVER = 0.5  # share of a page under images from which it is a scan, if it has hardly any text
FEW_WORDS = 10


def read(path: Path, *, password: str | None = None, on_page: Callable[[int, int], None] | None = None) -> Document:
    """Read the PDF at ``path``. ``on_page`` hears (page, pages) after each page.

    Raises EmptyFile, NotAPdf, Encrypted or Damaged when nothing can be read, OSError when the file cannot be opened. A
    page that cannot be read is listed in ``problems``; the others are read all the same.
    """
    data = path.read_bytes()
    if not data:
        raise EmptyFile(str(path))
    if b"%PDF-" not in data[:1024]:
        raise NotAPdf(str(path))
    pages: list[Page] = []
    contents: list[PageContent] = []
    problems: list[Problem] = []
    pdf = _open(data, str(path), password)
    try:
        for index in range(len(pdf)):
            page, content, problem = _read_page(pdf, index)
            pages.append(page)
            if content:
                contents.append(content)
            if problem:
                problems.append(problem)
            if on_page:
                on_page(index + 1, len(pdf))
    finally:
        pdf.close()
    flow, furniture = assemble(contents)
    return Document(str(path), hashlib.sha256(data).hexdigest(), tuple(pages), flow, furniture, tuple(problems))


def _open(data: bytes, path: str, password: str | None) -> Any:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    try:
        pdf = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Encrypted(path) from error
        raise Damaged(path) from error
    if len(pdf) == 0:
        pdf.close()
        raise Damaged(path)
    return pdf


def _read_page(pdf: Any, index: int) -> tuple[Page, PageContent | None, Problem | None]:
    """One page. pdfium's own failures cost that page alone."""
    import pypdfium2 as pdfium

    number = index + 1
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return Page(number, 0.0, 0.0, "failed"), None, Problem(number, "page-unreadable")
    try:
        raw = read_page(page, number)
    except (pdfium.PdfiumError, ValueError, ArithmeticError, MemoryError):
        return Page(number, 0.0, 0.0, "failed"), None, Problem(number, "page-unreadable")
    finally:
        page.close()
    kind = _kind(raw)
    shown = Page(number, raw.width, raw.height, kind)
    if kind == "scanned":
        return shown, None, Problem(number, "page-scanned")
    grids = find_grids(number, raw.rules, raw.words)
    return shown, PageContent(number, raw.width, raw.height, outside(raw.words, grids), tuple(grids)), None


def _kind(raw: RawPage) -> PageKind:
    if len(raw.words) < FEW_WORDS and raw.image_cover >= SCAN_COVER:
        return "scanned"
    return "digital" if raw.words or raw.rules else "blank"
