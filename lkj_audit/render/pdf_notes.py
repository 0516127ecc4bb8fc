"""``--format pdf``: the report itself with the findings as highlights and notes.

The annotations are appended to the file (incremental save): the pages, their content and any signature's bytes stay as
they were, and any viewer can hide or delete the notes.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from lkj_audit.checks import messages
from lkj_audit.model import BBox, Evidence, Finding, Place, Severity
from lkj_audit.phrases import phrase
from lkj_audit.render.formats import Run
from lkj_audit.render.text import decided, safe

COLORS: dict[Severity, tuple[int, int, int]] = {"error": (255, 150, 140), "warning": (255, 215, 90),
                                                "info": (150, 205, 255)}
OPACITY = 140  # of 255: the print below stays readable
PALE = 45  # what a figure is held against: the one that is wrong stands out, also where notes overlap
AUTHOR = "lkj-audit"


def check_pdf(run: Run) -> bytes:
    """A copy of the only report of ``run`` with a note on every piece of evidence of its findings."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    result = run.results[0]
    out = io.BytesIO()
    with pdfium.PdfDocument(result.path, password=run.password) as pdf:
        by_page: dict[int, list[tuple[int, Finding, Evidence, Place]]] = {}
        for number, f in enumerate(result.findings, 1):
            for e in f.own:
                for place in e.value.places:
                    by_page.setdefault(place.page, []).append((number, f, e, place))
        for page_number, notes in sorted(by_page.items()):
            page = pdf[page_number - 1]
            for number, f, e, place in notes:
                opacity = OPACITY if e.role == "stated" else PALE
                _highlight(page, place.bbox, (*COLORS[f.severity], opacity), _note(number, f, e, run.lang))
            page.close()
        pdf.save(out, flags=raw.FPDF_INCREMENTAL)
    return out.getvalue()


def _note(number: int, f: Finding, e: Evidence, lang: str) -> str:
    title, message = messages.sentence(f, lang)
    role = phrase(f"role-{e.role}", lang)
    elsewhere = sorted({*f.pages} - {p.page for p in e.value.places})
    also = phrase("note-also", lang, pages=", ".join(map(str, elsewhere))) if elsewhere else ""
    severity = phrase(f"rule-severity-{f.severity}", lang)
    lines = (f"#{number} {f.rule} ({severity}): {title}", message, f"[{role}] {also}",
             messages.entry(f.rule, lang).fix, decided(f.decision, lang) if f.decision else "")
    return "\n".join(safe(line).strip() for line in lines if line.strip())


@contextmanager
def _annotation(page: Any, subtype: int) -> Iterator[Any]:
    import pypdfium2.raw as raw

    made = raw.FPDFPage_CreateAnnot(page, subtype)
    try:
        yield made
    finally:
        raw.FPDFPage_CloseAnnot(made)


def _highlight(page: Any, bbox: BBox, color: tuple[int, int, int, int], text: str) -> None:
    """A highlight over ``bbox`` (as shown, origin top left) in ``color`` (RGBA) whose note is ``text``."""
    import pypdfium2.raw as raw

    left, bottom, right, top = _in_file(page, bbox)
    with _annotation(page, raw.FPDF_ANNOT_HIGHLIGHT) as note:
        raw.FPDFAnnot_SetRect(note, raw.FS_RECTF(left, top, right, bottom))
        corners = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(note, corners)
        raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *color)
        raw.FPDFAnnot_SetFlags(note, raw.FPDF_ANNOT_FLAG_PRINT)
        for key, value in (("Contents", text), ("T", AUTHOR)):
            raw.FPDFAnnot_SetStringValue(note, key.encode(), _wide(value))


def _wide(text: str) -> Any:
    """``text`` as the UTF-16 that pdfium takes."""
    import pypdfium2.raw as raw

    data = text.encode("utf-16-le", "replace") + b"\0\0"
    return ctypes.cast(ctypes.create_string_buffer(data), ctypes.POINTER(raw.FPDF_WCHAR))


def _in_file(page: Any, bbox: BBox) -> BBox:
    """``bbox`` of the page as shown, in the file's own coordinates: left, bottom, right, top."""
    left, bottom, right, top = page.get_bbox()

    def back(x: float, y: float) -> tuple[float, float]:
        match page.get_rotation():
            case 90:
                return left + y, bottom + x
            case 180:
                return right - x, bottom + y
            case 270:
                return right - y, top - x
            case _:
                return left + x, top - y

    corners: Iterable[tuple[float, float]] = (back(bbox[0], bbox[1]), back(bbox[2], bbox[3]))
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
