"""What the Word files share: the user's template, its places to fill in, tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lkj_audit.render.text import safe

BODY = "{{isi}}"
FONT = "Arial"


def made(template: Path | None, fields: Mapping[str, str], fill: Callable[[Any], None],
         landscape: bool = False) -> bytes:
    """A Word file: ``fill(document)`` writes its content.

    A ``template`` lends letterhead, styles and margins; its {{name}} are replaced by ``fields``, and what ``fill`` adds
    stands where the paragraph {{isi}} was, or at the end. Raises BadTemplate when it is no Word file.
    """
    from docx import Document

    document = _opened(template) if template else Document()
    if template is None:
        _page(document, landscape)
    for paragraph in list(_paragraphs(document)):
        _replace(paragraph, fields)
    anchor = next((p for p in document.paragraphs if p.text.strip() == BODY), None)
    body = document.element.body
    before = list(body)
    fill(document)
    if anchor is not None:
        for element in [e for e in body if e not in before]:
            anchor._p.addprevious(element)
        body.remove(anchor._p)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _opened(template: Path) -> Any:
    from docx import Document

    from lkj_audit.errors import BadTemplate

    try:
        return Document(str(template))
    except Exception as error:  # python-docx lets zip, XML and key errors of a wrong file through
        raise BadTemplate(path=str(template)) from error


def _page(document: Any, landscape: bool) -> None:
    """A4 with the usual margins."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)


def _paragraphs(document: Any) -> Iterable[Any]:
    """The paragraphs of the body, of its tables, and of headers and footers."""
    parts = [document, *(p for s in document.sections for p in (s.header, s.footer))]
    for part in parts:
        yield from part.paragraphs
        for table in part.tables:
            for row in table.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def _replace(paragraph: Any, fields: Mapping[str, str]) -> None:
    """Fill in {{name}}; Word may have split it over several runs, the first then gets all."""
    text = paragraph.text
    if "{{" not in text:
        return
    for name, value in fields.items():
        text = text.replace("{{" + name + "}}", safe(value))
    if text != paragraph.text:
        paragraph.runs[0].text = text
        for run in paragraph.runs[1:]:
            run.text = ""


def heading(document: Any, text: str, size: float = 12, center: bool = False) -> None:
    """A heading that looks the same in every template."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(safe(text))
    run.bold, run.font.size = True, Pt(size)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(8)
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def table(document: Any, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Any:
    """A ruled table with a repeated header and columns of ``widths`` cm; rows are not broken over pages."""
    from docx.shared import Cm

    made = document.add_table(rows=1, cols=len(widths))
    _ruled(made)
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):  # Word takes the cells' widths, LibreOffice the grid's
        column.width = Cm(width)
    _fill(made.rows[0], header, widths, bold=True)
    _mark(made.rows[0], "tblHeader")
    for texts in rows:
        row = made.add_row()
        _fill(row, texts, widths)
        _mark(row, "cantSplit")
    document.add_paragraph()
    return made


def _fill(row: Any, texts: Sequence[str], widths: Sequence[float], bold: bool = False) -> None:
    from docx.shared import Cm, Pt

    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(safe(text))
        run.bold, run.font.size = bold, Pt(9)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(_element(name))


def _ruled(made: Any) -> None:
    """Borders drawn on the table itself: a template need not have a style with rules."""
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz="4", space="0", color="808080"))
    made._tbl.tblPr.append(borders)


def merge(row: Any, text: str) -> None:
    """All cells of ``row`` as one with ``text`` in bold."""
    cell = row.cells[0].merge(row.cells[-1])
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    paragraph = cell.paragraphs[0]
    for run in paragraph.runs:
        run.text = ""
    paragraph.add_run(safe(text)).bold = True
    paragraph.paragraph_format.keep_with_next = True


def signatures(document: Any, left: str, right: str) -> None:
    """Places to sign, side by side, without rules."""
    made = document.add_table(rows=1, cols=2)
    for cell, text in zip(made.rows[0].cells, (left, right), strict=True):
        cell.text = f"{text}\n\n\n\n…………………………………………\nNIP …………………………………"
    _mark(made.rows[0], "cantSplit")
