"""Pictures of the pages of a PDF, small enough to put many of them into one file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 110 / 72  # 110 dpi: the smallest at which 8-point figures are read with ease
LONGEST = 6000  # pixels of a side: pages of many metres are drawn smaller
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
                picture = Picture(_drawn(page), *page.get_size())
                page.close()
            except (pdfium.PdfiumError, IndexError, ValueError, MemoryError):
                continue
            yield number, picture
    finally:
        pdf.close()


def _drawn(page: Any) -> bytes:
    scale = min(SCALE, LONGEST / max(*page.get_size(), 1.0))
    return _webp(page.render(scale=scale).to_pil().convert("RGB"))


def twins(path: Path, other: Path, pages: Iterable[int], password: str | None = None) -> dict[int, int]:
    """For each of ``pages`` the page of ``other`` that reads most like it, among those that can have taken its place
    when pages were added or taken out; none where a file cannot be opened."""
    import pypdfium2 as pdfium
    from rapidfuzz import fuzz

    def text(pdf: Any, number: int) -> str:
        try:
            return " ".join(str(pdf[number - 1].get_textpage().get_text_bounded()).split())
        except pdfium.PdfiumError:
            return ""

    try:
        with pdfium.PdfDocument(path, password=password) as mine, pdfium.PdfDocument(other, password=password) as his:
            shift = len(his) - len(mine)
            out = {}
            for number in pages:
                words = text(mine, number)
                near = [n for n in range(number + min(0, shift) - 1, number + max(0, shift) + 2) if 1 <= n <= len(his)]
                near.sort(key=lambda n: abs(n - number))
                if near:
                    out[number] = max(near, key=lambda n: fuzz.ratio(words, text(his, n)))
            return out
    except (pdfium.PdfiumError, OSError):
        return {}


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
