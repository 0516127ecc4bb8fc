"""What is done to a PDF after it is typeset: pages turned by /Rotate, pages scanned."""

from __future__ import annotations

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
