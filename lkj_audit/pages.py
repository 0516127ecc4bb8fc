"""Pictures of the pages of a PDF, small enough to put many of them into one file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 110 / 72  # 110 dpi: the smallest at which 8-point figures are read with ease
COLOURS = 16
PLAIN = 40_000  # bytes; a page that takes more without loss is a scan or has photographs


class Picture(NamedTuple):
    """A page as shown: WebP data, and its size in points."""

    data: bytes
    width: float
    height: float


def pictures(path: Path, pages: Iterable[int], password: str | None = None) -> Iterator[tuple[int, Picture]]:
    """The pages with the numbers ``pages`` (from 1), in that order; what cannot be opened or drawn is left out, for a
    finding is told without its picture. Nothing is drawn before it is asked for."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(path, password=password)
    except (pdfium.PdfiumError, OSError):
        return
    try:
        for number in pages:
            try:
                page: Any = pdf[number - 1]
                width, height = page.get_size()
                image = page.render(scale=SCALE).to_pil().convert("RGB")
                page.close()
            except (pdfium.PdfiumError, IndexError):
                continue
            yield number, Picture(_webp(image), width, height)
    finally:
        pdf.close()


def _webp(image: Image) -> bytes:
    """Few colours without loss for print, which stays sharp; with loss where that is smaller."""
    from PIL.Image import Dither, Quantize

    few = image.quantize(COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE).convert("RGB")
    exact = _saved(few, lossless=True, method=2)
    return exact if len(exact) <= PLAIN else min(exact, _saved(image, quality=40, method=4), key=len)


def _saved(image: Image, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", **how)
    return out.getvalue()
