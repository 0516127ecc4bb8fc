"""Pictures of what the extractor saw: one PNG a page with rules, cells, tables, captions, headings and OCR words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lkj_audit.model import BBox, Block, Document, Table, places_of

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SCALE = 1.5
COLOURS = {"cell": "#1f77b4", "filled": "#9edae5", "header": "#9467bd", "heading": "#2ca02c", "caption": "#ff7f0e",
           "toc": "#bcbd22", "paragraph": "#c7c7c7", "furniture": "#8c564b", "unsure": "#d62728"}
UNSURE = 0.9  # OCR confidence under which a word is marked


def draw_pages(path: Path, document: Document, folder: Path, *, password: str | None = None) -> list[Path]:
    """Write ``halaman-NNN.png`` for each page of ``document`` into ``folder``, which is made if missing.

    Raises OSError when the folder cannot be written.
    """
    import pypdfium2 as pdfium
    from PIL import ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    boxes = _boxes(document)
    out = []
    pdf = pdfium.PdfDocument(path, password=password)
    try:
        for page in document.pages:
            if page.kind == "failed":
                continue
            drawn: Any = pdf[page.number - 1]
            image = drawn.render(scale=SCALE).to_pil().convert("RGB")
            drawn.close()
            canvas = ImageDraw.Draw(image)
            for kind, bbox, text in boxes.get(page.number, ()):
                _box(canvas, bbox, COLOURS[kind], text)
            target = folder / f"halaman-{page.number:03}.png"
            image.save(target)
            out.append(target)
    finally:
        pdf.close()
    return out


def _box(canvas: ImageDraw, bbox: BBox, colour: str, text: str) -> None:
    x0, top, x1, bottom = (v * SCALE for v in bbox)
    canvas.rectangle((x0, top, max(x0, x1), max(top, bottom)), outline=colour, width=2)
    if text:
        canvas.text((x0 + 2, top - 12), text, fill=colour)


def _boxes(document: Document) -> dict[int, list[tuple[str, BBox, str]]]:
    out: dict[int, list[tuple[str, BBox, str]]] = {}
    found = [_table_boxes(x) if isinstance(x, Table) else _block_boxes(x, x.kind) for x in document.flow]
    found += [_block_boxes(block, "furniture") for block in document.furniture]
    for page, kind, bbox, text in chain.from_iterable(found):
        out.setdefault(page, []).append((kind, bbox, text))
    return out


def _table_boxes(table: Table) -> Iterable[tuple[int, str, BBox, str]]:
    for cell in table.header_cells:
        for place in cell.places:
            yield place.page, "header", place.bbox, table.id
    for row in table.rows:
        for cell in row:
            for place in cell.places:
                kind = "filled" if cell.filled else "unsure" if cell.confidence < UNSURE else "cell"
                yield place.page, kind, place.bbox, ""


def _block_boxes(block: Block, kind: str) -> Iterable[tuple[int, str, BBox, str]]:
    label = f"{block.label} {block.number}".strip() if kind in ("heading", "caption") else ""
    for place in places_of(block.words):
        yield place.page, kind, place.bbox, label
    for word in block.words:
        if word.confidence < UNSURE:
            yield word.page, "unsure", word.bbox, f"{word.confidence:.2f}"
