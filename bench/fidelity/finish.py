"""What is done to a PDF after it is typeset: pages turned by /Rotate, printed two to a sheet, stamped, scanned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

SCAN_DPI = 200


def turn_pages(path: Path, degrees: int) -> None:
    """Lay the pages of ``path`` down and set /Rotate to ``degrees`` (90 or 270), so that they are shown as before."""
    import pypdfium2 as pdfium

    source = pdfium.PdfDocument(path)
    target = pdfium.PdfDocument.new()
    for index in range(len(source)):
        width, height = source[index].get_size()
        page = target.new_page(height, width)
        form = source.page_as_xobject(index, target) if hasattr(source, "page_as_xobject") else \
            source[index].capture_as_xobject(target)
        drawn = form.as_pageobject()
        form.close()
        matrix = pdfium.PdfMatrix(0, 1, -1, 0, height, 0) if degrees == 90 else pdfium.PdfMatrix(0, -1, 1, 0, 0, width)
        drawn.set_matrix(matrix)
        page.insert_obj(drawn)
        page.gen_content()
        page.set_rotation(degrees)
        page.close()
    source.close()
    target.save(path)
    target.close()


def turn_sheets(path: Path) -> None:
    """Set /Rotate so that the pages of ``path`` are shown lying on their side."""
    import pypdfium2 as pdfium

    pages = pdfium.PdfDocument(path.read_bytes())
    for page in pages:
        page.set_rotation(90)
    pages.save(path)
    pages.close()


def two_to_a_sheet(path: Path) -> None:
    """Print the pages of ``path`` two to a sheet, side by side."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    source = pdfium.PdfDocument(path.read_bytes())
    height, width = source[0].get_size()
    sheets = pdfium.PdfDocument(pdfium_c.FPDF_ImportNPagesToOne(source.raw, width, height, 2, 1))
    sheets.save(path)
    sheets.close()
    source.close()


def watermark(path: Path) -> None:
    """Print a word in grey, askew and over and over, across the pages of ``path``."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    pages = pdfium.PdfDocument(path.read_bytes())
    font = pdfium_c.FPDFText_LoadStandardFont(pages.raw, b"Helvetica")
    letters = "SALINAN".encode("utf-16-le") + b"\0\0"
    for page in pages:
        width, height = page.get_size()
        for x, y in ((c, r) for c in range(20, int(width), 160) for r in range(60, int(height), 110)):
            stamp = pdfium_c.FPDFPageObj_CreateTextObj(pages.raw, font, 24.0)
            pdfium_c.FPDFText_SetText(stamp, (pdfium_c.FPDF_WCHAR * (len(letters) // 2)).from_buffer_copy(letters))
            pdfium_c.FPDFPageObj_SetFillColor(stamp, 200, 200, 200, 255)
            pdfium_c.FPDFPageObj_Transform(stamp, 0.8, 0.6, -0.6, 0.8, x, y)
            pdfium_c.FPDFPage_InsertObject(page.raw, stamp)
        page.gen_content()
    pages.save(path)
    pages.close()


FINISHES: dict[str, Callable[[Path], None]] = {"sideways": turn_sheets, "two-up": two_to_a_sheet,
                                               "watermark": watermark}


def scan(path: Path, target: Path, pages: int, seed: int = 0) -> None:
    """The first ``pages`` pages of ``path`` as a scanner would give them: 200 dpi grey, half a degree askew, a little
    blurred, with noise; images only."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image, ImageFilter

    source = pdfium.PdfDocument(path)
    images = []
    noise = np.random.default_rng(seed)
    for index in range(min(pages, len(source))):
        shown = source[index].render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")
        angle = 0.5 if Random(f"{seed}/{index}").random() < 0.5 else -0.5
        turned = shown.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
        grey = np.asarray(turned, dtype=np.float64) + noise.normal(0, 6, (turned.height, turned.width))
        images.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    source.close()
    images[0].save(target, save_all=True, append_images=images[1:], resolution=SCAN_DPI, quality=80)
